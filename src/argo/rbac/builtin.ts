import type { Policy } from './policy.ts'

const read = words('get list watch')
const write = words('create update patch delete deletecollection')

const viewed: readonly Policy[] = [
  policy(
    '',
    'configmaps endpoints events limitranges namespaces persistentvolumeclaims pods pods/log pods/status replicationcontrollers resourcequotas serviceaccounts services',
    read,
  ),
  policy('apps', 'controllerrevisions daemonsets deployments replicasets statefulsets', read),
  policy('batch', 'cronjobs jobs', read),
  policy('autoscaling', 'horizontalpodautoscalers', read),
  policy('networking.k8s.io', 'ingresses networkpolicies', read),
  policy('policy', 'poddisruptionbudgets', read),
]

const edited: readonly Policy[] = [
  ...viewed,
  policy('', 'pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy', read),
  policy('', 'serviceaccounts', ['impersonate']),
  policy('', 'pods pods/attach pods/exec pods/portforward pods/proxy', write),
  policy('', 'pods/eviction serviceaccounts/token', ['create']),
  policy(
    '',
    'configmaps events persistentvolumeclaims replicationcontrollers secrets serviceaccounts services services/proxy',
    write,
  ),
  policy('apps', 'daemonsets deployments replicasets statefulsets', write),
  policy('batch', 'cronjobs jobs', write),
  policy('autoscaling', 'horizontalpodautoscalers', write),
  policy('networking.k8s.io', 'ingresses networkpolicies', write),
  policy('policy', 'poddisruptionbudgets', write),
  policy('coordination.k8s.io', 'leases', [...read, ...write]),
]

/**
 * The ClusterRoles that people bind and every cluster has, as far as they matter here (Kubernetes' "User-facing roles", and
 * plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go).
 */
export const builtins: ReadonlyMap<string, readonly Policy[]> = new Map([
  ['cluster-admin', [policy('*', '*', ['*'])]],
  ['admin', [...edited, policy('rbac.authorization.k8s.io', 'roles rolebindings', [...read, ...write])]],
  ['edit', edited],
  ['view', viewed],
])

/** What a built-in role takes over: every ClusterRole with one of these labels. */
export const aggregates: ReadonlyMap<string, readonly string[]> = new Map([
  ['admin', labels('admin', 'edit', 'view')],
  ['edit', labels('edit', 'view')],
  ['view', labels('view')],
])

function labels(...names: readonly string[]): string[] {
  return names.map((name) => `rbac.authorization.k8s.io/aggregate-to-${name}`)
}

function policy(group: string, resources: string, verbs: readonly string[]): Policy {
  return { groups: [group], resources: words(resources), verbs, names: [] }
}

function words(all: string): string[] {
  return all.split(' ')
}
