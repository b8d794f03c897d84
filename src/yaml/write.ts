import { inQuotes, unprintable } from './quote.ts'
import type { Style } from './style.ts'
import type { Value } from './value.ts'

/** Whether a value takes lines of its own in block style. */
export function isTall(value: Value, style: Style): boolean {
  if (typeof value === 'string') return style.literal && fitsLiteral(value)
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/** A value on one line. */
export function inline(value: Value, style: Style, inFlow: boolean): string {
  if (typeof value === 'string') return inQuotes(value, style, false, inFlow)
  if (typeof value === 'number') return numeral(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => inline(item, style, true)).join(', ')}]`
  const pairs = Object.entries(value).map(([key, entry]) => inlinePair(key, entry, style))
  return `{${pairs.join(', ')}}`
}

/** A pair on one line, for a flow collection. */
export function inlinePair(key: string, value: Value, style: Style): string {
  return `${inQuotes(key, style, true, true)}: ${inline(value, style, true)}`
}

/** A filled collection in block style, as lines indented relative to it. */
export function collectionLines(value: Value, style: Style): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item) => led('-', itemLines(item, style)))
  return Object.entries(value).flatMap(([key, entry]) =>
    led(`${inQuotes(key, style, true, false)}:`, valueLines(entry, style)),
  )
}

function led(lead: string, [first = '', ...more]: readonly string[]): string[] {
  return [lead + first, ...more]
}

/** What follows `key:` on its line, with a blank before it, and then lines indented relative to the key. */
export function valueLines(value: Value, style: Style): string[] {
  if (!isTall(value, style)) return [` ${inline(value, style, false)}`]
  if (typeof value === 'string') return literal(value, style.step)
  return ['', ...indented(collectionLines(value, style), Array.isArray(value) ? style.listStep : style.step)]
}

/** What follows `-` on its line, with a blank before it, and then lines indented relative to the dash. */
export function itemLines(value: Value, style: Style): string[] {
  if (!isTall(value, style)) return [` ${inline(value, style, false)}`]
  if (typeof value === 'string') return literal(value, style.itemStep)
  const [first = '', ...more] = collectionLines(value, style)
  return [' '.repeat(style.itemStep - 1) + first, ...indented(more, style.itemStep)]
}

/** Empty lines stay empty. */
export function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => line && ' '.repeat(by) + line)
}

/** The header and content of a literal block. */
function literal(text: string, indent: number): string[] {
  const lines = text.replace(/\n$/, '').split('\n')
  return [text.endsWith('\n') ? ' |' : ' |-', ...indented(lines, indent)]
}

/**
 * Whether a text has several lines, or ends in a line end, and comes out of a literal block as it went in: no reader
 * has to guess its indentation, or which of its last lines are part of it.
 */
function fitsLiteral(text: string): boolean {
  return text.includes('\n') && !/^[ \t\n]|\n[ \t]*\n$|\n[ \t]+$/.test(text) && !unprintable.test(text)
}

function numeral(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  return Number.isFinite(value) ? String(value) : value > 0 ? '.inf' : '-.inf'
}
