import type { Mapping } from '../yaml/node.ts'
import { oncePer } from '../yaml/once.ts'
import { get } from '../yaml/query.ts'
import { commonContainers, mainContainers, plainContainers, templateContainers } from './container.ts'
import { spare, spend } from './budget.ts'
import { isControllerConfig } from './controller-config.ts'
import { installed } from './installation.ts'
import { hasUnknownPatch, patchLayers, specLayers } from './layers.ts'
import { type Manifest, podSpec } from './manifest.ts'
import { pluginContainer } from './plugin.ts'
import type { Project } from './project.ts'
import { foreignTemplates } from './reference.ts'
import { effective, type Layer, type Setting, under } from './setting.ts'
import { makesPod, runsInAgent, type Template, templates } from './template.ts'

/** A pod that a manifest makes the cluster run, with the values that will be in force in it. */
export interface Pod {
  /** The manifest whose spec governs it: the caller, for a template that is called by `templateRef`. */
  readonly manifest: Manifest
  /** Nothing for a spec without templates, for `templateDefaults`, and for objects that are no workflow. */
  readonly template: Template | undefined
  readonly containers: readonly Container[]
  /** Whether a `podSpecPatch` is known only when it runs: what is absent may be in it. */
  readonly hasUnknownPatch: boolean
  readonly layers: PodLayers
}

/** Each list has its highest layer first. */
interface PodLayers {
  /** `podSpecPatch` of the template, then of the spec. */
  readonly patch: readonly Layer[]
  /** The template, then `templateDefaults`. */
  readonly template: readonly Layer[]
  /** The spec, then what lies under it. */
  readonly spec: readonly Layer[]
  /** The template's before the spec's. */
  readonly both: readonly Layer[]
}

/** `executor` is a container of Argo's own that a manifest changes: by a patch, or in the controller's config. */
export type Role = 'main' | 'script' | 'set' | 'init' | 'sidecar' | 'executor'

/** A container whose image and command the author of a manifest chooses (catalogue §1.5). */
export interface Container {
  /** The manifest that holds `node`. */
  readonly manifest: Manifest
  readonly node: Mapping
  readonly role: Role
  /** Its name in the pod: `main` for the one that a template is about. */
  readonly name: string
  readonly pod: Pod
  /** Highest first: patches, the container itself, `templateDefaults`, the controller's `mainContainer`. */
  readonly layers: readonly Layer[]
}

/** Fields that a template may set for its pod; all others of a pod come from the spec alone. */
const templateFields = new Set(
  'securityContext serviceAccountName automountServiceAccountToken executor hostAliases nodeSelector tolerations affinity schedulerName priorityClassName volumes'.split(
    ' ',
  ),
)

/** Fields of a pod that no WorkflowSpec has: what stands there by such a name is dropped, only a patch sets them. */
const patchFields = new Set(
  'hostPID hostIPC hostUsers shareProcessNamespace nodeName runtimeClassName serviceAccount containers initContainers'.split(
    ' ',
  ),
)

/** Fields of the spec that the agent pod is not given (`createAgentPod` in agent.go). */
const agentLacks = new Set('hostNetwork dnsPolicy automountServiceAccountToken executor volumes'.split(' '))

/**
 * The value of a field that a pod will run with, and where it is written. What a template sets replaces the spec's,
 * it does not merge with it (`addSecurityContext` in workflowpod.go).
 */
export function podSetting(pod: Pod, ...path: readonly [string, ...string[]]): Setting | undefined {
  const { patch } = pod.layers
  const layers = layersOf(pod, path[0])
  return effective(patch.length === 0 ? layers : [...patch, ...layers], ...path)
}

function layersOf({ manifest, template: of, layers: { template, spec, both } }: Pod, field: string): readonly Layer[] {
  if (manifest.spec && patchFields.has(field)) return []
  if (runsInAgent(of?.type)) return agentLacks.has(field) ? [] : spec
  if (!templateFields.has(field)) return spec
  // Of the executor, each level gives the name alone.
  return field !== 'executor' && effective(template, field) ? template : both
}

/** The value of a container's own field: its patch before itself before the defaults. */
export function containerSetting(container: Container, ...path: readonly string[]): Setting | undefined {
  return effective(container.layers, ...path)
}

