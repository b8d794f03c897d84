import { abuseMessage } from './limits.ts'
import type { State } from './state.ts'

/** Something that goes wrong with requests to a route. */
export interface Fault {
  /** Only so many requests; 1 unless told otherwise. */
  readonly times?: number
  /** So many matching requests go well first. */
  readonly after?: number
  /** Milliseconds before anything happens. */
  readonly delay?: number
  /** This answer, and nothing is done. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** The connection is cut: before GitHub does anything, or after it did and before it answers. */
  readonly reset?: 'before' | 'after'
  /** The answer ends after so many bytes, though it promised more. */
  readonly truncate?: number
  /** The answer is of the time when the fault was set: a replica that lags. Only reads lag. */
  readonly stale?: true
}

interface Waiting extends Fault {
  readonly route: string
  readonly past?: State
  left: number
  skip: number
}

/** The faults that wait for their requests. */
export class Faults {
  readonly #waiting: Waiting[] = []

  /** @param route `POST /repos/{owner}/{repo}/pulls`, `POST /graphql`, or `POST /graphql resolveReviewThread` for one field */
  set(route: string, fault: Fault, state: State): void {
    const past = fault.stale ? { past: structuredClone(state) } : {}
    this.#waiting.push({ ...fault, ...past, route, left: fault.times ?? 1, skip: fault.after ?? 0 })
  }

  clear(): void {
    this.#waiting.length = 0
  }

  /** The fault that a request of these names meets. */
  take(names: readonly string[]): (Fault & { readonly past?: State }) | undefined {
    for (const fault of this.#waiting) {
      if (fault.left === 0 || !names.includes(fault.route)) continue
      if (fault.skip === 0) {
        fault.left -= 1
        return fault
      }
      fault.skip -= 1
    }
    return undefined
  }
}

/** A secondary limit, as GitHub answers it. */
export function secondaryLimit(retryAfterSeconds: number): Fault {
  return {
    status: 403,
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: {
      message: abuseMessage,
      documentation_url:
        'https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
    },
  }
}
