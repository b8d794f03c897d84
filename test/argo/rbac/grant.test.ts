import { describe, expect, test } from 'vitest'
import { project, type Project } from '../../../src/argo/project.ts'
import { type Danger, dangers } from '../../../src/argo/rbac/danger.ts'
import { boundTo, holdersOf } from '../../../src/argo/rbac/grant.ts'
import { trail } from '../../../src/argo/rbac/trail.ts'
import { read } from '../../../src/read.ts'
import { position } from '../../../src/yaml/file.ts'

const api = 'apiVersion: rbac.authorization.k8s.io/v1'

function role(name: string, rules: string, more = ''): string {
  return `${api}\nkind: ${more.includes('namespace') ? 'Role' : 'ClusterRole'}\nmetadata: {name: ${name}${more}}\nrules: [${rules}]`
}

/** A binding in a namespace, or in the whole cluster when none is given. */
function bind(name: string, to: string, subjects: string, where?: string): string {
  const kind = where === undefined ? 'ClusterRoleBinding' : 'RoleBinding'
  const namespace = where ? `, namespace: ${where}` : ''
  const [roleKind, roleName] = to.split('/')
  return `${api}\nkind: ${kind}\nmetadata: {name: ${name}${namespace}}\nroleRef: {kind: ${roleKind}, name: ${roleName}}\nsubjects: [${subjects}]`
}

function account(name: string, namespace?: string): string {
  return `{kind: ServiceAccount, name: ${name}${namespace ? `, namespace: ${namespace}` : ''}}`
}

const secrets = '{apiGroups: [""], resources: [secrets], verbs: [get]}'
const asker = 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: asker}\nspec: {entrypoint: x}'

function projectOf(files: Readonly<Record<string, string>>): Project {
  return project(
    Object.entries(files).flatMap(([path, text]) => [...read({ path, text }).manifests]),
    {},
  )
}

/** What the account `ci` may do for whoever asks in a file. */
function may(bundle: Project, namespace: string | undefined, path = 'a.yaml', name = 'ci'): readonly Danger[] {
  const from = bundle.manifests.find((one) => one.file.path === path && one.kind === 'Workflow')
  if (!from) throw new Error('nobody asks')
  return dangers(boundTo({ name, namespace, from }, bundle), [])
}

function labels(all: readonly Danger[]): string[] {
  return all.map(({ label, severity }) => `${label} ${severity}`)
}

function inOne(...documents: readonly string[]): Project {
  return projectOf({ 'a.yaml': [...documents, asker].join('\n---\n') })
}

