import type { Severity } from '../finding.ts'

/** How a terminal marks a word; each function returns its text bare when colours are off. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
  severity(severity: Severity, text: string): string
  added(text: string): string
  removed(text: string): string
}

const colours: Record<Severity, number> = { critical: 35, high: 31, medium: 33, low: 36, info: 34 }

export function paint(colour: boolean): Paint {
  function sgr(code: number, text: string): string {
    return colour && text ? `\u001B[${code}m${text}\u001B[0m` : text
  }
  return {
    bold: (text) => sgr(1, text),
    dim: (text) => sgr(2, text),
    severity: (severity, text) => sgr(colours[severity], text),
    added: (text) => sgr(32, text),
    removed: (text) => sgr(31, text),
  }
}

/** Scripts whose characters fill two cells (the main blocks of Unicode's EastAsianWidth W and F), and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u
const narrow = /^[ -~]*$/

/** The cells that a text without colours fills. */
export function cells(text: string): number {
  if (narrow.test(text)) return text.length
  let sum = 0
  for (const char of text) sum += wide.test(char) ? 2 : /[\p{Mn}\p{Me}]/u.test(char) ? 0 : 1
  return sum
}

/** The lines of a paragraph, broken at blanks; a word longer than a line stays whole, so that it can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && cells(line) + 1 + cells(word) > width) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return [...lines, line]
}

/** As much of a text as fits from its start; `…` stands for what does not. */
export function head(text: string, width: number): string {
  return cells(text) <= width ? text : `${fitting(Array.from(text), width - 1).join('')}…`
}

/** As much of a text as fits up to its end. */
export function tail(text: string, width: number): string {
  if (cells(text) <= width) return text
  return `…${fitting(Array.from(text).toReversed(), width - 1)
    .toReversed()
    .join('')}`
}

function fitting(chars: readonly string[], width: number): string[] {
  let used = 0
  const end = chars.findIndex((char) => (used += cells(char)) > width)
  return chars.slice(0, end < 0 ? chars.length : end)
}
