import { links } from '../argo/flow/edge.ts'
import type { Manifest } from '../argo/manifest.ts'
import { listed, sourceOf } from '../argo/names.ts'
import type { Project } from '../argo/project.ts'
import { homeOf, type Use } from '../argo/rbac/account.ts'
import { bindingOf } from '../argo/rbac/binding.ts'
import type { Danger } from '../argo/rbac/danger.ts'
import { bindings, type Bound, isCertain } from '../argo/rbac/grant.ts'
import { type StrongUse, strongUses, usesOf } from '../argo/rbac/strong.ts'
import { told, trail, trailOf } from '../argo/rbac/trail.ts'
import { isRestricted } from '../argo/restrictions.ts'
import { defineRule, leadingTo, type Problem, type Related } from '../rule.ts'
import { get, text } from '../yaml/query.ts'

/** Beyond this many, workflows with one account are one finding at the binding. */
const many = 9

export default defineRule({
  id: 'privileged-service-account',
  title: 'Workflow runs as a ServiceAccount with dangerous permissions',
  category: 'identity',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    workflow: { when: 'a workflow names the account' },
    'no-user-code': {
      when: 'only containers of Argo itself have it: for `resource` templates with a fixed manifest, the executor, or those that delete artifacts',
      severity: 'medium',
    },
    shared: { when: `more than ${many} workflows name the account: one finding at the binding` },
  },
  docs: `
A step can use all rights of its ServiceAccount: its token is mounted into the pod. Whoever controls the image, an input or a dependency of a step controls the account too. That matters when it may do more than report results: read Secrets, start pods or workflows, which may run as any other account of the namespace, run commands in other pods, make tokens, or change roles. Argo's security guide asks for different ServiceAccounts where a pod needs elevated permissions.

Give \`spec.serviceAccountName\` an account that may only \`create\` and \`patch\` \`workflowtaskresults\`, and name a stronger one in \`templates[].serviceAccountName\` of the steps that need it.

Rights are followed from the account through bindings to roles: those among the files, with aggregation, and \`cluster-admin\`, \`admin\`, \`edit\` and \`view\`. The finding shows the way. It is critical when the right counts in the whole cluster and leads to all of it; one step worse when a sensor or an event binding fills the workflow from an event, and milder when the rights lie in another namespace than the workflow, or the controller takes workflows from templates only. What is said where no namespace is written is less certain. A rule with \`resourceNames\` is what a careful author writes, and is passed over. To write role bindings without \`bind\` hands on only what one has, so it counts less than \`bind\` and \`escalate\`. A sensor may name the account when it submits (\`args: [--serviceaccount, …]\`), in the place of the one at \`spec\`. The account \`default\` is the business of \`default-service-account\` and \`default-service-account-binding\`.

When more than ${many} workflows name one account, they are one finding at the binding. There is no fix: which steps need the rights is for a person to say.`,
  guide: ['S11', 'S23', 'S25', 'S26', 'H4'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/security/#workflow-pod-permissions',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
  ],
  examples: [
    {
      title: 'An account that is bound to `cluster-admin`',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: ci, namespace: builds}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ci-, namespace: builds}
spec:
  serviceAccountName: ci # ✗ workflow
  entrypoint: main
  templates: [{name: main, container: {image: "alpine:3.20"}}]`,
    },
    {
      title: 'Rights that come by aggregation, to a template, the executor and the pods that delete artifacts',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: deploy}
aggregationRule:
  clusterRoleSelectors: [{matchLabels: {team: deploy}}]
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: deploy-apps, labels: {team: deploy}}
rules: [{apiGroups: [apps], resources: [deployments], verbs: [get, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: deploy, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: deploy}
subjects: [{kind: ServiceAccount, name: deployer, namespace: builds}]
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly, namespace: builds}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    serviceAccountName: ci-minimal
    executor:
      serviceAccountName: deployer # ✗ no-user-code
    artifactGC:
      strategy: OnWorkflowDeletion
      serviceAccountName: deployer # ✗ no-user-code
    entrypoint: main
    templates:
      - name: main
        serviceAccountName: deployer # ✗ workflow
        container: {image: "alpine:3.20"}
      - name: apply
        serviceAccountName: deployer # ✗ no-user-code
        resource: {action: apply, manifest: "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}"}`,
    },
    {
      title: 'Many workflows with one account',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: pipelines, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects:
  - kind: ServiceAccount
    name: pipeline # ✗ shared
${Array.from(
  { length: many + 1 },
  (_, index) => `---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: step-${index}, namespace: builds}
spec:
  serviceAccountName: pipeline
  entrypoint: main
  templates: [{name: main, container: {image: "alpine:3.20"}}]`,
).join('\n')}`,
    },
    {
      title: 'The defaults of the controller name a strong account for all workflows',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data:
  workflowDefaults: |
    spec:
      serviceAccountName: runner # ✗ workflow
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: runner}
rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: runner}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: runner}
subjects: [{kind: ServiceAccount, name: runner, namespace: builds}]`,
    },
    {
      title: 'Only one step has more than the executor needs, and that only for two objects',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: ci}, {kind: ServiceAccount, name: deployer}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: deployer, namespace: builds}
