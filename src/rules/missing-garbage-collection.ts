import { controllerSettings } from '../argo/controller-config.ts'
import { specLayers } from '../argo/layers.ts'
import type { Manifest } from '../argo/manifest.ts'
import { pods } from '../argo/pod.ts'
import { neighbor } from '../argo/protect.ts'
import type { Project } from '../argo/project.ts'
import { effective, type Layer } from '../argo/setting.ts'
import { isLibrary } from '../argo/flow/variable.ts'
import { isWhole, specKey } from '../argo/whole.ts'
import { type Change, insert } from '../yaml/change.ts'
import { defineRule, type Proposal } from '../rule.ts'
import type { Refusal } from '../yaml/edit.ts'
import { get, isNull } from '../yaml/query.ts'

export default defineRule({
  id: 'missing-garbage-collection',
  title: 'Finished workflows and their pods stay forever',
  category: 'availability',
  severity: 'info',
  confidence: 'high',
  persona: 'pedantic',
  variants: {
    both: { when: 'neither finished workflows nor their pods are deleted' },
    workflows: { when: 'finished workflows stay, with their parameters and outputs' },
    pods: { when: 'finished pods stay, with their logs and their environment' },
  },
  docs: `
What has finished can still be read: parameters and outputs of workflows, logs and the environment of pods, and which
Secrets they use. Thousands of them also slow the API server and the controller down for everybody.

Set \`ttlStrategy\` and \`podGC\`, best once for all workflows in the controller's \`workflowDefaults\`; what has to be
kept belongs into the workflow archive and archived logs. A \`retentionPolicy\` of the controller deletes workflows too,
by their number. The workflows of a CronWorkflow are bounded by its history limits, so that only their pods are asked
for.

The fix keeps finished workflows for a day, and deletes the pods of steps that succeeded.`,
  guide: [],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/cost-optimisation/',
    'https://argo-workflows.readthedocs.io/en/latest/fields/#ttlstrategy',
    'https://argo-workflows.readthedocs.io/en/latest/fields/#podgc',
  ],
  examples: [
    {
      title: 'Nothing, and half of it',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec: # ✗ both
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec: # ✗ workflows
  entrypoint: main
  podGC: {strategy: OnPodCompletion}
  ttlStrategy: {}
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  ttlStrategy:
    secondsAfterCompletion: 86400
  podGC:
    strategy: OnPodSuccess
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: main
  podGC: {strategy: OnPodCompletion}
  ttlStrategy: {}
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'The pods of a CronWorkflow',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec: # ✗ pods
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    podGC:
      strategy: OnPodSuccess
    templates:
      - name: main
        container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Both are set',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  ttlStrategy: {secondsAfterSuccess: 300}
  podGC: {strategy: OnWorkflowCompletion}
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'The controller keeps a number of workflows and deletes pods; a library has no runs of its own',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  retentionPolicy: |
    completed: 10
  workflowDefaults: |
    spec: {podGC: {strategy: OnPodSuccess}}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: library}
spec:
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
    },
  ],
  *check(manifest, project) {
    if (!isWhole(manifest) || (isLibrary(manifest) && isNull(get(manifest.spec, 'entrypoint')))) return
    const spec = specLayers(manifest, project)
    const workflows = manifest.kind !== 'CronWorkflow' && !isRetained(project) && !hasTtl(spec)
    const all = !effective(spec, 'podGC', 'strategy') && pods(manifest, project).some(({ template }) => template)
    if (!workflows && !all) return
    yield {
      at: specKey(manifest),
      variant: workflows && all ? 'both' : workflows ? 'workflows' : 'pods',
      message: `Nothing deletes ${[workflows && 'finished workflows, with their parameters and outputs', all && 'finished pods, with their logs and environment'].filter(Boolean).join(', or ')}. Set ${[workflows && '`ttlStrategy`', all && '`podGC`'].filter(Boolean).join(' and ')}, here or for all workflows in the controller's \`workflowDefaults\`.`,
      propose: () => collected(manifest, workflows, all),
    }
  },
})

const limits = ['secondsAfterCompletion', 'secondsAfterSuccess', 'secondsAfterFailure'] as const

function hasTtl(spec: readonly Layer[]): boolean {
  return limits.some((field) => effective(spec, 'ttlStrategy', field))
}

/** Whether each controller among the files deletes workflows by their number. */
function isRetained({ configs }: Project): boolean {
  return (
    configs.length > 0 && configs.every(({ root }) => !isNull(controllerSettings(root).get('retentionpolicy')?.value))
  )
}

function collected({ spec }: Manifest, workflows: boolean, all: boolean): Proposal | Refusal {
  if (!spec || (workflows && spec.own('ttlStrategy')) || (all && spec.own('podGC')))
    return { refused: 'The field is there already, and says something else' }
  const after = neighbor(spec)
  const changes: Change[] = []
  if (workflows) changes.push(insert(spec, 'ttlStrategy', { secondsAfterCompletion: 86400 }, after))
  if (all) changes.push(insert(spec, 'podGC', { strategy: 'OnPodSuccess' }, after))
  return {
    title: `Delete ${[workflows && 'workflows a day after they ended', all && 'pods that succeeded'].filter(Boolean).join(', and ')} (nobody can look at them any more)`,
    safety: 'unsafe',
    changes,
  }
}
