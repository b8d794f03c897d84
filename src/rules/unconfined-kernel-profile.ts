import { refusal } from '../argo/admission.ts'
import { isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { sourceOf } from '../argo/names.ts'
import { containerSetting, type Pod, pods, podSetting } from '../argo/pod.ts'
import { without } from '../argo/removal.ts'
import { bySetting, type Setting } from '../argo/setting.ts'
import { templates } from '../argo/template.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { replace } from '../yaml/change.ts'
import type { Node } from '../yaml/node.ts'
import { bool, get, getAt, items, keyOf, pairs, text } from '../yaml/query.ts'

/** Types that stay within what containers may do; those of the standard `baseline`. */
const containerTypes = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'])

/** Kernel settings that each pod has for itself, so that they touch no other (`baseline`). */
const safeSysctls = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_notsent_lowat',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
])

/** A field of a security context that may switch a protection off. */
interface Protection {
  readonly path: readonly [string, ...string[]]
  readonly variant: string
  readonly isOff: (value: Node) => boolean
  /** What follows from it, after who is concerned. */
  readonly harm: string
  readonly fix?: 'RuntimeDefault' | 'remove'
}

const both: readonly Protection[] = [
  {
    path: ['seccompProfile', 'type'],
    variant: 'seccomp',
    isOff: (value) => text(value) === 'Unconfined',
    harm: "may call every function of the node's kernel: no seccomp profile keeps them from those that containers never need and exploits do. Say `RuntimeDefault`.",
    fix: 'RuntimeDefault',
  },
  {
    path: ['appArmorProfile', 'type'],
    variant: 'apparmor',
    isOff: (value) => text(value) === 'Unconfined',
    harm: "are held by no AppArmor profile, which keeps containers from mounting and from writing to the kernel's files. Say `RuntimeDefault`.",
    fix: 'RuntimeDefault',
  },
  {
    path: ['seLinuxOptions', 'type'],
    variant: 'selinux',
    isOff: (value) => !containerTypes.has(text(value) ?? ''),
    harm: 'run under an SELinux type that is not made for containers, and may reach what it may on the node. Remove it, or use `container_t`.',
  },
  ...['user', 'role'].map((field): Protection => ({
    path: ['seLinuxOptions', field],
    variant: 'selinux',
    isOff: (value) => (text(value) ?? '') !== '',
    harm: `run under an SELinux ${field} of their own, and may reach what it may on the node. Remove it.`,
  })),
  {
    path: ['windowsOptions', 'hostProcess'],
    variant: 'host-process',
    isOff: (value) => bool(value) === true,
    harm: 'run on their Windows node itself, in no container at all. Remove it.',
  },
]

const procMount: Protection = {
  path: ['procMount'],
  variant: 'proc-mount',
  isOff: (value) => !['Default', '', undefined].includes(text(value)),
  harm: 'see the parts of `/proc` that are hidden from containers, among them switches of the kernel. Remove `procMount`.',
  fix: 'remove',
}

const linuxOnly = new Set(['seccomp', 'apparmor', 'selinux', 'proc-mount'])

