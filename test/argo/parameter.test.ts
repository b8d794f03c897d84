import { expect, test } from 'vitest'
import { parameters } from '../../src/argo/parameter.ts'
import { only } from './read.ts'

function found(text: string): readonly string[] {
  return [...parameters(only(text).manifest)].map(
    ({ name, place, template }) => `${place} ${name} of ${template?.name ?? 'the spec'}`,
  )
}

test('parameters of every place of a workflow', () => {
  expect(
    found(`
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: a}
spec:
  workflowSpec:
    arguments: {parameters: [{name: top}]}
    hooks: {exit: {template: one, arguments: {parameters: [{name: hooked}]}}}
    templateDefaults: {inputs: {parameters: [{name: common}]}}
    templates:
      - name: one
        inputs: {parameters: [{name: in}, {value: nameless}]}
        outputs: {parameters: [{name: out}]}
        container: {image: a}
      - name: two
        steps:
          - - name: call
              template: one
              arguments: {parameters: [{name: in}]}
              hooks: {running: {template: one, arguments: {parameters: [{name: late}]}}}
`),
  ).toEqual([
    'argument top of the spec',
    'call hooked of the spec',
    'input common of the spec',
    'input in of one',
    'output out of one',
    'call in of two',
    'call late of two',
  ])
})

test('what an event binding submits, and nothing of other objects', () => {
  expect(
    found(`
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: a}
spec: {submit: {workflowTemplateRef: {name: b}, arguments: {parameters: [{name: body, valueFrom: {event: payload}}]}}}
`),
  ).toEqual(['argument body of the spec'])
  expect(found('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: artifact-repositories}\n')).toEqual([])
})
