import type { Style } from './style.ts'

/** A text on one line: as it is where that is safe and the style does not quote it, else in quotes. */
export function inQuotes(text: string, { quote, quoting }: Style, isKey: boolean, inFlow: boolean): string {
  const wanted = quoting === 'all' || (quoting === 'text' && !isKey)
  if (!wanted && isPlain(text, inFlow)) return text
  if (quoting === 'all' && quote === '"') return double(text)
  return mustEscape.test(text) || !prefersSingle(text, quote) ? double(text) : single(text)
}

/** The other quotes come in where the style's own would need escapes, and they would not. */
function prefersSingle(text: string, quote: Style['quote']): boolean {
  const escapes = /["\\]/.test(text)
  return text.includes("'") ? quote === "'" && escapes : quote === "'" || escapes
}

function single(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** In double quotes, with JSON's escapes: YAML has them all. */
export function double(text: string): string {
  return JSON.stringify(text).replace(unseen, (char) => {
    const code = char.codePointAt(0) ?? 0
    return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`
  })
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}

/** What is not to be seen, or turns around what stands beside it; joiners are parts of words and of emoji. */
const unseen = /[\x7f-\x9f\u2028\u2029\uFFFE\uFFFF]|(?![\u200C\u200D])\p{Cf}/gu

/** What may not stand in a file as it is, for one reader of YAML or another; half of a surrogate pair is none at all. */
export const unprintable = /[^\P{Cc}\t\n]|[\u2028\u2029\uFEFF\uFFFE\uFFFF]|\p{Cs}/u
export const mustEscape = /[\p{Cc}\u2028\u2029\uFFFE\uFFFF]|\p{Cs}|(?![\u200C\u200D])\p{Cf}/u

/**
 * Whether every reader of YAML 1.1 and 1.2 takes a text for itself when nothing is put around it. Some that could do
 * without quotes do not pass: what looks like a word or a number to one reader or another, and in flow style all that
 * readers have disagreed about.
 */
export function isPlain(text: string, inFlow: boolean): boolean {
  if (text === '' || mustEscape.test(text) || word.test(text) || numeric.test(text)) return false
  return (inFlow ? flowText : blockText).test(text)
}

const blockText = /^(?!-(?:\s|$)|---|\.\.\.|[?:\s,[\]{}#&*!|>'"%@`])(?!.*(?:: |:$| #|\s$))/
const flowText = /^(?!---|\.\.\.)-*[\w/.$](?:[\w/.$@+=~^()-]| (?=[\w/.$(]))*$/
const word = /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?\.(?:inf|nan))$/i
const numeric =
  /^[-+]?(?:0x[\da-f_]+|0o?[0-7_]+|0b[01_]+|[\d.][\d_.]*(?:e[-+]?\d*)?|\d[\d_]*(?::[\d_.]+)+|\d{4}-\d\d?-\d\d?.*)$/i
