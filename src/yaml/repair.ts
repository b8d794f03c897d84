import type { Draft } from './draft.ts'

/** More blanks than any parent is indented by. */
const blanks = ' '.repeat(64)

/**
 * Does something about a refusal of js-yaml, as `parseLeniently` lists it.
 *
 * @param context js-yaml's reason to refuse the start of a text: it tells what the text stops in
 * @returns whether there was something to do
 */
export function repair(draft: Draft, at: number, reason: string, context: (start: string) => string): boolean {
  const { text } = draft
  const line = text.lastIndexOf('\n', at - 1) + 1
  const opening = text.slice(line, at)
  const first = opening.trim() === ''
  if (reason === 'unknown escape sequence') return escapeQuotes(draft, at)
  if (reason === 'deficient indentation') return first ? indent(draft, line, context) : blankTabs(draft, line, opening)
  const alias = /\*[\w-]+(?=:\s*$)/.exec(opening)
  if (alias) return put(draft, [line + alias.index + alias[0].length])
  if (first && /[|>]/.test(text.charAt(at)) && valueColumn(text, line) === opening.length) return put(draft, [line])
  if (text[at] === '#' && !first) return blank(draft, at, end(text, /.*/y, at))
  if (reason !== 'end of the stream or a document separator is expected' || !content.test(text.slice(0, at)))
    return false
  draft.cut(at)
  return true
}

/** A line with more than blanks, a comment, a directive or the start of a document. */
const content = /^[ \t\uFEFF]*(?!---(?:\s|$))[^\s#%\uFEFF]/m

/** Puts blanks in; where they stand already, or nothing follows, more of them would not help. */
function put(draft: Draft, at: readonly number[]): boolean {
  if (at[0] === undefined || at[0] >= draft.text.length || draft.holds(at[0])) return false
  draft.insert(blanks, at)
  return true
}

function blank(draft: Draft, from: number, to: number): true {
  draft.overwrite(from, ' '.repeat(to - from))
  return true
}

/** The last tabs before a token stand between tokens. */
function blankTabs(draft: Draft, line: number, opening: string): boolean {
  const last = opening.lastIndexOf('\t') + 1
  let from = last
  while (opening[from - 1] === '\t') from--
  return from < last && blank(draft, line + from, line + last)
}

/** Every `\'` from an offset to the end of a double-quoted text becomes `\x27`. */
function escapeQuotes(draft: Draft, at: number): boolean {
  const from = at - 1
  const found: number[] = []
  const rest = draft.text
    .slice(from, end(draft.text, restOfDouble, from))
    .replace(/\\[^]/g, (escape, index: number) => {
      if (escape !== "\\'") return escape
      found.push(from + index + 2)
      return '\\x'
    })
  if (found[0] !== at + 1) return false
  draft.overwrite(from, rest)
  draft.insert('27', found)
  return true
}

/** Indents a line, and those after it on which the innermost quoted text or flow collection around it goes on. */
function indent(draft: Draft, line: number, context: (start: string) => string): boolean {
  const { text } = draft
  const inside = context(text.slice(0, line) + blanks)
  const stop = inside.includes('double quoted')
    ? end(text, restOfDouble, line)
    : inside.includes('single quoted')
      ? end(text, restOfSingle, line)
      : inside.includes('flow collection')
        ? collectionEnd(text, line)
        : line
  const lines = [line]
  for (let next = text.indexOf('\n', line) + 1; next > 0 && next < stop; next = text.indexOf('\n', next) + 1)
    lines.push(next)
  return put(draft, lines)
}

const restOfDouble = /[^"\\]*(?:\\[^][^"\\]*)*"/y
const restOfSingle = /[^']*(?:''[^']*)*'/y

/** Where the match of a sticky pattern ends. */
function end(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : from
}

const flowToken =
  /\s*(?:#.*|"[^"\\]*(?:\\[^][^"\\]*)*"|'[^']*(?:''[^']*)*'|([[{])|([\]}])|[,?:]|[^\s,[\]{}"'](?:[^\n,:[\]{}#]|(?<!\s)#|:(?!\s))*)/y

/** The end of the flow collection whose inside goes on at an offset; that offset where it has none. */
export function collectionEnd(text: string, from: number): number {
  let at = from
  for (let depth = 1; depth > 0;) {
    flowToken.lastIndex = at
    const token = flowToken.exec(text)
    if (!token) return from
    at = flowToken.lastIndex
    depth += token[1] ? 1 : token[2] ? -1 : 0
  }
  return at
}

/** The column at which the block starts whose last value is awaited on a line; -1 when none is. */
function valueColumn(text: string, line: number): number {
  const before = text.slice(0, line).trimEnd()
  const last = before.slice(before.lastIndexOf('\n') + 1)
  if (last.length > 1000) return -1
  return /^( *(?:[-?:] +)*)(?:\S.*:|[-?:])(?:\s+[&!]\S*)*\s*(?:#.*)?$/.exec(last)?.[1]?.length ?? -1
}
