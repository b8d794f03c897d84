import type { Node } from '../yaml/node.ts'
import { get, isNull, keyOf, pairs } from '../yaml/query.ts'
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
    manifest.kind === 'CronWorkflow' ? [get(manifest.root, 'spec'), 'workflowSpec'] : [manifest.root, 'spec']
  return pairs(holder).findLast((entry) => keyOf(entry) === name)?.key ?? manifest.root
}
