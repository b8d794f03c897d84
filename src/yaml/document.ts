import type { File, Span } from './file.ts'
import { SyntaxProblem } from './lenient.ts'
import { type Budget, limits } from './limits.ts'
import type { Node } from './node.ts'
import { collectionEnd } from './repair.ts'
import { sourceAt } from './source.ts'
import { isTemplate, mayBeTemplate, printedText, untemplate } from './template.ts'
import { parseDocument } from './tree.ts'

/** One document of a file. A document that cannot be read has a problem in place of a root. */
export interface Document extends Span {
  readonly root?: Node
  /** Helm would still change it: values may be unknown, absences mean nothing. */
  readonly templated: boolean
  /** Why it cannot be read, and at which offset of the file. */
  readonly problem?: { readonly reason: string; readonly offset: number }
}

/** A file of more than this many UTF-16 units is not read. */
const maxFileLength = 4 * 1024 * 1024

/**
 * The documents of a file. They are cut at their `---` and `...` lines before any is parsed, as the API server's
 * clients do it, so a broken document hides none of its neighbours.
 *
 * @param wanted spares documents that hold nothing of interest: they are left out
 */
export function* documents(file: File, wanted: (text: string) => boolean = () => true): Generator<Document> {
  if (file.text.length > maxFileLength) {
    const reason = `Lynceus does not read files of more than ${maxFileLength / 1024 / 1024} MiB`
    yield { start: 0, end: file.text.length, templated: false, problem: { reason, offset: 0 } }
    return
  }
  const text = readable(file.text)
  const budget = { ...limits }
  const isChart = /(^|\/)templates\//.test(file.path)
  for (const span of cuts(text)) {
    if (wanted(text.slice(span.start, span.end))) yield* read(text, span, budget, isChart)
  }
}

/** The same text, as long and with the same lines, as the cluster's clients take it. */
function readable(file: string): string {
  const text = breakParts.some((char) => file.includes(char)) ? file.replace(otherBreaks, '\n') : file
  return text.includes('\uFEFF', 1) ? text.replace(openingMark, '$1 $2') : text
}

/** A byte order mark below `---`: kubectl cuts before it reads, so it opens a text and is no part of what follows. */
const openingMark = /^(---[ \t]*(?:#.*)?)(\r?\n)\uFEFF/gm

/** What ends a line for Go, which reads YAML 1.1, but not for everyone else: it could hide a key in a comment. */
const otherBreaks = /\r(?!\n)|[\x85\u2028\u2029]/g
/** Without one of these a text has none of them, which is seen sooner. */
const breakParts = ['\r', '\x85', '\u2028', '\u2029']

/**
 * A line that begins so ends a document wherever it stands: no scalar may hold one (YAML 1.2, c-forbidden). The
 * reader of kubectl takes a comment right behind the dashes too.
 */
const marker = /^(?:---(?=[ \t\r\n#]|$)|\.\.\.(?=[ \t\r\n]|$))/gm

/** A line that is neither blank nor a directive nor a comment. */
const content = /^[ \t\uFEFF]*[^\s#%\uFEFF]/m

function* cuts(text: string): Generator<Span> {
  let start = 0
  for (const { 0: mark, index } of text.matchAll(marker)) {
    // What stands before the first marker may be only directives and comments, which belong to what follows.
    if (mark === '---' && (index === start || !content.test(text.slice(start, index)))) continue
    const end = mark === '---' ? index : index + mark.length
    yield { start, end }
    start = end
  }
  if (start === 0 || content.test(text.slice(start))) yield { start, end: text.length }
}

function* read(file: string, span: Span, budget: Budget, isChart: boolean): Generator<Document> {
  const text = firstObject(file.slice(span.start, span.end)).replace(/^---(?=#)/, '   ')
  const own = { start: span.start, end: span.start + text.length }
  let next = readOne({ text, written: isChart ? printedText(text) : text }, own, isChart && isTemplate(text), budget)
  // Only what the cluster would refuse can be meant for Helm: else a few braces in a text could hide all between them.
  if (mayBeTemplate(text) && (next.problem || next.end < own.end || next.hasCollectionKey)) {
    const bare = untemplate(text)
    const tolerant = readOne({ text: bare, written: bare }, own, true, budget)
    if ((!tolerant.problem && tolerant.end === own.end) || (next.problem && isTemplate(text))) next = tolerant
  }
  yield next
  // JSON objects may follow one another without a line between them.
  while (/^\s*\{/.test(file.slice(next.end, span.end))) {
    const rest = firstObject(file.slice(next.end, span.end))
    next = readOne({ text: rest, written: rest }, { start: next.end, end: next.end + rest.length }, false, budget)
    yield next
  }
  if (next.end === span.end) return
  yield {
    start: next.end,
    end: span.end,
    templated: next.templated,
    problem: { reason: next.templated ? beyond : outside, offset: next.end },
  }
}

/** The first of several JSON objects, so that none is parsed for the sake of those before it; else all of a text. */
function firstObject(text: string): string {
  const opening = /^(?:---[ \t]*\r?\n)?\s*\{(?!\{)/.exec(text)?.[0].length
  if (opening === undefined || !/\}\s*\{/.test(text)) return text
  const end = collectionEnd(text, opening)
  const gap = /^\s*(?=\{(?!\{))/.exec(text.slice(end))
  return end > opening && gap ? text.slice(0, end + gap[0].length) : text
}

const beyond = 'This Helm template cannot be read any further without Helm'
const outside =
  'The text from here on lies outside the root of its document: Kubernetes ignores it, or refuses the document'

/** A document, and whether it has a collection for a key, as `{{ x }}` without quotes is one. */
type One = Document & { readonly hasCollectionKey?: boolean }

/** @param source the text to parse, and what its scalars say: as long, with the same lines */
function readOne(
  { text, written }: { readonly text: string; readonly written: string },
  { start, end }: Span,
  templated: boolean,
  budget: Budget,
): One {
  try {
    const { root, end: length, hasCollectionKey } = parseDocument({ ...sourceAt(text, start), written }, budget)
    return { start, end: start + length, templated, hasCollectionKey, ...(root && { root }) }
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error
    const what = templated
      ? 'This Helm template cannot be read without Helm'
      : 'This is not YAML that Kubernetes would accept'
    return { start, end, templated, problem: { reason: `${what}: ${error.reason}`, offset: start + error.offset } }
  }
}
