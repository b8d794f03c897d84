import { dirname, join } from 'node:path'
import type { File } from '../yaml/file.ts'
import { pathFrom, repositoryRoot } from './disk.ts'
import { commitOf, isUnborn, readCommit } from './git.ts'

/**
 * The files that git has in another state than the work tree: what is changed in them now could not be told from what
 * was changed before, nor be taken back alone. Files that git does not have count as no such; neither do line ends,
 * which git may have turned. Nothing but objects of git is read, so no filter or hook of a repository runs.
 *
 * @param root absolute; the paths of the files count from it
 * @throws SourceError when git cannot tell
 */
export function uncommitted<Some extends File>(root: string, files: readonly Some[]): Some[] {
  const repositories = new Map(files.map((file) => [file, repositoryRoot(dirname(join(root, file.path)))]))
  return [...new Set(repositories.values())].flatMap((repository) => {
    if (repository === undefined || isUnborn(repository)) return []
    const own = new Map(
      files.flatMap((file) =>
        repositories.get(file) === repository ? [[pathFrom(repository, join(root, file.path)), file] as const] : [],
      ),
    )
    const {
      files: known,
      unread,
      links,
    } = readCommit(repository, commitOf(repository, 'HEAD'), (path) => own.has(path))
    const texts = new Map<string, string | undefined>(known.map(({ path, text }) => [path, text]))
    for (const { path } of [...unread, ...links]) texts.set(path, undefined)
    return [...own].flatMap(([path, file]) => (texts.has(path) && !isAlike(texts.get(path), file.text) ? [file] : []))
  })
}

function isAlike(committed: string | undefined, text: string): boolean {
  return committed?.replaceAll('\r\n', '\n') === text.replaceAll('\r\n', '\n')
}
