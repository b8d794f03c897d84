import { isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { sourceOf } from '../argo/names.ts'
import { type Pod, pods, podSetting } from '../argo/pod.ts'
import { bySetting, type Setting } from '../argo/setting.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node } from '../yaml/node.ts'
import { get, isNull, items, keyOf, pairs, text } from '../yaml/query.ts'

const controlPlane = new Set(['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'])
const systemPriorities = new Set(['system-node-critical', 'system-cluster-critical'])

export default defineRule({
  id: 'sensitive-scheduling',
  title: 'Workflow asks for control-plane nodes or system priority',
  category: 'workflow-pod',
  needs: ['tolerations', 'nodeSelector', 'affinity', 'nodeName', 'podPriorityClassName', 'priorityClassName'],
  severity: 'medium',
  confidence: 'medium',
  persona: 'regular',
  variants: {
    'control-plane': { when: 'pods tolerate the taint of the control plane and select its nodes' },
    tolerated: { when: 'they do one of both, so that they may end up there', severity: 'low' },
    'system-priority': { when: 'pods have the priority of the system, and may drive out its pods' },
    'any-taint': {
      when: 'pods tolerate every taint, that of the control plane too',
      severity: 'low',
      persona: 'pedantic',
    },
    'fixed-node': {
      when: 'a patch names the node, past the scheduler and most taints',
      severity: 'low',
      persona: 'pedantic',
    },
  },
  docs: `
On the nodes of the control plane run the API server and its database, with the certificates that open everything. A
step that gets out of its container there owns the cluster and not one node; a step that takes all memory stops it.
Pods with the priority of the system drive out what keeps the cluster going.

Let such pods run on nodes of their own: tolerate the taint of these by its key. A backup of the control plane's
database, which has to run there, belongs to its administrators and not into a workflow that others may submit.

What a template says replaces what the spec says. A toleration without a key tolerates every taint there is. Which node
a parameter selects, another rule looks at.`,
  guide: ['S17-20'],
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
    'https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/',
    'https://argo-workflows.readthedocs.io/en/latest/fields/#workflowspec',
  ],
  examples: [
    {
      title: 'On the control plane, by selector and by affinity',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: backup-}
spec:
  entrypoint: main
  tolerations: [{operator: Exists}] # ✗ control-plane
  nodeSelector:
    node-role.kubernetes.io/control-plane: ""
  podPriorityClassName: system-cluster-critical # ✗ system-priority
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: other
      tolerations:
        - {key: batch, operator: Exists}
        - key: node-role.kubernetes.io/master # ✗ control-plane
          effect: NoSchedule
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions: [{key: node-role.kubernetes.io/master, operator: Exists}]
      nodeSelector: {disk: ssd}
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Half of it, and past the scheduler',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: tools}
spec:
  templates:
    - name: may
      tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists}] # ✗ tolerated
      container: {image: "alpine:3.20"}
    - name: anywhere
      tolerations:
        - operator: Exists # ✗ any-taint
      container: {image: "alpine:3.20"}
    - name: wants
      nodeSelector: {node-role.kubernetes.io/master: "true"} # ✗ tolerated
      container: {image: "alpine:3.20"}
    - name: there
      podSpecPatch: |
        nodeName: node-1 # ✗ fixed-node
      priorityClassName: system-node-critical # ✗ system-priority
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Nodes that a template selects where the controller gives the toleration to all',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec:
      tolerations:
        - operator: Exists # ✗ any-taint
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: backup}
spec:
  templateDefaults:
    nodeSelector:
      node-role.kubernetes.io/control-plane: "true" # ✗ control-plane
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A toleration for pods that run already, and one behind it; a node that is put in later',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: stays
  templates:
    - name: stays
      tolerations: [{operator: Exists, effect: NoExecute}]
      container: {image: "alpine:3.20"}
    - name: may
      tolerations:
        - {operator: Exists, effect: NoSchedule}
        - key: node-role.kubernetes.io/control-plane # ✗ tolerated
          effect: NoExecute
      container: {image: "alpine:3.20"}
    - name: somewhere
      inputs: {parameters: [{name: node}]}
      podSpecPatch: '{"nodeName": "{{inputs.parameters.node}}"}'
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Nodes of their own',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: main
  tolerations: [{key: batch, operator: Equal, value: "true", effect: NoSchedule}]
  nodeSelector: {pool: batch}
  podPriorityClassName: batch
  templates:
    - name: main
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions: [{key: node-role.kubernetes.io/control-plane, operator: DoesNotExist}]
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A template that takes another list than the spec; steps that make no pod',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: main
  tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists}]
  templates:
    - name: main
      steps: [[{name: a, template: work}]]
    - name: work
      tolerations: [{key: batch, operator: Exists}]
      container: {image: "alpine:3.20"}`,
    },
  ],
  *check(manifest, project) {
    const all = pods(manifest, project)
    yield* nodes(all, manifest)
    yield* priorities(all)
    for (const { setting, by } of bySetting(all, (pod) => podSetting(pod, 'nodeName'))) {
      const name = text(setting.node) ?? ''
      if (name === '' || isUnknown(name)) continue
      yield {
        at: setting,
        variant: 'fixed-node',
        message: `Pods of ${sourceOf(by)} run on the node \`${name}\`, past the scheduler and every taint that only keeps pods from being scheduled. Use \`nodeSelector\`.`,
      }
    }
  },
})

