import { pino } from 'pino'
import type { Context } from '../../app/context.ts'
import type { Loopback } from '../github/loopback/index.ts'
import { appClient } from '../github/loopback/open.ts'
import type { Permissions } from '../github/loopback/state.ts'

let installations = 0

/** The App at work in `acme/flows`, as an installation that nothing is remembered of. */
export function acting(github: Loopback, permissions: Permissions = everything): Context {
  installations += 1
  return {
    repository: { client: appClient(github, permissions), owner: 'acme', repo: 'flows' },
    enqueue: async () => undefined,
    installation: installations,
    permissions,
    app: { id: github.app.id, slug: github.app.slug },
    site: 'https://github.com',
    log: pino({ enabled: false }),
    signal: new AbortController().signal,
  }
}

/** The same, but the process ends with the request of this number: before it is sent, or before its answer comes. */
export function interrupted(context: Context, number: number, isSent: boolean): Context {
  let count = 0
  async function counted<T>(send: () => Promise<T>): Promise<T> {
    count += 1
    if (count === number && isSent) await send()
    if (count >= number) throw new Error('The process ended.')
    return send()
  }
  const { request, graphql } = context.repository.client
  const client = {
    request: async (...given: Parameters<typeof request>) => counted(async () => request(...given)),
    graphql: async (...given: Parameters<typeof graphql>) => counted(async () => graphql(...given)),
  } as typeof context.repository.client
  return { ...context, repository: { ...context.repository, client } }
}

/** What `app.yml` asks for. */
export const everything = {
  checks: 'write',
  contents: 'write',
  issues: 'write',
  merge_queues: 'read',
  pull_requests: 'write',
} as const
