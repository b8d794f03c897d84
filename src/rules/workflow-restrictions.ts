import { withoutFlags, withValue } from '../argo/argument.ts'
import { isBare } from '../argo/bare-config.ts'
import { type ControllerSetting, controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { embedded, isUnknown } from '../argo/embedded.ts'
import type { Word } from '../argo/flags.ts'
import { type Installed, installed } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { isRestricted, restricting, restricts, templateReferencing } from '../argo/restrictions.ts'
import { templates } from '../argo/template.ts'
import { isWhole } from '../argo/whole.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { type Change, rewrite, set } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Scalar } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, isNull, keyOf, mapping, pair, pairs, scalar, text } from '../yaml/query.ts'

const variable = 'WORKFLOW_USER_OVERRIDE_ALLOWLIST'

/** Beyond this many, refused workflows are one finding. */
const many = 5

/** Fields that let a submitter undo what a template protects. */
const powerful = new Set(
  'podSpecPatch serviceAccountName securityContext volumes volumeClaimTemplates hostNetwork templates templateDefaults executor executorPlugins automountServiceAccountToken hooks onExit imagePullSecrets artifactRepositoryRef'.split(
    ' ',
  ),
)
/** Fields that only move pods about. */
const weaker = new Set(['tolerations', 'nodeSelector', 'affinity', 'podMetadata'])
/** The other fields of a WorkflowSpec (docs/fields.md). */
const harmless = new Set(
  'activeDeadlineSeconds archiveLogs arguments artifactGC dnsConfig dnsPolicy entrypoint hostAliases metrics parallelism podDisruptionBudget podGC podPriority podPriorityClassName podResources priority resourceClaims retryStrategy schedulerName shutdown suspend synchronization ttlStrategy volumeClaimGC workflowMetadata workflowTemplateRef'.split(
    ' ',
  ),
)

export default defineRule({
  id: 'workflow-restrictions',
  title: 'Restriction to templates is absent, mistyped or hollowed out',
  category: 'controller',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    'invalid-value': {
      when: '`templateReferencing` is anything but exactly `Strict` or `Secure`: nothing is enforced, and nothing says so',
    },
    'hollow-allow-list': {
      when: '`WORKFLOW_USER_OVERRIDE_ALLOWLIST` lets submitters set a field that undoes the protection',
    },
    scheduling: {
      when: '`WORKFLOW_USER_OVERRIDE_ALLOWLIST` only lets submitters choose nodes or labels',
      severity: 'low',
    },
    'unknown-field': {
      when: 'an entry of that list is no field of a WorkflowSpec: the controller does not start',
      severity: 'medium',
    },
    'wrong-place': { when: 'the setting stands where the controller does not know it', severity: 'medium' },
    refused: {
      when: 'the restriction is on and a workflow brings its own templates',
      severity: 'low',
      persona: 'pedantic',
    },
    absent: { when: 'a controller configuration does not have the setting', severity: 'info', persona: 'pedantic' },
  },
  docs: `
Whoever may create a Workflow may run any pod that the namespace allows. \`workflowRestrictions.templateReferencing\` is the one control that Argo has against it: with \`Strict\`, a Workflow may only name a WorkflowTemplate that somebody else has reviewed; with \`Secure\`, the template must not change while the Workflow runs either.

The value is compared letter by letter. \`strict\`, \`true\` or \`Strict \` start a controller that enforces nothing and logs nothing. The setting has to stand in \`workflowRestrictions\` in the controller's ConfigMap: elsewhere in it the controller, from 3.4 on, refuses the whole configuration.

\`WORKFLOW_USER_OVERRIDE_ALLOWLIST\` (3.7.17, 4.0.8 and later) adds fields to those that a submitter may set beside the reference. With \`podSpecPatch\`, \`serviceAccountName\`, \`volumes\`, \`securityContext\` or \`templates\` in it, the submitter is as free as before. Put such values into the WorkflowTemplate.

Neither value constrains *arguments* or the *entrypoint*: every template of every WorkflowTemplate of the namespace can be called with any input.

The fix spells the value as it has to be, sets \`Strict\` where there is none, and shortens the list. It is not offered while workflows among the files bring their own templates.`,
  guide: ['S16'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/',
    'https://argo-workflows.readthedocs.io/en/latest/environment-variables/',
  ],
  examples: [
    {
      title: 'An installation as Argo ships it, which nobody configured',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap # ✗ absent
  namespace: argo
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
  namespace: argo
data:
  workflowRestrictions: |
    templateReferencing: Strict
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2`,
    },
    {
      title: 'A value in lower case restricts nothing',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: strict # ✗ invalid-value`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Strict`,
    },
    {
      title: 'The same in the form with one key',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: argo-workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    workflowRestrictions:
      templateReferencing: true # ✗ invalid-value`,
    },
    {
      title: 'An allow-list that gives everything back',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - name: WORKFLOW_USER_OVERRIDE_ALLOWLIST
              value: podSpecPatch, volumes, nodeselector # ✗ hollow-allow-list, unknown-field
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second-workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - {name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: 'tolerations,parallelism'} # ✗ scheduling
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: third-workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          env:
            - {name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: volumes} # ✗ hollow-allow-list
          image: quay.io/argoproj/workflow-controller:v3.7.18`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - name: WORKFLOW_USER_OVERRIDE_ALLOWLIST
              value: nodeselector
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second-workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - {name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: 'parallelism'}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: third-workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18`,
    },
    {
      title: 'The setting in places where it is not known',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  templateReferencing: Strict # ✗ wrong-place
  workflowDefaults: |
    spec:
      workflowRestrictions: # ✗ wrong-place
        templateReferencing: Strict
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReference: Strict # ✗ wrong-place
    templateReferencing: Strict`,
    },
    {
      title: 'A configuration that leaves submitters free',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: # ✗ absent
  parallelism: "10"
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"
  workflowRestrictions: |
    templateReferencing: Strict
`,
    },
    {
      title: 'Another, in the form with one key',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: # ✗ absent
  config: |
    # at most
    parallelism: 10 # at once
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    # at most
    parallelism: 10 # at once
    workflowRestrictions:
      templateReferencing: Strict
`,
    },
    {
      title: 'A workflow that the controller will refuse',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Secure
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ['0 3 * * *']
  workflowSpec:
    entrypoint: main
    templates: # ✗ refused
      - name: main
        container: {image: 'alpine:3.20', command: [date]}`,
    },
    {
      title: 'Submitters may only name a template',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Strict
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  workflowTemplateRef: {name: build}`,
    },
    {
      title: 'The restriction in the form with one key, and harmless fields allowed',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    workflowRestrictions: {templateReferencing: Secure}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          env:
            - {name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: 'parallelism,retryStrategy'}`,
    },
  ],
  *check(manifest, project) {
    if (isControllerConfig(manifest.root)) yield* inConfig(manifest, project)
    for (const one of installed(manifest, project)) {
      const list = one.env.get(variable)
      if (one.part === 'controller' && list && isRestricted(project) !== false) yield* inList(list, one)
    }
    yield* refused(manifest, project)
  },
})

