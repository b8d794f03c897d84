import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { bindingOf } from '../argo/rbac/binding.ts'
import { isComponent } from '../argo/rbac/component.ts'
import { type Excess, excesses } from '../argo/rbac/excess.ts'
import { type Bound, holdersOf, roleOf } from '../argo/rbac/grant.ts'
import { narrow } from '../argo/rbac/narrow.ts'
import { type Policy, policiesOf } from '../argo/rbac/policy.ts'
import { waysTo } from '../argo/rbac/trail.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import type { Refusal } from '../yaml/edit.ts'

export default defineRule({
  id: 'controller-role-too-broad',
  title: 'Controller has more rights than upstream gives it',
  category: 'rbac',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  needs: ['rules', 'roleRef'],
  variants: {
    wildcard: { when: 'a rule has a `*`' },
    secrets: { when: 'it may list or change Secrets, or read those of every namespace (`medium` in one namespace)' },
    roles: { when: 'it may change roles and bindings, or act as others' },
    accounts: { when: 'it may make tokens of ServiceAccounts (`medium` to change the accounts themselves)' },
    workloads: { when: 'it may change what other controllers run', severity: 'medium' },
    nodes: { when: 'it may change nodes, or reach their kubelets' },
    'built-in': { when: 'it has `cluster-admin`, `admin` or `edit`' },
  },
  docs: `
The workflow controller starts pods for everybody who may submit a workflow, in every namespace that it serves. Its ServiceAccount is worth as much as its roles allow, to whoever can start a pod in its namespace or exploit a mistake of it. What Argo's own manifests give it is enough: pods, volume claims, disruption budgets and its own kinds of objects; ConfigMaps and ServiceAccounts to read; and Secrets by their names only, or of its own namespace.

Take the rights away that Argo's manifests do not have, and write verbs and resources out in place of \`*\`.

The controller's account is that of its Deployment, or one called \`argo\` or \`…-workflow-controller\`; a role that no file binds counts by Argo's own names for it. Rights that only read other things are passed over. Argo's security guide says that the controller lists Secrets: the manifests of version 3.4 and later do without. The fix takes the verbs or the rule away where the rest of the rule stays as it is; a \`*\` has to be written out by hand.`,
  guide: ['S4', 'S5', 'S6', 'S7', 'H4'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/security/#controller-permissions',
    'https://github.com/argoproj/argo-workflows/blob/main/manifests/cluster-install-no-crds/workflow-controller-rbac/workflow-controller-clusterrole.yaml',
  ],
  examples: [
    {
      title: 'A cluster role with more than it needs',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: argo-cluster-role}
rules:
  - apiGroups: [""]
    resources: [pods, pods/exec]
    verbs: [create, get, list, watch, update, patch, delete]
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get, list, watch] # ✗ secrets
  - apiGroups: [""]
    resources: [configmaps, serviceaccounts]
    verbs: [get, list, create] # ✗ accounts
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [rolebindings]
    verbs: [create] # ✗ roles
  - apiGroups: [""]
    resources: [nodes]
    verbs: [list, patch] # ✗ nodes
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, list, patch] # ✗ workloads
  - apiGroups: [argoproj.io]
    resources: ["*"] # ✗ wildcard
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo-binding}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: argo-cluster-role}
subjects: [{kind: ServiceAccount, name: argo, namespace: argo}]`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: argo-cluster-role}
rules:
  - apiGroups: [""]
    resources: [pods, pods/exec]
    verbs: [create, get, list, watch, update, patch, delete]
  - apiGroups: [""]
    resources: [configmaps, serviceaccounts]
    verbs: [get, list, create]
  - apiGroups: [""]
    resources: [nodes]
    verbs: [list]
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, list]
  - apiGroups: [argoproj.io]
    resources: ["*"]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo-binding}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: argo-cluster-role}
subjects: [{kind: ServiceAccount, name: argo, namespace: argo}]`,
    },
    {
      title: 'A role for one namespace, for an account that the Deployment tells',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflows, namespace: ci}
spec:
  template:
    spec:
      serviceAccountName: runner
      containers: [{name: controller, image: "quay.io/argoproj/workflow-controller:v3.7.18"}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: runner, namespace: ci}
