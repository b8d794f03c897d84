import { describe, expect, test } from 'vitest'
import { codeOf } from '../../../src/argo/code.ts'
import { sourceOf } from '../../../src/argo/flow/level.ts'
import { projectOf } from '../manifests.ts'

/** The levels of all tags in scripts, in the order of the text. */
function levels(...texts: readonly string[]): string[] {
  const project = projectOf(texts)
  return project.manifests.flatMap((manifest) =>
    codeOf(manifest).code.flatMap(({ tags, template }) =>
      tags.map(({ flows }) => sourceOf(flows, { project, manifest, template }).level),
    ),
  )
}

function workflow(spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: run}\nspec:\n${spec.replaceAll(/^(?=.)/gm, '  ')}\n`
}

function script(source: string): string {
  return `script: {image: a, command: [sh], source: ${JSON.stringify(source)}}`
}

describe('names that mean something to the language of the engine, or nothing at all', () => {
  test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'length', '0', 'a.b', 'ä', '{', '$&', ' '])(
    '%s',
    (name) => {
      const quoted = JSON.stringify(name)
      const library = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ${quoted}}
spec:
  templates:
  - name: ${quoted}
    inputs: {parameters: [{name: ${quoted}}]}
    ${script(`{{inputs.parameters.${name}}}`)}
`
      const run = workflow(`entrypoint: main
arguments: {parameters: [{name: ${quoted}}]}
templates:
- name: main
  steps:
  - - name: ${quoted}
      templateRef: {name: ${quoted}, template: ${quoted}}
      arguments: {parameters: [{name: ${quoted}, value: ${JSON.stringify(`{{workflow.parameters.${name}}}`)}}]}`)
      expect(levels(library, run)).toEqual(['argument'])
    },
  )

  test.each(['__proto__', 'constructor', 'toString', 'a'])('what nothing declares is not found: %s', (name) => {
    const text = workflow(`entrypoint: main
templates:
- name: main
  steps:
  - - {name: s, template: t, arguments: {parameters: [{name: other, value: a}]}}
- name: t
  ${script(`{{inputs.parameters.${name}}} {{steps.${name}.outputs.parameters.${name}}} {{inputs.parameters.}}`)}`)
    expect(levels(text)).toEqual(['constant', 'output', 'constant'])
  })

  test('things without names, with null ones and of another type are passed by', () => {
    const text = workflow(`entrypoint: main
arguments: {parameters: [null, a, [], {}, {name: null}, {name: ""}, {value: "{{workflow.parameters.}}"}]}
hooks: {"": null, exit: [], running: {arguments: null}}
templates:
- null
- {}
- name: main
  inputs: {parameters: {name: x}}
  steps: [null, [null, {}, {name: "", template: ""}, {name: a, inline: null}, {name: b, inline: [], withItems: {a: b}}]]
- name: t
  dag: {tasks: {name: a}}
- name: u
  ${script('{{inputs.parameters.x}} {{workflow.parameters.}} {{item}} {{steps..outputs.result}}')}`)
    expect(levels(text)).toEqual(['preset', 'preset', 'output', 'output'])
  })
})

describe('what uses itself', () => {
  test.each([
    ['a default', '{name: in, default: "{{inputs.parameters.in}}"}', 'preset'],
    [
      'two defaults',
      '{name: in, default: "{{inputs.parameters.b}}"}, {name: b, default: "{{inputs.parameters.in}}"}',
      'preset',
    ],
    ['a default of all', '{name: in, default: "{{inputs.parameters}}"}', 'preset'],
  ])('%s', (_, inputs, level) => {
    const text = workflow(`entrypoint: t
templates:
- name: t
  inputs: {parameters: [${inputs}]}
  ${script('{{inputs.parameters.in}}')}`)
    expect(levels(text)).toEqual([level])
  })

  test('parameters, a library that calls itself, and one that takes itself over', () => {
    const library = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  workflowTemplateRef: {name: lib}
  entrypoint: t
  arguments: {parameters: [{name: in, value: "{{workflow.parameters.in}} {{workflow.parameters}}"}]}
  templates:
  - name: t
    inputs: {parameters: [{name: in}]}
    steps:
    - - name: a
        templateRef: {name: lib, template: t}
        withParam: "{{item}}"
        arguments: {parameters: [{name: in, value: "{{inputs.parameters.in}} {{item}}"}]}
        hooks: {exit: {template: t}}
        onExit: t
    - - name: b
        inline: {${script('{{inputs.parameters.in}}')}}
`
    expect(levels(library)).toEqual(['preset'])
  })
})

describe('nodes that an anchor puts in several places', () => {
  test('an inline template is as bad as each of its calls makes it', () => {
    const text = workflow(`entrypoint: main
arguments: {parameters: [{name: in}]}
templates:
- name: main
  steps:
  - - name: a
      inline: &echo {inputs: {parameters: [{name: in}]}, ${script('{{inputs.parameters.in}}')}}
      arguments: {parameters: [{name: in, value: fixed}]}
  - - name: b
      inline: *echo
      arguments: {parameters: [{name: in, value: "{{workflow.parameters.in}}"}]}`)
    expect(levels(text)).toEqual(['constant', 'argument'])
  })

  test('a step of two templates loops over the list of each', () => {
    const text = workflow(`entrypoint: main
arguments: {parameters: [{name: list}]}
templates:
- name: main
  steps:
  - - {name: a, template: a, arguments: {parameters: [{name: list, value: "{{workflow.parameters.list}}"}]}}
    - {name: b, template: b, arguments: {parameters: [{name: list, value: "[]"}]}}
- name: a
  inputs: {parameters: [{name: list}]}
  steps: &steps
  - - {name: each, template: echo, withParam: "{{inputs.parameters.list}}", arguments: {parameters: [{name: in, value: "{{item}}"}]}}
- name: b
  inputs: {parameters: [{name: list}]}
  steps: *steps
- name: echo
  inputs: {parameters: [{name: in}]}
  ${script('{{inputs.parameters.in}}')}`)
    expect(levels(text)).toEqual(['argument'])
  })
})

test('a value that is no text is taken with all that is in it', () => {
  const text = workflow(`entrypoint: main
arguments: {parameters: [{name: in}]}
templates:
- name: main
  steps:
  - - {name: a, template: echo, arguments: {parameters: [{name: in, value: {a: [1, "{{workflow.parameters.in}}"]}}]}}
- name: echo
  inputs: {parameters: [{name: in}]}
  ${script('{{inputs.parameters.in}}')}`)
  expect(levels(text)).toEqual(['argument'])
})
