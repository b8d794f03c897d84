import { Octokit } from '@octokit/core'
import { App, Octokit as WholeOctokit } from 'octokit'
import { expect, test } from 'vitest'
import type { RepositoryHandle } from './handles/repository.ts'
import type { Loopback } from './index.ts'
import { jwt } from './jwt.ts'
import { appClient, open, refusal } from './open.ts'
import { routes } from './respond.ts'

const at = { owner: 'acme', repo: 'flows' }
const permissions = { checks: 'write', contents: 'write', issues: 'write', pull_requests: 'write' } as const

/** A repository with everything in it that a call can be about. */
function furnish(github: Loopback) {
  const repo = github.repository('acme/flows', { files: { 'a.yaml': 'a: 1\nb: 2\n', 'dir/b.yaml': 'x\n' } })
  const pull = repo.pull({ files: { 'a.yaml': 'a: 1\nb: 3\n' } })
  pull.review('a.yaml', 2, 'Hm', 'lynceus[bot]')
  repo.comment(pull.number, 'Hello', 'lynceus[bot]')
  const issue = repo.issue({ title: 'Dashboard', body: '- [ ] a', labels: ['security'], by: 'lynceus[bot]' })
  repo.push('other', { c: '1' })
  return { repo, pull, issue }
}

test('every operation that the slice holds answers as GitHub describes it', { timeout: 30_000 }, async () => {
  const github = await open({ permissions })
  const { repo, pull, issue } = furnish(github)
  github.hook({ url: 'http://127.0.0.1:1/', secret: 'x' })
  repo.push('other', { c: '2' })
  await github.settled()
  await appCalls(github)
  const client = appClient(github)
  await checkCalls(client, repo, pull.head)
  await gitCalls(client, repo, pull.head)
  await pullCalls(client, pull.state.threads[0]?.comments[0]?.id ?? 0, pull.state.reviews[0]?.id ?? 0)
  await issueCalls(client, issue.number, pull.state.comments[0]?.id ?? 0)
  await client.request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', { ...at, pull_number: pull.number })
  expect(repo.file('main', 'a.yaml')).toBe('a: 1\nb: 3\n')
  const answered = github.calls.filter(({ status }) => status < 400).map(({ route }) => route)
  expect([...new Set(answered)].toSorted()).toEqual(Object.keys(routes).toSorted())
})

async function appCalls(github: Loopback): Promise<void> {
  const app = new Octokit({ baseUrl: github.url, auth: jwt(github) })
  const { id } = github.installation('acme')
  await app.request('GET /app')
  await app.request('GET /app/installations')
  await app.request('GET /app/installations/{installation_id}', { installation_id: id })
  await app.request('POST /app/installations/{installation_id}/access_tokens', { installation_id: id })
  await app.request('GET /repos/{owner}/{repo}/installation', at)
  const { data } = await app.request('GET /app/hook/deliveries')
  expect(data[0]).toMatchObject({ event: 'check_suite', status_code: 0, status: 'failed to connect to host' })
  const delivery = { delivery_id: Number(data[0]?.id) }
  await app.request('GET /app/hook/deliveries/{delivery_id}', delivery)
  await app.request('POST /app/hook/deliveries/{delivery_id}/attempts', delivery)
  const stranger = new Octokit({ baseUrl: github.url })
  await stranger.request('POST /app-manifests/{code}/conversions', { code: 'abc' })
}

