import type { Mapping, Node, Pair } from '../yaml/node.ts'
import { get, keyOf, pairs, scalar, text } from '../yaml/query.ts'
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
const weights = new Map([
  ...commonKeys.map((key) => [key.toLowerCase(), 1] as const),
  ...ownKeys.map((key) => [key.toLowerCase(), 3] as const),
])

/** Whether a ConfigMap configures the workflow controller (catalogue §1.1). */
export function isControllerConfig(root: Mapping): boolean {
  let is = judged.get(root)
  if (is === undefined) judged.set(root, (is = text(get(root, 'kind')) === 'ConfigMap' && looksLikeConfig(root)))
  return is
}

const judged = new WeakMap<Mapping, boolean>()

function looksLikeConfig(root: Mapping): boolean {
  if (text(get(root, 'metadata', 'name'))?.endsWith('workflow-controller-configmap')) return true
  const data = pairs(get(root, 'data'))
  const whole = data.length === 1 ? scalar(get(root, 'data', 'config')) : undefined
  return proof(data) >= 3 || (whole !== undefined && proof(pairs(embedded(whole).root)) >= 3)
}

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
