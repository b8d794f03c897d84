import type { Source, Stop } from './source.ts'

/** A way that is shared by all that lie behind it. */
export interface Trail {
  readonly source: Source
  readonly stop?: Stop
  readonly before?: Trail
  /** How many places it has. */
  readonly length: number
}

/** The trail at a source itself. */
export function trailFrom(source: Source): Trail {
  return { source, length: source.way.length }
}

/** The trail behind a place; the same where a name just stands for another one. */
export function behind(before: Trail, stop: Stop | undefined): Trail {
  return stop ? { source: before.source, stop, before, length: before.length + 1 } : before
}

/** The places of a trail, from where the value enters. */
export function wayOf(trail: Trail): readonly Stop[] {
  const stops: Stop[] = []
  for (let at: Trail | undefined = trail; at; at = at.before) if (at.stop) stops.push(at.stop)
  return [...trail.source.way, ...stops.toReversed()]
}
