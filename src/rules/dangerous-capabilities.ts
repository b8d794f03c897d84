import { refusal } from '../argo/admission.ts'
import { isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { titleOf } from '../argo/names.ts'
import { type Container, containers, containerSetting, podSetting } from '../argo/pod.ts'
import { without } from '../argo/removal.ts'
import { bySetting } from '../argo/setting.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { replace } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Node } from '../yaml/node.ts'
import { bool, get, items, text } from '../yaml/query.ts'

/** Capabilities that reach past the container, and what whoever has one can do. */
const strong: Readonly<Record<string, string>> = {
  ALL: 'do nearly everything that root on the node can',
  SYS_ADMIN: 'mount file systems and get out of the container',
  SYS_PTRACE: 'read and change the memory of other processes, and of the whole node with `hostPID`',
  SYS_MODULE: "load code into the node's kernel",
  SYS_RAWIO: "read and write the node's memory and devices",
  DAC_READ_SEARCH: "read every file of the node's disk that it holds a handle of",
  NET_ADMIN: 'redirect and listen to the traffic of its network',
  BPF: "run programs in the node's kernel",
  PERFMON: 'watch what all processes of the node do',
  SYS_BOOT: 'restart the node or its kernel',
  SYS_TIME: "set the node's clock, on which certificates and tokens rely",
  SYSLOG: "read the kernel's log and addresses, which helps to attack it",
  MAC_ADMIN: "change the node's access policy",
  MAC_OVERRIDE: "pass over the node's access policy",
  CHECKPOINT_RESTORE: 'read and make processes with identities of others',
}

/** What the standard `baseline` lets containers add. */
const baseline = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
)

/** They let a container take more than its share, and no more. */
const greedy = new Set(['SYS_NICE', 'IPC_LOCK', 'SYS_RESOURCE'])

export default defineRule({
  id: 'dangerous-capabilities',
  title: 'Container adds powerful capabilities or allows privilege escalation',
  category: 'workflow-pod',
  needs: ['capabilities', 'allowPrivilegeEscalation'],
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    strong: { when: 'a container adds a capability that reaches past it, such as `SYS_ADMIN`' },
    'user-namespace': {
      when: 'it does so in pods with a user namespace (`hostUsers: false`), where it holds for that alone',
      severity: 'low',
    },
    extra: {
      when: 'it adds another that the `baseline` standard does not allow, such as `NET_RAW`',
      severity: 'medium',
    },
    greedy: { when: 'it adds `SYS_NICE`, `IPC_LOCK` or `SYS_RESOURCE`', severity: 'low' },
    escalation: { when: 'it says `allowPrivilegeEscalation: true`', severity: 'low' },
  },
  docs: `
A capability is a part of what root may do. Some of them, \`SYS_ADMIN\` above all, are as good as the whole: whoever
controls what runs in such a container, also through a parameter, an image or a script that it downloads, can leave it.
\`allowPrivilegeEscalation: true\` lets programs in the container become root again by set-user-ID files.

Take the capability out; most programs that ask for one need it for a single feature. Where a step cannot do without,
give its pods a user namespace with \`podSpecPatch: '{"hostUsers": false}'\`, or nodes of its own, and say so in an
ignore comment.

\`drop: [ALL]\` beside it does not help: what is added comes back. A container that is privileged has all of them
anyway, which \`privileged-container\` says. The fix takes the capability away and leaves \`drop\` as it is: what
programs need of the rest is not for a program to guess.`,
  guide: ['S17-20'],
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  examples: [
    {
      title: 'Capabilities of each kind, in any spelling',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: tools-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: tools:1.4.2
        securityContext:
          capabilities:
            drop: [ALL]
            add:
              - CAP_SYS_ADMIN # ✗ strong
              - net_raw # ✗ extra
              - IPC_LOCK # ✗ greedy
              - CHOWN
              - '{{inputs.parameters.capability}}'`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: tools-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: tools:1.4.2
        securityContext:
          capabilities:
            drop: [ALL]
            add:
              - CHOWN
              - '{{inputs.parameters.capability}}'`,
    },
    {
      title: 'A sidecar, an init container, and escalation in a CronWorkflow',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        script:
          image: alpine:3.20
          command: [sh]
          source: id
          securityContext:
            allowPrivilegeEscalation: true # ✗ escalation
        initContainers:
          - name: routes
            image: alpine:3.20
            securityContext:
              capabilities:
                add: [NET_ADMIN] # ✗ strong
        sidecars:
          - name: debug
            image: alpine:3.20
            securityContext:
              allowPrivilegeEscalation: true # ✗ escalation
              capabilities: {add: [ALL]} # ✗ strong`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        script:
          image: alpine:3.20
          command: [sh]
          source: id
          securityContext:
            allowPrivilegeEscalation: false
        initContainers:
          - name: routes
            image: alpine:3.20
        sidecars:
          - name: debug
            image: alpine:3.20
            securityContext:
              allowPrivilegeEscalation: false
`,
    },
    {
      title: 'A patch, a user namespace, and the defaults of all templates',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: tools
spec:
  templateDefaults:
    container:
      securityContext:
        capabilities: {add: [SYS_PTRACE]} # ✗ strong
  templates:
    - name: traced
      container: {image: "alpine:3.20"}
    - name: traced-too
      container: {image: "alpine:3.20"}
    - name: patched
      podSpecPatch: |
        containers:
          - name: main
            securityContext:
              capabilities:
                add: [SYS_TIME] # ✗ strong
      container: {image: "alpine:3.20"}
    - name: in-user-namespace
      podSpecPatch: '{"hostUsers": false}'
      container:
        image: alpine:3.20
        securityContext:
          capabilities: {add: [SYS_ADMIN]} # ✗ user-namespace`,
    },
    {
      title: 'What the baseline allows, and nothing at all',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: tools-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          allowPrivilegeEscalation: false
          capabilities: {drop: [ALL], add: [NET_BIND_SERVICE, CAP_SETUID]}
    - name: plain
      container: {image: "alpine:3.20", securityContext: {capabilities: {drop: [SYS_ADMIN]}}}`,
    },
    {
      title: 'A privileged container, which another rule reports, and keys that a pod does not have',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: tools-
spec:
  entrypoint: main
  securityContext:
    capabilities: {add: [SYS_ADMIN]}
    allowPrivilegeEscalation: true
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          privileged: true
          allowPrivilegeEscalation: true
          capabilities: {add: [SYS_ADMIN]}`,
    },
    {
      title: 'A pod of Windows, which has no capabilities',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: tools-
spec:
  entrypoint: main
  nodeSelector: {kubernetes.io/os: windows}
  templates:
    - name: main
      container:
        image: mcr.microsoft.com/windows/nanoserver:ltsc2022
        securityContext:
          capabilities: {add: [SYS_ADMIN]}`,
    },
  ],
  *check(manifest, project) {
    const own = containers(manifest, project).filter(isJudged)
    yield* added(own, manifest, refusal(manifest, project))
    yield* escalating(own)
  },
})

/** A privileged container has them all; Windows has none. */
function isJudged(container: Container): boolean {
  if (bool(containerSetting(container, 'securityContext', 'privileged')?.node) === true) return false
  return text(podSetting(container.pod, 'nodeSelector', 'kubernetes.io/os')?.node) !== 'windows'
}

function capabilitiesOf(container: Container) {
  return containerSetting(container, 'securityContext', 'capabilities', 'add')
}

/** As a runtime reads it: without regard to case, with `CAP_` or without. */
function capability(written: string): string {
  return written.toUpperCase().replace(/^CAP_/, '')
}

function* added(own: readonly Container[], manifest: Manifest, end: string): Generator<Problem> {
  for (const { setting, by } of bySetting(own, capabilitiesOf)) {
    const inside = by.every(({ pod }) => bool(podSetting(pod, 'hostUsers')?.node) === false)
    for (const item of items(setting.node)) {
      const name = capability(text(item) ?? '')
      const variant = variantOf(name, inside)
      if (variant === undefined) continue
      yield {
        at: { ...setting, node: item },
        variant,
        key: name,
        message: `${titleOf(by)} gets the capability \`${name}\`: ${harm(name)} Take it out of \`capabilities.add\`.${end}`,
        propose: () => ({
          title: `Take the capability ${name} away (what needs it will fail)`,
          safety: 'unsafe',
          changes: without(manifest.root, ...same(name, by, manifest)),
        }),
      }
    }
  }
}