export default defineRule({
  id: 'unconfined-kernel-profile',
  title: 'Protections by seccomp, AppArmor, SELinux or of /proc are switched off',
  category: 'workflow-pod',
  needs: [
    'seccompProfile',
    'appArmorProfile',
    'seLinuxOptions',
    'hostProcess',
    'procMount',
    'sysctls',
    'podMetadata',
    'annotations',
  ],
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  variants: {
    seccomp: { when: 'a seccomp profile is `Unconfined`' },
    apparmor: { when: 'an AppArmor profile is `Unconfined`, by the field or by the annotation' },
    'seccomp-annotation': {
      when: 'the annotation for seccomp says so, which Kubernetes has not read since 1.27',
      severity: 'low',
    },
    selinux: { when: 'SELinux options ask for a type, user or role that is not for containers', severity: 'high' },
    'proc-mount': { when: '`procMount` shows what containers are not to see' },
    sysctl: { when: "a pod sets a kernel setting that is the whole node's" },
    'host-process': { when: 'a container of Windows is a process of its node', severity: 'high' },
  },
  docs: `
The kernel is all that stands between the containers of a node. seccomp, AppArmor, SELinux and the masks over \`/proc\`
keep the parts of it away that containers do not need and that most escapes went through. Argo switches them off when a
manifest says so.

Use \`RuntimeDefault\`, or a \`Localhost\` profile that allows what the step needs, and leave the other fields out.
\`procMount: Unmasked\` is there for builds in pods with a user namespace (\`hostUsers: false\`), where it is no finding.

What a pod's context says governs Argo's own containers too, also when all containers of the template say something
else. That nothing is said at all is for \`pod-security-restricted\` to report.`,
  guide: ['S17-20', 'S30'],
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/',
    'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
  ],
  examples: [
    {
      title: 'Everything off, for pods and for a container',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: bench-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    seccompProfile:
      type: Unconfined # ✗ seccomp
    sysctls:
      - {name: net.ipv4.tcp_syncookies, value: "1"}
      - {name: kernel.msgmax, value: "65536"} # ✗ sysctl
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          appArmorProfile: {type: Unconfined} # ✗ apparmor
          procMount: Unmasked # ✗ proc-mount
          seLinuxOptions:
            user: system_u # ✗ selinux
            type: spc_t # ✗ selinux`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: bench-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    seccompProfile:
      type: RuntimeDefault
    sysctls:
      - {name: net.ipv4.tcp_syncookies, value: "1"}
      - {name: kernel.msgmax, value: "65536"}
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          appArmorProfile: {type: RuntimeDefault}
          seLinuxOptions:
            user: system_u
            type: spc_t`,
    },
    {
      title: 'Annotations, and a process of a Windows node by a patch',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: bench
  annotations:
    container.apparmor.security.beta.kubernetes.io/main: unconfined
spec:
  podMetadata:
    annotations:
      container.apparmor.security.beta.kubernetes.io/main: unconfined # ✗ apparmor
      team: bench
  templates:
    - name: main
      metadata:
        annotations:
          seccomp.security.alpha.kubernetes.io/pod: unconfined # ✗ seccomp-annotation
      container: {image: "alpine:3.20"}
    - name: on-windows
      nodeSelector: {kubernetes.io/os: windows}
      podSpecPatch: |
        securityContext:
          windowsOptions:
            hostProcess: true # ✗ host-process
      container: {image: "mcr.microsoft.com/windows/nanoserver:ltsc2022"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: bench
  annotations:
    container.apparmor.security.beta.kubernetes.io/main: unconfined
spec:
  podMetadata:
    annotations:
      team: bench
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: on-windows
      nodeSelector: {kubernetes.io/os: windows}
      podSpecPatch: |
        securityContext:
          windowsOptions:
            hostProcess: true
      container: {image: "mcr.microsoft.com/windows/nanoserver:ltsc2022"}`,
    },
    {
      title: 'A pod that a step makes',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: bench-
spec:
  entrypoint: main
  templates:
    - name: main
      resource:
        action: create
        manifest: |
          apiVersion: batch/v1
          kind: Job
          metadata: {generateName: bench-}
          spec:
            template:
              metadata:
                annotations:
                  container.apparmor.security.beta.kubernetes.io/bench: unconfined # ✗ apparmor
              spec:
                containers: [{name: bench, image: "alpine:3.20"}]`,
    },
    {
      title: 'Profiles that protect, and nothing at all',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: bench-
spec:
  entrypoint: main
  securityContext:
    seccompProfile: {type: RuntimeDefault}
    seLinuxOptions: {level: "s0:c123,c456", type: container_t}
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          procMount: Default
          appArmorProfile: {type: Localhost, localhostProfile: bench}
    - name: other
      securityContext: {}
      container: {image: "alpine:3.20"}
    - name: chosen
      inputs: {parameters: [{name: profile}]}
      securityContext: {seLinuxOptions: {type: "{{inputs.parameters.profile}}"}}
      container: {image: "alpine:3.20"}`,
    },
    {
      title: "A template's context replaces the one that switches it off; a build in a user namespace",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: bench-
spec:
  entrypoint: main
  securityContext:
    seccompProfile: {type: Unconfined}
  templates:
    - name: main
      securityContext:
        seccompProfile: {type: RuntimeDefault}
      container: {image: "alpine:3.20"}
    - name: build
      securityContext: {runAsUser: 1000}
      podSpecPatch: '{"hostUsers": false}'
      container:
        image: quay.io/buildah/stable:v1.37.5
        securityContext: {procMount: Unmasked}`,
    },
  ],
  *check(manifest, project) {
    const all = pods(manifest, project)
    const end = refusal(manifest, project)
    for (const protection of both) yield* ofPods(protection, all, manifest, end)
    for (const protection of [...both, procMount]) yield* ofContainers(protection, all, manifest, end)
    yield* sysctls(all, end)
    yield* annotations(manifest, all.length > 0, end)
  },
})

/** Fields of Linux mean nothing on Windows; with a user namespace all of `/proc` may be seen. */
function concerns({ variant }: Protection, pod: Pod): boolean {
  if (variant === 'proc-mount' && bool(podSetting(pod, 'hostUsers')?.node) === false) return false
  return !linuxOnly.has(variant) || text(podSetting(pod, 'nodeSelector', 'kubernetes.io/os')?.node) !== 'windows'
}

function* ofPods(protection: Protection, all: readonly Pod[], manifest: Manifest, end: string): Generator<Problem> {
  const own = all.filter((pod) => concerns(protection, pod))
  for (const { setting, by } of bySetting(own, (pod) => podSetting(pod, 'securityContext', ...protection.path)))
    if (isOff(protection, setting)) yield problem(protection, setting, `Pods of ${sourceOf(by)}`, manifest, end)
}

function* ofContainers(
  protection: Protection,
  all: readonly Pod[],
  manifest: Manifest,
  end: string,
): Generator<Problem> {
  const own = all.flatMap((pod) => (concerns(protection, pod) ? pod.containers : []))
  for (const { setting, by } of bySetting(own, (container) =>
    containerSetting(container, 'securityContext', ...protection.path),
  ))
    if (isOff(protection, setting))
      yield problem(protection, setting, `Programs of ${sourceOf(by.map(({ pod }) => pod))}`, manifest, end)
}

/** What is filled in later may be any profile: who may choose it is for another rule. */
function isOff(protection: Protection, { node }: Setting): boolean {
  return !isUnknown(text(node) ?? '') && protection.isOff(node)
}

function problem(
  { path, variant, harm, fix }: Protection,
  at: Setting,
  who: string,
  { root }: Manifest,
  end: string,
): Problem {
  return {
    at,
    variant,
    key: path.join('.'),
    message: `${who} ${harm}${end}`,
    ...(fix && {
      propose: (): Proposal => ({
        title: `${fix === 'remove' ? 'Hide what containers are not to see' : 'Use the profile of the runtime'} (what needs more will fail)`,
        safety: 'unsafe',
        changes: fix === 'remove' ? without(root, at.node) : [replace(at.node, fix)],
      }),
    }),
  }
}

function* sysctls(all: readonly Pod[], end: string): Generator<Problem> {
  for (const { setting, by } of bySetting(all, (pod) => podSetting(pod, 'securityContext', 'sysctls'))) {
    for (const item of items(setting.node)) {
      const at = get(item, 'name')
      const name = (text(at) ?? '').replaceAll('/', '.')
      if (!at || name === '' || safeSysctls.has(name)) continue
      yield {
        at: { ...setting, node: at },
        variant: 'sysctl',
        key: name,
        message:
          `Pods of ${sourceOf(by)} set \`${name}\`, which may change the kernel for all pods of the node; a kubelet takes it only ` +
          `when its administrator has allowed it. Remove it, or have it set on nodes of its own.${end}`,
      }
    }
  }
}

