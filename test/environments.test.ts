import { describe, expect, test } from 'vitest'
import { analyze } from '../src/analyze.ts'
import { type Config, defaults } from '../src/config.ts'
import { rules } from '../src/rules/index.ts'
import { position } from '../src/yaml/file.ts'

const everything: Config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' }

type Texts = Readonly<Record<string, string>>

/** What is found, each finding with all that it says: places, grade, message and related places. */
function told(texts: Texts, from?: string): readonly string[] {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }))
  const report = analyze(files, rules, everything)
  expect(report.failures).toEqual([])
  return report.findings
    .filter(({ at }) => from === undefined || at.file.path.startsWith(from))
    .map(({ rule, variant, severity, confidence, at, message, related, fingerprint }) =>
      [
        `${at.file.path}:${position(at.file, at.span.start).line} ${rule.id}/${variant ?? ''} ${severity} ${confidence}`,
        message,
        ...related.map((one) => `${one.file.path}:${one.span.start} ${one.note}`),
        fingerprint,
      ].join('\n'),
    )
    .toSorted()
}

const hardened = `  workflowDefaults: |
    spec:
      serviceAccountName: runner
      activeDeadlineSeconds: 3600
      automountServiceAccountToken: false
      executor: {serviceAccountName: executor}
      ttlStrategy: {secondsAfterCompletion: 600}
      podGC: {strategy: OnPodCompletion}
      securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
  mainContainer: |
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
  workflowRestrictions: |
    templateReferencing: Strict
  persistence: |
    postgresql: {host: db, port: 5432, database: a, ssl: true, sslMode: verify-full}
`
const bare = `  parallelism: "10"
  sso: |
    issuer: https://login.example.org
    clientId: {name: login, key: id}
    clientSecret: {name: login, key: secret}
`

interface Environment {
  readonly namespace: string
  readonly data: string
  readonly version: string
  readonly mode: string
  /** What the workflows' account may do. */
  readonly role: string
  readonly flags?: string
}

const prod: Environment = {
  namespace: 'argo-prod',
  data: hardened,
  version: 'v3.7.18',
  mode: 'client',
  role: '{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}',
}
const dev: Environment = {
  namespace: 'argo-dev',
  data: bare,
  version: 'v3.4.8',
  mode: 'server',
  role: "{apiGroups: ['*'], resources: ['*'], verbs: ['*']}",
}

/** A controller and a server with their accounts, and a workflow, in one namespace. */
function installation({ namespace, data, version, mode, role, flags = '' }: Environment, written = true): Texts {
  function meta(name: string): string {
    return `metadata: {name: ${name}${written ? `, namespace: ${namespace}` : ''}}`
  }
  function deployment(name: string, image: string, args: string): string {
    return `apiVersion: apps/v1
kind: Deployment
${meta(name)}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      serviceAccountName: ${name}
      containers:
        - {name: ${name}, image: 'quay.io/argoproj/${image}:${version}', args: [${args}]}
`
  }
  return {
    'config.yaml': `apiVersion: v1\nkind: ConfigMap\n${meta('workflow-controller-configmap')}\ndata:\n${data}`,
    'argo.yaml': [
      deployment('workflow-controller', 'workflow-controller', flags),
      deployment('argo-server', 'argocli', `server, --auth-mode=${mode}`),
      `apiVersion: v1\nkind: Service\n${meta('argo-server')}\nspec: {type: LoadBalancer, selector: {app: argo-server}}\n`,
    ].join('---\n'),
    'rbac.yaml': `apiVersion: v1
kind: ServiceAccount
${meta('runner')}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
${meta('runner')}
rules: [${role}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
${meta('runner')}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: runner}
subjects: [{kind: ServiceAccount, name: runner}]
`,
    'workflow.yaml': `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
${meta('nightly')}
spec:
  schedules: ['0 3 * * *']
  workflowSpec:
    serviceAccountName: runner
    entrypoint: main
    templates:
      - name: main
        container: {image: 'alpine:3.20', command: [date]}
`,
  }
}

