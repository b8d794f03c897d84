import { comments, swap } from './comment.ts'
import type { Edit, Refusal } from './edit.ts'
import { endOf, entries, firstBehind, tokens } from './entry.ts'
import type { Span } from './file.ts'
import { removedFromFlow } from './flow.ts'
import { behindComments, breakAt, columnOf, lineEnd, lineStart, startsLine } from './line.ts'
import type { Mapping, Node, Sequence } from './node.ts'
import { replaced } from './replace.ts'
import type { Site } from './style.ts'

/**
 * The edits that take a pair or an item away. All comments stay, those of its lines too.
 *
 * @param gone the indices of all that is taken away, this one among them
 */
export function removed(
  site: Site,
  from: Mapping | Sequence,
  index: number,
  gone: ReadonlySet<number>,
): readonly Edit[] | Refusal {
  const { text, chain } = site
  const all = entries(text, from)
  const entry = all?.[index]
  if (!entry) return { refused: 'the mapping has a key that is written with `?` or not at all' }
  if (all.length === 1) return replaced(site, from, from.kind === 'mapping' ? {} : [])
  if (from.flow) return removedFromFlow(site, all, index, gone)
  if (startsLine(text, entry.start)) return removedLines(site, entry, index === 0)
  const next = all[index + 1]
  if (index > 0 || !next) return { refused: 'it starts on a line with other things before it' }
  const span = { start: entry.start, end: next.start }
  return swap(text, span, '', comments(text, chain[0], span))
}

/** An entry that has its lines to itself, but for comments. */
function removedLines({ text, chain }: Site, { start, end }: Span, isFirst: boolean): readonly Edit[] {
  const last = behindComments(text, end, columnOf(text, start) ?? 0)
  const kept = comments(text, chain[0], { start, end: last })
  if (kept.length > 0) return swap(text, { start, end: last }, '', kept)
  const from = lineStart(text, start)
  const to = Math.min(lineEnd(text, last) + breakAt(text, last).length, text.length)
  const isApart = isFirst || /(?:^|\n)[ \t]*\r?\n$/.test(text.slice(Math.max(0, from - 200), from))
  const takesMore = isApart || endsInBlock(text, chain[0], from)
  return [{ span: { start: from, end: takesMore ? behindBlank(text, to) : to }, text: '' }]
}

function behindBlank(text: string, at: number): number {
  const blank = /(?:[ \t]*\r?\n)*(?:[ \t]+$)?/y
  blank.lastIndex = at
  return blank.test(text) ? blank.lastIndex : at
}

/** Whether what stands before an offset is a block scalar: it would take empty lines that come after for its own. */
function endsInBlock(text: string, root: Node, at: number): boolean {
  const all = tokens(root)
  const last = all[firstBehind(all, at) - 1]
  return last?.kind === 'scalar' && last.block && text.slice(endOf(text, last), at).trim() === ''
}
