import type { Node } from '../yaml/node.ts'
import { get, items, scalar, text } from '../yaml/query.ts'
import { embedded } from './embedded.ts'

/** A field that a trigger of a sensor fills from an event (Argo Events, "Trigger Parameterization"). */
export interface Destination {
  readonly source: Node
  /** The path, as it is written. */
  readonly dest: Node
  /** The path below the object, or below `argoWorkflow` or `k8s` of the trigger. */
  readonly keys: readonly string[]
  readonly in: 'object' | 'trigger'
  /** The object that the trigger submits or creates; nothing when it is fetched from elsewhere. */
  readonly object: Node | undefined
  /** What is done with it. */
  readonly operation: string
}

/** All fields that the triggers of a sensor fill from events in what they submit or create. */
export function* destinations(sensor: Node): Generator<Destination> {
  for (const trigger of items(get(sensor, 'spec', 'triggers'))) {
    for (const kind of ['argoWorkflow', 'k8s']) {
      const body = get(trigger, 'template', kind)
      if (!body) continue
      const inline = scalar(get(body, 'source', 'inline'))
      const object = get(body, 'source', 'resource') ?? (inline && embedded(inline, 'own').root)
      const operation = text(get(body, 'operation')) ?? (kind === 'k8s' ? 'create' : 'submit')
      const common = { object, operation }
      for (const one of fromEvents(get(body, 'parameters')))
        if (one.keys.length > 0) yield { ...one, ...common, in: 'object' }
      for (const { keys: all, ...one } of fromEvents(get(trigger, 'parameters'))) {
        const [first, ...keys] = all
        if (first !== kind) continue
        const inside = keys[0] === 'source' && keys[1] === 'resource' && keys.length > 2
        yield { ...one, ...common, ...(inside ? { in: 'object', keys: keys.slice(2) } : { in: 'trigger', keys }) }
      }
    }
  }
}

function* fromEvents(parameters: Node | undefined): Generator<Pick<Destination, 'source' | 'dest' | 'keys'>> {
  for (const parameter of items(parameters)) {
    const source = get(parameter, 'src')
    const dest = get(parameter, 'dest')
    if (source && dest && isFromEvent(source)) yield { source, dest, keys: keysOf(text(dest) ?? '') }
  }
}

/** Without a key, the whole event, unless a value is given: that is then what is written (`ResolveParamValue`). */
function isFromEvent(source: Node): boolean {
  if (!get(source, 'dependencyName')) return false
  return (
    ['dataKey', 'dataTemplate', 'contextKey', 'contextTemplate'].some((key) => get(source, key)) ||
    !get(source, 'value')
  )
}

/** The keys of a path of Argo Events (sjson): `.` and `|` part them, `\.` does not, `#(name==x)` finds an item. */
function keysOf(dest: string): readonly string[] {
  const keys = dest.slice(0, 1000).match(/#\([^)]{0,200}\)#?|(?:\\[^]|[^.|\\])+/g) ?? []
  return keys.map((key) => key.replace(/^:/, '').replace(/\\([^])/g, '$1'))
}

/** The node that a key leads to, where it is written. */
export function child(node: Node | undefined, key: string): Node | undefined {
  const wanted = /^#\(\s*name\s*={1,2}\s*["']?([^"')]*?)["']?\s*\)#?$/.exec(key)?.[1]
  if (wanted !== undefined) return items(node).find((item) => text(get(item, 'name')) === wanted)
  return /^\d+$/.test(key) ? items(node)[Number(key)] : get(node, key)
}
