import type { Mapping } from '../yaml/node.ts'
import { bool, get, items, mapping, text } from '../yaml/query.ts'
import type { Container, Pod } from './pod.ts'
import type { Setting } from './setting.ts'
import { runsInAgent } from './template.ts'

/** A volume of a pod, by its name. */
export interface Volume {
  readonly name: string
  readonly setting: Setting
}

/** The volumes of a pod: lists merge by name, the higher layer's first. The agent pod gets none of them. */
export function volumes(pod: Pod): readonly Volume[] {
  const { patch, template, spec } = pod.layers
  const found = new Map<string, Volume>()
  for (const { node, origin, manifest } of [...patch, ...(runsInAgent(pod.template?.type) ? [] : [...template, ...spec])]) {
    for (const item of items(get(node, 'volumes'))) {
      const name = text(get(item, 'name')) ?? ''
      if (!found.has(name)) found.set(name, { name, setting: { node: item, origin, manifest } })
    }
  }
  return [...found.values()]
}

/**
 * The `volumeMounts` of a container: its own in all layers, those of its container set, and the main container's for
 * a sidecar that mirrors them (docs/fields.md).
 */
export function mounts(container: Container): readonly Mapping[] {
  const own = container.layers.flatMap(({ node }) => mountsOf(node))
  const { template, containers } = container.pod
  if (container.role === 'set') return [...own, ...mountsOf(mapping(get(template?.node, 'containerSet')))]
  if (!container.layers.some(({ node }) => bool(get(node, 'mirrorVolumeMounts')))) return own
  return [...own, ...containers.filter(({ role }) => role === 'main' || role === 'script').flatMap(mounts)]
}

function mountsOf(node: Mapping | undefined): Mapping[] {
  return items(get(node, 'volumeMounts')).filter((item) => item.kind === 'mapping')
}
