import { Refused } from '../src/github/client.ts'
import type { Pull, Thread } from '../src/github/pull.ts'
import { postReview, settle } from '../src/github/review.ts'
import { sentence } from '../src/report/escape.ts'
import { marksIn } from '../src/report/review.ts'
import type { Context } from './context.ts'
import type { Verdict } from './verdict.ts'

/**
 * Remarks on what is new and was not said before; those on what is gone are settled. What GitHub does not let us say
 * must not keep the check run waiting.
 *
 * @returns what a reader of the check run has to know of that
 */
export async function remark(
  { review, here }: Verdict,
  pull: Pull,
  { repository, permissions }: Context,
): Promise<string[]> {
  if (permissions['pull_requests'] !== 'write') return []
  try {
    if (review) await post(repository, pull, review)
    if (here) await settle(repository, settled(pull.threads, new Set(here)), permissions['contents'] === 'write')
    return []
  } catch (error) {
    if (!(error instanceof Refused) || ![403, 404, 422].includes(error.status ?? 0)) throw error
    return [`Not all remarks could be posted, or marked as settled: ${sentence(error.message)}`]
  }
}

/** A review with remarks on lines; all in its body where GitHub does not take a line, and does not say which. */
async function post(
  repository: Context['repository'],
  { number, head }: Pull,
  { onLines, inBody }: NonNullable<Verdict['review']>,
): Promise<void> {
  try {
    await postReview(repository, number, head, onLines)
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error
    await postReview(repository, number, head, inBody)
  }
}

/** Remarks whose findings are gone though they stand open, and those whose findings have come back. */
function settled(threads: readonly Thread[], here: ReadonlySet<string>) {
  const marked = threads
    .map((thread) => ({ thread, marks: marksIn(thread.body) }))
    .filter(({ marks }) => marks.length > 0)
  const [gone, back] = [false, true].map((isHere) =>
    marked.filter(({ marks }) => marks.some((mark) => here.has(mark)) === isHere).map(({ thread }) => thread),
  )
  return {
    gone: gone?.filter(({ isResolved, isMinimized }) => !isResolved && !isMinimized) ?? [],
    back: back?.filter(({ isResolved, resolvedByUs }) => isResolved && resolvedByUs) ?? [],
  }
}
