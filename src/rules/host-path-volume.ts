import { isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { titleOf } from '../argo/names.ts'
import { type NodePath, nodePath } from '../argo/node-path.ts'
import { type Container, type Pod, pods } from '../argo/pod.ts'
import { bySetting, type Setting } from '../argo/setting.ts'
import { ownMounts, volumeNamed, volumes } from '../argo/volume.ts'
import { isWhole } from '../argo/whole.ts'
import { defineRule } from '../rule.ts'
import { bool, get, isNull, text } from '../yaml/query.ts'

export default defineRule({
  id: 'host-path-volume',
  title: "Workflow mounts the node's file system",
  category: 'workflow-pod',
  needs: ['hostPath'],
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    'owns-node': { when: 'the path gives the node away', severity: 'critical' },
    'reads-node': { when: 'such a path is mounted for reading alone' },
    writable: { when: 'another path is mounted' },
    'read-only': { when: 'another path is mounted for reading alone', severity: 'medium' },
    device: { when: 'the path is a device', severity: 'medium' },
    'unknown-path': { when: 'a tag or a template decides on the path', confidence: 'medium' },
    unmounted: { when: 'no container mounts it', severity: 'low' },
  },
  docs: `
A \`hostPath\` volume puts files of the node into the pod. What is written there stays when the pod is gone and meets
other pods and the node itself; what is read there may be the secrets of all of them. Some paths are the node: with the
socket of its container runtime, \`/\`, \`/etc\` or the kubelet's directory, the container starts whatever it wants on
it, as root. A socket mounted \`readOnly\` can still be spoken to.

Use an \`emptyDir\` for scratch space, a PersistentVolumeClaim for what stays, and artifacts between steps. Images are
built without the socket of Docker by rootless BuildKit, Kaniko or Buildah.

Paths are judged after \`.\`, \`..\` and doubled slashes are resolved. A volume at \`spec\` reaches a container only by a mount of its name: with
none in a manifest that holds all its templates, the finding is low.`,
  guide: ['S17-20'],
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  examples: [
    {
      title: "The socket of the node's Docker, mounted for reading",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  volumes:
    - name: sock
      hostPath:
        path: /var/run/docker.sock # ✗ owns-node
  templates:
    - name: main
      container:
        image: docker:27.3.1
        volumeMounts:
          - {name: sock, mountPath: /var/run/docker.sock, readOnly: true}`,
    },
    {
      title: 'Paths of all kinds',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: paths
spec:
  volumes:
    - {name: config, hostPath: {path: /etc/kubernetes/}} # ✗ reads-node
    - {name: dots, hostPath: {path: /data/../}} # ✗ owns-node
    - {name: slashes, hostPath: {path: //var//run/./docker.sock/}} # ✗ owns-node
    - {name: cache, hostPath: {path: /mnt/cache}} # ✗ writable
    - {name: models, hostPath: {path: /mnt/models}} # ✗ read-only
    - {name: gpu, hostPath: {path: /dev/nvidia0}} # ✗ device
    - {name: any, hostPath: {path: "{{workflow.parameters.path}}"}} # ✗ unknown-path
    - {name: unused, hostPath: {path: /mnt/unused}} # ✗ unmounted
  templates:
    - name: main
      containerSet:
        volumeMounts:
          - {name: cache, mountPath: /cache}
        containers:
          - name: main
            image: alpine:3.20
            volumeMounts:
              - {name: config, mountPath: /config, readOnly: true}
              - {name: dots, mountPath: /dots, readOnly: true}
              - {name: slashes, mountPath: /slashes, readOnly: true}
              - {name: models, mountPath: /models, readOnly: true}
              - {name: gpu, mountPath: /dev/nvidia0}
              - {name: any, mountPath: /any}`,
    },
    {
      title: 'A sidecar that mirrors, a template of its own, and a patch',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      volumes:
        - name: root
          hostPath: {path: /} # ✗ owns-node
      container:
        image: alpine:3.20
        volumeMounts: [{name: root, mountPath: /host}]
      sidecars:
        - {name: helper, image: "alpine:3.20", mirrorVolumeMounts: true}
    - name: patched
      podSpecPatch: |
        volumes:
          - name: logs
            hostPath: {path: /var/log} # ✗ owns-node
        containers:
          - name: main
            volumeMounts: [{name: logs, mountPath: /logs}]
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Volumes that end with the pod or have a claim',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  volumes:
    - {name: work, emptyDir: {}}
    - {name: data, persistentVolumeClaim: {claimName: data}}
  templates:
    - name: main
      container:
        image: moby/buildkit:v0.17.0-rootless
        volumeMounts:
          - {name: work, mountPath: /work}
          - {name: data, mountPath: /data}`,
    },
    {
      title: 'A key with no value, which the cluster takes for absent',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  volumes:
    - name: work
      hostPath: null
      emptyDir: {}
  templates:
    - name: main
      container: {image: "alpine:3.20"}`,
    },
  ],
  *check(manifest, project) {
    const all = pods(manifest, project)
    const uses = [...volumes(all).map((volume): Use => ({ volume })), ...all.flatMap(mountsIn)]
    for (const { setting, by } of bySetting(uses, ({ volume }) => pathOf(volume))) {
      const path = text(setting.node) ?? ''
      const mounted = by.flatMap(({ mount }) => mount ?? [])
      yield {
        at: setting,
        variant: variantOf(path, mounted, manifest),
        message: messageOf(path, mounted, isWhole(manifest)),
      }
    }
  },
})

