import { withoutFlags, withValue } from '../argo/argument.ts'
import { type ControllerSetting, controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { isUnknown } from '../argo/embedded.ts'
import { flag, installed } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import { without } from '../argo/removal.ts'
import { since, type Version } from '../argo/version.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { type Change, rewrite } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Span } from '../yaml/file.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { bool, get, items, pair, scalar, text } from '../yaml/query.ts'

const flagName = 'container-runtime-executor'

/** What each executor of before 3.4 lets a workflow pod do. */
const executors = new Map<string, { readonly variant: string; readonly why: string }>(
  Object.entries({
    docker: {
      variant: 'docker',
      why: "mounts the node's `docker.sock` into every workflow pod, and whoever reaches it is root on the node",
    },
    kubelet: {
      variant: 'node-access',
      why: "gives every workflow pod access to the node's kubelet, and so to its neighbours",
    },
    pns: {
      variant: 'node-access',
      why: 'shares the process namespace of the pod and needs `SYS_PTRACE`, often as root',
    },
    k8sapi: { variant: 'api', why: 'gives every workflow pod the right to `pods/exec`' },
  }),
)

export default defineRule({
  id: 'legacy-executor',
  title: 'Controller selects a removed, weaker workflow executor',
  category: 'controller',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  about: 'installation',
  variants: {
    docker: {
      when: 'the executor is `docker`, for a version before 3.4 (`high` when the version is not known)',
      severity: 'critical',
    },
    'node-access': { when: 'the executor is `kubelet` or `pns`, for a version before 3.4 or an unknown one' },
    api: { when: 'the executor is `k8sapi`, for a version before 3.4 or an unknown one', severity: 'medium' },
    'kubelet-insecure': {
      when: "`kubeletInsecure` switches off the check of the kubelet's certificate",
      severity: 'medium',
    },
    leftover: {
      when: 'the setting is one that Argo 3.4 removed: the controller does not start with it',
      severity: 'low',
    },
  },
  docs: `
Until 3.4, Argo could watch the containers of a workflow in several ways. All but \`emissary\` gave every workflow pod rights over its node: \`docker\` the socket of Docker, \`kubelet\` the API of the kubelet, \`pns\` the processes of the other containers. Whoever could submit a workflow, or get code into one, could use them.

Argo 3.4 removed all of these and the settings that chose them. From then on the controller refuses unknown settings, so the keys do not only mean nothing: a controller that reads them does not start.

Remove \`containerRuntimeExecutor\`, \`containerRuntimeExecutors\`, \`dockerSockPath\`, \`kubeletPort\` and \`kubeletInsecure\`, and the flag \`--container-runtime-executor\`. On a version before 3.4, choose \`emissary\` (3.1 and later; containers then need a \`command\`) and plan the upgrade.

The version is that of the configuration of Lynceus (\`argoVersion\`), or of the controller's image. When neither says it, findings speak of both cases.

From 3.4 on the fix takes the settings away, which is safe since no such controller starts with them. Before, it chooses \`emissary\`.`,
  guide: ['S2', 'S31', 'H5'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/workflow-executors/',
    'https://argo-workflows.readthedocs.io/en/latest/upgrading/',
  ],
  examples: [
    {
      title: 'Settings of executors that are gone, in a version that is not known',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  dockerSockPath: /run/docker.sock # ✗ leftover
  kubeletPort: "10250" # ✗ leftover
  kubeletInsecure: "true" # ✗ kubelet-insecure`,
    },
    {
      title: 'The Docker executor on a version that still has it',
      argoVersion: '3.2.11',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  containerRuntimeExecutor: docker # ✗ docker
  kubeletInsecure: "true" # ✗ kubelet-insecure
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  containerRuntimeExecutor: emissary
`,
    },
    {
      title: 'An executor for some workflows, in the form with one key',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    containerRuntimeExecutor: emissary # ✗ leftover
    containerRuntimeExecutors:
      - name: pns # ✗ node-access
        selector: {matchLabels: {executor: pns}}
      - {name: k8sapi, selector: {matchLabels: {executor: api}}} # ✗ api`,
    },
    {
      title: 'Settings that were left behind by an upgrade',
      argoVersion: '3.7.18',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  # of 3.2
  containerRuntimeExecutor: docker # ✗ leftover
  dockerSockPath: /run/docker.sock # ✗ leftover
  parallelism: "10"`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  # of 3.2
  parallelism: "10"`,
    },
    {
      title: 'A list of executors that was left behind',
      argoVersion: '3.7.18',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    containerRuntimeExecutors:
      - name: pns # ✗ leftover
        selector: {matchLabels: {executor: pns}}
      - {name: k8sapi, selector: {matchLabels: {executor: api}}} # ✗ leftover
    nodeEvents: {enabled: false}`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    nodeEvents: {enabled: false}`,
    },
    {
      title: 'The executor as a flag and as a variable',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.2.11
          args: [--container-runtime-executor=kubelet] # ✗ node-access
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: other}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.2.11
          env:
            - name: ARGO_CONTAINER_RUNTIME_EXECUTOR
              value: docker # ✗ docker`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.2.11
          args: [--container-runtime-executor=emissary]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: other}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.2.11
          env:
            - name: ARGO_CONTAINER_RUNTIME_EXECUTOR
              value: emissary`,
    },
    {
      title: 'A configuration without any executor',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"`,
    },
    {
      title: 'The emissary on a version where it is a choice',
      argoVersion: '3.2.11',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  containerRuntimeExecutor: emissary`,
    },
  ],
  *check(manifest, project) {
    const { argoVersion } = project
    for (const one of installed(manifest, project)) {
      const chosen = flag(one, flagName)
      if (chosen) {
        yield* executor(chosen.value, chosen.at, one.version, {
          remove: () =>
            withoutFlags(
              one,
              one.flags.filter((other) => other.name === flagName),
            ),
          choose: (other) => withValue(one, chosen, other),
        })
      }
    }
    if (isControllerConfig(manifest.root)) yield* inConfig(manifest, argoVersion)
  },
})

function* inConfig({ root }: Manifest, version: Version | undefined): Generator<Problem> {
  const config = controllerSettings(root)
  const one = config.get('containerruntimeexecutor')
  const value = one && written(root, one)
  if (one) {
    yield* executor(text(one.value) ?? '', one.key, version, {
      remove: () => removal(root, value),
      choose: (other) => choice(value, text(one.value) ?? '', other),
    })
  }
  const list = config.get('containerruntimeexecutors')
  for (const item of items(list?.value)) {
    const name = get(item, 'name')
    if (!name) continue
    yield* executor(text(name) ?? '', name, version, {
      remove: () => removal(root, list && written(root, list)),
      choose: (other) => choice(name, text(name) ?? '', other),
    })
  }
  const insecure = config.get('kubeletinsecure')
  if (insecure && bool(insecure.value) && !removed(version)) yield kubeletInsecure(root, insecure)
  for (const name of ['dockersockpath', 'kubeletport', 'kubeletinsecure']) {
    const setting = config.get(name)
    // An insecure kubelet has its own finding while it may still be asked.
    if (!setting || (version ? !removed(version) : name === 'kubeletinsecure' && bool(setting.value))) continue
    yield leftover(setting.key, `\`${text(setting.key) ?? name}\``, () =>
      version
        ? removal(root, written(root, setting))
        : { refused: 'Argo before 3.4 reads this: set `argoVersion` in the config where it is later' },
    )
  }
}

