import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Octokit } from '@octokit/core'
import { afterEach, expect, test } from 'vitest'
import { appClient, open } from './open.ts'
import type { Loopback } from './index.ts'
import { jwt } from './jwt.ts'

interface Got {
  readonly event: string
  readonly guid: string
  readonly signed: boolean
  readonly payload: Record<string, unknown>
}

const secret = 'a secret that is long enough to be one'
const servers: { close(): void }[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** What an App would get, checked as it would check it. */
async function listen(github: Loopback, status: () => number = () => 202): Promise<Got[]> {
  const got: Got[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
      function header(name: string) {
        return String(request.headers[name])
      }
      got.push({
        ...{
          event: header('x-github-event'),
          guid: header('x-github-delivery'),
          signed: header('x-hub-signature-256') === signature,
        },
        payload: JSON.parse(body.toString()) as Record<string, unknown>,
      })
      response.writeHead(status()).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  servers.push(server)
  github.hook({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/github/webhooks`, secret })
  return got
}

function names(got: readonly Got[]): readonly string[] {
  return got.map(({ event, payload }) => [event, payload['action']].filter(Boolean).join('.')).sort()
}

test('everything that happens is told, signed, and as GitHub describes it', { timeout: 30_000 }, async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1\n' } })
  repo.push('next', {})
  const got = await listen(github)
  const pull = repo.pull({ files: { a: '2\n' }, draft: true, body: 'x' })
  pull.ready()
  pull.push({ a: '3\n' })
  pull.retarget('next')
  pull.edit({ title: 'Other' })
  pull.close()
  pull.reopen()
  repo.comment(pull.number, '/lynceus help', 'ada')
  const issue = repo.issue({ title: 'Dashboard', body: '- [ ] a' })
  repo.editIssue(issue.number, { body: '- [x] a' })
  const client = appClient(github, { checks: 'write', issues: 'write' })
  await client.request('POST /repos/{owner}/{repo}/check-runs', {
    owner: 'acme',
    repo: 'flows',
    name: 'Lynceus',
    head_sha: pull.head,
    conclusion: 'success',
    actions: [{ label: 'Fix', description: 'Fix it', identifier: 'fix' }],
  })
  const [check] = repo.checks(pull.head)
  check?.press('fix')
  check?.rerequest()
  repo.rerequestSuite(pull.head)
  repo.queue(pull)
  pull.merge()
  repo.reset('next', undefined)
  github.installation('acme').announce()
  github.installation('acme').accept({ contents: 'read' })
  github.installation('acme').suspend()
  github.installation('acme').unsuspend()
  github.installation('acme').select([])
  github.installation('acme').uninstall()
  await github.settled()
  expect(got.every(({ signed }) => signed)).toBe(true)
  expect(new Set(got.map(({ guid }) => guid)).size).toBe(got.length)
  expect([...new Set(names(got))]).toEqual([
    'check_run.completed',
    'check_run.created',
    'check_run.requested_action',
    'check_run.rerequested',
    'check_suite.completed',
    'check_suite.requested',
    'check_suite.rerequested',
    'installation.created',
    'installation.deleted',
    'installation.new_permissions_accepted',
    'installation.suspend',
    'installation.unsuspend',
    'installation_repositories.removed',
    'issue_comment.created',
    'issues.edited',
    'issues.opened',
    'merge_group.checks_requested',
    'pull_request.closed',
    'pull_request.edited',
    'pull_request.opened',
    'pull_request.ready_for_review',
    'pull_request.reopened',
    'pull_request.synchronize',
    'push',
  ])
})

test('payloads name what handlers look at', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1\n' } })
  const got = await listen(github)
  const pull = repo.pull({ from: repo.fork('mallory'), by: 'mallory', files: { a: '2\n' } })
  await github.settled()
  expect(got).toHaveLength(1)
  expect(got[0]?.payload).toMatchObject({
    action: 'opened',
    number: pull.number,
    installation: { id: github.installation('acme').id },
    repository: { full_name: 'acme/flows', default_branch: 'main', owner: { login: 'acme' } },
    organization: { login: 'acme' },
    sender: { login: 'mallory', type: 'User' },
    pull_request: {
      number: 1,
      head: { sha: pull.head, repo: { full_name: 'mallory/flows' } },
      base: { ref: 'main', repo: { full_name: 'acme/flows' } },
    },
  })
})

test('nothing is told to an App that is not installed, or does not listen', async () => {
  const github = await open({ events: ['push'] })
  const [repo, other] = [
    github.repository('acme/flows', { files: { a: '1' } }),
    github.repository('other/flows', { installed: false, files: { a: '1' } }),
  ]
  const got = await listen(github)
  other.push('main', { a: '2' })
  repo.pull({ files: { a: '2' } })
  await github.settled()
  expect(names(got)).toEqual(['push'])
})

test('deliveries are held, and released in any order', async () => {
  const github = await open({ events: ['push'] })
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  const got = await listen(github)
  github.webhooks.hold()
  const shas = ['2', '3', '4'].map((a) => repo.push('main', { a }))
  await github.settled()
  expect(got).toEqual([])
  github.webhooks.release((held) => held.toReversed())
  await github.settled()
  expect(github.deliveries.map(({ payload }) => payload['after'])).toEqual(shas)
  expect(got.map(({ payload }) => String(payload['after'])).toSorted()).toEqual(shas.toSorted())
})

test('a failed delivery is in the log, and comes again under the same id', async () => {
  const github = await open({ events: ['push'] })
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  let status = 500
  const got = await listen(github, () => status)
  repo.push('main', { a: '2' })
  await github.settled()
  status = 202
  const app = new Octokit({ baseUrl: github.url, auth: jwt(github) })
  const failed = await app.request('GET /app/hook/deliveries', { per_page: 100, status: 'failure' })
  expect(failed.data).toMatchObject([{ event: 'push', status_code: 500, redelivery: false, guid: got[0]?.guid }])
  await app.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: Number(failed.data[0]?.id) })
  await github.settled()
  const { data } = await app.request('GET /app/hook/deliveries')
  expect(data.map(({ guid, status_code, redelivery }) => [guid === got[0]?.guid, status_code, redelivery])).toEqual([
    [true, 202, true],
    [true, 500, false],
  ])
  expect(got[1]?.payload).toEqual(got[0]?.payload)
  const one = await app.request('GET /app/hook/deliveries/{delivery_id}', { delivery_id: Number(data[0]?.id) })
  expect(one.data.request.payload).toMatchObject({ after: repo.tip() })
})
