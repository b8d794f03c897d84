import { once } from '../../yaml/once.ts'
import { get, items, keyOf, mapping, pairs, text } from '../../yaml/query.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import type { Subject } from './binding.ts'
import { mayBe, namespaceOf } from './near.ts'

/** A ServiceAccount by which events start workflows, and what that takes. */
export interface Client {
  readonly kind: 'webhook' | 'sensor'
  readonly name: string
  readonly namespace: string | undefined
  /** The object that says it. */
  readonly manifest: Manifest
  /** Verbs by the resource of `argoproj.io`. Nothing when what the triggers do is not known. */
  readonly needs: Needs | undefined
}

type Needs = ReadonlyMap<string, ReadonlySet<string>>

/** The clients of the server's webhooks (docs/webhooks.md), and the accounts of Sensors. */
const clients = once((project: Project): readonly Client[] => project.manifests.flatMap(find))

function find(manifest: Manifest): Client[] {
  const { kind, name, root } = manifest
  const namespace = namespaceOf(manifest.namespace)
  if (kind === 'Sensor') {
    const account = text(get(root, 'spec', 'template', 'serviceAccountName'))
    return account === undefined
      ? []
      : [{ kind: 'sensor', name: account, namespace, manifest, needs: needsOf(manifest) }]
  }
  if (kind !== 'Secret' || name !== 'argo-workflows-webhook-clients') return []
  return ['data', 'stringData'].flatMap((key) =>
    pairs(get(root, key)).map((entry) => ({
      kind: 'webhook' as const,
      name: keyOf(entry) ?? '',
      namespace,
      manifest,
      needs: webhookNeeds,
    })),
  )
}

/** The client that a subject is; one whose name says so counts too, where its Secret is not among the files. */
export function clientsFor({ kind, name, namespace }: Subject, project: Project): readonly Client[] {
  if (kind !== 'ServiceAccount') return []
  return clients(project).filter((client) => client.name === name && mayBe(client.namespace, namespace))
}

const read = ['get', 'list', 'watch']

/** The role that Argo's own manifests have for it (manifests/quick-start/base/webhooks). */
const webhookNeeds: Needs = new Map([
  ['workflows', new Set(['create'])],
  ['workfloweventbindings', new Set(read)],
  ['workflowtemplates', new Set(read)],
  ['clusterworkflowtemplates', new Set(read)],
])

/** What the triggers of a sensor do; a trigger that makes other objects than workflows needs what nobody here knows. */
function needsOf({ root }: Manifest): Needs | undefined {
  const found = new Map<string, Set<string>>()
  for (const trigger of items(get(root, 'spec', 'triggers'))) {
    const flow = mapping(get(trigger, 'template', 'argoWorkflow'))
    const object = mapping(get(trigger, 'template', 'k8s'))
    if (object && text(get(object, 'source', 'resource', 'kind')) !== 'Workflow') return undefined
    const needed = [
      ...(flow ? operationNeeds(text(get(flow, 'operation')) ?? 'submit') : []),
      ...(object ? objectNeeds(text(get(object, 'operation')) ?? 'create') : []),
    ]
    for (const [resource, verbs] of needed) found.set(resource, new Set([...(found.get(resource) ?? []), ...verbs]))
  }
  return found
}

type Needed = readonly (readonly [string, readonly string[]])[]

function operationNeeds(operation: string): Needed {
  if (!operation.startsWith('submit')) return [['workflows', ['get', 'list', 'update', 'patch']]]
  const templates = ['workflowtemplates', 'clusterworkflowtemplates', 'cronworkflows']
  return [['workflows', ['create']], ...templates.map((resource) => [resource, read] as const)]
}

function objectNeeds(operation: string): Needed {
  return [['workflows', operation === 'create' ? ['create'] : [operation, 'get']]]
}
