import type { Mapping } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { bool, get, items, mapping, text } from '../yaml/query.ts'
import type { Container, Pod } from './pod.ts'
import type { Layer, Setting } from './setting.ts'
import { runsInAgent } from './template.ts'

/** The volume of a name that a pod gets: lists merge by name, the higher layer's wins. */
export function volumeNamed(name: string, pod: Pod): Setting | undefined {
  for (const layer of layersOf(pod)) {
    const node = index(layer).get(name)
    if (node) return { node, origin: layer.origin, manifest: layer.manifest }
  }
  return undefined
}

/** All volumes that stand in the layers of pods, each once. */
export function volumes(pods: readonly Pod[]): readonly Setting[] {
  const layers = new Map(pods.flatMap((pod) => layersOf(pod).map((layer) => [layer.node, layer])))
  return [...layers.values()].flatMap((layer) =>
    [...index(layer).values()].map((node) => ({ node, origin: layer.origin, manifest: layer.manifest })),
  )
}

/** The agent's pod gets none but those of a patch. */
function layersOf({ template, layers }: Pod): readonly Layer[] {
  return runsInAgent(template?.type) ? layers.patch : [...layers.patch, ...layers.template, ...layers.spec]
}

const none: ReadonlyMap<string, Mapping> = new Map()
function index({ node }: Layer): ReadonlyMap<string, Mapping> {
  return node.mayHave('volumes') ? byName(node) : none
}

const byName = once((node: Mapping): ReadonlyMap<string, Mapping> => {
  const all = items(get(node, 'volumes')).filter((item) => item.kind === 'mapping')
  return new Map(all.map((item) => [text(get(item, 'name')) ?? '', item]))
})

/** The `volumeMounts` of a container in all layers, with those of its container set. */
export function ownMounts({ layers, role, pod }: Container): readonly Mapping[] {
  const own = layers.flatMap(({ node }) => mountsOf(node))
  return role === 'set' ? [...own, ...mountsOf(mapping(get(pod.template?.node, 'containerSet')))] : own
}

/** The same, and the main container's for a sidecar that mirrors them (docs/fields.md). */
export function mounts(container: Container): readonly Mapping[] {
  const own = ownMounts(container)
  const { containers } = container.pod
  if (!container.layers.some(({ node }) => bool(get(node, 'mirrorVolumeMounts')))) return own
  return [...own, ...containers.filter(({ role }) => role === 'main' || role === 'script').flatMap(ownMounts)]
}

function mountsOf(node: Mapping | undefined): Mapping[] {
  return items(get(node, 'volumeMounts')).filter((item) => item.kind === 'mapping')
}
