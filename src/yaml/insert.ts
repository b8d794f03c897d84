import type { Change } from './change.ts'
import type { Edit, Refusal } from './edit.ts'
import { entries, isBare } from './entry.ts'
import type { Span } from './file.ts'
import { addedInFlow } from './flow.ts'
import { behindComments, breakAt, broken, columnOf, lineStart, literalFits, startsLine } from './line.ts'
import type { Mapping, Sequence } from './node.ts'
import { keyOf } from './query.ts'
import { replaced } from './replace.ts'
import { isMerge } from './resolve.ts'
import { type Site, styleAt } from './style.ts'
import type { Value } from './value.ts'
import { collectionLines, indented } from './write.ts'

export type Addition = Extract<Change, { kind: 'insert' | 'append' }>

/**
 * The edits that write a new pair, or new items.
 *
 * @param made the changes that are made together, this one among them
 */
export function added(site: Site, change: Addition, made: readonly Change[]): readonly Edit[] | Refusal {
  const node = change.kind === 'insert' ? change.into : change.to
  const together = made.filter((other) => isAddedTo(node, other))
  if (!together.includes(change)) return []
  if (isBare(site.text, node)) return together[0] === change ? replaced(site, node, asCollection(together)) : []
  const all = entries(site.text, node)
  if (!all) return { refused: 'the mapping has a key that is written with `?` or not at all' }
  const behind = placeOf(change, all.length)
  if (!node.flow) return addedInBlock(site, change, all, behind)
  const first = together.find((other) => placeOf(other, all.length) === behind)
  return addedInFlow(site, change, all, behind, first === change)
}

/** Whether a change adds something to a collection. */
function isAddedTo(node: Mapping | Sequence, change: Change): change is Addition {
  if (change.kind === 'insert') return change.into === node
  return change.kind === 'append' && change.to === node && change.values.length > 0
}

/** What additions to one collection make of an empty one. */
function asCollection(together: readonly Addition[]): Value {
  const pairs = together.flatMap((one) => (one.kind === 'insert' ? [[one.key, one.value] as const] : []))
  if (pairs.length > 0) return Object.fromEntries(pairs)
  const items = together.flatMap((one) => (one.kind === 'append' ? [one] : [])).toSorted(comesFirst)
  return items.flatMap(({ values }) => values)
}

function comesFirst(a: { readonly first?: boolean }, b: { readonly first?: boolean }): number {
  return Number(b.first ?? false) - Number(a.first ?? false)
}

/** The index of the entry behind which something new stands; -1 for the place before all. */
function placeOf(change: Addition, size: number): number {
  if (change.kind === 'append') return change.first ? -1 : size - 1
  const { pairs } = change.into
  const after = change.after === undefined ? -1 : pairs.findIndex((pair) => keyOf(pair) === change.after)
  // What is merged lies over what comes before it.
  return after < 0 || pairs.findLastIndex(isMerge) > after ? size - 1 : after
}

function addedInBlock(site: Site, change: Addition, all: readonly Span[], behind: number): readonly Edit[] | Refusal {
  const { text } = site
  const column = all.map(({ start }) => columnOf(text, start)).find((found) => found !== undefined)
  const [first] = all
  if (!first || column === undefined) return { refused: 'it starts on a line with other things before it' }
  if (behind < 0) return prepended(site, change, all, column)
  const at = behindComments(text, all[behind]?.end ?? first.end, column)
  const lines = linesOf(site, change, column, literalFits(text, at, column))
  const isApart = /\n[ \t]*$/.test(text.slice(0, at))
  return [
    { span: { start: at, end: at }, text: broken(text, at, isSpaced(text, all) && !isApart ? ['', ...lines] : lines) },
  ]
}

function linesOf(site: Site, change: Addition, column: number, literal: boolean): string[] {
  return indented(collectionLines(asCollection([change]), styleAt(site, literal)), column)
}

/** Above the comments that stand right above the first item. */
function prepended(site: Site, change: Addition, [first, ...more]: readonly Span[], column: number): readonly Edit[] {
  const { text } = site
  if (!first) return []
  const lines = linesOf(site, change, column, true)
  const eol = breakAt(text, first.start)
  const spaced = isSpaced(text, [first, ...more]) ? eol : ''
  if (!startsLine(text, first.start)) {
    const words = [...lines, ''].join(eol).trimStart() + spaced + ' '.repeat(column)
    return [{ span: { start: first.start, end: first.start }, text: words }]
  }
  const at = aboveComments(text, lineStart(text, first.start), column)
  return [{ span: { start: at, end: at }, text: lines.map((line) => line + eol).join('') + spaced }]
}

function aboveComments(text: string, line: number, column: number): number {
  let at = line
  while (at > 0 && text.startsWith(`${' '.repeat(column)}#`, lineStart(text, at - 1))) at = lineStart(text, at - 1)
  return at
}

/** Whether each entry stands apart from the next by an empty line. */
function isSpaced(text: string, all: readonly Span[]): boolean {
  const gaps = all.slice(1).map(({ start }, index) => text.slice(all[index]?.end, start))
  return gaps.length > 0 && gaps.every((gap) => /^[^\n]*\n[ \t]*\r?\n|\n[ \t]*\r?\n[ \t]*$/.test(gap))
}