describe('the rights of a ServiceAccount', () => {
  test('a Role counts in its namespace, a ClusterRole where it is bound', () => {
    const bundle = inOne(
      role('a', secrets, ', namespace: builds'),
      bind('a', 'Role/a', account('ci'), 'builds'),
      role('b', '{apiGroups: [apps], resources: [deployments], verbs: [patch]}'),
      bind('b', 'ClusterRole/b', account('ci', 'builds'), 'other'),
      bind('c', 'ClusterRole/edit', account('ci', 'third'), 'builds'),
    )
    expect(labels(may(bundle, 'builds'))).toEqual(['secrets-read high', 'pod-create high'])
    expect(labels(may(bundle, 'other'))).toEqual([])
    expect(labels(may(bundle, 'third'))).toContain('pod-create high')
  })

  test('a ClusterRoleBinding counts everywhere, and worse', () => {
    const bundle = inOne(role('a', secrets), bind('a', 'ClusterRole/a', account('ci', 'builds')))
    expect(labels(may(bundle, 'builds'))).toEqual(['secrets-read critical'])
    expect(labels(may(bundle, 'other'))).toEqual([])
  })

  test.each([
    ['{kind: Group, name: "system:serviceaccounts"}', ['builds', 'other', undefined]],
    ['{kind: Group, name: "system:serviceaccounts:builds"}', ['builds', undefined]],
    ['{kind: Group, name: "system:authenticated"}', ['builds', 'other', undefined]],
    ['{kind: Group, name: "system:unauthenticated"}', []],
    ['{kind: Group, name: people}', []],
    ['{kind: User, name: ci}', []],
    ['{kind: User, name: "system:serviceaccount:builds:ci"}', ['builds', undefined]],
    ['{kind: ServiceAccount, name: ci}', ['builds', 'other', undefined]],
    ['{kind: ServiceAccount, name: ci, namespace: builds}', ['builds', undefined]],
    ['{kind: ServiceAccount, name: other, namespace: builds}', []],
  ])('a subject %s is, or has, the account in %j', (subject, namespaces) => {
    const bundle = inOne(role('a', secrets), bind('a', 'ClusterRole/a', subject))
    const found = ['builds', 'other', undefined].filter((namespace) => may(bundle, namespace).length > 0)
    expect(found).toEqual(namespaces)
  })

  test('a ClusterRole takes others over by labels, through each other and in a circle', () => {
    function select(label: string): string {
      return `\naggregationRule: {clusterRoleSelectors: [{matchLabels: {${label}: "true"}}]}`
    }
    const bundle = inOne(
      role('a', '{apiGroups: [""], resources: [nodes], verbs: [patch]}') + select('b'),
      role('b', '', ', labels: {b: "true"}') + select('c'),
      role('c', secrets, ', labels: {c: "true"}') + select('b'),
      role('d', secrets, ', labels: {c: "true"}'),
      bind('a', 'ClusterRole/a', account('ci', 'builds')),
    )
    // What `a` and `c` write themselves is overwritten by the cluster.
    const [danger, ...more] = may(bundle, 'builds')
    expect(more).toEqual([])
    expect(danger?.label).toBe('secrets-read')
    expect(danger?.policy.written?.manifest.name).toBe('d')
  })

  test.each([
    ['{key: t, operator: In, values: [x, y]}', true],
    ['{key: t, operator: NotIn, values: [x]}', false],
    ['{key: t, operator: Exists}', true],
    ['{key: u, operator: DoesNotExist}', true],
    ['{key: u, operator: Exists}', false],
    ['{key: t, operator: Nonsense}', false],
  ])('a selector with the expression %s takes a role with `t: x`: %s', (expression, is) => {
    const bundle = inOne(
      `${role('a', '')}\naggregationRule: {clusterRoleSelectors: [{matchExpressions: [${expression}]}]}`,
      role('b', secrets, ', labels: {t: x}'),
      bind('a', 'ClusterRole/a', account('ci', 'builds')),
    )
    expect(may(bundle, 'builds').length > 0).toBe(is)
  })

  test("Argo's aggregate roles add to those of Kubernetes, and to those that include them", () => {
    const argo = role(
      'argo-aggregate-to-view',
      '{apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}',
      ', labels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}',
    )
    expect(labels(may(inOne(argo, bind('a', 'ClusterRole/view', account('ci'), 'x')), 'x'))).toEqual([
      'workflow-create high',
    ])
    expect(labels(may(inOne(argo, bind('a', 'ClusterRole/edit', account('ci'), 'x')), 'x'))).toContain(
      'workflow-create high',
    )
    expect(labels(may(inOne(bind('a', 'ClusterRole/view', account('ci'), 'x')), 'x'))).toEqual([])
  })

  test.each([
    ['cluster-admin', undefined, ['cluster-admin critical']],
    ['cluster-admin', 'x', ['ns-admin high']],
    ['admin', 'x', ['ns-admin high']],
    ['view', undefined, []],
  ])('the built-in role `%s` bound in %s', (name, where, expected) => {
    expect(labels(may(inOne(bind('a', `ClusterRole/${name}`, account('ci', 'x'), where)), 'x'))).toEqual(expected)
  })

  test('of two environments each has its own, and namespaces that are not written may be any', () => {
    const bundle = projectOf({
      'dev/rbac.yaml': `${role('a', secrets, ', namespace: ""')}\n---\n${bind('ci', 'Role/a', account('ci'), '')}`,
      'dev/flow.yaml': asker,
      'prod/rbac.yaml': `${role('a', '', ', namespace: ""')}\n---\n${bind('ci', 'Role/a', account('ci'), '')}`,
      'prod/flows/flow.yaml': asker,
    })
    expect(labels(may(bundle, undefined, 'dev/flow.yaml'))).toEqual(['secrets-read high'])
    expect(labels(may(bundle, 'any', 'dev/flow.yaml'))).toEqual(['secrets-read high'])
    expect(may(bundle, undefined, 'prod/flows/flow.yaml')).toEqual([])
  })

  test('bindings of one name in several namespaces are several', () => {
    const bundle = inOne(
      role('a', secrets),
      role('b', '{apiGroups: [""], resources: [pods], verbs: [create]}'),
      bind('ci', 'ClusterRole/a', account('ci', 'builds'), 'one'),
      bind('ci', 'ClusterRole/b', account('ci', 'builds'), 'two'),
    )
    expect(labels(may(bundle, 'builds'))).toEqual(['secrets-read high', 'pod-create high'])
  })

  test.each(['{{ .Values.role }}', '', 'absent'])('a role called %j is not known', (name) => {
    const bundle = inOne(role('a', secrets), bind('a', `ClusterRole/"${name}"`, account('ci')))
    expect(may(bundle, 'builds')).toEqual([])
  })
})

