import type { Mapping, Node, Pair } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, keyOf, pairs, scalar, text } from '../yaml/query.ts'
import { chartValues, settingsOf } from './chart-values.ts'
import { embedded } from './embedded.ts'

/** Settings by which a configuration of the workflow controller is known: no other program has such names. */
export const ownKeys =
  'workflowDefaults workflowRestrictions containerRuntimeExecutor containerRuntimeExecutors artifactRepository workflowEvents mainContainer namespaceParallelism resourceRateLimit podSpecLogStrategy podGCGracePeriodSeconds podGCDeleteDelayDuration artifactDrivers failedPodRestart disableAgentPodCreation initlessPod dockerSockPath kubeletInsecure executorResources'.split(
    ' ',
  )
/** Settings whose names others have too: three of them prove as much as one of its own. */
const commonKeys =
  'executor images instanceID parallelism links columns synchronization initialDelay kubeConfig namespace nodeEvents metricsConfig telemetryConfig persistence retentionPolicy navColor sso executorImage executorImagePullPolicy kubeletPort'.split(
    ' ',
  )
/** Every setting of the controller of Argo 4.1 and 3.x (config/config.go). Their case does not count. */
export const settingNames: readonly string[] =
  'nodeEvents workflowEvents executor mainContainer kubeConfig artifactRepository namespace instanceID metricsConfig telemetryConfig parallelism namespaceParallelism resourceRateLimit persistence links columns workflowDefaults podSpecLogStrategy podGCGracePeriodSeconds podGCDeleteDelayDuration workflowRestrictions initialDelay images retentionPolicy navColor sso synchronization artifactDrivers failedPodRestart disableAgentPodCreation initlessPod semaphoreLimitCacheSeconds'.split(
    ' ',
  )
const weights = new Map([
  ...commonKeys.map((key) => [key.toLowerCase(), 1] as const),
  ...ownKeys.map((key) => [key.toLowerCase(), 3] as const),
])

/** Whether a ConfigMap, or values of Argo's Helm chart, configure the workflow controller (catalogue §1.1). */
export const isControllerConfig = once((root: Mapping): boolean => {
  const kind = text(get(root, 'kind'))
  if (kind === undefined) return chartValues(root) !== undefined
  if (kind !== 'ConfigMap') return false
  if (text(get(root, 'metadata', 'name'))?.endsWith('workflow-controller-configmap')) return true
  const data = pairs(get(root, 'data'))
  const whole = data.length === 1 ? scalar(get(root, 'data', 'config')) : undefined
  return proof(data) >= 3 || (whole !== undefined && proof(pairs(embedded(whole).root)) >= 3)
})

function proof(entries: readonly Pair[]): number {
  return entries.reduce((sum, entry) => sum + (weights.get(keyOf(entry)?.toLowerCase() ?? '') ?? 0), 0)
}

/** One setting of the controller, in either of the two shapes that its ConfigMap may have. */
export interface ControllerSetting {
  /** The key as it is written. */
  readonly key: Node
  /** The value, already read where it is YAML in a string; nothing when that is not valid. */
  readonly value: Node | undefined
}

/**
 * The settings of a controller by lower-case name. Of a ConfigMap: one `data` key each, or all inside `data.config`
 * (docs/workflow-controller-configmap.md). Go compares the names without case.
 */
export const controllerSettings = once((root: Mapping): ReadonlyMap<string, ControllerSetting> => {
  const values = chartValues(root)
  if (values) return settingsOf(values)
  const whole = scalar(get(root, 'data', 'config'))
  const settings = new Map<string, ControllerSetting>()
  for (const entry of pairs(whole ? embedded(whole).root : get(root, 'data'))) {
    const name = keyOf(entry)?.toLowerCase()
    if (name !== undefined) settings.set(name, { key: entry.key, value: whole ? entry.value : inner(entry) })
  }
  return settings
})

function inner({ value }: Pair): Node | undefined {
  const leaf = scalar(value)
  return leaf ? embedded(leaf).root : value
}
