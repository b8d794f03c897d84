import type { Manifest } from '../argo/manifest.ts'
import { sourceOf } from '../argo/names.ts'
import { type Container, containerSetting, type Pod, pods, podSetting } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { neighbor } from '../argo/protect.ts'
import { homeOf } from '../argo/rbac/account.ts'
import { chosenAccount } from '../argo/rbac/chosen.ts'
import type { Danger } from '../argo/rbac/danger.ts'
import { dangersOf } from '../argo/rbac/strong.ts'
import { executorNeeds, hasTokenSecret, suitableAccount } from '../argo/rbac/suitable.ts'
import { told, trail } from '../argo/rbac/trail.ts'
import { referenced } from '../argo/reference.ts'
import { links } from '../argo/flow/edge.ts'
import { bySetting, effective, type Setting } from '../argo/setting.ts'
import { makesPod, runsUserCode } from '../argo/template.ts'
import { isWhole, specKey } from '../argo/whole.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { type Change, set } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Node } from '../yaml/node.ts'
import { bool, get, mapping, scalars, text } from '../yaml/query.ts'

export default defineRule({
  id: 'automounted-service-account-token',
  title: 'User code gets the ServiceAccount token',
  category: 'identity',
  severity: 'low',
  confidence: 'high',
  persona: 'pedantic',
  variants: {
    mounted: {
      when: "the token is mounted into containers that do not seem to use the cluster's API (`medium` when the account has dangerous rights among the files, or a sensor fills the workflow from an event)",
    },
    'breaks-executor': {
      when: 'the token is withheld and the executor is given none of its own, so that pods fail',
      severity: 'medium',
      persona: 'regular',
    },
  },
  docs: `
Every container of a workflow pod finds the token of its ServiceAccount in \`/var/run/secrets\`, whether it needs it or
not. A compromised image or an injected command can use it for all that the account may do, and to forge the results
of other workflows, which the executor's own rights allow.

Set \`automountServiceAccountToken: false\` **and** \`executor.serviceAccountName\`: Argo's executor needs the API, so
with the first alone the controller fails every pod. The executor's account needs \`create\` and \`patch\` on
\`workflowtaskresults\`, and a Secret of type \`kubernetes.io/service-account-token\` named
\`<account>.service-account-token\`, which Kubernetes no longer makes by itself.

What is missing is said once for a manifest. Left out are templates that call \`kubectl\`, \`helm\`, \`argo\` or \`oc\`,
those of types \`resource\` and \`data\`, and pods whose ServiceAccount, when it is among the files, withholds the token
itself. \`automountServiceAccountToken: true\` changes nothing: Argo leaves the field out then.
The fix withholds the token where the executor has its account already, where \`fix.executorServiceAccountName\` of the
config chooses one that has no dangerous rights among the files, or where exactly one ServiceAccount of the namespace is
among the files that may do what the executor needs and nothing dangerous, and has a Secret for its token.`,
  guide: ['S27', 'S28'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/service-accounts/',
    'https://argo-workflows.readthedocs.io/en/latest/service-account-secrets/',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/',
  ],
  examples: [
    {
      title: 'A step that compiles needs no token',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ mounted
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}`,
    },
    {
      title: 'An executor with an account of its own, and a step that deploys beside one that does not',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ mounted
  entrypoint: main
  serviceAccountName: build
  executor:
    serviceAccountName: executor
  templates:
    - name: main # compiles
      container: {image: "gcc:14.2", command: [make]}
    - name: deploy
      container: {image: "alpine/k8s:1.31.2", command: [kubectl, apply, -f, /manifests]}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec: # ✗ mounted
    entrypoint: main
    serviceAccountName: build
    executor: {serviceAccountName: executor}
    templates:
      - name: main
        container: {image: "gcc:14.2", command: [make]}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  serviceAccountName: build
  executor:
    serviceAccountName: executor
  templates:
    - name: main # compiles
      automountServiceAccountToken: false
      container: {image: "gcc:14.2", command: [make]}
    - name: deploy
      container: {image: "alpine/k8s:1.31.2", command: [kubectl, apply, -f, /manifests]}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    serviceAccountName: build
    automountServiceAccountToken: false
    executor: {serviceAccountName: executor}
    templates:
      - name: main
        container: {image: "gcc:14.2", command: [make]}`,
    },
    {
      title: 'Half of the remedy, which stops the workflow',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    serviceAccountName: build
    automountServiceAccountToken: false # ✗ breaks-executor
    templates:
      - name: main
        container: {image: "gcc:14.2", command: [make]}
      - name: good
        executor: {serviceAccountName: executor}
        container: {image: "gcc:14.2", command: [make]}`,
    },
    {
      title: 'An account for the executor is among the files, and the steps have one with too many rights',
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata: {name: argo-executor, namespace: builds}
---
apiVersion: v1
kind: Secret
metadata:
  name: argo-executor.service-account-token
  namespace: builds
  annotations: {kubernetes.io/service-account.name: argo-executor}
type: kubernetes.io/service-account-token
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: argo-executor}, {kind: ServiceAccount, name: build}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: build, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: build}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec: # ✗ mounted
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: half-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: build
  automountServiceAccountToken: false # ✗ breaks-executor
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}`,
      fixed: `
apiVersion: v1
kind: ServiceAccount
metadata: {name: argo-executor, namespace: builds}
---
apiVersion: v1
kind: Secret
metadata:
  name: argo-executor.service-account-token
  namespace: builds
  annotations: {kubernetes.io/service-account.name: argo-executor}
type: kubernetes.io/service-account-token
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: argo-executor}, {kind: ServiceAccount, name: build}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: build, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: build}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: build
  automountServiceAccountToken: false
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}
  executor:
    serviceAccountName: argo-executor
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: half-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: build
  automountServiceAccountToken: false
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}
  executor:
    serviceAccountName: argo-executor`,
    },
    {
      title: 'The whole remedy',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  serviceAccountName: build
  automountServiceAccountToken: false
  executor:
    serviceAccountName: executor
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}`,
    },
    {
      title: 'Steps that use the API, and an account that withholds its token',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  serviceAccountName: deploy
  templates:
    - name: main
      script:
        image: alpine/k8s:1.31.2
        command: [sh]
        source: kubectl apply -f /manifests
    - name: apply
      resource: {action: get, flags: [pods]}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: build
  labels: {app.kubernetes.io/part-of: argo-workflows}
automountServiceAccountToken: false
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}`,
    },
  ],
  *check(manifest, project) {
    const all = pods(manifest, project).filter(({ template }) => makesPod(template?.type))
    const isJoined =
      isWhole(manifest) || (!manifest.partial && !manifest.templated && referenced(manifest, project) !== undefined)
    if (isJoined) yield* withheld(all, manifest, project)
    if (isWhole(manifest)) yield* mounted(manifest, project, all)
  },
})

