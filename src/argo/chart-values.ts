import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { bool, get, isNull, items, keyOf, mapping, pair, scalar, text } from '../yaml/query.ts'
import { embedded } from './embedded.ts'
import type { Component } from './image.ts'

/**
 * The values of Argo's Helm chart `argo-workflows`: a file of them, or what another chart hands down to it. Argo CD's
 * chart has a `controller` and a `server` too, so words that only this one has are asked for.
 */
export function chartValues(root: Mapping): Mapping | undefined {
  if (certain.has(root)) return root
  if (root.own('kind') || root.own('apiVersion')) return undefined
  const inner = mapping(get(root, 'argo-workflows'))
  if (inner) return parts.some((key) => mapping(get(inner, key))) ? inner : undefined
  if (foreign.some((key) => root.own(key))) return undefined
  const both = mapping(get(root, 'controller')) && mapping(get(root, 'server')) && beside.some((key) => root.own(key))
  return both || isMarked(root) ? root : aliased(root)
}

/** Whether values have words that no other chart has. */
function isMarked(values: Mapping): boolean {
  const [controller, server] = [get(values, 'controller'), get(values, 'server')]
  if (ofController.some((key) => get(controller, key)) || ofServer.some((key) => get(server, key))) return true
  const isPart = mapping(controller) ?? mapping(server)
  if (!isPart) return false
  return values.own('singleNamespace') !== undefined || items(get(server, 'extraArgs')).some(isAuthMode)
}

function isAuthMode(word: Node): boolean {
  return text(word)?.startsWith('--auth-mode') === true
}

/** What a chart hands down to this one under a name of its own (Helm, `alias`). */
function aliased(root: Mapping): Mapping | undefined {
  for (const entry of root.pairs) {
    const values = /argo|workflow/i.test(keyOf(entry) ?? '') ? mapping(entry.value) : undefined
    if (values && isMarked(values)) return values
  }
  return undefined
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

/** A tag that values give to images of Argo. */
export interface ChartTag {
  readonly tag: Scalar
  /** Those that have no tag of their own, where it is the common one. */
  readonly parts: readonly Component[]
  /** As the chart puts registry and repository together; nothing where several have it. */
  readonly repository: string | undefined
}

const images: Readonly<Record<Component, string>> = {
  controller: 'argoproj/workflow-controller',
  server: 'argoproj/argocli',
  executor: 'argoproj/argoexec',
}

/** The tags of the images: `images.tag`, and `image.tag` of each part, which goes before (values.yaml of the chart). */
export function chartTags(values: Mapping): readonly ChartTag[] {
  const found: ChartTag[] = []
  const others: Component[] = []
  for (const part of ['controller', 'server', 'executor'] as const) {
    const image = get(values, part, 'image')
    const tag = given(get(image, 'tag'))
    const repository = `${text(get(image, 'registry')) ?? 'quay.io'}/${text(get(image, 'repository')) ?? images[part]}`
    if (tag) found.push({ tag, parts: [part], repository })
    else if (part !== 'server' || isServing(values)) others.push(part)
  }
  const common = given(get(values, 'images', 'tag'))
  if (common && others.length > 0) found.push({ tag: common, parts: others, repository: undefined })
  return found
}

function given(node: Node | undefined): Scalar | undefined {
  const leaf = scalar(node)
  return leaf && !isNull(leaf) && leaf.value !== '' ? leaf : undefined
}

/** Whether the server is installed, as it is unless values say otherwise. */
export function isServing(values: Mapping): boolean {
  return bool(get(values, 'server', 'enabled')) !== false
}

/** What is known to be values of the chart, whatever they hold. */
const certain = new WeakSet<Mapping>()

/** Values that another object has for the chart, and whether a text holds them, where no fix can reach. */
export interface Inlined {
  readonly values: Mapping
  readonly quoted: boolean
}

/** The values in an Application of Argo CD, a HelmRelease of Flux, or a kustomization. */
export function inlinedValues(holder: Mapping): readonly Inlined[] {
  const spec = get(holder, 'spec')
  const found = [
    ...[spec, get(spec, 'template', 'spec')].flatMap((one) => [get(one, 'source'), ...items(get(one, 'sources'))]),
    get(spec, 'chart', 'spec'),
    ...items(get(holder, 'helmCharts')),
  ].flatMap((source) => {
    const name = text(get(source, 'chart')) ?? text(get(source, 'name'))
    if (name !== 'argo-workflows') return []
    const object = mapping(get(source, 'helm', 'valuesObject') ?? get(source, 'valuesInline') ?? get(spec, 'values'))
    const written = get(source, 'helm', 'values')
    const quoted = written?.kind === 'scalar' ? mapping(embedded(written, 'own').root) : undefined
    if (object) return { values: object, quoted: false }
    return quoted ? { values: quoted, quoted: true } : []
  })
  for (const { values } of found) certain.add(values)
  return found
}

/** The namespace into which an object with such values installs the chart; nothing when it does not say one itself. */
export function releaseNamespace(holder: Mapping): string | undefined {
  const spec = get(holder, 'spec')
  const to = get(spec, 'destination') ?? get(spec, 'template', 'spec', 'destination')
  return text(get(to, 'namespace') ?? get(spec, 'targetNamespace'))
}
