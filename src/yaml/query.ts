import { follow, type Mapping, type Node, type Pair, type Scalar } from './node.ts'
import { manyPairs } from './limits.ts'
import { once } from './once.ts'
import { isMerge, resolve } from './resolve.ts'

/**
 * The value under a path of keys, through aliases and merge keys; nothing where the path leaves the tree. The keys
 * are single parameters because this is asked more than anything else, and a list of them would be made each time.
 */
export function get(
  node: Node | undefined,
  first: string,
  second?: string,
  third?: string,
  fourth?: string,
): Node | undefined {
  const value = valueOf(node, first)
  if (second === undefined || value === undefined) return value
  const inner = valueOf(value, second)
  if (third === undefined || inner === undefined) return inner
  const innermost = valueOf(inner, third)
  return fourth === undefined ? innermost : valueOf(innermost, fourth)
}

/** The same for a path of any length. */
export function getAt(node: Node | undefined, path: readonly string[]): Node | undefined {
  let at = node
  for (const key of path) {
    at = valueOf(at, key)
    if (at === undefined) return undefined
  }
  return at
}

function valueOf(node: Node | undefined, key: string): Node | undefined {
  const map = node?.kind === 'mapping' ? node : mapping(node)
  return map?.merging ? pair(map, key)?.value : map?.own(key)
}

/**
 * The pair of a key, written or merged. Where several give it, the one that Go's decoder ends with: the last in the
 * text, a `<<` standing for all that it merges.
 */
export function pair(node: Node | undefined, key: string): Pair | undefined {
  const map = mapping(node)
  if (!map) return undefined
  if (map.pairs.length > manyPairs) return pairAmongMany(map, key)
  for (let index = map.pairs.length - 1; index >= 0; index--) {
    const entry = map.pairs[index]
    if (entry === undefined) continue
    const found = map.merging && isMerge(entry) ? merged(entry, key) : scalar(entry.key)?.is(key) ? entry : undefined
    if (found) return found
  }
  return undefined
}

function pairAmongMany(map: Mapping, key: string): Pair | undefined {
  const { own, merging } = places(map)
  const last = own.get(key) ?? -1
  for (const index of merging) {
    const entry = index > last ? map.pairs[index] : undefined
    const found = entry && merged(entry, key)
    if (found) return found
  }
  return map.pairs[last]
}

/** The index of the last pair of each key, and those of the pairs that merge, the last one first. */
const places = once(({ pairs: all }: Mapping) => {
  const own = new Map<string, number>()
  const merging: number[] = []
  for (const [index, entry] of all.entries()) {
    const name = keyOf(entry)
    if (isMerge(entry)) merging.push(index)
    else if (name !== undefined) own.set(name, index)
  }
  return { own, merging: merging.toReversed() }
})

/** The first mapping of a `<<` that has the key gives it. */
function merged(entry: Pair, key: string): Pair | undefined {
  const source = follow(entry.value)
  if (source?.kind !== 'sequence') return pair(source, key)
  for (const item of source.items) {
    const found = pair(item, key)
    if (found) return found
  }
  return undefined
}

/** The items of a sequence, each already followed; nothing for any other node. */
export function items(node: Node | undefined): readonly Exclude<Node, { kind: 'alias' }>[] {
  const list = follow(node)
  if (list?.kind !== 'sequence') return []
  return withoutAlias(list.items) ? list.items : list.items.map(follow).filter((item) => item !== undefined)
}

function withoutAlias(list: readonly Node[]): list is readonly Exclude<Node, { kind: 'alias' }>[] {
  return list.every(({ kind }) => kind !== 'alias')
}

/** The pairs of a mapping as written, without merged ones; nothing for any other node. */
export function pairs(node: Node | undefined): readonly Pair[] {
  const map = follow(node)
  return map?.kind === 'mapping' ? map.pairs : []
}

/** The pair's key as text; nothing for a key that is a collection. */
export function keyOf(entry: Pair): string | undefined {
  return scalar(entry.key)?.value
}

export function mapping(node: Node | undefined): Mapping | undefined {
  const followed = follow(node)
  return followed?.kind === 'mapping' ? followed : undefined
}

export function scalar(node: Node | undefined): Scalar | undefined {
  const followed = follow(node)
  return followed?.kind === 'scalar' ? followed : undefined
}

/** The text of a scalar, whatever type it would be; nothing for collections and null. */
export function text(node: Node | undefined): string | undefined {
  const leaf = scalar(node)
  return leaf && !isNull(leaf) ? leaf.value : undefined
}

/** Absent, empty, `null` or `~`: all the same to the API server. */
export function isNull(node: Node | undefined): boolean {
  const leaf = follow(node)
  return leaf === undefined || (leaf.kind === 'scalar' && leaf.length <= 4 && resolve(leaf) === null)
}

/** A boolean as the cluster reads it: `yes` and `on` count, `"yes"` is text. */
export function bool(node: Node | undefined): boolean | undefined {
  const leaf = scalar(node)
  const meant = leaf && resolve(leaf)
  return typeof meant === 'boolean' ? meant : undefined
}

/** A whole number as the cluster reads it: `0755`, `0x1ed`, `1_000` and `1e3` are some, `"1"` is text. */
export function integer(node: Node | undefined): number | undefined {
  const leaf = scalar(node)
  const meant = leaf && resolve(leaf)
  return Number.isInteger(meant) ? Number(meant) : undefined
}

/** Every scalar under a node in the order of the file. Aliases are not entered: what they stand for has its own place. */
export function scalars(node: Node | undefined): readonly Scalar[] {
  if (!node || node.kind === 'alias') return []
  return node.kind === 'scalar' ? [node] : node.scalars()
}
