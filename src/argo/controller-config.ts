import type { Mapping, Node, Pair } from '../yaml/node.ts'
import { get, keyOf, pairs, scalar, text } from '../yaml/query.ts'
import { embedded } from './embedded.ts'

/** Settings that only the workflow controller has; those with common names (`links`, `namespace`) prove nothing alone. */
const ownKeys = new Set(
  'nodeEvents workflowEvents mainContainer artifactRepository metricsConfig telemetryConfig namespaceParallelism resourceRateLimit persistence workflowDefaults podSpecLogStrategy podGCGracePeriodSeconds podGCDeleteDelayDuration workflowRestrictions retentionPolicy navColor sso artifactDrivers failedPodRestart disableAgentPodCreation initlessPod containerRuntimeExecutor containerRuntimeExecutors dockerSockPath kubeletPort kubeletInsecure executorImage executorResources'
    .split(' ')
    .map((key) => key.toLowerCase()),
)
const commonKeys = new Set(['executor', 'images', 'instanceid', 'parallelism', 'links', 'columns', 'synchronization', 'initialdelay', 'kubeconfig'])

/** Whether a ConfigMap configures the workflow controller (catalogue §1.1). */
export function isControllerConfig(root: Mapping): boolean {
  const name = text(get(root, 'metadata', 'name')) ?? ''
  if (name.endsWith('workflow-controller-configmap')) return true
  const data = pairs(get(root, 'data')).map((entry) => keyOf(entry)?.toLowerCase() ?? '')
  if (data.length === 1 && data[0] === 'config') {
    const whole = scalar(get(root, 'data', 'config'))
    return whole !== undefined && pairs(embedded(whole).root).some((entry) => ownKeys.has(keyOf(entry)?.toLowerCase() ?? ''))
  }
  const own = data.filter((key) => ownKeys.has(key)).length
  return own > 0 && own + data.filter((key) => commonKeys.has(key)).length > 1
}

/** One setting of the controller, in either of the two shapes that its ConfigMap may have. */
export interface ControllerSetting {
  /** The key as it is written. */
  readonly key: Node
  /** The value, already read where it is YAML in a string; nothing when that is not valid. */
  readonly value: Node | undefined
}

/**
 * The settings of a controller ConfigMap by lower-case name: one `data` key each, or all inside `data.config`
 * (docs/workflow-controller-configmap.md). Go compares the names without case.
 */
export function controllerSettings(root: Mapping): ReadonlyMap<string, ControllerSetting> {
  const known = read.get(root)
  if (known) return known
  const whole = scalar(get(root, 'data', 'config'))
  const settings = new Map<string, ControllerSetting>()
  for (const entry of pairs(whole ? embedded(whole).root : get(root, 'data'))) {
    const name = keyOf(entry)?.toLowerCase()
    if (name !== undefined) settings.set(name, { key: entry.key, value: whole ? entry.value : inner(entry) })
  }
  read.set(root, settings)
  return settings
}

const read = new WeakMap<Mapping, ReadonlyMap<string, ControllerSetting>>()

function inner({ value }: Pair): Node | undefined {
  const leaf = scalar(value)
  return leaf ? embedded(leaf).root : value
}
