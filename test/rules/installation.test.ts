import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import type { Finding } from '../../src/finding.ts'
import { rules } from '../../src/rules/index.ts'

/** What one rule finds in files, by their paths. */
function found(id: string, files: Readonly<Record<string, string>>): readonly Finding[] {
  const rule = rules.filter((one) => one.id === id)
  const config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' } as const
  const given = Object.entries(files).map(([path, text]) => ({ path, text }))
  const { findings, failures } = analyze(given, rule, config)
  if (failures[0]) throw failures[0].error
  return findings
}

function server(args: string, more = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: ${args}
${more}`
}

function role(verbs: string, resource = 'workflows', group = 'argoproj.io'): string {
  return `---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: of-server, namespace: argo}
rules:
  - {apiGroups: ["${group}"], resources: [${resource}], verbs: [${verbs}]}
  - {apiGroups: [""], resources: [secrets], verbs: [get, create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: of-server, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: of-server}
subjects: [{kind: ServiceAccount, name: argo-server, namespace: argo}]
`
}

const service = `---
apiVersion: v1
kind: Service
metadata: {name: argo-server, namespace: argo}
spec: {type: LoadBalancer, selector: {app: argo-server}}
`

const sso = `---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data: {sso: "issuer: https://login.example.org"}
`

test.each([
  ['nothing is known of the account', '', 'high'],
  ['it may start workflows', role('get, create'), 'critical'],
  ['it may only read', role('get, list, watch'), 'medium'],
  ['it may delete pods', role('get, delete', 'pods', ''), 'high'],
  ['it may write all Secrets', role('"*"', 'secrets', ''), 'high'],
  ['it may only read, and is reached from outside', role('get, list') + service, 'high'],
  ['it may start workflows, and is reached from outside', role('create') + service, 'critical'],
])('a server for strangers, where %s', (_, more, severity) => {
  const findings = found('server-anonymous-auth', { 'a.yaml': server('[server, --auth-mode=server]', more) })
  expect(findings.map((one) => one.severity)).toEqual([severity])
})

test.each([
  ['the server may do is not known', '', 'high'],
  ['the server may do is to start workflows', role('create'), 'high'],
  ['the server may do is to read', role('get, list, watch'), 'low'],
])('SSO without RBAC, where what %s', (_, more, severity) => {
  const findings = found('sso-without-rbac', { 'a.yaml': server('[server, --auth-mode=sso]', more + sso) })
  expect(findings.map((one) => one.severity)).toEqual([severity])
})

const plugin = `apiVersion: v1
kind: ConfigMap
metadata: {name: hello-executor-plugin, labels: {workflows.argoproj.io/configmap-type: ExecutorPlugin}}
data:
  sidecar.automountServiceAccountToken: "true"
  sidecar.container: "{name: hello, image: hello:v1}"
`

test.each([
  ['may do nothing dangerous', 'workflowtaskresults', 'medium'],
  ['may start workflows', 'workflows', 'high'],
])('a plugin with the token of an account that %s', (_, resource, severity) => {
  const account = role('create', resource)
    .replace('name: argo-server', 'name: hello-executor-plugin')
    .replace('resources: [secrets]', 'resources: [events]')
  const findings = found('executor-plugin-trust', { 'a.yaml': plugin + account })
  expect(findings.filter(({ variant }) => variant === 'token').map((one) => one.severity)).toEqual([severity])
})

test.each([
  ["those of Argo's chart", 'workflow: {serviceAccount: {create: true}}', ['plain']],
  ["those of Argo's chart, in blocks", 'workflow:\n  rbac:\n    create: true', ['plain']],
  ['those of another chart', 'executor: {instances: 2}', []],
])('values that do not name Argo are known by what only it has: %s', (_, more, variants) => {
  const values = `controller: {replicas: 1}\nserver: {secure: false}\n${more}\n`
  expect(found('server-insecure-transport', { 'values.yaml': values }).map(({ variant }) => variant)).toEqual(variants)
})

test.each([
  ['webhook-client-role-too-broad', 'may `delete` `workflows`, which'],
  ['server-role-too-broad', 'may do everything with every kind of object of `argoproj.io`, which'],
  ['controller-role-too-broad', 'may `get`, `list` every kind of object of `core`, which'],
])('%s says what it is that is too much', (id, words) => {
  const rulesOf: Readonly<Record<string, string>> = {
    'webhook-client-role-too-broad': '{apiGroups: [argoproj.io], resources: [workflows], verbs: [create, delete]}',
    'server-role-too-broad': '{apiGroups: [argoproj.io], resources: ["*"], verbs: ["*"]}',
    'controller-role-too-broad': '{apiGroups: [""], resources: ["*"], verbs: [get, list]}',
  }
  const accounts = '{kind: ServiceAccount, name: github.com}, {kind: ServiceAccount, name: argo-server}'
  const yaml = `apiVersion: v1
kind: Secret
metadata: {name: argo-workflows-webhook-clients, namespace: argo}
stringData: {github.com: "{type: github, secret: $(SECRET)}"}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: a, namespace: argo}
rules: [${rulesOf[id]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: a, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}
subjects: [${accounts}, {kind: ServiceAccount, name: argo}]
`
  expect(found(id, { 'a.yaml': yaml }).map(({ message }) => message)).toEqual([expect.stringContaining(words)])
})

test.each(['authModes: []', 'authModes:'])('`%s` leaves the word to the older value of the chart', (older) => {
  const values = `controller: {}\nworkflow: {}\nserver:\n  ${older}\n  authMode: server\n`
  expect(found('server-anonymous-auth', { 'values.yaml': values }).map(({ variant }) => variant)).toEqual(['anonymous'])
})

const virtual = `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: argo, namespace: argo}
spec:
  hosts: [argo.example.org]
  gateways: [GATEWAY]
  http: [{route: [{destination: {host: argo-server.argo.svc.cluster.local}}]}]
`

const traefik = `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: {name: argo, namespace: argo}
spec: {routes: [{match: "Host(\`argo.example.org\`)", services: [{name: argo-server, port: 2746}]}]}
`

test.each([
  ['a VirtualService of a gateway', virtual.replace('GATEWAY', 'istio-system/public'), 'exposed'],
  ['a VirtualService of the mesh alone', virtual.replace('GATEWAY', 'mesh'), 'anonymous'],
  ['an IngressRoute', traefik, 'exposed'],
])('%s is a way to the server, or is not', (_, more, variant) => {
  const findings = found('server-anonymous-auth', { 'a.yaml': server('[server, --auth-mode=server]\n', more) })
  expect(findings.map((one) => one.variant)).toEqual([variant])
})

test('values that let callers without TLS in are found as an Ingress is', () => {
  const values = `controller: {}
workflow: {rbac: {create: true}}
server:
  ingress:
    enabled: true
    annotations: {nginx.ingress.kubernetes.io/ssl-redirect: "false"}
    tls: [{secretName: tls}]
`
  expect(found('server-exposed', { 'values.yaml': values }).map(({ variant }) => variant)).toEqual(['no-redirect'])
})
