import type { Unread } from '../finding.ts'
import type { File } from '../yaml/file.ts'
import { isMisnamed, maxBytes, reasons } from './unread.ts'

/** What was read, and what was not, each sorted by path. */
export interface Read {
  readonly files: readonly File[]
  readonly unread: readonly Unread[]
}

/** Folders of other people's files, below which nothing is looked for. */
export const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules', 'vendor'])

/** Kustomize looks for its own file under a name without an ending, too. */
export function isManifestName(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name) || /(?:^|\/)Kustomization$/.test(name)
}

/** Whether a file may be read only because a kustomization names it, by its path from the root. */
export function mayBeData(path: string): boolean {
  const way = path.split('/')
  return !way.includes('..') && !way.some((name) => skippedFolders.has(name)) && !isMisnamed(path)
}

/** Files that are read for their texts alone. A ConfigMap holds no more (Kubernetes, "ConfigMap"), and no text has NUL. */
export function asData(files: readonly File[]): readonly File[] {
  return files
    .filter(({ text }) => text.length <= mostData && !text.includes('\0'))
    .map((file) => ({ ...file, isData: true }))
}

/** In bytes. */
export const mostData = 1024 * 1024

/**
 * The text of a file, with its BOM, or why there is none. As kubectl reads it (`unicode.BOMOverride` in cli-runtime's
 * visitor.go): a BOM tells UTF-16, all else is UTF-8, and what is no character becomes U+FFFD. So a byte that is
 * out of place hides nothing.
 */
export function decode(path: string, bytes: Buffer): File | Unread {
  if (bytes.length > maxBytes) return { path, line: 1, reason: reasons.tooLarge }
  const encoding = utf16(bytes)
  return { path, text: encoding ? new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes) : bytes.toString() }
}

function utf16([first, second]: Buffer): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

export function collect(results: Iterable<File | Unread>): Read {
  const files: File[] = []
  const unread: Unread[] = []
  for (const result of results) {
    if ('text' in result) files.push(result)
    else unread.push(result)
  }
  return { files: files.sort(byPath), unread: unread.sort(byPath) }
}

/** The same with further files. */
export function withData(read: Read, data: readonly File[]): Read {
  return data.length === 0 ? read : { ...read, files: [...read.files, ...data].sort(byPath) }
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0
}

/** Whether a walk from a folder (empty for the root) comes to a file; both paths relative to the root. */
export function reaches(folder: string, path: string): boolean {
  const prefix = folder === '' ? '' : `${folder}/`
  if (!path.startsWith(prefix)) return false
  const way = path.slice(prefix.length).split('/')
  return isManifestName(path) && !way.slice(0, -1).some((name) => skippedFolders.has(name))
}