const appArmor = 'container.apparmor.security.beta.kubernetes.io/'
const seccomp = /^(?:container\.)?seccomp\.security\.alpha\.kubernetes\.io\//

/** The metadata of the pods of an object that Kubernetes itself runs. */
function plainMetadata({ kind, root, spec }: Manifest): Node | undefined {
  if (spec) return undefined
  if (kind === 'Pod') return get(root, 'metadata')
  return kind === 'CronJob'
    ? getAt(root, ['spec', 'jobTemplate', 'spec', 'template', 'metadata'])
    : get(root, 'spec', 'template', 'metadata')
}

/** Annotations of pods, in every place in which a workflow writes them. */
function* annotations(manifest: Manifest, hasPods: boolean, end: string): Generator<Problem> {
  const { spec, root } = manifest
  const holders = [
    get(spec, 'podMetadata', 'annotations'),
    get(spec, 'templateDefaults', 'metadata', 'annotations'),
    ...templates(manifest).map(({ node }) => get(node, 'metadata', 'annotations')),
    hasPods ? get(plainMetadata(manifest), 'annotations') : undefined,
  ]
  for (const entry of new Set(holders.flatMap((holder) => pairs(holder)))) {
    const name = keyOf(entry) ?? ''
    const isAppArmor = name.startsWith(appArmor)
    if ((!isAppArmor && !seccomp.test(name)) || text(entry.value) !== 'unconfined') continue
    yield {
      at: entry.value,
      variant: isAppArmor ? 'apparmor' : 'seccomp-annotation',
      key: name,
      message: isAppArmor
        ? `This annotation takes the AppArmor profile from container \`${name.slice(appArmor.length)}\`, which keeps it from mounting and from writing to the kernel's files. Remove it.${end}`
        : 'This annotation asks for no seccomp profile. Kubernetes has not read it since 1.27, older clusters do. Remove it.',
      propose: () => ({
        title: `${isAppArmor ? 'Use the profile of the runtime' : 'Remove what Kubernetes no longer reads'} (what needs more will fail)`,
        safety: 'unsafe',
        changes: without(root, entry.value),
      }),
    }
  }
}
