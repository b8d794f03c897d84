import { type Part, rewritten } from './change.ts'
import type { Edit, Refusal } from './edit.ts'
import { contentStart, endOf, isFlow } from './entry.ts'
import { breakAt, lineStart } from './line.ts'
import type { Scalar } from './node.ts'
import { double, isPlain, mustEscape, unprintable } from './quote.ts'
import { replaced } from './replace.ts'
import { sourceAt } from './source.ts'
import type { Site } from './style.ts'
import { parse } from './tree.ts'

/** The edits that write other words within a text: just there where that can be, else the text as a whole. */
export function reworded(site: Site, node: Scalar, parts: readonly Part[]): readonly Edit[] | Refusal {
  const { text } = site
  const sorted = parts.toSorted((a, b) => a.from - b.from || a.to - b.to)
  if (sorted.some(({ from, to }, index) => to < from || from < (sorted[index - 1]?.to ?? 0) || to > node.value.length))
    return { refused: 'the parts to rewrite overlap or lie outside of the text' }
  const old = readAlone(text, node, [])
  if (old?.value.length !== node.value.length) return { refused: 'the text is not written as it reads' }
  const wanted = rewritten(old.value, sorted)
  if (!wanted.isWellFormed()) return { refused: 'a part to rewrite starts or ends within a character' }
  const edits = surgical(text, node, sorted)
  const made = edits && readAlone(text, node, edits)
  if (edits && made?.value === wanted && (!made.plain || isWords(site, wanted))) return edits
  return replaced(site, node, wanted)
}

/** A text without quotes must be one to every reader. */
function isWords({ chain }: Site, wanted: string): boolean {
  const inFlow = chain.some(isFlow)
  return isPlain(wanted.replace(/\s+/g, ' '), false) && (!inFlow || !/[,[\]{}]/.test(wanted))
}

function surgical(text: string, node: Scalar, parts: readonly Part[]): readonly Edit[] | undefined {
  const quote = text[contentStart(text, node)]
  if (node.literal) return literalEdits(text, node, parts)
  const edits: Edit[] = []
  for (const { from, to, text: words } of parts) {
    const fits = quote === '"' || !mustEscape.test(words)
    if (!fits || node.valueStart < 0) return undefined
    const written = quote === '"' ? double(words).slice(1, -1) : quote === "'" ? words.replaceAll("'", "''") : words
    edits.push({ span: node.part(from, to), text: written })
  }
  return disjoint(edits) ? edits : undefined
}

function disjoint(edits: readonly Edit[]): boolean {
  return edits.every(({ span }, index) => span.start >= (edits[index - 1]?.span.end ?? 0))
}

/** In a literal block a line end of the value is a line end and indentation of the file. */
function literalEdits(text: string, node: Scalar, parts: readonly Part[]): readonly Edit[] | undefined {
  const { value } = node
  const filled = /^./m.exec(value)?.index
  if (filled === undefined) return undefined
  const start = node.part(filled, filled).start
  const indent = ' '.repeat(start - lineStart(text, start))
  const edits: Edit[] = []
  for (const part of parts) {
    const inner = withinLines(value, part)
    if (!inner || unprintable.test(inner.text)) return undefined
    const from = node.part(inner.from, inner.from).start
    const to = inner.to === inner.from ? from : node.part(inner.to, inner.to).start
    const words = inner.text.replace(/\n(?!\n)/g, `\n${indent}`).replaceAll('\n', breakAt(text, from))
    edits.push({ span: { start: from, end: to }, text: words })
  }
  return disjoint(edits) ? edits : undefined
}

/** The same part without the last line end of the value, which stands behind the node. */
function withinLines(value: string, { from, to, text }: Part): Part | undefined {
  if (to < value.length || !value.endsWith('\n')) return { from, to, text }
  if (!text.endsWith('\n')) return from === to && text === '' ? { from, to, text } : undefined
  const last = value.length - 1
  return from === to
    ? { from: last, to: last, text: `\n${text.slice(0, -1)}` }
    : { from, to: last, text: text.slice(0, -1) }
}

/** A scalar as it reads with some edits made, in a document of its own. */
function readAlone(text: string, node: Scalar, edits: readonly Edit[]): Scalar | undefined {
  let written = ''
  let from = node.start
  for (const { span, text: words } of edits) {
    written += text.slice(from, span.start) + words
    from = span.end
  }
  written += text.slice(from, node.end)
  const [, digit] = /^[|>][-+]?([1-9])/.exec(text.slice(contentStart(text, node), endOf(text, node))) ?? []
  const indent = digit === undefined ? '' : ' '.repeat(Math.max(0, contentColumn(text, node) - Number(digit)))
  const ended = node.block && !written.endsWith('\n') ? `${written}\n` : written
  return scalarOf(`${indent}k: ${ended}`)
}

function contentColumn(text: string, node: Scalar): number {
  const filled = /^./m.exec(node.value)?.index ?? 0
  const { start } = node.part(filled, filled)
  return start - lineStart(text, start)
}

function scalarOf(document: string): Scalar | undefined {
  try {
    const root = parse(sourceAt(document, 0))
    const found = root?.kind === 'mapping' ? root.pairs[0]?.value : undefined
    return found?.kind === 'scalar' ? found : undefined
  } catch {
    return undefined
  }
}
