/** Where the line of an offset starts, behind a byte order mark. */
export function lineStart(text: string, at: number): number {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
  return start === 0 && at > 0 && text.startsWith('\uFEFF') ? 1 : start
}

/** Where the line of an offset ends, before its line end. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  if (end < 0) return text.length
  return end > at && text[end - 1] === '\r' ? end - 1 : end
}

/** What ends the line of an offset; for a last line without an end, what ends the first. */
export function breakAt(text: string, at: number): string {
  const end = text.indexOf('\n', at)
  const found = end < 0 ? text.indexOf('\n') : end
  return text[found - 1] === '\r' ? '\r\n' : '\n'
}

/** Whether nothing but blanks comes before an offset on its line. */
export function startsLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === ''
}

/** The blanks that open the line of an offset. */
export function indentAt(text: string, at: number): string {
  return /^ */.exec(text.slice(lineStart(text, at), at))?.[0] ?? ''
}

/**
 * The column of what stands at an offset in block style, behind nothing but blanks and the indicators of what it is in;
 * nothing when its line has other things before it, as a document marker or a tab.
 */
export function columnOf(text: string, at: number): number | undefined {
  const prefix = text.slice(lineStart(text, at), at)
  const [, indent = '', rest = ''] = /^( *(?:[-?:] +)*)(.*)$/.exec(prefix) ?? []
  return rest === '' || /^(?:[&!]\S* +)+$/.test(rest) ? indent.length : undefined
}

/** Lines to stand behind the end of another. */
export function broken(text: string, at: number, lines: readonly string[]): string {
  const eol = breakAt(text, at)
  return lines.map((line) => eol + line).join('')
}

/** The end of the last line that belongs to an entry of a column: comments that stand deeper do. */
export function behindComments(text: string, end: number, column: number): number {
  const deeper = /(?:\r?\n[ \t]*)*\r?\n( +)#[^\r\n]*/y
  for (let at = lineEnd(text, end); ; at = deeper.lastIndex) {
    deeper.lastIndex = at
    const found = deeper.exec(text)
    if (!found || (found[1]?.length ?? 0) <= column) return at
  }
}

/** Whether a literal block could end at the end of a line and take none of the lines that follow for its own. */
export function literalFits(text: string, at: number, column: number): boolean {
  const following = /((?:\r?\n[ \t]*(?=\r?\n|$))*)(?:\r?\n( *)#)?/y
  following.lastIndex = at
  const [, blank = '', indent = ''] = following.exec(text) ?? []
  return at < text.length && !/[ \t]/.test(blank) && indent.length <= column
}
