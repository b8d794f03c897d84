import { follow, type Mapping, type Node } from '../../yaml/node.ts'
import { get, scalar, scalars } from '../../yaml/query.ts'
import { type Flow, flowsOf } from '../expression.ts'
import { tags } from '../tag.ts'
import type { Source, Stop } from './source.ts'
import { type Place, resolve, type Variable } from './variable.ts'

/** One thing that a variable may hold. */
export interface Feed {
  readonly from: Variable | Source
  /** The place where it is passed on; nothing where a name just stands for another one. */
  readonly stop?: Stop
}

/** The variables of a text that is passed on at a place. */
export function through(flows: readonly Flow[], place: Place, stop: Stop): Feed[] {
  return flows.flatMap(({ path }) => resolve(path, place)).map((from) => ({ from, stop }))
}

/**
 * The value of an argument, a default or an output: a text with tags, or a reference to something else.
 *
 * @param stopAt the place in words; asked only where something is passed on, as most texts hold no tag
 */
export function* held(holder: Mapping, place: Place, stopAt: () => Stop): Generator<Feed> {
  const reference = holder.mayHave('valueFrom') ? get(holder, 'valueFrom') : undefined
  if (!reference && !holder.braced && !holder.merging) return
  for (const leaf of [
    get(holder, 'value'),
    get(holder, 'default'),
    get(reference, 'default'),
    get(reference, 'parameter'),
  ]) {
    // A list or mapping is taken as text, with all that is in it.
    for (const part of leaf ? scalars(follow(leaf)) : [])
      for (const { flows } of tags(part)) yield* through(flows, place, { ...stopAt(), at: leaf ?? part })
  }
  if (reference) yield* referred(reference, place, { ...stopAt(), at: reference })
}

function* referred(reference: Node, place: Place, stop: Stop): Generator<Feed> {
  if (get(reference, 'configMapKeyRef')) yield { from: { level: 'output', from: 'a ConfigMap', way: [stop] } }
  if (get(reference, 'supplied')) yield { from: supplied(stop) }
  const expression = scalar(get(reference, 'expression'))
  if (!expression) return
  yield* through([...flowsOf(expression.value), ...tags(expression).flatMap(({ flows }) => flows)], place, stop)
}

/** What somebody fills in while the workflow waits. */
export function supplied(stop: Stop): Source {
  return {
    level: 'argument',
    from: 'whoever resumes the suspended workflow',
    way: [{ ...stop, note: 'Whoever resumes the workflow fills it in' }],
  }
}
