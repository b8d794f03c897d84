import { type Change, insert, replace, set } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { bool, get, keyOf, mapping, pairs } from '../yaml/query.ts'
import { type Value, value } from '../yaml/value.ts'
import type { Manifest } from './manifest.ts'
import { titleOf } from './names.ts'
import { type Container, containerSetting, type Pod, pods, podSetting } from './pod.ts'
import type { Project } from './project.ts'
import { callsTo } from './reference.ts'
import { bySetting, effective, type Layer } from './setting.ts'
import { userOf } from './user.ts'

/** Fields of a security context, and what they are to say. */
export type Context = Readonly<Record<string, Value>>

/** What keeps a pod from root: both, with the number that Argo's documentation has (workflow-pod-security-context.md). */
export const nonRoot = { runAsNonRoot: true, runAsUser: 8737 } as const satisfies Context

/** The layers in which a manifest may say what the contexts of pods are; none for a pod of which only another may. */
export function contextLayers(pods: readonly Pod[], manifest: Manifest): readonly Layer[] {
  return pods.flatMap(({ layers: { template, spec } }) => {
    const given = template.filter((layer) => effective([layer], 'securityContext'))
    // What stands in `templateDefaults` is merged into every template, so that once is enough.
    return (given.length > 0 ? given : spec).findLast((layer) => layer.manifest === manifest) ?? []
  })
}

/** The layers of pods, or of containers, whose security context holds the node of a setting. */
export function layersOf(node: Node, holders: readonly (Pod | Container)[]): readonly Layer[] {
  return holders.flatMap(({ layers }) => {
    const all = 'spec' in layers ? [...layers.patch, ...layers.template, ...layers.spec] : layers
    return all.filter((layer) => pairs(get(layer.node, 'securityContext')).some(({ value }) => value === node))
  })
}

/**
 * What keeps pods from root.
 *
 * @param layers that govern them, and are to say it
 * @param lent pods whose templates are to say it themselves, because they also run under the spec of another manifest
 * @param all pods of the manifest
 */
export function protect(
  layers: readonly Layer[],
  lent: readonly Pod[],
  all: readonly Pod[],
  manifest: Manifest,
): readonly Change[] | Refusal {
  const spared = sparing(all, [...layers, ...lent.flatMap(ownLayer)], manifest)
  if ('refused' in spared) return spared
  const own = lent.flatMap((pod) => withContext(ownLayer(pod), { ...inherited(pod), ...nonRoot }))
  // What is deeper comes first: of two that end at one place, it has to stand first.
  return [...spared, ...own, ...withContext(layers, nonRoot)]
}

function ownLayer({ layers: { template } }: Pod): readonly Layer[] {
  return template.filter(({ origin }) => origin === 'template')
}

/** The context that a template's first own one would replace. */
function inherited({ layers: { template, spec } }: Pod): Context {
  if (effective(template, 'securityContext')) return {}
  const all = spec.toReversed().map(({ node }) => value(mapping(get(node, 'securityContext'))))
  return Object.fromEntries(all.flatMap((context) => Object.entries(context ?? {})))
}

/** Pods of the same template in manifests that call it by `templateRef`, where the spec of its own is not in force. */
export function elsewhere({ template }: Pod, manifest: Manifest, project: Project): readonly Pod[] {
  if (!template || template.manifest !== manifest) return []
  const callers = new Set(callsTo(template, project).map((call) => call.manifest))
  callers.delete(manifest)
  return [...callers]
    .flatMap((caller) => pods(caller, project))
    .filter((pod) => pod.template === template && pod.layers.spec.every(({ node }) => node !== manifest.spec))
}

/** Sets fields in the security contexts of layers, each of which is made where it is absent. */
export function withContext(layers: Iterable<Layer>, context: Context): readonly Change[] {
  const nodes = [...new Set([...layers].map(({ node }) => node))]
  return nodes
    .toSorted((a, b) => b.start - a.start)
    .flatMap((node) => {
      const found = get(node, 'securityContext')
      const own = mapping(found)
      if (!found) return [insert(node, 'securityContext', { ...context }, neighbor(node))]
      if (!own || own.pairs.length === 0) return [replace(found, { ...context })]
      return Object.entries(context).map(([key, entry]) => set(own, key, entry, beside[key]))
    })
}

const beside: Readonly<Record<string, string>> = { runAsNonRoot: 'runAsUser', runAsUser: 'runAsNonRoot' }

/** The key of a spec or a template behind which a field for its pods is looked for: before what it runs. */
export function neighbor({ pairs: own }: Mapping): string | undefined {
  const keys = own.map(keyOf)
  return (
    keys.findLast((key) => key === 'serviceAccountName' || key === 'entrypoint') ??
    keys[keys.indexOf('templates') - 1] ??
    keys.find((key) => key === 'name')
  )
}

/**
 * What has to be said so that containers that ask for root still start when `runAsNonRoot` comes into force for their
 * pods: the kubelet starts none that is root against its context.
 */
export function sparing(all: readonly Pod[], layers: Iterable<Layer>, manifest: Manifest): readonly Change[] | Refusal {
  const nodes = new Set([...layers].map(({ node }) => node))
  const governed = all.filter((pod) => isGoverned(pod, nodes))
  const roots = bySetting(governed.flatMap(({ containers }) => containers).filter(asksForRoot), userSetting)
  const foreign = roots.find(({ setting }) => setting.manifest !== manifest)
  if (foreign) return { refused: `${titleOf(foreign.by)} asks for root in another manifest, and would not start` }
  return roots.flatMap(({ setting, by: [first] }) => {
    const holders = first?.layers.map(({ node }) => mapping(get(node, 'securityContext')))
    const holder = holders?.find((context) => get(context, 'runAsUser') === setting.node)
    return holder ? [set(holder, 'runAsNonRoot', false, 'runAsUser')] : []
  })
}

function isGoverned(pod: Pod, nodes: ReadonlySet<Mapping>): boolean {
  const { patch, template, spec } = pod.layers
  if (bool(podSetting(pod, 'securityContext', 'runAsNonRoot')?.node) === true) return false
  const layers = effective(template, 'securityContext') ? [...patch, ...template] : [...patch, ...template, ...spec]
  return layers.some(({ node }) => nodes.has(node))
}

function userSetting(container: Container) {
  return containerSetting(container, 'securityContext', 'runAsUser')
}

function asksForRoot(container: Container): boolean {
  return userOf(userSetting(container)) === 'root' && !containerSetting(container, 'securityContext', 'runAsNonRoot')
}
