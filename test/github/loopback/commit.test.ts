import type { Octokit } from '@octokit/core'
import { expect, test } from 'vitest'
import { appClient, open, refusal } from './open.ts'

const mutation = `mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } ref { name } } }`

function commit(client: Octokit, expectedHeadOid: string, changes: object, branchName = 'main') {
  const input = {
    ...{ branch: { repositoryNameWithOwner: 'acme/flows', branchName }, expectedHeadOid, fileChanges: changes },
    message: { headline: 'Fix', body: 'Because' },
  }
  return client.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(mutation, { input })
}

function added(path: string, text: string) {
  return { additions: [{ path, contents: Buffer.from(text).toString('base64') }] }
}

test('one commit writes, deletes and is verified', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { 'a.yaml': 'a\n', gone: 'x' } })
  const client = appClient(github)
  const before = repo.tip()
  const { createCommitOnBranch: made } = await commit(client, before, {
    ...added('dir/b.yaml', 'ü\n'),
    deletions: [{ path: 'gone' }],
  })
  expect(made.commit.oid).toBe(repo.tip())
  expect(['a.yaml', 'dir/b.yaml', 'gone'].map((path) => repo.file('main', path))).toEqual(['a\n', 'ü\n', undefined])
  const { data } = await client.request('GET /repos/{owner}/{repo}/commits/{ref}', {
    owner: 'acme',
    repo: 'flows',
    ref: 'main',
  })
  expect(data.commit).toMatchObject({
    message: 'Fix\n\nBecause',
    author: { name: 'lynceus[bot]' },
    verification: { verified: true },
  })
  expect(data.parents.map(({ sha }) => sha)).toEqual([before])
})

test('of two that expect the same head, one wins and the other changes nothing', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  const client = appClient(github)
  const head = repo.tip()
  const outcomes = await Promise.allSettled(['2', '3'].map((text) => commit(client, head, added('a', text))))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = outcomes.find((one) => one.status === 'rejected')
  expect(lost?.reason).toMatchObject({
    errors: [
      { type: 'STALE_DATA', message: `Expected branch to point to "${head}" but it did not.  Pull and try again.` },
    ],
  })
  const { data } = await client.request('GET /repos/{owner}/{repo}/commits/{ref}', {
    owner: 'acme',
    repo: 'flows',
    ref: 'main',
  })
  expect(data.parents.map(({ sha }) => sha)).toEqual([head])
})

test('no branch, no file to delete, no workflow, no way out of the tree', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  const client = appClient(github)
  const tries: [object, string, string?][] = [
    [added('a', '2'), 'No ref found', 'none'],
    [{ deletions: [{ path: 'b' }] }, 'does not exist'],
    [added('.github/workflows/x.yaml', '2'), 'without `workflows` permission'],
    [added('../a', '2'), 'is not valid'],
    [added('.git/config', '2'), 'is not valid'],
  ]
  const before = repo.tip()
  for (const [changes, message, branch] of tries)
    expect((await refusal(commit(client, before, changes, branch))).message).toContain(message)
  expect((await refusal(commit(appClient(github, { contents: 'read' }), before, added('a', '2')))).message).toContain(
    'Resource not accessible by integration',
  )
  expect(repo.tip()).toBe(before)
})

test('modes are lost: what is written is an ordinary file', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { run: { text: '1', mode: '100755' }, link: { link: 'run' } } })
  await commit(appClient(github), repo.tip(), {
    additions: [...added('run', '2').additions, ...added('link', '3').additions],
  })
  const { data } = await appClient(github).request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    owner: 'acme',
    repo: 'flows',
    tree_sha: 'main',
  })
  expect(data.tree.map(({ path, mode }) => [path, mode])).toEqual([
    ['link', '100644'],
    ['run', '100644'],
  ])
})

test('a fix pull request: branch, commit, pull request, then its source closes', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1\n' } })
  const source = repo.pull({ files: { a: '2\n' }, branch: 'feature' })
  const client = appClient(github)
  const at = { owner: 'acme', repo: 'flows' }
  const ref = { ...at, ref: 'refs/heads/lynceus/fix/pr-1', sha: source.head }
  await client.request('POST /repos/{owner}/{repo}/git/refs', ref)
  const again = await refusal(client.request('POST /repos/{owner}/{repo}/git/refs', ref))
  expect(again).toMatchObject({ status: 422, message: expect.stringContaining('Reference already exists') as string })
  const opened = { ...at, title: 'Fix', head: 'lynceus/fix/pr-1', base: 'feature' }
  expect((await refusal(client.request('POST /repos/{owner}/{repo}/pulls', opened))).message).toContain(
    'No commits between',
  )
  await commit(client, source.head, added('a', '3\n'), 'lynceus/fix/pr-1')
  const { data } = await client.request('POST /repos/{owner}/{repo}/pulls', opened)
  expect((await refusal(client.request('POST /repos/{owner}/{repo}/pulls', opened))).message).toContain(
    'A pull request already exists for acme:lynceus/fix/pr-1',
  )
  repo.pullNumbered(data.number).merge()
  expect(repo.file(source.head, 'a')).toBe('3\n')
  await client.request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ...at, ref: 'heads/lynceus/fix/pr-1' })
  const gone = client.request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ...at, ref: 'heads/lynceus/fix/pr-1' })
  expect((await refusal(gone)).status).toBe(422)
})

test('refs are made, moved and deleted through GraphQL too', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  const first = repo.tip()
  const second = repo.push('main', { a: '2' })
  const client = appClient(github)
  const made = await client.graphql<{ createRef: { ref: { id: string } } }>(
    'mutation($id: ID!, $oid: GitObjectID!) { createRef(input: { repositoryId: $id, name: "refs/heads/x", oid: $oid }) { ref { id } } }',
    { id: repo.state.node, oid: second },
  )
  function move(force: boolean) {
    return client.graphql(
      'mutation($id: ID!, $oid: GitObjectID!, $force: Boolean) { updateRef(input: { refId: $id, oid: $oid, force: $force }) { ref { target { oid } } } }',
      { id: made.createRef.ref.id, oid: first, force },
    )
  }
  expect((await refusal(move(false))).message).toContain('fast forward')
  expect(await move(true)).toEqual({ updateRef: { ref: { target: { oid: first } } } })
  await client.graphql('mutation($id: ID!) { deleteRef(input: { refId: $id }) { clientMutationId } }', {
    id: made.createRef.ref.id,
  })
  expect(repo.state.refs.has('refs/heads/x')).toBe(false)
})
