import { resolve } from 'node:path'
import { dataPaths } from '../data.ts'
import type { Unread } from '../finding.ts'
import { configAmong, configPaths } from '../source/config.ts'
import { pathFrom } from '../source/disk.ts'
import { commitOf, committedData, mergeBase, readCommit } from '../source/git.ts'
import { reaches } from '../source/read.ts'
import type { File } from '../yaml/file.ts'
import type { Place } from './scan.ts'

/** What the work tree is compared with. */
export interface Base {
  /** As the user calls it. */
  readonly ref: string
  /**
   * The files at the commit where the work tree's branch left it: what the base has got since then is not to be
   * laid at the door of a branch that lacks it.
   */
  readonly files: readonly File[]
  /** Of the same commit; also its symbolic links. */
  readonly unread: readonly Unread[]
  /** The newest config of the base: it is the base's owners who decide, not whoever chose where to branch off. */
  readonly config: File | Unread | undefined
}

/**
 * Reads from git what the command line names.
 *
 * @throws SourceError
 */
export function readBase(ref: string, operands: readonly string[], { cwd, root }: Place): Base {
  const named = (operands.length ? operands : ['.']).map((path) => pathFrom(root, resolve(cwd, path)))
  const parted = mergeBase(root, ref)
  const { files, unread, links } = readCommit(root, parted, (path) =>
    named.some((name) => name === path || reaches(name, path)),
  )
  const configs = readCommit(root, commitOf(root, ref), (path) => configPaths.includes(path))
  return {
    ref,
    files: [...files, ...committedData(root, parted, dataPaths(files))],
    unread: [...unread, ...links],
    config: configAmong<File | Unread>([...configs.files, ...configs.unread]),
  }
}
