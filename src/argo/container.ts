import type { Mapping } from '../yaml/node.ts'
import { get, items, mapping, text } from '../yaml/query.ts'
import { controllerSettings } from './controller-config.ts'
import type { Container, Pod, Role } from './pod.ts'
import { type Layer, type Origin, under } from './setting.ts'
import { runsUserCode } from './template.ts'

const single = [
  ['container', 'main'],
  ['script', 'script'],
] as const

const lists = [
  ['initContainers', 'init'],
  ['sidecars', 'sidecar'],
] as const

/**
 * The user containers of a template's pod (catalogue §1.5), or of `templateDefaults` when it has no template, and
 * those of Argo's own that a patch changes.
 *
 * @param below the controller's `mainContainer`, which lies under main containers only
 * @param lean leaves out containers that each template is given alike
 */
export function templateContainers(pod: Pod, below: readonly Layer[], lean: boolean): Container[] {
  const found = ownContainers(pod, below, lean)
  if (!lean && pod.layers.patch.length > 0)
    found.push(...patchedContainers(pod, new Set(found.map(({ name }) => name))))
  return found
}

/** How many containers each template is given alike, by `templateDefaults` and by patches. */
export function commonContainers(layers: readonly Layer[]): number {
  const keys = ['initContainers', 'sidecars', 'containers']
  return layers.reduce((sum, { node }) => sum + keys.reduce((count, key) => count + items(get(node, key)).length, 0), 0)
}

function ownContainers(pod: Pod, below: readonly Layer[], lean: boolean): Container[] {
  const { template } = pod.layers
  const found: Container[] = []
  for (const [key, role] of single) {
    // The defaults of a type lie under templates of that type only (Argo 3.6.16, 3.7.7 and 4.0).
    const layers = isOfType(pod, key) ? under(template, [key]) : []
    if (layers.length > 0) add(found, pod, role, 'main', [...asContainer(layers), ...below])
  }
  const set = isOfType(pod, 'containerSet') ? under(template, ['containerSet'])[0] : undefined
  for (const [name, layers] of set ? byName([set], 'containers') : [])
    add(found, pod, 'set', name, [...layers, ...below])
  for (const [key, role] of lists) {
    const given = lean ? template.filter(({ origin }) => origin === 'template') : template
    for (const [name, layers] of byName(given, key)) add(found, pod, role, name, layers)
  }
  return found
}

function isOfType({ template }: Pod, type: string): boolean {
  return template === undefined || template.type === type
}

function asContainer(layers: readonly Layer[]): Layer[] {
  return layers.map(({ node, origin, manifest, ...rest }) => ({
    node,
    origin: origin === 'template' ? 'container' : origin,
    manifest,
    ...rest,
  }))
}

/** The items of lists that merge by name; one without a name is not merged. */
function byName(layers: readonly Layer[], key: string): readonly (readonly [string, Layer[]])[] {
  const found: (readonly [string, Layer[]])[] = []
  const names = new Map<string, Layer[]>()
  for (const { node, origin, manifest } of layers) {
    if (!node.mayHave(key)) continue
    for (const item of items(get(node, key))) {
      if (item.kind !== 'mapping') continue
      const name = text(get(item, 'name')) ?? ''
      const layer: Layer = { node: item, origin: origin === 'template' ? 'container' : origin, manifest }
      const same = names.get(name)
      if (same) same.push(layer)
      else {
        const merged = [layer]
        found.push([name, merged])
        if (name !== '') names.set(name, merged)
      }
    }
  }
  return found
}

const argosOwn = new Set(['wait', 'init', 'supervisor'])

/** Containers that a patch alone writes: further ones, or changes to those that Argo puts into the pod. */
function patchedContainers(pod: Pod, names: ReadonlySet<string>): Container[] {
  const found: Container[] = []
  const { template, layers } = pod
  const ownsMain = template !== undefined && !runsUserCode(template.type)
  for (const [key, role] of [
    ['containers', 'sidecar'],
    ['initContainers', 'init'],
  ] as const) {
    for (const [name] of byName(layers.patch, key)) {
      if (names.has(name)) continue
      const isMain = role === 'sidecar' && name === 'main'
      const isArgos = argosOwn.has(name) || (isMain && ownsMain)
      add(found, pod, isArgos ? 'executor' : isMain ? 'main' : role, name, [])
    }
  }
  return found
}

/** What patches say of a container of a list. */
function patchesOf({ layers: { patch } }: Pod, key: string, name: string): readonly Layer[] {
  return patch.length === 0 ? patch : patch.flatMap((layer) => indexOf(layer, key).get(name) ?? [])
}

type Index = ReadonlyMap<string, readonly Layer[]>

const known = new WeakMap<Mapping, Map<string, Index>>()

/** The patch of a spec is the same for all its pods. */
function indexOf(layer: Layer, key: string): Index {
  let indexes = known.get(layer.node)
  if (!indexes) known.set(layer.node, (indexes = new Map()))
  let index = indexes.get(key)
  if (!index) indexes.set(key, (index = new Map(byName([layer], key))))
  return index
}

/** Adds a container to those of a pod, unless nothing says anything of it. */
function add(to: Container[], pod: Pod, role: Role, name: string, layers: readonly Layer[]): void {
  const key = role === 'init' || name === 'init' ? 'initContainers' : 'containers'
  const patches = patchesOf(pod, key, name)
  const first = layers[0] ?? patches[0]
  if (first) to.push({ manifest: first.manifest, node: first.node, role, name, pod, layers: [...patches, ...layers] })
}

/** What the controller's configuration lays under every main container, and what its own containers get. */
export function mainContainers(pod: Pod): Container[] {
  const found: Container[] = []
  const settings = controllerSettings(pod.manifest.root)
  for (const [key, role, name, origin] of [
    ['maincontainer', 'main', 'main', 'mainContainer'],
    ['executor', 'executor', 'wait', 'container'],
  ] as const satisfies readonly (readonly [string, Role, string, Origin])[]) {
    const node = mapping(settings.get(key)?.value)
    if (node) add(found, pod, role, name, [{ node, origin, manifest: pod.manifest }])
  }
  return found
}

/** The containers of an object that Kubernetes itself runs, or the one of a plugin. */
export function plainContainers(pod: Pod, plugin: Mapping | undefined): Container[] {
  const { manifest } = pod
  const found: Container[] = []
  if (plugin)
    add(found, pod, 'sidecar', text(get(plugin, 'name')) ?? '', [{ node: plugin, origin: 'container', manifest }])
  for (const [key, role] of [
    ['containers', 'main'],
    ['initContainers', 'init'],
  ] as const) {
    for (const [name, layers] of byName(pod.layers.spec, key)) {
      add(
        found,
        pod,
        role,
        name,
        layers.map((layer) => ({ ...layer, origin: 'container' })),
      )
    }
  }
  return found
}
