import { mergeCommit } from './merge.ts'
import { commit, moveRef } from './refs.ts'
import { type Changes, newObjects } from '../objects.ts'
import { emailOf, fullName, newId, userNamed } from '../names.ts'
import type { Permissions, Pull, Repository, User } from '../state.ts'
import { announce, type World } from '../world.ts'

export interface RepositoryGiven {
  readonly files?: Changes
  readonly private?: boolean
  readonly defaultBranch?: string
  /** Whether the App is installed there; true unless told otherwise. */
  readonly installed?: boolean
  /** What the App was granted there, if not all that it is registered with. */
  readonly permissions?: Permissions
}

export function newRepository(
  world: World,
  name: string,
  { files = {}, private: hidden = false, defaultBranch = 'main' }: RepositoryGiven,
): Repository {
  const [owner = '', repo = ''] = name.split('/')
  const repository: Repository = {
    ...newId(world.state, 'Repository'),
    ...{
      owner: userNamed(world.state, owner, 'Organization'),
      name: repo,
      private: hidden,
      defaultBranch,
      objects: newObjects(),
    },
    ...{
      refs: new Map(),
      collaborators: new Map(),
      pulls: [],
      issues: [],
      labels: [],
      suites: [],
      checks: [],
      numbers: 0,
    },
  }
  enter(world, repository)
  const by = repository.owner
  repository.refs.set(`refs/heads/${defaultBranch}`, commit(repository, undefined, files, { by, message: 'Start' }))
  return repository
}

function enter({ state }: World, repository: Repository): void {
  state.repositories.set(fullName(repository).toLowerCase(), repository)
  state.nodes.set(repository.node, { type: 'Repository', of: repository })
}

export function fork(world: World, parent: Repository, owner: string): Repository {
  const repository: Repository = {
    ...parent,
    ...newId(world.state, 'Repository'),
    ...{
      parent,
      owner: userNamed(world.state, owner),
      refs: new Map(parent.refs),
      collaborators: new Map(),
      numbers: 0,
    },
    ...{ pulls: [], issues: [], labels: [], suites: [], checks: [] },
  }
  enter(world, repository)
  return repository
}

/** A merge queue makes a branch of its own, and asks for checks of its head. */
export function queue(world: World, repository: Repository, pull: Pull, by: User): string {
  const { defaultBranch, refs, objects } = repository
  const base = refs.get(`refs/heads/${defaultBranch}`) ?? ''
  const ref = `refs/heads/gh-readonly-queue/${defaultBranch}/pr-${pull.number}-${base}`
  const head = mergeCommit(repository, pull, 'web-flow')
  moveRef(world, repository, ref, head, by)
  const { message, author, date, tree } = objects.commits.get(head) ?? { message: '', author: '', date: '', tree: '' }
  const person = { name: author, email: emailOf(author) }
  announce(world, 'merge_group', repository, by, () => ({
    action: 'checks_requested',
    merge_group: {
      ...{ head_sha: head, head_ref: ref, base_sha: base, base_ref: `refs/heads/${defaultBranch}` },
      head_commit: { id: head, tree_id: tree, message, timestamp: date, author: person, committer: person },
    },
  }))
  return head
}
