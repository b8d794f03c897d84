import type { Act } from './policy.ts'

const write = ['create', 'update', 'patch']
const rbac = 'rbac.authorization.k8s.io'

export type Severity = 'critical' | 'high' | 'medium'

/** What is dangerous, and how much (catalogue §1.10). */
interface Kind {
  readonly label: string
  readonly may: string
  readonly acts: readonly Act[]
  /** Everywhere, and in one namespace; nothing where it is not possible in one. */
  readonly severity: readonly [Severity, Severity?]
  /** A role that is limited to some objects gives it too. */
  readonly named?: (names: readonly string[]) => boolean
  /** Only where the controller runs. */
  readonly where?: 'controller'
}

/** In the order in which they are told when they are equally bad. */
const table = [
  {
    label: 'rbac-escalate',
    may: 'give itself any right',
    acts: [{ group: rbac, resources: ['roles', 'clusterroles'], verbs: ['bind', 'escalate'] }],
    severity: ['critical', 'high'],
    // To bind a role that only reads is what a careful author allows.
    named: (names) => names.some((name) => !/view|read/i.test(name)),
  },
  {
    label: 'rbac-escalate',
    may: 'act as any ServiceAccount',
    acts: [{ group: '', resources: ['serviceaccounts'], verbs: ['impersonate'] }],
    severity: ['critical', 'high'],
  },
  {
    label: 'rbac-escalate',
    may: 'act as any user',
    acts: [{ group: '', resources: ['users', 'groups'], verbs: ['impersonate'] }],
    severity: ['critical'],
    named: () => true,
  },
  {
    label: 'webhook-admission',
    may: 'change what the API server lets in',
    acts: [
      {
        group: 'admissionregistration.k8s.io',
        resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
        verbs: write,
      },
      { group: 'apiextensions.k8s.io', resources: ['customresourcedefinitions'], verbs: write },
      { group: '', resources: ['nodes'], verbs: write },
      { group: 'certificates.k8s.io', resources: ['certificatesigningrequests/approval'], verbs: ['update', 'patch'] },
    ],
    severity: ['critical'],
  },
  {
    label: 'secrets-read',
    may: 'read every Secret',
    acts: [{ group: '', resources: ['secrets'], verbs: ['get', 'list', 'watch'] }],
    severity: ['critical', 'high'],
  },
  {
    label: 'pod-exec',
    may: 'run commands in any container of a node',
    acts: [{ group: '', resources: ['nodes/proxy'], verbs: ['get', 'create'] }],
    severity: ['critical'],
  },
  {
    label: 'pod-create',
    may: 'start pods as any ServiceAccount',
    acts: [
      { group: '', resources: ['pods'], verbs: ['create'] },
      { group: '', resources: ['replicationcontrollers'], verbs: write },
      { group: 'apps', resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'], verbs: write },
      { group: 'batch', resources: ['jobs', 'cronjobs'], verbs: write },
    ],
    severity: ['high', 'high'],
  },
  {
    label: 'pod-exec',
    may: 'run commands in pods that are there',
    acts: [
      { group: '', resources: ['pods/exec', 'pods/attach'], verbs: ['create', 'get'] },
      { group: '', resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] },
    ],
    severity: ['high', 'high'],
  },
  {
    label: 'token-mint',
    may: 'make itself tokens of other ServiceAccounts',
    acts: [{ group: '', resources: ['serviceaccounts/token'], verbs: ['create'] }],
    severity: ['high', 'high'],
  },
  {
    label: 'cluster-workflow-create',
    may: 'change cluster workflow templates',
    acts: [{ group: 'argoproj.io', resources: ['clusterworkflowtemplates'], verbs: write }],
    severity: ['critical'],
  },
  {
    label: 'workflow-create',
    may: 'start workflows as any ServiceAccount',
    acts: [{ group: 'argoproj.io', resources: ['workflows', 'cronworkflows', 'workflowtemplates'], verbs: write }],
    severity: ['high', 'high'],
  },
  {
    label: 'sensor-create',
    may: 'make sensors and event sources, which start pods',
    acts: [{ group: 'argoproj.io', resources: ['sensors', 'eventsources'], verbs: write }],
    severity: ['high', 'high'],
  },
  {
    label: 'config-write',
    may: "change the workflow controller's configuration",
    acts: [{ group: '', resources: ['configmaps'], verbs: write }],
    severity: ['high', 'high'],
    where: 'controller',
  },
  {
    label: 'binding-write',
    may: 'hand its own rights on to others',
    acts: [{ group: rbac, resources: ['rolebindings', 'clusterrolebindings'], verbs: write }],
    severity: ['high', 'medium'],
  },
] as const satisfies readonly Kind[]

export type DangerLabel = (typeof table)[number]['label'] | 'cluster-admin' | 'ns-admin'
export type DangerKind = Kind & { readonly label: DangerLabel }

export const dangerKinds: readonly DangerKind[] = table
