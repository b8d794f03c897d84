import { expect, test } from 'vitest'
import { appClient, open, refusal } from './open.ts'

const lines = Array.from({ length: 40 }, (_, i) => `line ${i + 1}\n`)
const edited = lines.map((line, i) => (i === 4 || i === 29 ? `new ${line}` : line)).filter((_, i) => i !== 31)

/** A pull request that changes lines 5 and 30 of `a.yaml`, removes its line 32, and deletes `b.yaml`. */
async function reviewed() {
  const github = await open()
  const repo = github.repository('acme/flows', {
    files: { 'a.yaml': lines.join(''), 'b.yaml': 'b\n', 'c.yaml': 'c\n' },
  })
  const pull = repo.pull({ files: { 'a.yaml': edited.join(''), 'b.yaml': null } })
  const client = appClient(github)
  function review(comments: readonly object[], more: object = { event: 'COMMENT', body: 'Look' }) {
    return client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      owner: 'acme',
      repo: 'flows',
      pull_number: pull.number,
      ...more,
      comments: comments.map((one) => ({ path: 'a.yaml', body: 'Hm', ...one })),
    } as never)
  }
  return { github, repo, pull, client, review }
}

test('comments stand on changed and context lines of either side', async () => {
  const { pull, review } = await reviewed()
  await review([
    { line: 2 },
    { line: 8 },
    { line: 5, side: 'LEFT' },
    { line: 32, side: 'LEFT' },
    { line: 6, start_line: 4 },
    { path: 'b.yaml', line: 1, side: 'LEFT' },
  ])
  expect(pull.threads().map(({ path, line }) => `${path}:${line}`)).toEqual([
    'a.yaml:2',
    'a.yaml:8',
    'a.yaml:5',
    'a.yaml:32',
    'a.yaml:6',
    'b.yaml:1',
  ])
})

test.each([
  ['a line outside of every hunk', { line: 20 }, 'line must be part of the diff'],
  ['the line just above a hunk', { line: 1 }, 'line must be part of the diff'],
  ['the line just below a hunk', { line: 9 }, 'line must be part of the diff'],
  ['no line', {}, 'line must be part of the diff'],
  ['a file that did not change', { path: 'c.yaml', line: 1 }, 'path is invalid'],
  ['the new side of a deleted file', { path: 'b.yaml', line: 1 }, 'line must be part of the diff'],
  ['a start after the end', { start_line: 6, line: 5 }, 'start line must precede the end line'],
  ['a start at the end', { start_line: 5, line: 5 }, 'start line must precede the end line'],
  ['ends in two hunks', { start_line: 5, line: 30 }, 'start line must be part of the same hunk'],
])('%s is refused, and with it the whole review', async (_, place, message) => {
  const { pull, review } = await reviewed()
  const refused = await refusal(review([{ line: 5 }, place]))
  expect(refused.status).toBe(422)
  expect(refused.message).toContain(message)
  expect(pull.state.reviews).toEqual([])
  expect(pull.threads()).toEqual([])
})

test('a review needs words, a commit of the pull request, and another author to approve', async () => {
  const { github, repo, pull, review } = await reviewed()
  expect((await refusal(review([], { event: 'COMMENT' }))).status).toBe(422)
  expect((await refusal(review([], { event: 'COMMENT', body: 'x'.repeat(65_537) }))).message).toContain('too long')
  expect(
    (await refusal(review([], { event: 'COMMENT', body: 'x', commit_id: repo.push('other', { x: '1' }) }))).status,
  ).toBe(422)
  const { number } = repo.pull({ files: { x: '2' }, by: `${github.app.slug}[bot]`, branch: 'own' })
  const approve = appClient(github).request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
    owner: 'acme',
    repo: 'flows',
    pull_number: number,
    event: 'APPROVE',
  })
  expect((await refusal(approve)).message).toContain('Can not approve your own pull request')
  expect(pull.state.reviews).toEqual([])
})

test('a single comment off the diff is refused', async () => {
  const { client, pull } = await reviewed()
  const at = {
    owner: 'acme',
    repo: 'flows',
    pull_number: pull.number,
    path: 'a.yaml',
    body: 'Hm',
    commit_id: pull.head,
  }
  function post(line: number) {
    return client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/comments', { ...at, line })
  }
  expect((await refusal(post(20))).status).toBe(422)
  expect((await post(5)).data).toMatchObject({ path: 'a.yaml', line: 5, side: 'RIGHT', commit_id: pull.head })
})

test('a thread follows its line, and is outdated once that line changed', async () => {
  const { client, pull, review } = await reviewed()
  await review([{ line: 5 }, { line: 30 }])
  pull.push({ 'a.yaml': `top\n${edited.map((line) => (line.startsWith('new line 30') ? 'newer\n' : line)).join('')}` })
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/comments', {
    owner: 'acme',
    repo: 'flows',
    pull_number: pull.number,
  })
  expect(data.map(({ line, original_line }) => [line, original_line])).toEqual([
    [6, 5],
    [null, 30],
  ])
  expect(pull.threads().map(({ outdated }) => outdated)).toEqual([false, true])
})

const threads = `query($number: Int!) { repository(owner: "acme", name: "flows") { pullRequest(number: $number) { reviewThreads(first: 50) {
  nodes { id isResolved isOutdated path line comments(first: 1) { nodes { id body viewerDidAuthor isMinimized author { login } } } } } } } }`

test('threads are read, resolved and minimized through GraphQL', async () => {
  const { github, client, pull, review } = await reviewed()
  await review([{ line: 5 }, { line: 6 }])
  pull.review('a.yaml', 7, 'Mine', 'ada')
  async function read() {
    return (await client.graphql<Threads>(threads, { number: pull.number })).repository.pullRequest.reviewThreads.nodes
  }
  const [first, second] = await read()
  const both = `mutation($thread: ID!, $comment: ID!) {
    resolveReviewThread(input: { threadId: $thread }) { thread { isResolved } }
    minimizeComment(input: { subjectId: $comment, classifier: OUTDATED }) { minimizedComment { isMinimized minimizedReason } }
  }`
  const done = await client.graphql(both, { thread: first?.id, comment: second?.comments.nodes[0]?.id })
  expect(done).toEqual({
    resolveReviewThread: { thread: { isResolved: true } },
    minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: 'outdated' } },
  })
  const now = await read()
  expect(
    now.map(({ isResolved, comments }) => [
      isResolved,
      comments.nodes[0]?.isMinimized,
      comments.nodes[0]?.viewerDidAuthor,
    ]),
  ).toEqual([
    [true, false, true],
    [false, true, true],
    [false, false, false],
  ])
  // GraphQL names a bot without the `[bot]` of REST.
  expect(first?.comments.nodes[0]?.author.login).toBe(github.app.slug)
})

interface Threads {
  readonly repository: { readonly pullRequest: { readonly reviewThreads: { readonly nodes: readonly Thread[] } } }
}

interface Thread {
  readonly id: string
  readonly isResolved: boolean
  readonly comments: {
    readonly nodes: readonly { id: string; isMinimized: boolean; viewerDidAuthor: boolean; author: { login: string } }[]
  }
}
