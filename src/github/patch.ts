/** The lines of a file that a pull request shows together, counted in the text of its head. */
export interface Hunk {
  /** From 1. */
  readonly start: number
  /** The last line; less than `start` when the head has none of its lines. */
  readonly end: number
  /** Each line with its sign, without its line end; one that follows no line end has none in the file either. */
  readonly lines: readonly string[]
}

const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/

/** The hunks of a `patch` of GitHub's (pulls/list-files): a unified diff without its file header. */
export function hunksOf(patch: string): Hunk[] {
  const found: { start: number; end: number; lines: string[] }[] = []
  for (const line of patch.split('\n')) {
    const match = head.exec(line)
    if (!match) found.at(-1)?.lines.push(line)
    else {
      const [start, length] = [Number(match[3]), Number(match[4] ?? 1)]
      found.push({ start, end: start + length - 1, lines: [] })
    }
  }
  return found
}

/**
 * The text before a patch was made, from the text after it; nothing where the two do not fit. This is the text at the
 * commit where the pull request left its base, and costs no request.
 */
export function unpatched(text: string, patch: string): string | undefined {
  const after = text === '' ? [] : text.split(/(?<=\n)/)
  const before: string[] = []
  let next = 0
  for (const { start, lines } of hunksOf(patch)) {
    const from = lines.some((line) => /^[ +]/.test(line)) ? start - 1 : start
    if (from < next) return undefined
    before.push(...after.slice(next, from))
    next = from
    for (const [index, line] of lines.entries()) {
      if (line.startsWith('\\')) continue
      const words = line.slice(1) + (lines[index + 1]?.startsWith('\\') ? '' : '\n')
      if (!line.startsWith('-') && after[next++] !== words) return undefined
      if (!line.startsWith('+')) before.push(words)
    }
  }
  return [...before, ...after.slice(next)].join('')
}
