import { dataPaths } from '../src/data.ts'
import type { Unread } from '../src/finding.ts'
import { mergeBase as askMergeBase } from '../src/github/base.ts'
import type { Repository } from '../src/github/client.ts'
import { SourceError } from '../src/source/error.ts'
import { commitOf, committedData, mergeBase, parentsOf, readCommit } from '../src/source/git.ts'
import type { File } from '../src/yaml/file.ts'
import type { PullRequest } from './event.ts'
import { fetchBase } from './fetch.ts'

/** The checkout of a pull request, and what of its base is of interest. */
export interface Checkout {
  /** The top of the work tree. */
  readonly root: string
  readonly pull: PullRequest
  /** Where a config file may be. */
  readonly configPaths: readonly string[]
  /** Tells whether a file of the base is to be analysed, by its path. */
  readonly wanted: (path: string) => boolean
}

/** The commits of a comparison, by id. */
export interface Commits {
  /** What is in the work tree. */
  readonly head: string
  /** What it is compared with. */
  readonly left: string
  /** The tip of the target branch. */
  readonly tip: string
}

/** What a pull request is compared with. */
export interface Base {
  readonly files: readonly File[]
  /** Files that were not read, and symbolic links. */
  readonly unread: readonly Unread[]
  /** At the tip of the target branch: its owners decide, not those who chose where to branch off. */
  readonly configs: readonly File[]
}

/** The work tree holds something else than the pull request, so nothing said about it would be true. */
export class WrongCheckout extends Error {}

/**
 * Reads what a pull request is compared with, chosen so that nothing shows which is not its own doing.
 *
 * When HEAD is the commit in which GitHub tries the merge, that is its first parent: the target branch as it was
 * merged, newer than the event's base if the branch has moved on since. Else it is the commit at which HEAD left the
 * target branch. The clone is asked first (`fetch-depth: 2` is enough for a merge), then the API.
 *
 * @param connect gives access to the API, or throws Refused
 * @throws WrongCheckout
 * @throws SourceError | Refused when neither the clone nor the API gives the files
 */
export async function readBase(checkout: Checkout, connect: () => Promise<Repository>): Promise<Base> {
  const { root, pull } = checkout
  const head = commitOf(root, 'HEAD')
  const [first, second] = parentsOf(root, head)
  const merged = head !== pull.head && second === pull.head ? first : undefined
  const tip = merged ?? pull.base
  try {
    return readClone(checkout, { head, left: ownBase(merged ?? mergeBase(root, tip), head, pull), tip })
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
  }
  const repository = await connect()
  const left = merged ?? (await askMergeBase(repository, tip, head))
  return await fetchBase(repository, checkout, { head, left: ownBase(left, head, pull), tip })
}

/** @throws WrongCheckout when HEAD is a part of the target branch that is not the pull request's */
function ownBase(base: string, head: string, pull: PullRequest): string {
  if (base !== head || head === pull.head) return base
  throw new WrongCheckout(
    'The workspace holds the target branch, not the pull request, so there is nothing to review. Run this on `pull_request`, where actions/checkout takes the pull request by itself, or give actions/checkout its `ref`.',
  )
}

function readClone({ root, wanted, configPaths }: Checkout, { left, tip }: Commits): Base {
  const { files, unread, links } = readCommit(root, left, wanted)
  const configs = readCommit(root, tip, (path) => configPaths.includes(path)).files
  const data = committedData(root, left, dataPaths(files))
  return { files: [...files, ...data], unread: [...unread, ...links], configs }
}
