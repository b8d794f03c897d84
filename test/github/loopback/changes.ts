import { type Hunk, hunks } from './diff.ts'
import { type Entry, type Files, type Objects, readBlob } from './objects.ts'

/** One file of a pull request, as `GET …/pulls/{n}/files` lists it. */
export interface ChangedFile {
  readonly path: string
  readonly previous?: string
  readonly status: 'added' | 'removed' | 'modified' | 'renamed'
  /** The blob of the head, or of the base when the file is removed. */
  readonly id: string
  /** Nothing for files that GitHub shows no diff of: binary, too large, links to submodules. */
  readonly hunks?: readonly Hunk[]
  readonly additions: number
  readonly deletions: number
}

/** GitHub shows no diff of a file above this (docs: repository limits, "500 KB for a single file"). */
const largestDiff = 500_000
/** Nor of anything behind so many lines of diff (docs: repository limits, "20,000 lines that you can load" in all). */
const mostLines = 20_000
/** git calls a file renamed when half of it is the same, and looks for such among so many. */
const similar = 0.5
const renameLimit = 400

/** What changed between two sets of files, by path. Exact renames are found first, then similar ones. */
export function changedFiles(objects: Objects, base: Files, head: Files): readonly ChangedFile[] {
  const removed = new Map([...base].filter(([path]) => !head.has(path)))
  const found: ChangedFile[] = []
  for (const [path, entry] of head) {
    const was = base.get(path)
    if (was && (was.id !== entry.id || was.mode !== entry.mode)) found.push(file(objects, path, was, entry))
    if (was) continue
    const source = origin(objects, removed, entry)
    if (source) removed.delete(source[0])
    found.push(file(objects, path, source?.[1], entry, source?.[0]))
  }
  for (const [path, entry] of removed) found.push(file(objects, path, entry, undefined))
  return cut(found.sort((a, b) => (a.path < b.path ? -1 : 1)))
}

function cut(files: readonly ChangedFile[]): readonly ChangedFile[] {
  let lines = 0
  return files.map(({ hunks: shown, ...file }) => {
    lines += (shown ?? []).reduce((sum, hunk) => sum + hunk.lines.length, 0)
    return { ...file, ...(shown && lines <= mostLines && { hunks: shown }) }
  })
}

function file(
  objects: Objects,
  path: string,
  was: Entry | undefined,
  is: Entry | undefined,
  previous?: string,
): ChangedFile {
  const [before, after] = [text(objects, was), text(objects, is)]
  const parts = before === undefined || after === undefined ? undefined : hunks(before, after)
  function marked(mark: string) {
    return (parts ?? []).flatMap(({ lines }) => lines).filter((line) => line.startsWith(mark)).length
  }
  const status = previous ? 'renamed' : !was ? 'added' : is ? 'modified' : 'removed'
  return {
    path,
    ...(previous ? { previous } : {}),
    status,
    id: (is ?? was)?.id ?? '',
    ...(parts ? { hunks: parts } : {}),
    additions: marked('+'),
    deletions: marked('-'),
  }
}

/** The text of an entry that GitHub can show a diff of; the empty text for no entry. */
function text(objects: Objects, entry: Entry | undefined): string | undefined {
  if (!entry) return ''
  const bytes = readBlob(objects, entry.id)
  return !bytes || bytes.includes(0) || bytes.length > largestDiff ? undefined : bytes.toString('utf8')
}

function origin(objects: Objects, removed: Files, entry: Entry): [string, Entry] | undefined {
  const same = [...removed].find(([, { id, mode }]) => id === entry.id && mode === entry.mode)
  if (same || entry.mode === '120000' || removed.size > renameLimit) return same
  const lines = (text(objects, entry) ?? '').split('\n')
  return [...removed].find(([, old]) => old.mode === entry.mode && likeness(lines, text(objects, old) ?? '') > similar)
}

function likeness(lines: readonly string[], old: string): number {
  const had = new Set(old.split('\n').filter(Boolean))
  const kept = lines.filter((line) => had.has(line)).length
  return kept / Math.max(1, lines.filter(Boolean).length, had.size)
}
