import { groupBy } from '../argo/group.ts'
import { homeNamespaces } from '../argo/home.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import type { Binding, Subject } from '../argo/rbac/binding.ts'
import { clientsFor } from '../argo/rbac/client.ts'
import { isAccountedFor, mayCreatePods, rightsAt, starts, writing } from '../argo/rbac/creator.ts'
import { type Danger, dangers } from '../argo/rbac/danger.ts'
import { type Bound, holdersOf } from '../argo/rbac/grant.ts'
import { type Act, allows, type Policy, policiesOf, wordIn } from '../argo/rbac/policy.ts'
import { type Reachable, reachable } from '../argo/rbac/reach.ts'
import { told, trail, waysTo } from '../argo/rbac/trail.ts'
import { isRestricted } from '../argo/restrictions.ts'
import { defineRule, leadingTo, type Problem } from '../rule.ts'
import { get, text } from '../yaml/query.ts'

export default defineRule({
  id: 'workflow-create-escalation',
  title: 'Who may create workflows gets more than their role says',
  category: 'rbac',
  severity: 'high',
  confidence: 'medium',
  persona: 'regular',
  needs: ['rules'],
  variants: {
    'stronger-account': {
      when: 'a ServiceAccount of the namespace may do what the creator may not (`low` and `pedantic` when the controller takes workflows from templates only)',
    },
    'cluster-template': {
      when: 'somebody without such rights in all namespaces may change cluster workflow templates',
    },
    'trusted-template': {
      when: 'the controller takes workflows from templates only, and the creator may change these',
      severity: 'medium',
    },
    'task-results': { when: 'people may write the results of tasks, and so forge outputs', severity: 'medium' },
    'pod-create': {
      when: 'no stronger account is known, so that it is only as good as to create pods',
      severity: 'low',
      persona: 'pedantic',
    },
    aggregate: {
      when: 'everybody with `edit` or `admin` gets it by aggregation',
      severity: 'low',
      persona: 'pedantic',
    },
  },
  docs: `
Nothing restricts which ServiceAccount of a namespace a workflow may name. The controller starts its pods, whether or not the creator may create pods. So whoever may create workflows, cron workflows, workflow templates or sensors in a namespace has the rights of all its ServiceAccounts together: a role that reads as "may submit" can mean "may deploy".

Keep ServiceAccounts with more rights in namespaces in which only those may create workflows who may have the rights too; or set \`workflowRestrictions.templateReferencing: Strict\` and let others only create workflows, not templates.

Subjects of a role are looked at with all their other roles. Left out are Argo's own parts, ServiceAccounts as which workflows run (see \`privileged-service-account\`), and whoever may create pods, or what Kubernetes makes pods of, anyway. Accounts of webhooks and sensors start what somebody else wrote, so their finding is \`pedantic\`. A ClusterRoleBinding counts for every namespace, a RoleBinding of a ClusterRole for its own; rules about cluster workflow templates in a Role have no effect.`,
  guide: ['S8', 'S9', 'S10', 'S11', 'S16', 'S24', 'H4'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/security/#user-permissions',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/',
  ],
  examples: [
    {
      title: 'Interns who may submit can act as the account that deploys',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submitter, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [create, get, list, watch]} # ✗ stronger-account
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: interns, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submitter}
subjects: [{kind: Group, name: "oidc:interns", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ci-deployer, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: ci-deployer, namespace: builds}]`,
    },
    {
      title: 'Templates of the whole cluster, results of tasks, and no stronger account',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: platform}
rules:
  - {apiGroups: [argoproj.io], resources: [clusterworkflowtemplates], verbs: [get, update]} # ✗ cluster-template
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: platform}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: platform}
subjects: [{kind: Group, name: "oidc:builds", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submitter, namespace: builds}
rules:
  - apiGroups: [argoproj.io]
    resources: [workflows]
    verbs: [get, create] # ✗ pod-create
  - apiGroups: [argoproj.io]
    resources: [workflowtaskresults]
    verbs: [list, patch] # ✗ task-results
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: interns, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submitter}
subjects: [{kind: User, name: "jane@example.org", apiGroup: rbac.authorization.k8s.io}]`,
    },
    {
      title: 'A controller that trusts templates, and people who may change them',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data:
  workflowRestrictions: |
    templateReferencing: Strict
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: author, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows, workflowtemplates], verbs: [create]} # ✗ trusted-template
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: authors, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: author}
subjects: [{kind: Group, name: "oidc:authors", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submitter, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [create]} # ✗ stronger-account
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: interns, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submitter}
subjects: [{kind: Group, name: "oidc:interns", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ci-deployer, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: ci-deployer, namespace: builds}]`,
    },
    {
      title: "What a cluster install adds to Kubernetes' own roles",
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: argo-aggregate-to-edit
  labels: {rbac.authorization.k8s.io/aggregate-to-edit: "true"}
rules:
  - apiGroups: [argoproj.io]
    resources: [workflows, cronworkflows]
    verbs: [create, delete, get, list] # ✗ aggregate`,
    },
    {
      title: 'The elevated account is in another namespace, and a role that only reads',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflows, clusterworkflowtemplates], verbs: [get, list, watch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: interns, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: Group, name: "oidc:interns", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ci-deployer, namespace: deploys}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: ci-deployer, namespace: deploys}]`,
    },
    {
      title: "Whoever may create pods anyway, and Argo's own parts",
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submitter, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: admins, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submitter}
subjects:
  - {kind: Group, name: "oidc:admins", apiGroup: rbac.authorization.k8s.io}
  - {kind: ServiceAccount, name: argo-server}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: admins-edit, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects:
  - {kind: Group, name: "oidc:admins", apiGroup: rbac.authorization.k8s.io}
  - {kind: ServiceAccount, name: ci-deployer}`,
    },
    {
      title: 'Whoever may change what pods are made of, or give itself any right',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: gitops}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}
  - {apiGroups: [apps], resources: [deployments], verbs: [get, patch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: gitops}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: gitops}
