import { enforced } from '../argo/admission.ts'
import { groupBy } from '../argo/group.ts'
import type { Manifest } from '../argo/manifest.ts'
import { listed, sourceOf, titleOf } from '../argo/names.ts'
import { type Container, containers, containerSetting, podSetting, securitySetting } from '../argo/pod.ts'
import { type Context, contextLayers, nonRoot, withContext } from '../argo/protect.ts'
import { isSeccompOn, saysNonRoot, userOf } from '../argo/user.ts'
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

That pods may run as root is for \`run-as-root\` to report, unless their namespace enforces the standard; a \`runAsUser\`
without \`runAsNonRoot: true\` keeps them from root, but does not meet it. What the standard \`baseline\` forbids has
rules of its own. One finding tells of all containers of an object; those of Windows, and pods with a patch that is known only when it
runs, are left out. The fix sets what is missing; images that need more will fail.`,
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
      title: 'A namespace that refuses what may be root, and a number that is no switch',
      yaml: `
apiVersion: v1
kind: Namespace
metadata:
  name: argo-workflow-builds
  labels: {pod-security.kubernetes.io/enforce: restricted}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: argo-workflow-builds}
spec: # ✗ enforced
  entrypoint: main
  securityContext:
    seccompProfile: {type: RuntimeDefault}
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: test-, namespace: argo-workflow-tests}
spec: # ✗ missing
  entrypoint: main
  securityContext: {runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}`,
      fixed: `
apiVersion: v1
kind: Namespace
metadata:
  name: argo-workflow-builds
  labels: {pod-security.kubernetes.io/enforce: restricted}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: argo-workflow-builds}
spec:
  entrypoint: main
  securityContext:
    seccompProfile: {type: RuntimeDefault}
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: test-, namespace: argo-workflow-tests}
spec:
  entrypoint: main
  securityContext: {runAsUser: 1000, runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
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
      title: 'A probe that asks another host',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: serve-}
spec: # ✗ missing
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
  templates:
    - name: main
      daemon: true
      container:
        image: nginxinc/nginx-unprivileged:1.27.2
        readinessProbe: {httpGet: {host: 169.254.169.254, port: 80, path: /}}
        livenessProbe: {httpGet: {port: 8080, path: /}}
        securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}`,
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
    const isEnforced = enforced(manifest, project) === 'restricted'
    const own = containers(manifest, project).filter((container) => isJudged(container, manifest))
    const lacking = own.map((container) => ({
      container,
      lacks: lacksOf(container, isEnforced),
      adds: adds(container),
    }))
    const bad = lacking.filter((one) => one.lacks.length > 0 || one.adds)
    const foreign = forbidden(own, manifest)
    const asking = own.filter(namesHost)
    if (bad.length + foreign.length + asking.length > 0) {
      const about = [...bad.map(({ container }) => container), ...asking]
      const who = sourceOf((about.length > 0 ? about : own).map(({ pod }) => pod))
      yield {
        at: specKey(manifest),
        variant: isEnforced ? 'enforced' : 'missing',
        message: `Pods of ${who} do not meet the Pod Security Standard \`restricted\`${isEnforced ? ', which their namespace enforces: they are refused' : ''}.${sums(bad, foreign, asking.length)}`,
        related: bad.slice(0, 5).map((one) => ({ at: one.container.node, note: noteOf(one) })),
        propose: () =>
          asking.length > 0
            ? { refused: 'Whom a probe is to ask, when not its own pod, is not for a program to say' }
            : confined(bad, foreign, manifest, isEnforced),
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
const user = 'runAsNonRoot: true'

interface Lacking {
  readonly container: Container
  readonly lacks: readonly string[]
  /** Whether it adds capabilities that the standard does not allow. */
  readonly adds: boolean
}

function isJudged(container: Container, manifest: Manifest): boolean {
  const { pod, role } = container
  if (role === 'executor' || container.manifest !== manifest || pod.template?.manifest !== manifest) return false
  return !pod.hasUnknownPatch && text(podSetting(pod, 'nodeSelector', 'kubernetes.io/os')?.node) !== 'windows'
}

/** Of root, what \`run-as-root\` does not tell, unless the cluster refuses it. */
function lacksOf(container: Container, isEnforced: boolean): readonly string[] {
  const found: string[] = []
  if (bool(containerSetting(container, 'securityContext', 'allowPrivilegeEscalation')?.node) !== false) found.push(ape)
  if (!capabilities(container, 'drop').includes('ALL')) found.push(drop)
  if (!isSeccompOn(securitySetting(container, 'seccompProfile', 'type'))) found.push(seccomp)
  const isOnlyRoot = found.length === 0 && !adds(container) && !isEnforced
  if (mayBeRoot(container) && !(isOnlyRoot && !isKeptFromRoot(container))) found.push(user)
  return found
}

function capabilities(container: Container, key: string): readonly string[] {
  return items(containerSetting(container, 'securityContext', 'capabilities', key)?.node).map(
    (item) => text(item) ?? '',
  )
}

function adds(container: Container): boolean {
  return capabilities(container, 'add').some((name) => name !== 'NET_BIND_SERVICE')
}

/** Whether the kubelet asks another host than the container's own pod, which lets it be sent anywhere. */
function namesHost(container: Container): boolean {
  return requests.some((path) =>
    ['httpGet', 'tcpSocket'].some(
      (kind) => (text(containerSetting(container, ...path, kind, 'host')?.node) ?? '') !== '',
    ),
  )
}

const requests = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
] as const

/** For the standard a number other than 0 is not enough: it asks for the switch. */
function mayBeRoot(container: Container): boolean {
  if (bool(podSetting(container.pod, 'hostUsers')?.node) === false) return false
  return bool(securitySetting(container, 'runAsNonRoot')?.node) !== true || asksForRoot(container)
}

function isKeptFromRoot(container: Container): boolean {
  return saysNonRoot(securitySetting(container, 'runAsNonRoot'), securitySetting(container, 'runAsUser'))
}

function asksForRoot(container: Container): boolean {
  return (
    userOf(securitySetting(container, 'runAsUser')) === 'root' ||
    bool(securitySetting(container, 'runAsNonRoot')?.node) === false
  )
}

/** Each thing that is missing, and each that is not allowed, and in how many containers. */
function sums(bad: readonly Lacking[], foreign: readonly string[], asking: number): string {
  const missing = [ape, drop, seccomp, user].flatMap((lack) => {
    const count = bad.filter(({ lacks }) => lacks.includes(lack)).length
    return count === 0 ? [] : [`\`${lack}\` (${inContainers(count)})`]
  })
  const adding = bad.filter((one) => one.adds).length
  const extra = [
    ...(adding > 0 ? [`capabilities other than \`NET_BIND_SERVICE\` (${inContainers(adding)})`] : []),
    ...(foreign.length > 0 ? [`volumes of type ${listed(foreign)}`] : []),
    ...(asking > 0
      ? [`a \`host\` in probes and lifecycle hooks (${inContainers(asking)}), from Kubernetes 1.34 on`]
      : []),
  ]
  return `${missing.length > 0 ? ` Missing: ${missing.join(', ')}.` : ''}${extra.length > 0 ? ` Not allowed: ${extra.join(', ')}.` : ''}`
}

function inContainers(count: number): string {
  return `${count} ${count === 1 ? 'container' : 'containers'}`
}

function noteOf({ container, lacks, adds: isAdding }: Lacking): string {
  const parts = [
    ...(lacks.length > 0 ? [`lacks ${lacks.map((lack) => `\`${lack}\``).join(', ')}`] : []),
    ...(isAdding ? ['adds capabilities'] : []),
  ]
  return `${titleOf([container])} ${parts.join(' and ')}`
}

/** Types of volumes that the pods have and the standard forbids. */
function forbidden(own: readonly Container[], manifest: Manifest): readonly string[] {
  const all = volumes([...new Set(own.map(({ pod }) => pod))]).filter((volume) => volume.manifest === manifest)
  const types = all.flatMap(({ node }) => pairs(node).flatMap((entry) => keyOf(entry) ?? []))
  return [...new Set(types)].filter((type) => type !== 'name' && !allowed.has(type))
}

function confined(
  bad: readonly Lacking[],
  foreign: readonly string[],
  manifest: Manifest,
  isEnforced: boolean,
): Proposal | Refusal {
  const [type] = foreign
  if (type !== undefined)
    return { refused: `A volume of type \`${type}\` is not allowed, and what is to stand in its place is not known` }
  if (bad.some((one) => one.adds)) return { refused: 'A container adds capabilities that the standard does not allow' }
  // Elsewhere `run-as-root` has a fix of its own.
  const switched = bad.filter(
    ({ container, lacks }) => lacks.includes(user) && (isEnforced || isKeptFromRoot(container)),
  )
  if (switched.some(({ container }) => asksForRoot(container)))
    return { refused: 'A container asks for root, which the standard does not allow' }
  const isAll = bad.every((one) => !one.lacks.includes(user) || switched.includes(one))
  return {
    title: `Meet the standard "restricted"${isAll ? '' : ' but for root'} (images that need more will fail)`,
    safety: 'unsafe',
    changes: [...bad.flatMap(ofContainer), ...ofPods(bad, switched, manifest)],
  }
}

/** What a context of pods is to say, once for each place of it. */
function ofPods(bad: readonly Lacking[], switched: readonly Lacking[], manifest: Manifest): readonly Change[] {
  const places = bad.flatMap((one) => {
    const context: Context = {
      ...(one.lacks.includes(seccomp) && { seccompProfile: { type: 'RuntimeDefault' } }),
      ...(switched.includes(one) && (isKeptFromRoot(one.container) ? { runAsNonRoot: true } : nonRoot)),
    }
    return contextLayers([one.container.pod], manifest).map((layer) => ({ layer, context }))
  })
  return [...groupBy(places, ({ layer }) => layer.node)]
    .toSorted(([a], [b]) => b.start - a.start)
    .flatMap(([, same]) =>
      withContext(
        same.slice(0, 1).map(({ layer }) => layer),
        same.reduce<Context>((all, { context }) => ({ ...all, ...context }), {}),
      ),
    )
}

function ofContainer({ container, lacks }: Lacking): readonly Change[] {
  const own = mapping(get(container.node, 'securityContext', 'capabilities'))
  const wanted: Context = {
    ...(lacks.includes(ape) && { allowPrivilegeEscalation: false }),
    ...(lacks.includes(drop) && !own && { capabilities: { drop: ['ALL'] } }),
  }
  const layers = container.layers.filter(({ node }: { node: Node }) => node === container.node)
  return [
    ...(Object.keys(wanted).length > 0 ? withContext(layers, wanted) : []),
    ...(lacks.includes(drop) && own ? [set(own, 'drop', ['ALL'])] : []),
  ]
}
