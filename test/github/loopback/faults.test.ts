import { expect, test } from 'vitest'
import { secondaryLimit } from './index.ts'
import { appClient, open, refusal } from './open.ts'

const at = { owner: 'acme', repo: 'flows' }
const pullRoute = 'GET /repos/{owner}/{repo}/pulls/{pull_number}'
const commentRoute = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'

async function faulty() {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1\n' } })
  const pull = repo.pull({ files: { a: '2\n' } })
  const client = appClient(github)
  function comment() {
    return client.request(commentRoute, { ...at, issue_number: 1, body: 'Hello' })
  }
  async function head() {
    return (await client.request(pullRoute, { ...at, pull_number: 1 })).data.head.sha
  }
  return { github, repo, pull, client, comment, head }
}

test('a status is answered so many times, and nothing is done', async () => {
  const { github, pull, comment } = await faulty()
  github.fault(commentRoute, { status: 502, times: 2 })
  expect([(await refusal(comment())).status, (await refusal(comment())).status]).toEqual([502, 502])
  expect(pull.comments()).toEqual([])
  await comment()
  expect(pull.comments()).toEqual(['Hello'])
  expect(github.calls.map(({ status }) => status)).toEqual([502, 502, 201])
})

test('a fault may come later, and only to one field of GraphQL', async () => {
  const { github, client, head } = await faulty()
  github.fault(pullRoute, { status: 500, after: 1 })
  await head()
  expect((await refusal(head())).status).toBe(500)
  github.fault('POST /graphql viewer', { status: 502 })
  await client.graphql('{ rateLimit { remaining } }')
  expect((await refusal(client.graphql('{ viewer { login } }'))).status).toBe(502)
})

test('a connection is cut before anything is done, or after it', async () => {
  const { github, pull, comment } = await faulty()
  github.fault(commentRoute, { reset: 'before' })
  expect((await refusal(comment())).status).toBe(500)
  expect(pull.comments()).toEqual([])
  github.fault(commentRoute, { reset: 'after' })
  expect((await refusal(comment())).status).toBe(500)
  expect(pull.comments()).toEqual(['Hello'])
})

test('a body ends in the middle', async () => {
  const { github, head } = await faulty()
  github.fault(pullRoute, { truncate: 40 })
  await expect(head()).rejects.toThrow(/./)
  expect(await head()).toMatch(/^[0-9a-f]{40}$/)
})

test('an answer is late', async () => {
  const { github, head } = await faulty()
  github.fault(pullRoute, { delay: 120 })
  const start = performance.now()
  await head()
  expect(performance.now() - start).toBeGreaterThan(110)
})

test('a read is stale while writes are not', async () => {
  const { github, pull, client, comment, head } = await faulty()
  const before = pull.head
  github.fault(pullRoute, { stale: true, times: 2 })
  github.fault('POST /graphql', { stale: true })
  const after = pull.push({ a: '3\n' })
  expect(await head()).toBe(before)
  const oid = await client.graphql(
    '{ repository(owner: "acme", name: "flows") { pullRequest(number: 1) { headRefOid } object(expression: "HEAD:a") { ... on Blob { text } } } }',
  )
  expect(oid).toEqual({ repository: { pullRequest: { headRefOid: before }, object: { text: '1\n' } } })
  await comment()
  expect(await head()).toBe(before)
  expect(await head()).toBe(after)
})

test('the primary limit says when it ends', async () => {
  const { github, head, client } = await faulty()
  github.exhaust('acme', 1, 60)
  await head()
  const error = await head().catch(
    (one: unknown) => one as { status: number; response: { headers: Record<string, string> } },
  )
  expect(error).toMatchObject({
    status: 403,
    message: expect.stringContaining('API rate limit exceeded for installation') as string,
  })
  const { headers } = (error as { response: { headers: Record<string, string> } }).response
  expect(headers['x-ratelimit-remaining']).toBe('0')
  expect(Number(headers['x-ratelimit-reset']) - Date.now() / 1000).toBeGreaterThan(55)
  // Asking how much is left costs nothing.
  expect((await client.request('GET /rate_limit')).data.resources.core.remaining).toBe(0)
})

test('the secondary limit says how long to wait, and 80 things a minute are too many', async () => {
  const { github, comment } = await faulty()
  github.fault(commentRoute, secondaryLimit(7))
  const limited = await comment().catch((one: unknown) => one as object)
  expect(limited).toMatchObject({ status: 403, response: { headers: { 'retry-after': '7' } } })
  for (let i = 0; i < 80; i += 1) await comment()
  expect((await refusal(comment())).message).toContain('secondary rate limit')
})
