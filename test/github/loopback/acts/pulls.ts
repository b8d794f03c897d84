import { ancestors } from '../history.ts'
import { refuse } from '../refusal.ts'
import { pullShape } from '../shapes/pull.ts'
import { newId, now } from '../names.ts'
import type { Pull, Repository, User } from '../state.ts'
import { announce, type World } from '../world.ts'

interface Opened {
  readonly title: string
  readonly body?: string | null
  readonly draft?: boolean
  readonly head: { readonly repository: Repository; readonly ref: string }
  readonly base: string
  readonly by: User
}

/** @throws Refusal 422 as GitHub refuses: no such branch, nothing to merge, or one is open already */
export function openPull(
  world: World,
  repository: Repository,
  { title, body = null, draft = false, head, base, by }: Opened,
): Pull {
  const sha = head.repository.refs.get(`refs/heads/${head.ref}`)
  const baseSha = repository.refs.get(`refs/heads/${base}`)
  function invalid(field: string) {
    return refuse(422, 'Validation Failed', [{ resource: 'PullRequest', field, code: 'invalid' }])
  }
  if (!sha) throw invalid('head')
  if (!baseSha) throw invalid('base')
  function custom(message: string) {
    return refuse(422, 'Validation Failed', [{ resource: 'PullRequest', code: 'custom', message }])
  }
  if (ancestors(repository.objects, baseSha).includes(sha)) throw custom(`No commits between ${base} and ${head.ref}`)
  const twin = repository.pulls.find(
    (one) => one.state === 'open' && one.base.ref === base && one.head.ref === head.ref,
  )
  if (twin?.head.repository.id === head.repository.id) {
    throw custom(`A pull request already exists for ${head.repository.owner.login}:${head.ref}.`)
  }
  repository.numbers += 1
  const pull: Pull = {
    ...newId(world.state, 'PullRequest'),
    number: repository.numbers,
    ...{ title, body, draft, user: by, state: 'open', created: now(), updated: now(), closed: null },
    ...{ labels: [], comments: [], reviews: [], threads: [] },
    head: { ...head, sha },
    base: { ref: base, sha: baseSha },
  }
  repository.pulls.push(pull)
  repository.refs.set(`refs/pull/${pull.number}/head`, sha)
  world.state.nodes.set(pull.node, { type: 'PullRequest', of: pull, repository })
  tell(world, repository, pull, by, 'opened')
  return pull
}

export function closePull(world: World, repository: Repository, pull: Pull, by: User): void {
  if (pull.state === 'closed') return
  pull.state = 'closed'
  pull.closed = pull.updated = now()
  tell(world, repository, pull, by, 'closed')
}

/** @throws Refusal 422 when a branch is gone */
export function reopenPull(world: World, repository: Repository, pull: Pull, by: User): void {
  const [head, base] = [
    pull.head.repository.refs.get(`refs/heads/${pull.head.ref}`),
    repository.refs.get(`refs/heads/${pull.base.ref}`),
  ]
  if (!head || !base || pull.merged) {
    throw refuse(422, 'Validation Failed', [
      { resource: 'PullRequest', code: 'invalid', field: 'state', message: 'state cannot be changed.' },
    ])
  }
  pull.state = 'open'
  pull.closed = null
  pull.updated = now()
  pull.head.sha = head
  tell(world, repository, pull, by, 'reopened')
}

/** Changes the title, the body or the base branch. */
export function editPull(
  world: World,
  repository: Repository,
  pull: Pull,
  { title, body, base }: { readonly title?: string; readonly body?: string | null; readonly base?: string },
  by: User,
): void {
  const sha = base === undefined ? undefined : repository.refs.get(`refs/heads/${base}`)
  if (base !== undefined && !sha)
    throw refuse(422, 'Validation Failed', [{ resource: 'PullRequest', field: 'base', code: 'invalid' }])
  const changes = {
    ...(title !== undefined && title !== pull.title ? { title: { from: pull.title } } : {}),
    ...(body !== undefined && body !== pull.body ? { body: { from: pull.body ?? '' } } : {}),
    ...(sha && base !== pull.base.ref ? { base: { ref: { from: pull.base.ref }, sha: { from: pull.base.sha } } } : {}),
  }
  pull.title = title ?? pull.title
  pull.body = body === undefined ? pull.body : body
  if (base && sha) Object.assign(pull.base, { ref: base, sha })
  pull.updated = now()
  if (Object.keys(changes).length > 0) tell(world, repository, pull, by, 'edited', { changes })
}

export function setDraft(world: World, repository: Repository, pull: Pull, draft: boolean, by: User): void {
  if (pull.draft === draft) return
  pull.draft = draft
  tell(world, repository, pull, by, draft ? 'converted_to_draft' : 'ready_for_review')
}

function tell(world: World, repository: Repository, pull: Pull, by: User, action: string, more: object = {}): void {
  announce(world, 'pull_request', repository, by, () => {
    return { action, number: pull.number, ...more, pull_request: pullShape(repository, pull) }
  })
}
