import type { Node } from '../yaml/node.ts'
import { get, items, text } from '../yaml/query.ts'
import type { Manifest } from './manifest.ts'

/** A workflow parameter that a sensor fills from an event. */
interface Feed {
  readonly at: Node
  /** The field of the payload holds numbers, hashes or names that not just anybody can choose. */
  readonly constrained: boolean
}

const known = new WeakMap<Manifest, ReadonlyMap<string, Feed>>()

/** The parameters of a workflow inside a Sensor that the trigger which submits it overwrites, by name. */
export function fedBySensor(manifest: Manifest): ReadonlyMap<string, Feed> {
  let found = known.get(manifest)
  if (!found)
    known.set(manifest, (found = new Map(manifest.parent?.kind === 'Sensor' ? find(manifest, manifest.parent) : [])))
  return found
}

function* find({ root, spec }: Manifest, sensor: Manifest): Generator<[string, Feed]> {
  const trigger = items(get(sensor.root, 'spec', 'triggers')).find(
    ({ start, end }) => start <= root.start && root.start < end,
  )
  const declared = items(get(spec, 'arguments', 'parameters'))
  for (const kind of ['argoWorkflow', 'k8s']) {
    for (const parameter of items(get(trigger, 'template', kind, 'parameters'))) {
      const index = /\barguments\.parameters\.(\d+)\.value$/.exec(text(get(parameter, 'dest')) ?? '')?.[1]
      const name = index === undefined ? undefined : text(get(declared[Number(index)], 'name'))
      const source = get(parameter, 'src')
      if (name !== undefined && source && get(source, 'dependencyName'))
        yield [name, { at: source, constrained: isConstrained(source) }]
    }
  }
}

/** Fields of webhook payloads that hold no free text (catalogue 1.8.3). */
const constrainedKeys = /(?:^|\.)(?:after|before|sha|number|id|full_name|action|time|timestamp)$/

function isConstrained(source: Node): boolean {
  const keys = ['dataKey', 'contextKey'].map((key) => text(get(source, key))).filter((key) => key !== undefined)
  return keys.length > 0 && !get(source, 'dataTemplate') && keys.every((key) => constrainedKeys.test(key))
}
