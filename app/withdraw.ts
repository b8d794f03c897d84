import { isWithin, moveBranches, readCommit } from '../src/github/commit.ts'
import type { FixBranch } from '../src/github/fix-branches.ts'
import { editPull } from '../src/github/page.ts'
import { withdrawn } from '../src/report/fix-memory.ts'
import type { Context } from './context.ts'

/** A branch of ours that is of no use any more. */
export interface Useless extends FixBranch {
  /** A commit whose history may hold the branch. */
  readonly base: string
  /** Why it is of no use, in a sentence. */
  readonly reason: string
}

/**
 * Closes what is open from a branch of ours and deletes the branch, unless somebody else has committed to it. 2 to 4
 * requests. The pull request is marked in the same request that closes it: nobody has said no.
 *
 * @throws Refused
 */
export async function withdraw(
  { name, tip, open, base, reason }: Useless,
  repositoryId: string,
  { repository, app }: Context,
): Promise<void> {
  if (open) await editPull(repository, open.number, { body: withdrawn(open.body, reason), state: 'closed' })
  const { isOurs } = await readCommit(repository, tip, app.slug)
  if (!isOurs && !(await isWithin(repository, tip, base))) return
  await moveBranches(repository, repositoryId, [{ branch: name, from: tip, to: undefined }])
}
