import { embedded } from './argo/embedded.ts'
import { type Change, changed, put, target } from './yaml/change.ts'
import type { Document } from './yaml/document.ts'
import { type Edit, edit, type Refusal } from './yaml/edit.ts'
import type { File } from './yaml/file.ts'
import type { Node, Scalar } from './yaml/node.ts'
import { type Key, locate, nodeAt, scalarAt } from './yaml/path.ts'
import { same, type Value, value } from './yaml/value.ts'

/** A tree of a document with the changes that are meant for it: its own, or one that a text of it holds. */
interface Part {
  readonly root: Node
  readonly changes: Change[]
  /** The text, and the way to it, when the tree is not the document's own. */
  readonly within?: { readonly text: Scalar; readonly path: readonly Key[] }
}

/** Changes of one document, by the trees whose nodes they name. */
export type Meaning = readonly Part[]

const unreachable: Refusal = {
  refused: 'The value is written in a place that stands for several, behind an anchor or a key that is written twice',
}

/** Finds the tree of each change. */
export function meaning({ root }: Document, changes: readonly Change[]): Meaning | Refusal {
  const parts = new Map<Node, Part>()
  for (const change of changes) {
    const found = root && (ownPart(root, change) ?? innerPart(root, change))
    if (!found) return unreachable
    const part = parts.get(found.root) ?? found
    parts.set(part.root, part)
    part.changes.push(change)
  }
  return [...parts.values()]
}

function ownPart(root: Node, change: Change): Part | undefined {
  return locate(root, target(change)) && { root, changes: [] }
}

/** The settings of a controller are YAML in texts of its ConfigMap. */
function innerPart(root: Node, change: Change): Part | undefined {
  const text = scalarAt(root, target(change).start)
  const path = text && locate(root, text)
  const inner = text && embedded(text).root
  return path && inner && locate(inner, target(change))
    ? { root: inner, changes: [], within: { text, path } }
    : undefined
}

/** How all of it is written. */
export function written(file: File, parts: Meaning): readonly Edit[] | Refusal {
  const edits: Edit[] = []
  // Where a text ends, what comes into it stands before what comes behind it.
  const innerFirst = parts.toSorted((a, b) => Number(b.within !== undefined) - Number(a.within !== undefined))
  for (const { root, changes, within } of innerFirst) {
    if (within && !within.text.literal) return { refused: 'The setting is written in a text that is no `|` block' }
    for (const change of changes) {
      const made = edit(file.text, root, change, changes)
      if ('refused' in made) return made
      edits.push(...made)
    }
  }
  return edits
}

/** Whether a document says, once edited, exactly what was meant, and nothing else is said otherwise. */
export function isSaid(parts: Meaning, before: Document, after: Document): boolean {
  const own = parts.find(({ within }) => !within)
  let expected = own ? changed(own.root, own.changes)?.value : value(before.root)
  let actual = value(after.root)
  if (expected === undefined) return false
  for (const { root, changes, within } of parts) {
    if (!within) continue
    const text = nodeAt(after.root, within.path)
    const inner = text?.kind === 'scalar' ? embedded(text) : undefined
    const meant = changed(root, changes)?.value
    if (!inner || inner.problem || meant === undefined || !same(value(inner.root), meant)) return false
    expected = blank(expected, within.path)
    actual = blank(actual, within.path)
  }
  return same(expected, actual)
}

function blank(whole: Value, path: readonly Key[]): Value {
  return put(whole, path, () => null)
}
