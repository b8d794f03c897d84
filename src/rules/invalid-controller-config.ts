import { closest } from '../argo/closest.ts'
import {
  controllerSettings,
  type ControllerSetting,
  isControllerConfig,
  settingNames,
} from '../argo/controller-config.ts'
import { embedded, isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { since } from '../argo/version.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Pair } from '../yaml/node.ts'
import { get, isNull, keyOf, mapping, pairs, scalar } from '../yaml/query.ts'

export default defineRule({
  id: 'invalid-controller-config',
  title: "The controller's configuration is not what its author thinks",
  category: 'controller',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  about: 'installation',
  variants: {
    mixed: { when: 'settings stand beside the key `config`, which has to be alone' },
    unreadable: { when: 'the text of a setting is not YAML, or is not once the controller has put it behind its key' },
    unknown: { when: 'the controller has no setting of that name', confidence: 'medium' },
    removed: { when: 'the setting was removed in Argo 3.3' },
    misplaced: {
      when: 'a setting of workflows, containers or the server stands where the controller does not look for it',
    },
    twice: { when: 'one file has two configurations for one controller' },
  },
  docs: `
The controller reads its ConfigMap strictly: from 3.4 on it does not start with a text that is not YAML or a setting that it does not know, and one that runs stops at such a change. Before, it ignored what it did not know. Either way a protection that stands in the wrong place protects nothing, and nobody sees that from the file.

A ConfigMap has one of two shapes: a key for each setting, or one key \`config\` that holds all of them. With \`config\` and anything beside it, the controller reads nothing. In the first shape it writes all keys and their values below each other and reads the result as YAML. A value of one line comes to stand right behind its key, so \`workflowRestrictions: "templateReferencing: Strict"\` becomes a line with two colons, which is not YAML: such a value has to be a block (\`|\`) or to stand in braces.

What pods are to have by default belongs into \`workflowDefaults\`, below \`spec\`; what containers are to have, into \`mainContainer\` and \`executor\`. Flags of the server, such as \`--auth-mode\` and \`--secure\`, belong into its Deployment.

Names are compared without case, as Argo does. The settings that 3.4 removed are the business of \`legacy-executor\`, a restriction in the wrong place that of \`workflow-restrictions\`. Two configurations of one name are only reported within one file: in several files they are mostly bases and patches of Kustomize.`,
  guide: ['S4'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/workflow-controller-configmap/',
    'https://argo-workflows.readthedocs.io/en/latest/default-workflow-specs/',
  ],
  examples: [
    {
      title: 'A restriction beside the key that has to be alone',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    parallelism: 10
  workflowRestrictions: | # ✗ mixed
    templateReferencing: Strict`,
    },
    {
      title: 'Texts that are not YAML, by themselves or behind their key',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: | # ✗ unreadable
    s3: {bucket: my-bucket
  workflowRestrictions: 'templateReferencing: Strict' # ✗ unreadable
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  config: | # ✗ unreadable
    parallelism: [10`,
    },
    {
      title: 'Names that are none, in both shapes',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestriction: | # ✗ unknown
    templateReferencing: Strict
  executorResources: | # ✗ removed
    limits: {cpu: 500m}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    default-workflow: {} # ✗ unknown`,
    },
    {
      title: 'Hardening and flags in places where they are not known',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  securityContext: | # ✗ misplaced
    runAsNonRoot: true
  auth-mode: sso # ✗ misplaced
  workflowDefaults: |
    metadata: {labels: {team: data}}
    serviceAccountName: workflow # ✗ misplaced`,
    },
    {
      title: 'Two configurations of one controller in one file',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data: {parallelism: "10"}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap # ✗ twice
  namespace: argo
data: {parallelism: "20"}`,
    },
    {
      title: 'Every setting in its place, with a name in other letters',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"
  instanceid: my-ci
  navColor: red
  workflowRestrictions: '{templateReferencing: Strict}'
  nodeEvents: |
    enabled: true
  workflowDefaults: |
    metadata: {labels: {team: data}}
    spec: {serviceAccountName: workflow}`,
    },
    {
      title: 'All settings in one text, and another ConfigMap that only looks like it',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: one}
data:
  config: |
    instanceID: one
    workflowRestrictions: {templateReferencing: Strict}
    sso: {issuer: https://login.example.org}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: two}
data: {}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: argo}
data: {config: "parallelism: 10", auth-mode: server}`,
    },
  ],
  *check(manifest, project) {
    const { root, templated } = manifest
    if (!isControllerConfig(root)) return
    const data = pairs(get(root, 'data'))
    const whole = data.find((entry) => keyOf(entry) === 'config')
    if (whole) yield* beside(data)
    else for (const entry of data) yield* oneLine(entry, templated)
    if (whole && !templated) yield* unreadable(whole)
    for (const setting of controllerSettings(root).values()) yield* judge(setting, project)
    yield* twice(manifest, project)
  },
})

function* beside(data: readonly Pair[]): Generator<Problem> {
  const other = data.find((entry) => keyOf(entry) !== 'config')
  if (!other) return
  yield {
    at: other.key,
    variant: 'mixed',
    message:
      'Beside the key `config` the controller allows no other: it reads nothing of this ConfigMap and does not start. Move this setting, and all others, into the text of `config`, or give each setting a key.',
  }
}

/** What a text comes to once the controller has put it behind its key. */
function* oneLine(entry: Pair, templated: boolean): Generator<Problem> {
  const leaf = scalar(entry.value)
  if (!leaf || templated || isUnknown(leaf.value)) return
  const { root } = embedded(leaf)
  if (!leaf.value.includes('\n') && root && root.kind !== 'scalar' && !/^\s*[[{]/.test(leaf.value)) {
    yield {
      at: entry.key,
      variant: 'unreadable',
      message: `The controller puts this text of one line right behind its key, and \`${keyOf(entry) ?? ''}: … : …\` is not YAML, so it does not start with this configuration. Write the value as a block: \`|\`, and the text on the next line.`,
    }
  } else {
    yield* unreadable(entry)
  }
}

function* unreadable(entry: Pair): Generator<Problem> {
  const leaf = scalar(entry.value)
  const problem = leaf && embedded(leaf).problem
  if (!problem) return
  yield {
    at: entry.key,
    variant: 'unreadable',
    message: `The text of \`${keyOf(entry) ?? ''}\` is not valid YAML, so the controller does not start with this configuration, and nothing in it protects anything.`,
  }
}

function* judge(setting: ControllerSetting, project: Project): Generator<Problem> {
  const name = scalar(setting.key)?.value ?? ''
  const lower = name.toLowerCase()
  if (lower === 'config' || isUnknown(name)) return
  if (lower === 'workflowdefaults') yield* inDefaults(setting)
  if (settings.has(lower) || elsewhere.has(lower)) return
  const strict = since(project.argoVersion, 3, 4)
  const effect = strict ? 'so the controller does not start' : 'so the controller ignores it'
  const home = homeOf(lower)
  if (removed.has(lower)) {
    if (!since(project.argoVersion, 3, 3)) return
    yield {
      at: setting.key,
      variant: 'removed',
      message: `\`${name}\` was removed in Argo 3.3, ${effect}. What it said belongs into \`executor\` now.`,
    }
  } else if (home !== undefined) {
    yield {
      at: setting.key,
      variant: 'misplaced',
      message: `\`${name}\` is no setting of the controller, ${effect}, and what it is to protect is not protected. ${home}`,
    }
  } else {
    const meant = closest(name, settingNames)
    const cure = meant === undefined ? 'Look for a typing mistake, or remove it.' : `Did you mean \`${meant}\`?`
    yield {
      at: setting.key,
      variant: 'unknown',
      message: `The controller has no setting \`${name}\`, ${effect}. ${cure}`,
    }
  }
}

const settings = new Set(settingNames.map((name) => name.toLowerCase()))

/** Reported by `legacy-executor` and `workflow-restrictions`. */
const elsewhere = new Set(
  'containerruntimeexecutor containerruntimeexecutors dockersockpath kubeletport kubeletinsecure templatereferencing'.split(
    ' ',
  ),
)
const removed = new Set(['executorimage', 'executorimagepullpolicy', 'executorresources'])

/** Fields of a WorkflowSpec that people look for at the top. */
const ofWorkflows = new Set(
  'securitycontext serviceaccountname automountserviceaccounttoken podspecpatch podgc ttlstrategy activedeadlineseconds templatedefaults nodeselector tolerations affinity imagepullsecrets artifactgc hostnetwork'.split(
    ' ',
  ),
)
/** Flags of the server. */
const ofServer = new Set(
  'auth-mode authmode authmodes auth-modes secure base-href basehref x-frame-options hsts tls-certificate-secret-name access-control-allow-origin'.split(
    ' ',
  ),
)

/** Where a setting belongs that stands at the top. */
function homeOf(name: string): string | undefined {
  if (ofWorkflows.has(name)) return 'It belongs into `workflowDefaults`, below `spec`.'
  return ofServer.has(name)
    ? 'It is a flag of the Argo Server: it belongs into the `args` of its Deployment.'
    : undefined
}

/** `workflowDefaults` is a Workflow, not a WorkflowSpec. */
function* inDefaults({ value }: ControllerSetting): Generator<Problem> {
  for (const entry of pairs(mapping(value))) {
    const name = keyOf(entry)
    // `workflow-restrictions` reports its own two.
    if (
      name === undefined ||
      isUnknown(name) ||
      /^(?:apiVersion|kind|metadata|spec|status|<<|workflowRestrictions|templateReferencing)$/i.test(name)
    )
      continue
    yield {
      at: entry.key,
      variant: 'misplaced',
      message: `\`workflowDefaults\` is a whole Workflow, so \`${name}\` has no effect here and, from Argo 3.4 on, the controller does not start with it. Put it below \`spec\`.`,
    }
  }
}

function* twice(manifest: Manifest, project: Project): Generator<Problem> {
  const { file, name, namespace, root } = manifest
  if (isNull(get(root, 'metadata', 'name'))) return
  const same = project.configs.filter(
    (other) => other.file === file && other.name === name && other.namespace === namespace && !other.parent,
  )
  const [first] = same
  if (!first || first === manifest || !same.includes(manifest)) return
  yield {
    at: get(root, 'metadata', 'name') ?? root,
    variant: 'twice',
    related: [{ at: get(first.root, 'metadata', 'name') ?? first.root, manifest: first, note: 'The first of them' }],
    message: `This file has the ConfigMap \`${name}\` twice. The cluster keeps only the one that is applied last, so the settings of the other are not in force. Make one of them.`,
  }
}
