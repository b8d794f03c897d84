import { homeNamespaces } from '../argo/home.ts'
import type { Project } from '../argo/project.ts'
import { homeOf } from '../argo/rbac/account.ts'
import { type Binding, bindingOf, namespaceOfGroup, type Subject } from '../argo/rbac/binding.ts'
import { type Danger, dangers } from '../argo/rbac/danger.ts'
import { roleOf } from '../argo/rbac/grant.ts'
import { mayBe } from '../argo/rbac/near.ts'
import type { Policy } from '../argo/rbac/policy.ts'
import type { Role } from '../argo/rbac/role.ts'
import { told, trail, waysTo } from '../argo/rbac/trail.ts'
import { defineRule, type Problem } from '../rule.ts'
import { get } from '../yaml/query.ts'

export default defineRule({
  id: 'default-service-account-binding',
  title: 'Rights are given to `default` or to every ServiceAccount',
  category: 'rbac',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  needs: ['roleRef'],
  variants: {
    default: { when: 'the subject is the ServiceAccount `default` (`critical` or `high` for dangerous rights)' },
    executor: {
      when: 'the subject is `default`, and the role allows what the executor, the agent or the deletion of artifacts needs and no more',
      severity: 'low',
      persona: 'pedantic',
    },
    group: {
      when: 'the subject is a group of all ServiceAccounts, or of all users (`critical` or `high` for dangerous rights)',
    },
    anonymous: { when: 'the subject is whoever does not log in at all', severity: 'high' },
    unknown: { when: 'the role is not among the files', confidence: 'medium' },
  },
  docs: `
Every pod that names no ServiceAccount has \`default\`: what it is given, all of them have, and so has every workflow without \`serviceAccountName\`. A group such as \`system:serviceaccounts\` has even the accounts of all other namespaces, and \`system:authenticated\` everybody with a login. Argo's own introduction binds \`admin\` to \`default\` to begin with, and many never change it.

Make a ServiceAccount for the workflows that need the rights, bind the role to that one, and name it in \`serviceAccountName\`.

Bindings of other applications are left alone: one counts when its role is about Argo's objects, when its names say so, or when workflows among the files may run in the namespace. Roles of Kubernetes itself, whose names begin with \`system:\`, are left alone too. The severity is that of the worst right. There is no fix: the subject and all workflows that use it have to change together.`,
  guide: ['S22', 'S25', 'S26', 'H4'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/',
    'https://argo-workflows.readthedocs.io/en/latest/service-accounts/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  examples: [
    {
      title: "What Argo's introduction does to begin with, and worse",
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: default-admin, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
subjects:
  - kind: ServiceAccount
    name: default # ✗ default
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argo-admin}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects:
  - kind: Group
    name: system:serviceaccounts:builds # ✗ group
  - kind: User
    name: system:serviceaccount:builds:default # ✗ default`,
    },
    {
      title: 'Everybody may start workflows, and those who do not log in may see them',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: submit}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: submit}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: submit}
subjects:
  - {kind: Group, name: "system:authenticated"} # ✗ group
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: see}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: see}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: see}
subjects:
  - {kind: Group, name: "system:unauthenticated"} # ✗ anonymous
  - {kind: User, name: "system:anonymous"} # ✗ anonymous`,
    },
    {
      title: 'What only the executor needs, and a role that is not among the files',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor-default}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects:
  - {kind: ServiceAccount, name: default} # ✗ executor
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: workflow-default}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: pod-manager}
subjects:
  - {kind: ServiceAccount, name: default} # ✗ unknown`,
    },
    {
      title: 'An account of its own, and a group of people',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: build-executor, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects:
  - {kind: ServiceAccount, name: build-workflow, namespace: argo}
  - {kind: Group, name: "oidc:builders", apiGroup: rbac.authorization.k8s.io}`,
    },
    {
      title: 'Another application, in a namespace without workflows, and a role of Kubernetes itself',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: shop, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: default, namespace: shop}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: pull-workflow-images, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:image-puller"}
subjects: [{kind: Group, name: "system:serviceaccounts:shop", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ci-, namespace: builds}
spec:
  serviceAccountName: ci
  entrypoint: main
  templates: [{name: main, container: {image: "alpine:3.20"}}]`,
    },
  ],
  *check(manifest, project) {
    const binding = bindingOf(manifest)
    if (!binding || binding.role.name.startsWith('system:')) return
    const role = roleOf(binding, project)
    for (const subject of binding.subjects) {
      const whom = shared(subject)
      if (whom && concernsArgo(binding, subject, role, project)) yield problem(whom, binding, subject, role, project)
    }
  },
})

