import { get } from '../yaml/query.ts'
import { isControllerConfig } from './controller-config.ts'
import { installed } from './installation.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'

/**
 * Whether a configuration says nothing and nothing else among the files does, while its controller is there: as Argo's own
 * manifests install it. An empty one without its controller is a base of which the rest is elsewhere.
 */
export function isBare(manifest: Manifest, project: Project): boolean {
  const { kind, root, partial, templated, parent } = manifest
  if (kind !== 'ConfigMap' || partial || templated || parent || project.configs.length > 0) return false
  return (
    isControllerConfig(root) &&
    project.manifests.find((one) => one.kind === kind && isControllerConfig(one.root)) === manifest &&
    project.manifests.some(
      (one) =>
        get(one.root, 'spec', 'selector') !== undefined &&
        installed(one, project).some(({ part, whole }) => part === 'controller' && whole),
    )
  )
}
