import type { Scalar } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { mapping, scalar } from '../yaml/query.ts'
import { isControllerConfig } from './controller-config.ts'
import { embedded, isUnknown } from './embedded.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'
import { referenced } from './reference.ts'
import { effective, type Layer } from './setting.ts'

/** The spec over the WorkflowTemplate that it refers to over the controller's defaults (docs/default-workflow-specs.md). */
export function specLayers(manifest: Manifest, project: Project): Layer[] {
  const own: Layer[] = manifest.spec
    ? [{ node: manifest.spec, origin: isControllerConfig(manifest.root) ? 'workflowDefaults' : 'spec', manifest }]
    : []
  if (isControllerConfig(manifest.root)) return own
  const target = referenced(manifest, project)
  if (target?.spec) own.push({ node: target.spec, origin: 'workflowTemplateRef', manifest: target })
  return [...own, ...project.defaults]
}

/** `podSpecPatch` is text: the highest layer's replaces the others'. */
export function patchLayers(layers: readonly Layer[]): Layer[] {
  const found = layers.some(({ node }) => node.mayHave('podSpecPatch')) ? effective(layers, 'podSpecPatch') : undefined
  const patch = scalar(found?.node)
  const node = patch && mapping(embedded(patch).root)
  return found && node ? [{ node, origin: 'podSpecPatch', manifest: found.manifest }] : []
}

/** A long one may govern many pods: it is searched once. */
const isUnknownPatch = once((patch: Scalar): boolean => isUnknown(patch.value))

/** Whether the `podSpecPatch` of layers is known only when it runs. */
export function hasUnknownPatch(layers: readonly Layer[]): boolean {
  if (!layers.some(({ node }) => node.mayHave('podSpecPatch'))) return false
  const patch = scalar(effective(layers, 'podSpecPatch')?.node)
  return patch !== undefined && isUnknownPatch(patch)
}
