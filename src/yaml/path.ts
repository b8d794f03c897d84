import type { Span } from './file.ts'
import type { Mapping, Node, Pair } from './node.ts'

/** One step of the way into a tree: a pair of a mapping, or an item of a sequence. */
export type Step = Pair | { readonly item: Node }

/** The way from a node down to the innermost one that holds an offset. */
export function* pathTo(root: Mapping, { start }: Span): Generator<Step> {
  let node: Node = root
  for (;;) {
    const step = stepInto(node, start)
    if (!step) return
    yield step
    node = 'item' in step ? step.item : step.value
  }
}

function stepInto(node: Node, offset: number): Step | undefined {
  if (node.kind === 'mapping') return node.pairs.find(({ key, value }) => holds(key, offset) || holds(value, offset))
  if (node.kind !== 'sequence') return undefined
  const item = node.items.find((candidate) => holds(candidate, offset))
  return item && { item }
}

/** An empty node holds the offset at which it would stand. */
function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < Math.max(end, start + 1)
}
