import type { Manifest } from '../argo/manifest.ts'
import { sourceOf } from '../argo/names.ts'
import { type Pod, pods, podSetting } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { homeOf, submittedAs } from '../argo/rbac/account.ts'
import type { Account } from '../argo/rbac/binding.ts'
import { chosenAccount } from '../argo/rbac/chosen.ts'
import { type Danger, dangers } from '../argo/rbac/danger.ts'
import { boundTo } from '../argo/rbac/grant.ts'
import { agentNeeds, executorNeeds, suitableAccount } from '../argo/rbac/suitable.ts'
import { told, trailOf } from '../argo/rbac/trail.ts'
import { isControllerConfig } from '../argo/controller-config.ts'
import { specLayers } from '../argo/layers.ts'
import { referenced } from '../argo/reference.ts'
import { bySetting, effective } from '../argo/setting.ts'
import { makesPod, runsInAgent, templates } from '../argo/template.ts'
import { isWhole, specKey } from '../argo/whole.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { type Change, replace, set } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import { get, isNull, items, text } from '../yaml/query.ts'

export default defineRule({
  id: 'default-service-account',
  title: "Workflow runs as the namespace's `default` ServiceAccount",
  category: 'identity',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  variants: {
    pods: {
      when: 'no ServiceAccount is named for its pods (`high` when `default` has dangerous rights among the files)',
    },
    explicit: { when: '`default` is written out (`high` when it has dangerous rights among the files)' },
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
account, also those that run it by \`workflowTemplateRef\`. The agent's pod looks at \`spec\` alone. A name given with
\`argo submit --serviceaccount\` cannot be seen but in the \`args\` of a sensor's trigger, so workflows with
\`generateName\` are judged with less confidence. Where roles and bindings among the files give \`default\` dangerous
rights, the finding is worse and shows them.

An account that lacks a right stops the workflow, so its name is not to be guessed. The fix names the one that
\`fix.serviceAccountName\` of the config chooses, unless the files give it dangerous rights; without that key it names one
only where exactly one ServiceAccount of the namespace is among the files that may report results and do nothing dangerous.`,
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
      title: 'One account among the files fits, and `default` may do too much',
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata: {name: build-workflow, namespace: builds}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: deployer, namespace: builds}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: build-workflow}, {kind: ServiceAccount, name: deployer}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: edit, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: deployer}, {kind: ServiceAccount, name: default}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec: # ✗ pods
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: default # ✗ explicit
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: v1
kind: ServiceAccount
metadata: {name: build-workflow, namespace: builds}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: deployer, namespace: builds}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: build-workflow}, {kind: ServiceAccount, name: deployer}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: edit, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: deployer}, {kind: ServiceAccount, name: default}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: build-workflow
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: build-workflow
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A library that a workflow runs without a name, and one that names an account',
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
kind: Workflow
metadata: {name: nameless}
spec: # ✗ pods
  workflowTemplateRef: {name: library}
  entrypoint: main
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: named}
spec:
  workflowTemplateRef: {name: library}
  entrypoint: main
  serviceAccountName: builds`,
    },
    {
      title: 'A sensor that names the account when it submits, and one that does not',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: builds}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: named
        argoWorkflow:
          operation: submit
          args: [--serviceaccount, builds]
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: main
                templates: [{name: main, container: {image: "alpine:3.20"}}]
    - template:
        name: nameless
        argoWorkflow:
          operation: submit
          args: [--priority=5]
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: test-}
              spec: # ✗ pods
                entrypoint: main
                templates: [{name: main, container: {image: "alpine:3.20"}}]
    - template:
        name: default
        argoWorkflow:
          operation: submit
          args: [--serviceaccount, default]
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: lint-}
              spec: # ✗ pods
                entrypoint: main
                templates: [{name: main, container: {image: "alpine:3.20"}}]`,
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
    yield* explicit(manifest, all, project)
    yield* joined(manifest, project)
    if (!isWhole(manifest)) return
    yield* missing(manifest, all, project)
    yield* artifactGc(manifest, all)
  },
})

function* explicit(manifest: Manifest, all: readonly Pod[], project: Project): Generator<Problem> {
  for (const { setting, by } of bySetting(all, (pod) => podSetting(pod, 'serviceAccountName'))) {
    const name = text(setting.node)
    if (name !== 'default' && name !== '') continue
    yield {
      at: setting,
      variant: 'explicit',
      ...strength(manifest, project),
      message: `Pods of ${sourceOf(by)} run as the ServiceAccount \`default\`: ${harm(manifest, project)} Name one of its own here.`,
      propose: () => proposal(manifest, by, project, (account) => replace(setting.node, account)),
    }
  }
}

function harm(manifest: Manifest, project: Project): string {
  const shared = 'every pod of the namespace that names no other shares it, with all rights that any of them was given'
  const all = rights(manifest, project)
  return all.length > 0 ? `${shared}. It may ${told(all)}.` : `${shared}.`
}

/** What the files say that \`default\` may do and should not, the worst first. */
function rights(manifest: Manifest, project: Project): readonly Danger[] {
  return dangers(boundTo(defaultOf(manifest), project), []).filter(({ severity }) => severity !== 'medium')
}