function variantOf(name: string, inside: boolean): string | undefined {
  if (name === '' || isUnknown(name) || baseline.has(name)) return undefined
  if (greedy.has(name)) return 'greedy'
  if (inside) return 'user-namespace'
  return name in strong ? 'strong' : 'extra'
}

function harm(name: string): string {
  const power = strong[name]
  if (power !== undefined) return `whoever controls what runs in it can ${power}.`
  if (greedy.has(name)) return 'it can take more of its node than its share.'
  if (name === 'NET_RAW') return 'it can forge packets, and so answer in the name of other pods.'
  return 'the Pod Security Standard `baseline` allows no container to add it.'
}

/** The capability in every list that these containers have, so that none comes into force that another hid. */
function same(name: string, by: readonly Container[], manifest: Manifest) {
  const lists = by.flatMap(({ layers }) =>
    layers.flatMap((layer) =>
      layer.manifest === manifest ? (get(layer.node, 'securityContext', 'capabilities', 'add') ?? []) : [],
    ),
  )
  return [...new Set(lists)].flatMap((list) => items(list).filter((item) => capability(text(item) ?? '') === name))
}

function* escalating(own: readonly Container[]): Generator<Problem> {
  for (const { setting, by } of bySetting(own, (container) =>
    containerSetting(container, 'securityContext', 'allowPrivilegeEscalation'),
  )) {
    if (bool(setting.node) !== true) continue
    yield {
      at: setting,
      variant: 'escalation',
      message:
        `${titleOf(by)} lets its programs get more rights than they were started with, such as root by \`sudo\` or by ` +
        'another file with the set-user-ID bit. Say `allowPrivilegeEscalation: false`.',
      propose: () => confine(setting.node, by),
    }
  }
}

function confine(node: Node, by: readonly Container[]): Proposal | Refusal {
  const names = by
    .flatMap((container) => items(capabilitiesOf(container)?.node))
    .map((item) => capability(text(item) ?? ''))
  if (names.some((name) => name === 'ALL' || name === 'SYS_ADMIN'))
    return { refused: 'Kubernetes takes no `allowPrivilegeEscalation: false` beside the capability `SYS_ADMIN`' }
  return {
    title: 'Keep programs from getting more rights (those that use `sudo` will fail)',
    safety: 'unsafe',
    changes: [replace(node, false)],
  }
}
