import type { File } from '../yaml/file.ts'
import { block } from './escape.ts'
import { type Hunk, hunks, type Line } from './hunks.ts'
import type { Paint } from './terminal.ts'

/** What becomes of a file. */
export interface Change {
  readonly before: File
  readonly after: File
}

/**
 * A unified diff, as `git diff` prints it. Without paint it is byte by byte what `git apply` takes, so it may hold
 * whatever the files do; with paint it is for a terminal, and what is unseen is shown.
 */
export function patch(changes: readonly Change[], paint?: Paint): string {
  return changes.map((change) => ofFile(change, paint)).join('')
}

function ofFile({ before, after }: Change, paint: Paint | undefined): string {
  const [old, changed] = [quoted(`a/${before.path}`), quoted(`b/${after.path}`)]
  // A blank would end a name there, were it not for a tab (git `diff.c`).
  const tab = before.path.includes(' ') ? '\t' : ''
  const head = [`diff --git ${old} ${changed}`, `--- ${old}${tab}`, `+++ ${changed}${tab}`]
  const parts = hunks(before.text, after.text).flatMap((hunk) => [
    paint ? paint.dim(range(hunk)) : range(hunk),
    ...hunk.lines.flatMap((line) => drawn(line, paint)),
  ])
  return [...(paint ? head.map((line) => paint.bold(line)) : head), ...parts, ''].join('\n')
}

function range({ before, after, lines }: Hunk): string {
  const old = lines.filter(({ sign }) => sign !== '+').length
  const changed = lines.filter(({ sign }) => sign !== '-').length
  return `@@ -${before + Math.min(old, 1)},${old} +${after + Math.min(changed, 1)},${changed} @@`
}

function drawn({ sign, text }: Line, paint: Paint | undefined): string[] {
  const own = sign + text.replace(/\n$/, '')
  return [paint ? coloured(own, paint) : own, ...(text.endsWith('\n') ? [] : ['\\ No newline at end of file'])]
}

/** The `\r` of a line end is harmless. */
function coloured(line: string, paint: Paint): string {
  const shown = block(line.replace(/\r$/, ''))
  return line.startsWith('-') ? paint.removed(shown) : line.startsWith('+') ? paint.added(shown) : shown
}

/** As git quotes names that are not plain ASCII (`quote_c_style` with core.quotePath), so nothing in them is unseen. */
function quoted(name: string): string {
  if (/^[ !#-[\]-~]*$/.test(name)) return name
  const chars = Array.from(new TextEncoder().encode(name), (byte) => {
    const char = String.fromCharCode(byte)
    if (char === '"' || char === '\\') return `\\${char}`
    return byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, '0')}` : char
  })
  return `"${chars.join('')}"`
}
