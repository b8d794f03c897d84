import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { dataPaths } from '../src/data.ts'
import type { Unread } from '../src/finding.ts'
import { type Blob, tree } from '../src/github/base.ts'
import { Refused, type Repository } from '../src/github/client.ts'
import { requests, texts } from '../src/github/texts.ts'
import { type Entry, entriesOf, readCommit } from '../src/source/git.ts'
import { asData, mayBeData } from '../src/source/read.ts'
import { isMisnamed, maxBytes, reasons } from '../src/source/unread.ts'
import type { File } from '../src/yaml/file.ts'
import type { Base, Checkout, Commits } from './base.ts'

/** More than this, and one run takes too much of the 1,000 requests that a repository has in an hour. */
const mostRequests = 20

/**
 * Reads through the API what a shallow clone lacks: 1 request for the list of files (2 when the target branch has
 * moved on), 1 for the files that differ, 1 for those that kustomizations name as data, and more only when those are many
 * or long. What HEAD holds as well, be it
 * under another name, comes from the clone.
 *
 * @throws Refused, also when too many files differ
 * @throws SourceError
 */
export async function fetchBase(
  repository: Repository,
  checkout: Checkout,
  { head, left, tip }: Commits,
): Promise<Base> {
  const listed = await tree(repository, left)
  const atTip = tip === left ? listed : await tree(repository, tip)
  const here = entriesOf(checkout.root, head)
  const files = relevant(listed, here, checkout, checkout.wanted)
  const configs = atTip.filter(({ path, link }) => !link && checkout.configPaths.includes(path))
  const known = fromClone([...files, ...configs], here, head, checkout)
  const fetched = await texts(repository, missing([...files, ...configs], known))
  const textOf = new Map([...fetched, ...known])
  const unread = listed.filter(({ path }) => checkout.wanted(path)).flatMap(notRead)
  const read = withText(files, textOf)
  const paths = dataPaths(read)
  const data = relevant(listed, here, checkout, (path) => paths.has(path) && mayBeData(path))
  const more = fromClone(data, here, head, checkout)
  const rest = await texts(repository, missing(data, more))
  const named = asData(withText(data, new Map([...rest, ...more])))
  return { files: [...read, ...named], unread, configs: withText(configs, textOf) }
}

function notRead(blob: Blob): Unread | [] {
  const reason = gap(blob)
  return reason === undefined ? [] : { path: blob.path, line: 1, reason }
}

/** Why a file of the base is not read, as it would be said of one on disk. */
function gap({ path, size, link }: Blob): string | undefined {
  if (link) return reasons.link
  if (isMisnamed(path)) return reasons.misnamed
  return size > maxBytes ? reasons.tooLarge : undefined
}

/** What is to be analysed; a file that HEAD has unchanged but a sparse work tree lacks is left out of both sides. */
function relevant(
  listed: readonly Blob[],
  here: readonly Entry[],
  { root }: Checkout,
  wanted: (path: string) => boolean,
): readonly Blob[] {
  const idAt = new Map(here.map(({ path, id }) => [path, id]))
  return listed.filter(
    (blob) =>
      wanted(blob.path) &&
      gap(blob) === undefined &&
      (idAt.get(blob.path) !== blob.id || isCheckedOut(root, blob.path)),
  )
}

/** The texts that some file of the work tree's commit has, by id. */
function fromClone(blobs: readonly Blob[], here: readonly Entry[], head: string, { root }: Checkout) {
  const ids = new Set(blobs.map(({ id }) => id))
  const idAt = new Map(
    here.filter(({ path, id }) => ids.has(id) && isCheckedOut(root, path)).map(({ path, id }) => [path, id]),
  )
  const { files } = readCommit(root, head, (path) => idAt.has(path))
  return new Map(files.map(({ path, text }) => [idAt.get(path) ?? '', text]))
}

/** A sparse work tree lacks files that its commit has, and a partial clone their contents too. */
function isCheckedOut(root: string, path: string): boolean {
  return existsSync(join(root, path))
}

function missing(blobs: readonly Blob[], known: ReadonlyMap<string, string>): readonly Blob[] {
  const differing = new Map(blobs.filter(({ id }) => !known.has(id)).map((blob) => [blob.id, blob]))
  if (requests([...differing.values()]) <= mostRequests) return [...differing.values()]
  throw new Refused(`${differing.size} files differ, too many to be fetched one by one.`)
}

function withText(blobs: readonly Blob[], textOf: ReadonlyMap<string, string | undefined>): readonly File[] {
  return blobs.flatMap(({ path, id }) => {
    const text = textOf.get(id)
    return text === undefined ? [] : [{ path, text }]
  })
}