async function checkCalls(client: Octokit, repo: RepositoryHandle, head: string): Promise<void> {
  const annotation = { path: 'a.yaml', start_line: 1, end_line: 1, annotation_level: 'warning', message: 'm' } as const
  const { data: run } = await client.request('POST /repos/{owner}/{repo}/check-runs', {
    ...at,
    name: 'Lynceus',
    head_sha: head,
    status: 'in_progress',
  })
  const one = { ...at, check_run_id: run.id }
  const output = { title: 'Two', summary: 's', annotations: [annotation] }
  await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...one, output })
  await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    ...one,
    output,
    conclusion: 'failure',
  })
  // Annotations are added to those that are there.
  expect(
    (await client.request('GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations', one)).data,
  ).toHaveLength(2)
  const whole = await client.request('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', one)
  expect(whole.data).toMatchObject({
    status: 'completed',
    conclusion: 'failure',
    output: { annotations_count: 2 },
    pull_requests: [{ number: 1 }],
  })
  await client.request('POST /repos/{owner}/{repo}/check-runs', {
    ...at,
    name: 'Lynceus',
    head_sha: head,
    status: 'queued',
  })
  const listed = await client.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', { ...at, ref: head })
  const all = await client.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
    ...at,
    ref: head,
    filter: 'all',
  })
  expect([listed.data.total_count, all.data.total_count, repo.checks(head).length]).toEqual([1, 2, 2])
  const { data: suites } = await client.request('GET /repos/{owner}/{repo}/commits/{ref}/check-suites', {
    ...at,
    ref: head,
  })
  const suite = { ...at, check_suite_id: Number(suites.check_suites[0]?.id) }
  await client.request('GET /repos/{owner}/{repo}/check-suites/{check_suite_id}', suite)
  await client.request('GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs', suite)
  await client.request('POST /repos/{owner}/{repo}/check-suites', { ...at, head_sha: repo.tip() })
}

async function gitCalls(client: Octokit, repo: RepositoryHandle, head: string): Promise<void> {
  await client.request('GET /repos/{owner}/{repo}', at)
  await client.request('GET /installation/repositories')
  await client.request('GET /rate_limit')
  await client.request('GET /repos/{owner}/{repo}/branches/{branch}', { ...at, branch: 'main' })
  await client.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', { ...at, username: 'ada' })
  await client.request('GET /repos/{owner}/{repo}/commits/{ref}', { ...at, ref: head })
  expect(
    (await client.request('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', { ...at, commit_sha: head })).data,
  ).toMatchObject([{ number: 1 }])
  await client.request('GET /repos/{owner}/{repo}/compare/{basehead}', { ...at, basehead: `main...${head}` })
  await client.request('GET /repos/{owner}/{repo}/contents/{path}', { ...at, path: 'dir/b.yaml' })
  await client.request('GET /repos/{owner}/{repo}/tarball/{ref}', { ...at, ref: 'main' })
  const tree = await client.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    ...at,
    tree_sha: 'main',
    recursive: '1',
  })
  await client.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
    ...at,
    file_sha: tree.data.tree[0]?.sha ?? '',
  })
  await client.request('GET /repos/{owner}/{repo}/git/ref/{ref}', { ...at, ref: 'heads/main' })
  expect(
    (await client.request('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', { ...at, ref: 'heads/o' })).data,
  ).toHaveLength(1)
  await client.request('POST /repos/{owner}/{repo}/git/refs', { ...at, ref: 'refs/heads/x/y', sha: repo.tip() })
  const ref = { ...at, ref: 'heads/x/y' }
  expect(
    (
      await refusal(
        client.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', { ...at, ref: 'heads/other', sha: head }),
      )
    ).message,
  ).toContain('fast forward')
  await client.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', { ...ref, sha: head })
  await client.request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', ref)
}

async function pullCalls(client: Octokit, comment: number, review: number): Promise<void> {
  const one = { ...at, pull_number: 1 }
  await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', one)
  await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', one)
  await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', one)
  const { data } = await client.request('POST /repos/{owner}/{repo}/pulls', {
    ...at,
    title: 'Other',
    head: 'other',
    base: 'main',
  })
  await client.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...at,
    pull_number: data.number,
    body: 'x',
    state: 'closed',
  })
  expect(
    (await client.request('GET /repos/{owner}/{repo}/pulls', { ...at, state: 'all', head: 'acme:other' })).data,
  ).toMatchObject([{ state: 'closed', body: 'x' }])
  await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', one)
  await client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
    ...one,
    event: 'COMMENT',
    body: 'b',
  })
  await client.request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}', {
    ...one,
    review_id: review,
    body: 'c',
  })
  await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments', {
    ...one,
    review_id: review,
  })
  await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/comments', one)
  const { data: head } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', one)
  const place = { path: 'a.yaml', line: 2, body: 'x', commit_id: head.head.sha }
  await client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/comments', { ...one, ...place })
  const reply = await client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies', {
    ...one,
    comment_id: comment,
    body: 'y',
  })
  expect(reply.data.in_reply_to_id).toBe(comment)
  await client.request('PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}', {
    ...at,
    comment_id: reply.data.id,
    body: 'z',
  })
  await client.request('DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}', { ...at, comment_id: reply.data.id })
}

