import { authModes, type Installed, isOn } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { type Binding, bindingOf } from '../argo/rbac/binding.ts'
import { isComponent, runningAs } from '../argo/rbac/component.ts'
import { type Excess, excesses } from '../argo/rbac/excess.ts'
import { type Bound, holdersOf, roleOf } from '../argo/rbac/grant.ts'
import { acting, type Acting } from '../argo/rbac/mode.ts'
import { narrow } from '../argo/rbac/narrow.ts'
import { type Policy, policiesOf, wordIn } from '../argo/rbac/policy.ts'
import type { Role } from '../argo/rbac/role.ts'
import { waysTo } from '../argo/rbac/trail.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import type { Change } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import { get } from '../yaml/query.ts'

export default defineRule({
  id: 'server-role-too-broad',
  title: "Argo Server's role has write or cluster-wide rights it does not need",
  category: 'rbac',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  needs: ['rules', 'roleRef'],
  variants: {
    extra: { when: "it may do what Argo's own manifests do not give it" },
    'built-in': { when: 'it has `cluster-admin`, `admin` or `edit`' },
    shared: {
      when: 'it may change things, and acts as itself for callers without a login, or for all that come by SSO',
    },
    writes: {
      when: 'it may change things, and acts for each user with their own rights',
      severity: 'medium',
      persona: 'pedantic',
    },
    'cluster-binding': { when: 'it serves one namespace, and has its role in the whole cluster', severity: 'medium' },
  },
  docs: `
In the authentication mode \`client\`, and by SSO with \`rbac.enabled\`, the Argo Server acts for each user with the rights of that user. Its own role then serves for little more than single sign-on, webhooks and the archive. Rights to write are of use to it only in the mode \`server\`, and by SSO without RBAC: there everybody has them. So a server that is set up well does not need them, and one that is not should not have them.

Leave \`get\`, \`list\` and \`watch\` on Argo's objects, as in the read-only role of Argo's manifests, and what single sign-on needs: \`get\` and \`create\` on Secrets. Bind it with a RoleBinding when the server runs with \`--namespaced\`.

The server's account is that of its Deployment, or one called \`argo-server\` or \`…-argo-workflows-server\`. Where no Deployment says how it lets users in, \`client\` is taken for granted. What several rules of a role allow to change is one finding, at the first of them. A role for cluster workflow templates alone may be bound in the whole cluster: they belong to no namespace. The fix takes the verbs that write away from Argo's objects and pods; rules about Secrets and events stay as they are.`,
  guide: ['S21', 'S36', 'S37', 'H4', 'H7'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/security/#read-only',
    'https://argo-workflows.readthedocs.io/en/latest/argo-server-auth-mode/',
    'https://github.com/argoproj/argo-workflows/blob/main/manifests/cluster-install-no-crds/argo-server-rbac/argo-server-clusterole.yaml',
  ],
  examples: [
    {
      title: 'A server for everybody that may change workflows',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=server]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-server-role, namespace: argo}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get, create]
  - apiGroups: [argoproj.io]
    resources: [workflows, cronworkflows, workflowtemplates]
    verbs: [create, get, list, watch, update, patch, delete] # ✗ shared
  - apiGroups: [""]
    resources: [pods, pods/log]
    verbs: [get, list, watch, delete]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-server-binding, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: argo-server-role}
