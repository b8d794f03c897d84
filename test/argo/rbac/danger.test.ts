import { expect, test } from 'vitest'
import { dangers } from '../../../src/argo/rbac/danger.ts'
import { boundTo } from '../../../src/argo/rbac/grant.ts'
import { projectOf } from '../read.ts'

const rbac = 'rbac.authorization.k8s.io'

/** The labels of one rule, bound everywhere or in the namespace `x`. */
function labelsOf(rule: string, everywhere: boolean, homes: readonly string[] = []): string[] {
  const bundle = projectOf(`apiVersion: ${rbac}/v1
kind: ClusterRole
metadata: {name: r}
rules: [${rule}]
---
apiVersion: ${rbac}/v1
kind: ${everywhere ? 'ClusterRoleBinding' : 'RoleBinding'}
metadata: {name: b, namespace: x}
roleRef: {kind: ClusterRole, name: r}
subjects: [{kind: ServiceAccount, name: a, namespace: x}]`)
  const [from] = bundle.manifests
  if (!from) throw new Error('no manifest')
  const all = dangers(boundTo({ name: 'a', namespace: 'x', from }, bundle), homes)
  return all.map(({ label, severity }) => `${label} ${severity}`)
}

function rule(groups: string, resources: string, verbs: string, names = ''): string {
  return `{apiGroups: [${groups}], resources: [${resources}], verbs: [${verbs}]${names && `, resourceNames: [${names}]`}}`
}

test.each([
  [rule('"*"', '"*"', '"*"'), ['cluster-admin critical'], ['ns-admin high']],
  [rule('""', 'secrets', 'list'), ['secrets-read critical'], ['secrets-read high']],
  [rule('""', 'secrets', 'get', 'one'), [], []],
  [rule('""', 'secrets', 'create'), [], []],
  [rule('""', 'pods', 'create'), ['pod-create high'], ['pod-create high']],
  [rule('""', 'pods', 'get, watch, patch'), [], []],
  [rule('apps', 'deployments', 'patch'), ['pod-create high'], ['pod-create high']],
  [rule('apps', 'deployments', 'patch', 'web'), [], []],
  [rule('batch', '"*"', 'update'), ['pod-create high'], ['pod-create high']],
  [rule('""', 'pods/exec', 'get'), ['pod-exec high'], ['pod-exec high']],
  [rule('""', '"*/exec"', 'create'), ['pod-exec high'], ['pod-exec high']],
  [rule('""', 'pods', 'get', ''), [], []],
  [rule('""', 'pods/log', '"*"'), [], []],
  [rule('""', 'nodes/proxy', 'get'), ['pod-exec critical'], []],
  [rule('""', 'serviceaccounts/token', 'create'), ['token-mint high'], ['token-mint high']],
  [rule('""', 'serviceaccounts', 'impersonate'), ['rbac-escalate critical'], ['rbac-escalate high']],
  [rule('""', 'users', 'impersonate', 'jane'), ['rbac-escalate critical'], []],
  [rule(rbac, 'clusterroles', 'bind'), ['rbac-escalate critical'], ['rbac-escalate high']],
  [rule(rbac, 'clusterroles', 'bind', 'view'), [], []],
  [rule(rbac, 'clusterroles', 'bind', 'view, admin'), ['rbac-escalate critical'], ['rbac-escalate high']],
  [rule(rbac, 'rolebindings', 'create'), ['binding-write high'], ['binding-write medium']],
  [rule('argoproj.io', 'workflows', 'create'), ['workflow-create high'], ['workflow-create high']],
  [rule('argoproj.io', 'clusterworkflowtemplates', 'update'), ['cluster-workflow-create critical'], []],
  [rule('argoproj.io', 'workflowtaskresults', 'create, patch'), [], []],
  [rule('argoproj.io', 'sensors', 'create'), ['sensor-create high'], ['sensor-create high']],
  [rule('apiextensions.k8s.io', 'customresourcedefinitions', '"*"'), ['webhook-admission critical'], []],
  [rule('certificates.k8s.io', 'certificatesigningrequests/approval', 'update'), ['webhook-admission critical'], []],
  [rule('other.example', '"*"', '"*"'), [], []],
])('%s is %j everywhere, and %j in a namespace', (written, everywhere, inNamespace) => {
  expect(labelsOf(written, true)).toEqual(everywhere)
  expect(labelsOf(written, false)).toEqual(inNamespace)
})

test('the configuration of a controller can only be changed where it runs', () => {
  const written = rule('""', 'configmaps', 'update')
  expect(labelsOf(written, false)).toEqual([])
  expect(labelsOf(written, false, ['y'])).toEqual([])
  expect(labelsOf(written, false, ['x'])).toEqual(['config-write high'])
  expect(labelsOf(written, true)).toEqual(['config-write high'])
})