async function issueCalls(client: Octokit, number: number, comment: number): Promise<void> {
  const one = { ...at, issue_number: number }
  expect(
    (await client.request('GET /repos/{owner}/{repo}/issues', { ...at, labels: 'security', creator: 'app/lynceus' }))
      .data,
  ).toMatchObject([{ number }])
  await client.request('POST /repos/{owner}/{repo}/issues', { ...at, title: 't', labels: ['x'] })
  await client.request('GET /repos/{owner}/{repo}/issues/{issue_number}', one)
  await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
    ...one,
    body: '- [x] a',
    state: 'closed',
  })
  await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { ...one, body: 'b' })
  await client.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', one)
  await client.request('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...at, comment_id: comment })
  const react = { ...at, comment_id: comment, content: 'eyes' } as const
  const route = 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions'
  expect([(await client.request(route, react)).status, (await client.request(route, react)).status]).toEqual([201, 200])
  await client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    ...at,
    comment_id: comment,
    body: 'c',
  })
  await client.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...at, comment_id: comment })
  await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', { ...one, labels: ['new'] })
  await client.request('GET /repos/{owner}/{repo}/issues/{issue_number}/labels', one)
  await client.request('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', { ...one, name: 'new' })
  await client.request('POST /repos/{owner}/{repo}/labels', { ...at, name: 'bot', color: 'ff0000' })
  expect((await client.request('GET /repos/{owner}/{repo}/labels', at)).data.map(({ name }) => name)).toEqual([
    'security',
    'x',
    'new',
    'bot',
  ])
}

test('comments on a pull request need its permission, those on an issue the other', async () => {
  const github = await open({ permissions })
  const { pull, issue } = furnish(github)
  const client = appClient(github, { pull_requests: 'write' })
  function comment(number: number, body = 'x') {
    return client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...at,
      issue_number: number,
      body,
    })
  }
  await comment(pull.number)
  expect((await refusal(comment(issue.number))).status).toBe(403)
  expect((await refusal(comment(pull.number, 'x'.repeat(65_537)))).message).toContain(
    'too long (maximum is 65536 characters)',
  )
  await comment(pull.number, 'x'.repeat(65_536))
})

test('Octokit’s own App signs in, and its pagination walks every page', async () => {
  const github = await open()
  const { pull } = furnish(github)
  pull.push(Object.fromEntries(Array.from({ length: 210 }, (_, i) => [`f/${i}.yaml`, `${i}\n`])))
  const app = new App({
    appId: github.app.id,
    privateKey: github.app.privateKey,
    Octokit: WholeOctokit.defaults({ baseUrl: github.url }),
  })
  const client = await app.getInstallationOctokit(github.installation('acme').id)
  const files = await client.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
    ...at,
    pull_number: 1,
    per_page: 100,
  })
  expect(files).toHaveLength(211)
  expect(github.calls.map(({ route, by }) => `${by}: ${route.split('/').at(-1)}`)).toEqual([
    'app: access_tokens',
    ...Array.from({ length: 3 }, () => `installation ${github.installation('acme').id}: files`),
  ])
})

test('two histories with the same outcome have the same snapshot', async () => {
  const histories = await Promise.all(
    [
      ['a', 'b'],
      ['b', 'a'],
    ].map(async (order) => {
      const github = await open()
      const repo = github.repository('acme/flows', { files: { a: '1\n', b: '1\n' } })
      const pull = repo.pull({ files: { a: '2\n' } })
      for (const path of order) pull.push({ [path]: '3\n' })
      repo.comment(pull.number, 'Hello', 'ada')
      return { github, repo, pull }
    }),
  )
  const [one, two] = histories.map(({ github }) => github.snapshot())
  expect(one).toEqual(two)
  histories[0]?.repo.comment(1, 'Again', 'ada')
  expect(histories[0]?.github.snapshot()).not.toEqual(two)
})
