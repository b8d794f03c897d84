import { withoutFlags } from '../argo/argument.ts'
import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { type Flag, parseBool } from '../argo/flags.ts'
import { clientFlags, installed } from '../argo/installation.ts'
import { type Manifest, podSpec } from '../argo/manifest.ts'
import { containers } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { without } from '../argo/removal.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import type { Change } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Node } from '../yaml/node.ts'
import { bool, get, items, scalar, text } from '../yaml/query.ts'

export default defineRule({
  id: 'sensitive-logging',
  title: 'Argo writes secrets or whole pod specs into its logs',
  category: 'controller',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  variants: {
    trace: { when: '`ARGO_TRACE` is `1`: requests to the artifact storage are logged with their credentials' },
    'all-pods': { when: '`podSpecLogStrategy.allPods` logs the spec of every pod' },
    'failed-pods': { when: '`podSpecLogStrategy.failedPod` logs that of pods that fail', severity: 'low' },
    bodies: { when: '`--gloglevel` is 8 or more: requests to the Kubernetes API are logged with their bodies' },
    debug: { when: 'the log level is `debug`', severity: 'low', persona: 'pedantic' },
  },
  docs: `
Logs go where many people read: to whoever may see the pods of a namespace, and mostly to a store of their own. Settings that were made to hunt a bug put into them what should not be there. \`ARGO_TRACE: "1"\` logs requests to the artifact storage with their authorization. \`podSpecLogStrategy\` logs whole pods with the values of their variables. \`--gloglevel\` from 8 on logs what the Kubernetes API answers, Secrets among it.

Remove them once the bug is found. Only exactly \`1\` switches \`ARGO_TRACE\` on; another value is not reported. \`--loglevel debug\` and \`--verbose\` log much, but no credentials that are known of.

The fix removes the setting. It changes what is logged and nothing else.`,
  guide: [],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/environment-variables/',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-controller-configmap/',
    'https://github.com/argoproj/argo-workflows/security/advisories/GHSA-c2hv-4pfj-mm2r',
  ],
  examples: [
    {
      title: 'Specs of pods in the log of the controller',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"
  podSpecLogStrategy: |
    failedPod: true # ✗ failed-pods
    allPods: true # ✗ all-pods
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"
`,
    },
    {
      title: 'Executors that log requests',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    executor:
      imagePullPolicy: IfNotPresent
      args:
        - --loglevel
        - debug # ✗ debug
        - --gloglevel=9 # ✗ bodies
      env:
        - name: ARGO_TRACE
          value: "1" # ✗ trace
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    executor:
      imagePullPolicy: IfNotPresent
`,
    },
    {
      title: 'A server and a client that log requests',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
            - --gloglevel
            - "8" # ✗ bodies
            - --loglevel=debug # ✗ debug
          env:
            - name: ARGO_TRACE
              value: "1" # ✗ trace
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: quay.io/argoproj/argocli:v3.7.18
        args: [submit, --gloglevel=9, job.yaml] # ✗ bodies`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: quay.io/argoproj/argocli:v3.7.18
        args: [submit, job.yaml]`,
    },
    {
      title: 'Values that switch nothing on',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  podSpecLogStrategy: |
    allPods: false
  executor: |
    args: [--loglevel, info, --gloglevel, "6"]
    env: [{name: ARGO_TRACE, value: "true"}]`,
    },
    {
      title: 'A controller that logs what it does',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--loglevel, info, --gloglevel, "0"]
          env: [{name: ARGO_TRACE, value: "0"}]`,
    },
  ],
  *check(manifest, project) {
    if (isControllerConfig(manifest.root)) yield* inConfig(manifest)
    for (const one of installed(manifest, project)) {
      const trace = one.env.get('ARGO_TRACE')
      if (trace?.text === '1') yield traced(trace.at, () => withoutFlags(one, [{ name: 'ARGO_TRACE', at: trace.at }]))
      yield* logged(one.flags, (all) => withoutFlags(one, all))
    }
    yield* clients(manifest, project)
  },
})

function silenced(changes: readonly Change[] | Refusal): Proposal | Refusal {
  return 'refused' in changes ? changes : { title: 'Log less', safety: 'safe', changes }
}

function traced(at: Problem['at'], changes: () => readonly Change[] | Refusal): Problem {
  return {
    at,
    variant: 'trace',
    message:
      '`ARGO_TRACE` logs requests to the artifact storage with their credentials, so whoever reads the log has them. Remove it.',
    propose: () => silenced(changes()),
  }
}

/** The flags of a command line that make it log too much; of several of one name the last counts. */
function* logged(
  flags: readonly Flag[],
  changes: (all: readonly Flag[]) => readonly Change[] | Refusal,
): Generator<Problem> {
  const bodies = last(flags, 'gloglevel')
  if (bodies && /^\d{1,3}$/.test(bodies.value) && Number(bodies.value) >= 8) {
    yield {
      at: bodies.at,
      variant: 'bodies',
      message: `\`--gloglevel\` of ${bodies.value} logs what the Kubernetes API answers, with the Secrets that are read. Remove it.`,
      propose: () => silenced(changes(flags.filter(({ name }) => name === 'gloglevel'))),
    }
  }
  const debug = [last(flags, 'loglevel'), last(flags, 'verbose')].find(
    (one) => one && (one.name === 'loglevel' ? /^(?:debug|trace)$/i.test(one.value) : parseBool(one.value)),
  )
  if (debug) {
    yield {
      at: debug.at,
      variant: 'debug',
      message: 'The log level is for hunting bugs: the log has much that its readers need not know. Remove it.',
      propose: () => silenced(changes(flags.filter(({ name }) => name === 'loglevel' || name === 'verbose'))),
    }
  }
}

