import type { Call } from '../call.ts'
import { site } from '../shapes/repository.ts'
import { fullName, roleOf } from '../names.ts'
import type { Repository } from '../state.ts'
import { connection, type Slice } from './connection.ts'
import { check, typed } from './errors.ts'
import { actor, gitObject, refObject } from './git.ts'

interface IssueFilter extends Slice {
  readonly states?: readonly string[]
  readonly labels?: readonly string[]
  readonly filterBy?: { readonly createdBy?: string }
  readonly orderBy?: { readonly field: string; readonly direction: string }
}

interface PullFilter extends Slice {
  readonly states?: readonly string[]
  readonly headRefName?: string
  readonly baseRefName?: string
}

export function repositoryObject(call: Call, repository: Repository): object {
  const full = fullName(repository)
  return {
    __typename: 'Repository',
    id: repository.node,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: full,
    owner: actor(repository.owner),
    ...{
      isPrivate: repository.private,
      isFork: repository.parent !== undefined,
      isArchived: false,
      isDisabled: false,
      isLocked: false,
    },
    isEmpty: repository.refs.size === 0,
    hasIssuesEnabled: true,
    visibility: repository.private ? 'PRIVATE' : 'PUBLIC',
    viewerPermission:
      call.actor.kind === 'token' && !call.actor.installation ? roleOf(repository, call.user).toUpperCase() : null,
    ...{ url: `${site}/${full}`, resourcePath: `/${full}` },
    parent: () => repository.parent && { type: 'Repository', of: repository.parent },
    defaultBranchRef: () => refObject(repository, `refs/heads/${repository.defaultBranch}`),
    ref: ({ qualifiedName: name }: { qualifiedName: string }) => {
      check(call, repository, 'contents:read')
      const found = [name, `refs/${name}`, `refs/heads/${name}`].find((one) => repository.refs.has(one))
      return found ? refObject(repository, found) : null
    },
    // GitHub looks for `query` anywhere in a name (utopia-php/vcs#110).
    refs: ({ refPrefix, query, ...asked }: Slice & { refPrefix: string; query?: string | null }) => {
      check(call, repository, 'contents:read')
      const found = [...repository.refs.keys()].filter((name) => {
        return name.startsWith(refPrefix) && name.slice(refPrefix.length).includes(query ?? '')
      })
      return connection(
        found.toSorted().map((name) => refObject(repository, name)),
        asked,
        'refs',
      )
    },
    object: (asked: { oid?: string; expression?: string }) => {
      check(call, repository, 'contents:read')
      return gitObject(repository, asked)
    },
    pullRequest: ({ number }: { number: number }) => {
      check(call, repository, 'pull_requests:read')
      const found = repository.pulls.find((one) => one.number === number)
      if (!found) throw typed('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`)
      return { type: 'PullRequest', of: found, repository }
    },
    pullRequests: (asked: PullFilter) => {
      check(call, repository, 'pull_requests:read')
      const found = repository.pulls.filter((pull) => {
        const state = pull.merged ? 'MERGED' : pull.state.toUpperCase()
        const isNamed =
          [pull.head.ref, undefined].includes(asked.headRefName) &&
          [pull.base.ref, undefined].includes(asked.baseRefName)
        return isNamed && (asked.states?.includes(state) ?? true)
      })
      return connection(
        found.map((of) => ({ type: 'PullRequest', of, repository })),
        asked,
        'pullRequests',
      )
    },
    issue: ({ number }: { number: number }) => {
      check(call, repository, 'issues:read')
      const found = repository.issues.find((one) => one.number === number)
      if (!found) throw typed('NOT_FOUND', `Could not resolve to an Issue with the number of ${number}.`)
      return { type: 'Issue', of: found, repository }
    },
    issues: (asked: IssueFilter) => {
      check(call, repository, 'issues:read')
      const by = asked.filterBy?.createdBy
      const kept = repository.issues.filter(({ state, labels, user }) => {
        const isLabelled = asked.labels?.some((name) => labels.some((one) => one.name === name)) ?? true
        return isLabelled && (by ?? user.login) === user.login && (asked.states?.includes(state.toUpperCase()) ?? true)
      })
      // Times are of whole seconds: of what changed in the same one the newer comes first.
      const { field, direction } = asked.orderBy ?? {}
      const sorted = kept.toSorted((a, b) =>
        field === 'UPDATED_AT' && a.updated !== b.updated ? (a.updated < b.updated ? -1 : 1) : a.number - b.number,
      )
      const found = direction === 'DESC' ? sorted.toReversed() : sorted
      return connection(
        found.map((of) => ({ type: 'Issue', of, repository })),
        asked,
        'issues',
      )
    },
    label: ({ name }: { name: string }) => {
      const found = repository.labels.find((one) => one.name.toLowerCase() === name.toLowerCase())
      return found ? { type: 'Label', of: found, repository } : null
    },
  }
}