function* withheld(all: readonly Pod[], manifest: Manifest, project: Project): Generator<Problem> {
  const broken = all.filter((pod) => !podSetting(pod, 'executor', 'serviceAccountName'))
  for (const { setting, by } of bySetting(broken, (pod) => podSetting(pod, 'automountServiceAccountToken'))) {
    if (bool(setting.node) !== false) continue
    yield {
      at: setting,
      variant: 'breaks-executor',
      message:
        `Pods of ${sourceOf(by)} will fail: without this token Argo's executor cannot report to the cluster, and it is given none of its own. ` +
        'Set `executor.serviceAccountName` as well.',
      propose: () => {
        const given = executorFor(broken, manifest, project)
        return 'refused' in given
          ? given
          : { title: `Give the executor ${given.account}`, safety: 'unsafe', changes: given.changes }
      },
    }
  }
}

function* mounted(manifest: Manifest, project: Project, all: readonly Pod[]): Generator<Problem> {
  const isLibrary = manifest.kind.endsWith('WorkflowTemplate') && !get(manifest.spec, 'entrypoint')
  const by = all.filter(
    (pod) => runsUserCode(pod.template?.type) && !withholds(pod, manifest, project) && !pod.containers.some(usesApi),
  )
  if (isLibrary || by.length === 0) return
  const strong = strongest(by, manifest, project)
  const [worst] = strong
  const fed = links(project).fed.has(manifest)
  yield {
    at: specKey(manifest),
    variant: 'mounted',
    ...((worst || fed) && { severity: 'medium' as const }),
    ...(worst && { related: trail(worst) }),
    message:
      `Pods of ${sourceOf(by)} get the token of their ServiceAccount, and seem not to use it: whoever takes over a container can${worst ? `, and may then ${told(strong)}` : ''}. ` +
      'Set `automountServiceAccountToken: false` together with `executor.serviceAccountName`, which the executor then needs.',
    propose: () => withhold(by, all, manifest, project),
  }
}

const noExecutor =
  'The executor needs a ServiceAccount of its own, with `create` and `patch` on `workflowtaskresults` and a Secret for its token: make one, and name it in `executor.serviceAccountName`, or for all fixes in `fix.executorServiceAccountName` of the config'

