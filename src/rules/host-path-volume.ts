import { refusal } from '../argo/admission.ts'
import { isUnknown } from '../argo/embedded.ts'
import { groupBy } from '../argo/group.ts'
import type { Manifest } from '../argo/manifest.ts'
import { titleOf } from '../argo/names.ts'
import { type NodePath, nodePath } from '../argo/node-path.ts'
import { type Container, type Pod, pods } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { bySetting, type Setting } from '../argo/setting.ts'
import { ownMounts, volumeNamed, volumes } from '../argo/volume.ts'
import { isWhole } from '../argo/whole.ts'
import { defineRule, type Problem } from '../rule.ts'
import { once } from '../yaml/once.ts'
import { bool, get, isNull, text } from '../yaml/query.ts'

export default defineRule({
  id: 'host-path-volume',
  title: "Workflow mounts the node's file system",
  category: 'workflow-pod',
  needs: ['hostPath', 'persistentVolumeClaim'],
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    'owns-node': { when: 'the path gives the node away', severity: 'critical' },
    'reads-node': { when: 'such a path is mounted for reading alone' },
    writable: { when: 'another path is mounted' },
    'read-only': { when: 'another path is mounted for reading alone', severity: 'medium' },
    device: { when: "the path is a device, or the node's shared memory", severity: 'medium' },
    'unknown-path': { when: 'a tag or a template decides on the path', confidence: 'medium' },
    unmounted: { when: 'no container mounts it', severity: 'low' },
    claimed: {
      when: 'a claim that is mounted is bound to such a path by a PersistentVolume among the files',
      severity: 'medium',
      persona: 'auditor',
    },
  },
  docs: `
A \`hostPath\` volume puts files of the node into the pod. What is written there stays when the pod is gone and meets
other pods and the node itself; what is read there may be the secrets of all of them. Some paths are the node: with the
socket of its container runtime, \`/\`, \`/etc\` or the kubelet's directory, the container starts whatever it wants on
it, as root. A socket mounted \`readOnly\` can still be spoken to.

Use an \`emptyDir\` for scratch space, a PersistentVolumeClaim for what stays, and artifacts between steps. Images are
built without the socket of Docker by rootless BuildKit, Kaniko or Buildah.

Paths are judged after \`.\`, \`..\` and doubled slashes are resolved. A volume at \`spec\` reaches a container only by a mount of its name: with
none in a manifest that holds all its templates, the finding is low. A claim is followed to its PersistentVolume where
that is among the files: for a person who looks at everything, since an administrator made it.`,
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
    - {name: memory, hostPath: {path: /dev/shm}} # ✗ device
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
              - {name: memory, mountPath: /dev/shm}
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
      title: 'Claims that lead to the node',
      yaml: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: disk
spec:
  hostPath: {path: /mnt/disk}
  claimRef: {name: data, namespace: builds}
---
apiVersion: v1
kind: PersistentVolume
metadata:
  name: ssd
spec:
  local: {path: /mnt/ssd}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: scratch
  namespace: builds
spec:
  volumeName: ssd
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
  namespace: builds
spec:
  entrypoint: main
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: data # ✗ claimed
    - name: scratch
      persistentVolumeClaim:
        claimName: scratch # ✗ claimed
    - name: unused
      persistentVolumeClaim:
        claimName: data
    - name: cloud
      persistentVolumeClaim:
        claimName: cloud
  templates:
    - name: main
      container:
        image: alpine:3.20
        volumeMounts:
          - {name: data, mountPath: /data}
          - {name: scratch, mountPath: /scratch}
          - {name: cloud, mountPath: /cloud}`,
    },
    {
      title: 'A path that the cluster refuses',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  volumes:
    - {name: work, hostPath: {path: ""}}
  templates:
    - name: main
      container: {image: "alpine:3.20", volumeMounts: [{name: work, mountPath: /work}]}`,
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
    const mounted = all.flatMap(mountsIn)
    const uses = [...volumes(all).map((volume): Use => ({ volume })), ...mounted]
    for (const { setting, by } of bySetting(uses, ({ volume }) => pathOf(volume))) {
      const path = text(setting.node) ?? ''
      // The cluster takes no volume whose path is empty; in a chart, it is put in later.
      if (path === '' && !manifest.templated) continue
      const own = by.flatMap(({ mount }) => mount ?? [])
      yield {
        at: setting,
        variant: variantOf(path, own, manifest),
        message: `${messageOf(path, own, isWhole(manifest))}${refusal(manifest, project)}`,
      }
    }
    yield* claimed(mounted, manifest, project)
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
  if (isOpen(path)) return 'unknown-path'
  if (mounted.length === 0 && isWhole(manifest)) return 'unmounted'
  const kind = nodePath(path)
  if (kind === 'device' || kind === 'memory') return 'device'
  const readOnly = isRead(mounted)
  if (kind === 'other') return readOnly ? 'read-only' : 'writable'
  return readOnly && kind === 'node' ? 'reads-node' : 'owns-node'
}