describe('the way to a right', () => {
  test('goes by the subject, the role and the verb', () => {
    const bundle = projectOf({
      'a.yaml': asker,
      'role.yaml': role('a', '\n  {apiGroups: [""], resources: [secrets],\n   verbs: [watch, list]}'),
      'binding.yaml': bind('b', 'ClusterRole/a', `\n  ${account('ci', 'builds')}`),
    })
    const [danger] = may(bundle, 'builds')
    const way = danger ? trail(danger) : []
    expect(
      way.map(({ at, manifest: { file }, note }) => `${file.path}:${position(file, at.start).line} ${note}`),
    ).toEqual([
      'binding.yaml:6 ClusterRoleBinding `b` gives ServiceAccount `ci` a role everywhere',
      'role.yaml:3 ClusterRole `a`',
      'role.yaml:6 May `watch` `secrets`',
    ])
  })

  test('ends at the reference of a built-in role', () => {
    const [danger] = may(inOne(bind('b', 'ClusterRole/edit', account('ci'), 'builds')), 'builds')
    expect((danger ? trail(danger) : []).map(({ note }) => note)).toEqual([
      'RoleBinding `b` gives ServiceAccount `ci` a role in `builds`',
      'ClusterRole `edit`',
    ])
  })
})

test('who holds a role is known, also through one that takes it over', () => {
  const bundle = inOne(
    `${role('a', '')}\naggregationRule: {clusterRoleSelectors: [{matchLabels: {x: "1"}}]}`,
    role('b', secrets, ', labels: {x: "1"}'),
    bind('a', 'ClusterRole/a', `${account('ci', 'builds')}, {kind: User, name: jane}`),
    bind('b', 'ClusterRole/b', account('two', 'builds'), 'builds'),
  )
  const written = bundle.manifests.find(({ name }) => name === 'b')
  const names = written ? holdersOf(written, bundle).map(({ subject }) => subject.name) : []
  expect(names).toEqual(['ci', 'jane', 'two'])
})

test('many bindings, roles and accounts take no more than their number', () => {
  function make(count: number): Project {
    const documents = Array.from({ length: count }, (_, index) => [
      role(`r${index}`, secrets, ', labels: {x: "1"}'),
      bind(
        'same',
        `ClusterRole/r${index}`,
        `${account('ci')}, {kind: Group, name: "system:serviceaccounts"}`,
        `n${index}`,
      ),
      bind(`b${index}`, 'ClusterRole/r0', account(`a${index}`, 'n0'), `n${index}`),
    ])
    return inOne(...documents.flat())
  }
  function cost(count: number): number {
    const bundle = make(count)
    const start = process.hrtime.bigint()
    for (let index = 0; index < count; index++) may(bundle, `n${index}`, 'a.yaml', `a${index}`)
    return Number(process.hrtime.bigint() - start)
  }
  cost(50)
  // Ten times as much may take a hundred times as long, since every account is in the group; not a thousand times.
  expect(cost(1000) / cost(100)).toBeLessThan(400)
})