rules:
  - {apiGroups: [apps], resources: [deployments], resourceNames: [web], verbs: [get, patch]}
  - {apiGroups: [""], resources: [secrets], resourceNames: [registry], verbs: [get]}
  - {apiGroups: [""], resources: [pods], verbs: [get, watch, patch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: deployer, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
subjects: [{kind: ServiceAccount, name: deployer}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ci-, namespace: builds}
spec:
  serviceAccountName: ci
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: deploy
      serviceAccountName: deployer
      container: {image: "alpine:3.20"}`,
    },
    {
      title:
        'A strong account of the same name in another namespace, and cluster-wide resources that a Role cannot give',
      yaml: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ci, namespace: other}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
subjects: [{kind: ServiceAccount, name: ci, namespace: other}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: nodes, namespace: builds}
rules: [{apiGroups: ["", argoproj.io], resources: [nodes, clusterworkflowtemplates], verbs: [patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: nodes, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: nodes}
subjects: [{kind: ServiceAccount, name: ci, namespace: builds}]
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
    if (bindings(project).length === 0) return
    for (const strong of strongUses(manifest, project)) {
      if (strong.use.account.name === 'default') continue
      if (usesOf(strong.worst.bound.subject.node, project).length <= many) yield ofWorkflow(manifest, strong, project)
    }
    yield* ofBinding(manifest, project)
  },
})

function ofWorkflow(manifest: Manifest, { use, worst, dangers }: StrongUse, project: Project): Problem {
  const variant = runsUserCode(use) ? 'workflow' : 'no-user-code'
  const fed = isFed(manifest, project)
  return {
    at: use.at,
    variant,
    severity: severityOf(dangers, manifest, variant === 'no-user-code', project),
    ...(!isCertain(worst.bound, use.account) && { confidence: 'medium' as const }),
    key: use.by,
    message: `${whose(use)} the ServiceAccount \`${use.account.name}\`, which may ${told(dangers)}. ${fed ? 'An event fills this workflow: whoever' : 'Whoever'} controls ${controls(use, variant === 'workflow')} may do so too. ${adviceFor(use)}`,
    related: related(use, dangers, project),
  }
}

