import type { Span } from '../../yaml/file.ts'
import type { Manifest } from '../manifest.ts'

/**
 * Who controls a value, from nobody to anybody (T0 to T4 of catalogue 1.8.3). T2 is two: a `preset` is a value that
 * somebody may override, an `argument` is one that somebody has to give.
 */
export const levels = ['constant', 'output', 'preset', 'argument', 'submitter', 'event'] as const
export type Level = (typeof levels)[number]

/** A place that a value goes through. */
export interface Stop {
  readonly at: Span
  readonly manifest: Manifest
  /** A sentence without a full stop. */
  readonly note: string
}

/** Where a value comes from. */
export interface Source {
  readonly level: Level
  /** Words that end "it comes from …". */
  readonly from: string
  /** From where it enters to the last place before it is used, by the shortest way. */
  readonly way: readonly Stop[]
  /** Only some texts are offered or likely, though nothing enforces it. */
  readonly limited?: boolean
  /** The output of a step that fetches something from elsewhere. */
  readonly fetched?: boolean
}

/** How bad a source is: by its level, and of one level what is limited is better. */
export function rank({ level, limited }: Source): number {
  return levels.indexOf(level) * 2 + (limited ? 0 : 1)
}

export const ranks = levels.length * 2

/** The worse of two sources; the first of equals. */
export function worse(a: Source, b: Source): Source {
  return rank(b) > rank(a) ? b : a
}

/** Words that end "it comes …": through how many places when that is more than one, and from whom. */
export function origin({ from, way }: Source): string {
  return way.length > 1 ? `through ${way.length} places from ${from}` : `from ${from}`
}

export const constant: Source = { level: 'constant', from: 'fixed text in this file', way: [] }
