import { beginCheck, reviseCheck } from '../src/github/check.ts'
import { begunOn } from '../src/github/compare.ts'
import { openAmong } from '../src/github/open-pulls.ts'
import { unfinished } from '../src/report/check.ts'
import { agree } from './agree.ts'
import type { Context } from './context.ts'
import { gaveUp, isAbout, jobOf, pullIn } from './job.ts'
import type { Task } from './task.ts'

/**
 * Ends the check run of what failed too often, which else would wait for ever; where it failed before it began one,
 * there is one to say so. As a failure, since GitHub lets `neutral` pass where the check is required, and what nobody
 * looked at may hold anything. Its job is then one of its own, so that nothing takes it for done: whoever reviews the
 * change later begins a new one, and that counts. 3 requests, those of `agree` when the head is that of others too.
 *
 * @throws Refused
 */
export async function perform(task: Extract<Task, { kind: 'unfinished' }>, context: Context): Promise<void> {
  const { repository, app } = context
  const head = 'head' in task ? task.head : (await openAmong(repository, [task.pull])).get(task.pull)
  if (head === undefined) return
  const job = jobOf(task)
  const all = await begunOn(repository, head, app.id)
  const mine = all.filter((one) => isAbout(one.job, job))
  const left = mine.filter(({ isCompleted }) => !isCompleted).map(({ run }) => run)
  const runs = mine.length > 0 ? left : [await beginCheck(repository, head, job)]
  for (const run of runs) await reviseCheck(repository, run, unfinished('head' in task), gaveUp(job))
  const isShared = all.some((one) => pullIn(one.job) !== undefined && !isAbout(one.job, job))
  if ('pull' in task && isShared) await agree(head, [task.pull], context)
}
