import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { isUnknown } from '../argo/embedded.ts'
import { flag, installed } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import { since, type Version } from '../argo/version.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Span } from '../yaml/file.ts'
import { bool, get, items, text } from '../yaml/query.ts'

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

The version is that of the configuration of Lynceus (\`argoVersion\`), or of the controller's image. When neither says it, findings speak of both cases.`,
  guide: ['S2', 'S31'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/workflow-executors/',
    'https://argo-workflows.readthedocs.io/en/latest/upgrading/',
  ],
  examples: [
    {
      title: 'The Docker executor on a version that still has it',
      argoVersion: '3.2.11',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  containerRuntimeExecutor: docker # ✗ docker
  kubeletInsecure: "true" # ✗ kubelet-insecure`,
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
  containerRuntimeExecutor: docker # ✗ leftover
  dockerSockPath: /run/docker.sock # ✗ leftover`,
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
      const chosen = flag(one, 'container-runtime-executor')
      if (chosen) yield* executor(chosen.value, chosen.at, one.version)
    }
    if (isControllerConfig(manifest.root)) yield* inConfig(manifest, argoVersion)
  },
})

function* inConfig({ root }: Manifest, version: Version | undefined): Generator<Problem> {
  const config = controllerSettings(root)
  const one = config.get('containerruntimeexecutor')
  if (one) yield* executor(text(one.value) ?? '', one.key, version)
  for (const item of items(config.get('containerruntimeexecutors')?.value)) {
    const name = get(item, 'name')
    if (name) yield* executor(text(name) ?? '', name, version)
  }
  const insecure = config.get('kubeletinsecure')
  if (insecure && bool(insecure.value) && !removed(version)) yield kubeletInsecure(insecure.key)
  for (const name of ['dockersockpath', 'kubeletport', 'kubeletinsecure']) {
    const setting = config.get(name)
    if (setting && removed(version)) yield leftover(setting.key, `\`${text(setting.key) ?? name}\``)
  }
}

function removed(version: Version | undefined): boolean {
  return version !== undefined && since(version, 3, 4)
}

function* executor(name: string, at: Span, version: Version | undefined): Generator<Problem> {
  if (isUnknown(name)) return
  const legacy = executors.get(name)
  if (removed(version) || (name === 'emissary' && !version))
    yield leftover(at, `The choice of the executor \`${name}\``)
  else if (legacy) {
    const { variant, why } = legacy
    const unknown = version ? '' : ' If this is Argo 3.4 or later, the controller does not start with this setting.'
    const message = `The executor \`${name}\` ${why}. Choose \`emissary\`, or upgrade to a version that has nothing else.${unknown}`
    yield { at, variant, message, key: name, ...(variant === 'docker' && !version && { severity: 'high' as const }) }
  }
}

function leftover(at: Span, what: string): Problem {
  return {
    at,
    variant: 'leftover',
    message: `${what} was removed in Argo 3.4, and a controller from then on does not start with a setting that it does not know. Remove it.`,
  }
}

function kubeletInsecure(at: Span): Problem {
  return {
    at,
    variant: 'kubelet-insecure',
    message:
      '`kubeletInsecure` makes executors talk to the kubelet without a check of its certificate, so another machine can answer in its place. Choose the executor `emissary`, which needs no kubelet.',
  }
}
