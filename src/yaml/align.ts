import { SCALAR_STYLE } from 'js-yaml'
import type { ScalarEvent } from './lenient.ts'

/**
 * For each UTF-16 unit of a scalar's value, the start and end of what it was written as, one after the other, as
 * offsets of `raw`. An escape stands for all it gives, and folded line ends for the blank or line ends they become.
 */
export function align(value: string, raw: string, { style, indent }: ScalarEvent): readonly number[] {
  if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) return alignBlock(value, raw, indent)
  return alignFlow(raw, style)
}

const fold = /[ \t]*(?:\r?\n|\r)[ \t\r\n]*/y
const lineEnds = /\r?\n|\r/g
/** The first gives no character: the line goes on. */
const escape = /\\(?:(\r?\n|\r)[ \t\r\n]*|x..|u.{4}|U(.{8})|[^])/y

function alignFlow(raw: string, style: number): readonly number[] {
  const map: number[] = []
  for (let at = 0, end = 0; at < raw.length; at = end) {
    const char = raw.charAt(at)
    const folded = isBlank(char) ? after(fold, raw, at) : undefined
    end = at + 1
    let units = 1
    if (folded) {
      end += folded[0].length - 1
      units = Math.max(1, (folded[0].match(lineEnds)?.length ?? 0) - 1)
    } else if (char === "'" && style === SCALAR_STYLE.SINGLE_QUOTED) {
      end++
    } else if (char === '\\' && style === SCALAR_STYLE.DOUBLE_QUOTED) {
      const [written = char, broken, wide] = after(escape, raw, at) ?? []
      end += written.length - 1
      units = broken === undefined ? (Number.parseInt(wide ?? '0', 16) > 0xffff ? 2 : 1) : 0
    }
    for (; units > 0; units--) map.push(at, end)
  }
  return map
}

function alignBlock(value: string, raw: string, indent: number): readonly number[] {
  const map: number[] = []
  let at = 0
  let starting = true
  for (let unit = 0; unit < value.length; unit++) {
    if (starting) at = contentStart(raw, at, indent, value.charAt(unit))
    const end = at + breakLength(raw, at)
    starting = isBreak(raw.charAt(at))
    map.push(at, end)
    at = end
  }
  return map
}

/** Where a line's own text starts, or that of the next one with any when folding has swallowed the line. */
function contentStart(raw: string, from: number, indent: number, char: string): number {
  for (let at = from; ;) {
    const limit = at + indent
    while (at < limit && raw[at] === ' ') at++
    if (char === '\n' || !isBreak(raw.charAt(at))) return at
    at += breakLength(raw, at)
  }
}

/** Of the line end at an offset, or of the character that is there instead. */
function breakLength(raw: string, at: number): number {
  return raw.charAt(at) === '\r' && raw.charAt(at + 1) === '\n' ? 2 : 1
}

function after(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || isBreak(char)
}

function isBreak(char: string): boolean {
  return char === '\n' || char === '\r'
}
