import type { Call } from '../call.ts'
import { isOutdated, lineNow } from '../shapes/comment.ts'
import { association } from '../shapes/issue.ts'
import type { Comment, Issue, Pull, Repository, Review, ReviewComment, Thread } from '../state.ts'
import { connection, type Slice } from './connection.ts'
import { actor, commitObject } from './git.ts'
import { link } from './pull.ts'

function said(call: Call, repository: Repository, given: Comment) {
  return {
    ...{
      id: given.node,
      databaseId: given.id,
      fullDatabaseId: String(given.id),
      body: given.body,
      bodyText: given.body,
    },
    ...{
      author: actor(given.user),
      authorAssociation: association(repository, given.user),
      viewerDidAuthor: given.user.id === call.user.id,
    },
    ...{ createdAt: given.created, updatedAt: given.updated, publishedAt: given.created },
    ...{
      isMinimized: given.minimized !== undefined,
      minimizedReason: given.minimized?.toLowerCase().replace('_', '-') ?? null,
    },
    ...{
      viewerCanMinimize: true,
      viewerCanUpdate: given.user.id === call.user.id,
      viewerCanDelete: given.user.id === call.user.id,
    },
    repository: () => ({ type: 'Repository', of: repository }),
  }
}

export function commentObject(call: Call, repository: Repository, on: Issue, given: Comment): object {
  const path = 'head' in on ? 'pull' : 'issues'
  return {
    __typename: 'IssueComment',
    ...said(call, repository, given),
    ...link(repository, `${path}/${on.number}#issuecomment-${given.id}`),
    issue: () => ({ type: 'head' in on ? 'PullRequest' : 'Issue', of: on, repository }),
    pullRequest: () => ('head' in on ? { type: 'PullRequest', of: on, repository } : null),
  }
}

export function reviewObject(call: Call, repository: Repository, pull: Pull, given: Review): object {
  const comment = { ...given, created: given.submitted, updated: given.submitted, reactions: [] }
  return {
    __typename: 'PullRequestReview',
    ...said(call, repository, comment),
    ...link(repository, `pull/${pull.number}#pullrequestreview-${given.id}`),
    ...{ state: given.state, submittedAt: given.state === 'PENDING' ? null : given.submitted },
    commit: () => commitObject(repository, given.commit),
    pullRequest: () => ({ type: 'PullRequest', of: pull, repository }),
    comments: (asked: Slice) => {
      const mine = pull.threads.flatMap((thread) => {
        return thread.comments
          .filter(({ review }) => review.id === given.id)
          .map((one) => reviewCommentObject(call, repository, pull, thread, one))
      })
      return connection(mine, asked, 'comments')
    },
  }
}

function place(repository: Repository, pull: Pull, thread: Thread) {
  const line = lineNow(repository, pull, thread)
  const length = thread.line !== null && thread.startLine !== null ? thread.line - thread.startLine : null
  return {
    ...{ path: thread.path, line, originalLine: thread.line, originalStartLine: thread.startLine },
    startLine: line === null || length === null ? null : line - length,
    subjectType: thread.line === null ? 'FILE' : 'LINE',
  }
}

export function threadObject(call: Call, repository: Repository, pull: Pull, thread: Thread): object {
  return {
    ...{ __typename: 'PullRequestReviewThread', id: thread.node, ...place(repository, pull, thread) },
    ...{
      isResolved: thread.resolvedBy !== null,
      isCollapsed: thread.resolvedBy !== null,
      isOutdated: isOutdated(repository, pull, thread),
    },
    ...{ diffSide: thread.side, startDiffSide: thread.startLine === null ? null : thread.side },
    resolvedBy: thread.resolvedBy && { ...actor(thread.resolvedBy), __typename: 'User' },
    ...{
      viewerCanReply: true,
      viewerCanResolve: thread.resolvedBy === null,
      viewerCanUnresolve: thread.resolvedBy !== null,
    },
    pullRequest: () => ({ type: 'PullRequest', of: pull, repository }),
    repository: () => ({ type: 'Repository', of: repository }),
    comments: (asked: Slice) =>
      connection(
        thread.comments.map((one) => reviewCommentObject(call, repository, pull, thread, one)),
        asked,
        'comments',
      ),
  }
}

export function reviewCommentObject(
  call: Call,
  repository: Repository,
  pull: Pull,
  thread: Thread,
  given: ReviewComment,
): object {
  return {
    __typename: 'PullRequestReviewComment',
    ...said(call, repository, given),
    ...link(repository, `pull/${pull.number}#discussion_r${given.id}`),
    ...place(repository, pull, thread),
    ...{
      diffHunk: thread.hunk,
      outdated: isOutdated(repository, pull, thread),
      state: given.review.state === 'PENDING' ? 'PENDING' : 'SUBMITTED',
    },
    commit: () => commitObject(repository, pull.head.sha),
    originalCommit: () => commitObject(repository, thread.commit),
    pullRequest: () => ({ type: 'PullRequest', of: pull, repository }),
    pullRequestReview: () => reviewObject(call, repository, pull, given.review),
    replyTo: () => {
      const [first] = thread.comments
      return first && first !== given ? reviewCommentObject(call, repository, pull, thread, first) : null
    },
  }
}
