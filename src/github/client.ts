import type { Octokit } from '@octokit/core'

/** A repository on GitHub, and an Octokit that may read it. */
export interface Repository {
  readonly client: Pick<Octokit, 'request' | 'graphql'>
  readonly owner: string
  readonly repo: string
}

/** GitHub would not, or could not, say. The message is a sentence that may quote GitHub's answer. */
export class Refused extends Error {
  /** The status of the answer, when there was one. */
  readonly status: number | undefined

  constructor(message: string, status?: number) {
    super(message)
    this.name = 'Refused'
    this.status = status
  }
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
    throw new Refused(`GitHub did not give ${what}: ${reason(error)}.`, statusOf(error))
  }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined
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
