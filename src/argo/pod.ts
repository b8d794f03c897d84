import type { Mapping, Node } from '../yaml/node.ts'
import { get, isNull, items, mapping, scalar, text } from '../yaml/query.ts'
import { isControllerConfig, controllerSettings } from './controller-config.ts'
import { embedded } from './embedded.ts'
import { type Manifest, podSpec } from './manifest.ts'
import type { Project } from './project.ts'
import { foreignTemplates, referenced } from './reference.ts'
import { effective, type Layer, type Origin, type Setting, under } from './setting.ts'
import { runsUserCode, type Template, templates } from './template.ts'

/** A pod that a manifest makes the cluster run, with the values that will be in force in it. */
export interface Pod {
  /** The manifest whose spec governs it: the caller, for a template that is called by `templateRef`. */
  readonly manifest: Manifest
  /** Nothing for defaults and for objects that are no workflow. */
  readonly template: Template | undefined
  readonly containers: readonly Container[]
  /** `podSpecPatch` of template and spec, then template, `templateDefaults`, then the spec and what lies under it. */
  readonly layers: PodLayers
}

interface PodLayers {
  readonly patch: readonly Layer[]
  readonly template: readonly Layer[]
  readonly spec: readonly Layer[]
}

export type Role = 'main' | 'script' | 'set' | 'init' | 'sidecar'

/** A container whose image and command the author of a manifest chooses (catalogue §1.5). */
export interface Container {
  readonly manifest: Manifest
  readonly node: Mapping
  readonly role: Role
  /** Its name in the pod: `main` for the one that a template is about. */
  readonly name: string
  readonly pod: Pod
  /** Highest first: patches, the container itself, the controller's `mainContainer`. */
  readonly layers: readonly Layer[]
}

/** Fields that a template may set for its pod; all others of a pod come from the spec alone. */
const templateFields = new Set([
  'securityContext',
  'serviceAccountName',
  'automountServiceAccountToken',
  'executor',
  'hostAliases',
  'nodeSelector',
  'tolerations',
  'affinity',
  'schedulerName',
  'priorityClassName',
])

/**
 * The value of a field that a pod will run with, and where it is written. A template's `securityContext` replaces
 * the spec's, it does not merge with it (`addSecurityContext` in workflowpod.go).
 */
export function podSetting(pod: Pod, ...path: readonly string[]): Setting | undefined {
  const { patch, template, spec } = pod.layers
  const patched = effective(patch, ...path)
  const [field = ''] = path
  if (patched || !templateFields.has(field)) return patched ?? effective(spec, ...path)
  if (field === 'securityContext' && effective(template, field)) return effective(template, ...path)
  return effective(template, ...path) ?? effective(spec, ...path)
}

/** The value of a container's own field: its patch before itself before the controller's `mainContainer`. */
export function containerSetting(container: Container, ...path: readonly string[]): Setting | undefined {
  return effective(container.layers, ...path)
}

/** A field of the security context that governs a container: its own, else its pod's. */
export function securitySetting(container: Container, field: string): Setting | undefined {
  return containerSetting(container, 'securityContext', field) ?? podSetting(container.pod, 'securityContext', field)
}

const known = new WeakMap<Project, Map<Manifest, readonly Pod[]>>()

/**
 * The pods that come from a manifest: one for each of its templates that runs anything, for each template that it
 * takes from elsewhere, and one with no template for a spec that has none, so that its settings are looked at too.
 */
export function pods(manifest: Manifest, project: Project): readonly Pod[] {
  let byManifest = known.get(project)
  if (!byManifest) known.set(project, (byManifest = new Map()))
  let all = byManifest.get(manifest)
  if (!all) byManifest.set(manifest, (all = [...makePods(manifest, project)]))
  return all
}

/** All user containers of a manifest's pods. */
export function* containers(manifest: Manifest, project: Project): Generator<Container> {
  for (const pod of pods(manifest, project)) yield* pod.containers
}

function* makePods(manifest: Manifest, project: Project): Generator<Pod> {
  const plain = podSpec(manifest)
  if (plain) yield kubernetesPod(manifest, plain)
  if (!manifest.spec) return
  const spec = specLayers(manifest, project)
  const defaults = templateDefaults(spec)
  const own = [...templates(manifest), ...foreignTemplates(manifest, project)]
  for (const template of own) {
    if (template.type && !['steps', 'dag', 'suspend'].includes(template.type)) yield templatePod(manifest, template, spec, defaults, project)
  }
  const bare = own.length === 0 || get(manifest.spec, 'templateDefaults') !== undefined
  if (bare) yield templatePod(manifest, undefined, spec, defaults, project)
}

/** The spec over the WorkflowTemplate that it refers to over the controller's defaults (docs/default-workflow-specs.md). */
export function specLayers(manifest: Manifest, project: Project): Layer[] {
  const origin: Origin = isControllerConfig(manifest.root) ? 'workflowDefaults' : 'spec'
  const own: Layer[] = manifest.spec ? [{ node: manifest.spec, origin, manifest }] : []
  const target = referenced(manifest, project)
  if (target?.spec) own.push({ node: target.spec, origin: 'workflowTemplateRef', manifest: target })
  return [...own, ...project.defaults.filter((layer) => layer.manifest !== manifest)]
}

function templateDefaults(spec: readonly Layer[]): Layer[] {
  return under(spec, ['templateDefaults'], 'templateDefaults')
}

