import type { File, Span } from './file.ts'
import { type Budget, SyntaxProblem } from './lenient.ts'
import type { Node } from './node.ts'
import { sourceAt } from './source.ts'
import { isTemplate, mayBeTemplate, untemplate } from './template.ts'
import { limits, parseDocument } from './tree.ts'

/** One document of a file. A document that cannot be read has a problem in place of a root. */
export interface Document extends Span {
  readonly root?: Node
  /** Helm would still change it: values may be unknown, absences mean nothing. */
  readonly templated: boolean
  /** Why it cannot be read, and at which offset of the file. */
  readonly problem?: { readonly reason: string; readonly offset: number }
}

/** A file of more than this many UTF-16 units is not read. */
export const maxFileLength = 4 * 1024 * 1024

/**
 * The documents of a file. They are cut at their `---` and `...` lines before any is parsed, as the API server's
 * clients do it, so a broken document hides none of its neighbours.
 *
 * @param wanted spares documents that hold nothing of interest: they are left out
 */
export function* documents(file: File, wanted: (text: string) => boolean = () => true): Generator<Document> {
  if (file.text.length > maxFileLength) {
    const reason = `The file is larger than ${maxFileLength / 1024 / 1024} MiB, which no cluster would accept as a manifest`
    yield { start: 0, end: file.text.length, templated: false, problem: { reason, offset: 0 } }
    return
  }
  const text = file.text.replace(otherBreaks, '\n')
  const budget = { ...limits }
  for (const span of cuts(text)) {
    if (wanted(text.slice(span.start, span.end))) yield* read(text, span, budget)
  }
}

/** What ends a line for Go, which reads YAML 1.1, but not for everyone else: it could hide a key in a comment. */
const otherBreaks = /\r(?!\n)|[\x85\u2028\u2029]/g

/** A line that begins so ends a document wherever it stands: no scalar may hold one (YAML 1.2, c-forbidden). */
const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm

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

function* read(file: string, span: Span, budget: Budget): Generator<Document> {
  const text = file.slice(span.start, span.end)
  const templated = isTemplate(text)
  try {
    yield* parsed(templated ? untemplate(text) : text, span, templated, budget)
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error
    if (!templated && mayBeTemplate(text)) yield* readAsTemplate(text, span, error, budget)
    else yield { ...span, templated, problem: problem(error, span, templated) }
  }
}

function* readAsTemplate(text: string, span: Span, first: SyntaxProblem, budget: Budget): Generator<Document> {
  try {
    yield* parsed(untemplate(text), span, true, budget)
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error
    yield { ...span, templated: false, problem: problem(first, span, false) }
  }
}

function* parsed(text: string, span: Span, templated: boolean, budget: Budget): Generator<Document> {
  const { root, end } = parseDocument(sourceAt(text, span.start), budget)
  const rest = { start: span.start + end, end: span.end }
  yield { start: span.start, end: rest.start, templated, ...(root && { root }) }
  // JSON objects may follow one another without a line between them.
  if (/^\s*\{/.test(text.slice(end))) yield* parsed(text.slice(end), rest, templated, budget)
  else if (end < text.length) yield { ...rest, templated, problem: { reason: outside, offset: rest.start } }
}

const outside = 'The text from here on lies outside the root of its document: Kubernetes ignores it, or refuses the document'

function problem(error: SyntaxProblem, span: Span, templated: boolean): { reason: string; offset: number } {
  const what = templated ? 'This Helm template cannot be read without Helm' : 'This is not YAML that Kubernetes would accept'
  return { reason: `${what}: ${error.reason}`, offset: span.start + error.offset }
}
