import type { Node, Pair, Scalar } from './node.ts'
import { scalar } from './query.ts'
import { isMerge } from './resolve.ts'

/** Two pairs of one mapping that have the same key. */
export interface Duplicate {
  readonly first: Pair
  readonly second: Pair
}

/**
 * Keys that a mapping under a node has twice. The cluster takes the last one, or refuses the object, by how it is
 * sent; readers may see either. Aliases are not entered: what they stand for has its own place.
 */
export function duplicates(node: Node | undefined): readonly Duplicate[] {
  const found: Duplicate[] = []
  if (node) collect(node, found)
  return found
}

function collect(node: Node, found: Duplicate[]): void {
  if (node.kind === 'sequence') for (const item of node.items) collect(item, found)
  if (node.kind !== 'mapping') return
  if (mayRepeat(node.pairs)) found.push(...repeated(node.pairs))
  for (const { value } of node.pairs) collect(value, found)
}

/** A cheap look, since nearly no mapping has a key twice: only keys of one length and first letter can be the same. */
function mayRepeat(pairs: readonly Pair[]): boolean {
  let seen = 0
  for (const { key } of pairs) {
    if (key.kind !== 'scalar' || !key.fast) return true
    const bit = 1 << (key.length * 5 + key.source.text.charCodeAt(key.valueStart))
    if ((seen & bit) !== 0) return true
    seen |= bit
  }
  return false
}

function repeated(pairs: readonly Pair[]): Duplicate[] {
  const seen = new Map<string, Pair>()
  return pairs.flatMap((second) => {
    const name: Scalar | undefined = isMerge(second) ? undefined : scalar(second.key)
    const first = name && seen.get(name.value)
    if (name && !first) seen.set(name.value, second)
    return first ? [{ first, second }] : []
  })
}