function templatePod(manifest: Manifest, template: Template | undefined, spec: readonly Layer[], defaults: readonly Layer[], project: Project): Pod {
  const own: Layer[] = template ? [{ node: template.node, origin: 'template', manifest: template.manifest }] : []
  const patch = [...patchLayers([...own, ...defaults]), ...patchLayers(spec)]
  const layers: PodLayers = { patch, template: [...own, ...defaults], spec }
  const containers: Container[] = []
  const pod: Pod = { manifest, template, containers, layers }
  for (const layer of template ? own : defaults) containers.push(...containersOf(layer, pod, project))
  if (template) for (const layer of defaults) containers.push(...extras(layer, pod))
  return pod
}

/** `podSpecPatch` is text: the highest layer's replaces the others'. */
function patchLayers(layers: readonly Layer[]): Layer[] {
  const found = effective(layers, 'podSpecPatch')
  const patch = scalar(found?.node)
  const node = patch && mapping(embedded(patch).root)
  return found && node ? [{ node, origin: 'podSpecPatch', manifest: found.manifest }] : []
}

function* containersOf(layer: Layer, pod: Pod, project: Project): Generator<Container> {
  const main = mainLayers(project, layer.manifest)
  for (const [key, role] of [['container', 'main'], ['script', 'script']] as const) {
    const node = mapping(get(layer.node, key))
    if (node) yield container(node, role, 'main', layer, pod, main)
  }
  for (const item of items(get(layer.node, 'containerSet', 'containers'))) {
    if (item.kind === 'mapping') yield container(item, 'set', text(get(item, 'name')) ?? '', layer, pod, main)
  }
  yield* extras(layer, pod)
}

/** Init containers and sidecars: of the template, and those that `templateDefaults` adds to each. */
function* extras(layer: Layer, pod: Pod): Generator<Container> {
  for (const [key, role] of [['initContainers', 'init'], ['sidecars', 'sidecar']] as const) {
    for (const item of items(get(layer.node, key))) {
      if (item.kind === 'mapping') yield container(item, role, text(get(item, 'name')) ?? '', layer, pod, [])
    }
  }
}

function container(node: Mapping, role: Role, name: string, layer: Layer, pod: Pod, below: readonly Layer[]): Container {
  const list = role === 'init' ? 'initContainers' : 'containers'
  const patches = pod.layers.patch.flatMap((patch) =>
    items(get(patch.node, list)).flatMap((item): Layer[] =>
      item.kind === 'mapping' && text(get(item, 'name')) === name ? [{ ...patch, node: item }] : [],
    ),
  )
  const own: Layer = { node, origin: 'container', manifest: layer.manifest }
  return { manifest: layer.manifest, node, role, name, pod, layers: [...patches, own, ...below] }
}

/** The controller's `mainContainer`, which lies under main containers only. */
function mainLayers(project: Project, manifest: Manifest): Layer[] {
  if (isControllerConfig(manifest.root)) return []
  return project.defaults.flatMap((layer): Layer[] => {
    const node = mapping(controllerSettings(layer.manifest.root).get('maincontainer')?.value)
    return node ? [{ node, origin: 'mainContainer', manifest: layer.manifest }] : []
  })
}

/** A pod of an object that Kubernetes itself runs: no layers but its own. */
function kubernetesPod(manifest: Manifest, spec: Mapping): Pod {
  const containers: Container[] = []
  const layer: Layer = { node: spec, origin: 'spec', manifest }
  const pod: Pod = { manifest, template: undefined, containers, layers: { patch: [], template: [], spec: [layer] } }
  for (const [key, role] of [['containers', 'main'], ['initContainers', 'init']] as const) {
    for (const item of items(get(spec, key))) {
      if (item.kind === 'mapping') containers.push(container(item, role, text(get(item, 'name')) ?? '', layer, pod, []))
    }
  }
  return pod
}

/** A volume of a pod, by its name. */
export interface Volume {
  readonly name: string
  readonly setting: Setting
}

/** The volumes of a pod: lists merge by name, the higher layer's first. */
export function volumes(pod: Pod): readonly Volume[] {
  const { patch, template, spec } = pod.layers
  const found = new Map<string, Volume>()
  for (const { node, origin, manifest } of [...patch, ...template, ...spec]) {
    for (const item of items(get(node, 'volumes'))) {
      const name = text(get(item, 'name')) ?? ''
      if (!found.has(name)) found.set(name, { name, setting: { node: item, origin, manifest } })
    }
  }
  return [...found.values()]
}

/** Whether a manifest says everything that runs, so that what is absent is really absent. */
export function isWhole(manifest: Manifest): boolean {
  if (!manifest.spec || manifest.partial || manifest.templated || isControllerConfig(manifest.root)) return false
  return isNull(get(manifest.spec, 'workflowTemplateRef'))
}

/** Where a finding about the whole manifest stands: the key of its spec. */
export function specKey(manifest: Manifest): Node {
  const holder = manifest.kind === 'CronWorkflow' ? get(manifest.root, 'spec') : manifest.root
  const name = manifest.kind === 'CronWorkflow' ? 'workflowSpec' : 'spec'
  const entry = mapping(holder)?.pairs.find(({ key }) => scalar(key)?.value === name)
  return entry?.key ?? manifest.root
}

export { runsUserCode }