subjects: [{kind: ServiceAccount, name: argo-server}]`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=server]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-server-role, namespace: argo}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get, create]
  - apiGroups: [argoproj.io]
    resources: [workflows, cronworkflows, workflowtemplates]
    verbs: [get, list, watch]
  - apiGroups: [""]
    resources: [pods, pods/log]
    verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-server-binding, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: argo-server-role}
subjects: [{kind: ServiceAccount, name: argo-server}]`,
    },
    {
      title: 'A server that acts for each user, with more than upstream gives it, and all that in the whole cluster',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --namespaced]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: server}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get, create, list] # ✗ extra
  - apiGroups: [argoproj.io]
    resources: [workflows]
    verbs: [get, list, create] # ✗ writes
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: server}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: server # ✗ cluster-binding
subjects: [{kind: ServiceAccount, name: argo-server, namespace: argo}]`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --namespaced]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: server}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get, create]
  - apiGroups: [argoproj.io]
    resources: [workflows]
    verbs: [get, list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: server}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: server
subjects: [{kind: ServiceAccount, name: argo-server, namespace: argo}]`,
    },
    {
      title: 'A role that every cluster has, and a `*`',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: admin # ✗ built-in
subjects: [{kind: ServiceAccount, name: argo-server, namespace: argo}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-server-role, namespace: argo}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: ["*"]} # ✗ extra`,
    },
    {
      title: 'Single sign-on without rights of its own for each user',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data:
  sso: |
    issuer: https://login.example.org
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=sso]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-server-role, namespace: argo}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [get, create]} # ✗ shared
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-server-binding, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: argo-server-role}
subjects: [{kind: ServiceAccount, name: argo-server}]`,
    },
    {
      title: 'A server that only reads, and cluster workflow templates, which belong to no namespace',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --namespaced]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-server-role, namespace: argo}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows, cronworkflows, workflowtemplates], verbs: [get, list, watch]}
  - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list, watch]}
  - {apiGroups: [""], resources: [events], verbs: [watch, create, patch]}
  - {apiGroups: [""], resources: [secrets], verbs: [get, create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-server-binding, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: argo-server-role}
subjects: [{kind: ServiceAccount, name: argo-server}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: argo-server-clusterworkflowtemplate-role}
rules:
  - {apiGroups: [argoproj.io], resources: [clusterworkflowtemplates], verbs: [get, list, watch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo-server-clusterworkflowtemplate-role-binding}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: argo-server-clusterworkflowtemplate-role}
subjects: [{kind: ServiceAccount, name: argo-server, namespace: argo}]`,
    },
    {
      title: 'The server of another project, and a person',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argocd-server}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects:
  - {kind: ServiceAccount, name: argocd-server, namespace: argocd}
  - {kind: User, name: argo-server, apiGroup: rbac.authorization.k8s.io}`,
    },
  ],
  *check(manifest, project) {
    const binding = bindingOf(manifest)
    const role = binding && roleOf(binding, project)
    if (binding && role) yield* ofBinding(binding, role, project)
    if (manifest.kind === 'Role' || manifest.kind === 'ClusterRole') yield* ofRole(manifest, project)
  },
})

function* ofBinding(binding: Binding, role: Role, project: Project): Generator<Problem> {
  const servers = binding.subjects.filter((subject) => isComponent(subject, 'server', project))
  const [server] = servers
  if (!server) return
  if (!role.manifest && role.name !== 'view') {
    yield {
      at: binding.role.at,
      variant: 'built-in',
      message: `The Argo Server gets \`${role.name}\`${binding.everywhere ? ' in the whole cluster' : ''}: far more than it needs, for everybody who makes it act as itself. Bind it to the role that Argo's own manifests have for it.`,
    }
  }
  const running = servers.flatMap((subject) => runningAs(subject, 'server', binding.manifest, project))
  const isNamespaced = running.length > 0 && running.every((one) => isOn(one, 'namespaced'))
  if (!binding.everywhere || !isNamespaced || !role.manifest || role.policies.every(isAboutCluster)) return
  yield {
    at: binding.role.at,
    variant: 'cluster-binding',
    message:
      'The Argo Server runs with `--namespaced`, and has this role in every namespace: whoever makes it act as itself reaches further than it does. Bind the role with a RoleBinding in the namespace that it serves.',
    related: running
      .slice(0, 1)
      .map(({ node, manifest }) => ({ at: get(node, 'name') ?? node, manifest, note: 'Serves one namespace' })),
  }
}

/** Whether a rule is about objects that belong to no namespace alone. */
function isAboutCluster({ resources }: Policy): boolean {
  return resources.every((resource) => /^(?:clusterworkflowtemplates|namespaces)(?:\/|$)/.test(resource))
}

function* ofRole(manifest: Manifest, project: Project): Generator<Problem> {
  const all = holdersOf(manifest, project)
  const mine = all.filter(({ subject }) => isComponent(subject, 'server', project))
  const unbound = all.length === 0 && /^argo-server-(?:cluster-)?role$|argo-workflows-server/.test(manifest.name)
  if (mine.length === 0 && !unbound) return
  const everywhere = unbound ? manifest.kind === 'ClusterRole' : mine.some(({ binding }) => binding.everywhere)
  const policies = policiesOf(manifest)
  for (const policy of policies)
    for (const excess of excesses(policy, everywhere, 'server')) yield extra(policy, excess, mine, manifest)
  const writing = policies.filter((policy) => writes(policy) !== undefined && !policy.verbs.includes('*'))
  if (writing.length > 0) yield* changing(writing, mine, project)
}

