import { get, text } from '../../yaml/query.ts'
import type { Installed } from '../installation.ts'
import { podSpec } from '../manifest.ts'
import type { Project } from '../project.ts'
import { type Bound, boundTo } from './grant.ts'
import { namespaceOf } from './near.ts'
import { type Act, allows, type Policy } from './policy.ts'

/** What a server's own ServiceAccount may do, and by which binding. */
export interface ServerRights {
  /** Whether it may start workflows; else it only reads. */
  readonly starts: boolean
  readonly by: Bound
}

const start: Act = {
  group: 'argoproj.io',
  resources: ['workflows', 'cronworkflows', 'workflowtemplates', 'clusterworkflowtemplates'],
  verbs: ['create', 'update', 'patch'],
}

/**
 * The rights of the account that a server has. Nothing when its roles are not all among the files, or change other things
 * than workflows.
 */
export function rightsOf({ manifest }: Installed, project: Project): ServerRights | undefined {
  if (manifest.kind === 'Values') return undefined
  const written = text(get(podSpec(manifest), 'serviceAccountName'))
  // A patch leaves it to its base, where Argo's own manifests have this name.
  const name = written ?? (get(manifest.root, 'spec', 'selector') ? 'default' : 'argo-server')
  const bound = boundTo({ name, namespace: namespaceOf(manifest.namespace), from: manifest }, project)
  const starting = bound.find(({ role }) => role?.policies.some(isStarting))
  if (starting) return { starts: true, by: starting }
  const [first] = bound
  return first && bound.every(({ role }) => role?.policies.every(isReading)) ? { starts: false, by: first } : undefined
}

function isStarting(policy: Policy): boolean {
  return policy.names.length === 0 && allows(policy, start) !== undefined
}

/** What the server needs for its own use: to tell of what it did, and the Secret of single sign-on (docs/argo-server-sso.md). */
const own = new Map([
  ['events', new Set(['create', 'get', 'list', 'patch', 'watch'])],
  ['secrets', new Set(['create', 'get'])],
])

function isReading({ resources, verbs }: Policy): boolean {
  return (
    verbs.every((verb) => verb === 'get' || verb === 'list' || verb === 'watch') ||
    resources.every((resource) => verbs.every((verb) => own.get(resource)?.has(verb)))
  )
}
