import { skip } from './blank.ts'
import type { Span } from './file.ts'
import { lineStart } from './line.ts'
import type { Alias, Mapping, Node, Pair, Scalar, Sequence } from './node.ts'
import { once } from './once.ts'
import { firstFrom } from './search.ts'

/** A node and all below it in the order of the text; aliases are not entered. */
export function* nodes(root: Node): Generator<Node> {
  const open = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    yield node
    if (node.kind === 'sequence') for (const item of node.items.toReversed()) open.push(item)
    if (node.kind === 'mapping') for (const { key, value } of node.pairs.toReversed()) open.push(value, key)
  }
}

/** The scalars and aliases of a tree in the order of the text. They do not overlap. */
export const tokens = once((root: Node): readonly (Scalar | Alias)[] =>
  [...nodes(root)].filter((node) => node.kind === 'scalar' || node.kind === 'alias'),
)

/** The index of the first of some tokens that ends behind an offset. */
export function firstBehind(all: readonly Span[], offset: number): number {
  return firstFrom(all, ({ end }) => end <= offset)
}

export function isFlow(node: Node): node is Mapping | Sequence {
  return (node.kind === 'mapping' || node.kind === 'sequence') && node.flow
}

/** Whether a node is brackets with nothing in between, not even a comment. */
export function isBare(text: string, node: Node): boolean {
  return isFlow(node) && /^[[{]\s*[\]}]$/.test(text.slice(contentStart(text, node), node.end))
}

/** Where a node starts behind its anchor and tag. */
export function contentStart(text: string, node: Span): number {
  let at = node.start
  while (at < node.end && (text[at] === '&' || text[at] === '!')) {
    while (at < node.end && !/\s/.test(text.charAt(at))) at++
    at = skip(text, at)
  }
  return at
}

/** Where a node ends, without the last of the line ends that a block scalar keeps. */
export function endOf(text: string, { start, end }: Span): number {
  if (end === start || text[end - 1] !== '\n') return end
  return text[end - 2] === '\r' ? end - 2 : end - 1
}

/** The pairs or items of a collection, each from its key or dash to its end; nothing when one is not written so. */
export function entries(text: string, node: Mapping | Sequence): readonly Span[] | undefined {
  if (node.kind === 'mapping') {
    if (!node.pairs.every((pair) => isSimple(text, pair, node.flow))) return undefined
    return node.pairs.map(({ key, value }) => ({ start: key.start, end: Math.max(key.end, endOf(text, value)) }))
  }
  if (node.flow) return node.items.map(({ start, end }) => ({ start, end }))
  let before = contentStart(text, node)
  const found = node.items.map((item) => {
    const start = skip(text, before)
    before = item.end
    return { start, end: Math.max(start + 1, endOf(text, item)) }
  })
  return found.every(({ start }) => text[start] === '-') ? found : undefined
}

/** Whether a pair is written `key: value`; in flow style the colon may be missing where the value is. */
function isSimple(text: string, pair: Pair, flow: boolean): boolean {
  const { key, value } = pair
  if (key.kind !== 'scalar' || key.start === key.end || hasMark(text, pair)) return false
  return colon(text, pair) !== undefined || (flow && value.start === value.end)
}

/** Whether a pair's key comes after a `?` on its line. */
export function hasMark(text: string, { key }: Pair): boolean {
  return /\?\s*$/.test(text.slice(lineStart(text, key.start), key.start))
}

/** The offset behind the colon of a pair that has one on the line where its key ends. */
export function colon(text: string, { key }: Pair): number | undefined {
  const blanks = /[ \t]*/y
  blanks.lastIndex = key.end
  const at = key.end + (blanks.exec(text)?.[0].length ?? 0)
  return text[at] === ':' ? at + 1 : undefined
}
