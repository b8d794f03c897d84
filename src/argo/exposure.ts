import type { Span } from '../yaml/file.ts'
import type { Node } from '../yaml/node.ts'
import { once, oncePer } from '../yaml/once.ts'
import { bool, get, isNull, items, keyOf, pair, pairs, text } from '../yaml/query.ts'
import { chartValues } from './chart-values.ts'
import { allInstalled, type Installed } from './installation.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'
import { folderOf } from './folder.ts'

/** An object that lets callers from outside the cluster reach a part of Argo. */
export interface Exposure {
  readonly manifest: Manifest
  readonly at: Span
  /** Whether it ends TLS itself, so that what lies behind it is not seen from outside. */
  readonly tls: boolean
}

type Part = Installed['part']

/** The label of each part's pods and its Service in the manifests that Argo ships, and what its chart calls that, too. */
const shipped = {
  server: { app: 'argo-server', service: 'argo-server', services: /^(?:.+-)?argo-(?:workflows-)?server$/ },
  controller: {
    app: 'workflow-controller',
    service: 'workflow-controller-metrics',
    services: /^(?:.+-)?workflow-controller(?:-metrics)?$/,
  },
}

/**
 * What the files put in front of a part of Argo: Services of an outer type, Ingresses, Routes, HTTPRoutes, IngressRoutes of
 * Traefik and VirtualServices of Istio.
 */
export function exposures({ manifest: of, part }: Installed, project: Project): readonly Exposure[] {
  const { root, namespace } = of
  const { service } = shipped[part]
  const labels = get(root, 'spec', 'template', 'metadata', 'labels')
  const near = entrances(project).filter(
    ({ manifest: one }) =>
      (!one.namespace || !namespace || one.namespace === namespace) && (one.kind !== 'Values' || isOneRelease(one, of)),
  )
  const services = near.filter((one) => isServiceOf(one, labels, part))
  const names = new Set([service, ...services.map(({ manifest }) => manifest.name)])
  const found: Exposure[] = []
  for (const { manifest, outer } of services) if (outer) found.push({ manifest, at: outer, tls: false })
  for (const { manifest, backends, tls } of near) {
    const backend = backends.find(({ name }) => names.has(name))
    if (backend) found.push({ manifest, at: backend.at, tls })
  }
  return found
}

/**
 * The same for every such part among the files. Where none is, which is elsewhere then, what names one as Argo's own
 * manifests and its Helm chart do.
 */
export const allExposures = oncePer((part: Part, project: Project): readonly Exposure[] => {
  const own = allInstalled(project).filter((one) => one.part === part)
  return own.length > 0 ? own.flatMap((one) => exposures(one, project)) : named(part, project)
})

function named(part: Part, project: Project): Exposure[] {
  const { services } = shipped[part]
  return entrances(project).flatMap((one) => {
    const { manifest, selector, outer, backends, tls } = one
    if (selector) return outer && isServiceOf(one, undefined, part) ? { manifest, at: outer, tls: false } : []
    const backend = backends.find(({ name }) => services.test(name))
    return backend ? { manifest, at: backend.at, tls } : []
  })
}

/** An object that leads to a server, whichever that is. */
interface Entrance {
  readonly manifest: Manifest
  /** Of a Service: the labels of its pods. */
  readonly selector?: readonly (readonly [string, string | undefined])[]
  /** Of a Service: where its type says that it is reached from outside. */
  readonly outer?: Node
  /** Of the others: the Services behind it. */
  readonly backends: readonly { readonly name: string; readonly at: Node }[]
  readonly tls: boolean
}

const entrances = once((project: Project): readonly Entrance[] => project.manifests.flatMap(describe))

function describe(manifest: Manifest): Entrance[] {
  const { kind, root } = manifest
  const spec = get(root, 'spec')
  if (kind === 'Service') {
    const selector = pairs(get(spec, 'selector')).map((entry) => [keyOf(entry) ?? '', text(entry.value)] as const)
    const outer = outerType(manifest)
    return [{ manifest, selector, ...(outer && { outer }), backends: [], tls: false }]
  }
  if (kind === 'Values') return ofChart(manifest)
  // A host of the cluster begins with the name of its Service.
  const backends = backendsOf(kind, spec).flatMap((at) =>
    at ? [{ at, name: (text(at) ?? '').replace(/\..*$/s, '') }] : [],
  )
  return backends.length > 0
    ? [{ manifest, backends, tls: leaving.has(kind) || !isNull(pair(spec, 'tls')?.value) }]
    : []
}

/** Kinds that leave TLS to the listener of their Gateway. */
const leaving = new Set(['HTTPRoute', 'VirtualService'])

