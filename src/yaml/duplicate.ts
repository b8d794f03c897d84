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
  if (node?.kind !== 'mapping' && node?.kind !== 'sequence') return []
  return node.repeating().flatMap(({ pairs }) => repeated(pairs))
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
