import { homeNamespaces } from '../argo/home.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { bindingOf } from '../argo/rbac/binding.ts'
import { type Client, clientsFor } from '../argo/rbac/client.ts'
import { type Danger, dangers } from '../argo/rbac/danger.ts'
import { type Bound, holdersOf, roleOf } from '../argo/rbac/grant.ts'
import { narrow } from '../argo/rbac/narrow.ts'
import { type Policy, policiesOf, wordIn } from '../argo/rbac/policy.ts'
import { told, waysTo } from '../argo/rbac/trail.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import type { Refusal } from '../yaml/edit.ts'
import { get } from '../yaml/query.ts'

export default defineRule({
  id: 'webhook-client-role-too-broad',
  title: 'Webhook or Sensor identity may do more than submit',
  category: 'rbac',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  needs: ['rules', 'roleRef'],
  variants: {
    dangerous: { when: 'it may start pods, read Secrets, or do other things that lead further', severity: 'high' },
    writes: { when: 'it may change more than its events call for' },
    reads: { when: 'it may read more than its events call for', severity: 'low', persona: 'pedantic' },
  },
  docs: `
Webhooks and sensors take what strangers send, and turn it into calls to the API server. Behind a webhook, the Argo Server acts as the ServiceAccount whose secret the call was signed with; a sensor's pod has its token. Both are as exposed as anything in a cluster: what their role allows beyond starting a workflow is what a forged event or a stolen token can do.

Let the account \`create\` workflows, \`list\` event bindings and \`get\` the templates that they refer to, and nothing else. A sensor that stops, resumes or retries workflows needs \`get\` and \`update\` instead of \`create\`.

Accounts are found in the Secret \`argo-workflows-webhook-clients\` and in \`spec.template.serviceAccountName\` of Sensors. What a sensor's triggers do counts as needed; one that makes other objects than workflows is judged by its dangerous rights only where these are no part of that. The fix takes away what is too much from a role that nobody else has; a \`*\` has to be written out by hand.`,
  guide: ['S8', 'S12', 'S13', 'S41'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/webhooks/',
    'https://argo-workflows.readthedocs.io/en/latest/events/',
    'https://argoproj.github.io/argo-events/service-accounts/',
  ],
  examples: [
    {
      title: 'A webhook client that may do everything with Argo, and one that sees Secrets',
      yaml: `
apiVersion: v1
kind: Secret
metadata: {name: argo-workflows-webhook-clients, namespace: builds}
data: {github.com: dHlwZTogZ2l0aHViCg==, gitlab.com: dHlwZTogZ2l0bGFiCg==}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submit, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: ["*"], verbs: ["*"]} # ✗ dangerous
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: github.com, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submit}
subjects: [{kind: ServiceAccount, name: github.com}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: gitlab, namespace: builds}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get] # ✗ dangerous
  - apiGroups: [argoproj.io]
    resources: [workflows]
    verbs: [create, delete] # ✗ writes
  - apiGroups: [argoproj.io]
    resources: [workfloweventbindings, sensors]
    verbs: [list] # ✗ reads
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: gitlab.com, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gitlab}
subjects: [{kind: ServiceAccount, name: gitlab.com}]`,
      fixed: `
apiVersion: v1
kind: Secret
metadata: {name: argo-workflows-webhook-clients, namespace: builds}
data: {github.com: dHlwZTogZ2l0aHViCg==, gitlab.com: dHlwZTogZ2l0bGFiCg==}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submit, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: ["*"], verbs: ["*"]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: github.com, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submit}
subjects: [{kind: ServiceAccount, name: github.com}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: gitlab, namespace: builds}
rules:
  - apiGroups: [argoproj.io]
    resources: [workflows]
    verbs: [create]
  - apiGroups: [argoproj.io]
    resources: [workfloweventbindings]
    verbs: [list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: gitlab.com, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gitlab}
subjects: [{kind: ServiceAccount, name: gitlab.com}]`,
    },
    {
      title: 'A sensor that submits with a role that every cluster has',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: push, namespace: builds}
spec:
  template: {serviceAccountName: push-sensor}
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec: {workflowTemplateRef: {name: build}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: push-sensor, namespace: builds}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit # ✗ dangerous
subjects: [{kind: ServiceAccount, name: push-sensor}]`,
    },
    {
      title: 'No more than it takes to submit, and to stop',
      yaml: `
apiVersion: v1
kind: Secret
metadata: {name: argo-workflows-webhook-clients, namespace: builds}
stringData: {github.com: "type: github"}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: submit-workflow-template, namespace: builds}
rules:
  - {apiGroups: [argoproj.io], resources: [workfloweventbindings], verbs: [list]}
  - {apiGroups: [argoproj.io], resources: [workflowtemplates], verbs: [get]}
  - {apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: github.com, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submit-workflow-template}
subjects: [{kind: ServiceAccount, name: github.com}]
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: stop, namespace: builds}
spec:
  template: {serviceAccountName: stop-sensor}
  triggers: [{template: {name: stop, argoWorkflow: {operation: terminate}}}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: stop, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [get, update, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: stop, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: stop}
subjects: [{kind: ServiceAccount, name: stop-sensor}]`,
    },
    {
      title: 'A sensor that starts jobs needs what that takes, and another account may do what it wants',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: jobs, namespace: builds}
spec:
  template: {serviceAccountName: job-sensor}
  triggers:
    - template:
        name: job
        k8s: {operation: create, source: {resource: {apiVersion: batch/v1, kind: Job}}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: jobs, namespace: builds}
rules: [{apiGroups: [batch], resources: [jobs], verbs: [create, get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: jobs, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: jobs}
subjects: [{kind: ServiceAccount, name: job-sensor}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: people, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: Group, name: "oidc:builders"}, {kind: ServiceAccount, name: deployer}]`,
    },
  ],
  *check(manifest, project) {
    yield* builtIn(manifest, project)
    if (manifest.kind !== 'Role' && manifest.kind !== 'ClusterRole') return
    const all = holdersOf(manifest, project)
    for (const bound of all) {
      const clients = clientsFor(bound.subject, project)
      if (clients.length === 0) continue
      for (const policy of policiesOf(manifest)) {
        const found = judge(policy, bound, clients, project)
        if (found) yield problem(found, policy, bound, clients, all, manifest)
      }
    }
  },
})