subjects: [{kind: ServiceAccount, name: gitops, namespace: gitops}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: guard}
rules:
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [create]} # ✗ pod-create
  - {apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: guard}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: guard}
subjects: [{kind: User, name: guard, apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: deployer}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: deployer, namespace: builds}]`,
    },
  ],
  *check(manifest, project) {
    if (manifest.kind !== 'Role' && manifest.kind !== 'ClusterRole') return
    const written = policiesOf(manifest).filter((policy) => policy.names.length === 0 && isTold(policy))
    if (written.length === 0) return
    const aggregated = aggregatesTo(manifest)
    const all = aggregated ? [] : alike(holdersOf(manifest, project).flatMap((bound) => holder(bound, project) ?? []))
    for (const policy of written) {
      if (aggregated) yield* aggregate(policy, aggregated)
      else yield* worstOf(all.flatMap((one) => [...judge(policy, one, manifest)]))
    }
  },
})

const group = 'argoproj.io'
const clusterTemplates: Act = { group, resources: ['clusterworkflowtemplates'], verbs: writing }
const templates: Act = { group, resources: ['workflowtemplates', 'clusterworkflowtemplates'], verbs: writing }
const results: Act = {
  group,
  resources: ['workflowtaskresults', 'workflowtasksets', 'workflowtasksets/status'],
  verbs: writing,
}

function isTold(policy: Policy): boolean {
  return [starts, clusterTemplates, results].some((act) => allows(policy, act) !== undefined)
}

/** The built-in role that takes a role over. */
function aggregatesTo({ root }: Manifest): string | undefined {
  return ['edit', 'admin'].find(
    (name) => text(get(root, 'metadata', 'labels', `rbac.authorization.k8s.io/aggregate-to-${name}`)) === 'true',
  )
}

function* aggregate(policy: Policy, to: string): Generator<Problem> {
  const way = allows(policy, starts)
  const at = way && wordIn(policy, 'verbs', way.verb)
  if (!at) return
  yield {
    at,
    variant: 'aggregate',
    confidence: 'high',
    message: `Everybody with the role \`${to}\` in a namespace may \`${way.verb}\` \`${way.resource}\` by this, and so act as every ServiceAccount there. They may create pods as well, so it is nothing new to them; know it when you write a role of your own in its place.`,
  }
}

/** Of all that have one rule, the worst is told: one role is to be mended. */
function* worstOf(found: readonly Found[]): Generator<Problem> {
  for (const variant of order) {
    const [first, ...others] = found.filter(({ problem }) => problem.variant === variant)
    if (!first) continue
    const more = others
      .slice(0, 3)
      .map(({ bound }) => waysTo(bound)[0])
      .filter((step) => step !== undefined)
    yield { ...first.problem, related: [...(first.problem.related ?? []), ...more] }
    if (variant !== 'task-results') return
  }
}

const order = ['task-results', 'stronger-account', 'cluster-template', 'trusted-template', 'pod-create']

interface Found {
  readonly problem: Problem
  readonly bound: Bound
}

