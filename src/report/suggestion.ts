import type { Fix } from '../finding.ts'
import { block } from './escape.ts'
import { fixHunks, type Line } from './hunks.ts'

/** What GitHub calls a suggested change: other lines in the place of some that stand next to each other. */
export interface Suggestion {
  /** From 1. */
  readonly startLine: number
  /** The last line that is replaced; the same as the first where it is one. */
  readonly endLine: number
  /**
   * The new lines, byte for byte, each with its line end: none at all takes the old ones away. A last line that ends the
   * file without one has one here, since the block that holds it needs it.
   */
  readonly lines: string
}

/**
 * A fix as one suggestion; nothing where its lines lie apart by more than a diff shows around them, or where one holds a
 * character that has no shape or steers the text around it: such a line cannot be shown as it is, and what a reviewer
 * commits with a click must be what he sees. Which lines a pull request lets one comment on is for the caller to know.
 */
export function suggestion(fix: Fix): Suggestion | undefined {
  const [hunk, ...more] = fixHunks(fix)
  if (!hunk || more.length > 0) return undefined
  const [from, to] = replaced(hunk.lines)
  const chosen = hunk.lines.slice(from, to)
  const startLine = hunk.before + oldLines(hunk.lines.slice(0, from)) + 1
  const lines = chosen.flatMap(({ sign, text }) => (sign === '-' ? [] : [text]))
  if (oldLines(chosen) === 0 || lines.some((line) => block(line) !== line)) return undefined
  return {
    startLine,
    endLine: startLine + oldLines(chosen) - 1,
    lines: lines.map((line) => line.replace(/\n?$/, '\n')).join(''),
  }
}

/** The part of a hunk without its context. What is only added takes a line beside it along: there must be one to replace. */
function replaced(lines: readonly Line[]): [number, number] {
  const from = lines.findIndex(({ sign }) => sign !== ' ')
  const to = lines.findLastIndex(({ sign }) => sign !== ' ') + 1
  if (oldLines(lines.slice(from, to)) > 0) return [from, to]
  return from > 0 ? [from - 1, to] : [from, to + 1]
}

function oldLines(lines: readonly Line[]): number {
  return lines.filter(({ sign }) => sign !== '+').length
}