/** What values of Argo's Helm chart ask for: an Ingress, and Services of an outer type. */
function ofChart(manifest: Manifest): Entrance[] {
  const values = chartValues(manifest.root)
  const found: Entrance[] = []
  for (const part of ['server', 'controller'] as const) {
    const node = get(values, part)
    const name = shipped[part].service
    // The controller has a Service for its metrics alone.
    const isThere =
      part === 'server'
        ? bool(get(node, 'enabled')) !== false
        : ['metricsConfig', 'telemetryConfig'].some((key) => bool(get(node, key, 'enabled')) === true)
    const type = isThere ? outer(node, 'serviceType', 'serviceAnnotations') : undefined
    if (type) found.push({ manifest, backends: [{ name, at: type }], tls: false })
  }
  const server = get(values, 'server')
  const ingress = bool(get(server, 'enabled')) === false ? undefined : pair(server, 'ingress')
  if (ingress && bool(get(ingress.value, 'enabled')) === true) {
    const tls = items(get(ingress.value, 'tls')).length > 0
    found.push({ manifest, backends: [{ name: shipped.server.service, at: ingress.key }], tls })
  }
  return found
}

/**
 * Whether values are of the release that others are of: of one object that has them for the chart, or of one folder, where
 * one file is laid over another. `values-dev.yaml` and `values-prod.yaml` are two releases, both laid over `values.yaml`.
 */
function isOneRelease(one: Manifest, other: Manifest): boolean {
  if (one === other) return true
  if (other.kind !== 'Values' || one.parent !== other.parent) return false
  return one.parent !== undefined || (folderOf(one) === folderOf(other) && (isUnder(one, other) || isUnder(other, one)))
}

function isUnder(one: Manifest, other: Manifest): boolean {
  const [name, longer] = [one, other].map(({ file }) =>
    file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''),
  )
  if (name === undefined || longer === undefined) return false
  return general.has(name) || (longer.startsWith(name) && /^[-_.]|^$/.test(longer.slice(name.length)))
}

/** Names of files of values that are for all environments. */
const general = new Set(['values', 'base', 'common', 'default', 'defaults', 'global', 'shared'])

/**
 * Whether a Service selects the labels of pods; where a patch has none, those that Argo ships. A patch of a Service is known
 * by its name.
 */
function isServiceOf({ selector, manifest }: Entrance, labels: Node | undefined, part: Part): boolean {
  if (!selector) return false
  const { app, service } = shipped[part]
  return selector.length > 0
    ? selector.every(([key, wanted]) => (labels ? text(get(labels, key)) : app) === wanted)
    : manifest.name === service
}

/** The type of a Service that is reached from outside. */
function outerType({ root }: Manifest): Node | undefined {
  return outer(get(root, 'spec'), 'type', 'annotations', get(root, 'metadata'))
}

/** A type of Service that is reached from outside, unless it is for the own network or for some addresses only. */
function outer(node: Node | undefined, key: string, annotations: string, holder = node): Node | undefined {
  const type = get(node, key)
  const notes = pairs(get(holder, annotations)).map((entry) => `${keyOf(entry) ?? ''}=${text(entry.value) ?? ''}`)
  const ranges = items(get(node, 'loadBalancerSourceRanges')).map((item) => text(item) ?? '')
  const noted = notes.flatMap(
    (note) => /\b(?:load-balancer-source|azure-allowed-ip)-ranges=(.*)$/.exec(note)?.[1] ?? [],
  )
  const limited = isLimiting(ranges.length > 0 ? ranges : noted)
  const internal = notes.some((note) => /internal/i.test(note) && !/=\s*(?:false|0)$/i.test(note))
  return !internal && !limited && ['LoadBalancer', 'NodePort'].includes(text(type) ?? '') ? type : undefined
}

/** Whether ranges of addresses leave somebody out. */
function isLimiting(ranges: readonly string[]): boolean {
  return ranges.length > 0 && !ranges.some((range) => /(?:^|[\s,])(?:0\.0\.0\.0|::)\/0(?:$|[\s,])/.test(range))
}

function backendsOf(kind: string, spec: Node | undefined): (Node | undefined)[] {
  switch (kind) {
    case 'Ingress': {
      const paths = items(get(spec, 'rules')).flatMap((rule) =>
        items(get(rule, 'http', 'paths')).map((path) => get(path, 'backend')),
      )
      const all = [get(spec, 'defaultBackend'), get(spec, 'backend'), ...paths]
      return all.map((backend) => get(backend, 'service', 'name') ?? get(backend, 'serviceName'))
    }
    case 'Route':
      return [get(spec, 'to', 'name')]
    case 'HTTPRoute':
      return items(get(spec, 'rules')).flatMap((rule) =>
        items(get(rule, 'backendRefs')).map((backend) => get(backend, 'name')),
      )
    case 'IngressRoute':
      return items(get(spec, 'routes')).flatMap((route) =>
        items(get(route, 'services')).map((service) => get(service, 'name')),
      )
    case 'VirtualService':
      // Without a gateway it is for callers in the mesh.
      return items(get(spec, 'gateways')).some((gateway) => text(gateway) !== 'mesh')
        ? ['http', 'tls', 'tcp'].flatMap((protocol) => destinations(get(spec, protocol)))
        : []
    default:
      return []
  }
}

function destinations(routes: Node | undefined): (Node | undefined)[] {
  return items(routes).flatMap((one) => items(get(one, 'route')).map((route) => get(route, 'destination', 'host')))
}