/** The dangerous rights of the worst account that some pods have. */
function strongest(by: readonly Pod[], manifest: Manifest, project: Project): readonly Danger[] {
  const names = new Set(by.map((pod) => text(podSetting(pod, 'serviceAccountName')?.node) ?? 'default'))
  const all = [...names].map((name) => dangersOf({ name, namespace: homeOf(manifest), from: manifest }, project))
  return all.find(([worst]) => worst?.severity === 'critical') ?? all.find(([worst]) => worst) ?? []
}

/** An account for the executor, in words of a fix's title, and what names it. */
interface Given {
  readonly account: string
  readonly changes: readonly Change[]
}

/** For the spec: the one that the user has chosen, else the one among the files that has what it needs, and a token. */
function executorFor(lacking: readonly Pod[], manifest: Manifest, project: Project): Given | Refusal {
  const { spec } = manifest
  const chosen = chosenAccount('executorServiceAccountName', manifest, project)
  if (chosen && 'refused' in chosen) return chosen
  const account = chosen ?? suitableAccount(manifest, executorNeeds, project, (one) => hasTokenSecret(one, project))
  const isOwn = lacking.every(({ layers: { both } }) =>
    both.every(({ node, origin }) => origin === 'spec' || !get(node, 'executor')),
  )
  if (!spec || !account) return { refused: noExecutor }
  if (!isOwn) return { refused: 'What stands above or below the spec names an account for the executor too' }
  const holder = mapping(get(spec, 'executor'))
  const value = { serviceAccountName: account.name }
  const change = holder ? set(holder, 'serviceAccountName', account.name) : set(spec, 'executor', value)
  const where = chosen ? ', which has to be in the namespace with a Secret for its token' : ''
  return { account: `\`${account.name}\`${where}`, changes: [change] }
}

/** At the spec where that keeps the token from no pod that needs it, else on each template. */
function withhold(by: readonly Pod[], all: readonly Pod[], manifest: Manifest, project: Project): Proposal | Refusal {
  const lacking = by.filter((pod) => !podSetting(pod, 'executor', 'serviceAccountName'))
  const given = lacking.length > 0 ? executorFor(lacking, manifest, project) : undefined
  if (given && 'refused' in given) return given
  const foreign = by.filter(({ template }) => template?.manifest !== manifest)
  const isForAll = all.every((pod) => by.includes(pod) || ownSetting(pod))
  if (foreign.some((pod) => !isForAll || ownSetting(pod)))
    return { refused: `${sourceOf(foreign)} must say it, and stands in another manifest` }
  const holders = by.map((pod) => (isForAll && !ownSetting(pod) ? manifest.spec : pod.template?.node))
  const withheld = [...new Set(holders)].flatMap((node) =>
    node ? set(node, 'automountServiceAccountToken', false, neighbor(node)) : [],
  )
  const executor = given ? `, and give the executor ${given.account}` : ''
  return {
    title: `Withhold the token from the containers${executor} (steps that call the API of Kubernetes will fail)`,
    safety: 'unsafe',
    changes: [...withheld, ...(given?.changes ?? [])],
  }
}

/** What stands above the spec. */
function ownSetting({ layers: { patch, template } }: Pod): Setting | undefined {
  return effective([...patch, ...template], 'automountServiceAccountToken')
}

/** Whether the pod or its ServiceAccount withholds the token, or might: an unknown value is not `true`. */
function withholds(pod: Pod, { namespace }: Manifest, project: Project): boolean {
  const setting = podSetting(pod, 'automountServiceAccountToken')
  if (setting && bool(setting.node) !== true) return true
  const name = text(podSetting(pod, 'serviceAccountName')?.node) ?? 'default'
  const account = project.find('ServiceAccount', name, namespace)
  return bool(get(account?.root, 'automountServiceAccountToken')) === false
}

const client = /\b(kubectl|helm|argo|oc|client-go|kubernetes|kustomize|k8s)\b/i

const fields = ['image', 'command', 'args', 'source']

function usesApi(container: Container): boolean {
  return fields.some((field) => {
    const node = containerSetting(container, field)?.node
    return node !== undefined && mayName(node) && scalars(node).some(({ value }) => client.test(value))
  })
}

/** A cheap look at the text as it is written: no word of a value is absent there, unless by an escape or a tag. */
function mayName(node: Node): boolean {
  const written = node.kind === 'alias' ? '' : node.raw
  return client.test(written) || /[\\!]/.test(written)
}
