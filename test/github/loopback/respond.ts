import type { IncomingMessage } from 'node:http'
import { type Actor, authenticate, checkAllowed, checkVisible, userOf } from './auth.ts'
import { type Answer, type Call, callerName, repositoryNamed, type Routes } from './call.ts'
import { checkRequest, checkResponse, type Operation } from './contract.ts'
import type { Faults } from './faults.ts'
import { answerGraphql, isMutation } from './graphql/answer.ts'
import type { Meter } from './limits.ts'
import { Refusal, refuse } from './refusal.ts'
import { appRoutes } from './routes/app.ts'
import { checkRoutes } from './routes/checks.ts'
import { gitRoutes } from './routes/git.ts'
import { issueRoutes } from './routes/issues.ts'
import { pullRoutes } from './routes/pulls.ts'
import { repositoryRoutes } from './routes/repository.ts'
import { reviewRoutes } from './routes/reviews.ts'
import type { State } from './state.ts'
import { type Contract, report } from './violations.ts'
import type { World } from './world.ts'

/** A request that reached the loopback, and what it got. */
export interface Seen {
  readonly method: string
  /** With its query. */
  readonly path: string
  /** As GitHub's description names it: `POST /repos/{owner}/{repo}/pulls`, or `POST /graphql`. */
  readonly route: string
  /** The fields that a GraphQL document asks for at its root. */
  readonly fields: readonly string[]
  readonly body: unknown
  readonly by: string
  readonly status: number
}

export interface Parts {
  readonly world: World
  readonly contract: Contract
  readonly faults: Faults
  readonly meter: Meter
  readonly calls: Seen[]
}

export const routes: Routes = {
  ...appRoutes,
  ...checkRoutes,
  ...gitRoutes,
  ...issueRoutes,
  ...pullRoutes,
  ...repositoryRoutes,
  ...reviewRoutes,
}

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly path: string
  readonly body: unknown
  readonly operation: Operation | undefined
  readonly isGraphql: boolean
  readonly request: IncomingMessage
}

export function respond(
  parts: Parts,
  asked: Asked,
  past: State | undefined,
): { readonly answer: Answer; readonly by: string } {
  const { state } = parts.world
  const { operation } = asked
  const line = `${asked.method} ${asked.path}`
  let by = ''
  let headers = {}
  try {
    if (!asked.request.headers['user-agent'])
      throw refuse(
        403,
        'Request forbidden by administrative rules. Please make sure your request has a User-Agent header',
      )
    const isOpen = operation !== undefined && routes[operation.route]?.needs === 'nobody'
    const actor: Actor = isOpen ? { kind: 'app' } : authenticate(state, asked.request.headers.authorization)
    by = callerName(actor)
    const metered = parts.meter.take(
      by,
      asked.isGraphql ? 'graphql' : 'core',
      actor.kind === 'app' || operation?.route === 'GET /rate_limit' ? 0 : 1,
    )
    ;({ headers } = metered)
    if (metered.refused) throw refuse(403, `API rate limit exceeded for ${by}.`)
    const isRead = asked.method === 'GET' || (asked.isGraphql && !isMutation(asked.body))
    const world = past && isRead ? { ...parts.world, state: past } : parts.world
    const call = {
      world,
      actor,
      user: userOf(state, actor),
      params: operation?.params ?? {},
      query: asked.url.searchParams,
      body: asked.body,
      accept: asked.request.headers.accept ?? '',
      meter: parts.meter,
      url: asked.url,
    }
    const answer = asked.isGraphql ? answerGraphql(call, parts.contract) : rest(parts, call, line, operation)
    return { by, answer: { ...answer, headers: { ...headers, ...answer.headers } } }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const answer = refusal(error)
    if (operation) report(parts.contract, 'answer', line, checkResponse(operation, answer.status, answer.body))
    return { by, answer: { ...answer, headers } }
  }
}

function rest(parts: Parts, call: Call, line: string, operation: Operation | undefined): Answer {
  const route = operation && routes[operation.route]
  if (!operation || !route) {
    report(parts.contract, 'request', line, [
      operation
        ? 'the loopback does not know this operation'
        : 'GitHub describes no such operation, or the slice does not hold it',
    ])
    throw refuse(404, 'Not Found')
  }
  const problems = checkRequest(operation, call.query, call.body)
  if (report(parts.contract, 'request', line, problems)) throw refuse(422, `Invalid request.\n\n${problems.join('\n')}`)
  if (route.needs === 'app' && call.actor.kind !== 'app') throw refuse(401, 'A JSON web token could not be decoded')
  const repository = repositoryOf(call, route.needs)
  if (route.makes) parts.meter.make(callerName(call.actor))
  const answer = route.answer({ ...call, repository })
  if (!answer.raw) report(parts.contract, 'answer', line, checkResponse(operation, answer.status, answer.body))
  return answer
}

/** The repository that a request is about; routes about none get one that they do not look at. */
function repositoryOf({ world, params, actor }: Call, needs: string | undefined) {
  if (!params['owner']) return undefined as never
  const repository = repositoryNamed(world, `${params['owner']}/${params['repo'] ?? ''}`)
  if (needs === 'app') return repository
  checkVisible(actor, repository)
  if (needs) checkAllowed(actor, repository, needs)
  return repository
}

function refusal({ status, message, errors }: Refusal): Answer {
  const documentation = 'https://docs.github.com/rest'
  return {
    status,
    body: { message, ...(errors ? { errors } : {}), documentation_url: documentation, status: String(status) },
  }
}
