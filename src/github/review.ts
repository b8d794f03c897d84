import type { Review } from '../report/review.ts'
import { answer, type Repository, withTimeout } from './client.ts'
import type { Thread } from './pull.ts'

/**
 * Posts one review, which only comments. 1 request. All or nothing: a line that the diff does not show makes GitHub
 * refuse the whole (pulls/create-review).
 *
 * @throws Refused
 */
export async function postReview(
  { client, owner, repo }: Repository,
  pull: number,
  head: string,
  { body, remarks }: Review,
): Promise<void> {
  const comments = remarks.map(({ path, line, startLine, body: text }) => ({
    path,
    line,
    side: 'RIGHT',
    ...(startLine !== undefined && { start_line: startLine, start_side: 'RIGHT' }),
    body: text,
  }))
  const asked = client.request(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    withTimeout({ owner, repo, pull_number: pull, commit_id: head, event: 'COMMENT' as const, body, comments }),
  )
  await answer('leave to review the pull request', asked)
}

/** Remarks of one request: GitHub gives up a document that takes it more than 10 seconds. */
const perRequest = 50

/**
 * Says of remarks of ours that they are settled, and of others that they are not any more. 1 request for each 50.
 *
 * @param mayResolve whether the App may write contents, which resolving asks for; else remarks are folded away
 * @throws Refused
 */
export async function settle(
  { client }: Repository,
  { gone, back }: { readonly gone: readonly Thread[]; readonly back: readonly Thread[] },
  mayResolve: boolean,
): Promise<void> {
  const done = mayResolve
    ? gone.map(({ id }) => `resolveReviewThread(input: {threadId: ${JSON.stringify(id)}}) { thread { id } }`)
    : gone.map(
        ({ comment }) =>
          `minimizeComment(input: {subjectId: ${JSON.stringify(comment)}, classifier: RESOLVED}) { minimizedComment { isMinimized } }`,
      )
  const undone = mayResolve
    ? back.map(({ id }) => `unresolveReviewThread(input: {threadId: ${JSON.stringify(id)}}) { thread { id } }`)
    : []
  const parts = [...done, ...undone].map((part, index) => `  t${index}: ${part}`)
  for (let from = 0; from < parts.length; from += perRequest) {
    const mutation = `mutation {\n${parts.slice(from, from + perRequest).join('\n')}\n}`
    await answer('leave to settle remarks', client.graphql(mutation, withTimeout({})))
  }
}
