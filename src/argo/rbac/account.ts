import type { Node } from '../../yaml/node.ts'
import { once } from '../../yaml/once.ts'
import { get, items, scalar, text } from '../../yaml/query.ts'
import { isControllerConfig } from '../controller-config.ts'
import { embedded } from '../embedded.ts'
import type { Manifest } from '../manifest.ts'
import { type Pod, pods, podSetting } from '../pod.ts'
import type { Project } from '../project.ts'
import { bySetting, effective, type Setting } from '../setting.ts'
import { templates } from '../template.ts'
import type { Account } from './binding.ts'
import { namespaceOf } from './near.ts'

/** A ServiceAccount that pods of a manifest have, and where it is named. */
export interface Use {
  readonly account: Account
  readonly at: Setting
  /** Argo's own containers have it alone: the executor's, or those that delete artifacts. */
  readonly by: 'pods' | 'executor' | 'artifact-gc'
  readonly pods: readonly Pod[]
}

/** The accounts that a manifest names for its pods. Those that name none have `default`, and are not told. */
export function uses(manifest: Manifest, project: Project): readonly Use[] {
  const all = pods(manifest, project).filter(({ manifest: { spec } }) => spec)
  const given = submittedAs(manifest)
  const named = bySetting(all, (pod) => {
    const own = podSetting(pod, 'serviceAccountName')
    return given && (!own || overridden.has(own.origin)) ? given : own
  })
  const executing = bySetting(all, (pod) => podSetting(pod, 'executor', 'serviceAccountName'))
  return [
    ...named.map(({ setting, by }) => use(manifest, setting, 'pods', by)),
    ...executing.map(({ setting, by }) => use(manifest, setting, 'executor', by)),
    ...deleting(manifest, all).map((setting) => use(manifest, setting, 'artifact-gc', [])),
  ]
}

function use(manifest: Manifest, at: Setting, by: Use['by'], of: readonly Pod[]): Use {
  const name = (text(at.node) ?? '').replace(/^--serviceaccount=/, '')
  return { account: { name, namespace: homeOf(manifest), from: manifest }, at, by, pods: of }
}

/** Where the account is written that a submission may choose another for. */
const overridden = new Set<Setting['origin']>(['spec', 'workflowTemplateRef', 'workflowDefaults'])

/**
 * The argument with which the trigger of a sensor names the account of the workflow that it submits, as
 * `argo submit --serviceaccount` does.
 */
export function submittedAs(manifest: Manifest): Setting | undefined {
  const { parent, root } = manifest
  const node = parent?.kind === 'Sensor' ? submissions(parent).get(root) : undefined
  return node && { node, origin: 'spec', manifest }
}

/** What the triggers of a sensor submit with an account, by that. */
const submissions = once((sensor: Manifest): ReadonlyMap<Node, Node> => {
  const found = new Map<Node, Node>()
  for (const trigger of items(get(sensor.root, 'spec', 'triggers'))) {
    const body = get(trigger, 'template', 'argoWorkflow')
    const words = items(get(body, 'args'))
    const at = words.findIndex((word) => /^--serviceaccount(?:=|$)/.test(text(word) ?? ''))
    const node = words[text(words[at]) === '--serviceaccount' ? at + 1 : at]
    const inline = scalar(get(body, 'source', 'inline'))
    const object = get(body, 'source', 'resource') ?? (inline && embedded(inline, 'own').root)
    if (object && node) found.set(object, node)
  }
  return found
})

/**
 * The namespace in which the pods of a manifest run; nothing when it is not known. Defaults and cluster templates run
 * in that of their workflow, and a sensor starts workflows in its own.
 */
export function homeOf({ root, kind, namespace, parent }: Manifest): string | undefined {
  if (isControllerConfig(root) || kind === 'ClusterWorkflowTemplate') return undefined
  return namespaceOf(namespace) ?? namespaceOf(parent?.namespace)
}

function deleting(manifest: Manifest, all: readonly Pod[]): Setting[] {
  const common = effective(all[0]?.layers.spec ?? [], 'artifactGC', 'serviceAccountName')
  const own = templates(manifest).flatMap(({ node }) =>
    items(get(node, 'outputs', 'artifacts')).flatMap((artifact) => {
      const name = get(artifact, 'artifactGC', 'serviceAccountName')
      return name ? { node: name, origin: 'template' as const, manifest } : []
    }),
  )
  return [...(common ? [common] : []), ...own]
}
