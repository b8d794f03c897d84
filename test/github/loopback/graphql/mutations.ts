import { checkBody, editComment, editIssue, writeComment } from '../acts/issues.ts'
import { closePull, editPull, openPull } from '../acts/pulls.ts'
import { reply } from '../acts/reviews.ts'
import { type Call, repositoryNamed } from '../call.ts'
import { dropComment } from '../routes/reviews.ts'
import { now } from '../names.ts'
import { createCommitOnBranch } from './commit.ts'
import { asGraphql, check, nodeOf, typed } from './errors.ts'
import { commentObject, reviewCommentObject, reviewObject, threadObject } from './comment.ts'
import { issueObject, pullObject } from './pull.ts'
import { refMutations } from './refs.ts'

type Given<T> = { readonly input: T }
type Subject = Given<{ readonly subjectId: string }>
type ThreadId = Given<{ readonly threadId: string }>

/** The fields at the root of a mutation. */
export const mutations = {
  ...refMutations,
  createCommitOnBranch,
  minimizeComment: ({ input }: Given<{ subjectId: string; classifier: string }>, call: Call) =>
    minimize(call, input.subjectId, input.classifier),
  unminimizeComment: ({ input }: Subject, call: Call) => ({
    unminimizedComment: minimize(call, input.subjectId, undefined).minimizedComment,
  }),
  resolveReviewThread: ({ input }: ThreadId, call: Call) => resolve(call, input.threadId, true),
  unresolveReviewThread: ({ input }: ThreadId, call: Call) => resolve(call, input.threadId, false),
  addPullRequestReviewThreadReply: (
    { input }: Given<{ pullRequestReviewThreadId: string; body: string }>,
    call: Call,
  ) => {
    const {
      of: thread,
      on: pull,
      repository,
    } = nodeOf(call, input.pullRequestReviewThreadId, 'PullRequestReviewThread')
    check(call, repository, 'pull_requests:write')
    const made = asGraphql(() => reply(call.world, repository, pull, thread, input.body, call.user))
    return { comment: reviewCommentObject(call, repository, pull, thread, made) }
  },
  addComment: ({ input }: Given<{ subjectId: string; body: string }>, call: Call) => {
    const { of: on, repository, type } = nodeOf(call, input.subjectId, 'PullRequest', 'Issue')
    check(call, repository, type === 'PullRequest' ? 'pull_requests:write' : 'issues:write')
    const made = asGraphql(() => writeComment(call.world, repository, on, input.body, call.user))
    const node = commentObject(call, repository, on, made)
    return {
      commentEdge: { node, cursor: '' },
      subject: type === 'PullRequest' ? pullObject(call, repository, on) : issueObject(call, repository, on),
    }
  },
  updateIssueComment: ({ input }: Given<{ id: string; body: string }>, call: Call) => {
    const { of: given, on, repository } = nodeOf(call, input.id, 'IssueComment')
    check(call, repository, 'head' in on ? 'pull_requests:write' : 'issues:write')
    checkOwn(call, given.user.id)
    asGraphql(() => editComment(call.world, repository, on, given, input.body, call.user))
    return { issueComment: commentObject(call, repository, on, given) }
  },
  deleteIssueComment: ({ input }: Given<{ id: string }>, call: Call) => {
    const { of: given, on, repository } = nodeOf(call, input.id, 'IssueComment')
    check(call, repository, 'head' in on ? 'pull_requests:write' : 'issues:write')
    checkOwn(call, given.user.id)
    on.comments.splice(on.comments.indexOf(given), 1)
    return {}
  },
  updatePullRequestReview: ({ input }: Given<{ pullRequestReviewId: string; body: string }>, call: Call) => {
    const { of: given, on, repository } = nodeOf(call, input.pullRequestReviewId, 'PullRequestReview')
    check(call, repository, 'pull_requests:write')
    checkOwn(call, given.user.id)
    asGraphql(() => checkBody('PullRequestReview', input.body))
    given.body = input.body
    return { pullRequestReview: reviewObject(call, repository, on, given) }
  },
  deletePullRequestReviewComment: ({ input }: Given<{ id: string }>, call: Call) => {
    const { of: given, on: thread, pull, repository } = nodeOf(call, input.id, 'PullRequestReviewComment')
    check(call, repository, 'pull_requests:write')
    checkOwn(call, given.user.id)
    dropComment(pull, thread, given)
    return { pullRequestReview: reviewObject(call, repository, pull, given.review) }
  },
  updateIssue: (
    { input }: Given<{ id: string; title?: string; body?: string; state?: 'OPEN' | 'CLOSED' }>,
    call: Call,
  ) => {
    const { of: issue, repository } = nodeOf(call, input.id, 'Issue')
    check(call, repository, 'issues:write')
    const { title, body, state } = input
    const changes = { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }) }
    const to = state === undefined ? {} : { state: state === 'OPEN' ? ('open' as const) : ('closed' as const) }
    asGraphql(() => editIssue(call.world, repository, issue, { ...changes, ...to }, call.user))
    return { issue: issueObject(call, repository, issue) }
  },
  createPullRequest: ({ input }: Given<NewPull>, call: Call) => {
    const { of: repository } = nodeOf(call, input.repositoryId, 'Repository')
    check(call, repository, 'pull_requests:write')
    const { headRefName, baseRefName, title, body = null, draft = false } = input
    const [owner = '', ref = ''] = headRefName.includes(':')
      ? headRefName.split(':')
      : [repository.owner.login, headRefName]
    const from =
      owner === repository.owner.login ? repository : repositoryNamed(call.world, `${owner}/${repository.name}`)
    const made = asGraphql(() => {
      checkBody('PullRequest', body)
      return openPull(call.world, repository, {
        title,
        body,
        draft,
        head: { repository: from, ref },
        base: baseRefName,
        by: call.user,
      })
    })
    return { pullRequest: pullObject(call, repository, made) }
  },
  updatePullRequest: (
    { input }: Given<{ pullRequestId: string; title?: string; body?: string; baseRefName?: string; state?: string }>,
    call: Call,
  ) => {
    const { of: pull, repository } = nodeOf(call, input.pullRequestId, 'PullRequest')
    check(call, repository, 'pull_requests:write')
    const { title, body, baseRefName: base } = input
    const changes = {
      ...(title === undefined ? {} : { title }),
      ...(body === undefined ? {} : { body }),
      ...(base === undefined ? {} : { base }),
    }
    asGraphql(() => {
      checkBody('PullRequest', body)
      editPull(call.world, repository, pull, changes, call.user)
      if (input.state === 'CLOSED') closePull(call.world, repository, pull, call.user)
    })
    return { pullRequest: pullObject(call, repository, pull) }
  },
  closePullRequest: ({ input }: Given<{ pullRequestId: string }>, call: Call) => {
    const { of: pull, repository } = nodeOf(call, input.pullRequestId, 'PullRequest')
    check(call, repository, 'pull_requests:write')
    closePull(call.world, repository, pull, call.user)
    return { pullRequest: pullObject(call, repository, pull) }
  },
}

