import { commit, moveRef } from '../acts/refs.ts'
import { editIssue, openIssue, writeComment } from '../acts/issues.ts'
import { openPull } from '../acts/pulls.ts'
import { fork, queue } from '../acts/repositories.ts'
import { rerequestSuite } from '../acts/checks.ts'
import { commitNamed, issueNumbered } from '../call.ts'
import { type Changes, filesOf, readBlob } from '../objects.ts'
import { fullName, userNamed } from '../names.ts'
import type { Issue, Repository, Role } from '../state.ts'
import type { World } from '../world.ts'
import { type CheckHandle, checkHandle } from './check.ts'
import { type PullHandle, pullHandle } from './pull.ts'

interface PullGiven {
  readonly title?: string
  readonly body?: string
  readonly by?: string
  readonly branch?: string
  readonly base?: string
  readonly files: Changes
  /** The fork that the pull request comes from. */
  readonly from?: RepositoryHandle
  readonly draft?: boolean
}

/** A repository, and what people do to it. */
export interface RepositoryHandle {
  readonly state: Repository
  readonly fullName: string
  /** A commit on a branch, made when it is not there: from the default branch, or `from` another commit. Gives its id. */
  push(branch: string, files: Changes, options?: { by?: string; from?: string; message?: string }): string
  /** Moves a branch anywhere, as a forced push does; with nothing it is deleted. */
  reset(branch: string, to: string | undefined, by?: string): void
  pull(given: PullGiven): PullHandle
  /** A pull request that is there, as one that the App opened. */
  pullNumbered(number: number): PullHandle
  /** Those that are open. */
  readonly openPulls: readonly PullHandle[]
  issue(given: { title: string; body?: string; by?: string; labels?: readonly string[] }): Issue
  /** A person edits an issue, as to tick a box of it, or closes it. */
  editIssue(number: number, changes: { title?: string; body?: string; state?: 'open' | 'closed' }, by?: string): void
  /** A comment by a person on an issue or pull request. */
  comment(number: number, body: string, by: string): void
  fork(owner: string): RepositoryHandle
  permit(login: string, role: Role): void
  /** The commit at the tip of a branch. */
  tip(branch?: string): string
  /** The text of a file on a branch or of a commit; nothing when there is none. */
  file(at: string, path: string): string | undefined
  /** Check runs of a commit, oldest first. */
  checks(sha: string): readonly CheckHandle[]
  rerequestSuite(sha: string, by?: string): void
  /** A group of the merge queue on the default branch; gives the head of it. */
  queue(pull: PullHandle, by?: string): string
}

export function repositoryHandle(world: World, repository: Repository): RepositoryHandle {
  function person(login = 'ada') {
    return userNamed(world.state, login)
  }
  function tip(branch = repository.defaultBranch) {
    return commitNamed(repository, `refs/heads/${branch}`)
  }
  const handle: RepositoryHandle = {
    state: repository,
    fullName: fullName(repository),
    tip,
    push: (branch, files, { by, from, message = 'Change' } = {}) => {
      const parent = repository.refs.get(`refs/heads/${branch}`) ?? from ?? tip()
      const id = commit(repository, parent, files, { by: person(by), message })
      moveRef(world, repository, `refs/heads/${branch}`, id, person(by))
      return id
    },
    reset: (branch, to, by) => moveRef(world, repository, `refs/heads/${branch}`, to, person(by)),
    pull: ({
      title = 'Change the flows',
      body,
      by = 'ada',
      branch = `change-${repository.numbers + 1}`,
      base,
      files,
      from = handle,
      draft = false,
    }) => {
      from.push(branch, files, {
        by,
        from: from.state.refs.get(`refs/heads/${base ?? repository.defaultBranch}`) ?? tip(base),
      })
      const head = { repository: from.state, ref: branch }
      const made = openPull(world, repository, {
        title,
        body: body ?? null,
        draft,
        head,
        base: base ?? repository.defaultBranch,
        by: person(by),
      })
      return pullHandle(world, repository, made)
    },
    pullNumbered: (number) => {
      const found = repository.pulls.find((one) => one.number === number)
      if (!found) throw new Error(`${fullName(repository)} has no pull request ${number}.`)
      return pullHandle(world, repository, found)
    },
    get openPulls() {
      return repository.pulls.filter(({ state }) => state === 'open').map((one) => pullHandle(world, repository, one))
    },
    issue: ({ by, ...given }) => openIssue(world, repository, { ...given, by: person(by) }),
    editIssue: (number, changes, by) =>
      editIssue(world, repository, issueNumbered(repository, number), changes, person(by)),
    comment: (number, body, by) =>
      void writeComment(world, repository, issueNumbered(repository, number), body, person(by)),
    fork: (owner) => repositoryHandle(world, fork(world, repository, owner)),
    permit: (login, role) => void repository.collaborators.set(person(login).login.toLowerCase(), role),
    file: (at, path) => {
      const entry = filesOf(repository.objects, commitNamed(repository, at)).get(path)
      return entry && readBlob(repository.objects, entry.id)?.toString('utf8')
    },
    checks: (sha) =>
      repository.checks.filter((run) => run.sha === sha).map((run) => checkHandle(world, repository, run)),
    rerequestSuite: (sha, by) => rerequestSuite(world, repository, sha, person(by)),
    queue: (pull, by) => queue(world, repository, pull.state, person(by)),
  }
  return handle
}