function under(folder: string, texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${folder}/${path}`, text]))
}

/** Finds the same in one environment, whether or not another one is read along. */
function expectApart(one: Texts, other: Texts, folder: string): void {
  const alone = told(one, folder)
  expect(alone.length).toBeGreaterThan(0)
  expect(told({ ...one, ...other }, folder)).toEqual(alone)
}

describe('two environments do not mix', () => {
  const both = [
    ['the hardened one beside the other', prod, dev],
    ['the other beside the hardened one', dev, prod],
  ] as const

  test.each(both)('in two namespaces: %s', (_, one, other) => {
    expectApart(under('one', installation(one)), under('other', installation(other)), 'one/')
  })

  test.each(both)('in one file each, in one folder: %s', (_, one, other) => {
    const [first, second] = [one, other].map((each) => Object.values(installation(each)).join('---\n'))
    expectApart({ 'one.yaml': first ?? '' }, { 'other.yaml': second ?? '' }, 'one.yaml')
  })

  test.each(both)('by the namespaces of two kustomizations: %s', (_, one, other) => {
    function build(environment: Environment): Texts {
      return {
        ...installation(environment, false),
        'kustomization.yaml': `namespace: ${environment.namespace}\nresources: [config.yaml, argo.yaml, rbac.yaml, workflow.yaml]\n`,
      }
    }
    expectApart(under('one', build(one)), under('other', build(other)), 'one/')
  })

  test.each(both)('of two clusters, with one namespace and a kustomization each: %s', (_, one, other) => {
    function build(environment: Environment): Texts {
      return {
        ...installation({ ...environment, namespace: 'argo' }),
        'kustomization.yaml': 'resources: [config.yaml, argo.yaml, rbac.yaml, workflow.yaml]\n',
      }
    }
    expectApart(under('one', build(one)), under('other', build(other)), 'one/')
  })

  test.each(both)('by values in two Applications: %s', (_, one, other) => {
    function application({ namespace, version, mode }: Environment, ingress: boolean): Texts {
      return {
        'application.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: argo, namespace: argocd}
spec:
  destination: {namespace: ${namespace}}
  source:
    chart: argo-workflows
    targetRevision: 0.45.11
    helm:
      valuesObject:
        images: {tag: ${version}}
        controller: {workflowDefaults: {spec: {${ingress ? 'activeDeadlineSeconds: 60' : 'hostNetwork: true'}}}}
        server:
          authModes: [${mode}]
          ingress: {enabled: ${ingress}}
`,
      }
    }
    expectApart(under('one', application(one, false)), under('other', application(other, true)), 'one/')
  })
})

describe('which defaults a workflow gets, of two controllers', () => {
  function workflow(namespace: string): string {
    return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-${namespace === '' ? '' : `, namespace: ${namespace}`}}
spec:
  entrypoint: main
  templates: [{name: main, container: {image: 'alpine:3.20', command: [date]}}]
`
  }
  /** Whether the deadline of the hardened one counts for a workflow. */
  function isHardened(texts: Texts): boolean {
    return !told(texts, 'workflows/').some((one) => one.includes('missing-deadline'))
  }
  const two = { ...under('one', installation(prod)), ...under('other', installation(dev)) }

  test('only those that both give, in a namespace that tells nothing', () => {
    expect(isHardened({ ...two, 'workflows/a.yaml': workflow('builds') })).toBe(false)
    expect(isHardened({ ...two, 'workflows/a.yaml': workflow('') })).toBe(false)
    const equal = { ...under('one', installation(prod)), ...under('other', installation({ ...dev, data: hardened })) }
    expect(isHardened({ ...equal, 'workflows/a.yaml': workflow('builds') })).toBe(true)
  })

  test('those of the controller in whose namespace it is', () => {
    expect(isHardened({ ...two, 'workflows/a.yaml': workflow('argo-prod') })).toBe(true)
    expect(isHardened({ ...two, 'workflows/a.yaml': workflow('argo-dev') })).toBe(false)
  })

  test('not those of a controller that is bound to another namespace', () => {
    const bound = { ...dev, flags: '--namespaced, --managed-namespace=sandbox' }
    const texts = { ...under('one', installation(prod)), ...under('other', installation(bound)) }
    expect(isHardened({ ...texts, 'workflows/a.yaml': workflow('builds') })).toBe(true)
    expect(isHardened({ ...texts, 'workflows/a.yaml': workflow('sandbox') })).toBe(false)
    expect(isHardened({ ...texts, 'workflows/a.yaml': workflow('') })).toBe(false)
  })

  test('those that are built with it; of a base in two overlays, those that both give', () => {
    function overlay(resources: string): string {
      return `resources: [config.yaml, ${resources}]\n`
    }
    const texts = {
      ...under('one', {
        ...installation(prod),
        'kustomization.yaml': overlay('../workflows/a.yaml, ../workflows/both'),
      }),
      ...under('other', { ...installation(dev), 'kustomization.yaml': overlay('../workflows/both') }),
      'workflows/a.yaml': workflow('builds'),
    }
    expect(isHardened(texts)).toBe(true)
    const both = {
      'workflows/both/a.yaml': workflow('builds'),
      'workflows/both/kustomization.yaml': 'resources: [a.yaml]\n',
    }
    expect(isHardened({ ...texts, ...both })).toBe(false)
  })
})

describe('values of two releases in one folder', () => {
  const open = 'server: {secure: false, authModes: [server]}\n'
  const exposed = 'server:\n  authModes: [client]\n  ingress: {enabled: true, tls: [{hosts: [a.example.org]}]}\n'

  test.each([
    ['argo-dev.yaml', 'argo-prod.yaml'],
    ['values-dev.yaml', 'values-prod.yaml'],
    ['dev.yaml', 'prod.yaml'],
  ])('are apart: %s and %s', (dev, prod) => {
    expectApart({ [`argo/${dev}`]: open }, { [`argo/${prod}`]: exposed }, `argo/${dev}`)
  })

  test.each([
    ['values-dev.yaml', 'values.yaml'],
    ['dev.yaml', 'common.yaml'],
    ['argo-dev.yaml', 'argo.yaml'],
    ['argo.yaml', 'argo.prod.yaml'],
  ])('are one where one is laid over the other: %s and %s', (one, other) => {
    const all = told({ [`argo/${one}`]: open, [`argo/${other}`]: exposed }, `argo/${one}`)
    expect(all.join('\n')).toContain(`argo/${other}:`)
    expect(all.find((each) => each.includes('server-insecure-transport'))).toContain(
      'between the Ingress of these values and the server',
    )
  })
})

describe('two clusters, each in a folder of its own', () => {
  const server = `apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      serviceAccountName: argo-server
      containers: [{name: argo-server, image: 'quay.io/argoproj/argocli:v3.7.18', args: [server, --auth-mode=sso]}]
`
  function sso(rbac: boolean): string {
    return `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data:
  sso: |
    issuer: https://login.example.org
    rbac: {enabled: ${rbac}}
`
  }
  const cron = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly, namespace: builds}
spec:
  schedules: ['0 3 * * *']
  workflowSpec: {serviceAccountName: runner, workflowTemplateRef: {name: build}}
`
  const admin = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: runner}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: runner, namespace: builds}]
