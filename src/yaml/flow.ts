import { skip } from './blank.ts'
import { comments, swap } from './comment.ts'
import type { Edit, Refusal } from './edit.ts'
import { contentStart } from './entry.ts'
import type { Span } from './file.ts'
import type { Addition } from './insert.ts'
import { breakAt, lineEnd, lineStart } from './line.ts'
import { type Site, styleAt } from './style.ts'
import { inline, inlinePair } from './write.ts'

/**
 * The edits that write a new pair, or new items, between the brackets of a flow collection.
 *
 * @param isFirst whether nothing else that is new comes before it at the same place
 */
export function addedInFlow(
  site: Site,
  change: Addition,
  all: readonly Span[],
  behind: number,
  isFirst: boolean,
): readonly Edit[] | Refusal {
  const { text } = site
  const opening = contentStart(text, change.kind === 'insert' ? change.into : change.to)
  if (!/[[{]/.test(text.charAt(opening))) return { refused: 'the pair stands in a list without braces of its own' }
  const style = styleAt(site, false)
  const words =
    change.kind === 'insert'
      ? [inlinePair(change.key, change.value, style)]
      : change.values.map((item) => inline(item, style, true))
  const [first] = all
  if (!first)
    return [put(opening + 1, (isFirst ? '' : ', ') + words.join(', ') + (text[opening + 1] === '#' ? ' ' : ''))]
  const gap = gapBefore(text, first.start)
  if (behind < 0) return [put(first.start, words.map((word) => `${word},${gap}`).join(''))]
  return addedBehind(text, all[behind] ?? first, words, isFirst)
}

function put(at: number, text: string): Edit {
  return { span: { start: at, end: at }, text }
}

/** Where entries have lines of their own, a new one gets its own too, behind the comment of the one before it. */
function addedBehind(text: string, { start, end }: Span, words: readonly string[], isFirst: boolean): readonly Edit[] {
  const comma = skip(text, end)
  const behind = text[comma] === ',' ? comma + 1 : undefined
  const last = lineEnd(text, behind ?? end)
  const trailing = text.slice(behind ?? end, last).trim()
  const gap = gapBefore(text, start)
  if (gap === ' ' || !/^(?:#.*)?$/.test(trailing)) {
    const [before, after] = [text[end - 1] === ':' ? ' ' : '', text[end] === '#' ? ' ' : '']
    return [put(end, before + words.map((word) => `, ${word}`).join('') + after)]
  }
  if (behind !== undefined) return [put(last, words.map((word) => `${gap}${word},`).join(''))]
  if (trailing === '') return [put(end, words.map((word) => `,${gap}${word}`).join(''))]
  const lines = put(last, `${isFirst ? '' : ','}${gap}${words.join(`,${gap}`)}`)
  return isFirst ? [put(end, ','), lines] : [lines]
}

/** What parts an entry from the one before it: a line end and indentation where it starts a line. */
function gapBefore(text: string, start: number): string {
  const line = lineStart(text, start)
  const indent = text.slice(line, start)
  return line > 0 && indent.trim() === '' ? breakAt(text, line - 1) + indent : ' '
}

/**
 * The edits that take one of several entries out of a flow collection, with one comma. All comments stay.
 *
 * @param gone the indices of all that is taken out: those that stand side by side go with the first of them
 */
export function removedFromFlow(
  { text, chain }: Site,
  all: readonly Span[],
  index: number,
  gone: ReadonlySet<number>,
): readonly Edit[] {
  if (gone.has(index - 1)) return []
  const [before, entry] = [all[index - 1], all[index]]
  let end = index + 1
  while (gone.has(end)) end++
  const [last, next] = [all[end - 1], all[end]]
  if (!entry || !last) return []
  const span = next ? { start: entry.start, end: next.start } : { start: before?.end ?? entry.start, end: last.end }
  // A colon right before a bracket, and a number sign right behind a text, could be taken for a part of the text.
  const gap = !next && (text[span.start - 1] === ':' || text[span.end] === '#') ? ' ' : ''
  return swap(text, span, gap, comments(text, chain[0], span))
}
