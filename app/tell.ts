import { Refused } from '../src/github/client.ts'
import { comment, isSaid } from '../src/github/comment.ts'
import type { Wish } from '../src/report/fix-plan.ts'
import { answered, markerFor, noPermission, type Outcome, told } from '../src/report/reply.ts'
import type { Context } from './context.ts'

/**
 * Answers something in a pull request, once. 2 requests, 1 when it was answered before. Where the App may not comment,
 * and in a conversation that is locked, there is no answer.
 *
 * @param to names what is answered
 * @throws Refused
 */
export async function say(pull: number, to: string, text: string, context: Context): Promise<void> {
  const { repository, permissions, log } = context
  if (permissions['pull_requests'] !== 'write') return log.info('No answer: the App may not write pull requests')
  if (await isSaid(repository, pull, markerFor(to))) return
  try {
    await comment(repository, pull, answered(to, text))
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 403) throw error
    log.info('No answer: GitHub does not let the App comment there')
  }
}

/** Says what came of a wish that no comment asked for; the same is said once. */
export async function tell(pull: number, outcome: Outcome, wish: Wish, context: Context): Promise<void> {
  const { safety, rule = '' } = wish
  await say(pull, `fix|${safety}|${rule}|${outcome.kind}|${subject(outcome)}`, told(outcome, wish), context)
}

function subject(outcome: Outcome): string {
  if ('plan' in outcome) return outcome.plan.head
  if (outcome.kind === 'foreign') return outcome.branch
  return 'number' in outcome ? `${outcome.number}` : ''
}

/** Says to somebody that a button is not for everybody: once in a pull request. */
export async function refuse(pull: number, by: string, context: Context): Promise<void> {
  await say(pull, `refused|${by}`, noPermission(by), context)
}