/** The value of a setting as its own mapping holds it: the text of it, where each setting is a text. */
function written(root: Mapping, { key, value }: ControllerSetting): Node | undefined {
  return pair(get(root, 'data'), text(key) ?? '')?.value ?? value
}

function removal(root: Mapping, setting: Node | undefined): readonly Change[] | Refusal {
  return setting ? without(root, setting) : { refused: 'The setting is not valid YAML' }
}

/** Another name in the place of an executor's, whatever quotes or block it stands in. */
function choice(holder: Node | undefined, name: string, other: string): readonly Change[] | Refusal {
  const leaf = scalar(holder)
  const from = leaf?.value.indexOf(name) ?? -1
  if (!leaf || from < 0) return { refused: 'The setting is not valid YAML' }
  return [rewrite(leaf, [{ from, to: from + name.length, text: other }])]
}

function removed(version: Version | undefined): boolean {
  return version !== undefined && since(version, 3, 4)
}

/** How the choice of an executor is taken away, and how it becomes another. */
interface Fixes {
  readonly remove: () => readonly Change[] | Refusal
  readonly choose: (other: string) => readonly Change[] | Refusal
}

function* executor(name: string, at: Span, version: Version | undefined, fixes: Fixes): Generator<Problem> {
  if (isUnknown(name)) return
  const legacy = executors.get(name)
  if (removed(version) || (name === 'emissary' && !version)) {
    yield leftover(at, `The choice of the executor \`${name}\``, version ? fixes.remove : () => unknownVersion)
  } else if (legacy) {
    const { variant, why } = legacy
    const unknown = version ? '' : ' If this is Argo 3.4 or later, the controller does not start with this setting.'
    const message = `The executor \`${name}\` ${why}. Choose \`emissary\`, or upgrade to a version that has nothing else.${unknown}`
    const severity = variant === 'docker' && !version && { severity: 'high' as const }
    yield { at, variant, message, key: name, ...severity, propose: () => emissary(version, fixes) }
  }
}

const unknownVersion: Refusal = {
  refused: 'Before Argo 3.4 this has to be `emissary`, from then on it has to go: set `argoVersion` in the config',
}

function emissary(version: Version | undefined, { choose }: Fixes): Proposal | Refusal {
  if (!version) return unknownVersion
  if (!since(version, 3, 1)) return { refused: 'The executor `emissary` comes with Argo 3.1: this needs an upgrade' }
  const title = 'Choose the executor `emissary` (containers whose image it cannot look up then need a `command`)'
  return offer(title, 'unsafe', choose('emissary'))
}

function offer(title: string, safety: Proposal['safety'], changes: readonly Change[] | Refusal): Proposal | Refusal {
  return 'refused' in changes ? changes : { title, safety, changes }
}

function leftover(at: Span, what: string, remove: Fixes['remove']): Problem {
  return {
    at,
    variant: 'leftover',
    message: `${what} was removed in Argo 3.4, and a controller from then on does not start with a setting that it does not know. Remove it.`,
    propose: () => offer('Remove what Argo 3.4 removed', 'safe', remove()),
  }
}

function kubeletInsecure(root: Mapping, setting: ControllerSetting): Problem {
  return {
    at: setting.key,
    variant: 'kubelet-insecure',
    message:
      '`kubeletInsecure` makes executors talk to the kubelet without a check of its certificate, so another machine can answer in its place. Choose the executor `emissary`, which needs no kubelet.',
    propose: () => {
      const title = 'Check the certificate of the kubelet (it has to be one that the executor trusts)'
      return offer(title, 'unsafe', removal(root, written(root, setting)))
    },
  }
}
