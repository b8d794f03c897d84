import { comment } from '../src/github/comment.ts'
import { editIssue, readIssue } from '../src/github/issue.ts'
import { mayWrite } from '../src/github/permission.ts'
import { type Box, boxName, tickedIn, withTicks } from '../src/report/boxes.ts'
import { dashboardMark } from '../src/report/dashboard.ts'
import { answered, markerFor, noPermission, type Outcome, told } from '../src/report/reply.ts'
import { rules } from '../src/rules/index.ts'
import type { Context } from './context.ts'
import { propose } from './fix.ts'
import type { Task } from './task.ts'

/**
 * Opens the pull requests for boxes of the dashboard that somebody ticked, says what came of it, and empties them. 1
 * request where none of them is ticked any more; else 4 more, and those of the pull requests. A box that is still ticked after a process ended is
 * looked at again, which does nothing twice.
 *
 * @throws Refused | Later
 */
export async function perform(
  { issue: number, by, boxes: ticked }: Extract<Task, { kind: 'dashboard' }>,
  context: Context,
): Promise<void> {
  const { repository } = context
  const issue = await readIssue(repository, number, dashboardMark)
  const names = new Set(ticked.map(boxName))
  const boxes = issue?.isOpen ? tickedIn(issue.body).filter((box) => names.has(boxName(box))) : []
  if (boxes.length === 0) return
  const isAllowed = await mayWrite(repository, by)
  const answers = isAllowed ? await fixes(boxes, by, context) : [{ to: `refused|${by}`, text: noPermission(by) }]
  // Somebody may have ticked another one meanwhile, which stays.
  const now = await readIssue(repository, number, dashboardMark)
  if (!now?.isOpen) return
  for (const { to, text } of answers)
    if (!now.said.some((body) => body.startsWith(markerFor(to)))) await comment(repository, number, answered(to, text))
  const body = withTicks(now.body, boxes, false)
  if (body !== now.body) await editIssue(repository, number, body)
}

interface Answer {
  /** What it is about: the same is said once. */
  readonly to: string
  readonly text: string
}

async function fixes(boxes: readonly Box[], by: string, context: Context): Promise<readonly Answer[]> {
  const known = new Set(rules.map(({ id }) => id))
  const said: Answer[] = []
  for (const box of boxes) {
    if (box.rule !== undefined && !known.has(box.rule)) continue
    const outcome = await propose({ ...box, by }, context)
    context.log.info({ by, outcome: outcome.kind }, 'A box was ticked')
    said.push({ to: `${box.safety}|${box.rule ?? ''}|${subject(outcome)}`, text: told(outcome, box) })
  }
  return said
}

/** The pull request, or what there was instead. */
function subject(outcome: Outcome): string {
  if ('number' in outcome && outcome.number !== undefined) return `${outcome.number}`
  return 'plan' in outcome ? `${outcome.kind}|${outcome.plan.head}` : outcome.kind
}
