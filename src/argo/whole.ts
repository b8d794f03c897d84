import type { Node } from '../yaml/node.ts'
import { get, isNull, mapping } from '../yaml/query.ts'
import { isControllerConfig } from './controller-config.ts'
import type { Manifest } from './manifest.ts'

/** Whether a manifest says everything that runs, so that what is absent is really absent. */
export function isWhole(manifest: Manifest): boolean {
  if (!manifest.spec || manifest.partial || manifest.templated || isControllerConfig(manifest.root)) return false
  return isNull(get(manifest.spec, 'workflowTemplateRef'))
}

/** Where a finding about the whole manifest stands: the key of its spec. */
export function specKey(manifest: Manifest): Node {
  const [holder, name] =
    manifest.kind === 'CronWorkflow'
      ? ([get(manifest.root, 'spec'), 'workflowSpec'] as const)
      : ([manifest.root, 'spec'] as const)
  return mapping(holder)?.ownKey(name) ?? manifest.root
}
