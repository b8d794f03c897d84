import type { Manifest } from './manifest.ts'

/** How many folders two paths have in common, and one more for the same file. */
export function sharedFolders(one: string, other: string): number {
  if (one === other) return Number.POSITIVE_INFINITY
  const [a, b] = [one.split('/'), other.split('/')]
  const end = Math.min(a.length, b.length) - 1
  for (let index = 0; index < end; index++) if (a[index] !== b[index]) return index
  return end
}

/** The folder in which the file of a manifest lies. */
export function folderOf({ file: { path } }: Manifest): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
