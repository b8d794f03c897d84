import type { ChangedFile } from '../changes.ts'
import { holds } from '../diff.ts'
import { ancestors } from '../history.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { filesOfPull, hunkTo } from '../shapes/pull.ts'
import { newId, now } from '../names.ts'
import type { Pull, Repository, Review, ReviewComment, Thread, User } from '../state.ts'
import type { World } from '../world.ts'
import { checkBody, isTooLong, tooLong } from './issues.ts'

/** A comment on lines of the diff, in the words of the API. */
export interface LineComment {
  readonly path: string
  readonly body: string
  readonly line?: number
  readonly side?: 'LEFT' | 'RIGHT'
  readonly start_line?: number
  readonly start_side?: 'LEFT' | 'RIGHT'
  readonly subject_type?: 'line' | 'file'
  readonly position?: number
}

const line = 'Pull request review thread'

/**
 * What is wrong with the place of a comment, in GitHub's words; nothing when it may stand there. The words are those that
 * people report (parkerbxyz/suggest-changes#28 and #64, villesau/ai-codereviewer#34, ubuntu/WSL#244).
 */
function misplaced(files: readonly ChangedFile[], comment: LineComment): readonly string[] {
  const file = files.find(({ path }) => path === comment.path)
  const blank = `${line} diff hunk can't be blank`
  if (!file) return [`${line} path is invalid`, blank]
  if (comment.subject_type === 'file') return []
  const side = comment.side ?? 'RIGHT'
  const start = comment.start_line
  if (start !== undefined && start >= (comment.line ?? 0)) return [`${line} start line must precede the end line.`]
  const hunk = file.hunks?.find((one) => comment.line !== undefined && holds(one, comment.line, side))
  const same = start === undefined || (hunk && holds(hunk, start, comment.start_side ?? side))
  return [
    ...(hunk ? [] : [`${line} line must be part of the diff`]),
    ...(same ? [] : [`${line} start line must be part of the same hunk as the line.`]),
    ...(hunk ? [] : [blank]),
  ]
}

interface Asked {
  readonly event?: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT'
  readonly body?: string
  readonly commit_id?: string
  readonly comments?: readonly LineComment[]
  readonly by: User
}

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const

/**
 * A review with all of its comments, or with one mistake none at all.
 *
 * @throws Refusal 422, which says what is wrong but not with which comment
 */
export function writeReview(world: World, repository: Repository, pull: Pull, asked: Asked): Review {
  const { event, body = '', comments = [], by } = asked
  const commit = asked.commit_id ?? pull.head.sha
  const wrong = checkReview(repository, pull, asked, commit)
  if (wrong.length > 0) throw unprocessable(wrong)
  const review: Review = {
    ...newId(world.state, 'PullRequestReview'),
    ...{ user: by, body, commit, submitted: now() },
    state: event ? states[event] : 'PENDING',
  }
  pull.reviews.push(review)
  world.state.nodes.set(review.node, { type: 'PullRequestReview', of: review, on: pull, repository })
  for (const one of comments) writeThread(world, repository, pull, review, one)
  return review
}

function checkReview(
  repository: Repository,
  pull: Pull,
  { event, body = '', comments = [], by }: Asked,
  commit: string,
) {
  if ([body, ...comments.map((one) => one.body)].some(isTooLong)) return [tooLong]
  if (!ancestors(repository.objects, pull.head.sha).includes(commit))
    return ['The commit_id is not part of the pull request']
  if (event === 'APPROVE' && by.id === pull.user.id) return ['Can not approve your own pull request']
  if (event === 'REQUEST_CHANGES' && by.id === pull.user.id) return ['Can not request changes on your own pull request']
  // The description: "Required when using REQUEST_CHANGES or COMMENT".
  if ((event === 'COMMENT' || event === 'REQUEST_CHANGES') && body === '') return ['Body is required for this event']
  const files = filesOfPull(repository, pull, commit)
  return comments.flatMap((one) => misplaced(files, one))
}

/** @throws Refusal 422 when it names a place outside of the diff */
export function writeReviewComment(
  world: World,
  repository: Repository,
  pull: Pull,
  asked: LineComment & { commit_id: string },
  by: User,
): ReviewComment {
  checkBody('PullRequestReviewComment', asked.body)
  const wrong = misplaced(filesOfPull(repository, pull, asked.commit_id), asked)
  if (wrong.length > 0) {
    const errors = wrong.map((message) => ({
      resource: 'PullRequestReviewComment',
      code: 'custom',
      field: 'pull_request_review_thread',
      message,
    }))
    throw refuse(422, 'Validation Failed', errors)
  }
  const review = writeReview(world, repository, pull, { by, event: 'COMMENT', body: ' ', commit_id: asked.commit_id })
  review.body = ''
  return writeThread(world, repository, pull, review, asked)
}

export function reply(
  world: World,
  repository: Repository,
  pull: Pull,
  thread: Thread,
  body: string,
  by: User,
): ReviewComment {
  checkBody('PullRequestReviewComment', body)
  const review = writeReview(world, repository, pull, { by, event: 'COMMENT', body: ' ' })
  review.body = ''
  return addComment(world, repository, pull, thread, review, body)
}

function writeThread(
  world: World,
  repository: Repository,
  pull: Pull,
  review: Review,
  asked: LineComment,
): ReviewComment {
  const file = filesOfPull(repository, pull, review.commit).find(({ path }) => path === asked.path)
  const side = asked.side ?? 'RIGHT'
  const at = file?.hunks?.findIndex((one) => asked.line !== undefined && holds(one, asked.line, side)) ?? -1
  const thread: Thread = {
    ...newId(world.state, 'PullRequestReviewThread'),
    ...{ path: asked.path, line: asked.line ?? null, startLine: asked.start_line ?? null, side, commit: review.commit },
    ...{ hunk: file ? hunkTo(file, at) : '', comments: [], resolvedBy: null },
  }
  pull.threads.push(thread)
  world.state.nodes.set(thread.node, { type: 'PullRequestReviewThread', of: thread, on: pull, repository })
  return addComment(world, repository, pull, thread, review, asked.body)
}

function addComment(
  world: World,
  repository: Repository,
  pull: Pull,
  thread: Thread,
  review: Review,
  body: string,
): ReviewComment {
  const made: ReviewComment = {
    ...newId(world.state, 'PullRequestReviewComment'),
    ...{ user: review.user, body, review, created: now(), updated: now(), reactions: [] },
  }
  thread.comments.push(made)
  world.state.nodes.set(made.node, { type: 'PullRequestReviewComment', of: made, on: thread, pull, repository })
  return made
}

function unprocessable(wrong: readonly string[]): Refusal {
  const [last = '', ...others] = wrong.toReversed()
  return refuse(422, 'Unprocessable Entity', [[others.toReversed().join(', '), last].filter(Boolean).join(', and ')])
}
