import type { Mapping, Node, Scalar, Sequence } from './node.ts'
import { locate, type Key } from './path.ts'
import { keyOf } from './query.ts'
import { type Value, value } from './value.ts'

/** A stretch of a scalar's value, as offsets of the value, and what is to stand there. */
export interface Part {
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * A change of what a document says, told by nodes of its tree. How it is written is the editor's business; what it
 * means is `changed`. A node that was reached through an alias is not of the tree, so no change can name it.
 */
export type Change =
  | {
      readonly kind: 'insert'
      readonly into: Mapping
      readonly key: string
      readonly value: Value
      /** The key behind which the new one is to stand, where it is there; else it stands last. */
      readonly after?: string
    }
  | { readonly kind: 'append'; readonly to: Sequence; readonly values: readonly Value[]; readonly first?: boolean }
  | { readonly kind: 'remove'; readonly from: Mapping | Sequence; readonly key: Key }
  | { readonly kind: 'replace'; readonly node: Node; readonly value: Value }
  | { readonly kind: 'rewrite'; readonly node: Scalar; readonly parts: readonly Part[] }

/** A new pair. The mapping must not have the key. */
export function insert(into: Mapping, key: string, entry: Value, after?: string): Change {
  return { kind: 'insert', into, key, value: entry, ...(after !== undefined && { after }) }
}

/** New items in their order, behind all others. */
export function append(to: Sequence, ...values: readonly Value[]): Change {
  return { kind: 'append', to, values }
}

/** New items in their order, before all others. */
export function prepend(to: Sequence, ...values: readonly Value[]): Change {
  return { kind: 'append', to, values, first: true }
}

/** A pair of a mapping by its key, or an item of a sequence by its index, goes away. */
export function remove(from: Mapping | Sequence, key: Key): Change {
  return { kind: 'remove', from, key }
}

/** Another value in the place of a node. */
export function replace(node: Node, by: Value): Change {
  return { kind: 'replace', node, value: by }
}

/** Other words within a text; all around them stays as it is written. */
export function rewrite(node: Scalar, parts: readonly Part[]): Change {
  return { kind: 'rewrite', node, parts }
}

/** A pair that is there gets another value, one that is not is inserted. */
export function set(into: Mapping, key: string, entry: Value, after?: string): Change {
  const found = into.pairs.findLast((pair) => keyOf(pair) === key)
  return found ? replace(found.value, entry) : insert(into, key, entry, after)
}

/** The node that a change is about. */
export function target(change: Change): Node {
  switch (change.kind) {
    case 'insert':
      return change.into
    case 'append':
      return change.to
    case 'remove':
      return change.from
    case 'replace':
    case 'rewrite':
      return change.node
  }
}

/** What a tree says once changes are made; nothing when one of them names no node of it. The tree stays as it is. */
export function changed(root: Node, changes: readonly Change[]): { readonly value: Value } | undefined {
  const steps: Step[] = []
  for (const [index, change] of changes.entries()) {
    const path = locate(root, target(change))
    if (!path) return undefined
    steps.push({ change: whole(change, changes), path, index })
  }
  const made = steps
    .toSorted(movesLess)
    .reduce((done, { change, path }) => put(done, path, (found) => madeOf(found, change)), value(root))
  return { value: made }
}

/** What is rewritten of one text is one change: offsets count in what the text was before. */
function whole(change: Change, changes: readonly Change[]): Change {
  if (change.kind !== 'rewrite') return change
  const parts = changes.flatMap((other) => (other.kind === 'rewrite' && other.node === change.node ? other.parts : []))
  return { ...change, parts }
}

interface Step {
  readonly change: Change
  readonly path: readonly Key[]
  readonly index: number
}

/** Paths name items by their index, so what moves items comes after all that lies deeper, and from the end. */
function movesLess(a: Step, b: Step): number {
  return b.path.length - a.path.length || firstMoved(b) - firstMoved(a)
}

/** The first index at which a change moves an item; of what comes before all, the first is put there last. */
function firstMoved({ change, index }: Step): number {
  if (change.kind === 'remove' && typeof change.key === 'number') return change.key
  return change.kind === 'append' && change.first ? index - Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER
}

/** A copy in which one part is another; what the path does not touch is shared. */
export function put(whole: Value, path: readonly Key[], change: (found: Value) => Value): Value {
  const [key, ...rest] = path
  if (key === undefined) return change(whole)
  if (Array.isArray(whole)) return whole.map((item, index) => (index === key ? put(item, rest, change) : item))
  if (typeof whole !== 'object' || !whole) return whole
  return withEntry(whole, String(key), put(whole[key] ?? null, rest, change))
}

function madeOf(found: Value, change: Change): Value {
  switch (change.kind) {
    case 'insert':
      return withEntry(found ?? {}, change.key, change.value)
    case 'append':
      return change.first ? [...change.values, ...list(found)] : [...list(found), ...change.values]
    case 'remove':
      return withoutEntry(found, change.key)
    case 'replace':
      return change.value
    case 'rewrite':
      return rewritten(change.node.value, change.parts)
  }
}

function list(found: Value): readonly Value[] {
  return Array.isArray(found) ? found : []
}

/** Entries and not assignment: a key may be called `__proto__`. */
function withEntry(found: Value, key: string, entry: Value): Value {
  return Object.fromEntries([...Object.entries(found ?? {}).filter(([name]) => name !== key), [key, entry]])
}

function withoutEntry(found: Value, key: Key): Value {
  if (Array.isArray(found)) return found.filter((_, index) => index !== key)
  return Object.fromEntries(Object.entries(found ?? {}).filter(([name]) => name !== key))
}

/** A text with other words in some places, which must not overlap. */
export function rewritten(text: string, parts: readonly Part[]): string {
  let made = ''
  let at = 0
  for (const { from, to, text: words } of parts.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    made += text.slice(at, from) + words
    at = to
  }
  return made + text.slice(at)
}
