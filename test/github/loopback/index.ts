import type { AddressInfo } from 'node:net'
import { appKey, issueToken } from './auth.ts'
import { type Fault, Faults } from './faults.ts'
import { installationHandle, type InstallationHandle } from './handles/installation.ts'
import { newRepository, type RepositoryGiven } from './acts/repositories.ts'
import { repositoryHandle, type RepositoryHandle } from './handles/repository.ts'
import { type Limits, Meter } from './limits.ts'
import { type Parts, routes, type Seen } from './respond.ts'
import { serve } from './server.ts'
import { userNamed } from './names.ts'
import type { Installation, Permissions, State } from './state.ts'
import { snapshot } from './snapshot.ts'
import { assertContract, type Contract, type Violation } from './violations.ts'
import { type Delivery, type Hook, Webhooks } from './webhooks.ts'

export { secondaryLimit } from './faults.ts'

export interface Settings {
  /** What the App is registered with. */
  readonly permissions?: Permissions
  readonly events?: readonly string[]
  readonly slug?: string
  readonly limits?: Partial<Limits>
}

/** What `app.yml` asks for. */
const permissions: Permissions = { checks: 'write', contents: 'write', merge_queues: 'read', pull_requests: 'write' }
const events = ['check_run', 'check_suite', 'issue_comment', 'issues', 'merge_group', 'pull_request', 'push']

export type Loopback = Awaited<ReturnType<typeof loopback>>

/**
 * A GitHub on 127.0.0.1: stateful, held to GitHub's own description of its REST API, GraphQL schema and webhooks.
 * Calls outside of the contract are noted in `violations`; `assertContract` throws for them.
 *
 *     const github = await loopback()
 *     const repo = github.repository('acme/flows', { files: { 'flow.yaml': before } })
 *     github.hook({ url: app.url, secret })
 *     const pull = repo.pull({ by: 'ada', files: { 'flow.yaml': after } })
 *     await github.settled()
 *     // … until the App is done: github.calls, pull.threads(), repo.checks(pull.head)
 *     repo.checks(pull.head)[0]?.press('fix', 'ada')
 *     github.assertContract()
 *     await github.close()
 */
export async function loopback(settings: Settings = {}) {
  const state: State = {
    app: {
      id: 4711,
      slug: settings.slug ?? 'lynceus',
      permissions: settings.permissions ?? permissions,
      events: settings.events ?? events,
    },
    ...{
      users: new Map(),
      repositories: new Map(),
      installations: new Map(),
      tokens: new Map(),
      nodes: new Map(),
      ids: 1000,
    },
  }
  const contract: Contract = { violations: [] }
  const world = { state, hooks: new Webhooks(contract) }
  const meter = new Meter({ hourly: 5000, contentPerMinute: 80, ...settings.limits })
  const parts: Parts = { world, contract, faults: new Faults(), meter, calls: [] }
  const server = serve(parts)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    ...control(parts),
    /** The base URL of the REST API; `…/graphql` is beside it. */
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    app: {
      id: state.app.id,
      slug: state.app.slug,
      get privateKey() {
        return appKey()
      },
    },
    /** Waits for deliveries, then closes every connection. */
    async close(): Promise<void> {
      await world.hooks.settled()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function control({ world, contract, faults, meter, calls }: Parts) {
  const { state, hooks } = world
  return {
    /** Every request so far, in the order of the answers. */
    calls: calls as readonly Seen[],
    /** Forgets the requests so far. */
    forget: () => void calls.splice(0),
    violations: contract.violations as readonly Violation[],
    assertContract: () => assertContract(contract),
    /** Every delivery so far, as GitHub logs them. */
    deliveries: hooks.deliveries as readonly Delivery[],
    webhooks: hooks,
    hook: (hook: Hook) => hooks.sendTo(hook),
    /** Until every delivery has its answer. */
    settled: () => hooks.settled(),
    /** A repository, whose owner's installation of the App covers it unless told otherwise. */
    repository: (fullName: string, given: RepositoryGiven = {}): RepositoryHandle => {
      const repository = newRepository(world, fullName, given)
      if (given.installed !== false) coverAll(state, fullName, given.permissions)
      return repositoryHandle(world, repository)
    },
    /** A person; everybody named anywhere is one. */
    user: (login: string) => userNamed(state, login),
    /** What a person signs in with. */
    tokenOf: (login: string): string => {
      const token = `ghp_${login}`
      state.tokens.set(token, {
        user: userNamed(state, login),
        permissions: {},
        repositories: 'all',
        expires: Infinity,
      })
      return token
    },
    /** The installation on an account; made when there is none. */
    installation: (account: string, granted?: Permissions): InstallationHandle =>
      installationHandle(world, coverAll(state, account, granted)),
    /** A token of the installation that covers a repository, narrowed to permissions. */
    installationToken: (account: string, narrowed?: Permissions): string =>
      issueToken(state, coverAll(state, account), narrowed).token,
    /** Something goes wrong with the next requests to a route: see `Fault`. */
    fault: (route: string, fault: Fault) => {
      const isKnown = route in routes || /^POST \/graphql( \w+)?$/.test(route)
      if (!isKnown) throw new Error(`The loopback has no route ${route}.`)
      faults.set(route, fault, state)
    },
    heal: () => faults.clear(),
    /** An installation has no more than so many requests left. */
    exhaust: (account: string, remaining: number, secondsToReset?: number, resource: 'core' | 'graphql' = 'core') => {
      meter.leave(`installation ${coverAll(state, account).id}`, resource, remaining, secondsToReset)
    },
    /** What people would see, without ids and times: to compare two histories. */
    snapshot: () => snapshot(state),
  }
}

function coverAll(state: State, name: string, granted?: Permissions): Installation {
  const account = userNamed(state, name.split('/')[0] ?? '', 'Organization')
  const known = [...state.installations.values()].find((one) => one.account.id === account.id)
  if (known) {
    known.permissions = granted ?? known.permissions
    return known
  }
  state.ids += 1
  const made: Installation = {
    ...{ id: state.ids, account, permissions: granted ?? state.app.permissions, repositories: 'all', suspended: false },
    created: '2026-01-01T00:00:00Z',
  }
  state.installations.set(made.id, made)
  return made
}
