import { pageHeaders } from './html.ts'
import type { Metrics } from './metrics.ts'
import type { Queue, State as Depth } from './queue/queue.ts'
import { get, type Routes, send } from './server.ts'
import type { State } from './state.ts'
import { statusPage } from './status.ts'

/** Whether the process lives, and whether it can take webhooks. */
export function health(state: State, queue: Queue): Routes {
  return {
    '/healthz': get((_, response) => send(response, 200, 'ok')),
    '/readyz': get(async (_, response) => {
      const why = state.isEnding ? 'ending' : (await depthOf(queue)) ? undefined : 'the queue is unavailable'
      send(response, why ? 503 : 200, why ?? 'ok')
    }),
  }
}

/** What operators look at. */
export function pages(state: State, queue: Queue, { registry }: Metrics, showNames: boolean): Routes {
  return {
    '/metrics': get(async (_, response) => {
      response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics())
    }),
    '/': get(async (_, response) => {
      response.writeHead(200, pageHeaders()).end(statusPage(state, await depthOf(queue), showNames))
    }),
  }
}

function depthOf(queue: Queue): Promise<Depth | undefined> {
  return queue.state().catch(() => undefined)
}
