import { mergePull } from '../acts/merge.ts'
import { closePull, editPull, openPull, reopenPull } from '../acts/pulls.ts'
import { checkBody } from '../acts/issues.ts'
import { type Answer, type Call, ok, page, pullNumbered, type Routes } from '../call.ts'
import { refuse } from '../refusal.ts'
import { commitShape } from '../shapes/commit.ts'
import { commitsOfPull, filesOfPull, fileShape, pullShape, pullSimple } from '../shapes/pull.ts'
import { fullName } from '../names.ts'
import type { Pull, Repository } from '../state.ts'

type Given = Call & { readonly repository: Repository }

/** GitHub lists no more files of a pull request (spec: pulls/list-files). */
const mostFiles = 3000
/** And no more commits (spec: pulls/list-commits). */
const mostCommits = 250

export const pullRoutes: Routes = {
  'GET /repos/{owner}/{repo}/pulls': { needs: 'pull_requests:read', answer: list },
  'POST /repos/{owner}/{repo}/pulls': { needs: 'pull_requests:write', makes: true, answer: open },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': {
    needs: 'pull_requests:read',
    answer: ({ repository, params }) => ok(pullShape(repository, pullNumbered(repository, params['pull_number']))),
  },
  'PATCH /repos/{owner}/{repo}/pulls/{pull_number}': { needs: 'pull_requests:write', answer: edit },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files': { needs: 'pull_requests:read', answer: files },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits': { needs: 'pull_requests:read', answer: commits },
  'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge': { needs: 'contents:write', answer: merge },
}

/** Newest first. `head` is `owner:branch`, as the description says. */
function list(call: Given): Answer {
  const { repository, query } = call
  const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')]
  const found = repository.pulls.filter((pull) => {
    const label = `${pull.head.repository.owner.login}:${pull.head.ref}`
    return (state === 'all' || pull.state === state) && (!base || pull.base.ref === base) && (!head || label === head)
  })
  const sorted = query.get('direction') === 'asc' ? found : found.toReversed()
  return page(
    call,
    sorted.map((pull) => pullSimple(repository, pull)),
  )
}

interface Opened {
  readonly title: string
  readonly head: string
  readonly base: string
  readonly body?: string | null
  readonly draft?: boolean
  readonly maintainer_can_modify?: boolean
}

function open({ world, repository, body, user: by }: Given): Answer {
  const sent = body as Opened
  checkBody('PullRequest', sent.body)
  const [owner, ref] = sent.head.includes(':') ? sent.head.split(':', 2) : [repository.owner.login, sent.head]
  const from = [...world.state.repositories.values()].find((one) => {
    return one.owner.login === owner && (one.id === repository.id || one.parent?.id === repository.id)
  })
  const head = { repository: from ?? repository, ref: from ? (ref ?? '') : '' }
  if (sent.maintainer_can_modify && from && from.id !== repository.id) {
    throw refuse(422, 'Validation Failed', [
      {
        resource: 'PullRequest',
        code: 'custom',
        field: 'fork_collab',
        message: "Fork collab can't be granted by someone without permission",
      },
    ])
  }
  const pull = openPull(world, repository, { ...sent, head, by })
  return ok(pullShape(repository, pull), 201)
}

interface Edited {
  readonly title?: string
  readonly body?: string | null
  readonly base?: string
  readonly state?: 'open' | 'closed'
}

function edit({ world, repository, params, body, user: by }: Given): Answer {
  const pull = pullNumbered(repository, params['pull_number'])
  const { state, ...changes } = body as Edited
  checkBody('PullRequest', changes.body)
  editPull(world, repository, pull, changes, by)
  if (state === 'closed') closePull(world, repository, pull, by)
  if (state === 'open' && pull.state === 'closed') reopenPull(world, repository, pull, by)
  return ok(pullShape(repository, pull))
}

function files(call: Given): Answer {
  const pull = pullNumbered(call.repository, call.params['pull_number'])
  const all = memo(call.repository, pull)
  return page(call, all.slice(0, mostFiles), (part) =>
    (part as typeof all).map((file) => fileShape(call.repository, pull.head.sha, file)),
  )
}

/** A list of 3,000 files is asked for page by page: computed once while nothing moves. */
const computed = new WeakMap<Pull, { readonly key: string; readonly files: ReturnType<typeof filesOfPull> }>()

function memo(repository: Repository, pull: Pull) {
  const key = `${fullName(repository)} ${repository.refs.get(`refs/heads/${pull.base.ref}`)} ${pull.base.sha} ${pull.head.sha}`
  const known = computed.get(pull)
  if (known?.key === key) return known.files
  const found = filesOfPull(repository, pull)
  computed.set(pull, { key, files: found })
  return found
}

function commits(call: Given): Answer {
  const pull = pullNumbered(call.repository, call.params['pull_number'])
  const all = commitsOfPull(call.repository, pull).slice(0, mostCommits)
  return page(
    call,
    all.map((id) => commitShape(call.repository, id).whole),
  )
}

function merge({ world, repository, params, body, user: by }: Given): Answer {
  const pull = pullNumbered(repository, params['pull_number'])
  const { sha } = (body ?? {}) as { readonly sha?: string }
  return ok({
    sha: mergePull(world, repository, pull, by, sha),
    merged: true,
    message: 'Pull Request successfully merged',
  })
}
