import { isBare } from '../argo/bare-config.ts'
import { chartValues } from '../argo/chart-values.ts'
import { type Content, withSetting } from '../argo/controller-change.ts'
import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { nonRoot } from '../argo/protect.ts'
import { since } from '../argo/version.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import type { Change } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Node } from '../yaml/node.ts'
import { get, getAt, isNull, items, pair, text } from '../yaml/query.ts'

export default defineRule({
  id: 'unhardened-workflow-defaults',
  title: 'The controller gives workflows no secure defaults',
  category: 'controller',
  severity: 'medium',
  confidence: 'high',
  persona: 'pedantic',
  about: 'installation',
  variants: {
    unprotected: { when: 'the configuration gives pods or main containers no security context, or a part of one' },
    executor: { when: "it gives Argo's own containers none, which nothing else can", severity: 'low' },
    'default-account': {
      when: 'it does not say as which ServiceAccount workflows run that name none',
      severity: 'low',
    },
    unlimited: {
      when: 'it sets neither a deadline nor when finished workflows and pods go away',
      severity: 'info',
    },
  },
  docs: `
Hardening that each workflow has to bring is forgotten in some. The controller can give it to all of them at once: \`workflowDefaults\` lies below the spec of every workflow, \`mainContainer\` (3.4 and later) below every main container, and \`executor\` is the only place that reaches Argo's own containers in each pod. Without \`executor.securityContext\` no workflow pod fits the Pod Security Standard \`restricted\`, whatever its author writes.

Set what the example has. Name a ServiceAccount that exists in each namespace with workflows: one that may \`create\` and \`patch\` \`workflowtaskresults\`, and nothing else.

Defaults are only defaults: a workflow may override each of them. What must not happen needs an admission policy (Pod Security Admission, Kyverno, Gatekeeper), or \`workflowRestrictions\`.

Bases, overlays and patches of one name are taken together and get one finding: a setting that one of them has counts for all, unless they are in different namespaces. An empty one counts where its controller is among the files and nothing else configures it, as in Argo's own manifests. A default that is there and *weakens* workflows (\`privileged\`, root, the node's namespaces) is found by the rules for workflow pods, at the place where it stands; here it counts as said.

The fix adds what is missing of the security contexts, in the shape that the ConfigMap has. It makes no new \`executor\`: how much memory Argo's own containers may have is to be said with it.`,
  guide: ['S2', 'S32', 'H6'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/default-workflow-specs/',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
  ],
  examples: [
    {
      title: 'An installation as Argo ships it, which nobody configured',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap # ✗ default-account, executor, unlimited, unprotected
  namespace: argo
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2`,
    },
    {
      title: 'A base without a setting, and without its controller',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}`,
    },
    {
      title: 'Defaults that say nothing of security',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: # ✗ unprotected, executor, default-account, unlimited
  workflowDefaults: |
    spec:
      parallelism: 20
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec:
      parallelism: 20
      securityContext:
        runAsNonRoot: true
        runAsUser: 8737
        seccompProfile:
          type: RuntimeDefault
  mainContainer: |
    securityContext:
      allowPrivilegeEscalation: false
      capabilities:
        drop:
          - ALL
`,
    },
    {
      title: 'A part of it, in the form with one key',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: # ✗ unprotected, executor, default-account
  config: |
    executor:
      securityContext:
        capabilities:
          drop: [ALL]
    workflowDefaults:
      spec:
        serviceAccountName: default
        activeDeadlineSeconds: 3600
        securityContext: {runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
    mainContainer:
      securityContext:
        allowPrivilegeEscalation: false
        capabilities: {drop: [NET_RAW]}
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    executor:
      securityContext:
        capabilities:
          drop: [ALL]
        runAsNonRoot: true
        runAsUser: 8737
        allowPrivilegeEscalation: false
        seccompProfile:
          type: RuntimeDefault
    workflowDefaults:
      spec:
        serviceAccountName: default
        activeDeadlineSeconds: 3600
        securityContext: {runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
    mainContainer:
      securityContext:
        allowPrivilegeEscalation: false
        capabilities: {drop: [ALL]}
`,
    },
    {
      title: 'All of it, over two files that Kustomize makes one of',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: |
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
  mainContainer: |
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data:
  workflowDefaults: |
    spec:
      serviceAccountName: workflow
      ttlStrategy: {secondsAfterCompletion: 86400}
      securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}`,
    },
    {
      title: 'Two environments, of which one has defaults, and a patch without a namespace',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: prod}
data:
  executor: |
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
  mainContainer: |
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
  workflowDefaults: |
    spec:
      serviceAccountName: workflow
      podGC: {strategy: OnPodCompletion}
      securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: dev}
data: # ✗ unprotected, executor, default-account
  parallelism: "10"
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec: {ttlStrategy: {secondsAfterCompletion: 600}}`,
    },
    {
      title: 'A version whose main containers take nothing from the controller',
      argoVersion: '3.3.10',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: |
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}
  workflowDefaults: |
    spec:
      serviceAccountName: workflow
      podGC: {strategy: OnPodCompletion}
      templateDefaults:
        securityContext: {runAsNonRoot: true, runAsUser: 8737, seccompProfile: {type: RuntimeDefault}}`,
    },
    {
      title: "Values of Argo's Helm chart that say nothing of security",
      yaml: `
controller: # ✗ unprotected, executor, unlimited
  workflowDefaults:
    spec: {serviceAccountName: workflow}
server: {authModes: [client]}`,
    },
    {
      title: 'A base that sets nothing',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}`,
    },
  ],
  *check(manifest, project) {
    const { root, templated, quoted } = manifest
    if (!isControllerConfig(root) || templated || quoted) return
    const bare = controllerSettings(root).size === 0
    if (bare && !isBare(manifest, project)) return
    const at =
      pair(root, 'data')?.key ??
      pair(chartValues(root), 'controller')?.key ??
      (bare ? get(root, 'metadata', 'name') : undefined)
    const all = bare ? [manifest] : together(manifest, project)
    if (!at || all[0] !== manifest) return
    const settings = all.map((one) => controllerSettings(one.root))
    yield* unprotected(at, settings, manifest, project)
    const account = said(settings, ['workflowDefaults', 'spec', 'serviceAccountName'])
    if (account === undefined || text(account) === 'default') {
      yield {
        at,
        variant: 'default-account',
        message:
          'Workflows that name no ServiceAccount run as `default`, with whatever rights somebody once gave to it. Set `serviceAccountName` in `workflowDefaults` to one that may only report results; authors can still name another.',
      }
    }
    const limits = ['ttlStrategy', 'podGC', 'activeDeadlineSeconds']
    if (!limits.some((name) => said(settings, ['workflowDefaults', 'spec', name]))) {
      yield {
        at,
        variant: 'unlimited',
        message:
          'Nothing ends a workflow that hangs, or removes one that is done, unless its author thought of it. Set `activeDeadlineSeconds`, `ttlStrategy` and `podGC` in `workflowDefaults`.',
      }
    }
  },
})

