import type { Mapping } from '../yaml/node.ts'
import { get, mapping, scalar, text } from '../yaml/query.ts'
import { embedded } from './embedded.ts'
import type { Manifest } from './manifest.ts'

/**
 * The container of an executor plugin, which runs beside every agent: of the plugin as its author writes it, or of
 * the ConfigMap that `argo executor-plugin build` makes of it (docs/executor_plugins.md).
 */
export function pluginContainer({ kind, root }: Manifest): Mapping | undefined {
  if (kind === 'ExecutorPlugin') return mapping(get(root, 'spec', 'sidecar', 'container'))
  if (kind !== 'ConfigMap') return undefined
  const type = text(get(root, 'metadata', 'labels', 'workflows.argoproj.io/configmap-type'))
  if (type !== 'ExecutorPlugin') return undefined
  const written = scalar(get(root, 'data', 'sidecar.container'))
  return written && mapping(embedded(written).root)
}
