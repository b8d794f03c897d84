import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import type { Manifest } from '../argo/manifest.ts'
import { titleOf } from '../argo/names.ts'
import { type Container, containers, containerSetting } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { effective } from '../argo/setting.ts'
import { isWhole, specKey } from '../argo/whole.ts'
import { defineRule, type Problem } from '../rule.ts'
import { once } from '../yaml/once.ts'
import { get, isNull, items, pair } from '../yaml/query.ts'

/** As many further containers as a reader wants to see. */
const shown = 5

export default defineRule({
  id: 'missing-resource-limits',
  title: 'Containers have no limit of memory',
  category: 'availability',
  severity: 'low',
  confidence: 'high',
  persona: 'pedantic',
  variants: {
    containers: { when: 'a container of a workflow may take all memory of its node' },
    executor: { when: "the controller gives Argo's own containers no limits" },
  },
  docs: `
A container without a limit of memory takes what it gets. When the node has none left, the kernel ends other pods on
it, also those of other teams, and a step that a big input drives to that is a simple way to stop them all.

Give each container \`resources.limits.memory\`, and \`requests\` so that pods are spread by what they need. For all
workflows at once there are \`mainContainer.resources\` and \`executor.resources\` in the controller's configuration,
\`templateDefaults\`, and a \`LimitRange\` in the namespace. A limit of CPU is not asked for: it only slows a step down.

A configuration with one key for each setting may be one of several files that are put together, so that a missing
\`executor\` is told of the form with one \`config\` alone. What the limit should be nobody but the author knows, so there is no fix. One finding tells of all containers of an
object.`,
  guide: [],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/cost-optimisation/',
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  ],
  examples: [
    {
      title: 'One of several containers, in a workflow and in a library',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec: # ✗ containers
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20", resources: {limits: {memory: 256Mi}}}
      sidecars: [{name: cache, image: "redis:7.4.1", resources: {requests: {memory: 64Mi}, limits: {cpu: "1"}}}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec: # ✗ containers
  templates:
    - name: one
      container: {image: "alpine:3.20"}
    - name: two
      script: {image: "alpine:3.20", command: [sh], source: id}`,
    },
    {
      title: "The controller's own containers",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: | # ✗ executor
    imagePullPolicy: IfNotPresent
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  config: | # ✗ executor
    parallelism: 10`,
    },
    {
      title: 'Limits of each kind',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        steps: [[{name: a, template: own}, {name: b, template: patched}, {name: c, template: whole}]]
      - name: own
        container: {image: "alpine:3.20", resources: {limits: {memory: "{{inputs.parameters.memory}}"}}}
      - name: patched
        podSpecPatch: '{"containers": [{"name": "main", "resources": {"limits": {"memory": "1Gi"}}}]}'
        container: {image: "alpine:3.20"}
      - name: whole
        podResources: {limits: {memory: 2Gi}}
        container: {image: "alpine:3.20"}
      - name: call
        http: {url: "https://example.org"}`,
    },
    {
      title: "The controller's defaults",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  mainContainer: |
    resources: {limits: {memory: 512Mi}}
  executor: |
    resources: {limits: {memory: 128Mi}}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A part of a configuration',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"`,
    },
  ],
  *check(manifest, project) {
    if (isControllerConfig(manifest.root)) yield* executor(manifest)
    if (!isWhole(manifest)) return
    const open = containers(manifest, project).filter((container) => isOpen(container, manifest))
    const [worst, ...others] = open.toSorted((a, b) => rank(a) - rank(b))
    if (!worst || isRanged(manifest, project)) return
    yield {
      at: specKey(manifest),
      variant: 'containers',
      message: `${titleOf(open)} may take all memory of the node, and the kernel then ends other pods on it. Set \`resources.limits.memory\` on ${open.every((one) => rank(one) > 0) ? 'each of them' : "each container, or once for all main containers in the controller's `mainContainer`"}.`,
      related: [worst, ...others]
        .slice(0, shown)
        .map((container) => ({ at: container.node, note: `${titleOf([container])} has no limit` })),
    }
  },
})

/** Sidecars and init containers get nothing from the controller: they are told last. */
function rank({ role }: Container): number {
  return role === 'init' || role === 'sidecar' ? 1 : 0
}

function isOpen(container: Container, manifest: Manifest): boolean {
  const { pod, role } = container
  if (role === 'executor' || container.manifest !== manifest || pod.template?.manifest !== manifest) return false
  if (pod.hasUnknownPatch || containerSetting(container, 'resources', 'limits', 'memory')) return false
  return !effective(pod.layers.both, 'podResources', 'limits', 'memory')
}

/** Whether the namespace gives containers a limit by itself. */
function isRanged({ namespace }: Manifest, project: Project): boolean {
  return ranges(project).some(
    (other) => other.namespace === namespace || other.namespace === undefined || namespace === undefined,
  )
}

/** The LimitRanges that give a limit of memory to containers without one. */
const ranges = once((project: Project): readonly Manifest[] =>
  project.manifests.filter(
    ({ kind, root }) =>
      kind === 'LimitRange' &&
      items(get(root, 'spec', 'limits')).some((limit) => !isNull(get(limit, 'default', 'memory'))),
  ),
)

function* executor(manifest: Manifest): Generator<Problem> {
  const settings = controllerSettings(manifest.root)
  const own = settings.get('executor')
  // With a key for each setting, what is not there may be in another file that patches this one.
  const at = own?.key ?? pair(get(manifest.root, 'data'), 'config')?.key
  if (!at || settings.size === 0 || manifest.templated || manifest.quoted || manifest.partial) return
  if (!isNull(get(own?.value, 'resources', 'limits', 'memory'))) return
  yield {
    at,
    variant: 'executor',
    message:
      "Argo's own containers in each pod have no limit of memory: an artifact that they have to pack can fill the node. Set `executor` with `resources.limits.memory`.",
  }
}
