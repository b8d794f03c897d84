import type { IncomingMessage, ServerResponse } from 'node:http'
import { verifyWithFallback } from '@octokit/webhooks-methods'
import type { Logger } from 'pino'
import { NoBody, readBody } from './body.ts'
import { changedBy, worksOf } from './events.ts'
import type { Metrics, Reason } from './metrics.ts'
import { type Queue, Unavailable } from './queue/queue.ts'

/** Where GitHub sends events: Probot's path, which people have in their registrations. */
export const webhookPath = '/api/github/webhooks'

export interface Ingress {
  readonly secret: string
  /** Secrets that hold as well while the secret is being changed. */
  readonly previousSecrets: readonly string[]
  readonly queue: Pick<Queue, 'accept'>
  readonly metrics: Metrics
  readonly log: Logger
  /** Told of an installation whose owners changed something about it; `isBack` when it may do more than before. */
  readonly changed?: (installation: number, isBack: boolean) => void
}

/** Why a webhook is not taken: what the sender is told, in words that tell a stranger nothing new. */
const refusals: Readonly<Record<Reason, readonly [status: number, message: string]>> = {
  address: [404, 'Not found'],
  method: [405, 'Webhooks come by POST'],
  headers: [400, 'A header of GitHub’s webhooks is missing or malformed'],
  'too-large': [413, 'Larger than any webhook of GitHub’s'],
  busy: [503, 'Too much is being read already; send it again later'],
  'cut-off': [400, 'The body ended too early'],
  signature: [401, 'The signature does not match'],
  'not-json': [400, 'The body is no JSON object'],
  queue: [503, 'The event cannot be stored now; send it again later'],
}

/**
 * Takes webhooks: what is not of GitHub's shape is refused before its body is read, what is not signed by GitHub before
 * it is parsed. What is signed is stored for good before it is answered, and done after.
 */
export function ingress(parts: Ingress): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const complain = complaints(parts.log)
  return async (request, response) => {
    const start = performance.now()
    try {
      const isFresh = await take(parts, request)
      if (!isFresh) parts.metrics.duplicate()
      response.writeHead(202, { 'content-type': 'text/plain' }).end(isFresh ? 'Accepted' : 'Known already')
    } catch (error) {
      const reason = reasonOf(error)
      parts.metrics.refused(reason)
      complain(reason, error)
      refuse(request, response, reason)
    } finally {
      parts.metrics.answered((performance.now() - start) / 1000)
    }
  }
}

/** Whether the webhook was not known before. */
async function take(parts: Ingress, request: IncomingMessage): Promise<boolean> {
  const { secret, previousSecrets, queue, metrics } = parts
  const { delivery, event, signature } = headersOf(request)
  const body = await readBody(request)
  if (!body || !(await verifyWithFallback(secret, body, signature, [...previousSecrets]))) throw new NoBody('signature')
  metrics.received(event)
  const payload = parse(body)
  const changed = changedBy(event, payload)
  if (changed !== undefined) parts.changed?.(changed, isBack(payload))
  const works = worksOf(event, payload, delivery)
  if (works.length === 0) return true
  const isFresh = await queue.accept(delivery, works)
  metrics.accepted()
  return isFresh
}

/** Whether an event of an installation says that what was kept from it, or never sent, is to be made good. */
function isBack(payload: object): boolean {
  return 'action' in payload && (payload.action === 'unsuspend' || payload.action === 'new_permissions_accepted')
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @throws NoBody when GitHub cannot have sent this */
function headersOf({ method, headers }: IncomingMessage) {
  if (method !== 'POST') throw new NoBody('method')
  const { 'x-github-delivery': delivery, 'x-github-event': event, 'x-hub-signature-256': signature } = headers
  if (typeof delivery !== 'string' || typeof event !== 'string' || typeof signature !== 'string')
    throw new NoBody('headers')
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '')
  const isWhole = uuid.test(delivery) && /^[a-z_]{1,64}$/.test(event) && /^sha256=[0-9a-f]{64}$/.test(signature)
  if (!isJson || !isWhole || (headers['content-encoding'] ?? 'identity') !== 'identity') throw new NoBody('headers')
  return { delivery: delivery.toLowerCase(), event, signature }
}

/** @throws NoBody */
function parse(body: string): object {
  try {
    const payload: unknown = JSON.parse(body)
    if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) return payload
  } catch {
    // The error quotes the body.
  }
  throw new NoBody('not-json')
}

function reasonOf(error: unknown): Reason {
  if (error instanceof NoBody) return error.reason
  if (error instanceof Unavailable) return 'queue'
  throw error
}

/** What was not read yet is not going to be: the connection ends with the answer. */
function refuse(request: IncomingMessage, response: ServerResponse, reason: Reason): void {
  const [status, message] = refusals[reason]
  if (response.destroyed) return
  const headers = { 'content-type': 'text/plain; charset=utf-8', ...(status === 405 && { allow: 'POST' }) }
  if (request.complete) return void response.writeHead(status, headers).end(`${message}\n`)
  response.writeHead(status, { ...headers, connection: 'close' }).end(`${message}\n`, () => request.destroy())
}

const minute = 60_000

/** One line a minute for each reason: whoever sends rubbish is not to fill the disk. Never with what was sent. */
function complaints(log: Logger): (reason: Reason, error: unknown) => void {
  const last = new Map<Reason, number>()
  return (reason, error) => {
    if (Date.now() - (last.get(reason) ?? 0) < minute) return
    last.set(reason, Date.now())
    const details = error instanceof Unavailable ? { reason, err: error } : { reason }
    log.warn(details, `A webhook was refused: ${refusals[reason][1]}`)
  }
}