/** Somebody who has the role, with all else that they may do. */
interface Holder {
  readonly bound: Bound
  readonly mayCreatePods: boolean
  /** An account that they can act as by a workflow, and that may do what they may not. */
  readonly target: Reachable | undefined
  /** The controller takes workflows from templates only. */
  readonly strict: boolean
  /** It starts what somebody else wrote. */
  readonly isClient: boolean
}

function holder(bound: Bound, project: Project): Holder | undefined {
  const { subject, binding } = bound
  if (isAccountedFor(subject, project)) return undefined
  const mine = rightsAt(binding, subject, project)
  const own = dangers(mine, homeNamespaces(project))
  return {
    bound,
    mayCreatePods: mayCreatePods(mine),
    target: reachable(binding, project).find((one) => isStronger(one, own, subject)),
    strict: isRestricted(project) === true,
    isClient: clientsFor(subject, project).length > 0,
  }
}

/** Of those about whom there is the same to say, a few. */
function alike(all: readonly Holder[]): readonly Holder[] {
  const groups = groupBy(all, ({ bound, mayCreatePods: creates, target, isClient }) =>
    [bound.subject.kind, bound.binding.everywhere, creates, target !== undefined, isClient].join(' '),
  )
  return [...groups.values()].flatMap((group) => group.slice(0, 4))
}

function* judge(policy: Policy, by: Holder, manifest: Manifest): Generator<Found> {
  const { bound } = by
  const { subject, binding } = bound
  const forged = subject.kind === 'ServiceAccount' ? undefined : allows(policy, results)
  if (forged) {
    const message = `${who(subject)} may \`${forged.verb}\` \`${forged.resource}\`, by which pods report what they found: with it they can forge the outputs of every workflow of the namespace. Only the executor's ServiceAccount needs it.`
    yield { bound, problem: { ...base(policy, forged.verb, bound, manifest), variant: 'task-results', message } }
  }
  if (by.mayCreatePods) return
  const way = allows(policy, starts) ?? (binding.everywhere ? allows(policy, clusterTemplates) : undefined)
  if (way) yield { bound, problem: { ...base(policy, way.verb, bound, manifest), ...verdict(policy, by) } }
}

function base(policy: Policy, verb: string, bound: Bound, manifest: Manifest): Pick<Problem, 'at' | 'related'> {
  return { at: wordIn(policy, 'verbs', verb) ?? manifest.root, related: leadingTo(waysTo(bound).slice(0, 1)) }
}

function verdict(
  policy: Policy,
  { bound, target, strict, isClient }: Holder,
): Pick<Problem, 'variant' | 'message' | 'severity' | 'persona' | 'related'> {
  const { subject, binding } = bound
  const related = leadingTo(waysTo(bound).slice(0, 1))
  if (strict && allows(policy, templates)) {
    return {
      variant: 'trusted-template',
      message: `${who(subject)} may change templates${place(binding)}, and the controller runs whatever a template says: what is restricted to templates is not restricted for them. Let only those change templates whom the restriction trusts.`,
    }
  }
  if (binding.everywhere && !allows(policy, starts)) {
    return {
      variant: 'cluster-template',
      message: `${who(subject)} may change cluster workflow templates, whose code runs in every namespace that refers to one, with the ServiceAccounts of that namespace. Give this only to those who may create workflows everywhere.`,
    }
  }
  const [worst] = target?.dangers ?? []
  if (!target || !worst) {
    return {
      variant: 'pod-create',
      message: `${who(subject)} may start workflows${place(binding)}, which is as good as to create pods there, with every ServiceAccount and Secret of the namespace. Treat it like that.`,
    }
  }
  return {
    variant: 'stronger-account',
    ...((strict || isClient) && { severity: 'low' as const, persona: 'pedantic' as const }),
    message: `${who(subject)} may start workflows${place(binding)}, and a workflow may name any ServiceAccount of its namespace: with \`${target.account.name}\` it may ${told(target.dangers)}. Keep that account in a namespace where they may not start workflows${strict ? '' : ', or let the controller take workflows from templates only'}.`,
    related: [...related, ...trail(worst)],
  }
}

function isStronger({ account, dangers: all }: Reachable, own: readonly Danger[], subject: Subject): boolean {
  const labels = new Set(own.map(({ label }) => label))
  if (labels.has('cluster-admin') || labels.has('rbac-escalate')) return false
  const isSelf = subject.kind === 'ServiceAccount' && subject.name === account.name
  return !isSelf && all.some(({ label }) => !labels.has(label) && label !== 'binding-write')
}

function who({ kind, name }: Subject): string {
  return `${kind} \`${name}\``
}

function place({ everywhere, namespace }: Binding): string {
  return everywhere ? ' in every namespace' : namespace === undefined ? '' : ` in \`${namespace}\``
}