function* builtIn(manifest: Manifest, project: Project): Generator<Problem> {
  const binding = bindingOf(manifest)
  const role = binding && roleOf(binding, project)
  if (!binding || !role || role.manifest) return
  for (const subject of binding.subjects) {
    const [client] = clientsFor(subject, project)
    const all = client ? dangers([{ binding, subject, role }], homeNamespaces(project)) : []
    if (!client || all.length === 0) continue
    yield {
      at: binding.role.at,
      variant: 'dangerous',
      key: subject.name,
      message: `${who(client)} may ${told(all)} (\`${role.name}\`): so may whoever forges an event or comes by its token. ${advice}`,
      related: [place(client)],
    }
  }
}

const advice = 'Bind it to a role that can only submit.'

function who({ kind, name }: Client): string {
  return kind === 'webhook' ? `The webhook client \`${name}\`` : `The sensor's ServiceAccount \`${name}\``
}

function place({ kind, manifest }: Client): NonNullable<Problem['related']>[number] {
  return {
    at: get(manifest.root, 'metadata', 'name') ?? manifest.root,
    manifest,
    note: kind === 'webhook' ? 'Lets it in by a webhook' : 'Runs as it',
  }
}

/** What a rule allows beyond what events call for. */
interface Found {
  readonly variant: 'dangerous' | 'writes' | 'reads'
  readonly verb: string
  readonly dangers: readonly Danger[]
}

const reading = new Set(['get', 'list', 'watch'])

function judge(policy: Policy, bound: Bound, clients: readonly Client[], project: Project): Found | undefined {
  const { role } = bound
  // A trigger that makes objects of other kinds needs rights that are not known here.
  if (!role || clients.some(({ needs }) => !needs)) return undefined
  const all = dangers([{ ...bound, role: { ...role, policies: [policy] } }], homeNamespaces(project)).filter(
    ({ label }) => label !== 'workflow-create',
  )
  const [worst] = all
  if (worst) return { variant: 'dangerous', verb: worst.verb, dangers: all }
  const extra = policy.verbs.filter((verb) =>
    policy.resources.some((resource) => isTooMuch(policy, resource, verb, clients)),
  )
  const writing = extra.find((verb) => !reading.has(verb))
  const [first] = extra
  if (writing !== undefined) return { variant: 'writes', verb: writing, dangers: [] }
  return first === undefined ? undefined : { variant: 'reads', verb: first, dangers: [] }
}

function isTooMuch({ groups }: Policy, resource: string, verb: string, clients: readonly Client[]): boolean {
  return (
    groups.some((group) => group !== 'argoproj.io') ||
    clients.every(({ needs }) => needs?.get(resource)?.has(verb) !== true)
  )
}

function problem(
  { variant, verb, dangers: all }: Found,
  policy: Policy,
  bound: Bound,
  clients: readonly Client[],
  holders: readonly Bound[],
  manifest: Manifest,
): Problem {
  const [client] = clients
  const resource = policy.resources.find((one) => isTooMuch(policy, one, verb, clients)) ?? ''
  const act = `${verb === '*' ? 'do everything with' : `\`${verb}\``} ${resource === '*' ? 'every kind of object' : `\`${resource}\``}`
  const does = all.length > 0 ? told(all) : `${act}, which its events do not call for`
  return {
    at: wordIn(policy, 'verbs', verb) ?? manifest.root,
    variant,
    key: bound.subject.name,
    message: `${client ? who(client) : 'It'} may ${does}: so may whoever forges an event or comes by its token. Leave it what it takes to submit.`,
    related: [...clients.slice(0, 1).map(place), ...waysTo(bound).slice(0, 1)],
    propose: () => proposal(policy, bound, clients, holders, manifest),
  }
}

function proposal(
  policy: Policy,
  { subject }: Bound,
  clients: readonly Client[],
  holders: readonly Bound[],
  { name }: Manifest,
): Proposal | Refusal {
  if (holders.some((one) => one.subject.name !== subject.name || one.subject.kind !== subject.kind))
    return { refused: `Others have the role \`${name}\` too: give this account one of its own` }
  if ([...policy.groups, ...policy.resources, ...policy.verbs].includes('*'))
    return { refused: 'What `*` stands for here has to be written out' }
  const changes = narrow(policy, (resource, verb) => isTooMuch(policy, resource, verb, clients))
  if ('refused' in changes) return changes
  return {
    title: `Leave \`${name}\` what its events call for (what else somebody does with this account will fail)`,
    safety: 'unsafe',
    changes,
  }
}
