import { readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { dataPaths } from '../src/data.ts'
import type { Unread } from '../src/finding.ts'
import { readData, readFile, readManifests } from '../src/source/disk.ts'
import { SourceError } from '../src/source/error.ts'
import { collect, type Read, withData } from '../src/source/read.ts'
import { reasons } from '../src/source/unread.ts'
import type { File } from '../src/yaml/file.ts'

/**
 * The real path of the folder in which the runner has the checkout.
 *
 * @throws SourceError when nothing is checked out
 */
export function workspace(env: NodeJS.ProcessEnv): string {
  const folder = env['GITHUB_WORKSPACE']
  if (!folder) throw new SourceError('GITHUB_WORKSPACE is not set; this runs only as a step of a GitHub workflow.')
  if (readdirSync(folder).length > 0) return realpathSync(folder)
  throw new SourceError('The workspace is empty. Put a step with actions/checkout before this one.')
}

/**
 * The manifests of the workspace. A pull request may hold any symbolic link, so none is followed.
 *
 * @throws SourceError when a path is not there, or leads out of the workspace
 */
export function readHead(root: string, paths: readonly string[]): Read {
  const { files, unread } = readManifests(paths, { cwd: root, root, within: root, ownFilesOnly: true })
  const plain = files.map((file): File | Unread =>
    isLinked(root, file.path) ? { path: file.path, line: 1, reason: reasons.link } : file,
  )
  const all = collect([...unread, ...plain])
  return withData(all, readData(root, dataPaths(all.files)))
}

/** The first of several files that is there and is no symbolic link. */
export function firstFile(root: string, paths: readonly string[]): File | Unread | undefined {
  for (const path of paths) {
    const found = readFile(root, path)
    if (found && !isLinked(root, path)) return found
  }
  return undefined
}

function isLinked(root: string, path: string): boolean {
  return realpathSync(join(root, path)) !== join(root, path)
}
