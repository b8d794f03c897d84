import { execFileSync } from 'node:child_process'
import { devNull } from 'node:os'
import type { Unread } from '../finding.ts'
import type { File } from '../yaml/file.ts'
import { SourceError } from './error.ts'
import { asData, collect, decode, mayBeData, type Read } from './read.ts'
import { isMisnamed, maxBytes, reasons } from './unread.ts'

/**
 * The id of the commit that a ref, or an id, names.
 *
 * @param root the top of a work tree
 * @throws SourceError
 */
export function commitOf(root: string, ref: string): string {
  const found = /^-|^$|[\0\n]/.test(ref) ? undefined : lookUp(root, ref)
  if (found === undefined) throw new SourceError(`git knows no commit "${ref}" here.${fetchAdvice(root, ref)}`)
  return found
}

/** Whether a repository has a branch and no commit yet. */
export function isUnborn(root: string): boolean {
  return lookUp(root, 'HEAD') === undefined && tryGit(root, ['symbolic-ref', '--quiet', 'HEAD']) !== undefined
}

/**
 * The commit at which a branch left another one. What the other has got since then is not this branch's doing.
 *
 * @throws SourceError when the clone does not hold it
 */
export function mergeBase(root: string, ref: string, head = 'HEAD'): string {
  const ours = commitOf(root, head)
  const other = commitOf(root, ref)
  const found = tryGit(root, ['merge-base', '--end-of-options', other, ours])
  if (found !== undefined) return found.toString().trim()
  const shallow = tryGit(root, ['rev-parse', '--is-shallow-repository'])?.toString().trim() === 'true'
  const why = shallow
    ? 'This clone is shallow, so the commit at which they parted is not in it.'
    : 'Their histories never met.'
  throw new SourceError(`"${head}" and "${ref}" have no common ancestor here. ${why}${shallow ? deepenAdvice : ''}`)
}

/** What a commit holds. Its symbolic links are never read, and are no gap where they are not looked for. */
export interface Committed extends Read {
  readonly links: readonly Unread[]
}

/** The files of a commit that are wanted by their path, which counts from the top of the work tree. */
export function readCommit(root: string, commit: string, wanted: (path: string) => boolean): Committed {
  const listed = list(root, commit).filter(({ path }) => wanted(path))
  const [misnamed, named] = parted(listed.filter(isPlain), ({ path }) => isMisnamed(path))
  const [large, small] = parted(withSizes(root, named), ({ size }) => size > maxBytes)
  const unread = [...unreadFor(misnamed, reasons.misnamed), ...unreadFor(large, reasons.tooLarge)]
  const links = listed.filter(({ mode }) => mode === '120000')
  return { ...collect([...unread, ...readBlobs(root, small)]), links: unreadFor(links, reasons.link) }
}

/** The files of a commit that others name as data, as `readData` gives them from disk. */
export function committedData(root: string, commit: string, paths: ReadonlySet<string>): readonly File[] {
  if (paths.size === 0) return []
  return asData(readCommit(root, commit, (path) => paths.has(path) && mayBeData(path)).files)
}

function parted<Some>(all: readonly Some[], isFirst: (one: Some) => boolean): [Some[], Some[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))]
}

function unreadFor(entries: readonly Entry[], reason: string): Unread[] {
  return entries.map(({ path }) => ({ path, line: 1, reason }))
}

/** The ids of a commit's parents as the commit states them: the clone need not hold them. The first is what it was merged into. */
export function parentsOf(root: string, commit: string): readonly string[] {
  const [headers = ''] = git(root, ['cat-file', 'commit', commit]).toString('utf8').split('\n\n', 1)
  return [...headers.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, id = '']) => id)
}

export interface Entry {
  readonly path: string
  /** The id of its contents. */
  readonly id: string
}

interface Listed extends Entry {
  /** As git writes it, such as `100644`. */
  readonly mode: string
}

/**
 * The files of a commit, whether or not the clone holds their contents. Plain files only: a symbolic link's blob is a
 * path, and a submodule is another repository.
 */
export function entriesOf(root: string, commit: string): Entry[] {
  return list(root, commit).filter(isPlain)
}

function isPlain({ mode }: Listed): boolean {
  return mode.startsWith('100')
}

function list(root: string, commit: string): Listed[] {
  return git(root, ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit])
    .toString('utf8')
    .split('\0')
    .flatMap((line): Listed[] => {
      const entry = /^(100(?:644|755|664)|120000) blob ([0-9a-f]+)\t(.+)$/s.exec(line)
      return entry ? [{ mode: entry[1] ?? '', id: entry[2] ?? '', path: entry[3] ?? '' }] : []
    })
}

