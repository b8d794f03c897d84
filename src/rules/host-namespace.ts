import { refusal } from '../argo/admission.ts'
import type { Manifest } from '../argo/manifest.ts'
import { sourceOf, titleOf } from '../argo/names.ts'
import { type Container, containers, containerSetting, type Pod, pods, podSetting } from '../argo/pod.ts'
import { without } from '../argo/removal.ts'
import { bySetting } from '../argo/setting.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node } from '../yaml/node.ts'
import { bool, get, integer, items, text } from '../yaml/query.ts'

const gains = {
  hostNetwork: {
    variant: 'network',
    what: "share the node's network: they reach services that listen on the node alone and its cloud credentials at 169.254.169.254, past every NetworkPolicy",
    fix: 'Give the pods a network of their own (services that listen on the node alone are out of reach then)',
  },
  hostPID: {
    variant: 'processes',
    what: 'see all processes of the node, may read their environment and, as root, their memory and files',
    fix: "Hide the node's processes from the pods (steps that look at them will fail)",
  },
  hostIPC: {
    variant: 'memory',
    what: "share the node's inter-process memory, and may read and write that of its processes",
    fix: "Keep the pods from the node's inter-process memory (steps that share it with the node will fail)",
  },
} as const

export default defineRule({
  id: 'host-namespace',
  title: "Workflow pods share the node's namespaces",
  category: 'workflow-pod',
  needs: ['hostNetwork', 'hostPID', 'hostIPC', 'hostPort'],
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    network: { when: "pods share the node's network" },
    processes: { when: "pods see the node's processes" },
    memory: { when: "pods share the node's inter-process memory" },
    'privileged-processes': { when: "a privileged container sees the node's processes", severity: 'critical' },
    port: { when: 'a container takes a port of its node', severity: 'medium' },
  },
  docs: `
A pod with \`hostNetwork\` stands on the network as the node itself: it passes every NetworkPolicy, listens beside the
kubelet, and gets the cloud credentials of the node where pods are kept from them. \`hostPID\` and \`hostIPC\` do the
same for processes and shared memory. Argo lets any author of a workflow set them.

Remove the field, and \`dnsPolicy: ClusterFirstWithHostNet\` with it. A step that must reach the node belongs into a
DaemonSet that its administrators keep.

A WorkflowSpec has \`hostNetwork\` alone, and only at \`spec\`: \`hostPID\` and \`hostIPC\` written there are dropped by
the cluster and are no finding, but a \`podSpecPatch\` does set them. The agent's pod, which runs \`http\` and \`plugin\`
templates, never gets \`hostNetwork\` from the spec. Argo's own controller and server are judged too.`,
  guide: ['S17-20'],
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/',
  ],
  examples: [
    {
      title: "The node's network for all pods of a workflow",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  hostNetwork: true # ✗ network
  dnsPolicy: ClusterFirstWithHostNet
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: other
      container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: other
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Patches, and a port of the node',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: probes
spec:
  podSpecPatch: |
    hostPID: true # ✗ privileged-processes
  templates:
    - name: privileged
      container:
        image: alpine:3.20
        securityContext: {privileged: true}
    - name: other
      podSpecPatch: |
        {"hostIPC": true, "hostPID": false} # ✗ memory
      container:
        image: alpine:3.20
        ports:
          - containerPort: 8080
            hostPort: 80 # ✗ port
    - name: tagged
      podSpecPatch: 'hostNetwork: {{inputs.parameters.host}}'
      container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: probes
spec:
  templates:
    - name: privileged
      container:
        image: alpine:3.20
        securityContext: {privileged: true}
    - name: other
      podSpecPatch: |
        {"hostPID": false}
      container:
        image: alpine:3.20
        ports:
          - containerPort: 8080
    - name: tagged
      podSpecPatch: 'hostNetwork: {{inputs.parameters.host}}'
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A patch of one template',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  templates:
    - name: main
      podSpecPatch: |
        containers:
          - name: main
            resources: {limits: {memory: 1Gi}}
        hostPID: true # ✗ processes
      container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  templates:
    - name: main
      podSpecPatch: |
        containers:
          - name: main
            resources: {limits: {memory: 1Gi}}
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Fields that the cluster drops',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  hostPID: true
  hostIPC: true
  hostNetwork: false
  templates:
    - name: main
      hostNetwork: true
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Only the agent runs, which does not heed the field',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: call-
spec:
  entrypoint: main
  hostNetwork: true
  templates:
    - name: main
      http: {url: "https://example.org"}`,
    },
  ],
  *check(manifest, project) {
    const all = pods(manifest, project)
    const end = refusal(manifest, project)
    yield* shared('hostNetwork', all, manifest, end)
    yield* shared('hostPID', all, manifest, end)
    yield* shared('hostIPC', all, manifest, end)
    yield* ports(containers(manifest, project), manifest, end)
  },
})

function* shared(field: keyof typeof gains, all: readonly Pod[], manifest: Manifest, end: string): Generator<Problem> {
  const { variant, what, fix } = gains[field]
  for (const { setting, by } of bySetting(all, (pod) => podSetting(pod, field))) {
    if (bool(setting.node) !== true) continue
    const privileged = field === 'hostPID' ? by.flatMap(({ containers: all }) => all.filter(isPrivileged)) : []
    const more =
      privileged.length > 0 ? ` ${titleOf(privileged)} is privileged as well, which is root on the node.` : ''
    yield {
      at: setting,
      variant: privileged.length > 0 ? 'privileged-processes' : variant,
      key: field,
      message: `Pods of ${sourceOf(by)} ${what}.${more} Remove \`${field}\`.${end}`,
      propose: () => ({
        title: fix,
        safety: 'unsafe',
        changes: without(manifest.root, ...takers(field, by, manifest)),
      }),
    }
  }
}