/** A subject that stands for more than one purpose, and the variant that it is. */
interface Shared {
  readonly variant: 'default' | 'group' | 'anonymous'
  readonly who: string
}

function shared(subject: Subject): Shared | undefined {
  const { kind, name } = subject
  if (kind === 'ServiceAccount')
    return name === 'default'
      ? { variant: 'default', who: 'the ServiceAccount `default`, so every pod of its namespace that names no other' }
      : undefined
  if (name === 'system:unauthenticated' || name === 'system:anonymous')
    return { variant: 'anonymous', who: 'everybody who reaches the API server, without a login' }
  if (kind !== 'Group') return undefined
  const namespace = namespaceOfGroup(subject)
  if (namespace !== undefined)
    return { variant: 'group', who: `every ServiceAccount of \`${namespace}\`, so every pod there` }
  if (name === 'system:serviceaccounts')
    return { variant: 'group', who: 'every ServiceAccount of the cluster, so every pod' }
  return name === 'system:authenticated'
    ? { variant: 'group', who: 'everybody with a login, and every pod' }
    : undefined
}

/** Whether workflows have to do with it: its role, its names, or its namespace say so. */
function concernsArgo(binding: Binding, subject: Subject, role: Role | undefined, project: Project): boolean {
  if (role?.policies.some(({ groups }) => groups.includes('argoproj.io'))) return true
  const namespace = subject.kind === 'ServiceAccount' ? subject.namespace : namespaceOfGroup(subject)
  if (argoName.test([binding.manifest.name, binding.role.name, namespace, binding.namespace].join(' '))) return true
  return project.manifests.some(
    (one) => one.spec !== undefined && one.kind !== 'ConfigMap' && mayBe(homeOf(one), namespace ?? binding.namespace),
  )
}

/** Not Argo CD, Argo Rollouts and their like. */
const argoName = /(?:^|[^a-z])argo(?!-?(?:cd|rollouts|image))(?:[^a-z]|$)|workflow/i

function problem(
  { variant, who }: Shared,
  binding: Binding,
  subject: Subject,
  role: Role | undefined,
  project: Project,
): Problem {
  const bound = { binding, subject, role }
  const all = dangers([bound], homeNamespaces(project))
  const [worst] = all
  const at = get(subject.node, 'name') ?? subject.node
  const isMinimum = variant === 'default' && role !== undefined && role.policies.every(isExecutors)
  return {
    at,
    variant: !role ? (variant === 'default' ? 'unknown' : variant) : isMinimum ? 'executor' : variant,
    ...(worst && { severity: worst.severity }),
    ...(!role && { confidence: 'medium' as const }),
    message: `This gives the rights of \`${binding.role.name}\` to ${who}${rights(all, role, isMinimum)}. Bind it to a ServiceAccount of its own, and name that in the workflows that need it.`,
    // The finding stands at the subject, which is where the way begins.
    related: (worst ? trail(worst) : waysTo(bound)).slice(1),
  }
}

/** What comes of it, in words that go on a sentence. */
function rights(all: readonly Danger[], role: Role | undefined, isMinimum: boolean): string {
  if (all.length > 0) return `: they may ${told(all)}`
  if (!role) return '. What that role allows is not among these files'
  return isMinimum
    ? '. By them pods report to the controller, so whatever else runs there can report in their place'
    : ''
}

/** What Argo's documentation has for the executor, for the agent, and for the deletion of artifacts (workflow-rbac.md). */
const needed: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['workflowtaskresults', new Set(['create', 'patch'])],
  ['workflowtasksets', new Set(['list', 'watch'])],
  ['workflowtasksets/status', new Set(['patch'])],
  ['workflowartifactgctasks', new Set(['list', 'watch'])],
  ['workflowartifactgctasks/status', new Set(['patch'])],
])

function isExecutors({ groups, resources, verbs }: Policy): boolean {
  return (
    groups.every((group) => group === 'argoproj.io') &&
    resources.every((resource) => verbs.every((verb) => needed.get(resource)?.has(verb)))
  )
}
