import type { Unread } from '../finding.ts'
import type { File } from '../yaml/file.ts'
import { buffer } from './node.ts'

/** What was read, and what was not, each sorted by path. */
export interface Read {
  readonly files: readonly File[]
  readonly unread: readonly Unread[]
}

/** In bytes. A cluster takes no object near this size: etcd refuses requests above 1.5 MiB. */
export const maxBytes = 4 * 1024 * 1024

export const tooLarge = `The file is larger than ${maxBytes / 1024 / 1024} MiB, which no cluster would accept as a manifest`

/** Folders of other people's files, below which nothing is looked for. */
export const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules', 'vendor'])

export function isManifestName(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name)
}

/** The text of a file, with its BOM, or why there is none. */
export function decode(path: string, bytes: Buffer): File | Unread {
  if (bytes.length > maxBytes) return { path, line: 1, reason: tooLarge }
  if (buffer.isUtf8(bytes)) return { path, text: bytes.toString('utf8') }
  return { path, line: 1, reason: 'The file is not UTF-8, in which Kubernetes wants its manifests' }
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
