const minute = 60_000
const perMinute = 80
const perHour = 500

/** Milliseconds after which a request no longer counts. */
export const longestSpan = 60 * minute

/**
 * Counts a request that creates content (a comment, a review, a pull request…) against what GitHub lets an installation
 * send; past that it answers with a secondary limit, and who goes on may be banned. Source: docs.github.com, "Rate
 * limits for the REST API".
 *
 * `sent` are the times of those before, oldest first, in milliseconds. Gives the times to keep, and the seconds to
 * wait; with 0 the request is counted. No span of time holds more than its limit, as it might with a token bucket that
 * is full at its start.
 */
export function admit(
  sent: readonly number[],
  now: number,
): { readonly sent: readonly number[]; readonly wait: number } {
  const free = Math.max((sent.at(-perMinute) ?? -Infinity) + minute, (sent.at(-perHour) ?? -Infinity) + longestSpan)
  if (free > now) return { sent, wait: Math.ceil((free - now) / 1000) }
  return { sent: [...sent.slice(1 - perHour), now], wait: 0 }
}
