import { EVENT_ID } from 'js-yaml'
import { parseLeniently, SyntaxProblem } from './lenient.ts'
import { type Budget, limits } from './limits.ts'
import type { Node } from './node.ts'
import { Reader } from './reader.ts'
import type { Source } from './source.ts'

/**
 * One document as a tree of nodes that know where they are written.
 *
 * @returns nothing for a document with no content
 * @throws SyntaxProblem with an offset of `source.text`
 */
export function parse(source: Source): Node | undefined {
  return parseDocument(source, { ...limits }).root
}

/** The same, and the offset of `source.text` at which the document ends: the cluster reads nothing after it. */
export function parseDocument(
  source: Source,
  budget: Budget,
): { readonly root: Node | undefined; readonly end: number } {
  const parsed = parseLeniently(source.text, limits.depth, budget)
  const [document] = parsed.events
  if (document?.type === EVENT_ID.DOCUMENT && document.directives.some(({ kind }) => kind === 'tag')) {
    throw new SyntaxProblem('a %TAG directive changes what its tags mean, which kubectl refuses', 0)
  }
  const root = parsed.events.length < 3 ? undefined : new Reader(parsed, source, budget).node('')
  return { root, end: parsed.end }
}
