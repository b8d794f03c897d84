import type { Mapping, Node } from '../yaml/node.ts'
import { bool, get, isNull, items, mapping, pair, text } from '../yaml/query.ts'
import { embedded } from './embedded.ts'

/**
 * The values of Argo's Helm chart `argo-workflows`: a file of them, or what another chart hands down to it. Argo CD's
 * chart has a `controller` and a `server` too, so words that only this one has are asked for.
 */
export function chartValues(root: Mapping): Mapping | undefined {
  if (root.own('kind') || root.own('apiVersion')) return undefined
  const inner = mapping(get(root, 'argo-workflows'))
  if (inner) return parts.some((key) => mapping(get(inner, key))) ? inner : undefined
  if (foreign.some((key) => root.own(key))) return undefined
  const both = mapping(get(root, 'controller')) && mapping(get(root, 'server')) && beside.some((key) => root.own(key))
  const marked = [
    [get(root, 'controller'), ofController],
    [get(root, 'server'), ofServer],
  ] as const
  return both || marked.some(([part, keys]) => keys.some((key) => get(part, key))) ? root : undefined
}

const parts = ['controller', 'server', 'executor', 'mainContainer', 'workflow', 'artifactRepository']
/** Top keys of the chart of Argo CD. */
const foreign = ['repoServer', 'applicationSet', 'configs', 'dex', 'redis']
const beside = ['workflow', 'executor', 'mainContainer', 'artifactRepository']
const ofController = ['workflowDefaults', 'workflowRestrictions', 'workflowNamespaces', 'namespaceParallelism']
const ofServer = ['authModes', 'authMode']

/** Settings of the controller that the chart copies out of `controller` as they are. */
const copied =
  'parallelism namespaceParallelism resourceRateLimit initialDelay metricsConfig telemetryConfig persistence synchronization workflowDefaults workflowRestrictions links columns navColor retentionPolicy nodeEvents workflowEvents kubeConfig podGCGracePeriodSeconds podGCDeleteDelayDuration'.split(
    ' ',
  )

/** The settings of the controller that values come to, by lower-case name (workflow-controller-config-map.yaml). */
export function settingsOf(values: Mapping): Map<string, { readonly key: Node; readonly value: Node }> {
  const server = get(values, 'server')
  const isSso = bool(get(server, 'sso', 'enabled')) === true
  const entries = [
    ...copied.map((name) => pair(get(values, 'controller'), name)),
    ...['mainContainer', 'executor', 'artifactRepository'].map((name) => pair(values, name)),
    isSso ? pair(server, 'sso') : undefined,
  ]
  return new Map(
    entries.flatMap((entry) =>
      entry && !isNull(entry.value) && !isEmpty(entry.value)
        ? [[(text(entry.key) ?? '').toLowerCase(), { key: entry.key, value: entry.value }] as const]
        : [],
    ),
  )
}

function isEmpty(node: Node): boolean {
  const map = mapping(node)
  return map ? map.pairs.length === 0 : node.kind === 'sequence' && node.items.length === 0
}

/** Values that an Argo CD Application has for the chart, and whether a text holds them, where no fix can reach. */
export function inlinedValues(application: Mapping): { readonly values: Mapping; readonly quoted: boolean }[] {
  const spec = get(application, 'spec')
  const specs = [spec, get(spec, 'template', 'spec')]
  const sources = specs.flatMap((one) => [get(one, 'source'), ...items(get(one, 'sources'))])
  return sources.flatMap((source) => {
    if (text(get(source, 'chart')) !== 'argo-workflows') return []
    const object = mapping(get(source, 'helm', 'valuesObject'))
    const written = get(source, 'helm', 'values')
    const quoted = written?.kind === 'scalar' ? mapping(embedded(written, 'own').root) : undefined
    if (object) return { values: object, quoted: false }
    return quoted ? { values: quoted, quoted: true } : []
  })
}
