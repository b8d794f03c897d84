import type { Octokit } from '@octokit/core'
import { statusOf, typesOf } from './refusal.ts'

/** A repository on GitHub, and an Octokit that may read it. */
export interface Repository {
  readonly client: Pick<Octokit, 'request' | 'graphql'>
  readonly owner: string
  readonly repo: string
}

/** GitHub would not, or could not, say. The message is a sentence that may quote GitHub's answer. */
export class Refused extends Error {
  /** The status of the answer, when there was one; of what GitHub refused in a document that which REST would give it. */
  readonly status: number | undefined

  constructor(message: string, status?: number) {
    super(message)
    this.name = 'Refused'
    this.status = status
  }
}

/** Whether GitHub may have given up because too much was asked for at once: less may do. */
export function isTooMuch(error: unknown): boolean {
  // Octokit says 500 where there was no answer at all.
  return error instanceof Refused && (error.status ?? 0) > 500
}

/** Parameters for Octokit under which a request that hangs ends after 30 seconds. */
export function withTimeout<T extends object>(parameters: T) {
  return { ...parameters, request: { signal: AbortSignal.timeout(30_000) } }
}

/**
 * Waits for an answer.
 *
 * @param what is asked for, to end the words "GitHub did not give …"
 * @throws Refused when GitHub answers with an error, or not at all
 */
export async function answer<T>(what: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    throw new Refused(`GitHub did not give ${what}: ${reason(error)}.`, statusOf(error) ?? statusIn(error))
  }
}

/** A document is answered with status 200 whatever is refused in it. */
const statuses = new Map([
  ['FORBIDDEN', 403],
  ['NOT_FOUND', 404],
  ['UNPROCESSABLE', 422],
  ['RESOURCE_LIMITS_EXCEEDED', 503],
])

/** Nothing where some of it was refused for another reason, which may pass. */
function statusIn(error: unknown): number | undefined {
  const told = typesOf(error).map((type) => statuses.get(type))
  return told.includes(undefined) ? undefined : told[0]
}

/** The status and the first line of an error of Octokit's; what GitHub said of a GraphQL document. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const status = 'status' in error ? `${String(error.status)} ` : ''
  return status + (messagesOf(error) || firstLine(error.message)).slice(0, 200)
}

/** The message of a `GraphqlResponseError` begins with a line that is the same for all of them. */
function messagesOf(error: Error): string {
  if (!('errors' in error) || !Array.isArray(error.errors)) return ''
  const messages = error.errors.map((one: unknown) => {
    const isTold = typeof one === 'object' && one !== null && 'message' in one
    return isTold ? firstLine(String(one.message)).replace(/\.$/, '') : ''
  })
  return [...new Set(messages)].filter(Boolean).join('; ')
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