/** Where so many workflows run as one account that they are told at its binding. */
function* ofBinding(manifest: Manifest, project: Project): Generator<Problem> {
  for (const subject of bindingOf(manifest)?.subjects ?? []) {
    const strong = subject.name === 'default' ? [] : usesOf(subject.node, project)
    const [first] = strong
    if (!first || strong.length <= many) continue
    const names = strong.map(({ use }) => use.account.from.name)
    const users = strong.map(
      ({
        use: {
          at,
          account: { from },
        },
      }) => ({
        at,
        note: `${from.kind} \`${from.name}\` runs as this account`,
        manifest: at.manifest,
      }),
    )
    yield {
      at: get(subject.node, 'name') ?? subject.node,
      variant: 'shared',
      severity: first.worst.severity,
      message: `${strong.length} workflows and templates run as the ServiceAccount \`${subject.name}\`, which may ${told(first.dangers)}: ${listed(names)}. Whoever controls a step of one may do so too. ${advice}`,
      // One of them shows the way; the others stand beside it.
      related: [...leadingTo(users.slice(0, 1)), ...trail(first.worst).slice(1), ...users.slice(1, many)],
    }
  }
}

const advice =
  'Give that right to an account of its own, name it in `serviceAccountName` of the template that needs it, and let all others only report results.'

function controls({ by }: Use, isUsers: boolean): string {
  return isUsers ? 'a step' : by === 'pods' ? 'what it applies' : 'that container'
}

/** Argo's own containers need one right each. */
function adviceFor({ by }: Use): string {
  if (by === 'executor')
    return 'Name an account in `executor.serviceAccountName` that may only `create` and `patch` `workflowtaskresults`.'
  if (by === 'artifact-gc')
    return 'Name an account in `artifactGC.serviceAccountName` that may only read `workflowartifactgctasks` and `patch` their status.'
  return advice
}

function whose({ by, pods }: Use): string {
  if (by === 'executor') return "Argo's executor has the token of"
  if (by === 'artifact-gc') return 'The pod that deletes artifacts runs as'
  return `Pods of ${sourceOf(pods)} run as`
}

/** The way to the worst that the account may do, and beside it where other dangerous rights are written. */
function related({ account }: Use, [worst, ...others]: readonly Danger[], project: Project): readonly Related[] {
  const way = worst ? trailOf(account, worst, project) : []
  const seen = new Set(way.map(({ at }) => at))
  const more = others.flatMap((danger) => trail(danger).slice(-1)).filter(({ at }) => !seen.has(at) && seen.add(at))
  return [...way, ...more.slice(0, 3).map(({ at, note, manifest }) => ({ at, note, manifest }))]
}

const ladder = ['low', 'medium', 'high', 'critical'] as const

function severityOf(
  all: readonly Danger[],
  manifest: Manifest,
  isArgosOwn: boolean,
  project: Project,
): (typeof ladder)[number] {
  const [worst] = all
  const fed = isFed(manifest, project) ? 1 : 0
  const own = isArgosOwn ? -1 : 0
  const apart = all.every(({ bound }) => isElsewhere(bound, manifest)) || isRestricted(project) ? -1 : 0
  const level = ladder.indexOf(worst?.severity ?? 'low') + fed + own + (fed ? 0 : apart)
  return ladder[Math.max(0, Math.min(ladder.length - 1, level))] ?? 'high'
}

/** Whether the payload of an event fills the workflow: by a sensor around it, or by an event binding that submits it. */
function isFed(manifest: Manifest, project: Project): boolean {
  return links(project).fed.has(manifest)
}

/** Whether a right counts in another namespace than the one in which the workflow runs. */
function isElsewhere({ binding }: Bound, manifest: Manifest): boolean {
  const home = homeOf(manifest)
  return !binding.everywhere && binding.namespace !== undefined && home !== undefined && binding.namespace !== home
}

/** Whether people choose what runs with the account: a resource template with a fixed manifest runs only Argo's code. */
function runsUserCode({ by, pods }: Use): boolean {
  if (by !== 'pods') return false
  return !pods.every(({ template, containers }) => {
    const written = text(get(template?.node, 'resource', 'manifest'))
    return template?.type === 'resource' && containers.length === 0 && written !== undefined && !written.includes('{{')
  })
}
