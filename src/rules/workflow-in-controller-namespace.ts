import { groupBy } from '../argo/group.ts'
import { type Home, homes } from '../argo/home.ts'
import { flag, type Installed, installed, isOn } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { bindingOf } from '../argo/rbac/binding.ts'
import { clientsFor } from '../argo/rbac/client.ts'
import { creators } from '../argo/rbac/creator.ts'
import type { Bound } from '../argo/rbac/grant.ts'
import { waysTo } from '../argo/rbac/trail.ts'
import { defineRule, type Problem } from '../rule.ts'
import { once } from '../yaml/once.ts'
import type { Node } from '../yaml/node.ts'
import { get, text } from '../yaml/query.ts'

/** Beyond this many, workflows are one finding at the controller: it is how the place is run, not a slip. */
const many = 5

export default defineRule({
  id: 'workflow-in-controller-namespace',
  title: "Workflows run in the controller's namespace",
  category: 'rbac',
  severity: 'medium',
  confidence: 'medium',
  persona: 'regular',
  variants: {
    workflow: { when: "a workflow's namespace is the one of the controller" },
    posture: {
      when: `more than ${many} workflows are in the namespace of the controller: one finding at the controller`,
    },
    creator: {
      when: "people or ServiceAccounts who may not create pods there may start workflows in the controller's namespace",
      severity: 'high',
    },
    client: { when: "a webhook or a sensor starts workflows in the controller's namespace" },
    'event-binding': { when: "an event binding starts workflows in the controller's namespace" },
    'managed-namespace': {
      when: 'the controller or server manages the namespace in which it runs itself (`high` and `regular` when workflows among the files run there)',
      severity: 'low',
      persona: 'pedantic',
    },
  },
  docs: `
A workflow may name any ServiceAccount of its namespace, and mount its Secrets and ConfigMaps. In the namespace of the workflow controller, those are the controller's and the server's own: a workflow there can act as the controller in every namespace, and read the keys of the artifact storage and of single sign-on. Argo's security guide warns of it.

Keep workflows in namespaces of their own. With \`--namespaced\`, name another one in \`--managed-namespace\`: without it the controller manages its own.

The controller's namespace is that of its Deployment or ConfigMap among the files. Where those name none, \`argo\` is taken for it, since that is where Argo's own instructions put it; such findings have a low confidence. When more than ${many} workflows are there, they become one finding at the controller. Where roles and bindings among the files let somebody start workflows there who may not create pods, that is a finding of its own, and those about workflows are \`high\`; whoever may create pods there could take over the controller without Argo.`,
  guide: ['S14', 'S15'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/security/#user-permissions',
    'https://argo-workflows.readthedocs.io/en/latest/managed-namespace/',
  ],
  examples: [
    {
      title: 'A workflow and an event binding beside the controller',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo-system}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
  namespace: argo-system # ✗ workflow
spec:
  schedules: ['0 3 * * *']
  workflowSpec: {workflowTemplateRef: {name: report}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata:
  name: on-push
  namespace: argo-system # ✗ event-binding
spec:
  event: {selector: 'payload.ref == "refs/heads/main"'}
  submit: {workflowTemplateRef: {name: report}}`,
    },
    {
      title: 'A controller that names no namespace is taken to be in `argo`',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {parallelism: "10"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: report
  namespace: argo # ✗ workflow
spec:
  templates:
    - name: main
      container: {image: 'alpine:3.20', command: [date]}`,
    },
    {
      title: 'A namespace install that manages itself, with workflows there',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: builds}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--namespaced] # ✗ managed-namespace
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
  namespace: builds # ✗ workflow
spec: {workflowTemplateRef: {name: build}}`,
    },
    {
      title: 'Many workflows are one finding',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
  namespace: argo # ✗ posture
data: {parallelism: "10"}
${['a', 'b', 'c', 'd', 'e', 'f']
  .map(
    (name) => `---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ${name}, namespace: argo}
spec: {templates: [{name: main, suspend: {}}]}`,
  )
  .join('\n')}`,
    },
    {
      title: 'People and a webhook may start workflows beside the controller',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data: {parallelism: "10"}
---
apiVersion: v1
kind: Secret
metadata: {name: argo-workflows-webhook-clients, namespace: argo}
data: {github.com: dHlwZTogZ2l0aHViCg==}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submit, namespace: argo}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: submit, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submit}
subjects:
  - {kind: Group, name: "oidc:builders"} # ✗ creator
  - {kind: ServiceAccount, name: github.com} # ✗ client
  - {kind: ServiceAccount, name: argo-server}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: report
  namespace: argo # ✗ workflow
spec: {templates: [{name: main, suspend: {}}]}`,
    },
    {
      title: 'Administrators may create pods there anyway',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data: {parallelism: "10"}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: admin, namespace: argo}
rules: [{apiGroups: [argoproj.io, ""], resources: ["*"], verbs: ["*"]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: admin, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: admin}
subjects: [{kind: Group, name: "oidc:admins"}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: admin, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: Group, name: "oidc:builders"}]`,
    },
    {
      title: 'Workflows in namespaces of their own',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--namespaced, --managed-namespace=builds]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec: {workflowTemplateRef: {name: build}}`,
    },
    {
      title: 'Without a controller among the files nothing is known',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: argo}
spec: {workflowTemplateRef: {name: build}}`,
    },
  ],
  *check(manifest, project) {
    const all = homes(project)
    if (all.length === 0) return
    yield* ofWorkflow(manifest, all, project)
    for (const home of all) {
      const workflows = workflowsByNamespace(project).get(home.namespace) ?? []
      if (home.manifest !== manifest || workflows.length <= many) continue
      yield {
        at: home.at,
        variant: 'posture',
        message: postureFor(home, workflows),
        related: relatedTo(workflows),
        ...grade(home, project),
      }
    }
    yield* ofBinding(manifest, all, project)
    for (const one of installed(manifest, project)) yield* managed(one, all, project)
  },
})

