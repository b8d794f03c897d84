import { type Change, remove, replace } from '../yaml/change.ts'
import type { Mapping, Node, Scalar, Sequence } from '../yaml/node.ts'
import { type Key, pathTo } from '../yaml/path.ts'
import { keyOf } from '../yaml/query.ts'
import { embedded } from './embedded.ts'

/**
 * Takes nodes out of an object, each with the pair whose value it is; none may lie within another. What is left empty
 * goes as well, a `podSpecPatch` with nothing in it too, but no key of the object itself: an empty `spec` stays. A
 * node that was reached through an alias is of no tree, and its change names none, so that nobody can make it.
 */
export function without(root: Mapping, ...nodes: readonly Node[]): readonly Change[] {
  const lost: Change[] = []
  let ways = nodes.flatMap((node) => {
    const way = wayTo(root, node)
    if (way.length === 0) lost.push(replace(node, null))
    return way.length > 0 ? [way] : []
  })
  for (let emptied = emptiedBy(ways); emptied; emptied = emptiedBy(ways)) {
    const holder = emptied.at(-1)?.holder
    ways = [...ways.filter((way) => way.at(-1)?.holder !== holder), emptied.slice(0, -1)]
  }
  return [...ways.flatMap((way) => way.slice(-1).map(({ holder, key }) => remove(holder, key))), ...lost]
}

/** A pair or an item, by what holds it. */
interface Place {
  readonly holder: Mapping | Sequence
  readonly key: Key
  /** The text that holds the tree whose root the holder is, when that is not the document's. */
  readonly text?: Scalar
}

type Way = readonly Place[]

/** The way down to a node, also into the YAML that a text holds; empty when it does not end at the node. */
function wayTo(root: Mapping, node: Node): Way {
  const way: Place[] = []
  let at: Node = root
  for (const step of pathTo(root, node)) {
    const next: Node = 'item' in step ? step.item : step.value
    if (at.kind === 'mapping' && !('item' in step)) way.push({ holder: at, key: keyOf(step) ?? '' })
    else if (at.kind === 'sequence') way.push({ holder: at, key: at.items.indexOf(next) })
    if (next === node) return way
    at = next
  }
  const inner = at.kind === 'scalar' ? embedded(at).root : undefined
  const [first, ...rest] = inner?.kind === 'mapping' ? wayTo(inner, node) : []
  return first && at.kind === 'scalar' ? [...way, { ...first, text: at }, ...rest] : []
}

/** One of several ways whose ends are all that a holder below the object's own keys says. */
function emptiedBy(ways: readonly Way[]): Way | undefined {
  return ways.find((way) => {
    const { holder, text } = way.at(-1) ?? {}
    // What people wrote beside the setting would be lost with the text.
    if (way.length <= 2 || !holder || (text && /(^|\s)#/.test(text.value))) return false
    const lost = new Set(ways.flatMap((other) => (other.at(-1)?.holder === holder ? (other.at(-1)?.key ?? []) : [])))
    if (holder.kind === 'sequence') return lost.size === holder.items.length
    const rest = holder.pairs.filter((pair) => !lost.has(keyOf(pair) ?? ''))
    return rest.every((pair) => isPatched(way) && keyOf(pair) === 'name')
  })
}

/** An item of a patch that has only its name left changes nothing. */
function isPatched(way: Way): boolean {
  return way.at(-2)?.holder.kind === 'sequence' && way.some(({ key }) => key === 'podSpecPatch')
}
