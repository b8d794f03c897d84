import { withoutFlags } from '../argo/argument.ts'
import { isUnknown } from '../argo/embedded.ts'
import { parseBool } from '../argo/flags.ts'
import { type Installed, installed } from '../argo/installation.ts'
import { type Manifest, podSpec } from '../argo/manifest.ts'
import { type Container, containers, containerSetting, securitySetting } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import type { Setting } from '../argo/setting.ts'
import { saysNonRoot } from '../argo/user.ts'
import { defineRule, type Problem } from '../rule.ts'
import { type Change, set } from '../yaml/change.ts'
import type { Mapping } from '../yaml/node.ts'
import type { Value } from '../yaml/value.ts'
import { bool, get, isNull, items, mapping, pair, text } from '../yaml/query.ts'

export default defineRule({
  id: 'component-pod-unhardened',
  title: "Argo's own pods lack the hardening that Argo ships",
  category: 'controller',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  needs: ['containers', 'extraEnv'],
  variants: {
    unhardened: {
      when: 'a container of the controller or the server lacks a part of the security context that Argo ships',
      persona: 'pedantic',
    },
    'default-account': { when: 'its pod has no `serviceAccountName`', persona: 'pedantic' },
    profiling: { when: '`ARGO_PPROF` opens its profiler to whoever reaches it' },
    'unchecked-artifacts': { when: '`CI_ONLY_DISABLE_ARTIFACT_SERVER_CHECKS` is on in a server' },
  },
  docs: `
The controller may create pods in every namespace that it serves, and the server holds what people send it. Argo ships both with a security context that leaves a break-in little: no root, no further rights, no capabilities, a file system that cannot be written. Manifests that were written anew, or copied without it, have none of that, though the programs need nothing more.

Give each of their containers \`runAsNonRoot: true\`, \`readOnlyRootFilesystem: true\`, \`allowPrivilegeEscalation: false\` and \`capabilities: {drop: [ALL]}\`, and each pod a ServiceAccount of its own. Without one it runs as \`default\`, so that the rights of the controller go to every pod of its namespace that names none.

\`ARGO_PPROF\` serves the memory of the program, with tokens in it, without a login: the controller on port 6060 of all addresses. \`CI_ONLY_DISABLE_ARTIFACT_SERVER_CHECKS\` is for Argo's own tests.

What is missing is one finding for a container. Patches are not asked for what may stand in their base, and a base not for what a patch among the files gives it. Root, privileges, capabilities and the node's namespaces that a manifest asks for are found by the rules for workflow pods, in Argo's own pods as well.

The fix adds what is missing, and takes the two variables away.`,
  guide: ['S2'],
  references: [
    'https://github.com/argoproj/argo-workflows/blob/main/manifests/base/argo-server/argo-server-deployment.yaml',
    'https://argo-workflows.readthedocs.io/en/latest/environment-variables/',
  ],
  examples: [
    {
      title: 'A server without any security context',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec: # ✗ default-account
      containers:
        - name: argo-server # ✗ unhardened
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          securityContext:
            runAsNonRoot: true
            readOnlyRootFilesystem: true
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
`,
    },
    {
      title: 'A controller that lacks a part, and whose profiler is open',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      serviceAccountName: argo
      securityContext: {runAsNonRoot: true}
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - name: ARGO_PPROF
              value: "true" # ✗ profiling
          securityContext: # ✗ unhardened
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - NET_RAW
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      serviceAccountName: argo
      securityContext: {runAsNonRoot: true}
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          securityContext:
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
            allowPrivilegeEscalation: false
`,
    },
    {
      title: "A switch that is for Argo's own tests",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          env:
            - {name: CI_ONLY_DISABLE_ARTIFACT_SERVER_CHECKS, value: "true"} # ✗ unchecked-artifacts`,
    },
    {
      title: 'What Argo ships',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      serviceAccountName: argo
      securityContext: {runAsNonRoot: true}
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          command: [workflow-controller]
          env:
            - {name: ARGO_PPROF, value: "false"}
          securityContext:
            readOnlyRootFilesystem: true
            allowPrivilegeEscalation: false
            capabilities: {drop: [ALL]}`,
    },
    {
      title: 'A base whose patch hardens it, and a patch that says nothing of it',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      serviceAccountName: argo-server
      containers:
        - {name: argo-server, image: 'quay.io/argoproj/argocli:v3.7.18', args: [server]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          securityContext:
            runAsNonRoot: true
            readOnlyRootFilesystem: true
            allowPrivilegeEscalation: false
            capabilities: {drop: [ALL]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v3.7.18'}`,
    },
  ],
  *check(manifest, project) {
    const own = installed(manifest, project)
    for (const one of own) {
      yield* switches(one)
      const container = containers(manifest, project).find(({ node }) => node === one.node)
      if (container && one.whole && isComplete(manifest, project)) yield* missing(container, one)
    }
    if (own.some(({ whole }) => whole) && isComplete(manifest, project)) yield* account(manifest)
  },
})

const names = { controller: 'workflow controller', server: 'Argo Server' }