function* inConfig(manifest: Manifest, project: Project): Generator<Problem> {
  const config = controllerSettings(manifest.root)
  const value = templateReferencing(manifest)
  const written = value?.value ?? ''
  yield* misplaced(config)
  if (value && !isNull(value) && written !== '' && !isUnknown(written) && !restricts(value)) {
    const meant = ['Strict', 'Secure'].find((one) => one.toLowerCase() === written.trim().toLowerCase())
    yield {
      at: value,
      variant: 'invalid-value',
      message: `\`templateReferencing: ${written}\` enforces nothing: Argo knows only \`Strict\` and \`Secure\`, in exactly these letters, and does not complain about others. Everybody who may create workflows may still run any pod. Write \`${meant ?? 'Strict'}\`.`,
      propose: () => spelled(value, meant, project),
    }
  }
  const silent = isNull(value) && ![...misplaced(config)].length && isRestricted(project) !== true
  const at =
    config.size > 0
      ? pair(manifest.root, 'data')?.key
      : isBare(manifest, project)
        ? get(manifest.root, 'metadata', 'name')
        : undefined
  if (silent && at && !manifest.templated && !manifest.quoted) {
    yield {
      at,
      variant: 'absent',
      message:
        'This configuration does not restrict what submitters may run: everybody who may create workflows may run any pod that the namespace allows. If only reviewed templates should run, set `workflowRestrictions` with `templateReferencing: Strict`.',
      propose: () => restricted(manifest, project),
    }
  }
}

function spelled(value: Scalar, meant: string | undefined, project: Project): Proposal | Refusal {
  if (!meant) return { refused: 'Which of `Strict` and `Secure` is meant is not known' }
  return restriction(project, [rewrite(value, [{ from: 0, to: value.value.length, text: meant }])])
}

/** In the shape that the ConfigMap has: a text for each setting, or all settings in one text. */
function restricted({ root }: Manifest, project: Project): Proposal | Refusal {
  const strict = { templateReferencing: 'Strict' }
  const whole = scalar(get(root, 'data', 'config'))
  const settings = mapping(whole ? embedded(whole).root : get(root, 'data'))
  const own = controllerSettings(root).get('workflowrestrictions')
  const empty = mapping(own?.value)
  if (empty) return restriction(project, [set(empty, 'templateReferencing', 'Strict')])
  const name = scalar(own?.key)?.value ?? 'workflowRestrictions'
  const setting = 'templateReferencing: Strict\n'
  if (!pair(root, 'data')) return restriction(project, [set(root, 'data', { [name]: setting })])
  const old = get(settings, name)
  if (!settings || (!isNull(old) && text(old) !== ''))
    return { refused: 'What is there now for `workflowRestrictions` cannot be added to' }
  return restriction(project, [set(settings, name, whole ? strict : setting)])
}