function last(flags: readonly Flag[], name: string): Flag | undefined {
  return flags.findLast((one) => one.name === name)
}

function* inConfig({ root }: Manifest): Generator<Problem> {
  const settings = controllerSettings(root)
  for (const [key, variant, whose] of [
    ['allPods', 'all-pods', 'every pod'],
    ['failedPod', 'failed-pods', 'each pod that fails'],
  ] as const) {
    const at = get(settings.get('podspeclogstrategy')?.value, key)
    if (!at || !bool(at)) continue
    yield {
      at,
      variant,
      message: `The controller logs the whole spec of ${whose}, with the values of its variables and arguments. Remove this once the bug is found.`,
      propose: () => silenced(without(root, at)),
    }
  }
  const executor = settings.get('executor')?.value
  for (const item of items(get(executor, 'env'))) {
    const value = get(item, 'value')
    if (value && text(get(item, 'name')) === 'ARGO_TRACE' && text(value) === '1')
      yield traced(value, () => without(root, item))
  }
  const words = items(get(executor, 'args')).flatMap((item) => scalar(item) ?? [])
  const found = words.flatMap((word, index) => {
    const [, name, value] = /^--(gloglevel|loglevel)(?:=(.*))?$/.exec(word.value) ?? []
    const next = words[index + 1]
    const at = value === undefined ? next : word
    if (name === undefined || !at) return []
    return { name, value: value ?? at.value, at, nodes: value === undefined ? [word, at] : [word] }
  })
  const nodes = new Map<unknown, readonly Node[]>(found.map((one) => [one.at, one.nodes]))
  yield* logged(found, (all) => without(root, ...all.flatMap(({ at }) => nodes.get(at) ?? [])))
}

/** Containers that call a server by `argo`. */
function* clients(manifest: Manifest, project: Project): Generator<Problem> {
  const { file, root } = manifest
  if (podSpec(manifest) || !file.text.slice(root.start, root.end).includes('gloglevel')) return
  for (const { node, manifest: holder } of containers(manifest, project)) {
    const flags = holder === manifest ? clientFlags(node)?.filter(({ name }) => name === 'gloglevel') : undefined
    if (flags) yield* logged(flags, (all) => withoutFlags({ manifest, node }, all))
  }
}
