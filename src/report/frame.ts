import type { Location } from '../finding.ts'
import { lineStarts, lineText } from '../yaml/file.ts'
import { exact } from './escape.ts'
import { region } from './place.ts'
import { cells, head, type Paint, tail } from './terminal.ts'

/** Lines shown before and after the one that is pointed at. */
const context = 2

interface Look {
  readonly paint: Paint
  /** Cells of a whole line of output. */
  readonly width: number
  /** Colours what points. */
  readonly mark: (text: string) => string
  /** Whether a line is not to be seen: a log keeps what is printed. */
  readonly hides?: (line: number) => boolean
}

const hidden = '(not shown: it holds a secret)'

/** The lines around a location, with carets below it; tabs, wide and unseen characters keep the carets in place. */
export function frame(location: Location, { paint, width, mark, hides = () => false }: Look): string[] {
  const { startLine } = region(location)
  const last = Math.min(lastLine(location), startLine + context)
  const gutter = String(last).length
  const room = Math.max(20, width - gutter - 3)
  const bar = paint.dim('|')
  const lines = [`${' '.repeat(gutter)} ${bar}`]
  for (let line = Math.max(1, startLine - context); line <= Math.max(last, startLine); line++) {
    const pointed = line === startLine && !hides(line) ? pointedLine(location, room) : undefined
    const own = hides(line) ? hidden : draw(lineText(location.file, line).slice(0, room + 1))
    const text = pointed?.text ?? head(own, room)
    lines.push(`${paint.dim(String(line).padStart(gutter))} ${bar} ${text}`.trimEnd())
    if (pointed) lines.push(`${' '.repeat(gutter)} ${bar} ${pointed.blanks}${mark(pointed.carets)}`)
  }
  return lines
}

/** The number of the last line that holds something. */
function lastLine({ file }: Location): number {
  const lines = lineStarts(file)
  return lines.at(-1) === file.text.length ? lines.length - 1 : lines.length
}

/** As much of the location's line as fits, what is pointed at in sight. */
function pointedLine(location: Location, room: number): { text: string; blanks: string; carets: string } {
  const { startLine, startColumn, endColumn } = region(location)
  const line = lineText(location.file, startLine)
  const marked = draw(line.slice(startColumn - 1, endColumn - 1).slice(0, room + 1))
  const after = draw(line.slice(endColumn - 1, endColumn + room))
  const space = Math.max(Math.floor(room / 3), room - cells(marked) - Math.min(cells(after), Math.floor(room / 4)) - 1)
  const before = tail(draw(line.slice(Math.max(0, startColumn - 2 - room), startColumn - 1)), space)
  const carets = Math.max(1, Math.min(cells(marked), room - cells(before)))
  return {
    text: head(`${before}${marked}${after}`, room),
    blanks: ' '.repeat(cells(before)),
    carets: '^'.repeat(carets),
  }
}

function draw(text: string): string {
  return exact(text.replaceAll('\t', '    '))
}
