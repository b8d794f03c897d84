import type { Dirent, Stats } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Unread } from '../finding.ts'
import type { File } from '../yaml/file.ts'
import { SourceError } from './error.ts'
import { fs } from './node.ts'
import { asData, collect, decode, isManifestName, mayBeData, mostData, type Read, skippedFolders } from './read.ts'
import { isMisnamed, maxBytes, reasons } from './unread.ts'

export interface Place {
  /** Absolute; what the given paths are relative to. */
  readonly cwd: string
  /** Absolute; what the paths of the files are made relative to. */
  readonly root: string
  /** Absolute; nothing outside of it is read, whatever a path or a symbolic link says. */
  readonly within?: string
  /** Folders that are git repositories of their own, such as submodules, are left out. */
  readonly ownFilesOnly?: boolean
  /** Told before each file how many were read. */
  readonly onFile?: (count: number) => void
}

/**
 * Reads the manifests under folders (`*.yaml`, `*.yml`, `*.json`), and the files that are named, whatever their name.
 * A folder that is a symbolic link is not followed unless it is named. A file that is one is read if it leads to a
 * file that would not be read anyway, in the folder that is scanned or in `root`.
 *
 * @throws SourceError when a named path does not exist, is neither file nor folder, or lies outside of `within`
 */
export function readManifests(paths: readonly string[], place: Place): Read {
  const walk: Walk = { ...place, files: new Set(), links: new Map(), unread: [] }
  for (const path of paths) visitNamed(path, walk)
  const read = [...walk.files].map((file, index) => {
    place.onFile?.(index)
    return readOne(file, file, place.root)
  })
  return collect([...walk.unread, ...read, ...readLinks(walk)])
}

/**
 * Files of a folder that others name as data. What is not there, is no plain file, lies behind a symbolic link or in
 * another repository is left out, as is what no ConfigMap could hold: then nothing comes of it.
 *
 * @param paths relative to the folder, whoever wrote them
 */
export function readData(root: string, paths: Iterable<string>): readonly File[] {
  const top = fs.realpathSync(root)
  const repository = repositoryRoot(top)
  return asData(
    [...paths].flatMap((path): File[] => {
      const file = join(top, path)
      if (!mayBeData(path) || realPath(file) !== file || repositoryRoot(dirname(file)) !== repository) return []
      const stats = fs.statSync(file)
      if (!stats.isFile() || stats.size > mostData) return []
      const found = readOne(file, file, top)
      return 'text' in found ? [found] : []
    }),
  )
}

/** The nearest folder, from this one upwards, that is the top of a git work tree. */
export function repositoryRoot(folder: string): string | undefined {
  if (fs.existsSync(join(folder, '.git'))) return folder
  return dirname(folder) === folder ? undefined : repositoryRoot(dirname(folder))
}

/** One file, if there is one, by its path from a folder. */
export function readFile(folder: string, path: string): File | Unread | undefined {
  const file = resolve(folder, path)
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? readOne(file, file, folder) : undefined
}

