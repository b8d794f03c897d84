import { moveBranches } from '../src/github/commit.ts'
import { fixBranches } from '../src/github/fix-branches.ts'
import { closingReason } from '../src/report/fix-memory.ts'
import { agree } from './agree.ts'
import type { Context } from './context.ts'
import { mayOpen, prefixFor } from './fix.ts'
import type { Task } from './task.ts'
import { withdraw } from './withdraw.ts'

/**
 * Takes away what was opened for a pull request that is closed now: the pull requests with its fixes, and their
 * branches unless others have committed to them. The branch of fixes that were merged goes too. What it was found to be
 * no longer counts for others with the same head. 2 requests when there is nothing to do.
 *
 * @throws Refused
 */
export async function perform({ pull }: Extract<Task, { kind: 'closed' }>, context: Context): Promise<void> {
  const { repository } = context
  const { repositoryId, branches, source } = await fixBranches(repository, prefixFor(pull), pull)
  if (!source || source.state === 'OPEN') return
  const { state, tip: base, branch: from, isOurs } = source
  await agree(base, [], context)
  if (!mayOpen(context)) return
  const reason = closingReason(pull, state)
  for (const branch of branches) await withdraw({ ...branch, base, reason }, repositoryId, context)
  if (isOurs && state === 'MERGED')
    await moveBranches(repository, repositoryId, [{ branch: from, from: base, to: undefined }])
}
