import { comments, swap } from './comment.ts'
import type { Edit, Refusal } from './edit.ts'
import { colon, contentStart, endOf, entries, hasMark, isBare, isFlow } from './entry.ts'
import type { Span } from './file.ts'
import { breakAt, broken, columnOf, indentAt, lineEnd, lineStart, literalFits, startsLine } from './line.ts'
import type { Node } from './node.ts'
import { quoteOf, type Site, type Style, styleAt } from './style.ts'
import type { Value } from './value.ts'
import { collectionLines, indented, inline, isTall, itemLines, valueLines } from './write.ts'

/** Where a node stands within its parent. */
interface Seat {
  readonly parent: 'pair' | 'item' | 'flow' | 'none'
  /** Behind the colon or dash that leads to it; the node's own start where there is none, or it need not be known. */
  readonly lead: number
  /** The column of the pair's key or of the item's dash, or a root's own. */
  readonly column: number
}

/** The edits that write another value in the place of a node. All comments stay. */
export function replaced(site: Site, node: Node, value: Value): readonly Edit[] | Refusal {
  const seat = seatOf(site, node)
  if (seat?.parent === 'none' && node.start === node.end) return { refused: 'the document is empty' }
  if (!seat) return { refused: 'its key is written with `?`, or there is no colon for it' }
  return tall(site, node, value, seat) ?? low(site, node, value, seat)
}

function seatOf({ text, chain }: Site, node: Node): Seat | undefined {
  const parent = chain[chain.indexOf(node) - 1]
  const loose = { parent: 'flow', lead: node.start, column: 0 } as const
  if (parent?.kind === 'mapping') {
    const pair = parent.pairs.find(({ value }) => value === node)
    const lead = pair && colon(text, pair)
    if (!pair || lead === undefined) return node.start < node.end ? loose : undefined
    const column = parent.flow || hasMark(text, pair) ? undefined : columnOf(text, pair.key.start)
    return column === undefined ? { ...loose, lead } : { parent: 'pair', lead, column }
  }
  if (parent?.kind !== 'sequence') return { parent: 'none', lead: node.start, column: columnOf(text, node.start) ?? 0 }
  const dash = parent.flow ? undefined : entries(text, parent)?.[parent.items.indexOf(node)]?.start
  const column = dash === undefined ? undefined : columnOf(text, dash)
  if (dash === undefined) return loose
  return column === undefined ? { ...loose, lead: dash + 1 } : { parent: 'item', lead: dash + 1, column }
}

/** Comments of a stretch that is to be written anew: those that stand above the new value, and those below. */
interface Kept {
  readonly above: readonly Span[]
  readonly below: readonly Span[]
}

/** On lines of its own, where there is room and the value wants them. */
function tall(site: Site, node: Node, value: Value, seat: Seat): readonly Edit[] | undefined {
  const { text } = site
  if (seat.parent === 'flow' || (isFlow(node) && !isBare(text, node))) return undefined
  if (seat.parent === 'none' && !startsLine(text, node.start)) return undefined
  const end = lineEnd(text, endOf(text, node))
  const span = { start: seat.lead, end }
  const kept = keptIn(site, node, span)
  const style = styleAt(site, fitsLiteral(text, kept, span, seat))
  if (!isTall(value, style)) return undefined
  const [head = '', ...body] = linesFor(value, style, seat, kept)
  const lines = broken(text, end, indented(body, seat.column))
  const [first] = kept.below
  const next = first ? breakAt(text, end) + indentAt(text, first.start) : ''
  const [top] = kept.above
  if (!top) return swap(text, span, head + lines + next, kept.below)
  const edits = swap(text, { start: kept.above.at(-1)?.end ?? top.end, end }, lines + next, kept.below)
  return [...opened(text, seat, top, head), ...edits]
}

/** Makes the line of the lead end in its comment, or in nothing, but for the head of a new value. */
function opened(text: string, seat: Seat, top: Span, head: string): readonly Edit[] {
  const [end, gap] = isOnLine(text, top, seat) ? [top.start, ' '] : [lineEnd(text, seat.lead), '']
  return swap(text, { start: seat.lead, end }, head + gap, [])
}

function keptIn(site: Site, node: Node, span: Span): Kept {
  const all = comments(site.text, site.chain[0], span)
  const line = lineEnd(site.text, span.start)
  const start = contentStart(site.text, node)
  const count = all.filter((comment) => comment.start < Math.max(start, line)).length
  return { above: all.slice(0, count), below: all.slice(count) }
}

function isOnLine(text: string, comment: Span, { lead }: Seat): boolean {
  return comment.start < lineEnd(text, lead)
}

/** Lines below a literal block, and above its text, must not be comments. */
function fitsLiteral(text: string, { above, below }: Kept, { end }: Span, seat: Seat): boolean {
  if (below.length > 0 || seat.parent === 'none') return false
  return above.every((comment) => isOnLine(text, comment, seat)) && literalFits(text, end, seat.column)
}

/** What follows the lead on its line, and lines below it; a comment there leaves no room for more. */
function linesFor(value: Value, style: Style, { parent }: Seat, { above }: Kept): string[] {
  if (parent === 'none') return collectionLines(value, style)
  if (parent === 'pair') return valueLines(value, style)
  if (above.length === 0 || typeof value === 'string') return itemLines(value, style)
  return ['', ...indented(collectionLines(value, style), style.itemStep)]
}

/** On one line. */
function low(site: Site, node: Node, value: Value, seat: Seat): readonly Edit[] {
  const { text, chain } = site
  const style = styleAt(site, false)
  const quote = style.quoting === 'needed' ? quoteOf(text, node) : undefined
  const words = inline(value, quote ? { ...style, quote, quoting: 'text' } : style, seat.parent === 'flow')
  const end = endOf(text, node)
  const kept = comments(text, chain[0], { start: node.start, end })
  const behind = text[end] === '#' ? ' ' : ''
  const above = text.slice(seat.lead, node.start)
  if (seat.parent !== 'flow' && above.trim() === '' && above.includes('\n'))
    return swap(text, { start: seat.lead, end }, ` ${words}${behind}`, kept)
  return swap(text, { start: node.start, end }, before(text, node, seat) + words + behind, kept)
}

/** A colon and a dash need a blank behind them; and a sequence may stand at the column of its key, but nothing else. */
function before(text: string, node: Node, { parent, lead, column }: Seat): string {
  if (parent !== 'none' && lead === node.start && /[:-]/.test(text.charAt(lead - 1))) return ' '
  if (parent !== 'pair' || !startsLine(text, node.start)) return ''
  return ' '.repeat(Math.max(0, column + 2 - (node.start - lineStart(text, node.start))))
}
