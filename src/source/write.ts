import type { Stats } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { File } from '../yaml/file.ts'
import { errorCode, isInside } from './disk.ts'
import { fs } from './node.ts'
import { decode } from './read.ts'

/** A file on disk that may be replaced. */
export interface Writable {
  /** The bytes of another text, made as those of this file are. */
  encode(text: string): Buffer
  /**
   * Puts another text in its place: as a whole or not at all, with its mode.
   *
   * @returns why it was not done, in a sentence without full stop; nothing when it was
   */
  replace(text: string): string | undefined
}

/**
 * A file that was read, as one that may be replaced, or why it may not, in a sentence without full stop. No symbolic link
 * is followed, nothing outside of the root or inside of `.git` is touched, and every byte of what is there must come
 * out the same when its text is encoded again.
 *
 * @param root absolute; the path of the file counts from it
 */
export function writable(root: string, file: File): Writable | string {
  return attempt(() => {
    const folder = fs.realpathSync(root)
    const path = join(folder, file.path)
    const reason = whyNot(folder, path, file.path)
    if (reason !== undefined) return reason
    fs.accessSync(path, fs.constants.W_OK)
    const { bytes, stats } = read(path)
    const now = stats.isFile() ? decode(file.path, bytes) : undefined
    if (!now || !('text' in now) || now.text !== file.text) return changed
    const encode = encoder(file.text, bytes)
    if (!encode) return lossy
    return { encode, replace: (text) => attempt(() => (replaceFile(path, encode(text), stats) ? undefined : changed)) }
  })
}

/** Why a file cannot be replaced that `encoder` finds nothing for. */
export const lossy = 'It holds bytes that are no text, and they would be lost'
const changed = 'It has changed on disk since it was read'

function whyNot(folder: string, path: string, name: string): string | undefined {
  if (!isInside(folder, path)) return `It lies outside of "${folder}", and Lynceus changes only what is in there`
  if (name.split('/').includes('.git')) return 'It belongs to git'
  return fs.realpathSync(path) === path
    ? undefined
    : 'It is a symbolic link, or lies behind one, and Lynceus writes through none'
}

/** What makes the very bytes of a text again that it was decoded from; nothing when some of them were no text. */
export function encoder(text: string, bytes: Buffer): ((text: string) => Buffer) | undefined {
  return encodings.find((encode) => encode(text).equals(bytes))
}

const encodings: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le').swap16(),
]

/**
 * Puts bytes in the place of a file. Whoever reads it meanwhile, or after a crash, gets the old ones or the new ones.
 *
 * @param like what was there: its mode and owner stay, and nothing is done when something else is there now
 * @returns whether it was done
 */
export function replaceFile(file: string, data: string | Buffer, like?: Stats): boolean {
  // Beside it, since a rename works within one file system only; in a folder that is nobody else's.
  const folder = fs.mkdtempSync(join(dirname(file), '.lynceus-'))
  try {
    const whole = join(folder, basename(file))
    writeThrough(whole, data, like)
    if (like && !isSame(like, fs.lstatSync(file))) return false
    fs.renameSync(whole, file)
    syncFolder(dirname(file))
    return true
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function writeThrough(file: string, data: string | Buffer, like: Stats | undefined): void {
  const handle = fs.openSync(file, 'wx')
  try {
    fs.writeFileSync(handle, data)
    if (like) {
      keepOwner(handle, like)
      fs.fchmodSync(handle, like.mode & 0o7777)
    }
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** Only who may give files away, as root may, can keep the owner. */
function keepOwner(handle: number, { uid, gid }: Stats): void {
  const own = fs.fstatSync(handle)
  if (own.uid === uid && own.gid === gid) return
  try {
    fs.fchownSync(handle, uid, gid)
  } catch {
    // It is as if an editor had saved it.
  }
}

/** Makes the new name last. Windows has no such thing. */
function syncFolder(folder: string): void {
  try {
    const handle = fs.openSync(folder, 'r')
    fs.fsyncSync(handle)
    fs.closeSync(handle)
  } catch {
    // The file itself is whole either way.
  }
}

function read(file: string): { bytes: Buffer; stats: Stats } {
  // Windows has no such flags: there they are undefined, which adds nothing.
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants
  const handle = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  try {
    const stats = fs.fstatSync(handle)
    return { stats, bytes: stats.isFile() ? fs.readFileSync(handle) : Buffer.alloc(0) }
  } finally {
    fs.closeSync(handle)
  }
}

function isSame(a: Stats, b: Stats): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs
}

function attempt<Result>(work: () => Result): Result | string {
  try {
    return work()
  } catch (error) {
    return `It cannot be written (${errorCode(error)})`
  }
}
