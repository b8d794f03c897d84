import { contentStart, entries, hasMark, isFlow, nodes } from './entry.ts'
import { columnOf, lineEnd } from './line.ts'
import type { Node } from './node.ts'
import { resolve } from './resolve.ts'

/** How values are to be written. */
export interface Style {
  /** Columns by which a mapping stands deeper than the key of it. */
  readonly step: number
  /** The same for a sequence; often none. */
  readonly listStep: number
  /** Columns from a dash to what it stands for. */
  readonly itemStep: number
  /** What is put around a text that cannot do without. */
  readonly quote: '"' | "'"
  /** Whether texts are quoted that could do without; `all` for keys too, as in JSON. */
  readonly quoting: 'needed' | 'text' | 'all'
  /** Whether a text of several lines may be written as a literal block. */
  readonly literal: boolean
}

/** A node and where it lies: the file's text, and the nodes from the root of its tree down to it. */
export interface Site {
  readonly text: string
  readonly chain: readonly [Node, ...Node[]]
}

/** How things are written around a node: of several ways, the nearest counts. */
export function styleAt({ text, chain }: Site, literal: boolean): Style {
  const step = nearest(chain, (node) => firstMappingStep(text, node)) ?? 2
  return {
    step,
    listStep: nearest(chain, (node) => firstSequenceStep(text, node)) ?? step,
    itemStep: nearest(chain, (node) => firstDashStep(text, node)) ?? 2,
    quote: nearest(chain, (node) => firstQuote(text, node)) ?? '"',
    quoting: quotingAt(text, chain),
    literal,
  }
}

/** What is found first in the innermost node that has any. */
function nearest<Found>(chain: readonly Node[], find: (node: Node) => Found | undefined): Found | undefined {
  for (const node of chain.toReversed()) {
    const found = find(node)
    if (found !== undefined) return found
  }
  return undefined
}

/** What is found first in a node. It is remembered: of a document with many changes, the outer nodes are searched once. */
function first<Found>(find: (text: string, node: Node) => Found | undefined) {
  const known = new WeakMap<Node, { readonly found: Found | undefined }>()
  return (text: string, node: Node): Found | undefined => {
    let search = known.get(node)
    if (!search) known.set(node, (search = { found: within(node, (inner) => find(text, inner)) }))
    return search.found
  }
}

function within<Found>(node: Node, find: (node: Node) => Found | undefined): Found | undefined {
  for (const inner of nodes(node)) {
    const found = find(inner)
    if (found !== undefined) return found
  }
  return undefined
}

const firstMappingStep = first(mappingStep)
const firstSequenceStep = first(sequenceStep)
const firstDashStep = first(dashStep)
const firstQuote = first(quoteOf)

function mappingStep(text: string, node: Node): number | undefined {
  return stepTo(text, node, (value) =>
    value.kind === 'mapping' && !value.flow ? value.pairs[0]?.key.start : undefined,
  )
}

function sequenceStep(text: string, node: Node): number | undefined {
  return stepTo(text, node, (value) =>
    value.kind === 'sequence' && !value.flow ? entries(text, value)?.[0]?.start : undefined,
  )
}

/** Columns from a key to where its value starts, for the first value that starts at a place of interest. */
function stepTo(text: string, node: Node, place: (value: Node) => number | undefined): number | undefined {
  if (node.kind !== 'mapping' || node.flow) return undefined
  for (const pair of node.pairs) {
    const { key, value } = pair
    const at = hasMark(text, pair) ? undefined : place(value)
    const outer = at === undefined ? undefined : columnOf(text, key.start)
    const inner = at === undefined ? undefined : columnOf(text, at)
    if (outer !== undefined && inner !== undefined && inner >= outer) return inner - outer
  }
  return undefined
}

function dashStep(text: string, node: Node): number | undefined {
  if (node.kind !== 'sequence' || node.flow) return undefined
  const dashes = entries(text, node) ?? []
  const index = node.items.findIndex((item, at) => {
    const line = lineEnd(text, dashes[at]?.start ?? 0)
    return item.kind === 'mapping' && !item.flow && item.start < line && columnOf(text, item.start) !== undefined
  })
  const [item, dash] = [node.items[index], dashes[index]]
  return item && dash && item.start - dash.start
}

/** The quotes around a scalar, where it has any. */
export function quoteOf(text: string, node: Node): '"' | "'" | undefined {
  const quote = node.kind === 'scalar' ? text[contentStart(text, node)] : undefined
  return quote === '"' || quote === "'" ? quote : undefined
}

/** In flow style, what all texts around do is done by a new one too. */
function quotingAt(text: string, chain: readonly Node[]): Style['quoting'] {
  const outermost = chain.find(isFlow)
  if (outermost && allQuoted(text, [...nodes(outermost)])) return 'all'
  const around = chain.findLast(isFlow)
  return around?.kind === 'sequence' && allQuoted(text, around.items) ? 'text' : 'needed'
}

function allQuoted(text: string, among: readonly Node[]): boolean {
  const texts = among.filter((node) => node.kind === 'scalar' && typeof resolve(node) === 'string')
  return texts.length > 0 && texts.every((node) => quoteOf(text, node) !== undefined)
}
