import { EVENT_ID } from 'js-yaml'
import { parseLeniently, SyntaxProblem } from './lenient.ts'
import { type Budget, limits } from './limits.ts'
import type { Node } from './node.ts'
import { Reader } from './reader.ts'
import type { Source } from './source.ts'
import { Tape } from './tape.ts'

/**
 * One document as a tree of nodes that know where they are written.
 *
 * @returns nothing for a document with no content
 * @throws SyntaxProblem with an offset of `source.text`
 */
export function parse(source: Source): Node | undefined {
  return parseDocument(source, { ...limits }).root
}

export interface Tree {
  readonly root: Node | undefined
  /** The offset of `source.text` at which the document ends: the cluster reads nothing after it. */
  readonly end: number
  /** Whether a collection stands as a key: `{{ x }}` without quotes reads so, and Go's decoder refuses it. */
  readonly hasCollectionKey: boolean
}

/** The same, and what is to be known of the whole. */
export function parseDocument(source: Source, budget: Budget): Tree {
  const parsed = parseLeniently(source.text, limits.depth, budget)
  const { end } = parsed
  const [document] = parsed.events
  if (document?.type === EVENT_ID.DOCUMENT && document.directives.some(({ kind }) => kind === 'tag')) {
    throw new SyntaxProblem('a %TAG directive changes what its tags mean, which kubectl refuses', 0)
  }
  if (parsed.events.length < 3) return { root: undefined, end, hasCollectionKey: false }
  const cells = new Reader(parsed, source, budget).read()
  return { root: new Tape(cells).node(0), end, hasCollectionKey: cells.hasCollectionKey }
}