interface Sized extends Entry {
  /** In bytes. */
  readonly size: number
}

/** Asked for apart from the list, which a partial clone has for more files than it has contents of. */
function withSizes(root: string, entries: readonly Entry[]): Sized[] {
  if (!entries.length) return []
  const input = entries.map(({ id }) => `${id}\n`).join('')
  const answers = git(root, ['cat-file', '--batch-check=%(objectsize)', '--buffer'], input)
    .toString('latin1')
    .split('\n')
  return entries.map((entry, index) => {
    const size = Number(answers[index])
    if (Number.isNaN(size)) throw new SourceError(partial)
    return { ...entry, size }
  })
}

const partial =
  'This clone is partial: it lacks files of the base. Run `git fetch --refetch --no-filter`, or clone without `--filter`.'

/** All in one process. Its answers come in the order of the questions: `<id> blob <size>`, the bytes, a line end. */
function* readBlobs(root: string, entries: readonly Sized[]): Generator<File | Unread> {
  if (!entries.length) return
  const answers = git(root, ['cat-file', '--batch', '--buffer'], entries.map(({ id }) => `${id}\n`).join(''))
  let at = 0
  for (const { path, size } of entries) {
    const end = answers.indexOf('\n', at)
    const header = answers.toString('latin1', at, end)
    if (!header.endsWith(` blob ${size}`)) throw new SourceError(`git cannot read "${path}" of the base: ${header}.`)
    yield decode(path, answers.subarray(end + 1, end + 1 + size))
    at = end + size + 2
  }
}

function lookUp(root: string, ref: string): string | undefined {
  return tryGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
    ?.toString()
    .trim()
}

const deepenAdvice = ' Run `git fetch --unshallow`; in GitHub Actions, give actions/checkout `fetch-depth: 0`.'

function fetchAdvice(root: string, ref: string): string {
  if (/^[\w./-]+$/.test(ref) && !ref.startsWith('-') && lookUp(root, `origin/${ref}`))
    return ` Did you mean "origin/${ref}"?`
  const name = /^(?:origin\/)?(\w[\w./-]*)$/.exec(ref)?.[1]
  const fetch = name && name !== 'HEAD' ? ` Run \`git fetch origin ${name}\`` : ' Name a branch, a tag or a commit'
  return `${fetch}; in GitHub Actions, give actions/checkout \`fetch-depth: 0\`.`
}

/** The output, or nothing when git says no. A repository that git does not open at all is still an error. */
function tryGit(root: string, args: readonly string[]): Buffer | undefined {
  try {
    return git(root, args)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** git ran, and said no. */
class Refusal extends SourceError {}

/** What a repository's own config could make git run, and the locks and prompts that a reader has no use for. */
const harmless = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'protocol.allow=never',
  'log.showSignature=false',
]

function git(root: string, args: readonly string[], input = ''): Buffer {
  try {
    return execFileSync('git', ['--no-pager', ...harmless.flatMap((setting) => ['-c', setting]), ...args], {
      cwd: root,
      env: environment(),
      input,
      maxBuffer: Number.POSITIVE_INFINITY,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    })
  } catch (error) {
    throw explained(error, root)
  }
}

/** Variables that a git hook sets for its own repository and index would lead away from `root`. */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...rest } = process.env
  const quiet = {
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    LC_ALL: 'C',
  }
  return { ...rest, ...quiet }
}

function explained(error: unknown, root: string): SourceError {
  const { code, stderr } = asFailure(error)
  if (code === 'ENOENT')
    return new SourceError('git is not installed, or not on the PATH; comparing with a base needs it.')
  if (/dubious ownership/.test(stderr))
    return new SourceError(
      `git refuses to read ${root}, since it belongs to another user. If you trust what is in it, run \`git config --global --add safe.directory ${root}\`.`,
    )
  if (/not a git repository/.test(stderr)) return new SourceError(`${root} is not a git repository that git can open.`)
  if (/promisor|lazy fetch|transport '\w+' not allowed/.test(stderr)) return new SourceError(partial)
  return new Refusal(`git failed: ${stderr.trim().replaceAll('\n', '; ') || String(code)}`, { cause: error })
}

function asFailure(error: unknown): { code: unknown; stderr: string } {
  if (typeof error !== 'object' || error === null) return { code: error, stderr: '' }
  return { code: 'code' in error ? error.code : undefined, stderr: 'stderr' in error ? String(error.stderr) : '' }
}
