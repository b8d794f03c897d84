import type { Finding, Location } from '../finding.ts'
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

/** The way of a value from its source to the place of the finding, when that is what `related` tells. */
export function flow(finding: Finding): readonly Location[] | undefined {
  return finding.rule.category === 'injection' && finding.related.length ? [...finding.related, finding.at] : undefined
}
