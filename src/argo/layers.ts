import type { Scalar } from '../yaml/node.ts'
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

const unknownPatches = new WeakMap<Scalar, boolean>()

/** Whether the `podSpecPatch` of layers is known only when it runs. A long one may govern many pods: it is searched once. */
export function hasUnknownPatch(layers: readonly Layer[]): boolean {
  if (!layers.some(({ node }) => node.mayHave('podSpecPatch'))) return false
  const patch = scalar(effective(layers, 'podSpecPatch')?.node)
  if (!patch) return false
  let found = unknownPatches.get(patch)
  if (found === undefined) unknownPatches.set(patch, (found = isUnknown(patch.value)))
  return found
}
