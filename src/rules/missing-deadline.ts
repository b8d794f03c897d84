import type { Manifest } from '../argo/manifest.ts'
import { sourceOf } from '../argo/names.ts'
import { type Pod, pods } from '../argo/pod.ts'
import { neighbor } from '../argo/protect.ts'
import { specLayers } from '../argo/layers.ts'
import type { Project } from '../argo/project.ts'
import { referenced } from '../argo/reference.ts'
import { effective } from '../argo/setting.ts'
import { templates } from '../argo/template.ts'
import { isLibrary } from '../argo/flow/variable.ts'
import { isWhole, specKey } from '../argo/whole.ts'
import { defineRule, type Proposal } from '../rule.ts'
import { insert } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import { bool, get, isNull, text } from '../yaml/query.ts'

/** Seconds that the fix gives a workflow: an hour, as in Argo's examples. */
const some = 3600

export default defineRule({
  id: 'missing-deadline',
  title: 'Nothing stops a hanging workflow',
  category: 'availability',
  severity: 'low',
  confidence: 'high',
  persona: 'pedantic',
  variants: {
    absent: { when: 'a workflow has no deadline, and not all of its pods have one' },
    'cron-overlap': {
      when: 'so does a CronWorkflow whose runs may overlap, so that hanging ones pile up',
      persona: 'regular',
    },
    'cron-stuck': { when: 'so does a CronWorkflow that starts no run while another lasts' },
  },
  docs: `
A step that waits for something that never comes keeps its pod, its volumes and its locks until somebody notices. With
a schedule, either the next runs pile up beside it, or none starts any more.

Say \`activeDeadlineSeconds\` at the spec, once for all workflows in the controller's \`workflowDefaults\`, or give each
template that makes a pod its own \`activeDeadlineSeconds\` or \`timeout\`. For a CronWorkflow, \`concurrencyPolicy:
Replace\` ends the run before as well.

A CronWorkflow is judged with the WorkflowTemplate that it refers to; one that is suspended starts no runs.

A workflow that waits for somebody to approve is left out, because a deadline would end it; so are daemons, libraries
without an entrypoint, and \`http\` templates, which Argo gives 30 seconds by itself.

The fix sets an hour.`,
  guide: [],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/cost-optimisation/',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/timeouts/',
    'https://argo-workflows.readthedocs.io/en/latest/cron-workflows/',
  ],
  examples: [
    {
      title: 'A workflow, and schedules of each policy',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec: # ✗ absent
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: bounded
      timeout: 10m
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec: # ✗ cron-overlap
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: hourly}
spec:
  schedules: ["0 * * * *"]
  concurrencyPolicy: Forbid
  workflowSpec: # ✗ cron-stuck
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  activeDeadlineSeconds: 3600
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: bounded
      timeout: 10m
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 3600
    templates:
      - name: main
        container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: hourly}
spec:
  schedules: ["0 * * * *"]
  concurrencyPolicy: Forbid
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 3600
    templates:
      - name: main
        container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Schedules for a template, and one that is suspended',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: library}
spec:
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec: # ✗ cron-overlap
    entrypoint: main
    workflowTemplateRef: {name: library}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: bounded}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 600
    workflowTemplateRef: {name: library}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: elsewhere}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    workflowTemplateRef: {name: unknown}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: replaced}
spec:
  schedules: ["0 3 * * *"]
  concurrencyPolicy: Replace
  suspend: true
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: suspended}
spec:
  schedules: ["0 3 * * *"]
  suspend: true
  workflowSpec: # ✗ absent
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: library}
spec:
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 3600
    workflowTemplateRef: {name: library}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: bounded}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 600
    workflowTemplateRef: {name: library}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: elsewhere}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    workflowTemplateRef: {name: unknown}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: replaced}
