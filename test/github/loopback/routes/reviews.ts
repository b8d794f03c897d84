import { type LineComment, reply, writeReview, writeReviewComment } from '../acts/reviews.ts'
import { checkBody } from '../acts/issues.ts'
import { checkAllowed } from '../auth.ts'
import { type Answer, type Call, ok, page, pullNumbered, type Routes } from '../call.ts'
import { notFound, refuse } from '../refusal.ts'
import { review, reviewComment } from '../shapes/comment.ts'
import { now, roleOf } from '../names.ts'
import type { Pull, Repository, Review, ReviewComment, Thread, User } from '../state.ts'

type Given = Call & { readonly repository: Repository }
const [read, write] = ['pull_requests:read', 'pull_requests:write']

export const reviewRoutes: Routes = {
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews': { needs: read, answer: list },
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews': { needs: write, makes: true, answer: create },
  'PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}': { needs: write, answer: update },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments': {
    needs: read,
    answer: commentsOfReview,
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments': { needs: read, answer: comments },
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments': { needs: write, makes: true, answer: createComment },
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies': {
    needs: write,
    makes: true,
    answer: createReply,
  },
  'PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}': { needs: write, answer: updateComment },
  'DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}': { needs: write, answer: deleteComment },
}

function list(call: Given): Answer {
  const pull = pullNumbered(call.repository, call.params['pull_number'])
  const visible = pull.reviews.filter(({ state, user }) => state !== 'PENDING' || user.id === call.user.id)
  return page(
    call,
    visible.map((one) => review(call.repository, pull, one)),
  )
}

interface Sent {
  readonly event?: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT'
  readonly body?: string
  readonly commit_id?: string
  readonly comments?: readonly LineComment[]
}

function create({ world, repository, params, body, user: by }: Given): Answer {
  const pull = pullNumbered(repository, params['pull_number'])
  const sent = (body ?? {}) as Sent
  return ok(review(repository, pull, writeReview(world, repository, pull, { ...sent, by })))
}

function update({ repository, params, body, user: by }: Given): Answer {
  const pull = pullNumbered(repository, params['pull_number'])
  const found = reviewNumbered(pull, params['review_id'])
  checkAuthor(repository, found.user, by)
  const sent = body as { readonly body: string }
  checkBody('PullRequestReview', sent.body)
  found.body = sent.body
  return ok(review(repository, pull, found))
}

function reviewNumbered(pull: Pull, id: string | undefined): Review {
  const found = pull.reviews.find((one) => one.id === Number(id))
  if (!found) throw notFound()
  return found
}

function commentsOfReview(call: Given): Answer {
  const { repository, params } = call
  const pull = pullNumbered(repository, params['pull_number'])
  const found = reviewNumbered(pull, params['review_id'])
  const all = pull.threads.flatMap((thread) =>
    thread.comments
      .filter((one) => one.review.id === found.id)
      .map((one) => reviewComment(repository, pull, thread, one)),
  )
  return page(call, all)
}

function comments(call: Given): Answer {
  const pull = pullNumbered(call.repository, call.params['pull_number'])
  return page(
    call,
    pull.threads.flatMap((thread) => thread.comments.map((one) => reviewComment(call.repository, pull, thread, one))),
  )
}

function createComment({ world, repository, params, body, user: by }: Given): Answer {
  const pull = pullNumbered(repository, params['pull_number'])
  const made = writeReviewComment(world, repository, pull, body as LineComment & { commit_id: string }, by)
  return ok(shape(repository, made), 201)
}

function createReply({ world, repository, params, body, user: by }: Given): Answer {
  const { pull, thread } = commentNumbered(repository, params['comment_id'])
  if (pull.number !== Number(params['pull_number'])) throw notFound()
  return ok(shape(repository, reply(world, repository, pull, thread, (body as { body: string }).body, by)), 201)
}

function updateComment({ repository, params, body, user: by }: Given): Answer {
  const { comment } = commentNumbered(repository, params['comment_id'])
  checkAuthor(repository, comment.user, by)
  const sent = body as { readonly body: string }
  checkBody('PullRequestReviewComment', sent.body)
  comment.body = sent.body
  comment.updated = now()
  return ok(shape(repository, comment))
}

function deleteComment({ actor, world, repository, params, user: by }: Given): Answer {
  const { pull, thread, comment } = commentNumbered(repository, params['comment_id'])
  checkAllowed(actor, repository, 'pull_requests:write')
  checkAuthor(repository, comment.user, by)
  dropComment(pull, thread, comment)
  world.state.nodes.delete(comment.node)
  return { status: 204 }
}

/** A thread without comments is gone. */
export function dropComment(pull: Pull, thread: Thread, comment: ReviewComment): void {
  thread.comments.splice(thread.comments.indexOf(comment), 1)
  if (thread.comments.length === 0) pull.threads.splice(pull.threads.indexOf(thread), 1)
}

function shape(repository: Repository, given: ReviewComment) {
  const { pull, thread, comment } = commentNumbered(repository, String(given.id))
  return reviewComment(repository, pull, thread, comment)
}

function commentNumbered(repository: Repository, id: string | undefined) {
  for (const pull of repository.pulls) {
    for (const thread of pull.threads) {
      const comment = thread.comments.find((one) => one.id === Number(id))
      if (comment) return { pull, thread, comment }
    }
  }
  throw notFound()
}

/** Only authors and those who may write change words. @throws Refusal 403 */
export function checkAuthor(repository: Repository, author: User, by: User): void {
  const mayWrite = ['admin', 'maintain', 'write'].includes(roleOf(repository, by))
  if (author.id !== by.id && (by.type === 'Bot' || !mayWrite))
    throw refuse(403, 'Resource not accessible by integration')
}
