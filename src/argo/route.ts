import type { Span } from '../yaml/file.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { pathTo } from '../yaml/path.ts'
import { get, keyOf, text } from '../yaml/query.ts'

/** Fields that tell the items of a list apart, in the order in which they are tried. */
const names = ['name', 'key', 'path', 'mountPath']

/**
 * The way from an object to a place in it by names: `spec.templates[main].container.image`. Items without a name
 * are `[]`, never a number, so that the way stays the same while lines and items move.
 */
export function route(root: Mapping, at: Span): string {
  let way = ''
  for (const step of pathTo(root, at)) {
    way += 'item' in step ? `[${nameOf(step.item)}]` : `${way && '.'}${keyOf(step) ?? '?'}`
  }
  return way
}

function nameOf(item: Node): string {
  for (const name of names) {
    const value = text(get(item, name))
    if (value !== undefined) return value
  }
  return ''
}