/** Whether a path is put in later. */
function isOpen(path: string): boolean {
  return path === '' || isUnknown(path)
}

function isRead(mounted: readonly Mount[]): boolean {
  return mounted.length > 0 && mounted.every((mount) => mount.readOnly)
}

const harms: Readonly<Record<NodePath, string>> = {
  socket:
    'through this socket it starts containers on the node as root. Build images with rootless BuildKit or Kaniko instead.',
  root: 'that is the whole node with all that its pods keep there. Mount nothing of the node: use an `emptyDir` or a claim.',
  node: 'what stands there governs the node or holds its secrets. Use an `emptyDir`, a ConfigMap or a claim instead.',
  memory:
    'programs of the node and of other pods keep data there. Use an `emptyDir` with `medium: Memory` instead, which the pod has for itself.',
  device: 'a device of the node is shared with all that runs on it. Let a device plugin hand it out instead.',
  other:
    'files there outlive the pod and meet other pods of the node. Use an `emptyDir` or a PersistentVolumeClaim instead.',
}

const reads = 'what the node or other pods keep there can be read. Use a ConfigMap or a PersistentVolumeClaim instead.'

function messageOf(path: string, mounted: readonly Mount[], whole: boolean): string {
  const holders = [...new Set(mounted.map(({ container }) => container))]
  const who = holders.length > 0 ? `${titleOf(holders)} mounts` : 'This volume offers'
  const unmounted = holders.length === 0 && whole ? ', though no container mounts it' : ''
  if (isOpen(path)) return `${who} a path of the node that is put in later${unmounted}: ${harms.other}`
  const kind = nodePath(path)
  const harm = kind === 'other' && isRead(mounted) ? reads : harms[kind]
  return `${who} \`${path}\` of the node${unmounted}: ${harm}`
}

/** Claims that lead to the node after all: whoever made the volume knows it, and whoever writes the workflow need not. */
function* claimed(mounted: readonly Use[], { namespace }: Manifest, project: Project): Generator<Problem> {
  for (const { setting, by } of bySetting(mounted, ({ volume }) => claimOf(volume))) {
    const claim = text(setting.node) ?? ''
    const volume = behind(claim, namespace, project)
    const at = volume && pathIn(volume)
    if (!at) continue
    const holders = new Set(by.flatMap(({ mount }) => mount?.container ?? []))
    yield {
      at: setting,
      variant: 'claimed',
      message: `${titleOf([...holders])} mounts the claim \`${claim}\`, which is bound to \`${text(at) ?? ''}\` of a node by the PersistentVolume \`${volume.name}\`. See whether its pods may have what is kept there.`,
      related: [{ at, manifest: volume, note: 'The path of the node' }],
    }
  }
}

function claimOf({ node, ...rest }: Setting): Setting | undefined {
  const claim = get(node, 'persistentVolumeClaim', 'claimName')
  return claim && { node: claim, ...rest }
}

function pathIn({ root }: Manifest) {
  return get(root, 'spec', 'hostPath', 'path') ?? get(root, 'spec', 'local', 'path')
}

/** The volume that a claim is bound to: it names the claim, or the claim names it. */
function behind(claim: string, namespace: string | undefined, project: Project): Manifest | undefined {
  const reserved = volumesFor(project).get(claim) ?? []
  const named = text(get(project.find('PersistentVolumeClaim', claim, namespace)?.root, 'spec', 'volumeName'))
  return (
    reserved.find(({ root }) => {
      const home = text(get(root, 'spec', 'claimRef', 'namespace'))
      return home === undefined || namespace === undefined || home === namespace
    }) ?? (named === undefined ? undefined : project.find('PersistentVolume', named, undefined))
  )
}

/** Volumes that name the claim that they are for, by that. */
const volumesFor = once((project: Project): ReadonlyMap<string, readonly Manifest[]> =>
  groupBy(
    project.manifests.filter(({ kind }) => kind === 'PersistentVolume'),
    ({ root }) => text(get(root, 'spec', 'claimRef', 'name')) ?? '',
  ),
)
