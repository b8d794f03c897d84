import { randomBytes } from 'node:crypto'
import { appKey, includes, issueToken } from '../auth.ts'
import { type Answer, type Call, callerName, ok, page, type Routes } from '../call.ts'
import { notFound, refuse } from '../refusal.ts'
import { app, installation, repositoryShape, user } from '../shapes/repository.ts'
import { installationOf, userNamed } from '../names.ts'
import type { Installation, Permissions } from '../state.ts'
import type { Delivery } from '../webhooks.ts'

export const appRoutes: Routes = {
  'GET /app': { needs: 'app', answer: ({ world }) => ok(app(world.state)) },
  'GET /app/installations': {
    needs: 'app',
    answer: (call) =>
      page(
        call,
        [...call.world.state.installations.values()].map((one) => installation(call.world.state, one)),
      ),
  },
  'GET /app/installations/{installation_id}': {
    needs: 'app',
    answer: (call) => ok(installation(call.world.state, installationNumbered(call))),
  },
  'POST /app/installations/{installation_id}/access_tokens': { needs: 'app', answer: mint },
  'GET /app/hook/deliveries': { needs: 'app', answer: deliveries },
  'GET /app/hook/deliveries/{delivery_id}': { needs: 'app', answer: (call) => ok(whole(deliveryNumbered(call))) },
  'POST /app/hook/deliveries/{delivery_id}/attempts': {
    needs: 'app',
    answer: (call) => {
      call.world.hooks.redeliver(deliveryNumbered(call))
      return ok({}, 202)
    },
  },
  'GET /repos/{owner}/{repo}/installation': {
    needs: 'app',
    answer: ({ world: { state }, repository }) => {
      const found = installationOf(state, repository)
      if (!found) throw notFound()
      return ok(installation(state, found))
    },
  },
  'GET /installation/repositories': { answer: repositories },
  'GET /rate_limit': { answer: rate },
  'POST /app-manifests/{code}/conversions': { needs: 'nobody', answer: convert },
}

function installationNumbered({ world, params }: Call): Installation {
  const found = world.state.installations.get(Number(params['installation_id']))
  if (!found) throw notFound()
  return found
}

interface Wanted {
  readonly repositories?: readonly string[]
  readonly repository_ids?: readonly number[]
  readonly permissions?: Permissions
}

function mint(call: Call): Answer {
  const { state } = call.world
  const given = installationNumbered(call)
  if (given.suspended) throw refuse(403, 'This installation has been suspended')
  const { permissions = given.permissions, repositories: names, repository_ids: ids } = (call.body ?? {}) as Wanted
  for (const [name, access] of Object.entries(permissions)) {
    if (!includes(given.permissions, `${name}:${access}`))
      throw refuse(422, 'The permissions requested are not granted to this installation.')
  }
  const all = [...state.repositories.values()].filter(({ owner }) => owner.id === given.account.id)
  const reachable = all.filter(({ id }) => given.repositories === 'all' || given.repositories.has(id))
  const chosen = reachable.filter(({ id, name }) => ids?.includes(id) || names?.includes(name))
  const asked = (ids?.length ?? 0) + (names?.length ?? 0)
  if (chosen.length < asked)
    throw refuse(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    )
  const { token, expires } = issueToken(
    state,
    given,
    permissions,
    asked > 0 ? new Set(chosen.map(({ id }) => id)) : given.repositories,
  )
  return ok(
    {
      token,
      expires_at: new Date(expires).toISOString().replace(/\.\d+Z$/, 'Z'),
      permissions: { metadata: 'read', ...permissions },
      repository_selection: asked > 0 || given.repositories !== 'all' ? 'selected' : 'all',
      ...(asked > 0 ? { repositories: chosen.map(repositoryShape) } : {}),
    },
    201,
  )
}

function repositories(call: Call): Answer {
  const { actor, world } = call
  if (actor.kind === 'app' || !actor.installation) throw refuse(403, 'This endpoint is for installations')
  const { account, repositories: granted } = actor.installation
  const mine = [...world.state.repositories.values()].filter(({ owner, id }) => {
    return owner.id === account.id && [granted, actor.repositories].every((set) => set === 'all' || set.has(id))
  })
  return page(call, mine.map(repositoryShape), (part) => {
    return {
      total_count: mine.length,
      repository_selection: granted === 'all' ? 'all' : 'selected',
      repositories: part,
    }
  })
}

/** Newest first; the cursor is the id of the last delivery of the page before. */
function deliveries(call: Call): Answer {
  const size = Number(call.query.get('per_page') ?? 30)
  const cursor = call.query.get('cursor')
  const wanted = call.query.get('status')
  const all = call.world.hooks.deliveries.toReversed().filter(({ status }) => {
    return !wanted || (wanted === 'success') === (status >= 200 && status < 400)
  })
  const start = cursor ? all.findIndex(({ id }) => String(id) === cursor) + 1 : 0
  const part = all.slice(start, start + size)
  const next = new URL(call.url)
  next.searchParams.set('cursor', String(part.at(-1)?.id ?? ''))
  const more = start + size < all.length
  return { status: 200, body: part.map(item), ...(more ? { headers: { link: `<${next.href}>; rel="next"` } } : {}) }
}

function deliveryNumbered({ world, params }: Call): Delivery {
  const found = world.hooks.deliveries.find(({ id }) => id === Number(params['delivery_id']))
  if (!found) throw notFound()
  return found
}

function item(delivery: Delivery) {
  const { id, guid, at, redelivery, duration, status, event, action, installation: on, repository } = delivery
  return {
    ...{ id, guid, delivered_at: at, redelivery, duration, event, action },
    status: status === 0 ? 'failed to connect to host' : status < 400 ? 'OK' : `Invalid HTTP Response: ${status}`,
    status_code: status,
    installation_id: on,
    repository_id: repository,
    throttled_at: null,
  }
}

function whole(delivery: Delivery) {
  return {
    ...item(delivery),
    url: '',
    request: { headers: {}, payload: delivery.payload },
    response: { headers: {}, payload: '' },
  }
}

function rate({ meter, actor }: Call): Answer {
  const who = callerName(actor)
  const core = meter.left(who, 'core')
  const search = { limit: 30, remaining: 30, used: 0, reset: core.reset }
  return ok({ resources: { core, graphql: meter.left(who, 'graphql'), search }, rate: core })
}

/** Turns the code of a manifest into the credentials of the App that was just registered. */
function convert({ world }: Call): Answer {
  const { state } = world
  const owner = userNamed(state, 'lynceus-maker')
  const secret = randomBytes(20).toString('hex')
  return ok({ ...app(state), owner: user(owner), client_secret: secret, webhook_secret: secret, pem: appKey() }, 201)
}