/** The field wherever it stands for these pods, so that none comes into force that another hid, and what goes with it. */
function takers(field: keyof typeof gains, by: readonly Pod[], manifest: Manifest): readonly Node[] {
  const layers = by.flatMap(({ layers: { patch, spec } }) =>
    // Of a WorkflowSpec, the cluster drops the other two.
    field === 'hostNetwork' || !manifest.spec ? [...patch, ...spec] : patch,
  )
  const own = layers.filter((layer) => layer.manifest === manifest && bool(get(layer.node, field)) === true)
  const nodes = own.flatMap(({ node }) => [get(node, field), field === 'hostNetwork' ? hostPolicy(node) : undefined])
  return [...new Set(nodes)].filter((node) => node !== undefined)
}

/** What only pods on the node's network need. */
function hostPolicy(holder: Node): Node | undefined {
  const policy = get(holder, 'dnsPolicy')
  return text(policy) === 'ClusterFirstWithHostNet' ? policy : undefined
}

function isPrivileged(container: Container): boolean {
  return bool(containerSetting(container, 'securityContext', 'privileged')?.node) === true
}

function* ports(all: Iterable<Container>, own: Manifest, end: string): Generator<Problem> {
  const seen = new Set<unknown>()
  for (const container of all) {
    for (const { node, origin, manifest } of container.layers) {
      for (const item of items(get(node, 'ports'))) {
        const port = get(item, 'hostPort')
        if (!port || !(Number(integer(port)) > 0) || seen.has(port)) continue
        seen.add(port)
        yield {
          at: { node: port, origin, manifest },
          variant: 'port',
          message:
            `${titleOf([container])} takes port ${integer(port)} of its node: everyone who reaches the node reaches it, and it ` +
            `may stand in for a service of the node. Use a Service instead.${end}`,
          propose: () => ({
            title: `Give up port ${integer(port)} of the node (who uses it has to go through a Service)`,
            safety: 'unsafe',
            changes: without(own.root, port),
          }),
        }
      }
    }
  }
}
