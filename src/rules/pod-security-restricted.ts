import type { Manifest } from '../argo/manifest.ts'
import { sourceOf, titleOf } from '../argo/names.ts'
import { type Container, containers, containerSetting, podSetting, securitySetting } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { type Context, contextLayers, withContext } from '../argo/protect.ts'
import { isSeccompOn, saysNonRoot } from '../argo/user.ts'
import { volumes } from '../argo/volume.ts'
import { isWhole, specKey } from '../argo/whole.ts'
import { defineRule, type Proposal } from '../rule.ts'
import { type Change, set } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Node } from '../yaml/node.ts'
import { bool, get, items, keyOf, mapping, pairs, text } from '../yaml/query.ts'

/** Types of volumes that the standard allows. */
const allowed = new Set(
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' '),
)

const label = 'pod-security.kubernetes.io/enforce'

export default defineRule({
  id: 'pod-security-restricted',
  title: 'Pods do not meet the Pod Security Standard "restricted"',
  category: 'workflow-pod',
  severity: 'low',
  confidence: 'high',
  persona: 'pedantic',
  variants: {
    missing: { when: 'a container lacks what the standard asks for' },
    enforced: {
      when: "it does, and the workflow's namespace enforces the standard, so that its pods are refused",
      severity: 'medium',
      persona: 'regular',
    },
    writable: {
      when: 'a container may write to its own root, which the standard does not forbid',
      severity: 'info',
      persona: 'auditor',
    },
  },
  docs: `
The standard \`restricted\` is what Kubernetes recommends for everything that needs no more: no way to get further
rights, no capabilities, a seccomp profile, no root, no volume of the node. A flaw in a step then stays in its container.

Set \`seccompProfile: {type: RuntimeDefault}\` in the \`securityContext\` of the spec, and in each container's
\`allowPrivilegeEscalation: false\` and \`capabilities: {drop: [ALL]}\`; these two exist for containers alone. For all
workflows at once, \`mainContainer.securityContext\` in the controller's configuration gives them to main containers.
Argo's own containers meet the standard only when the controller sets \`executor.securityContext\`, which no workflow
can do for it.

That pods may run as root is for \`run-as-root\` to report, and what the standard \`baseline\` forbids has rules of its
own. One finding tells of all containers of an object; those of Windows, and pods with a patch that is known only when it
runs, are left out. The fix sets the three fields; images that need more will fail.`,
  guide: ['S30'],
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/',
  ],
  examples: [
    {
      title: 'Nothing is said, or a part',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec: # ✗ missing, writable
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
    - name: part
      script:
        image: alpine:3.20
        securityContext:
          readOnlyRootFilesystem: true
          allowPrivilegeEscalation: false
          capabilities: {add: [NET_BIND_SERVICE]}
        command: [sh]
        source: id`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext:
          allowPrivilegeEscalation: false
          capabilities:
            drop:
              - ALL
    - name: part
      script:
        image: alpine:3.20
        securityContext:
          readOnlyRootFilesystem: true
          allowPrivilegeEscalation: false
          capabilities: {add: [NET_BIND_SERVICE], drop: [ALL]}
        command: [sh]
        source: id`,
    },
    {
      title: 'A namespace that enforces it, and a volume that it forbids',
      yaml: `
apiVersion: v1
kind: Namespace
metadata:
  name: argo-workflow-builds
  labels: {pod-security.kubernetes.io/enforce: restricted}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly, namespace: argo-workflow-builds}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec: # ✗ enforced
    entrypoint: main
    securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
    volumes: [{name: data, nfs: {server: nfs.example.org, path: /}}]
    templates:
      - name: main
        container:
          image: alpine:3.20
          securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}`,
    },
    {
      title: 'Everything that the standard asks for',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
  volumes: [{name: tmp, emptyDir: {}}]
  templateDefaults:
    container: &safe
      securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
  templates:
    - name: main
      steps: [[{name: a, template: work}]]
    - name: work
      container: {image: "alpine:3.20"}`,
    },
    {
      title: "The controller's defaults give it, and Windows has none of it",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec: {securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}}
  mainContainer: |
    securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: on-windows
      nodeSelector: {kubernetes.io/os: windows}
      container: {image: "mcr.microsoft.com/windows/nanoserver:ltsc2022"}`,
    },
  ],
  *check(manifest, project) {
    if (!isWhole(manifest)) return
    const own = containers(manifest, project).filter((container) => isJudged(container, manifest))
    const lacking = own.map((container) => ({ container, lacks: lacksOf(container) }))
    const bad = lacking.filter(({ lacks }) => lacks.length > 0)
    const foreign = forbidden(own, manifest)
    if (bad.length + foreign.length > 0) {
      const isEnforced = enforces(manifest, project)
      yield {
        at: specKey(manifest),
        variant: isEnforced ? 'enforced' : 'missing',
        message: `Pods of ${sourceOf((bad.length > 0 ? bad.map(({ container }) => container) : own).map(({ pod }) => pod))} do not meet the Pod Security Standard \`restricted\`${isEnforced ? ', which their namespace enforces: they are refused' : ''}. Missing: ${[...counted(bad), ...foreign.map((type) => `no volume of type \`${type}\``)].join(', ')}.`,
        related: bad.slice(0, 5).map(({ container, lacks }) => ({
          at: container.node,
          note: `${titleOf([container])} lacks ${lacks.map((lack) => `\`${lack}\``).join(', ')}`,
        })),
        propose: () => confined(bad, foreign, manifest),
      }
    }
    const writable = own.filter(
      (container) => bool(containerSetting(container, 'securityContext', 'readOnlyRootFilesystem')?.node) !== true,
    )
    if (writable.length > 0)
      yield {
        at: specKey(manifest),
        variant: 'writable',
        message: `${titleOf(writable)} may write to the files of its image, where somebody who got in can put tools. Set \`readOnlyRootFilesystem: true\`, and mount an \`emptyDir\` where it has to write.`,
      }
  },
})