function defaultOf(manifest: Manifest): Account {
  return { name: 'default', namespace: homeOf(manifest), from: manifest }
}

function strength(manifest: Manifest, project: Project): Pick<Problem, 'severity' | 'related'> {
  const [worst] = rights(manifest, project)
  return worst ? { severity: 'high', related: trailOf(defaultOf(manifest), worst, project) } : {}
}

/** An account that does not exist, or lacks a right, stops the workflow: its name is not to be guessed. */
function refusal(where: string): Refusal {
  return {
    refused: `Which ServiceAccount has the rights that the pods need, and no more, has to be decided: make one, bind them to it, and name it in ${where}`,
  }
}

/** The account that the user has chosen, else the one among the files that can do what executor and agent need. */
function proposal(
  manifest: Manifest,
  by: readonly Pod[],
  project: Project,
  change: (account: string) => Change | undefined,
): Proposal | Refusal {
  if (isControllerConfig(manifest.root)) return refusal('`serviceAccountName`')
  const chosen = chosenAccount('serviceAccountName', manifest, project)
  if (chosen && 'refused' in chosen) return chosen
  const account = chosen ?? fitting(manifest, by, project)
  const made = account && change(account.name)
  if (!account || !made)
    return refusal('`serviceAccountName`, or for all fixes in `fix.serviceAccountName` of the config')
  const condition = chosen ? 'it has to be in the namespace, and steps' : 'steps'
  return {
    title: `Run as the ServiceAccount \`${account.name}\` (${condition} that use rights of \`default\` will fail)`,
    safety: 'unsafe',
    changes: [made],
  }
}

function fitting(manifest: Manifest, by: readonly Pod[], project: Project): Manifest | undefined {
  const agent = by.some(({ template }) => runsInAgent(template?.type)) ? agentNeeds : []
  const own = by.some(({ template }) => makesPod(template?.type)) ? executorNeeds : []
  const needs = [...own, ...agent]
  return needs.length > 0 ? suitableAccount(manifest, needs, project) : undefined
}

/** A library, whose callers name the account. */
function isLibrary({ kind, spec }: Manifest): boolean {
  return kind.endsWith('WorkflowTemplate') && isNull(get(spec, 'entrypoint'))
}

/** Whether an argument of the sensor that submits it names an account of its own. */
function isSubmittedAsOther(manifest: Manifest): boolean {
  const given = submittedAs(manifest)
  return given !== undefined && text(given.node)?.replace(/^--serviceaccount=/, '') !== 'default'
}

/** A workflow that runs a library by `workflowTemplateRef`, where neither of them names an account. */
function* joined(manifest: Manifest, project: Project): Generator<Problem> {
  const target = manifest.partial || manifest.templated ? undefined : referenced(manifest, project)
  if (!target || !isLibrary(target) || isSubmittedAsOther(manifest)) return
  if (effective(specLayers(manifest, project), 'serviceAccountName')) return
  const own = pods(target, project).filter(({ template }) => makesPod(template?.type))
  if (own.length === 0 || own.some(({ layers }) => effective(layers.template, 'serviceAccountName'))) return
  const { spec } = manifest
  yield {
    at: specKey(manifest),
    variant: 'pods',
    ...strength(manifest, project),
    ...(isSubmitted(manifest) && { confidence: 'medium' as const }),
    message: `Pods of ${target.kind} \`${target.name}\`, which this runs, have the ServiceAccount \`default\`: ${harm(manifest, project)} Name one with \`serviceAccountName\` here, or in the ${target.kind}.`,
    propose: () =>
      proposal(manifest, own, project, (name) => spec && set(spec, 'serviceAccountName', name, 'entrypoint')),
  }
}

/** Whoever submits it may name an account then. */
function isSubmitted({ kind, root }: Manifest): boolean {
  return kind === 'Workflow' && !get(root, 'metadata', 'name')
}

function* missing(manifest: Manifest, all: readonly Pod[], project: Project): Generator<Problem> {
  const nameless = all.filter((pod) => !podSetting(pod, 'serviceAccountName'))
  const own = nameless.filter(({ template }) => makesPod(template?.type))
  const agent = nameless.filter(({ template }) => runsInAgent(template?.type))
  const by = own.length > 0 ? own : agent
  if (isLibrary(manifest) || by.length === 0 || isSubmittedAsOther(manifest)) return
  const { spec } = manifest
  yield {
    at: specKey(manifest),
    variant: own.length > 0 ? 'pods' : 'agent',
    ...strength(manifest, project),
    ...(isSubmitted(manifest) && { confidence: 'medium' as const }),
    message:
      own.length > 0
        ? `Pods of ${sourceOf(by)} run as the ServiceAccount \`default\`: ${harm(manifest, project)} Name one with \`serviceAccountName\` here.`
        : `The agent runs ${sourceOf(by)} as the ServiceAccount \`default\`: ${harm(manifest, project)} It takes \`serviceAccountName\` from here alone.`,
    propose: () =>
      proposal(manifest, nameless, project, (name) => spec && set(spec, 'serviceAccountName', name, 'entrypoint')),
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
      propose: () => refusal('`artifactGC.serviceAccountName`'),
    }
  }
}