`
  const closed = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: argo}
spec: {podSelector: {}, policyTypes: [Ingress]}
`
  const one = { 'one/argo.yaml': `${server}---\n${sso(true)}`, 'one/jobs/cron.yaml': cron, 'one/policy.yaml': closed }
  const other = { 'two/argo.yaml': `${server}---\n${sso(false)}`, 'two/cron.yaml': cron, 'two/rbac.yaml': admin }

  test('are apart though their namespaces are called the same', () => {
    expectApart(one, other, 'one/')
    expectApart(other, one, 'two/')
  })

  test('both count for what lies beside them', () => {
    const shared = told({ ...one, ...other, 'jobs/cron.yaml': cron }, 'jobs/').join('\n')
    expect(shared).toContain('privileged-service-account')
  })
})

test('a role that overlays share is judged by what the worst of them makes of the server', () => {
  const base = `apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      serviceAccountName: argo-server
      containers: [{name: argo-server, image: 'quay.io/argoproj/argocli:v3.7.18', args: [server]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: server}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [get, create]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: server}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: server}
subjects: [{kind: ServiceAccount, name: argo-server}]
`
  function overlay(name: string, mode: string): Texts {
    return {
      [`${name}/kustomization.yaml`]: `namespace: argo-${name}\nresources: [../base]\npatches: [{path: patch.yaml}]\n`,
      [`${name}/patch.yaml`]: `apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec: {template: {spec: {containers: [{name: argo-server, args: [server, --auth-mode=${mode}]}]}}}
`,
    }
  }
  const built = {
    'base/a.yaml': base,
    'base/kustomization.yaml': 'resources: [a.yaml]\n',
    ...overlay('prod', 'client'),
  }
  function role(texts: Texts): string {
    return told(texts).find((each) => each.includes('server-role-too-broad')) ?? ''
  }
  expect(role(built)).toContain('server-role-too-broad/writes')
  const shared = role({ ...built, ...overlay('dev', 'server') })
  expect(shared).toContain('server-role-too-broad/shared')
  expect(shared).toContain('dev/patch.yaml:')
  expect(shared).toContain('Lets callers without a login in')
  const elsewhere = {
    'other/kustomization.yaml': 'resources: [patch.yaml]\n',
    'other/patch.yaml': overlay('dev', 'server')['dev/patch.yaml'] ?? '',
  }
  expect(role({ ...built, ...elsewhere })).toContain('server-role-too-broad/writes')
})