type Settings = readonly ReturnType<typeof controllerSettings>[]

/**
 * The configurations that are, or may be, those of one controller: bases, overlays and patches of one name. First the
 * one that speaks for them.
 */
function together({ name, namespace }: Manifest, project: Project): readonly Manifest[] {
  return project.configs
    .filter(
      (other) =>
        other.name === name &&
        (other.namespace === undefined || namespace === undefined || other.namespace === namespace),
    )
    .toSorted((a, b) => rank(b) - rank(a))
}

/** One with a namespace is of an environment, one with such settings is where the others are looked for. */
function rank({ root, namespace }: Manifest): number {
  const settings = controllerSettings(root)
  const own = ['workflowdefaults', 'executor', 'maincontainer'].filter((key) => settings.has(key))
  return (namespace === undefined ? 0 : 10) + own.length
}

/** What any of them says under the name of a setting and a path in it. */
function said(settings: Settings, [name = '', ...path]: readonly string[]): Node | undefined {
  for (const one of settings) {
    const found = getAt(one.get(name.toLowerCase())?.value, path)
    if (!isNull(found)) return found
  }
  return undefined
}

interface Part {
  /** The setting, and the way to a security context in it. */
  readonly path: readonly string[]
  readonly context: Content
  /** Other places that say the same. */
  readonly also?: readonly string[]
}