spec:
  schedules: ["0 3 * * *"]
  concurrencyPolicy: Replace
  suspend: true
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: suspended}
spec:
  schedules: ["0 3 * * *"]
  suspend: true
  workflowSpec:
    entrypoint: main
    activeDeadlineSeconds: 3600
    templates:
      - name: main
        container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A library that can be submitted',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec: # ✗ absent
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Deadlines of each kind, and what has none by its nature',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: a, template: one}, {name: b, template: two}, {name: c, template: service}, {name: d, template: call}]]
    - name: one
      activeDeadlineSeconds: "{{inputs.parameters.seconds}}"
      container: {image: "alpine:3.20"}
    - name: two
      timeout: 10m
      script: {image: "alpine:3.20", command: [sh], source: id}
    - name: service
      daemon: true
      container: {image: "redis:7.4.1"}
    - name: call
      http: {url: "https://example.org"}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  concurrencyPolicy: Replace
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        container: {image: "alpine:3.20"}`,
    },
    {
      title: "An approval that may take days, a library, and the controller's defaults",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: approve, template: approve}], [{name: deploy, template: deploy}]]
    - name: approve
      suspend: {}
    - name: deploy
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
    },
    {
      title: "The controller's defaults",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec: {activeDeadlineSeconds: 86400}
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
  ],
  *check(manifest, project) {
    const holder = holderOf(manifest, project)
    if (!holder || isPlainLibrary(manifest) || waits(holder)) return
    if (effective(specLayers(manifest, project), 'activeDeadlineSeconds')) return
    const open = pods(holder, project).filter(isOpen)
    const policy = policyOf(manifest)
    if (open.length === 0 || policy === 'Replace' || (holder !== manifest && policy === undefined)) return
    const { variant, harm } = caseOf(policy)
    yield {
      at: specKey(manifest),
      variant,
      message: `Nothing ends a run in which a pod of ${sourceOf(open)} hangs${harm}. Set \`activeDeadlineSeconds\` here, or \`timeout\` on each template that makes a pod.`,
      propose: () => bounded(manifest),
    }
  },
})

/**
 * The manifest with the templates that this one runs. Of what a CronWorkflow refers to, the schedule makes a
 * case of its own; of what others refer to, it is said there.
 */
function holderOf(manifest: Manifest, project: Project): Manifest | undefined {
  if (isWhole(manifest)) return manifest
  const isOfCron = manifest.kind === 'CronWorkflow' && !manifest.partial && !manifest.templated
  return isOfCron ? referenced(manifest, project) : undefined
}

function isPlainLibrary(manifest: Manifest): boolean {
  return isLibrary(manifest) && isNull(get(manifest.spec, 'entrypoint'))
}

/** Whether it stops for somebody to go on, who may take as long as they like. */
function waits(manifest: Manifest): boolean {
  return templates(manifest).some(({ type, node }) => type === 'suspend' && isNull(get(node, 'suspend', 'duration')))
}

function isOpen({ template, layers }: Pod): boolean {
  if (!template || template.type === 'http') return false
  if (bool(effective(layers.template, 'daemon')?.node) === true) return false
  return !effective(layers.template, 'activeDeadlineSeconds') && !effective(layers.template, 'timeout')
}

/** Nothing for what no schedule starts. */
function policyOf({ kind, root }: Manifest): string | undefined {
  if (kind !== 'CronWorkflow') return undefined
  const policy = text(get(root, 'spec', 'concurrencyPolicy')) || 'Allow'
  return policy !== 'Replace' && bool(get(root, 'spec', 'suspend')) === true ? undefined : policy
}

function caseOf(policy: string | undefined): { variant: string; harm: string } {
  if (policy === 'Allow') return { variant: 'cron-overlap', harm: ', and the schedule starts further runs beside it' }
  if (policy === 'Forbid')
    return { variant: 'cron-stuck', harm: ', and the schedule starts no other until it has ended' }
  return { variant: 'absent', harm: '' }
}

function bounded({ spec }: Manifest): Proposal | Refusal {
  if (!spec || spec.own('activeDeadlineSeconds')) return { refused: 'There is a value already that says nothing' }
  return {
    title: 'End the workflow after an hour (longer runs will fail)',
    safety: 'unsafe',
    changes: [insert(spec, 'activeDeadlineSeconds', some, neighbor(spec))],
  }
}