const ape = 'allowPrivilegeEscalation: false'
const drop = 'capabilities.drop: [ALL]'
const seccomp = 'seccompProfile.type: RuntimeDefault'
const add = 'no capabilities.add but NET_BIND_SERVICE'

interface Lacking {
  readonly container: Container
  readonly lacks: readonly string[]
}

function isJudged(container: Container, manifest: Manifest): boolean {
  const { pod, role } = container
  if (role === 'executor' || container.manifest !== manifest || pod.template?.manifest !== manifest) return false
  return !pod.hasUnknownPatch && text(podSetting(pod, 'nodeSelector', 'kubernetes.io/os')?.node) !== 'windows'
}

function lacksOf(container: Container): readonly string[] {
  function names(key: string): readonly string[] {
    return items(containerSetting(container, 'securityContext', 'capabilities', key)?.node).map(
      (item) => text(item) ?? '',
    )
  }
  const found: string[] = []
  if (bool(containerSetting(container, 'securityContext', 'allowPrivilegeEscalation')?.node) !== false) found.push(ape)
  if (!names('drop').includes('ALL')) found.push(drop)
  if (names('add').some((name) => name !== 'NET_BIND_SERVICE')) found.push(add)
  if (!isSeccompOn(securitySetting(container, 'seccompProfile', 'type'))) found.push(seccomp)
  return found
}

/** Each thing that is missing, and in how many containers; with root, when something else is missing as well. */
function counted(bad: readonly Lacking[]): readonly string[] {
  const found = [ape, drop, add, seccomp].flatMap((lack) => {
    const count = bad.filter(({ lacks }) => lacks.includes(lack)).length
    return count === 0 ? [] : [`\`${lack}\` (${count} ${count === 1 ? 'container' : 'containers'})`]
  })
  const rooted = bad.filter(({ container }) => mayBeRoot(container)).length
  return rooted === 0 ? found : [...found, `\`runAsNonRoot: true\` (${rooted})`]
}

function mayBeRoot(container: Container): boolean {
  if (bool(podSetting(container.pod, 'hostUsers')?.node) === false) return false
  return !saysNonRoot(securitySetting(container, 'runAsNonRoot'), securitySetting(container, 'runAsUser'))
}

/** Types of volumes that the pods have and the standard forbids. */
function forbidden(own: readonly Container[], manifest: Manifest): readonly string[] {
  const all = volumes([...new Set(own.map(({ pod }) => pod))]).filter((volume) => volume.manifest === manifest)
  const types = all.flatMap(({ node }) => pairs(node).flatMap((entry) => keyOf(entry) ?? []))
  return [...new Set(types)].filter((type) => type !== 'name' && !allowed.has(type))
}

function enforces({ namespace }: Manifest, project: Project): boolean {
  const found = namespace === undefined ? undefined : project.find('Namespace', namespace, undefined)
  return text(get(found?.root, 'metadata', 'labels', label)) === 'restricted'
}

function confined(bad: readonly Lacking[], foreign: readonly string[], manifest: Manifest): Proposal | Refusal {
  const [type] = foreign
  if (type !== undefined)
    return { refused: `A volume of type \`${type}\` is not allowed, and what is to stand in its place is not known` }
  if (bad.some(({ lacks }) => lacks.includes(add)))
    return { refused: 'A container adds capabilities that the standard does not allow' }
  const open = bad.filter(({ lacks }) => lacks.includes(seccomp)).map(({ container }) => container.pod)
  return {
    title: 'Meet the standard "restricted" but for root (images that need more will fail)',
    safety: 'unsafe',
    changes: [
      ...bad.flatMap(ofContainer),
      ...withContext(contextLayers(open, manifest), { seccompProfile: { type: 'RuntimeDefault' } }),
    ],
  }
}

function ofContainer({ container, lacks }: Lacking): readonly Change[] {
  const capabilities = mapping(get(container.node, 'securityContext', 'capabilities'))
  const wanted: Context = {
    ...(lacks.includes(ape) && { allowPrivilegeEscalation: false }),
    ...(lacks.includes(drop) && !capabilities && { capabilities: { drop: ['ALL'] } }),
  }
  const layers = container.layers.filter(({ node }: { node: Node }) => node === container.node)
  return [
    ...(Object.keys(wanted).length > 0 ? withContext(layers, wanted) : []),
    ...(lacks.includes(drop) && capabilities ? [set(capabilities, 'drop', ['ALL'])] : []),
  ]
}
