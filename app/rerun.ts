import { begunOn } from '../src/github/compare.ts'
import type { Context } from './context.ts'
import { onceMore } from './job.ts'
import type { Task } from './task.ts'

/**
 * Queues all checks of a commit once more. GitHub does not say what they were about where that is a pull request of a
 * fork or a merge group, but our check runs do; a commit without any has nothing that somebody could want again. 1
 * request.
 *
 * @throws Refused | Unavailable
 */
export async function perform({ head, again }: Extract<Task, { kind: 'rerun' }>, context: Context): Promise<void> {
  const { repository, app, enqueue } = context
  const runs = await begunOn(repository, head, app.id)
  // Works of one lane and key are one.
  await enqueue(
    `rerun ${again}`,
    runs.flatMap(({ job }) => onceMore(job, head, again) ?? []),
  )
}
