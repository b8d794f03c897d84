import type { Span } from './file.ts'
import { Scalar } from './scalar.ts'

export { Scalar }

/** A node of the tree; its span covers everything that was written for it: quotes, header, anchor and tag. */
export type Node = Scalar | Sequence | Mapping | Alias

export interface Pair {
  readonly key: Node
  readonly value: Node
}

export interface Mapping extends Span {
  readonly kind: 'mapping'
  readonly flow: boolean
  readonly anchored: boolean
  /** Whether one of its keys is `<<`. */
  readonly merging: boolean
  readonly pairs: readonly Pair[]
}

export interface Sequence extends Span {
  readonly kind: 'sequence'
  readonly flow: boolean
  readonly anchored: boolean
  readonly items: readonly Node[]
}

/** `*name`. What it stands for is read with `follow`. */
export interface Alias extends Span {
  readonly kind: 'alias'
  readonly name: string
  /** The anchored node, or nothing when no anchor of that name came before. */
  readonly target: Node | undefined
}

const followed = new WeakMap<Alias, Exclude<Node, Alias> | undefined>()

/**
 * The node itself, or what its alias stands for. Everything under an alias lies, for whoever reads it, where the
 * alias is written: that is the place a change would touch.
 */
export function follow(node: Node | undefined): Exclude<Node, Alias> | undefined {
  if (node?.kind !== 'alias') return node
  if (!followed.has(node)) followed.set(node, node.target && follow(moved(node.target, node)))
  return followed.get(node)
}

function moved(node: Node, to: Span): Node {
  const span = { start: to.start, end: to.end }
  switch (node.kind) {
    case 'scalar':
      return node.under(to)
    case 'alias':
      return { ...node, ...span }
    case 'sequence':
      return { ...node, ...span, items: node.items.map((item) => moved(item, to)) }
    case 'mapping':
      return {
        ...node,
        ...span,
        pairs: node.pairs.map(({ key, value }) => ({ key: moved(key, to), value: moved(value, to) })),
      }
  }
}