function extra(policy: Policy, excess: Excess, mine: readonly Bound[], manifest: Manifest): Problem {
  return {
    at: excess.at,
    variant: 'extra',
    severity: excess.severity,
    ...(mine.length === 0 && { confidence: 'medium' as const }),
    key: excess.kind,
    message: `This role of the Argo Server may ${excess.may}, which Argo's own manifests do not give it: whoever makes the server act as itself may too. ${excess.kind === 'wildcard' ? 'Write out what it needs.' : 'Take it away.'}`,
    related: related(mine),
    propose: () =>
      excess.kind === 'wildcard'
        ? { refused: "What `*` stands for here has to be written out: see the roles in Argo's own manifests" }
        : proposal(
            narrow(policy, (resource, verb) => excess.has(resource, verb)),
            `Take this right away from \`${manifest.name}\` (what somebody made the server do with it will fail)`,
          ),
  }
}

function related(mine: readonly Bound[]): NonNullable<Problem['related']> {
  return mine.slice(0, 1).flatMap((bound) => waysTo(bound).slice(0, 1))
}

const reading = new Set(['get', 'list', 'watch'])

/** The first verb by which a rule changes Argo's objects or pods. */
function writes({ groups, resources, verbs }: Policy): string | undefined {
  const concerned =
    groups.includes('argoproj.io') ||
    (groups.includes('') && resources.some((resource) => /^pods(?:\/|$)/.test(resource)))
  return concerned ? verbs.find((verb) => !reading.has(verb)) : undefined
}

const whom: Readonly<Record<Acting, string>> = {
  anonymous: 'the server acts as itself for callers without a login, so they may, too',
  sso: 'the server acts as itself for everybody who comes by single sign-on, so they may, too',
  user: 'the server acts for each user with their own rights, so reading is enough for its own account',
}

const unsure =
  'in the mode `client`, and by SSO with RBAC, the server acts for each user with their own rights, and reading is enough for its own account'

function* changing(writing: readonly Policy[], mine: readonly Bound[], project: Project): Generator<Problem> {
  const [first, ...others] = writing
  const at = first && wordIn(first, 'verbs', writes(first) ?? '')
  if (!at) return
  const servers = mine.flatMap(({ subject, binding }) => runningAs(subject, 'server', binding.manifest, project))
  const how = acting(servers, project)
  const isShared = how === 'anonymous' || how === 'sso'
  const more = others.flatMap((policy) => wordIn(policy, 'verbs', writes(policy) ?? '') ?? [])
  yield {
    at,
    variant: isShared ? 'shared' : 'writes',
    ...((!how || mine.length === 0) && { confidence: 'medium' as const }),
    message: `This role of the Argo Server may change workflows or pods: ${how ? whom[how] : unsure}. Leave it \`get\`, \`list\` and \`watch\`.`,
    related: [
      ...related(mine),
      ...(how === 'anonymous' ? servers.flatMap(letting).slice(0, 1) : []),
      ...more.map((node) => ({ at: node, note: 'May change things too' })),
    ],
    propose: () => {
      const all = writing.map((policy) => narrow(policy, (_, verb) => !reading.has(verb)))
      const refused = all.find((one) => 'refused' in one)
      const title = isShared
        ? 'Let the server only read (nobody can submit or stop workflows through it)'
        : "Let the server's own account only read (those who use it as itself can change nothing any more)"
      return refused && 'refused' in refused
        ? refused
        : proposal(
            all.flatMap((one) => ('refused' in one ? [] : one)),
            title,
          )
    },
  }
}

/** Where a server is told to act as itself for whoever has no login. */
function letting(server: Installed): NonNullable<Problem['related']> {
  const mode = authModes(server).find(({ value }) => value === 'server' || value === 'hybrid')
  return mode ? [{ at: mode.at, manifest: server.manifest, note: 'Lets callers without a login in' }] : []
}

function proposal(changes: readonly Change[] | Refusal, title: string): Proposal | Refusal {
  return 'refused' in changes ? changes : { title, safety: 'unsafe', changes }
}
