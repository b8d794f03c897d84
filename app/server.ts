import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import type { Logger } from 'pino'
import { BadSettings } from './settings.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** Paths, each with who answers it. */
export type Routes = Readonly<Record<string, Answer>>

/** A server that listens. */
export interface Listening {
  readonly url: string
  /** Takes no connection more; those that are open may finish what they asked. */
  close(): Promise<void>
}

const second = 1000

/** Against senders that never finish: nobody sends a webhook for minutes. */
const limits = {
  headersTimeout: 10 * second,
  requestTimeout: 30 * second,
  connectionsCheckingInterval: 5 * second,
  keepAliveTimeout: 65 * second,
  maxHeaderSize: 16 * 1024,
  requireHostHeader: true,
}

const mostConnections = 1000

/** @throws BadSettings when the address cannot be listened on */
export async function listen(
  routes: Routes,
  host: string,
  port: number,
  log: Logger,
  patience: ServerOptions = {},
): Promise<Listening> {
  const server = createServer({ ...limits, ...patience }, listener(routes, log))
  server.maxConnections = mostConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(unusable(host, port, error)))
    server.listen(port, host, resolve)
  })
  server.on('error', (error) => log.error({ err: error }, 'The server failed'))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error(`${host}:${port} is not an address of a network.`)
  const shown = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address
  return { url: `http://${shown}:${bound.port}`, close: () => close(server) }
}

/** What is wrong with an address, and the cure. */
function unusable(host: string, port: number, error: Error): BadSettings {
  const isTaken = 'code' in error && error.code === 'EADDRINUSE'
  const cure = isTaken
    ? 'Something listens there already: stop it, or set PORT, or STATUS_PORT, to a port that is free'
    : 'Set HOST to an address of this machine, and PORT and STATUS_PORT to ports that the user of this process may take'
  return new BadSettings([`Cannot listen on port ${port} of ${host}: ${error.message}. ${cure}`])
}

function listener(routes: Routes, log: Logger): RequestListener {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined
    try {
      if (route) await route(request, response)
      else send(response, 404, 'Not found')
    } catch (error) {
      log.error({ err: error }, 'A request could not be answered')
      if (!response.headersSent) send(response, 500, 'Internal error')
      else response.destroy()
    }
  }
  return (request, response) => void answer(request, response)
}

export function send(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${text}\n`)
}

/** Milliseconds that requests get to end when the server does. */
const grace = 3 * second

function close(server: Server): Promise<void> {
  return new Promise((closed) => {
    const late = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearTimeout(late)
      closed()
    })
    server.closeIdleConnections()
  })
}

/** An answer to GET, and HEAD, alone. */
export function get(answer: Answer): Answer {
  return (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') return answer(request, response)
    response.setHeader('allow', 'GET, HEAD')
    send(response, 405, 'Only GET is answered here')
  }
}
