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
  if (node.kind === 'mapping') {
    const pair = lastFrom(node.pairs, offset, ({ key }) => key.start)
    return pair && (holds(pair.key, offset) || holds(pair.value, offset)) ? pair : undefined
  }
  if (node.kind !== 'sequence') return undefined
  const item = lastFrom(node.items, offset, ({ start }) => start)
  return item && holds(item, offset) ? { item } : undefined
}

/** The last of some parts, which stand in the order of the text, that starts at an offset or before it. */
function lastFrom<Part>(parts: readonly Part[], offset: number, start: (part: Part) => number): Part | undefined {
  let low = 0
  let high = parts.length
  while (low < high) {
    const middle = (low + high) >> 1
    const part = parts[middle]
    if (part !== undefined && start(part) <= offset) low = middle + 1
    else high = middle
  }
  return parts[low - 1]
}

/** An empty node holds the offset at which it would stand. */
function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < Math.max(end, start + 1)
}
