import type { Finding, Location, Way } from '../finding.ts'
import { lineText, position } from '../yaml/file.ts'

/** A stretch of one line, from 1, in UTF-16 units; `endColumn` is the column behind the last character. */
export interface Region {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

/**
 * The part of a location that lies on its first line. GitHub shows an alert on a pull request only if all its
 * lines are in the diff (zizmor-action #43), so a report points at one line.
 */
export function region({ file, span }: Location): Region {
  const start = position(file, span.start)
  const end = position(file, span.end)
  const last = end.line === start.line ? end.column : lineText(file, start.line).length + 1
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: start.line,
    endColumn: Math.max(start.column, last),
  }
}

/** The line on which a location starts, from 1. */
export function lineOf({ file, span }: Pick<Location, 'file' | 'span'>): number {
  return position(file, span.start).line
}

/**
 * The way that a finding lies on, when it lies on one: as a value goes from its source to the finding, or as rights come
 * to the account that the finding names. The finding's own place is a step of it.
 */
export function flow({ related, at }: Finding): readonly Location[] | undefined {
  const whole = [...steps(related, 'to'), at, ...steps(related, 'from')]
  return whole.length > 1 ? whole : undefined
}

function steps(related: readonly Location[], way: Way): readonly Location[] {
  return related.filter((place) => place.way === way)
}

/** How a related place stands to its finding, as the beginning of a sentence that names the place. */
export function relation({ way }: Location): string {
  if (way === undefined) return 'see'
  return way === 'to' ? 'comes from' : 'leads to'
}
