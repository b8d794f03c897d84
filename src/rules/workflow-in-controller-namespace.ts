import { isControllerConfig } from '../argo/controller-config.ts'
import { flag, type Installed, installed, isOn } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Span } from '../yaml/file.ts'
import { get, pair } from '../yaml/query.ts'

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

The controller's namespace is that of its Deployment or ConfigMap among the files. Where those name none, \`argo\` is taken for it, since that is where Argo's own instructions put it; such findings have a low confidence. When more than ${many} workflows are there, they become one finding at the controller.`,
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
    const homes = homesOf(project)
    const home = kinds.has(manifest.kind) ? homes.find(({ namespace }) => namespace === manifest.namespace) : undefined
    const at = get(manifest.root, 'metadata', 'namespace')
    if (home && at && home.workflows.length <= many) {
      const variant = manifest.kind === 'WorkflowEventBinding' ? 'event-binding' : 'workflow'
      yield { at, variant, message: messageFor(manifest, home), ...sureness(home) }
    }
    for (const one of homes) {
      if (one.manifest !== manifest || one.workflows.length <= many) continue
      yield { at: one.at, variant: 'posture', message: postureFor(one), related: relatedTo(one), ...sureness(one) }
    }
    for (const one of installed(manifest, project)) yield* managed(one, homes)
  },
})

/** Where the controller runs, and the workflows that are there too. */
interface Home {
  readonly namespace: string
  /** Whether a file says it. */
  readonly known: boolean
  readonly manifest: Manifest
  readonly at: Span
  readonly workflows: readonly Manifest[]
}

const known = new WeakMap<Project, readonly Home[]>()

function homesOf(project: Project): readonly Home[] {
  let homes = known.get(project)
  if (!homes) known.set(project, (homes = findHomes(project)))
  return homes
}

function findHomes(project: Project): Home[] {
  const controllers = project.manifests.filter((manifest) => !manifest.parent && isController(manifest, project))
  const told = controllers.filter(({ namespace }) => namespace !== undefined)
  const byNamespace = new Map<string, Manifest>()
  for (const manifest of told.length > 0 ? told : controllers) {
    const namespace = manifest.namespace ?? 'argo'
    if (!byNamespace.has(namespace)) byNamespace.set(namespace, manifest)
  }
  return [...byNamespace].map(([namespace, manifest]) => ({
    namespace,
    known: manifest.namespace !== undefined,
    manifest,
    at: get(manifest.root, 'metadata', 'namespace') ?? pair(manifest.root, 'metadata')?.key ?? manifest.root,
    workflows: project.manifests.filter((one) => kinds.has(one.kind) && one.namespace === namespace),
  }))
}

function isController(manifest: Manifest, project: Project): boolean {
  return isControllerConfig(manifest.root) || installed(manifest, project).some(({ part }) => part === 'controller')
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

function postureFor({ namespace, workflows }: Home): string {
  return `${workflows.length} workflows and templates are in \`${namespace}\`, the namespace of the workflow controller. A pod there can use the controller's ServiceAccount and read its Secrets. Put them into namespaces of their own.`
}

function relatedTo({ workflows }: Home): NonNullable<Problem['related']> {
  return workflows.slice(0, many).flatMap((manifest) => {
    const at = get(manifest.root, 'metadata', 'namespace')
    return at ? [{ at, manifest, note: 'Is in this namespace too' }] : []
  })
}

/** `--namespaced` without a managed namespace, or with the own one. */
function* managed(one: Installed, homes: readonly Home[]): Generator<Problem> {
  const on = flag(one, 'namespaced')
  const chosen = flag(one, 'managed-namespace')
  const own = one.manifest.namespace
  if (!on || !isOn(one, 'namespaced') || (chosen ? own === undefined || chosen.value !== own : !one.whole)) return
  const used = homes.some((home) => home.known && home.workflows.length > 0 && own === home.namespace)
  yield {
    at: chosen?.at ?? on.at,
    variant: 'managed-namespace',
    ...(used && { severity: 'high' as const, persona: 'regular' as const }),
    message: `The ${one.part === 'server' ? 'Argo Server' : 'workflow controller'} manages the namespace in which it runs itself, so workflows there can use its ServiceAccount and read its Secrets. Name another namespace in \`--managed-namespace\`.`,
  }
}
