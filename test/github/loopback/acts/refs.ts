import { ancestors, commitsBetween } from '../history.ts'
import { type Changes, change, filesOf, writeCommit, writeTree } from '../objects.ts'
import { commitShape } from '../shapes/commit.ts'
import { checkSuite } from '../shapes/check.ts'
import { pullShape } from '../shapes/pull.ts'
import { site, user } from '../shapes/repository.ts'
import { emailOf, fullName, newId, now, refNode } from '../names.ts'
import type { CheckSuite, Pull, Repository, User } from '../state.ts'
import { announce, type World } from '../world.ts'
import { closePull, editPull } from './pulls.ts'

const none = '0'.repeat(40)

/** A new commit with changed files. It is on no branch yet. */
export function commit(
  { objects }: Repository,
  parent: string | undefined,
  changes: Changes,
  {
    by,
    message = 'Change',
    verified = false,
  }: { readonly by: User; readonly message?: string; readonly verified?: boolean },
): string {
  const files = change(objects, parent ? filesOf(objects, parent) : new Map(), changes)
  const tree = writeTree(objects, files)
  return writeCommit(objects, {
    tree,
    parents: parent ? [parent] : [],
    message,
    author: by.login,
    verified,
    date: now(),
  })
}

/** Moves a ref, makes it, or with nothing deletes it; pull requests follow, and the App hears of it. */
export function moveRef(world: World, repository: Repository, ref: string, to: string | undefined, by: User): void {
  const from = repository.refs.get(ref)
  if (from === to) return
  if (to) repository.refs.set(ref, to)
  else repository.refs.delete(ref)
  world.state.nodes.set(refNode(repository, ref), { type: 'Ref', of: ref, repository })
  announce(world, 'push', repository, by, () => push(repository, ref, from, to, by))
  if (ref.startsWith('refs/heads/')) {
    if (to) suiteOf(world, repository, to, ref.slice('refs/heads/'.length), by)
    followPulls(world, repository, ref.slice('refs/heads/'.length), to, by)
  }
}

function followPulls(world: World, repository: Repository, branch: string, to: string | undefined, by: User): void {
  for (const base of world.state.repositories.values()) {
    for (const pull of base.pulls.filter(({ state }) => state === 'open')) {
      const isHead = pull.head.repository.id === repository.id && pull.head.ref === branch
      const isBase = base.id === repository.id && pull.base.ref === branch
      if (!to && isBase) leaveBase(world, base, pull, by)
      if (!to && isHead) closePull(world, base, pull, by)
      if (!to || !isHead || pull.head.sha === to) continue
      const before = pull.head.sha
      pull.head.sha = to
      pull.base.sha = base.refs.get(`refs/heads/${pull.base.ref}`) ?? pull.base.sha
      pull.updated = now()
      base.refs.set(`refs/pull/${pull.number}/head`, to)
      announce(world, 'pull_request', base, by, () => {
        return { action: 'synchronize', number: pull.number, before, after: to, pull_request: pullShape(base, pull) }
      })
    }
  }
}

/** A pull request whose base is deleted moves on to where that was merged (GitHub changelog, 19 May 2020), or closes. */
function leaveBase(world: World, repository: Repository, pull: Pull, by: User): void {
  const merged = repository.pulls.find(
    (one) => one.merged && one.head.ref === pull.base.ref && one.head.repository.id === repository.id,
  )
  if (merged && repository.refs.has(`refs/heads/${merged.base.ref}`))
    editPull(world, repository, pull, { base: merged.base.ref }, by)
  else closePull(world, repository, pull, by)
}

/** The App's check suite of a commit; GitHub makes it at the push, or at the first check run (a fork's commit). */
export function suiteOf(
  world: World,
  repository: Repository,
  sha: string,
  branch: string | null,
  by: User,
): CheckSuite {
  const known = repository.suites.find((suite) => suite.sha === sha)
  if (known) return known
  const suite: CheckSuite = { ...newId(world.state, 'CheckSuite'), sha, branch, created: now() }
  repository.suites.push(suite)
  world.state.nodes.set(suite.node, { type: 'CheckSuite', of: suite, repository })
  announce(world, 'check_suite', repository, by, () => {
    return { action: 'requested', check_suite: suiteEvent(world, repository, suite) }
  })
  return suite
}

/** Of a check suite as webhooks hold it. */
export function suiteEvent(world: World, repository: Repository, suite: CheckSuite) {
  const {
    repository: _,
    rerequestable: __,
    runs_rerequestable: ___,
    ...shape
  } = checkSuite(world.state, repository, suite)
  return { ...shape, before: shape.before ?? none }
}

function push(repository: Repository, ref: string, from: string | undefined, to: string | undefined, by: User) {
  const { objects } = repository
  const ids = to && from ? commitsBetween(objects, from, to) : to ? [to] : []
  const commits = ids.map((id) => pushed(repository, id))
  return {
    ref,
    before: from ?? none,
    after: to ?? none,
    created: !from,
    deleted: !to,
    forced: Boolean(from && to && !ancestors(objects, to).includes(from)),
    base_ref: null,
    compare: `${site}/${fullName(repository)}/compare/${from?.slice(0, 12) ?? ''}...${to?.slice(0, 12) ?? ''}`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: by.login, email: emailOf(by.login) },
    sender: user(by),
  }
}

function pushed(repository: Repository, id: string) {
  const { tree, message, timestamp, author } = commitShape(repository, id).simple
  const person = { name: author.name, email: author.email, username: author.name }
  const [parent = ''] = repository.objects.commits.get(id)?.parents ?? []
  const [old, files] = [filesOf(repository.objects, parent), filesOf(repository.objects, id)]
  return {
    id,
    tree_id: tree,
    distinct: true,
    message,
    timestamp,
    url: `${site}/${fullName(repository)}/commit/${id}`,
    author: person,
    committer: person,
    added: [...files.keys()].filter((path) => !old.has(path)),
    removed: [...old.keys()].filter((path) => !files.has(path)),
    modified: [...files]
      .filter(([path, { id: blob }]) => old.has(path) && old.get(path)?.id !== blob)
      .map(([path]) => path),
  }
}