function* ofWorkflow(manifest: Manifest, all: readonly Home[], project: Project): Generator<Problem> {
  const home = kinds.has(manifest.kind) ? all.find(({ namespace }) => namespace === manifest.namespace) : undefined
  if (!home || (workflowsByNamespace(project).get(home.namespace)?.length ?? 0) > many) return
  const variant = manifest.kind === 'WorkflowEventBinding' ? 'event-binding' : 'workflow'
  const creator = creatorsIn(home, project)[0]
  yield {
    at: placeOf(manifest),
    variant,
    message: messageFor(manifest, home),
    ...(creator && { related: waysTo(creator).slice(0, 1) }),
    ...grade(home, project),
  }
}

/** Who else may start workflows there, by a binding. */
function* ofBinding(manifest: Manifest, all: readonly Home[], project: Project): Generator<Problem> {
  const mine = bindingOf(manifest) ? (creatorsByBinding(project).get(manifest) ?? []) : []
  for (const home of all) {
    for (const creator of mine.filter((one) => countsIn(one, home))) {
      const { kind, name, node } = creator.subject
      const isClient = clientsFor(creator.subject, project).length > 0
      yield {
        at: get(node, 'name') ?? node,
        variant: isClient ? 'client' : 'creator',
        key: home.namespace,
        message: `${kind} \`${name}\` may start workflows in \`${home.namespace}\`, the namespace of the workflow controller: a pod there can use the controller's ServiceAccount and read its Secrets. Let it start workflows in another namespace.`,
        related: waysTo(creator).slice(1),
        ...sureness(home),
      }
    }
  }
}

function creatorsIn(home: Home, project: Project): readonly Bound[] {
  return creators(project).filter((one) => countsIn(one, home))
}

function countsIn({ binding }: Bound, { namespace }: Home): boolean {
  return binding.everywhere || binding.namespace === namespace
}

const creatorsByBinding = once((project: Project): ReadonlyMap<Manifest, readonly Bound[]> =>
  groupBy(creators(project), ({ binding }) => binding.manifest),
)

const workflowsByNamespace = once((project: Project): ReadonlyMap<string | undefined, readonly Manifest[]> =>
  groupBy(
    project.manifests.filter(({ kind }) => kinds.has(kind)),
    (one) => one.namespace,
  ),
)

/** Worse where somebody may start workflows there who could not take over the controller otherwise. */
function grade(home: Home, project: Project): Pick<Problem, 'severity' | 'confidence'> {
  const isOpen = creatorsIn(home, project).some(({ subject }) => clientsFor(subject, project).length === 0)
  return { ...sureness(home), ...(isOpen && { severity: 'high' as const }) }
}

function sureness({ known: told }: Home): Pick<Problem, 'confidence'> {
  return told ? {} : { confidence: 'low' }
}

const kinds = new Set(['Workflow', 'CronWorkflow', 'WorkflowTemplate', 'WorkflowEventBinding'])

function messageFor({ kind }: Manifest, { namespace }: Home): string {
  const runs =
    kind === 'WorkflowEventBinding'
      ? 'This binding starts workflows'
      : kind === 'WorkflowTemplate'
        ? 'This template serves workflows'
        : 'This workflow runs'
  return `${runs} in \`${namespace}\`, the namespace of the workflow controller. A pod there can use the controller's ServiceAccount and read its Secrets. Put it into a namespace of its own.`
}

function postureFor({ namespace }: Home, workflows: readonly Manifest[]): string {
  return `${workflows.length} workflows and templates are in \`${namespace}\`, the namespace of the workflow controller. A pod there can use the controller's ServiceAccount and read its Secrets. Put them into namespaces of their own.`
}

function relatedTo(workflows: readonly Manifest[]): NonNullable<Problem['related']> {
  return workflows
    .slice(0, many)
    .map((manifest) => ({ at: placeOf(manifest), manifest, note: 'Is in this namespace too' }))
}

/** Where the namespace is written; where Kustomize gives it, the name of the object. */
function placeOf({ root, namespace }: Manifest): Node {
  const metadata = get(root, 'metadata')
  const written = get(metadata, 'namespace')
  if (written && text(written) === namespace) return written
  return get(metadata, 'name') ?? get(metadata, 'generateName') ?? root
}

/** `--namespaced` without a managed namespace, or with the own one. */
function* managed(one: Installed, all: readonly Home[], project: Project): Generator<Problem> {
  const on = flag(one, 'namespaced')
  const chosen = flag(one, 'managed-namespace')
  const own = one.manifest.namespace
  if (!on || !isOn(one, 'namespaced') || (chosen ? own === undefined || chosen.value !== own : !one.whole)) return
  const used = all.some(
    (home) =>
      home.known && own === home.namespace && (workflowsByNamespace(project).get(home.namespace)?.length ?? 0) > 0,
  )
  yield {
    at: chosen?.at ?? on.at,
    variant: 'managed-namespace',
    ...(used && { severity: 'high' as const, persona: 'regular' as const }),
    message: `The ${one.part === 'server' ? 'Argo Server' : 'workflow controller'} manages the namespace in which it runs itself, so workflows there can use its ServiceAccount and read its Secrets. Name another namespace in \`--managed-namespace\`.`,
  }
}