/** A path relative to a folder, with forward slashes. */
export function pathFrom(folder: string, file: string): string {
  const path = relative(folder, file)
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

interface Walk extends Place {
  /** Absolute paths. */
  readonly files: Set<string>
  /** Links to files, with the folder that they must not lead out of. */
  readonly links: Map<string, string>
  readonly unread: Unread[]
}

function visitNamed(path: string, walk: Walk): void {
  const named = resolve(walk.cwd, path)
  const stats = statsOf(named, path)
  if (walk.within && !mayRead(fs.realpathSync(named), walk.within))
    throw new SourceError(`${quote(path)} lies outside of ${quote(walk.within)}, and only files in there are read.`)
  if (stats.isFile()) walk.files.add(named)
  else if (stats.isDirectory())
    visitFolder(named, walk.within ?? (isInside(walk.root, named) ? walk.root : named), walk)
  else throw new SourceError(`${quote(path)} is neither a file nor a folder. To read from a pipe, name "-".`)
}

function statsOf(file: string, path: string): Stats {
  try {
    fs.accessSync(file, fs.constants.R_OK)
    return fs.statSync(file)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new SourceError(absent(path))
    throw new SourceError(`${quote(path)} cannot be read (${code}).`, { cause: error })
  }
}

/** Shells expand globs, workflow files and quotes do not. */
function absent(path: string): string {
  const cure = /[*?{[]/.test(path) ? ' Globs are not expanded here: name a folder for all that is in it.' : ''
  return `There is no file or folder ${quote(path)}.${cure}`
}

function visitFolder(folder: string, boundary: string, walk: Walk): void {
  const entries = entriesOf(folder, walk)
  if (entries.some(({ name }) => isMisnamed(name))) walk.unread.push(...misnamedIn(Buffer.from(folder), walk))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (isMisnamed(entry.name)) continue
    if (entry.isDirectory()) {
      if (skippedFolders.has(entry.name) || (walk.ownFilesOnly && isRepository(Buffer.from(path)))) continue
      visitFolder(path, boundary, walk)
    } else if (!isManifestName(entry.name)) continue
    else if (entry.isFile()) walk.files.add(path)
    else if (entry.isSymbolicLink()) walk.links.set(path, boundary)
  }
}

function isRepository(folder: Buffer): boolean {
  return fs.existsSync(Buffer.concat([folder, Buffer.from(`${sep}.git`)]))
}

function entriesOf(folder: string, walk: Walk): Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    const reason = `The folder cannot be listed (${errorCode(error)})`
    walk.unread.push({ path: pathFrom(walk.root, folder) || '.', line: 1, reason })
    return []
  }
}

/** The manifests whose name is no text, also those in folders of such a name: only bytes lead to them. */
function* misnamedIn(folder: Buffer, walk: Walk): Generator<Unread> {
  for (const entry of bytesOf(folder)) {
    const way = Buffer.concat([folder, Buffer.from(sep), entry.name])
    const path = pathFrom(walk.root, way.toString())
    const name = entry.name.toString()
    if (!isMisnamed(path)) continue
    if (entry.isDirectory()) {
      if (!skippedFolders.has(name) && !(walk.ownFilesOnly && isRepository(way))) yield* misnamedIn(way, walk)
    } else if (isManifestName(name) && (entry.isFile() || entry.isSymbolicLink()))
      yield { path, line: 1, reason: reasons.misnamed }
  }
}

function bytesOf(folder: Buffer) {
  try {
    return fs.readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })
  } catch {
    return []
  }
}

/** After the files, as only then it is known what they hold already. */
function* readLinks(walk: Walk): Generator<File | Unread> {
  if (!walk.links.size) return
  const known = new Set([...walk.files].map((file) => realPath(file)))
  for (const [link, boundary] of walk.links) {
    const target = realPath(link)
    const path = pathFrom(walk.root, link)
    if (target === undefined) yield { path, line: 1, reason: reasons.linkLost }
    else if (!mayRead(target, boundary)) yield { path, line: 1, reason: reasons.linkOut }
    else if (!known.has(target) && fs.statSync(target).isFile()) yield readOne(link, target, walk.root)
    known.add(target)
  }
}

function realPath(path: string): string | undefined {
  try {
    return fs.realpathSync(path)
  } catch {
    return undefined
  }
}

function readOne(name: string, file: string, root: string): File | Unread {
  const path = pathFrom(root, name)
  try {
    if (fs.statSync(file).size > maxBytes) return { path, line: 1, reason: reasons.tooLarge }
    return decode(path, fs.readFileSync(file))
  } catch (error) {
    return { path, line: 1, reason: `The file cannot be read (${errorCode(error)})` }
  }
}

/** Whether a real path lies in a folder. What git keeps beside the files may hold a token: it is never read for a link. */
function mayRead(target: string, boundary: string): boolean {
  const folder = fs.realpathSync(boundary)
  return isInside(folder, target) && !relative(folder, target).split(sep).includes('.git')
}

/** Whether a path lies in a folder, or is it; both absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** What the system calls what went wrong, such as `ENOENT`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

function quote(path: string): string {
  return `"${path}"`
}
