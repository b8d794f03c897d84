import type { Blob } from './base.ts'
import { answer, isTooMuch, type Repository, withTimeout } from './client.ts'
import { statusOf, unless } from './refusal.ts'

/** What GitHub answers in one GraphQL request before it cuts or times out, with room to spare. */
export const batchCount = 50
const batchBytes = 2_000_000
/** In bytes: see `source/unread.ts`. */
const maxBytes = 4 * 1024 * 1024
/** GraphQL cuts the text of a blob at 512,000 bytes. */
const longest = 500_000

/**
 * The text of each blob by its id; none for what GitHub holds for binary, or does not have. 1 request for 50 blobs or 2 MB,
 * and 1 for each blob above 500 kB.
 *
 * @throws Refused
 */
export async function texts(repository: Repository, blobs: readonly Blob[]) {
  const found = new Map<string, string | undefined>()
  for (const batch of batches(blobs)) {
    for (const [id, text] of await inParts(repository, batch, ask)) found.set(id, text)
  }
  for (const { id } of blobs) if (!found.has(id)) found.set(id, await whole(repository, id))
  return found
}

/**
 * Asks for a batch, and for the halves of one that GitHub gives up: how long the files are is not always known before,
 * and it takes 10 seconds for an answer, no more.
 */
async function inParts<One, Told>(
  repository: Repository,
  batch: readonly One[],
  asked: (repository: Repository, batch: readonly One[]) => Promise<readonly Told[]>,
): Promise<readonly Told[]> {
  try {
    return await asked(repository, batch)
  } catch (error) {
    if (batch.length < 2 || !isTooMuch(error)) throw error
    const half = batch.length >> 1
    const first = await inParts(repository, batch.slice(0, half), asked)
    return [...first, ...(await inParts(repository, batch.slice(half), asked))]
  }
}

/** The least number of requests that `texts` makes for these blobs. */
export function requests(blobs: readonly Blob[]): number {
  return batches(blobs).length + blobs.filter(({ size }) => size > longest).length
}

function batches(blobs: readonly Blob[]): readonly (readonly Blob[])[] {
  const made: Blob[][] = []
  let bytes = Infinity
  for (const blob of blobs.filter(({ size }) => size <= longest)) {
    const last = made.at(-1)
    bytes += blob.size
    if (last && last.length < batchCount && bytes <= batchBytes) last.push(blob)
    else {
      made.push([blob])
      bytes = blob.size
    }
  }
  return made
}

interface Answer {
  /** Nothing when the token may not see it. */
  readonly repository: Readonly<Record<string, Part | null>> | null
}

interface Part {
  readonly byteSize?: number
  readonly isBinary: boolean | null
  readonly isTruncated: boolean
  readonly text: string | null
}

/** Texts by id, in one request. A blob that is not whole in the answer is left out. */
async function ask({ client, owner, repo }: Repository, batch: readonly Blob[]) {
  const names = batch.map((_, i) => `b${i}`)
  const query = `query($owner: String!, $repo: String!, ${names.map((name) => `$${name}: GitObjectID!`).join(', ')}) {
  repository(owner: $owner, name: $repo) {
${names.map((name) => `    ${name}: object(oid: $${name}) { ... on Blob { byteSize isBinary isTruncated text } }`).join('\n')}
  }
}`
  const ids = Object.fromEntries(batch.map(({ id }, i) => [`b${i}`, id]))
  const asked = client.graphql<Answer>(query, withTimeout({ owner, repo, ...ids }))
  const { repository } = await answer('the files of the base', asked)
  return batch.flatMap(({ id }, i): [string, string | undefined][] => {
    const part = repository?.[`b${i}`]
    // What is not read anyway need not be fetched.
    if (part?.isBinary || (part?.isTruncated && (part.byteSize ?? 0) > maxBytes)) return [[id, undefined]]
    if (!part || part.isTruncated) return []
    return [[id, part.text ?? undefined]]
  })
}

/** Nothing for what is no blob of the repository: of a submodule that is a file of a change, the id is a commit elsewhere. */
async function whole({ client, owner, repo }: Repository, id: string): Promise<string | undefined> {
  const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}'
  const asked = client.request(route, withTimeout({ owner, repo, file_sha: id }))
  const told = await answer(
    'a file of the base',
    unless(asked, (error) => [404, 422].includes(statusOf(error) ?? 0)),
  )
  return told && Buffer.from(told.data.content, 'base64').toString('utf8')
}

/**
 * The texts of files of a commit by path; none for what is not there, is no file, or is too long for one answer.
 * 1 request for 50 files.
 *
 * @throws Refused
 */
export async function textsAt(repository: Repository, commit: string, paths: readonly string[]) {
  const found = new Map<string, string>()
  for (let from = 0; from < paths.length; from += batchCount)
    for (const [path, text] of await inParts(repository, paths.slice(from, from + batchCount), at))
      found.set(path, text)
  return found

  async function at({ client, owner, repo }: Repository, batch: readonly string[]): Promise<[string, string][]> {
    const names = batch.map((_, i) => `b${i}`)
    const query = `query($owner: String!, $repo: String!, ${names.map((name) => `$${name}: String!`).join(', ')}) {
  repository(owner: $owner, name: $repo) {
${names.map((name) => `    ${name}: object(expression: $${name}) { ... on Blob { isBinary isTruncated text } }`).join('\n')}
  }
}`
    const places = Object.fromEntries(batch.map((path, i) => [`b${i}`, `${commit}:${path}`]))
    const asked = client.graphql<Answer>(query, withTimeout({ owner, repo, ...places }))
    const { repository: told } = await answer('files of a commit', asked)
    return batch.flatMap((path, index): [string, string][] => {
      const part = told?.[`b${index}`]
      return typeof part?.text === 'string' && !part.isTruncated && !part.isBinary ? [[path, part.text]] : []
    })
  }
}
