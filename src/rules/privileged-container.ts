import type { Manifest } from '../argo/manifest.ts'
import { titleOf } from '../argo/names.ts'
import { type Container, containers, containerSetting, podSetting } from '../argo/pod.ts'
import { without } from '../argo/removal.ts'
import { bySetting } from '../argo/setting.ts'
import { mounts, volumeNamed } from '../argo/volume.ts'
import { defineRule, type Proposal } from '../rule.ts'
import type { Refusal } from '../yaml/edit.ts'
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
    'user-namespace': { when: 'its pods have a user namespace (`hostUsers: false`)', severity: 'medium' },
  },
  docs: `
A privileged container has every capability and every device of its node: whoever controls what runs in it, also
through a parameter, an image or a script that it downloads, controls the node and all pods on it. Argo starts what the
manifest says and stops nothing that a Job could do.

Drop \`privileged\`. Images can be built without it: by rootless BuildKit, Kaniko or Buildah. Where a build cannot do
without, give its pods a user namespace with \`podSpecPatch: '{"hostUsers": false}'\`, run it on nodes of its own, and
say so in an ignore comment.

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
      if (bool(setting.node) !== true) continue
      const near = by.map(nodeAccess).find((what) => what !== undefined)
      const variant = near ? 'node-access' : by.every(hasUserNamespace) ? 'user-namespace' : undefined
      const what = near ? ` Its pod has ${near} as well, so nothing is left between it and the node.` : ''
      yield {
        at: setting,
        ...(variant && { variant }),
        message: `${titleOf(by)} runs privileged: whoever controls what runs in it controls the node.${what} ${advice(by)}`,
        propose: () => drop(by, manifest),
      }
    }
  },
})

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
  if (by.some(isDocker))
    return 'Docker in Docker cannot do without: build with rootless BuildKit, Kaniko or Buildah instead.'
  return 'Drop `privileged`, or give the pod a user namespace with `hostUsers: false` in `podSpecPatch`.'
}
