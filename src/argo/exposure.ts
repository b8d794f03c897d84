import type { Span } from '../yaml/file.ts'
import type { Node } from '../yaml/node.ts'
import { get, isNull, items, keyOf, pair, pairs, text } from '../yaml/query.ts'
import type { Installed } from './installation.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'

/** An object that lets callers from outside the cluster reach a server. */
export interface Exposure {
  readonly manifest: Manifest
  readonly at: Span
  /** Whether it ends TLS itself, so that what lies behind it is not seen from outside. */
  readonly tls: boolean
}

/** What the files put in front of an Argo Server: Services of an outer type, Ingresses, Routes and HTTPRoutes. */
export function exposures(server: Installed, project: Project): readonly Exposure[] {
  const near = entrances(project).filter(
    ({ namespace }) => !namespace || !server.manifest.namespace || namespace === server.manifest.namespace,
  )
  const services = near.filter((one) => one.kind === 'Service' && selects(one, server))
  const names = new Set(['argo-server', ...services.map(({ name }) => name)])
  return [...services.flatMap(outer), ...near.flatMap((one) => entrance(one, names))]
}

const kinds = new Set(['Service', 'Ingress', 'Route', 'HTTPRoute'])
const known = new WeakMap<Project, readonly Manifest[]>()

function entrances(project: Project): readonly Manifest[] {
  let all = known.get(project)
  if (!all) known.set(project, (all = project.manifests.filter(({ kind }) => kinds.has(kind))))
  return all
}

/** Whether a Service's selector fits the labels of the server's pods; where a patch has none, those that Argo ships. */
function selects(service: Manifest, { manifest }: Installed): boolean {
  const selector = pairs(get(service.root, 'spec', 'selector'))
  const labels = get(manifest.root, 'spec', 'template', 'metadata', 'labels')
  return (
    selector.length > 0 &&
    selector.every((entry) => {
      const wanted = text(entry.value)
      return (labels ? text(get(labels, keyOf(entry) ?? '')) : 'argo-server') === wanted
    })
  )
}

/** A Service of an outer type, unless it is for the own network or for some addresses only. */
function outer(service: Manifest): Exposure[] {
  const type = get(service.root, 'spec', 'type')
  const annotations = pairs(get(service.root, 'metadata', 'annotations'))
  const internal = annotations.some((entry) => /internal/i.test(`${keyOf(entry) ?? ''}=${text(entry.value) ?? ''}`))
  const limited = items(get(service.root, 'spec', 'loadBalancerSourceRanges')).length > 0
  if (!type || internal || limited || !['LoadBalancer', 'NodePort'].includes(text(type) ?? '')) return []
  return [{ manifest: service, at: type, tls: false }]
}

function entrance(manifest: Manifest, names: ReadonlySet<string>): Exposure[] {
  const { kind, root } = manifest
  const spec = get(root, 'spec')
  const backends =
    kind === 'Ingress'
      ? ingressBackends(spec)
      : kind === 'Route'
        ? [get(spec, 'to', 'name')]
        : kind === 'HTTPRoute'
          ? routeBackends(spec)
          : []
  const at = backends.find((name) => names.has(text(name) ?? ''))
  // An HTTPRoute leaves TLS to the listener of its Gateway.
  return at ? [{ manifest, at, tls: kind === 'HTTPRoute' || !isNull(pair(spec, 'tls')?.value) }] : []
}

function ingressBackends(spec: Node | undefined): (Node | undefined)[] {
  const paths = items(get(spec, 'rules')).flatMap((rule) =>
    items(get(rule, 'http', 'paths')).map((path) => get(path, 'backend')),
  )
  return [get(spec, 'defaultBackend'), get(spec, 'backend'), ...paths].map(
    (backend) => get(backend, 'service', 'name') ?? get(backend, 'serviceName'),
  )
}

function routeBackends(spec: Node | undefined): (Node | undefined)[] {
  return items(get(spec, 'rules')).flatMap((rule) =>
    items(get(rule, 'backendRefs')).map((backend) => get(backend, 'name')),
  )
}
