import type { Alias, Node, Pair } from './node.ts'
import { isMerge, resolve } from './resolve.ts'

/** What a node means, without its place. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value }

/**
 * A node as a plain value with the types that the cluster gives it. Merge keys are merged, of a key that is written
 * twice the last counts, and keys are text. What an anchor names is one value that its aliases share: reading costs
 * what the text is long, not what it would unfold to.
 */
export function value(node: Node | undefined): Value {
  return read(node, new Map())
}

type Known = Map<Node, Value>

function read(node: Node | undefined, known: Known): Value {
  switch (node?.kind) {
    case 'scalar':
      return resolve(node)
    case 'sequence':
      return node.items.map((item) => read(item, known))
    case 'mapping':
      return entries(node.pairs, known)
    case 'alias':
      return shared(node, known)
    default:
      return null
  }
}

function shared({ target }: Alias, known: Known): Value {
  const found = target && known.get(target)
  if (found !== undefined) return found
  const made = read(target, known)
  if (target) known.set(target, made)
  return made
}

/** In the order of the text: what is merged replaces what stands before its `<<`, as in Go's decoder. */
function entries(pairs: readonly Pair[], known: Known): Value {
  const into: { [key: string]: Value } = {}
  for (const pair of pairs) {
    const found = read(pair.value, known)
    if (isMerge(pair)) for (const source of [found].flat().toReversed()) merge(into, source)
    else put(into, read(pair.key, known), found)
  }
  return into
}

function merge(into: { [key: string]: Value }, from: Value): void {
  if (typeof from === 'object' && from) for (const [key, entry] of Object.entries(from)) put(into, key, entry)
}

function put(into: { [key: string]: Value }, key: Value, entry: Value): void {
  if (typeof key === 'object' && key) return
  // Assigned plainly, this name would change the object's prototype.
  if (key === '__proto__')
    Object.defineProperty(into, key, { value: entry, enumerable: true, configurable: true, writable: true })
  else into[String(key)] = entry
}

/** Whether two values are the same, whatever the order of their keys. */
export function same(a: Value, b: Value): boolean {
  return equal(a, b, new Map())
}

/** @param met objects that were found the same: what anchors share is compared once */
function equal(a: Value, b: Value, met: Map<object, object>): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return Object.is(a, b)
  if (met.get(a) === b) return true
  met.set(a, b)
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && equalLists(a, b, met)
  const [mine, theirs] = [Object.entries(a), new Map(Object.entries(b))]
  return (
    mine.length === theirs.size &&
    mine.every(([key, entry]) => {
      const other = theirs.get(key)
      return other !== undefined && equal(entry, other, met)
    })
  )
}

function equalLists(a: readonly Value[], b: readonly Value[], met: Map<object, object>): boolean {
  return a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null, met))
}