interface NewPull {
  readonly repositoryId: string
  readonly headRefName: string
  readonly baseRefName: string
  readonly title: string
  readonly body?: string
  readonly draft?: boolean
}

/** Needs `contents: write` as well (PostHog/posthog#52454, community discussion 44650). */
function resolve(call: Call, id: string, resolved: boolean) {
  const { of: thread, on: pull, repository } = nodeOf(call, id, 'PullRequestReviewThread')
  check(call, repository, 'pull_requests:write', 'contents:write')
  thread.resolvedBy = resolved ? call.user : null
  return { thread: threadObject(call, repository, pull, thread) }
}

function minimize(call: Call, id: string, classifier: string | undefined) {
  const node = nodeOf(call, id, 'IssueComment', 'PullRequestReviewComment', 'PullRequestReview')
  check(
    call,
    node.repository,
    node.type === 'IssueComment' && !('head' in node.on) ? 'issues:write' : 'pull_requests:write',
  )
  const given = node.of as { minimized?: string; updated?: string }
  if (classifier) given.minimized = classifier
  else delete given.minimized
  given.updated = now()
  return { minimizedComment: node }
}

function checkOwn(call: Call, author: number): void {
  if (call.user.id !== author) throw typed('FORBIDDEN', 'Resource not accessible by integration')
}
