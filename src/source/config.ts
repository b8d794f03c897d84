import type { Unread } from '../finding.ts'
import type { File } from '../yaml/file.ts'
import { readFile } from './disk.ts'

/** Where a config file may be, from the top of the repository; the first that is there counts. */
export const configPaths: readonly string[] = [
  '.github/lynceus.yml',
  '.github/lynceus.yaml',
  'lynceus.yml',
  'lynceus.yaml',
]

/** The config file of a work tree. */
export function configOnDisk(root: string): File | Unread | undefined {
  for (const path of configPaths) {
    const found = readFile(root, path)
    if (found) return found
  }
  return undefined
}

/** The config file among those of a commit. */
export function configAmong<Some extends { readonly path: string }>(files: readonly Some[]): Some | undefined {
  return configPaths.flatMap((path) => files.find((file) => file.path === path) ?? []).at(0)
}