function restriction(project: Project, changes: readonly Change[]): Proposal | Refusal {
  const own = countOf(project)
  if (own > 0) {
    return {
      refused: `${own} ${own === 1 ? 'workflow' : 'workflows'} of these files would be refused: move their templates into WorkflowTemplates first`,
    }
  }
  return { title: 'Take workflows from templates only (others will be refused)', safety: 'unsafe', changes }
}

/** The setting at the top, among the defaults, or under another name. */
function* misplaced(config: ReadonlyMap<string, ControllerSetting>): Generator<Problem> {
  const defaults = config.get('workflowdefaults')?.value
  const keys = [config.get('templatereferencing')?.key]
  for (const holder of [defaults, get(defaults, 'spec')]) {
    for (const name of ['workflowRestrictions', 'templateReferencing']) keys.push(pair(holder, name)?.key)
  }
  for (const entry of pairs(config.get('workflowrestrictions')?.value)) {
    if (keyOf(entry)?.toLowerCase() !== 'templatereferencing') keys.push(entry.key)
  }
  for (const key of keys) {
    if (key) {
      yield {
        at: key,
        variant: 'wrong-place',
        message:
          'The controller does not know this setting here, so it restricts nothing; from Argo 3.4 on the controller refuses the whole configuration. It has to be `templateReferencing` in `workflowRestrictions` of the ConfigMap.',
      }
    }
  }
}

function* inList({ text: list, at }: Word, of: Installed): Generator<Problem> {
  const names = list.split(',').flatMap((name) => name.trim() || [])
  if (isUnknown(list) || list.includes('$')) return
  const strong = names.filter((name) => powerful.has(name))
  const soft = names.filter((name) => weaker.has(name))
  const unknown = names.filter((name) => !powerful.has(name) && !weaker.has(name) && !harmless.has(name))
  if (strong.length > 0) {
    yield {
      at,
      variant: 'hollow-allow-list',
      message: `Under \`workflowRestrictions\`, submitters may still set ${listed(strong)}. With that they undo what the template protects. Take it off the list, and set it in the WorkflowTemplates that need it.`,
      propose: () => shortened({ text: list, at }, of),
    }
  } else if (soft.length > 0) {
    yield {
      at,
      variant: 'scheduling',
      message: `Under \`workflowRestrictions\`, submitters may still set ${listed(soft)}, and so choose the nodes that their pods run on or the labels that policies go by. Take it off the list unless that is meant.`,
      propose: () => shortened({ text: list, at }, of),
    }
  }
  if (unknown.length > 0) {
    yield {
      at,
      variant: 'unknown-field',
      message: `${listed(unknown)} is no field of a WorkflowSpec. The controller does not start with such an entry; names are those of the manifest, letter by letter.`,
    }
  }
}

/** A list without the fields that loosen a template, or no variable where it has no others. */
function shortened({ text: list, at }: Word, of: Installed): Proposal | Refusal {
  const all = list.split(',')
  const loose = all.map((name) => name.trim()).filter((name) => powerful.has(name) || weaker.has(name))
  const left = all.filter((name) => !loose.includes(name.trim()))
  const value = left.join(',').trim()
  const flag = { name: variable, value: list, at }
  const changes = value === '' ? withoutFlags(of, [flag]) : withValue(of, flag, value)
  if ('refused' in changes) return changes
  return { title: `Take ${listed(loose)} off the list (workflows that set it are refused)`, safety: 'unsafe', changes }
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

/** Workflows with templates of their own, where only references are let in; many of them are one finding at the restriction. */
function* refused(manifest: Manifest, project: Project): Generator<Problem> {
  const [config] = restricting(project)
  if (!config) return
  const count = manifest === config || hasTemplates(manifest) ? countOf(project) : 0
  const advice = 'Move the templates into a WorkflowTemplate and name it in `workflowTemplateRef`.'
  const own = pair(manifest.spec, 'templates')
  const value = templateReferencing(config)
  if (count > many && manifest === config && value) {
    yield {
      at: value,
      variant: 'refused',
      message: `${count} workflows of these files bring their own templates, which this refuses. ${advice}`,
    }
  } else if (count <= many && own && hasTemplates(manifest)) {
    yield {
      at: own.key,
      variant: 'refused',
      message: `The controller of these files only takes workflows that name a WorkflowTemplate, so it will refuse this one. ${advice}`,
    }
  }
}

const countOf = once((project: Project): number => project.manifests.filter(hasTemplates).length)

function hasTemplates(manifest: Manifest): boolean {
  return ['Workflow', 'CronWorkflow'].includes(manifest.kind) && isWhole(manifest) && templates(manifest).length > 0
}