interface Choice {
  readonly pod: Pod
  readonly toleration: (Setting & { readonly any: boolean }) | undefined
  readonly selection: Setting | undefined
}

function* nodes(all: readonly Pod[], manifest: Manifest): Generator<Problem> {
  const choices = all.map((pod) => ({ pod, toleration: tolerationOf(pod), selection: selectionOf(pod) }))
  for (const { setting, by } of bySetting(choices, (choice) => placeOf(choice, manifest))) {
    const both = by.filter(({ toleration, selection }) => toleration && selection)
    const pods = (both.length > 0 ? both : by).map(({ pod }) => pod)
    const [first] = both.length > 0 ? both : by
    if (first) yield { at: setting, ...graded(first, sourceOf(pods)) }
  }
}

/** Of two that go together, the one that this manifest says: the other may be the controller's default. */
function placeOf({ toleration, selection }: Choice, manifest: Manifest): Setting | undefined {
  return selection?.manifest === manifest && toleration?.manifest !== manifest ? selection : (toleration ?? selection)
}

function graded({ toleration, selection }: Choice, who: string): Pick<Problem, 'variant' | 'message'> {
  if (toleration && selection)
    return {
      variant: 'control-plane',
      message: `Pods of ${who} run on the nodes of the control plane: what gets out of a container there has the API server's certificates and its database. Run them elsewhere.`,
    }
  if (toleration?.any)
    return {
      variant: 'any-taint',
      message: `Pods of ${who} tolerate every taint, and may run on the nodes of the control plane. Name the taint that they need to tolerate.`,
    }
  return {
    variant: 'tolerated',
    message: `Pods of ${who} ${toleration ? 'tolerate the taint' : 'select the nodes'} of the control plane, and may run beside the API server and its database. Run them elsewhere.`,
  }
}

/** One that names the control plane before one that names no taint. */
function tolerationOf(pod: Pod): Choice['toleration'] {
  const list = podSetting(pod, 'tolerations')
  const all = items(list?.node)
  const named = all.find((item) => controlPlane.has(text(get(item, 'key')) ?? ''))
  const found = named ?? all.find(toleratesAny)
  return list && found && { ...list, node: get(found, 'key') ?? found, any: !named }
}

/** Whether it is for every taint that keeps pods from being scheduled, as the one of the control plane does. */
function toleratesAny(toleration: Node): boolean {
  const [key, operator, effect] = ['key', 'operator', 'effect'].map((name) => text(get(toleration, name)) ?? '')
  return key === '' && operator === 'Exists' && (effect === '' || effect === 'NoSchedule')
}

function selectionOf(pod: Pod): Setting | undefined {
  const selector = podSetting(pod, 'nodeSelector')
  const label = pairs(selector?.node).find((entry) => controlPlane.has(keyOf(entry) ?? ''))
  if (selector && label) return { ...selector, node: label.value }
  const affinity = podSetting(pod, 'affinity')
  const node = required(affinity?.node)
  return affinity && node && { ...affinity, node }
}

/** The expression with which pods have to be on the control plane. */
function required(affinity: Node | undefined): Node | undefined {
  const terms = get(affinity, 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms')
  for (const term of items(terms)) {
    for (const expression of items(get(term, 'matchExpressions'))) {
      const key = get(expression, 'key')
      if (controlPlane.has(text(key) ?? '') && /^(?:In|Exists)$/.test(text(get(expression, 'operator')) ?? ''))
        return key
    }
  }
  return undefined
}

function* priorities(all: readonly Pod[]): Generator<Problem> {
  for (const field of ['podPriorityClassName', 'priorityClassName']) {
    for (const { setting, by } of bySetting(all, (pod) => podSetting(pod, field))) {
      const name = text(setting.node) ?? ''
      if (isNull(setting.node) || !systemPriorities.has(name)) continue
      yield {
        at: setting,
        variant: 'system-priority',
        message: `Pods of ${sourceOf(by)} have the priority \`${name}\`: where a node is full, they drive out pods that keep the cluster going. Use a PriorityClass of your own.`,
      }
    }
  }
}
