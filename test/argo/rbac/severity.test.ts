import { describe, expect, test } from 'vitest'
import { analyze } from '../../../src/analyze.ts'
import { defaults } from '../../../src/config.ts'
import { rules } from '../../../src/rules/index.ts'

const config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' } as const
const api = 'apiVersion: rbac.authorization.k8s.io/v1'

/** How a rule grades what it finds in some documents: variant, severity, confidence. */
function grades(id: string, ...documents: readonly string[]): string[] {
  const { findings, failures } = analyze(
    [{ path: 'a.yaml', text: documents.join('\n---\n') }],
    rules.filter((rule) => rule.id === id),
    config,
  )
  if (failures[0]) throw failures[0].error
  return findings.map(({ variant, severity, confidence }) => `${variant} ${severity} ${confidence}`)
}

function bind(role: string, name: string, where: string, namespace = where): string {
  return `${api}\nkind: RoleBinding\nmetadata: {name: ${role}-${name}, namespace: ${where}}\nroleRef: {kind: ClusterRole, name: ${role}}\nsubjects: [{kind: ServiceAccount, name: ${name}, namespace: ${namespace}}]`
}

function bindAll(role: string, subject: string): string {
  return `${api}\nkind: ClusterRoleBinding\nmetadata: {name: all-${role}}\nroleRef: {kind: ClusterRole, name: ${role}}\nsubjects: [${subject}]`
}

const container = 'templates: [{name: m, container: {image: "gcc:14.2", command: [make]}}]'

function workflow(account: string, namespace = 'builds', templates = container): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: w${namespace && `, namespace: ${namespace}`}}\nspec: {entrypoint: m${account && `, serviceAccountName: ${account}`}, ${templates}}`
}

const strict =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: workflow-controller-configmap, namespace: argo}\ndata: {workflowRestrictions: "templateReferencing: Strict"}'

const eventBinding =
  'apiVersion: argoproj.io/v1alpha1\nkind: WorkflowEventBinding\nmetadata: {name: e, namespace: builds}\nspec: {event: {selector: "true"}, submit: {workflowTemplateRef: {name: w}, arguments: {parameters: [{name: x, valueFrom: {event: payload.x}}]}}}'

describe('privileged-service-account is', () => {
  const id = 'privileged-service-account'
  const applies = 'templates: [{name: m, resource: {action: apply, manifest: "kind: ConfigMap"}}]'
  const fills = applies.replace('ConfigMap', '{{inputs.parameters.x}}')
  test.each([
    [
      'critical everywhere',
      [bindAll('cluster-admin', '{kind: ServiceAccount, name: ci, namespace: builds}'), workflow('ci')],
      'workflow critical high',
    ],
    ['high in the namespace', [bind('edit', 'ci', 'builds'), workflow('ci')], 'workflow high high'],
    [
      'less certain where no namespace is written',
      [bind('edit', 'ci', 'builds'), workflow('ci', '')],
      'workflow high medium',
    ],
    ['medium in another namespace', [bind('edit', 'ci', 'apps', 'builds'), workflow('ci')], 'workflow medium high'],
    [
      'medium where templates are restricted',
      [bind('edit', 'ci', 'builds'), workflow('ci'), strict],
      'workflow medium high',
    ],
    [
      'critical where an event fills it',
      [bind('edit', 'ci', 'builds'), workflow('ci'), eventBinding],
      'workflow critical high',
    ],
    [
      'medium where only Argo has it',
      [bind('edit', 'ci', 'builds'), workflow('ci', 'builds', applies)],
      'no-user-code medium high',
    ],
    [
      'not where the manifest is filled in',
      [bind('edit', 'ci', 'builds'), workflow('ci', 'builds', fills)],
      'workflow high high',
    ],
  ])('%s', (_, documents, expected) => {
    expect(grades(id, ...documents)).toEqual([expected])
  })

  test('silent about `default`, about what only reads, and about roles that nobody knows', () => {
    expect(grades(id, bind('edit', 'default', 'builds'), workflow('default'))).toEqual([])
    expect(grades(id, bind('view', 'ci', 'builds'), workflow('ci'))).toEqual([])
    expect(grades(id, bind('unheard-of', 'ci', 'builds'), workflow('ci'))).toEqual([])
  })
})

test.each([
  ['', ['pods medium high']],
  [bind('view', 'default', 'builds'), ['pods medium high']],
  [bind('edit', 'default', 'builds'), ['pods high high']],
  [bind('edit', 'default', 'other'), ['pods medium high']],
  [bindAll('edit', '{kind: Group, name: "system:serviceaccounts:builds"}'), ['pods high high']],
])('default-service-account with %j is %j', (binding, expected) => {
  expect(grades('default-service-account', workflow(''), ...(binding ? [binding] : []))).toEqual(expected)
})

test.each([
  [bind('view', 'ci', 'builds'), ['mounted low high']],
  [bind('edit', 'ci', 'builds'), ['mounted medium high']],
])('automounted-service-account-token with %j is %j', (binding, expected) => {
  expect(grades('automounted-service-account-token', workflow('ci'), binding)).toEqual(expected)
})

describe('workflow-create-escalation is', () => {
  const id = 'workflow-create-escalation'
  const role = `${api}\nkind: ClusterRole\nmetadata: {name: submit}\nrules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}]`
  const people = bind('submit', 'x', 'builds').replace(/subjects: .*/, 'subjects: [{kind: Group, name: people}]')
  const strong = bind('edit', 'deployer', 'builds')
  const sensor =
    'apiVersion: argoproj.io/v1alpha1\nkind: Sensor\nmetadata: {name: s, namespace: builds}\nspec: {template: {serviceAccountName: sensor}}'
  test.each([
    ['high with a stronger account', [role, people, strong], ['stronger-account high medium']],
    ['low where templates are restricted', [role, people, strong, strict], ['stronger-account low medium']],
    ['low for a sensor', [role, bind('submit', 'sensor', 'builds'), strong, sensor], ['stronger-account low medium']],
    ['low without one', [role, people], ['pod-create low medium']],
    [
      'low when it is in another namespace',
      [role, people, bind('edit', 'deployer', 'apps')],
      ['pod-create low medium'],
    ],
    ['nothing for accounts that run workflows', [role, bind('submit', 'ci', 'builds'), strong, workflow('ci')], []],
    ['nothing for a role that nobody has', [role, strong], []],
  ])('%s', (_, documents, expected) => {
    expect(grades(id, ...documents)).toEqual(expected)
  })
})

test.each([
  ['cluster-admin', undefined, 'critical'],
  ['admin', 'builds', 'high'],
  ['view', 'builds', 'medium'],
])('default-service-account-binding of `%s` in %s is %s', (role, where, severity) => {
  const binding = where
    ? bind(role, 'default', where)
    : bindAll(role, '{kind: ServiceAccount, name: default, namespace: builds}')
  expect(grades('default-service-account-binding', binding, workflow('ci'))).toEqual([`default ${severity} high`])
})
