import { getOctokit } from '@actions/github'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Blob } from '../../src/github/base.ts'
import { Refused } from '../../src/github/client.ts'
import { requests, texts } from '../../src/github/texts.ts'

const client = getOctokit('token', { baseUrl: 'https://api.github.com' })
const repository = { client, owner: 'octo', repo: 'manifests' }

beforeAll(() => nock.disableNetConnect())
afterEach(() => {
  const unasked = nock.pendingMocks()
  nock.cleanAll()
  if (unasked.length > 0) throw new Error(`These were not asked for: ${unasked.join(', ')}`)
})
afterAll(() => {
  nock.enableNetConnect()
  nock.restore()
})

function blobs(count: number, size: number): Blob[] {
  return Array.from({ length: count }, (_, i) => ({ path: `${i}.yaml`, id: `${i}`.padStart(40, 'a'), size }))
}

/** Answers one request with the text `text of <id>` for each of its blobs, or what is said of it here. */
function answerOnce(said: Readonly<Record<string, object | null>> = {}): { asked: number } {
  const seen = { asked: 0 }
  nock('https://api.github.com')
    .post('/graphql')
    .reply(200, async (request: Request) => {
      const { query, variables } = (await request.json()) as { query: string; variables: Record<string, string> }
      const aliases = [...query.matchAll(/(\w+): object\(oid: \$(\w+)\)/g)].map(([, alias = '', name = '']) => {
        const id = variables[name] ?? ''
        return [alias, id in said ? said[id] : { isBinary: false, isTruncated: false, text: `text of ${id}` }]
      })
      seen.asked = aliases.length
      return { data: { repository: Object.fromEntries(aliases) } }
    })
  return seen
}

test('50 blobs are one request, 51 are two', async () => {
  const wanted = blobs(51, 10)
  const batches = [answerOnce(), answerOnce()]
  const found = await texts(repository, wanted)
  expect(batches.map(({ asked }) => asked)).toEqual([50, 1])
  expect([...found]).toEqual(wanted.map(({ id }) => [id, `text of ${id}`]))
  expect(requests(wanted)).toBe(2)
  expect(requests(blobs(50, 10))).toBe(1)
})

test('no request asks for more than 2 MB', async () => {
  const wanted = blobs(7, 400_000)
  const batches = [answerOnce(), answerOnce()]
  await texts(repository, wanted)
  expect(batches.map(({ asked }) => asked)).toEqual([5, 2])
  expect(requests(wanted)).toBe(2)
})

test('a blob that GraphQL would cut is asked for by itself', async () => {
  const [blob] = blobs(1, 600_000)
  if (!blob) throw new Error('no blob')
  nock('https://api.github.com')
    .get(`/repos/octo/manifests/git/blobs/${blob.id}`)
    .reply(200, { content: Buffer.from('Zürich\n').toString('base64'), encoding: 'base64' })
  expect(await texts(repository, [blob])).toEqual(new Map([[blob.id, 'Zürich\n']]))
  expect(requests([blob])).toBe(1)
})

test('so is one that was cut, or is missing in the answer', async () => {
  const [cut, gone, whole] = blobs(3, 10)
  if (!cut || !gone || !whole) throw new Error('no blobs')
  answerOnce({ [cut.id]: { isBinary: false, isTruncated: true, text: 'te' }, [gone.id]: null })
  for (const { id } of [cut, gone])
    nock('https://api.github.com')
      .get(`/repos/octo/manifests/git/blobs/${id}`)
      .reply(200, { content: Buffer.from(`whole ${id}`).toString('base64') })
  const found = await texts(repository, [cut, gone, whole])
  expect(Object.fromEntries(found)).toEqual({
    [cut.id]: `whole ${cut.id}`,
    [gone.id]: `whole ${gone.id}`,
    [whole.id]: `text of ${whole.id}`,
  })
})

test('a binary blob has no text', async () => {
  const [blob] = blobs(1, 10)
  if (!blob) throw new Error('no blob')
  answerOnce({ [blob.id]: { isBinary: true, isTruncated: false, text: null } })
  expect([...(await texts(repository, [blob]))]).toEqual([[blob.id, undefined]])
})

test('nothing is asked when nothing is wanted', async () => {
  expect(await texts(repository, [])).toEqual(new Map())
  expect(requests([])).toBe(0)
})

test('an answer that is an error is a refusal, with its first line', async () => {
  nock('https://api.github.com')
    .post('/graphql')
    .reply(200, { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] })
  const asked = texts(repository, blobs(1, 10))
  await expect(asked).rejects.toThrow(Refused)
  await expect(asked).rejects.toThrow(/^GitHub did not give the files of the base: API rate limit exceeded\.$/)
})

test('a batch that GitHub gives up is asked for in halves', async () => {
  const wanted = blobs(8, 10)
  nock('https://api.github.com').post('/graphql').reply(502, 'Bad gateway')
  const halves = [answerOnce(), answerOnce()]
  expect([...(await texts(repository, wanted))]).toEqual(wanted.map(({ id }) => [id, `text of ${id}`]))
  expect(halves.map(({ asked }) => asked)).toEqual([4, 4])
})

test('where GitHub answers nothing it is not asked for each file', async () => {
  nock('https://api.github.com').post('/graphql').times(4).reply(502, 'Bad gateway')
  await expect(texts(repository, blobs(8, 10))).rejects.toThrow(Refused)
})

test('what is no blob of the repository has no text', async () => {
  const [submodule] = blobs(1, 0)
  answerOnce({ [submodule?.id ?? '']: null })
  nock('https://api.github.com').get(`/repos/octo/manifests/git/blobs/${submodule?.id}`).reply(404, {})
  expect([...(await texts(repository, blobs(1, 0)))]).toEqual([[submodule?.id, undefined]])
})