/** Not a patch, and no patch among the files that may say more. */
function isComplete(manifest: Manifest, project: Project): boolean {
  const { kind, name, root } = manifest
  if (kind !== 'Deployment' || !get(root, 'spec', 'selector')) return false
  return !project.manifests.some(
    (other) => other !== manifest && other.kind === kind && other.name === name && isPatch(other),
  )
}

function isPatch(manifest: Manifest): boolean {
  if (get(manifest.root, 'spec', 'selector')) return false
  const pod = podSpec(manifest)
  return [pod, ...items(get(pod, 'containers'))].some((part) =>
    ['securityContext', 'serviceAccountName'].some((key) => get(part, key)),
  )
}

/** One part of the security context that Argo ships, and the changes that give it to a container's own. */
interface Part {
  readonly key: string
  readonly shown: string
  readonly has: (container: Container) => boolean
  readonly value: Value
}

const parts: readonly Part[] = [
  {
    key: 'runAsNonRoot',
    shown: '`runAsNonRoot: true`',
    has: (container) =>
      saysNonRoot(securitySetting(container, 'runAsNonRoot'), securitySetting(container, 'runAsUser')),
    value: true,
  },
  {
    key: 'readOnlyRootFilesystem',
    shown: '`readOnlyRootFilesystem: true`',
    has: (container) => isSo(containerSetting(container, 'securityContext', 'readOnlyRootFilesystem'), true),
    value: true,
  },
  {
    key: 'allowPrivilegeEscalation',
    shown: '`allowPrivilegeEscalation: false`',
    has: (container) => isSo(containerSetting(container, 'securityContext', 'allowPrivilegeEscalation'), false),
    value: false,
  },
  {
    key: 'capabilities',
    shown: '`capabilities: {drop: [ALL]}`',
    has: (container) =>
      items(containerSetting(container, 'securityContext', 'capabilities', 'drop')?.node).some((item) =>
        /^ALL$/i.test(text(item) ?? ''),
      ),
    value: { drop: ['ALL'] },
  },
]

function isSo(setting: Setting | undefined, wanted: boolean): boolean {
  return bool(setting?.node) === wanted || isUnknown(text(setting?.node) ?? '')
}

function* missing(container: Container, { part, node }: Installed): Generator<Problem> {
  const lacking = parts.filter(({ has }) => !has(container))
  if (lacking.length === 0) return
  yield {
    at: pair(node, 'securityContext')?.key ?? get(node, 'name') ?? node,
    variant: 'unhardened',
    message: `The container of the ${names[part]} lacks ${lacking.map(({ shown }) => shown).join(', ')}. Argo ships it with them, since the program needs no more; without them a break-in gets further. Add them.`,
    propose: () => ({
      title: 'Give the container the security context that Argo ships (a sidecar or image of your own may need more)',
      safety: 'unsafe',
      changes: hardened(node, lacking),
    }),
  }
}

function hardened(node: Mapping, lacking: readonly Part[]): readonly Change[] {
  const own = mapping(get(node, 'securityContext'))
  if (!own || own.pairs.length === 0)
    return [set(node, 'securityContext', Object.fromEntries(lacking.map(({ key, value }) => [key, value])))]
  return lacking.map(({ key, value }) => {
    const inner = key === 'capabilities' ? mapping(get(own, key)) : undefined
    return inner && inner.pairs.length > 0 ? set(inner, 'drop', ['ALL']) : set(own, key, value)
  })
}

function* account(manifest: Manifest): Generator<Problem> {
  const spec = podSpec(manifest)
  if (!isNull(get(spec, 'serviceAccountName')) || !isNull(get(spec, 'serviceAccount'))) return
  yield {
    at: pair(get(manifest.root, 'spec', 'template'), 'spec')?.key ?? manifest.root,
    variant: 'default-account',
    message:
      'This pod of Argo has no `serviceAccountName`, so it runs as `default`, and the rights that it needs go to every pod of the namespace that names none. Give it a ServiceAccount of its own.',
  }
}

const dangers: Readonly<Record<string, { variant: string; part?: Installed['part']; harm: string }>> = {
  ARGO_PPROF: {
    variant: 'profiling',
    harm: 'serves the memory of this program, with tokens in it, to whoever reaches the port, without a login',
  },
  CI_ONLY_DISABLE_ARTIFACT_SERVER_CHECKS: {
    variant: 'unchecked-artifacts',
    part: 'server',
    harm: "switches off the check of who may read artifacts. It is for Argo's own tests",
  },
}

function* switches(one: Installed): Generator<Problem> {
  for (const [name, { variant, part, harm }] of Object.entries(dangers)) {
    const word = one.env.get(name)
    if (!word || !parseBool(word.text) || (part && part !== one.part)) continue
    yield {
      at: word.at,
      variant,
      message: `\`${name}\` ${harm}. Remove it.`,
      propose: () => {
        const changes = withoutFlags(one, [{ name, at: word.at }])
        return 'refused' in changes ? changes : { title: `Remove ${name}`, safety: 'unsafe', changes }
      },
    }
  }
}
