import type { ScalarEvent } from './lenient.ts'

/** Skips blanks, line breaks and comments, and the given indicators, from an offset outside any scalar. */
export function skip(text: string, from: number, indicators = ''): number {
  for (let at = from; ; at++) {
    const char = text.charCodeAt(at)
    if (char === 35 && (at === 0 || isBlank(text.charCodeAt(at - 1)))) at = lineEnd(text, at) - 1
    else if (!isBlank(char) && char !== 0xfeff && !(at < text.length && indicators.includes(text.charAt(at)))) return at
  }
}

/** The end of the last line of a block scalar that holds more than indentation; of its header when none does. */
export function contentEnd(text: string, { valueStart, valueEnd, indent }: ScalarEvent): number {
  for (let end = valueEnd; end > valueStart;) {
    while (end > valueStart && isBreak(text.charCodeAt(end - 1))) end--
    let line = end
    while (line > valueStart && text.charCodeAt(line - 1) === 32) line--
    const blank = line === valueStart || isBreak(text.charCodeAt(line - 1))
    if (!blank || (indent >= 0 && end - line > indent)) return end
    end = line
  }
  let header = valueStart
  while (isBlank(text.charCodeAt(header - 1))) header--
  return header
}

function lineEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

function isBlank(char: number): boolean {
  return char === 32 || char === 9 || isBreak(char)
}

function isBreak(char: number): boolean {
  return char === 10 || char === 13
}
