import { refusal } from '../argo/admission.ts'
import { isControllerConfig } from '../argo/controller-config.ts'
import { isUnknown } from '../argo/embedded.ts'
import { sourceOf } from '../argo/flow/level.ts'
import { sinks } from '../argo/flow/sink.ts'
import { origin, type Source } from '../argo/flow/source.ts'
import { groupBy } from '../argo/group.ts'
import type { Manifest } from '../argo/manifest.ts'
import { titleOf } from '../argo/names.ts'
import { type Container, containers, containerSetting, podSetting } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { without } from '../argo/removal.ts'
import { bySetting, type Setting } from '../argo/setting.ts'
import { mounts, volumeNamed } from '../argo/volume.ts'
import { along, defineRule, type Problem, type Proposal } from '../rule.ts'
import type { Refusal } from '../yaml/edit.ts'
import { once } from '../yaml/once.ts'
import { bool, get, text } from '../yaml/query.ts'

export default defineRule({
  id: 'privileged-container',
  title: 'Container runs privileged',
  category: 'workflow-pod',
  needs: ['privileged'],
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    'node-access': { when: "its pod also has the node's file system or processes", severity: 'critical' },
    steered: {
      when: 'an event, or whoever may submit the template, chooses what runs in it',
      severity: 'critical',
    },
    'user-namespace': { when: 'its pods have a user namespace (`hostUsers: false`)', severity: 'medium' },
    'by-tag': { when: 'a tag in a `podSpecPatch` decides whether it does', confidence: 'low', persona: 'auditor' },
  },
  docs: `
A privileged container has every capability and every device of its node: whoever controls what runs in it, also
through a parameter, an image or a script that it downloads, controls the node and all pods on it. Argo starts what the
manifest says and stops nothing that a Job could do.

Drop \`privileged\`. Images can be built without it: by rootless BuildKit, Kaniko or Buildah. Where a build cannot do
without, give its pods a user namespace with \`podSpecPatch: '{"hostUsers": false}'\`, run it on nodes of its own, and
say so in an ignore comment. It is worst where the pod also has the node's file system or processes, or where text
that others choose is run in it.

Lynceus looks at user containers of every kind, at \`templateDefaults\`, at what \`podSpecPatch\` makes of a pod, at the
controller's \`mainContainer\` and \`executor\`, and at pods that a workflow applies.`,
  guide: ['S17-20'],
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://argo-workflows.readthedocs.io/en/latest/fields/#securitycontext',
    'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
  ],
  examples: [
    {
      title: 'A step that builds an image',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          # Owns the cache.
          runAsUser: 1000
          privileged: true # ✗
        command: [docker, build, .]`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          # Owns the cache.
          runAsUser: 1000
        command: [docker, build, .]`,
    },
    {
      title: "A sidecar of a CronWorkflow that also has the node's disk",
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
        container:
          image: alpine:3.20
        sidecars:
          - name: builder
            image: quay.io/podman/stable:v5.2.5
            securityContext: {privileged: yes} # ✗ node-access
            volumeMounts:
              - {name: disk, mountPath: /host}
        volumes:
          - name: disk
            hostPath: {path: /}`,
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
        container:
          image: alpine:3.20
        sidecars:
          - name: builder
            image: quay.io/podman/stable:v5.2.5
            volumeMounts:
              - {name: disk, mountPath: /host}
        volumes:
          - name: disk
            hostPath: {path: /}`,
    },
    {
      title: 'A pod with a user namespace, and one that a patch makes privileged',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  templates:
    - name: in-user-namespace
      podSpecPatch: '{"hostUsers": false}'
      container:
        image: quay.io/podman/stable:v5.2.5
        securityContext:
          privileged: true # ✗ user-namespace
    - name: patched
      podSpecPatch: |
        containers:
          - name: main
            securityContext:
              privileged: true # ✗
      script:
        image: alpine:3.20
        command: [sh]
        source: id`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  templates:
    - name: in-user-namespace
      podSpecPatch: '{"hostUsers": false}'
      container:
        image: quay.io/podman/stable:v5.2.5
    - name: patched
      script:
        image: alpine:3.20
        command: [sh]
        source: id`,
    },
    {
      title: 'The default of all containers, written once for two templates',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: one
  templateDefaults:
    container:
      securityContext:
        privileged: true # ✗
  templates:
    - name: one
      container: {image: "alpine:3.20"}
    - name: two
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A library whose submitters choose what runs, and patches in which a tag decides',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  templates:
    - name: chosen
      inputs: {parameters: [{name: target}]}
      container:
        image: quay.io/podman/stable:v5.2.5
        command: [sh, -c]
        args: ["make {{inputs.parameters.target}}"]
        securityContext: {privileged: true} # ✗ steered
    - name: handed-over
      inputs: {parameters: [{name: target}]}
      container:
        image: quay.io/podman/stable:v5.2.5
        command: [sh, -c]
        args: ['make "$TARGET"']
        env: [{name: TARGET, value: "{{inputs.parameters.target}}"}]
        securityContext: {privileged: true} # ✗
    - name: switched
      inputs: {parameters: [{name: privileged}]}
      podSpecPatch: |
        containers:
          - name: main
            securityContext:
              privileged: {{inputs.parameters.privileged}} # ✗ by-tag
      container:
        image: quay.io/podman/stable:v5.2.5`,
    },
    {
      title: 'A rootless build',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: moby/buildkit:v0.17.0-rootless
        securityContext:
          privileged: false
          runAsUser: 1000`,
    },
    {
      title: 'Keys that the cluster drops: a pod has no such field',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  securityContext:
    privileged: true
  templates:
    - name: build
      securityContext:
        privileged: true
      container:
        image: alpine:3.20
        securityContext:
          privileged: "{{workflow.parameters.privileged}}"`,
    },
  ],
  *check(manifest, project) {
    const shared = bySetting(containers(manifest, project), (container) =>
      containerSetting(container, 'securityContext', 'privileged'),
    )
    for (const { setting, by } of shared) {
      if (isByTag(setting)) yield byTag(setting, by)
      if (bool(setting.node) !== true) continue
      yield {
        at: setting,
        ...judge(by, project, refusal(manifest, project)),
        propose: () => drop(by, manifest),
      }
    }
  },
})

/** A container that Kubernetes runs has no field that takes a tag; in a patch, it is replaced before that is read. */
function isByTag({ node, origin: from, manifest }: Setting): boolean {
  return from === 'podSpecPatch' && !manifest.templated && isUnknown(text(node) ?? '')
}

function byTag(at: Setting, by: readonly Container[]): Problem {
  return {
    at,
    variant: 'by-tag',
    message: `${titleOf(by)} runs privileged when the tag in this patch says so: whoever decides what it holds may take the node over. Write the value down, or leave the field out.`,
  }
}

function judge(by: readonly Container[], project: Project, end: string): Omit<Problem, 'at'> {
  const who = `${titleOf(by)} runs privileged`
  const near = by.map(nodeAccess).find((what) => what !== undefined)
  if (near !== undefined)
    return {
      variant: 'node-access',
      message: `${who}: whoever controls what runs in it controls the node. Its pod has ${near} as well, so nothing is left between it and the node. ${instead(by) ?? 'Drop `privileged`.'}${end}`,
    }
  if (by.every(hasUserNamespace))
    return {
      variant: 'user-namespace',
      message: `${who}. Its pod has a user namespace, so root in it is not root on the node, but no seccomp profile and no mask over \`/proc\` stands before the kernel. ${instead(by) ?? 'Drop `privileged` if the step can do without.'}${end}`,
    }
  const source = by.map((container) => chooser(container, project)).find((found) => found !== undefined)
  return {
    ...(source && { variant: 'steered', ...along(source) }),
    message: `${who}: whoever controls what runs in it controls the node.${source ? ` Text that is run in its pod comes ${origin(source)}.` : ''} ${advice(by)}${end}`,
  }
}

