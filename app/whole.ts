import { createHash } from 'node:crypto'
import { dataPaths } from '../src/data.ts'
import type { Unread } from '../src/finding.ts'
import { type Blob, tree } from '../src/github/base.ts'
import type { Repository } from '../src/github/client.ts'
import { archived } from '../src/github/archive.ts'
import { requests, texts, textsAt } from '../src/github/texts.ts'
import { count } from '../src/report/totals.ts'
import { asData, collect, decode, mayBeData, mostData, reaches, type Read, withData } from '../src/source/read.ts'
import { isMisnamed, maxBytes, reasons } from '../src/source/unread.ts'
import type { File } from '../src/yaml/file.ts'

/** All manifests of a commit. */
export interface Whole extends Read {
  /** Sentences on what was left out because there is too much of it. */
  readonly notes: readonly string[]
}

/** What one process reads and judges without holding up others. */
const bounds = { files: 5000, bytes: 50_000_000 }

/** Above so many requests for single files, the archive of the commit is asked for, which is 1. */
const manyRequests = 4

/**
 * Reads the manifests of a commit: 1 request for the list of files, and 1 for each 50 of them or 2 MB; where those would
 * be many, 1 for the archive of the commit and what that does not hold. The same again for files that kustomizations name
 * as data.
 *
 * @param wanted tells by its path whether a file is of interest
 * @throws Refused also when GitHub cannot list the files
 */
export async function readWhole(
  repository: Repository,
  commit: string,
  wanted: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<Whole> {
  const listed = (await tree(repository, commit)).filter(({ path }) => wanted(path))
  const all = listed.filter(({ path }) => reaches('', path))
  const gaps = all.flatMap((blob): Unread | [] => {
    const reason = gap(blob)
    return reason === undefined ? [] : { path: blob.path, line: 1, reason }
  })
  const { chosen, left } = bounded(all.filter((blob) => gap(blob) === undefined))
  const found = await contents(repository, commit, chosen, signal)
  const read = collect([...gaps, ...chosen.map(({ path, id }) => found.get(id)?.(path) ?? untold(path))])
  const { files, bytes } = bounds
  const notes =
    left > 0
      ? [
          `Only the first ${files} manifests, or ${bytes / 1e6} MB of them, were looked at; ${count(left, 'other')} were not.`,
        ]
      : []
  const paths = dataPaths(read.files)
  const { chosen: named } = bounded(
    listed.filter((blob) => paths.has(blob.path) && mayBeData(blob.path) && !blob.link && blob.size <= mostData),
  )
  const data: Contents = named.length > 0 ? await contents(repository, commit, named, signal) : new Map()
  return {
    ...withData(read, asData(collect(named.flatMap(({ path, id }) => data.get(id)?.(path) ?? [])).files)),
    notes,
  }
}

/**
 * The files of a commit that kustomizations put into ConfigMaps, and that are not among those that were read. 1 request
 * for 50 of them; none where there are none.
 *
 * @throws Refused
 */
export async function dataOf(repository: Repository, commit: () => Promise<string>, files: readonly File[]) {
  const paths = [...dataPaths(files)].filter(mayBeData).slice(0, mostNamed)
  if (paths.length === 0) return []
  return asData([...(await textsAt(repository, await commit(), paths))].map(([path, text]) => ({ path, text })))
}

/** No kustomization of a person names so many. */
const mostNamed = 500

function gap({ path, size, link }: Blob): string | undefined {
  if (link) return reasons.link
  if (isMisnamed(path)) return reasons.misnamed
  return size > maxBytes ? reasons.tooLarge : undefined
}

/** What is said of a file that is binary, or too long for an answer. */
export function untold(path: string): Unread {
  return { path, line: 1, reason: 'GitHub gives no text for this file' }
}

function bounded(blobs: readonly Blob[]): { readonly chosen: readonly Blob[]; readonly left: number } {
  let bytes = 0
  const end = blobs.findIndex(({ size }, index) => index === bounds.files || (bytes += size) > bounds.bytes)
  return end < 0 ? { chosen: blobs, left: 0 } : { chosen: blobs.slice(0, end), left: blobs.length - end }
}

/** What a file of some contents is, by their id. */
type Contents = ReadonlyMap<string, (path: string) => File | Unread>

async function contents(
  repository: Repository,
  commit: string,
  blobs: readonly Blob[],
  signal: AbortSignal | undefined,
): Promise<Contents> {
  const once = [...new Map(blobs.map((blob) => [blob.id, blob])).values()]
  const packed = requests(once) > manyRequests ? await unpacked(repository, commit, once, signal) : new Map()
  const rest = once.filter(({ id }) => !packed.has(id))
  const told = await texts(repository, rest)
  return new Map([
    ...[...packed].map(([id, bytes]) => [id, (path: string) => decode(path, bytes)] as const),
    ...[...told].flatMap(([id, text]) =>
      text === undefined ? [] : [[id, (path: string) => ({ path, text })] as const],
    ),
  ])
}

/** Attributes of git change or leave out files of an archive, so only what has the right id counts. */
async function unpacked(
  repository: Repository,
  commit: string,
  blobs: readonly Blob[],
  signal: AbortSignal | undefined,
) {
  const idAt = new Map(blobs.map(({ path, id }) => [path, id]))
  const found = new Map<string, Buffer>()
  function keep(path: string, bytes: Buffer): void {
    const id = idAt.get(path)
    if (id !== undefined && idOf(bytes, id.length === 40 ? 'sha1' : 'sha256') === id) found.set(id, bytes)
  }
  await archived(repository, commit, (path) => idAt.has(path), keep, signal)
  return found
}

/** As git names contents: by SHA-1, or SHA-256 in repositories that use it. */
export function idOf(bytes: Buffer, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
