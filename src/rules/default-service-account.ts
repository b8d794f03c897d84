import type { Manifest } from '../argo/manifest.ts'
import { sourceOf } from '../argo/names.ts'
import { type Pod, pods, podSetting } from '../argo/pod.ts'
import { bySetting, effective } from '../argo/setting.ts'
import { makesPod, runsInAgent, templates } from '../argo/template.ts'
import { isWhole, specKey } from '../argo/whole.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Refusal } from '../yaml/edit.ts'
import { get, items, text } from '../yaml/query.ts'

export default defineRule({
  id: 'default-service-account',
  title: "Workflow runs as the namespace's `default` ServiceAccount",
  category: 'identity',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  variants: {
    pods: { when: 'no ServiceAccount is named for its pods' },
    explicit: { when: '`default` is written out' },
    agent: { when: 'no ServiceAccount is named at `spec` for the agent, which runs `http` and `plugin` templates' },
    'artifact-gc': { when: 'none is named for the pods that delete artifacts', severity: 'low', persona: 'pedantic' },
  },
  docs: `
Pods for which a workflow names no ServiceAccount run as the one called \`default\`, like every other pod of the
namespace that does not care. Argo's executor needs rights to report results, and steps that deploy need more, so
people give them to \`default\`: then every pod of the namespace has them.

Make a ServiceAccount for each kind of workflow, bind to it what its steps need, and name it in
\`serviceAccountName\` at \`spec\` or on the template that needs more.

A missing name is said once for a manifest. A WorkflowTemplate without an entrypoint is a library: its callers name the
account. The agent's pod looks at \`spec\` alone. A name given with \`argo submit --serviceaccount\` cannot be seen, so
workflows with \`generateName\` are judged with less confidence. There is no fix: an account that lacks a right stops the
workflow, so that its name is not to be guessed.`,
  guide: ['S22', 'S26'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/service-accounts/',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/',
  ],
  examples: [
    {
      title: 'No account is named',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ pods
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: deploy
      serviceAccountName: deploy
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'The name is written out, at spec and on a template',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    serviceAccountName: default # ✗ explicit
    templates:
      - name: main
        container: {image: "alpine:3.20"}
      - name: other
        serviceAccountName: "default" # ✗ explicit
        container: {image: "alpine:3.20"}`,
    },
    {
      title: 'An account on the template does not reach the agent',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: call
spec: # ✗ agent
  entrypoint: main
  templates:
    - name: main
      serviceAccountName: caller
      http: {url: "https://example.org"}`,
    },
    {
      title: 'Pods that delete artifacts',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: report
spec:
  entrypoint: main
  serviceAccountName: report
  artifactGC:
    strategy: OnWorkflowDeletion # ✗ artifact-gc
  templates:
    - name: main
      container: {image: "alpine:3.20"}
      outputs:
        artifacts:
          - name: draft
            path: /tmp/draft
            artifactGC: {strategy: OnWorkflowCompletion} # ✗ artifact-gc
          - name: report
            path: /tmp/report
            artifactGC: {strategy: OnWorkflowCompletion, serviceAccountName: cleaner}`,
    },
    {
      title: 'An account for all, and one for each',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  serviceAccountName: build
  artifactGC: {strategy: OnWorkflowDeletion, serviceAccountName: cleaner}
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      serviceAccountName: build
      container: {image: "alpine:3.20"}
    - name: wait
      suspend: {}`,
    },
    {
      title: 'A library, whose callers name the account, and one that takes it over',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec:
  templates:
    - name: print
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  workflowTemplateRef: {name: builds}`,
    },
  ],
  *check(manifest, project) {
    const all = pods(manifest, project).filter(({ manifest: { spec } }) => spec)
    yield* explicit(all)
    if (!isWhole(manifest)) return
    yield* missing(manifest, all)
    yield* artifactGc(manifest, all)
  },
})

function* explicit(all: readonly Pod[]): Generator<Problem> {
  for (const { setting, by } of bySetting(all, (pod) => podSetting(pod, 'serviceAccountName'))) {
    const name = text(setting.node)
    if (name !== 'default' && name !== '') continue
    yield {
      at: setting,
      variant: 'explicit',
      message: `Pods of ${sourceOf(by)} run as the ServiceAccount \`default\`: ${harm} Name one of its own here.`,
      propose: () => refusal('serviceAccountName'),
    }
  }
}

const harm = 'every pod of the namespace that names no other shares it, with all rights that any of them was given.'

/** An account that does not exist, or lacks a right, stops the workflow: its name is not to be guessed. */
function refusal(field: string): Refusal {
  return {
    refused: `Which ServiceAccount has the rights that the pods need, and no more, has to be decided: make one, bind them to it, and name it in \`${field}\``,
  }
}

function* missing(manifest: Manifest, all: readonly Pod[]): Generator<Problem> {
  const isLibrary = manifest.kind.endsWith('WorkflowTemplate') && !get(manifest.spec, 'entrypoint')
  const nameless = all.filter((pod) => !podSetting(pod, 'serviceAccountName'))
  const own = nameless.filter(({ template }) => makesPod(template?.type))
  const agent = nameless.filter(({ template }) => runsInAgent(template?.type))
  const by = own.length > 0 ? own : agent
  if (isLibrary || by.length === 0) return
  const isSubmitted = manifest.kind === 'Workflow' && !get(manifest.root, 'metadata', 'name')
  yield {
    at: specKey(manifest),
    variant: own.length > 0 ? 'pods' : 'agent',
    ...(isSubmitted && { confidence: 'medium' as const }),
    message:
      own.length > 0
        ? `Pods of ${sourceOf(by)} run as the ServiceAccount \`default\`: ${harm} Name one with \`serviceAccountName\` here.`
        : `The agent runs ${sourceOf(by)} as the ServiceAccount \`default\`: ${harm} It takes \`serviceAccountName\` from here alone.`,
    propose: () => refusal('serviceAccountName'),
  }
}

function* artifactGc(manifest: Manifest, all: readonly Pod[]): Generator<Problem> {
  const spec = all[0]?.layers.spec ?? []
  if (effective(spec, 'artifactGC', 'serviceAccountName')) return
  const strategies = templates(manifest).flatMap(({ node }) =>
    items(get(node, 'outputs', 'artifacts')).flatMap((artifact) =>
      get(artifact, 'artifactGC', 'serviceAccountName') ? [] : (get(artifact, 'artifactGC', 'strategy') ?? []),
    ),
  )
  for (const at of new Set([effective(spec, 'artifactGC', 'strategy'), ...strategies])) {
    if (!at || !/^OnWorkflow(Completion|Deletion)$/.test(text('origin' in at ? at.node : at) ?? '')) continue
    yield {
      at,
      variant: 'artifact-gc',
      message:
        'The pod that deletes artifacts for this strategy runs as the ServiceAccount `default`, whose token is mounted into it: ' +
        'whatever it needs is given to every pod of the namespace. Name one with `artifactGC.serviceAccountName`.',
      propose: () => refusal('artifactGC.serviceAccountName'),
    }
  }
}