/** Who chooses a part of what the template runs, where that is more than the author and those who run the manifest. */
function chooser({ pod: { template } }: Container, project: Project): Source | undefined {
  if (!template) return undefined
  const { manifest } = template
  return (running(manifest).get(template) ?? [])
    .map(({ flows }) => sourceOf(flows, { project, manifest, template }))
    .find(({ level }) => level === 'event' || level === 'submitter')
}

/** Where text of others would be run, by the template. */
const running = once((manifest: Manifest) =>
  groupBy(
    sinks(manifest).filter((sink) => sink.runs && sink.weight === 'high'),
    ({ template }) => template,
  ),
)

function hasUserNamespace({ pod }: Container): boolean {
  return bool(podSetting(pod, 'hostUsers')?.node) === false
}

function nodeAccess(container: Container): string | undefined {
  if (bool(podSetting(container.pod, 'hostPID')?.node) === true) return "the node's processes (`hostPID`)"
  for (const mount of mounts(container)) {
    const volume = volumeNamed(text(get(mount, 'name')) ?? '', container.pod)
    const path = text(get(volume?.node, 'hostPath', 'path'))
    if (path !== undefined) return `\`${path}\` of the node's file system`
  }
  return undefined
}

/** Wherever it stands for these containers, so that none comes into force that another hid. */
function drop(by: readonly Container[], manifest: Manifest): Proposal | Refusal {
  if (by.some(isDocker))
    return { refused: 'Docker in Docker does not start unprivileged: first let another builder take its place' }
  const layers = by.flatMap((container) => container.layers.filter((layer) => layer.manifest === manifest))
  const nodes = layers.flatMap(({ node }) => get(node, 'securityContext', 'privileged') ?? [])
  return {
    title: 'Run the container unprivileged (steps that need devices or mounts will fail)',
    safety: 'unsafe',
    changes: without(manifest.root, ...new Set(nodes.filter((node) => bool(node) === true))),
  }
}

function isDocker({ layers }: Container): boolean {
  return layers.some(({ node }) => /(^|\/)docker:\S*dind/.test(text(get(node, 'image')) ?? ''))
}

function advice(by: readonly Container[]): string {
  const place = by.map(placeOfUserNamespace).find((found) => found !== undefined)
  return (
    instead(by) ??
    (place === undefined
      ? 'Drop `privileged`.'
      : `Drop \`privileged\`, or give the pod a user namespace with ${place}.`)
  )
}

/** What to do about containers that are there for something that needs it. */
function instead(by: readonly Container[]): string | undefined {
  return by.some(isDocker)
    ? 'Docker in Docker cannot do without: build with rootless BuildKit, Kaniko or Buildah instead.'
    : undefined
}

/** Where it may be said; nowhere for Argo's own containers, which need no privilege, and for plugins. */
function placeOfUserNamespace({ role, pod }: Container): string | undefined {
  if (role === 'executor') return undefined
  if (pod.manifest.spec || isControllerConfig(pod.manifest.root)) return '`hostUsers: false` in `podSpecPatch`'
  return pod.layers.spec.length > 0 ? '`hostUsers: false`' : undefined
}
