import { expect, test } from 'vitest'
import { addedToAllowList, overrides } from '../../src/argo/override.ts'
import { argo, named, projectOf, stream, workflow } from './manifests.ts'

const library = argo('WorkflowTemplate', 'deploy', '  entrypoint: main\n  serviceAccountName: deploy\n  parallelism: 2')

/** What a workflow over that library overrides, and what it hides. */
function found(spec: string, libraries = library): readonly (readonly [string, boolean])[] {
  const project = projectOf(stream(libraries, workflow(`  workflowTemplateRef: {name: deploy}\n${spec}`)))
  return overrides(named(project, 'a'), project).map(({ name, below }) => [name, below !== undefined])
}

test('what a workflow says besides its reference is an override, unless submitters may always say it', () => {
  expect(found('  serviceAccountName: ops\n  priority: 3\n  arguments: {}\n  nodeSelector: {a: b}')).toEqual([
    ['serviceAccountName', true],
    ['nodeSelector', false],
  ])
})

test('the same as the template says, and nothing, override nothing', () => {
  expect(found('  serviceAccountName: "deploy"\n  parallelism: 2\n  volumes:\n  hooks: null')).toEqual([])
})

test('of artifactGC, only some parts are overrides', () => {
  expect(found('  artifactGC: {strategy: Never, serviceAccountName: ops, podSpecPatch: "{}"}')).toEqual([
    ['artifactGC.serviceAccountName', false],
    ['artifactGC.podSpecPatch', false],
  ])
})

test('an unknown template hides nothing, and a workflow without a reference overrides nothing', () => {
  expect(found('  serviceAccountName: deploy', '')).toEqual([['serviceAccountName', false]])
  const project = projectOf(workflow('  entrypoint: main\n  serviceAccountName: ops'))
  expect(overrides(named(project, 'a'), project)).toEqual([])
})

test('controllers may let submitters set more', () => {
  const controller = `apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          env: [{name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: "parallelism, tolerations"}]
`
  expect([...addedToAllowList(projectOf(controller))]).toEqual(['parallelism', 'tolerations'])
  expect([...addedToAllowList(projectOf(library))]).toEqual([])
})