rules:
  - {apiGroups: [""], resources: [secrets], verbs: [get, list]} # ✗ secrets
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: runner, namespace: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: runner}
subjects: [{kind: ServiceAccount, name: runner}]`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflows, namespace: ci}
spec:
  template:
    spec:
      serviceAccountName: runner
      containers: [{name: controller, image: "quay.io/argoproj/workflow-controller:v3.7.18"}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: runner, namespace: ci}
rules:
  - {apiGroups: [""], resources: [secrets], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: runner, namespace: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: runner}
subjects: [{kind: ServiceAccount, name: runner}]`,
    },
    {
      title: 'A role that every cluster has',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin # ✗ built-in
subjects: [{kind: ServiceAccount, name: argo-workflow-controller, namespace: argo}]`,
    },
    {
      title: "What Argo's own manifests give it",
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: argo-cluster-role}
rules:
  - {apiGroups: [""], resources: [pods, pods/exec], verbs: [create, get, list, watch, update, patch, delete]}
  - {apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [argo-workflows-agent-ca-certificates]}
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [get, list, watch, update, patch, delete, create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: argo-role, namespace: argo}
rules:
  - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create, get, update]}
  - {apiGroups: [""], resources: [secrets], verbs: [get]}`,
    },
    {
      title: 'The same rights for an account that is not the controller',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: backup}
rules:
  - {apiGroups: ["*"], resources: ["*"], verbs: [get, list]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: backup}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: backup}
subjects: [{kind: ServiceAccount, name: velero, namespace: argo}]`,
    },
  ],
  *check(manifest, project) {
    yield* builtIn(manifest, project)
    if (manifest.kind !== 'Role' && manifest.kind !== 'ClusterRole') return
    const all = holdersOf(manifest, project)
    const mine = all.filter(({ subject }) => isComponent(subject, 'controller', project))
    const unbound = all.length === 0 && /^argo-(?:cluster-)?role$|workflow-controller/.test(manifest.name)
    if (mine.length === 0 && !unbound) return
    const everywhere = unbound ? manifest.kind === 'ClusterRole' : mine.some(({ binding }) => binding.everywhere)
    for (const policy of policiesOf(manifest))
      for (const excess of excesses(policy, everywhere, 'controller')) yield problem(policy, excess, mine, manifest)
  },
})

function* builtIn(manifest: Manifest, project: Project): Generator<Problem> {
  const binding = bindingOf(manifest)
  const role = binding && roleOf(binding, project)
  if (!binding || !role || role.manifest || role.name === 'view') return
  if (!binding.subjects.some((subject) => isComponent(subject, 'controller', project))) return
  yield {
    at: binding.role.at,
    variant: 'built-in',
    message: `The workflow controller gets \`${role.name}\`${binding.everywhere ? ' in the whole cluster' : ''}: far more than it needs, for everybody who comes by its ServiceAccount. Bind it to the role that Argo's own manifests have for it.`,
  }
}

function problem(policy: Policy, excess: Excess, mine: readonly Bound[], manifest: Manifest): Problem {
  return {
    at: excess.at,
    variant: excess.kind,
    severity: excess.severity,
    ...(mine.length === 0 && { confidence: 'medium' as const }),
    message: `This role of the workflow controller may ${excess.may}, which Argo's own manifests do not give it: whoever comes by its ServiceAccount may too. ${excess.kind === 'wildcard' ? 'Write out what it needs.' : 'Take it away.'}`,
    related: mine.slice(0, 1).flatMap((bound) => waysTo(bound).slice(0, 1)),
    propose: () => proposal(policy, excess, manifest),
  }
}

function proposal(policy: Policy, excess: Excess, { name }: Manifest): Proposal | Refusal {
  if (excess.kind === 'wildcard')
    return { refused: "What `*` stands for here has to be written out: see the roles in Argo's own manifests" }
  const changes = narrow(policy, (resource, verb) => excess.has(resource, verb))
  if ('refused' in changes) return changes
  return {
    title: `Take this right away from \`${name}\` (what somebody made the controller do with it will fail)`,
    safety: 'unsafe',
    changes,
  }
}
