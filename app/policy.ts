import type { Octokit } from '@octokit/core'
import { Later } from './later.ts'
import type { Metrics } from './metrics.ts'
import type { Queue } from './queue/queue.ts'

/**
 * How we keep to GitHub's limits (docs: rate limits, best practices): what would be too much is not sent, and when
 * GitHub asks to wait, this work sends nothing more and runs again after that.
 */
export interface Policy {
  readonly metrics: Metrics
  /** For clients of an installation: its budget, its number, and the end of the work. */
  readonly queue?: Pick<Queue, 'spend'>
  readonly installation?: number
  readonly signal?: AbortSignal
  /** Told when GitHub does not know the credentials any more. */
  readonly unknown?: () => void
}

/** Milliseconds that GitHub gets for an answer, unless a request says otherwise. */
const patience = 30_000

type Client = Pick<Octokit, 'hook'>

/** What Octokit's hooks give of a request. */
interface Sent {
  readonly method: string
  readonly url: string
  readonly query?: unknown
  request: { readonly signal?: AbortSignal }
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number | undefined>>
  readonly data?: unknown
}

/** @returns how long GitHub asked the client to wait since it was made; after that it sends nothing any more. */
export function policy(
  client: Client,
  { metrics, queue, installation, signal, unknown }: Policy,
): () => Later | undefined {
  let asked: Later | undefined
  client.hook.wrap('request', async (request, options) => {
    const sent: Sent = options
    if (asked && installation !== undefined) throw asked
    signal?.throwIfAborted()
    if (queue && installation !== undefined && isContent(sent)) await spend(queue, installation)
    const own = sent.request.signal ?? AbortSignal.timeout(patience)
    // What a client has for all its requests is one object.
    sent.request = { ...sent.request, signal: signal ? AbortSignal.any([signal, own]) : own }
    try {
      const answer = await patiently(async () => whole(await request(options)), sent)
      note(sent, answer)
      return answer
    } catch (error) {
      if (!(error instanceof Later)) note(sent, answerOf(error))
      throw error
    }
  })
  return () => asked

  async function spend(budget: Pick<Queue, 'spend'>, of: number): Promise<void> {
    const wait = await budget.spend(of)
    if (wait > 0) throw (asked = new Later(wait, 'The installation has made as much as GitHub allows for now'))
  }

  /** @throws Later */
  function note(sent: Sent, answer: Answer): void {
    const { status, headers } = answer
    metrics.request(routeOf(sent), status)
    if (status === 401) unknown?.()
    const left = Number(headers['x-ratelimit-remaining'] ?? Number.NaN)
    const resource = `${headers['x-ratelimit-resource'] ?? ''}`
    if (installation !== undefined && left >= 0 && /^[a-z_]{1,32}$/.test(resource))
      metrics.remaining(installation, resource, left)
    const wait = limited(answer)
    if (wait) throw (asked = wait)
  }
}

/** Octokit gives what it got of a body that is cut off. @throws when the answer is not whole */
function whole<T extends Answer>(answer: T): T {
  const { status, headers, data } = answer
  const isJson = `${headers['content-type'] ?? ''}`.startsWith('application/json')
  if ((status === 200 || status === 201) && isJson && typeof data === 'string')
    throw new Error('The connection ended in the middle of an answer')
  return answer
}

/** A read that met a hiccup is sent once more; a write never is, for it may have been done. */
async function patiently<T>(request: () => Promise<T>, sent: Sent): Promise<T> {
  try {
    return await request()
  } catch (error) {
    const status = answerOf(error).status
    const isHiccup = [0, 500, 502, 503, 504].includes(status)
    if (!isHiccup || isWrite(sent) || sent.request.signal?.aborted) throw error
    return request()
  }
}

function isMutation({ url, query }: Sent): boolean {
  return url.endsWith('/graphql') && /^\s*mutation\b/.test(String(query))
}

function isWrite(sent: Sent): boolean {
  return sent.url.endsWith('/graphql') ? isMutation(sent) : sent.method !== 'GET'
}

/** Requests that people see the result of: those GitHub counts, 80 a minute. Check runs and tokens are not among them. */
const content = /\/(pulls|reviews|comments|issues|replies)$/

function isContent(sent: Sent): boolean {
  return isMutation(sent) || (sent.method === 'POST' && content.test(sent.url))
}

/** The route as documented, with its placeholders: nothing of a repository may become a label. */
function routeOf(sent: Sent): string {
  if (sent.url.endsWith('/graphql')) return isMutation(sent) ? 'graphql mutation' : 'graphql query'
  const path = sent.url.replace(/^https?:\/\/[^/]+/, '')
  return /^\/[a-z_/{}-]+$/.test(path) ? `${sent.method} ${path}` : `${sent.method} other`
}

function answerOf(error: unknown): Answer {
  const none = { status: 0, headers: {} }
  if (!(error instanceof Error) || !('status' in error)) return none
  const response = 'response' in error ? error.response : undefined
  return isAnswer(response) ? response : none
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'status' in value && 'headers' in value
}

/** GitHub gives no time with some of its secondary limits, and then wants at least a minute (docs: rate limits). */
const unsaid = 60

/** GitHub counts by the hour: whoever says more is wrong, and is asked again. Seconds. */
const longest = 70 * 60

/** What an answer asks us to wait. */
function limited({ status, headers, data }: Answer): Later | undefined {
  const isRefusal = status === 403 || status === 429
  const after = Number(headers['retry-after'] ?? Number.NaN)
  if (isRefusal && after >= 0) return later(after, `GitHub asked to wait ${after} s`)
  const spent = Number(headers['x-ratelimit-remaining'] ?? 1) === 0
  if ((isRefusal && spent) || isGraphqlLimit(data)) {
    const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000 - timeOf(headers)
    const wait = Number.isFinite(reset) ? Math.ceil(reset / 1000) + 1 : unsaid
    return later(wait, 'GitHub’s hourly limit of the installation is used up')
  }
  const isSecondary = isRefusal && (status === 429 || /secondary rate limit|abuse/i.test(JSON.stringify(data) ?? ''))
  return isSecondary ? later(unsaid, 'GitHub’s secondary limit was reached') : undefined
}

function later(seconds: number, why: string): Later {
  return new Later(Math.min(Math.max(1, seconds), longest), why)
}

/** The time where the answer was made, in milliseconds of the Unix epoch: our own clock may be wrong. */
function timeOf(headers: Answer['headers']): number {
  return Date.parse(`${headers['date'] ?? ''}`) || Date.now()
}

/** GraphQL answers 200 and says so inside. */
function isGraphqlLimit(data: unknown): boolean {
  const { errors } = (data ?? {}) as { errors?: readonly { readonly type?: string }[] }
  return Array.isArray(errors) && errors.some((error: { type?: string }) => error?.type === 'RATE_LIMITED')
}
