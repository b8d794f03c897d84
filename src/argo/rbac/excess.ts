import type { Node } from '../../yaml/node.ts'
import type { Installed } from '../installation.ts'
import { listed } from '../names.ts'
import { type Act, allows, type Policy, wordIn } from './policy.ts'

export type ExcessKind = 'wildcard' | 'secrets' | 'roles' | 'accounts' | 'workloads' | 'nodes'

/** A right that a part of Argo has beyond what its own manifests give it. */
export interface Excess {
  readonly kind: ExcessKind
  readonly severity: 'high' | 'medium'
  /** What is too much, in words that follow "may". */
  readonly may: string
  readonly at: Node
  /** Whether a pair of resource and verb of the rule is a part of it. */
  has(resource: string, verb: string): boolean
}

interface Limit extends Act {
  readonly kind: ExcessKind
  readonly may: string
  /** Everywhere, and in one namespace; nothing where that is no excess. */
  readonly severity: readonly [Excess['severity'], Excess['severity']?]
  /** Both, when it is absent. */
  readonly part?: Installed['part']
}

const rbac = 'rbac.authorization.k8s.io'
const change = ['create', 'update', 'patch', 'delete', 'deletecollection']

/**
 * What none of Argo's own roles has (manifests/cluster-install-no-crds, manifests/namespace-install of 4.1), where it
 * matters. Most of what more they may have only reads.
 */
const limits: readonly Limit[] = [
  {
    kind: 'secrets',
    may: 'list Secrets',
    group: '',
    resources: ['secrets'],
    verbs: ['list', 'watch'],
    severity: ['high', 'medium'],
  },
  {
    kind: 'secrets',
    may: 'read every Secret of the cluster',
    group: '',
    resources: ['secrets'],
    verbs: ['get'],
    severity: ['medium'],
    part: 'controller',
  },
  {
    kind: 'secrets',
    may: 'change Secrets',
    group: '',
    resources: ['secrets'],
    verbs: ['update', 'patch', 'delete', 'deletecollection'],
    severity: ['high', 'medium'],
  },
  {
    kind: 'roles',
    may: 'change roles and bindings',
    group: rbac,
    resources: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'],
    verbs: [...change, 'bind', 'escalate'],
    severity: ['high', 'high'],
  },
  {
    kind: 'roles',
    may: 'act as others',
    group: '',
    resources: ['users', 'groups', 'serviceaccounts'],
    verbs: ['impersonate'],
    severity: ['high', 'high'],
  },
  {
    kind: 'accounts',
    may: 'make tokens of other ServiceAccounts',
    group: '',
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
    severity: ['high', 'high'],
  },
  {
    kind: 'accounts',
    may: 'change ServiceAccounts',
    group: '',
    resources: ['serviceaccounts'],
    verbs: change,
    severity: ['medium', 'medium'],
  },
  {
    kind: 'workloads',
    may: 'start pods',
    group: '',
    resources: ['pods'],
    verbs: ['create', 'update', 'patch'],
    severity: ['high', 'high'],
    part: 'server',
  },
  {
    kind: 'workloads',
    may: 'change what other controllers run',
    group: 'apps',
    resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'],
    verbs: change,
    severity: ['medium', 'medium'],
  },
  {
    kind: 'workloads',
    may: 'change jobs',
    group: 'batch',
    resources: ['jobs', 'cronjobs'],
    verbs: change,
    severity: ['medium', 'medium'],
  },
  {
    kind: 'nodes',
    may: 'take over nodes',
    group: '',
    resources: ['nodes', 'nodes/proxy'],
    verbs: [...change, 'get'],
    severity: ['high'],
  },
]

/** What of a rule is too much, each kind once. A rule for named objects only is taken for careful. */
export function excesses(policy: Policy, everywhere: boolean, part: Installed['part']): readonly Excess[] {
  const wildcard = wildcardIn(policy)
  if (wildcard) return [wildcard]
  if (policy.names.length > 0) return []
  const found = new Map<ExcessKind, Excess>()
  for (const limit of limits) {
    const severity = everywhere ? limit.severity[0] : limit.severity[1]
    const way = (limit.part ?? part) === part ? allows(policy, limit) : undefined
    const at = way && wordIn(policy, 'verbs', way.verb)
    if (!severity || !at) continue
    const before = found.get(limit.kind)
    const mine = { ...limit, severity, at, has: partOf(limit) }
    found.set(limit.kind, before ? joined(before, mine) : mine)
  }
  return [...found.values()]
}

function partOf({ resources, verbs }: Limit): Excess['has'] {
  return (resource, verb) => resources.includes(resource) && verbs.includes(verb)
}

function joined(one: Excess, other: Excess): Excess {
  const worse = one.severity === 'high' ? one : other
  return {
    ...worse,
    may: `${one.may} and ${other.may}`,
    has: (resource, verb) => one.has(resource, verb) || other.has(resource, verb),
  }
}

/** A `*` also takes in what a later version, or somebody else's extension, brings. */
function wildcardIn(policy: Policy): Excess | undefined {
  const key = (['verbs', 'resources', 'apiGroups'] as const).find((one) =>
    (one === 'apiGroups' ? policy.groups : policy[one]).includes('*'),
  )
  const at = key && wordIn(policy, key, '*')
  if (!at) return undefined
  const groups = listed(policy.groups.map((group) => (group === '' ? 'core' : group)))
  const kinds = `every kind of object${policy.groups.includes('*') ? '' : ` of ${groups}`}`
  const words = {
    verbs: `do everything with ${policy.resources.includes('*') ? kinds : listed(policy.resources)}`,
    resources: `${listed(policy.verbs)} ${kinds}`,
    apiGroups: `${listed(policy.verbs)} objects of every group`,
  }
  return { kind: 'wildcard', severity: 'high', may: words[key], at, has: () => false }
}
