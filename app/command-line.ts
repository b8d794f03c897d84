/** GitHub shows a line that begins further in as code. */
const command = /^ {0,3}\/lynceus(?=\s|$)/

/**
 * The first line of a comment that is a command, without blanks around it. A command begins a line, and not one that
 * GitHub shows as code or as a quote, or does not show (GFM 4.4, 4.5, 4.6, 5.1). In time linear in the text, which
 * anybody may write.
 */
export function commandLine(text: string): string | undefined {
  if (!text.includes('/lynceus')) return undefined
  let isEnd: Ends | undefined
  for (const line of text.split(/\r\n?|\n/)) {
    if (isEnd) {
      if (isEnd(line)) isEnd = undefined
    } else if (command.test(line)) return line.trim()
    else isEnd = opened(line)
  }
  return undefined
}

/** Whether a line is the last of what is code, or hidden. */
type Ends = (line: string) => boolean

/** A fence may stand in an item of a list. */
const fence = /^ {0,3}(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:(`{3,})[^`]*|(~{3,}).*)$/

function opened(line: string): Ends | undefined {
  const found = fence.exec(line)
  const mark = found?.[1] ?? found?.[2]
  if (mark !== undefined) return (later) => endsFence(later, mark, line.indexOf(mark) + 3)
  if (line.lastIndexOf('<!--') <= line.lastIndexOf('-->')) return undefined
  // One that stands at the start of a line goes on over empty lines, and one within a paragraph ends with it.
  const isBlock = /^ {0,3}<!--/.test(line)
  return (later) => later.lastIndexOf('-->') > later.lastIndexOf('<!--') || (!isBlock && later.trim() === '')
}

function endsFence(line: string, mark: string, furthest: number): boolean {
  const rest = line.trim()
  return (
    rest.startsWith(mark) && !rest.replaceAll(mark.charAt(0), '') && line.length - line.trimStart().length <= furthest
  )
}