/** A volume, and a mount of it when this is one. */
interface Use {
  readonly volume: Setting
  readonly mount?: Mount
}

interface Mount {
  readonly container: Container
  readonly readOnly: boolean
}

/** The path of a `hostPath` volume, or what stands in its place. */
function pathOf({ node, ...rest }: Setting): Setting | undefined {
  const volume = get(node, 'hostPath')
  return volume && !isNull(volume) ? { node: get(volume, 'path') ?? volume, ...rest } : undefined
}

function mountsIn(pod: Pod): Use[] {
  return pod.containers.flatMap((container) =>
    // What a sidecar mirrors, the main container mounts in the same way.
    ownMounts(container).flatMap((mount) => {
      const volume = volumeNamed(text(get(mount, 'name')) ?? '', pod)
      return volume ? [{ volume, mount: { container, readOnly: bool(get(mount, 'readOnly')) === true } }] : []
    }),
  )
}

function variantOf(path: string, mounted: readonly Mount[], manifest: Manifest): string {
  if (isUnknown(path)) return 'unknown-path'
  if (mounted.length === 0 && isWhole(manifest)) return 'unmounted'
  const kind = nodePath(path)
  if (kind === 'device') return 'device'
  const readOnly = mounted.length > 0 && mounted.every((mount) => mount.readOnly)
  if (kind === 'other') return readOnly ? 'read-only' : 'writable'
  return readOnly && kind === 'node' ? 'reads-node' : 'owns-node'
}

const harms: Readonly<Record<NodePath, string>> = {
  socket:
    'through this socket it starts containers on the node as root. Build images with rootless BuildKit or Kaniko instead.',
  root: 'that is the whole node with all that its pods keep there. Mount nothing of the node: use an `emptyDir` or a claim.',
  node: 'what stands there governs the node or holds its secrets. Use an `emptyDir`, a ConfigMap or a claim instead.',
  device: 'a device of the node is shared with all that runs on it. Let a device plugin hand it out instead.',
  other:
    'files there outlive the pod and meet other pods of the node. Use an `emptyDir` or a PersistentVolumeClaim instead.',
}

function messageOf(path: string, mounted: readonly Mount[], whole: boolean): string {
  const holders = [...new Set(mounted.map(({ container }) => container))]
  const who =
    holders.length > 0
      ? `${titleOf(holders)} mounts`
      : whole
        ? 'No container mounts, but this volume offers,'
        : 'This volume offers'
  if (isUnknown(path)) return `${who} a path of the node that is only known when it runs: ${harms.other}`
  return `${who} \`${path}\` of the node: ${harms[nodePath(path)]}`
}
