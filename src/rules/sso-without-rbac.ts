import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { authModes, type Installed, serversOf } from '../argo/installation.ts'
import { isUnknown } from '../argo/embedded.ts'
import { rightsOf } from '../argo/rbac/server-account.ts'
import { defineRule } from '../rule.ts'
import { type Change, set } from '../yaml/change.ts'
import type { Mapping } from '../yaml/node.ts'
import { bool, get, isNull, mapping, text } from '../yaml/query.ts'

export default defineRule({
  id: 'sso-without-rbac',
  title: "All SSO users act with the server's own ServiceAccount",
  category: 'server',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  about: 'installation',
  docs: `
Single sign-on tells the Argo Server who a user is. What the user may do is another question, which only \`sso.rbac.enabled: true\` asks: the server then looks for a ServiceAccount whose \`workflows.argoproj.io/rbac-rule\` matches the user's groups, and acts as that one. Without it, everybody who can log in at the identity provider acts as the ServiceAccount of the server, which may usually create workflows, read their logs and delete them in every namespace that it serves.

Add \`rbac: {enabled: true}\` under \`sso\`, and annotate a ServiceAccount for each group of users first: users whom no rule matches are locked out.

The server reads \`sso\` only in the authentication mode \`sso\`. Where its Deployment is among the files and does not have that mode, nothing is reported; where no Deployment is there, the finding is less certain. Where the roles of its ServiceAccount are among the files and only read, the finding is \`low\`.`,
  guide: ['S35', 'H2'],
  references: ['https://argo-workflows.readthedocs.io/en/latest/argo-server-sso/#sso-rbac'],
  examples: [
    {
      title: 'Everybody with an account gets the same rights',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: | # ✗
    issuer: https://login.example.org
    clientId: {name: argo-sso, key: client-id}
    clientSecret: {name: argo-sso, key: client-secret}
    redirectUrl: https://argo.example.org/oauth2/callback`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://login.example.org
    clientId: {name: argo-sso, key: client-id}
    clientSecret: {name: argo-sso, key: client-secret}
    redirectUrl: https://argo.example.org/oauth2/callback
    rbac:
      enabled: true`,
    },
    {
      title: 'Switched off in the form with one key, with the server that uses it',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    sso:
      issuer: https://login.example.org
      clientId: {name: argo-sso, key: client-id}
      clientSecret: {name: argo-sso, key: client-secret}
      rbac:
        enabled: false # ✗
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=client, --auth-mode=sso]`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    sso:
      issuer: https://login.example.org
      clientId: {name: argo-sso, key: client-id}
      clientSecret: {name: argo-sso, key: client-secret}
      rbac:
        enabled: true
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=client, --auth-mode=sso]`,
    },
    {
      title: 'Each user acts as the ServiceAccount of a group',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://login.example.org
    clientId: {name: argo-sso, key: client-id}
    clientSecret: {name: argo-sso, key: client-secret}
    rbac:
      enabled: true`,
    },
    {
      title: 'A server that lets nobody in by SSO',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://login.example.org
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode, client]`,
    },
    {
      title: 'A patch that only adds scopes',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    scopes: [groups]`,
    },
  ],
  *check({ root, kind }, project) {
    if (!isControllerConfig(root)) return
    const setting = controllerSettings(root).get('sso')
    const sso = mapping(setting?.value)
    if (!setting || !sso || isNull(get(sso, 'issuer'))) return
    const enabled = get(sso, 'rbac', 'enabled')
    if (bool(enabled) || isUnknown(text(enabled) ?? '')) return
    // The Helm chart has it on by default.
    if (kind === 'Values' && enabled === undefined) return
    const servers = serversOf(project)
    const used = isUsed(servers)
    if (used === false) return
    const reads = servers.length > 0 && servers.every((server) => rightsOf(server, project)?.starts === false)
    const given = reads
      ? 'which only reads: parameters and logs of all workflows that it serves'
      : 'with all its rights'
    const advice = enabled ? 'Say `true` here' : 'Add `rbac: {enabled: true}` under `sso`'
    yield {
      at: enabled ?? setting.key,
      ...(reads && { severity: 'low' as const }),
      ...(used === undefined && { confidence: 'medium' as const }),
      message: `SSO is configured without \`rbac.enabled: true\`. Everybody who can log in acts as the ServiceAccount of the Argo Server, ${given}. ${advice}, after annotating a ServiceAccount for each group of users.`,
      propose: () => ({
        title: 'Give each user the rights of their group (whom no rule of a ServiceAccount matches is locked out)',
        safety: 'unsafe',
        changes: [enabling(sso)],
      }),
    }
  },
})

function enabling(sso: Mapping): Change {
  const rbac = mapping(get(sso, 'rbac'))
  return rbac ? set(rbac, 'enabled', true) : set(sso, 'rbac', { enabled: true })
}

/** Whether a server lets users in by SSO; nothing when no file says it. */
function isUsed(servers: readonly Installed[]): boolean | undefined {
  const modes = servers.flatMap((server) => authModes(server).map(({ value }) => value))
  if (modes.some((mode) => mode === 'sso' || isUnknown(mode))) return true
  // What a kustomization patches elsewhere is about something else when it names no mode.
  const telling = servers.filter((server) => !server.manifest.quoted || authModes(server).length > 0)
  return telling.length > 0 && telling.every((server) => server.whole || authModes(server).length > 0)
    ? false
    : undefined
}