/** A field of the security context that governs a container: its own, else its pod's. */
export function securitySetting(container: Container, ...path: readonly string[]): Setting | undefined {
  return (
    containerSetting(container, 'securityContext', ...path) ?? podSetting(container.pod, 'securityContext', ...path)
  )
}

/**
 * The pods that come from a manifest: one for each of its templates that runs anything, for each template that it
 * takes from elsewhere, and one with no template for `templateDefaults` and for a spec whose templates run nothing or
 * are not known, so that their settings are looked at too. Templates of types `http` and `plugin` share the agent's
 * pod, but are told one by one.
 */
export const pods = oncePer((manifest: Manifest, project: Project): readonly Pod[] => [...makePods(manifest, project)])

/** All user containers of a manifest's pods. */
export const containers = oncePer((manifest: Manifest, project: Project): readonly Container[] =>
  pods(manifest, project).flatMap((pod) => pod.containers),
)

function* makePods(manifest: Manifest, project: Project): Generator<Pod> {
  const plain = podSpec(manifest)
  if (plain && (manifest.parent || isPartOfArgo(manifest, project))) yield plainPod(manifest, plain)
  const plugin = pluginContainer(manifest)
  if (plugin) yield plainPod(manifest, undefined, plugin)
  if (!manifest.spec && !isControllerConfig(manifest.root)) return
  const frame = frameOf(specLayers(manifest, project))
  const own = templates(manifest)
  const foreign = foreignTemplates(manifest, project, spare(project))
  spend(foreign.length, project)
  const running = [...own, ...foreign].filter(({ type }) => makesPod(type) || runsInAgent(type))
  const lean = !spend(running.length * commonContainers([...frame.defaults, ...frame.patch]), project)
  for (const template of running) yield templatePod(manifest, template, frame, project, lean)
  if (lean || running.length === 0 || get(manifest.spec, 'templateDefaults'))
    yield templatePod(manifest, undefined, frame, project)
}

/** What all pods of a manifest have in common. */
interface Frame {
  readonly spec: readonly Layer[]
  readonly defaults: readonly Layer[]
  readonly patch: readonly Layer[]
  readonly hasUnknownPatch: boolean
}

function frameOf(spec: readonly Layer[]): Frame {
  const defaults = under(spec, ['templateDefaults'], 'templateDefaults')
  return { spec, defaults, patch: patchLayers(spec), hasUnknownPatch: hasUnknownPatch(spec) }
}

/** Argo's own controller and server are judged too; other objects of Kubernetes only where a workflow makes them. */
function isPartOfArgo(manifest: Manifest, project: Project): boolean {
  return (
    installed(manifest, project).length > 0 ||
    // A patch of one need not name its image.
    /(^|-)(argo-server|argo-workflows-server|workflow-controller)$/.test(manifest.name)
  )
}

function templatePod(
  manifest: Manifest,
  template: Template | undefined,
  { spec, defaults, patch: common, ...frame }: Frame,
  project: Project,
  lean = false,
): Pod {
  const own: Layer[] = template ? [{ node: template.node, origin: 'template', manifest: template.manifest }] : []
  // The agent's pod is made of the spec alone.
  const layered = runsInAgent(template?.type) ? [] : [...own, ...defaults]
  const patch = [...patchLayers(layered), ...common]
  const found: Container[] = []
  const pod: Pod = {
    manifest,
    template,
    containers: found,
    hasUnknownPatch: hasUnknownPatch(layered) || frame.hasUnknownPatch,
    layers: { patch, template: layered, spec, both: [...layered, ...spec] },
  }
  found.push(...templateContainers(pod, project.mainContainer, lean))
  if (isControllerConfig(manifest.root)) found.push(...mainContainers(pod))
  return pod
}

/** A pod that Kubernetes or the agent runs as it is written: no layers but its own. */
function plainPod(manifest: Manifest, spec: Mapping | undefined, plugin?: Mapping): Pod {
  const found: Container[] = []
  const layers: Layer[] = spec ? [{ node: spec, origin: 'spec', manifest }] : []
  const pod: Pod = {
    manifest,
    template: undefined,
    containers: found,
    hasUnknownPatch: false,
    layers: { patch: [], template: [], spec: layers, both: layers },
  }
  found.push(...plainContainers(pod, plugin))
  return pod
}
