import type { Call } from '../call.ts'
import { merge } from '../history.ts'
import { association } from '../shapes/issue.ts'
import { filesOfPull } from '../shapes/pull.ts'
import { site } from '../shapes/repository.ts'
import { fullName } from '../names.ts'
import type { Issue, Label, Pull, Repository } from '../state.ts'
import { connection, type Slice } from './connection.ts'
import { actor, commitObject, refObject } from './git.ts'

export function link(repository: Repository, path: string) {
  const resourcePath = `/${fullName(repository)}/${path}`
  return { resourcePath, url: site + resourcePath, permalink: site + resourcePath }
}

function conversation(call: Call, repository: Repository, on: Issue) {
  return {
    ...{
      id: on.node,
      databaseId: on.id,
      fullDatabaseId: String(on.id),
      number: on.number,
      title: on.title,
      body: on.body ?? '',
    },
    ...{
      author: actor(on.user),
      authorAssociation: association(repository, on.user),
      viewerDidAuthor: on.user.id === call.user.id,
    },
    ...{
      createdAt: on.created,
      updatedAt: on.updated,
      closed: on.state === 'closed',
      closedAt: on.closed,
      locked: false,
    },
    repository: () => ({ type: 'Repository', of: repository }),
    comments: (asked: Slice) =>
      connection(
        on.comments.map((of) => ({ type: 'IssueComment', of, on, repository })),
        asked,
        'comments',
      ),
    labels: (asked: Slice) =>
      connection(
        on.labels.map((one) => labelObject(repository, one)),
        asked,
        'labels',
      ),
  }
}

export function issueObject(call: Call, repository: Repository, issue: Issue): object {
  const shared = { ...conversation(call, repository, issue), ...link(repository, `issues/${issue.number}`) }
  return { __typename: 'Issue', ...shared, state: issue.state.toUpperCase(), stateReason: null }
}

export function pullObject(call: Call, repository: Repository, pull: Pull): object {
  const { head, base } = pull
  return {
    __typename: 'PullRequest',
    ...conversation(call, repository, pull),
    ...link(repository, `pull/${pull.number}`),
    state: pull.merged ? 'MERGED' : pull.state.toUpperCase(),
    ...{ isDraft: pull.draft, merged: pull.merged !== undefined, mergedAt: pull.merged?.at ?? null },
    mergedBy: pull.merged ? actor(pull.merged.by) : null,
    ...{ headRefName: head.ref, headRefOid: head.sha, baseRefName: base.ref, baseRefOid: base.sha },
    ...{ isCrossRepository: head.repository.id !== repository.id, maintainerCanModify: false, isInMergeQueue: false },
    headRepositoryOwner: actor(head.repository.owner),
    headRepository: () => ({ type: 'Repository', of: head.repository }),
    baseRepository: () => ({ type: 'Repository', of: repository }),
    headRef: () => refObject(head.repository, `refs/heads/${head.ref}`),
    baseRef: () => refObject(repository, `refs/heads/${base.ref}`),
    mergeCommit: () => (pull.merged ? commitObject(repository, pull.merged.sha) : null),
    mergeable: () =>
      merge(repository.objects, repository.refs.get(`refs/heads/${base.ref}`) ?? base.sha, head.sha)
        ? 'MERGEABLE'
        : 'CONFLICTING',
    changedFiles: () => filesOfPull(repository, pull).length,
    additions: () => filesOfPull(repository, pull).reduce((total, { additions }) => total + additions, 0),
    deletions: () => filesOfPull(repository, pull).reduce((total, { deletions }) => total + deletions, 0),
    reviewThreads: (asked: Slice) =>
      connection(
        pull.threads.map((of) => ({ type: 'PullRequestReviewThread', of, on: pull, repository })),
        asked,
        'reviewThreads',
      ),
    reviews: (asked: Slice & { author?: string }) => {
      const found = pull.reviews.filter(({ user }) => !asked.author || actor(user).login === asked.author)
      return connection(
        found.map((of) => ({ type: 'PullRequestReview', of, on: pull, repository })),
        asked,
        'reviews',
      )
    },
  }
}

export function labelObject(repository: Repository, { node, name, color, description }: Label): object {
  return {
    __typename: 'Label',
    id: node,
    name,
    color,
    description,
    isDefault: false,
    repository: () => ({ type: 'Repository', of: repository }),
  }
}
