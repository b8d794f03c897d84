import type { IncomingMessage, ServerResponse } from 'node:http'
import { pageHeaders } from './html.ts'
import type { Metrics } from './metrics.ts'
import { type Queue, type State as Depth, Unavailable } from './queue/queue.ts'
import { get, type Routes, send } from './server.ts'
import type { State } from './state.ts'
import { statusPage } from './status.ts'

/** Whether the process lives, and whether it can take webhooks. */
export function health(state: State, queue: Queue): Routes {
  const isWritable = writing(queue)
  return {
    '/healthz': get((_, response) => send(response, 200, 'ok')),
    '/readyz': get(async (_, response) => {
      const why = state.isEnding ? 'ending' : (await isWritable()) ? undefined : 'the queue is unavailable'
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
    ...(showNames && { '/parked': (request, response) => retry(queue, request, response) }),
    '/': get(async (_, response) => {
      response.writeHead(200, pageHeaders()).end(statusPage(state, await depthOf(queue), showNames))
    }),
  }
}

/**
 * Lets parked works run again: the one of the `id` in the query, or all. A page of somebody else in the browser of an
 * operator could send this as well, but not without saying where it came from.
 */
async function retry(queue: Queue, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST')
    return send(response, 405, 'Only POST is answered here')
  }
  if (request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined)
    return send(response, 403, 'This is not for browsers: use curl')
  try {
    const id = new URL(request.url ?? '', 'http://localhost').searchParams.get('id')
    const ids = id === null ? (await queue.state()).parked.map((parked) => parked.id) : [id]
    let count = 0
    for (const one of ids) if (await queue.retry(one)) count += 1
    send(response, count > 0 || id === null ? 200 : 404, `${count} parked works run again`)
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    send(response, 503, 'The queue is unavailable')
  }
}

/** Milliseconds for which one try to write is enough: anybody may ask, and each costs a wait for the disk. */
const recently = 1000

/** Asks whether the queue can be written, as it was found not long ago. */
function writing(queue: Queue): () => Promise<boolean> {
  let asked = Promise.resolve(false)
  let at = -Infinity
  return () => {
    if (performance.now() - at < recently) return asked
    at = performance.now()
    asked = queue.writable().then(
      () => true,
      () => false,
    )
    return asked
  }
}

function depthOf(queue: Queue): Promise<Depth | undefined> {
  return queue.state().catch(() => undefined)
}
