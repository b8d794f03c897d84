import type { Unread } from '../src/finding.ts'
import { mergeBase } from '../src/github/base.ts'
import { Refused, type Repository } from '../src/github/client.ts'
import { unpatched } from '../src/github/patch.ts'
import { type ChangedFile, changedFiles, mostFiles, type Pull, readPull } from '../src/github/pull.ts'
import { batchCount, texts, textsAt } from '../src/github/texts.ts'
import { configPaths } from '../src/source/config.ts'
import { collect, reaches, type Read } from '../src/source/read.ts'
import type { File } from '../src/yaml/file.ts'
import { elsewhere } from './elsewhere.ts'
import { sizeOf } from './size.ts'
import { dataOf, untold } from './whole.ts'

/** The manifests that a pull request changes, before and after. */
export interface Reading {
  readonly pull: Pull
  readonly changed: readonly ChangedFile[]
  readonly head: Read
  /** As they were where the pull request left its base. */
  readonly base: Read
  /** Sentences on what could not be looked at. */
  readonly missing: readonly string[]
  /** Whether the pull request changes more files than GitHub lists. */
  readonly isCut: boolean
}

/** Paths that may hold manifests. */
function manifestsOf(files: readonly ChangedFile[]): ChangedFile[] {
  return files.filter(({ path, from }) => reaches('', path) || reaches('', from))
}

/**
 * Reads what a review needs: 1 request for each 100 files, 1 for all else, and 1 more for each 50 manifests above 50;
 * where the change calls templates of libraries or is of one that has tags, what `readWhole` asks for too; where it
 * changes kustomizations that name data, 3 for that.
 *
 * @param app whose check runs of the head are to be told
 * @throws Refused
 */
export async function readChange(repository: Repository, number: number, app = 0): Promise<Reading> {
  for (let tries = 1, known = nowhere; ; tries++) {
    // Where nothing is changed, nothing tells the head, and the first answer is one of its own.
    const { files, head = known } = await changedFiles(repository, number)
    const changed = manifestsOf(files)
    const blobs = changed.filter(({ status, id }) => status !== 'removed' && id !== '')
    const pull = await readPull(repository, number, { head, app }, configPaths, blobs)
    if (head === pull.head) return readTexts(repository, pull, files, changed, blobs)
    // Somebody pushed between the two answers.
    if (tries === 3) throw new Refused('The pull request moved each time it was read.')
    known = pull.head
  }
}

/** No commit has this id. */
const nowhere = '0'.repeat(40)

async function readTexts(
  repository: Repository,
  pull: Pull,
  files: readonly ChangedFile[],
  changed: readonly ChangedFile[],
  blobs: readonly ChangedFile[],
): Promise<Reading> {
  const found = await within(repository, pull, blobs)
  const left = changed.filter(({ status, path }) => status !== 'removed' && reaches('', path))
  const head = collect(left.map((file) => contentsOf(file, found)))
  const base = await before(repository, pull, changed, found)
  const touched = new Set(files.map(({ path }) => path))
  const others = await elsewhere(repository, pull.head, [...head.files, ...base.files], touched)
  const [now, old] = [
    [...head.files, ...others.files],
    [...base.files, ...others.files],
  ]
  const isCut = files.length >= mostFiles
  return {
    pull,
    changed,
    head: { ...head, files: [...now, ...(await dataOf(repository, async () => pull.head, now))] },
    base: {
      ...base,
      files: [...old, ...(await dataOf(repository, () => mergeBase(repository, pull.base, pull.head), old))],
    },
    missing: [...(isCut ? [unlisted] : []), ...others.notes],
    isCut,
  }
}

const unlisted = `GitHub lists only the first ${mostFiles} files of a pull request; the others were not looked at.`

/** What is read of one pull request: everything of it is held at once, and judged. */
const bounds = { files: 1000, characters: 20_000_000 }

/** The texts of blobs by their ids, as many as the bounds let; none of what GitHub gives no text for. */
async function within(repository: Repository, pull: Pull, blobs: readonly ChangedFile[]): Promise<Texts> {
  const found = new Map<string, string | undefined>(pull.texts)
  const left = blobs.slice(0, bounds.files).filter(({ id }) => !found.has(id))
  let size = sizeOf([...pull.texts.values()].map((text) => ({ text })))
  for (let from = 0; from < left.length && size < bounds.characters; from += batchCount) {
    const batch = left.slice(from, from + batchCount).map(({ path, id }) => ({ path, id, size: 0 }))
    for (const [id, text] of await texts(repository, batch)) {
      size += text?.length ?? 0
      found.set(id, text)
    }
  }
  return found
}

type Texts = ReadonlyMap<string, string | undefined>

function contentsOf({ path, id }: ChangedFile, found: Texts): File | Unread {
  const text = found.get(id)
  if (text !== undefined) return { path, text }
  // Where GitHub names no blob, there is none to ask for.
  return id === '' || found.has(id)
    ? untold(path)
    : { path, line: 1, reason: 'There is more than Lynceus reads of one pull request' }
}

/** What files were before the change. Mostly their diffs tell; of those whose diff is too large GitHub is asked. */
async function before(
  repository: Repository,
  { base, head }: Pull,
  changed: readonly ChangedFile[],
  found: Texts,
): Promise<Read> {
  const old = changed.filter(({ status, from }) => status !== 'added' && status !== 'copied' && reaches('', from))
  const told = old.map((file) => ({ path: file.from, text: undone(file, found.get(file.id)) }))
  const asked = told.filter(({ text }) => text === undefined).map(({ path }) => path)
  const given = asked.length > 0 ? await textsAt(repository, await mergeBase(repository, base, head), asked) : none()
  return collect(told.map(({ path, text = given.get(path) }) => (text === undefined ? untold(path) : { path, text })))
}

function none(): Map<string, string> {
  return new Map()
}

/**
 * The text that a diff was made from; nothing where it does not fit. GitHub shows no diff of what is too large, nor of
 * anything behind it, so none says nothing: also a file that was renamed may be another.
 */
function undone({ status, patch }: ChangedFile, text: string | undefined): string | undefined {
  if (!patch) return undefined
  if (status === 'removed') return unpatched('', patch)
  return text === undefined ? undefined : unpatched(text, patch)
}
