import type { Span } from './yaml/file.ts'
import type { Node } from './yaml/node.ts'
import { items, pair } from './yaml/query.ts'

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
