import type { Span } from './file.ts'
import type { Mapping, Node, Pair, Scalar } from './node.ts'
import { isMerge, resolve } from './resolve.ts'
import { value } from './value.ts'
import { firstFrom } from './search.ts'

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
  return parts[firstFrom(parts, (part) => start(part) <= offset) - 1]
}

/** An empty node holds the offset at which it would stand. */
function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < Math.max(end, start + 1)
}

/** One step of the way to a node by what it is called: the key of a pair, or the index of an item. */
export type Key = string | number

/**
 * The way from a root down to a node of its tree; nothing when the node is not of the tree, as those are that an alias
 * stands for, or when a key of the way is written twice, is no text, or gives way to a `<<` that comes after it.
 */
export function locate(root: Node, node: Node): readonly Key[] | undefined {
  if (root === node) return []
  if (root.kind === 'sequence') {
    for (const [index, item] of around(root.items, node, (it) => it)) {
      const rest = mayHold(item, node) ? locate(item, node) : undefined
      if (rest) return [index, ...rest]
    }
  }
  if (root.kind !== 'mapping') return undefined
  for (const [, pair] of around(root.pairs, node, ({ value: it }) => it)) {
    const rest = mayHold(pair.value, node) ? locate(pair.value, node) : undefined
    const name = rest && ownName(pair, root.pairs)
    if (name !== undefined && rest) return [name, ...rest]
  }
  return undefined
}

/** The parts, in the order of the text, that a node may lie in, each with its index: more than one where some are empty. */
function* around<Part>(
  parts: readonly Part[],
  { start }: Span,
  spanOf: (part: Part) => Span,
): Generator<readonly [number, Part]> {
  for (let index = firstFrom(parts, (part) => spanOf(part).end < start); index < parts.length; index++) {
    const part = parts[index]
    if (part === undefined || spanOf(part).start > start) return
    yield [index, part]
  }
}

function mayHold(outer: Node, inner: Node): boolean {
  return outer === inner || (outer.start <= inner.start && inner.end <= outer.end)
}

/** What a pair is called where its mapping says just what is written in it. */
function ownName(pair: Pair, pairs: readonly Pair[]): string | undefined {
  if (pair.key.kind !== 'scalar' || isMerge(pair)) return undefined
  const name = keyName(pair.key)
  if (pairs.filter(({ key }) => key.kind === 'scalar' && keyName(key) === name).length !== 1) return undefined
  return pairs.slice(pairs.indexOf(pair)).some((later) => isMerge(later) && merges(later, name)) ? undefined : name
}

/** Whether a merge key gives a mapping some key. */
export function merges(pair: Pair, name: string): boolean {
  const sources = [value(pair.value)].flat()
  return sources.some((source) => typeof source === 'object' && source !== null && Object.hasOwn(source, name))
}

/** A key as it stands in a plain value: what is a number or a boolean, as the text of it. */
export function keyName(key: Scalar): string {
  return String(resolve(key))
}

/** The node at the end of a way; nothing where it leaves the tree. */
export function nodeAt(root: Node | undefined, path: readonly Key[]): Node | undefined {
  let node = root
  for (const key of path) {
    if (node?.kind === 'sequence') node = node.items[Number(key)]
    else if (node?.kind === 'mapping')
      node = node.pairs.find((pair) => pair.key.kind === 'scalar' && keyName(pair.key) === key)?.value
    else return undefined
  }
  return node
}

/** The scalar that is written around an offset. */
export function scalarAt(root: Node, offset: number): Scalar | undefined {
  let node: Node | undefined = root
  while (node && node.kind !== 'scalar') {
    const step = stepInto(node, offset)
    node = step && ('item' in step ? step.item : step.value)
  }
  return node
}
