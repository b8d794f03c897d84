import type { Span } from './yaml/file.ts'
import type { Node, Pair } from './yaml/node.ts'
import { items, pair, pairs, scalar } from './yaml/query.ts'
import { isMerge } from './yaml/resolve.ts'

/** Where a path of keys and indexes is written: its last key or item that exists, else the node itself. */
export function place(node: Node, path: readonly PropertyKey[]): Span {
  const [step, ...rest] = path
  if (typeof step === 'number') {
    const item = items(node)[step]
    return item ? place(item, rest) : node
  }
  const entry = step === undefined ? undefined : pair(node, String(step))
  if (!entry) return node
  const below = place(entry.value, rest)
  return below === entry.value ? entry.key : below
}

/** The keys that a mapping, or one below it, has already had. */
export function* repeated(node: Node | undefined): Generator<Pair> {
  if (node?.kind === 'sequence') for (const item of node.items) yield* repeated(item)
  const seen = new Set<string>()
  for (const entry of node?.kind === 'mapping' ? pairs(node) : []) {
    const key = scalar(entry.key)?.value ?? ''
    if (seen.has(key) && !isMerge(entry)) yield entry
    seen.add(key)
    yield* repeated(entry.value)
  }
}
