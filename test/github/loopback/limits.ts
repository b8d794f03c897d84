import { type Refusal, refuse } from './refusal.ts'

interface Count {
  used: number
  /** Seconds since 1970. */
  reset: number
}

export interface Limits {
  /** Requests an hour of an installation or a person; GraphQL points likewise. */
  readonly hourly: number
  /** Requests a minute that make content, above which GitHub calls it abuse (docs: rate limits, secondary). */
  readonly contentPerMinute: number
}

/** Counts what callers use, as GitHub's primary limit and its limit of made content do. */
export class Meter {
  readonly #counts = new Map<string, Count>()
  readonly #made = new Map<string, number[]>()
  limits: Limits

  constructor(limits: Limits) {
    this.limits = limits
  }

  /** Counts a request of `points`: the headers that say how much is left, and whether that was too much. */
  take(who: string, resource: 'core' | 'graphql', points: number) {
    const count = this.#count(who, resource)
    const refused = count.used + points > this.limits.hourly
    count.used = refused ? this.limits.hourly : count.used + points
    return { refused, headers: this.#headers(resource, count) }
  }

  /** @throws Refusal 403 when too much was made in the last minute */
  make(who: string): void {
    const since = Date.now() - 60_000
    const recent = (this.#made.get(who) ?? []).filter((at) => at > since)
    if (recent.length >= this.limits.contentPerMinute) throw abuse()
    this.#made.set(who, [...recent, Date.now()])
  }

  /** Lets a caller have no more than so many requests until the reset. */
  leave(who: string, resource: 'core' | 'graphql', remaining: number, secondsToReset = 3600): void {
    const count = this.#count(who, resource)
    count.used = this.limits.hourly - remaining
    count.reset = Math.ceil(Date.now() / 1000) + secondsToReset
  }

  left(who: string, resource: 'core' | 'graphql') {
    const { used, reset } = this.#count(who, resource)
    return { limit: this.limits.hourly, remaining: Math.max(0, this.limits.hourly - used), used, reset }
  }

  #count(who: string, resource: string): Count {
    const key = `${who} ${resource}`
    const seconds = Math.floor(Date.now() / 1000)
    const known = this.#counts.get(key)
    if (known && known.reset > seconds) return known
    const fresh = { used: 0, reset: seconds + 3600 }
    this.#counts.set(key, fresh)
    return fresh
  }

  #headers(resource: string, { used, reset }: Count): Readonly<Record<string, string>> {
    return {
      'x-ratelimit-limit': String(this.limits.hourly),
      'x-ratelimit-remaining': String(this.limits.hourly - used),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': resource,
    }
  }
}

/** GitHub's words for a secondary limit. */
export const abuseMessage =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.'

function abuse(): Refusal {
  return refuse(403, abuseMessage)
}
