import { follow, type Node, type Pair } from './node.ts'
import { isMerge, resolve } from './resolve.ts'

/** Two pairs of one mapping that have the same key. */
export interface Duplicate {
  readonly first: Pair
  readonly second: Pair
}

/**
 * Keys that a mapping under a node has twice. The cluster takes the last one, or refuses the object, by how it is
 * sent; readers may see either. Aliases are not entered: what they stand for has its own place.
 */
export function* duplicates(node: Node | undefined): Generator<Duplicate> {
  if (node?.kind === 'sequence') for (const item of node.items) yield* duplicates(item)
  if (node?.kind !== 'mapping') return
  const seen = new Map<string, Pair>()
  for (const pair of node.pairs) {
    const key = follow(pair.key)
    if (key?.kind === 'scalar' && !isMerge(pair)) {
      const name = String(resolve(key))
      const first = seen.get(name)
      if (first) yield { first, second: pair }
      else seen.set(name, pair)
    }
    yield* duplicates(pair.value)
  }
}
