import { describe, expect, test } from 'vitest'
import { formatVersion } from '../../src/argo/version.ts'
import { effective } from '../../src/argo/setting.ts'
import { text } from '../../src/yaml/query.ts'
import { project } from '../../src/argo/project.ts'
import { read } from '../../src/read.ts'
import { projectOf } from './read.ts'

function template(name: string, namespace?: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: ${name}${namespace ? `, namespace: ${namespace}` : ''}}\nspec: {templates: []}\n---\n`
}

function config(defaults: string, name = 'workflow-controller-configmap'): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n${defaults}---\n`
}

function deployment(image: string, kind = 'Deployment'): string {
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, image: '${image}'}]}}}\n---\n`
}

describe('an object is found by its name', () => {
  const project = projectOf(template('a', 'one') + template('a', 'two') + template('b', 'one') + template('c'))

  test.each<[string, string | undefined, string | undefined]>([
    ['a', 'two', 'two'],
    ['a', 'three', undefined],
    ['a', undefined, 'one'],
    ['c', 'one', 'any'],
    ['d', 'one', undefined],
  ])('%s for a caller in %s: that of %s', (name, from, where) => {
    const found = project.find('WorkflowTemplate', name, from)
    expect(found && (found.namespace ?? 'any')).toBe(where)
  })

  test('and by its kind', () => expect(project.find('ClusterWorkflowTemplate', 'a', undefined)).toBeUndefined())
})

describe('a default of the controller', () => {
  const uid = '  workflowDefaults: |\n    spec: {securityContext: {runAsUser: 1000}, hostNetwork: true}\n'
  const other = '  workflowDefaults: |\n    spec: {securityContext: {runAsUser: 2000}}\n'
  function read(yaml: string, ...path: string[]) {
    return text(effective(projectOf(yaml).defaults, ...path)?.node)
  }

  test('is in force with one configuration, whichever form it has', () => {
    expect(read(config(uid), 'securityContext', 'runAsUser')).toBe('1000')
    expect(
      read(
        config(`  config: |\n${uid.replaceAll('|\n', '\n').replaceAll(/^/gm, '    ')}\n`),
        'securityContext',
        'runAsUser',
      ),
    ).toBe('1000')
  })

  test('is not hindered by a base that sets nothing', () => {
    expect(read(config(uid) + config('  {}\n', 'other-workflow-controller-configmap'), 'hostNetwork')).toBe('true')
  })

  test('counts with several configurations when each of them gives it', () => {
    const both = config(uid) + config(other, 'other-workflow-controller-configmap')
    expect(read(both, 'securityContext', 'runAsUser')).toBe('1000')
    expect(read(both, 'hostNetwork')).toBeUndefined()
    expect(
      read(config(uid) + config('  parallelism: "1"\n', 'other-workflow-controller-configmap'), 'hostNetwork'),
    ).toBeUndefined()
  })

  test('is what the user says it is', () => {
    const { defaults } = projectOf(config(uid), { workflowDefaults: { spec: { hostNetwork: false } } })
    expect(text(effective(defaults, 'hostNetwork')?.node)).toBe('false')
    expect(effective(defaults, 'securityContext')).toBeUndefined()
  })
})

test.each<[string, string, string | undefined]>([
  [
    "the controller's before the others'",
    deployment('argocli:v3.7.1') + deployment('workflow-controller:v3.6.0') + deployment('argoexec:v4.0.0'),
    '3.6.0',
  ],
  [
    'the oldest of several',
    deployment('workflow-controller:v3.7.1') +
      deployment('workflow-controller:v3.6.10') +
      deployment('workflow-controller:v4.0.0'),
    '3.6.10',
  ],
  [
    "not that of another program's images",
    deployment('argocd:v2.11.0') + deployment('workflow-controller-tools:v1.0.0'),
    undefined,
  ],
  ['not that of a Job', deployment('argocli:v3.4.0', 'Job'), undefined],
  ['not known by `latest`', deployment('workflow-controller:latest'), undefined],
])('the version of a project is %s', (_, yaml, version) => {
  const { argoVersion } = projectOf(`${yaml}# argoproj\n`)
  expect(argoVersion && formatVersion(argoVersion)).toBe(version)
  const told = projectOf(yaml, { argoVersion: { major: 3, minor: 3, patch: 0, prerelease: '' } }).argoVersion
  expect(told && formatVersion(told)).toBe('3.3.0')
})

describe('of several objects with one name', () => {
  const library = 'apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: lib}\n'
  const caller = 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: run}\n'

  /** The file that a caller's reference leads to. */
  function found(from: string, ...libraries: readonly string[]): string | undefined {
    const files = [...libraries.map((path) => ({ path, text: library })), { path: from, text: caller }]
    const bundle = project(
      files.flatMap((file) => read(file).manifests),
      {},
    )
    const manifest = bundle.manifests.find(({ kind }) => kind === 'Workflow')
    return bundle.find('WorkflowTemplate', 'lib', undefined, manifest)?.file.path
  }

  test.each([
    ['the nearest by folder is meant', 'envs/dev/run/a.yaml', ['envs/prod/lib.yaml', 'envs/dev/lib.yaml'], 1],
    ['one in the same folder is nearer', 'dev/a.yaml', ['dev/lib/lib.yaml', 'lib.yaml', 'dev/lib.yaml'], 2],
    ['none is where none is nearer', 'flows/a.yaml', ['envs/prod/lib.yaml', 'envs/dev/lib.yaml'], undefined],
    ['one alone is meant wherever it is', 'flows/a.yaml', ['envs/prod/lib.yaml'], 0],
  ] as const)('%s', (_, from, libraries, index) => {
    expect(found(from, ...libraries)).toBe(index === undefined ? undefined : libraries[index])
  })
})
