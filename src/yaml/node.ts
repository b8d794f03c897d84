import type { Alias, Mapping, Sequence } from './collection.ts'
import { Scalar } from './scalar.ts'

export { Scalar }
export type { Alias, Mapping, Sequence }

/** A node of the tree; its span covers everything that was written for it: quotes, header, anchor and tag. */
export type Node = Scalar | Sequence | Mapping | Alias

export interface Pair {
  readonly key: Node
  readonly value: Node
}

/**
 * The node itself, or what its alias stands for. Everything under an alias lies, for whoever reads it, where the
 * alias is written: that is the place a change would touch.
 */
export function follow(node: Node | undefined): Exclude<Node, Alias> | undefined {
  return node?.kind === 'alias' ? node.content : node
}
