import type { Blob } from './base.ts'
import { answer, type Repository, withTimeout } from './client.ts'

/** What GitHub answers in one GraphQL request before it cuts or times out, with room to spare. */
export const batchCount = 50
const batchBytes = 2_000_000
/** In bytes: see `source/unread.ts`. */
const maxBytes = 4 * 1024 * 1024
/** GraphQL cuts the text of a blob at 512,000 bytes. */
const longest = 500_000

/**
 * The text of each blob by its id; none for what GitHub holds for binary. 1 request for 50 blobs or 2 MB,
 * and 1 for each blob above 500 kB.
 *
 * @throws Refused
 */
export async function texts(repository: Repository, blobs: readonly Blob[]) {
  const found = new Map<string, string | undefined>()
  for (const batch of batches(blobs)) {
    for (const [id, text] of await ask(repository, batch)) found.set(id, text)
  }
  for (const { id } of blobs) if (!found.has(id)) found.set(id, await whole(repository, id))
  return found
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
    if (part?.isTruncated && (part.byteSize ?? 0) > maxBytes) return [[id, undefined]]
    if (!part || part.isTruncated) return []
    return [[id, part.isBinary ? undefined : (part.text ?? undefined)]]
  })
}

async function whole({ client, owner, repo }: Repository, id: string): Promise<string> {
  const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}'
  const { data } = await answer('a file of the base', client.request(route, withTimeout({ owner, repo, file_sha: id })))
  return Buffer.from(data.content, 'base64').toString('utf8')
}

/**
 * The texts of files of a commit by path; none for what is not there, is no file, or is too long for one answer.
 * 1 request for 50 files.
 *
 * @throws Refused
 */
export async function textsAt({ client, owner, repo }: Repository, commit: string, paths: readonly string[]) {
  const found = new Map<string, string>()
  for (let from = 0; from < paths.length; from += batchCount) {
    const batch = paths.slice(from, from + batchCount)
    const names = batch.map((_, i) => `b${i}`)
    const query = `query($owner: String!, $repo: String!, ${names.map((name) => `$${name}: String!`).join(', ')}) {
  repository(owner: $owner, name: $repo) {
${names.map((name) => `    ${name}: object(expression: $${name}) { ... on Blob { isBinary isTruncated text } }`).join('\n')}
  }
}`
    const places = Object.fromEntries(batch.map((path, i) => [`b${i}`, `${commit}:${path}`]))
    const asked = client.graphql<Answer>(query, withTimeout({ owner, repo, ...places }))
    const { repository } = await answer('files of a commit', asked)
    for (const [index, path] of batch.entries()) {
      const part = repository?.[`b${index}`]
      if (typeof part?.text === 'string' && !part.isTruncated && !part.isBinary) found.set(path, part.text)
    }
  }
  return found
}
