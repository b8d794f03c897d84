import { fixBranches } from '../src/github/fix-branches.ts'
import { fixPrefix } from '../src/github/fix-pull.ts'
import { memoryOf } from '../src/report/fix-memory.ts'
import type { Context } from './context.ts'
import { mayOpen, prefixFor, propose } from './fix.ts'
import { withdraw } from './withdraw.ts'

/**
 * Brings the open pull requests with fixes up to date after what they mend has moved, and closes those that have
 * nothing left to mend. 1 request when there are no branches of ours.
 *
 * @param pull nothing for the default branch
 * @throws Refused | Later
 */
export async function refresh(pull: number | undefined, context: Context): Promise<void> {
  if (!mayOpen(context)) return
  const { repositoryId, branches } = await fixBranches(context.repository, prefixFor(pull))
  for (const branch of branches) {
    const { name, open } = branch
    if (pull === undefined && name.startsWith(`${fixPrefix}pr-`)) continue
    const memory = open && memoryOf(open.body)
    if (!memory) continue
    const { wish, by } = memory
    const outcome = await propose({ ...wish, by, ...(pull !== undefined && { pull }) }, context)
    if (outcome.kind !== 'nothing') continue
    const reason = 'Closed by Lynceus: there is nothing left to fix.'
    await withdraw({ ...branch, base: outcome.plan.head, reason }, repositoryId, context)
  }
}
