import { answer, type Repository, withTimeout } from './client.ts'
import { statusOf, unless } from './refusal.ts'

interface Page {
  readonly repository: {
    readonly pullRequest: {
      readonly comments: {
        readonly nodes: readonly { readonly body: string; readonly viewerDidAuthor: boolean }[]
        readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null }
      }
    }
  }
}

/** Answers are looked for among so many of the newest comments. */
const mostPages = 5

/**
 * Whether a comment of ours on a pull request begins with some text. 1 request for each 100 of the newest 500 comments.
 *
 * @throws Refused
 */
export async function isSaid({ client, owner, repo }: Repository, pull: number, start: string): Promise<boolean> {
  const query = `query($owner: String!, $repo: String!, $pull: Int!, $before: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $pull) {
      comments(last: 100, before: $before) { nodes { body viewerDidAuthor } pageInfo { hasPreviousPage startCursor } }
    }
  }
}`
  let before: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const asked: Promise<Page> = client.graphql<Page>(query, withTimeout({ owner, repo, pull, before }))
    const { nodes, pageInfo } = (await answer('the comments', asked)).repository.pullRequest.comments
    if (nodes.some(({ body, viewerDidAuthor }) => viewerDidAuthor && body.startsWith(start))) return true
    if (!pageInfo.hasPreviousPage) return false
    before = pageInfo.startCursor
  }
  return false
}

/**
 * Writes a comment on a pull request. 1 request.
 *
 * @throws Refused
 */
export async function comment({ client, owner, repo }: Repository, pull: number, body: string): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
  await answer('leave to comment', client.request(route, withTimeout({ owner, repo, issue_number: pull, body })))
}

/**
 * Reacts to a comment: nobody is notified, and to do it twice is to do it once. Where the comment is gone or the
 * conversation is locked, nobody would see it, and nothing is done. 1 request.
 *
 * @throws Refused
 */
export async function react({ client, owner, repo }: Repository, to: number, content: '-1' | 'eyes'): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions'
  const asked = client.request(route, withTimeout({ owner, repo, comment_id: to, content }))
  await answer(
    'leave to react',
    unless(asked, (error) => [403, 404, 422].includes(statusOf(error) ?? 0)),
  )
}
