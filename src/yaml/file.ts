import { once } from './once.ts'

/** A file as it was read: its path as the user would write it, and its text. */
export interface File {
  /** Relative to the root that was scanned, with forward slashes. */
  readonly path: string
  readonly text: string
  /** It is read only because a kustomization puts its text into a ConfigMap: it holds no documents itself. */
  readonly isData?: true
}

/** A stretch of a file's text in UTF-16 units, end-exclusive. Every node of the tree is one. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface Position {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
}

/** The line and column of an offset. Lines end at `\n`; a `\r` before it belongs to the line. */
export function position(file: File, offset: number): Position {
  const lines = lineStarts(file)
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 }
}

/** The offset at which each line starts. */
export const lineStarts = once(({ text }: File): readonly number[] => {
  const lines = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1)
  return lines
})

/** The text of one line, from 1, without its line end. */
export function lineText(file: File, line: number): string {
  const lines = lineStarts(file)
  const text = file.text.slice(lines[line - 1] ?? file.text.length, lines[line] ?? file.text.length)
  return text.replace(/\r?\n$/, '')
}
