import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that has come to the wire, or whose answer has. */
export interface Passing {
  readonly when: 'before' | 'after'
  readonly method: string
  readonly path: string
  readonly body: string
  /** The credentials that it came with. */
  readonly token: string
  /** Nothing before. */
  readonly answer: string
}

export interface Wire {
  readonly url: string
  close(): Promise<void>
}

/**
 * A proxy: sees what passes, and cuts the connection when it is told so.
 *
 * @param to where each request goes
 * @param isCut told of each request before it goes on, and after it was answered
 */
export async function openWire(to: () => string, isCut: (passing: Passing) => boolean = () => false): Promise<Wire> {
  const server = createServer(
    (request, response) => void pass(to(), isCut, request, response).catch(() => response.destroy()),
  )
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function pass(
  to: string,
  isCut: (passing: Passing) => boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const sent = await bytes(request)
  const { method = 'GET', url: path = '/', headers } = request
  const token = headers.authorization?.split(' ')[1] ?? ''
  const passing = { method, path, token, body: sent.toString() }
  if (isCut({ ...passing, when: 'before', answer: '' })) return void response.destroy()
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    // With the host that was asked for, so that links lead back over the wire.
    ask(new URL(path, to), { method, headers }, resolve).on('error', reject).end(sent)
  })
  const got = await bytes(answer)
  if (isCut({ ...passing, when: 'after', answer: got.toString() })) return void response.destroy()
  response.writeHead(answer.statusCode ?? 500, answer.headers).end(got)
}

async function bytes(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
