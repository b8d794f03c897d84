import type { Edit } from './edit.ts'
import { contentStart, firstBehind, tokens } from './entry.ts'
import type { Span } from './file.ts'
import { breakAt, indentAt, lineEnd, lineStart } from './line.ts'
import type { Node, Scalar } from './node.ts'

/** The comments of a tree between two offsets, in their order. */
export function comments(text: string, root: Node, { start, end }: Span): readonly Span[] {
  const found: Span[] = []
  let from = start
  const all = tokens(root)
  for (let index = firstBehind(all, start); index < all.length; index++) {
    const token = all[index]
    if (!token || token.start >= end) break
    if (token.start > from) found.push(...between(text, from, token.start))
    if (token.kind === 'scalar' && token.block) found.push(...inHeader(text, token))
    from = Math.max(from, token.end)
  }
  return end > from ? [...found, ...between(text, from, end)] : found
}

/** In what lies between tokens. A comment may follow a bracket at once: the cluster's reader takes that. */
function between(text: string, from: number, to: number): Span[] {
  return [...text.slice(from, to).matchAll(/(?<![^\s,[\]{}])#[^\r\n]*/g)].map(({ 0: comment, index }) =>
    trimmed(from + index, comment),
  )
}

/** Behind the `|` or `>` of a block scalar. */
function inHeader(text: string, scalar: Scalar): Span[] {
  const start = contentStart(text, scalar)
  const [, before = '', comment] = /^([|>]\S*[ \t]+)(#.*)/.exec(text.slice(start, lineEnd(text, start))) ?? []
  return comment === undefined ? [] : [trimmed(start + before.length, comment)]
}

function trimmed(start: number, comment: string): Span {
  return { start, end: start + comment.trimEnd().length }
}

/**
 * Puts a text in the place of a stretch of tokens. The comments of the stretch stay behind it, the first on its last
 * line, each of the others on a line of its own, and so does what follows on the line of the last token.
 *
 * @param kept the comments of the stretch
 */
export function swap(text: string, span: Span, by: string, kept: readonly Span[]): readonly Edit[] {
  const [first, ...more] = kept
  if (!first) return edited(text, span.start, span.end, by)
  const isApart = by === '' ? /^\s?$/.test(text.charAt(span.start - 1)) : /\s$/.test(by)
  const edits = [...edited(text, span.start, first.start, isApart ? by : `${by} `)]
  let from = first.end
  for (const comment of more) {
    edits.push(...edited(text, from, comment.start, breakAt(text, from) + indentAt(text, comment.start)))
    from = comment.end
  }
  return from < span.end ? [...edits, ...rest(text, from, span)] : edits
}

/** Tokens behind the last comment go; what follows them on their line cannot stand behind a comment. */
function rest(text: string, from: number, { start, end }: Span): readonly Edit[] {
  const last = lineEnd(text, end)
  const goesOn = /^[ \t]*/.exec(text.slice(end, last))?.[0].length ?? 0
  if (end + goesOn === last) return edited(text, from, end, '')
  const indent = ' '.repeat(start - lineStart(text, start))
  return edited(text, from, end + goesOn, breakAt(text, from) + indent)
}

function edited(text: string, start: number, end: number, by: string): readonly Edit[] {
  return text.slice(start, end) === by ? [] : [{ span: { start, end }, text: by }]
}