const escalation = { allowPrivilegeEscalation: false }
const capabilities = { capabilities: { drop: ['ALL'] } }
const seccomp = { seccompProfile: { type: 'RuntimeDefault' } }

const parts: readonly Part[] = [
  {
    path: ['workflowDefaults', 'spec', 'securityContext'],
    context: { ...nonRoot, ...seccomp },
    also: ['workflowDefaults', 'spec', 'templateDefaults', 'securityContext'],
  },
  {
    path: ['executor', 'securityContext'],
    context: { ...nonRoot, ...escalation, ...capabilities, ...seccomp },
  },
  { path: ['mainContainer', 'securityContext'], context: { ...escalation, ...capabilities } },
]

function* unprotected(at: Node, settings: Settings, { root }: Manifest, project: Project): Generator<Problem> {
  const lacking = parts
    .filter(({ path }) => path[0] !== 'mainContainer' || since(project.argoVersion, 3, 4))
    .map((part) => ({ ...part, context: lackingOf(part, settings) }))
    .filter(({ context }) => Object.keys(context).length > 0)
  const own = lacking.filter(({ path }) => path[0] === 'executor')
  const others = lacking.filter(({ path }) => path[0] !== 'executor')
  if (others.length > 0) {
    yield {
      at,
      variant: 'unprotected',
      message: `Workflows get less protection from this controller than it could give them. Missing: ${listed(others)}. Set it here once, and hold authors to it with an admission policy: they can override each default.`,
      propose: () => (chartValues(root) ? elsewhere : protection(others, root)),
    }
  }
  if (own.length > 0) {
    yield {
      at,
      variant: 'executor',
      message: `Argo's own containers in each workflow pod lack a part of their security context, so no workflow pod fits the Pod Security Standard \`restricted\`. Missing: ${listed(own)}. Nothing but this configuration can set it.`,
      propose: () =>
        !chartValues(root) && controllerSettings(root).has('executor')
          ? protection(own, root)
          : chartValues(root)
            ? elsewhere
            : { refused: 'With a new `executor` it has to be said how much memory it may have' },
    }
  }
}

const elsewhere: Refusal = { refused: 'Values of the Helm chart may be spread over several files' }

function listed(lacking: readonly Part[]): string {
  return lacking
    .map(({ path, context }) => {
      const keys = Object.keys(context).map((key) => `\`${key}\``)
      return `${keys.join(', ')} in \`${path.join('.')}\``
    })
    .join('; ')
}

/** The fields of a context that nothing says, whatever it says. */
function lackingOf({ path, context, also }: Part, settings: Settings): Content {
  const ways = also ? [path, also] : [path]
  function given(key: string): boolean {
    return ways.some((way) => said(settings, [...way, key]) !== undefined)
  }
  // Either of them keeps a pod from root; the number alone does, the other needs it.
  const root = given('runAsUser') ? ['runAsUser', 'runAsNonRoot'] : []
  return Object.fromEntries(
    Object.entries(context).filter(([key]) =>
      key === 'capabilities' ? !dropsAll(ways, settings) : !root.includes(key) && !given(key),
    ),
  )
}

function dropsAll(ways: readonly (readonly string[])[], settings: Settings): boolean {
  return ways.some((way) =>
    items(said(settings, [...way, 'capabilities', 'drop'])).some((item) => /^ALL$/i.test(text(item) ?? '')),
  )
}

function protection(lacking: readonly Part[], root: Manifest['root']): Proposal | Refusal {
  const changes: Change[] = []
  for (const { path, context } of lacking) {
    const [name = '', ...inner] = path
    const made = withSetting(
      root,
      name,
      inner.reduceRight<Content>((content, key) => ({ [key]: { ...content } }), context),
    )
    if ('refused' in made) return made
    changes.push(...made)
  }
  return {
    title: 'Give all workflows a security context (those that need root or more rights have to say so)',
    safety: 'unsafe',
    changes,
  }
}
