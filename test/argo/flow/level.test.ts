import { describe, expect, test } from 'vitest'
import { codeOf } from '../../../src/argo/code.ts'
import { sourceOf } from '../../../src/argo/flow/level.ts'
import type { Manifest } from '../../../src/argo/manifest.ts'
import type { Project } from '../../../src/argo/project.ts'
import { projectOf } from '../read.ts'

/** The source of each tag in code, by the text of the tag. */
function sources(text: string, kind = 'Workflow'): Record<string, string> {
  const { manifest, project } = first(text, kind)
  return Object.fromEntries(
    codeOf(manifest).code.flatMap(({ tags, template }) =>
      tags.map((tag) => [tag.body, sourceOf(tag.flows, { project, manifest, template }).level]),
    ),
  )
}

function first(text: string, kind: string): { readonly manifest: Manifest; readonly project: Project } {
  const project = projectOf(text)
  const manifest = project.manifests.find((one) => one.kind === kind)
  if (!manifest) throw new Error(`no ${kind}`)
  return { manifest, project }
}

/** A manifest of a kind with these lines in its spec, and one script that echoes tags. */
function manifest(kind: string, spec: string, tags: readonly string[]): string {
  const lines = `${spec.trim()}
    - name: echo
      inputs: {parameters: [{name: in}, {name: other, default: a}]}
      script: {image: a, command: [sh], source: "echo ${tags.map((tag) => `{{${tag}}}`).join(' ')}"}`
  const indent = kind === 'CronWorkflow' ? '  ' : ''
  const head = kind === 'CronWorkflow' ? 'spec:\n  workflowSpec:' : 'spec:'
  return `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: a}\n${head}\n${`  ${lines}`.replace(/^/gm, indent)}\n`
}

function call(step: string): string {
  return `entrypoint: main
  templates:
    - name: main
      steps:
        - - {name: gen, template: gen}
        - - ${step}
    - name: gen
      script: {image: a, command: [sh], source: date}`
}

describe('who controls', () => {
  const tags = [
    'workflow.name',
    'workflow.uid',
    'workflow.parameters.given',
    'workflow.parameters.needed',
    'workflow.parameters.unknown',
    'workflow.labels.x',
    'workflow.outputs.parameters.x',
    'workflow.failures',
    'inputs.artifacts.a.path',
    'outputs.parameters.a.path',
    'outputs.result',
    'outputs.parameters.path',
    'steps.a.outputs.parameters.path',
    'tasks.a.exitCode',
    'pod.name',
    'retries',
    'lastRetry.exitCode',
    'lastRetry.message',
    '=workflow.parameters.needed == 1',
    "=workflow.parameters['needed']",
  ]
  const spec = `entrypoint: echo
  arguments: {parameters: [{name: given, value: a}, {name: needed}]}
  templates:`
  const levels = {
    'workflow.name': 'constant',
    'workflow.uid': 'constant',
    'workflow.parameters.given': 'preset',
    'workflow.parameters.needed': 'argument',
    'workflow.parameters.unknown': 'argument',
    'workflow.labels.x': 'preset',
    'workflow.outputs.parameters.x': 'output',
    'workflow.failures': 'output',
    'inputs.artifacts.a.path': 'constant',
    'outputs.parameters.a.path': 'constant',
    'outputs.result': 'output',
    'outputs.parameters.path': 'output',
    'steps.a.outputs.parameters.path': 'output',
    'tasks.a.exitCode': 'constant',
    'pod.name': 'constant',
    retries: 'constant',
    'lastRetry.exitCode': 'constant',
    'lastRetry.message': 'output',
    '=workflow.parameters.needed == 1': 'constant',
    "=workflow.parameters['needed']": 'argument',
  }

  test.each(['Workflow', 'CronWorkflow'])('the variables of a %s', (kind) => {
    expect(sources(manifest(kind, spec, tags), kind)).toEqual(levels)
  })

  test.each(['WorkflowTemplate', 'ClusterWorkflowTemplate'])('the variables of a %s', (kind) => {
    expect(sources(manifest(kind, spec, [...tags, 'inputs.parameters.in']), kind)).toEqual({
      ...levels,
      'workflow.parameters.given': 'submitter',
      'workflow.parameters.needed': 'submitter',
      'workflow.parameters.unknown': 'submitter',
      'workflow.labels.x': 'submitter',
      "=workflow.parameters['needed']": 'submitter',
      'inputs.parameters.in': 'submitter',
    })
  })
})

test.each([
  ['toJson(inputs)', 'submitter'],
  ['let p = inputs; p.parameters.in', 'submitter'],
  ["$env['inputs'].parameters.in", 'submitter'],
  ["get(get(inputs, 'parameters'), 'in')", 'submitter'],
  ['sprig.b64dec(sprig.b64enc(inputs.parameters.in))', 'submitter'],
  ['toJson($env)', 'submitter'],
  ['toJson(workflow)', 'submitter'],
  ['toJson(steps)', 'output'],
  ["toJson(tasks['a'])", 'output'],
  ['toJson(lastRetry)', 'output'],
  ['steps.name', 'constant'],
  ['len(inputs)', 'constant'],
])('a variable that holds others counts for all of them: %s', (expression, level) => {
  const text = manifest('WorkflowTemplate', 'templates:', [`=${expression}`])
  expect(sources(text, 'WorkflowTemplate')).toEqual({ [`=${expression}`]: level })
})

describe('an input of a workflow holds what its calls give it', () => {
  test.each([
    ['a fixed text', '{name: a, template: echo, arguments: {parameters: [{name: in, value: a}]}}', 'constant'],
    [
      'a state',
      '{name: a, template: echo, arguments: {parameters: [{name: in, value: "{{steps.gen.status}}"}]}}',
      'constant',
    ],
    [
      'an output',
      '{name: a, template: echo, arguments: {parameters: [{name: in, value: "x{{steps.gen.outputs.result}}"}]}}',
      'output',
    ],
    [
      'a parameter',
      '{name: a, template: echo, arguments: {parameters: [{name: in, value: "{{workflow.parameters.p}}"}]}}',
      'argument',
    ],
    [
      'an expression',
      '{name: a, template: echo, arguments: {parameters: [{name: in, value: "{{=asInt(workflow.parameters.p)}}"}]}}',
      'constant',
    ],
    [
      'a ConfigMap',
      '{name: a, template: echo, arguments: {parameters: [{name: in, valueFrom: {configMapKeyRef: {name: a, key: b}}}]}}',
      'output',
    ],
    [
      'a fixed list',
      '{name: a, template: echo, withItems: [a, b], arguments: {parameters: [{name: in, value: "{{item}}"}]}}',
      'constant',
    ],
    [
      'a list with a tag',
      '{name: a, template: echo, withItems: [a, "{{workflow.parameters.p}}"], arguments: {parameters: [{name: in, value: "{{item}}"}]}}',
      'argument',
    ],
    [
      'a sequence',
      '{name: a, template: echo, withSequence: {count: 3}, arguments: {parameters: [{name: in, value: "{{item}}"}]}}',
      'constant',
    ],
    [
      'a computed list',
      '{name: a, template: echo, withParam: "{{steps.gen.outputs.result}}", arguments: {parameters: [{name: in, value: "{{item.x}}"}]}}',
      'output',
    ],
    [
      'a list that is given',
      '{name: a, template: echo, withParam: "{{workflow.parameters.p}}", arguments: {parameters: [{name: in, value: "{{item}}"}]}}',
      'argument',
    ],
    [
      'a hook',
      '{name: a, template: gen, hooks: {exit: {template: echo, arguments: {parameters: [{name: in, value: "{{steps.gen.outputs.result}}"}]}}}}',
      'output',
    ],
    ['no call', '{name: a, template: gen}', 'preset'],
  ])('%s', (_, step, level) => {
    expect(sources(manifest('Workflow', call(step), ['inputs.parameters.in']))).toEqual({
      'inputs.parameters.in': level,
    })
  })

  test('the worst of several calls counts, also through other templates and in circles', () => {
    const spec = `entrypoint: main
  arguments: {parameters: [{name: p, value: a}]}
  templates:
    - name: main
      dag:
        tasks:
          - {name: a, template: echo, arguments: {parameters: [{name: in, value: fixed}]}}
          - {name: b, template: through, arguments: {parameters: [{name: x, value: "{{workflow.parameters.p}}"}]}}
    - name: through
      inputs: {parameters: [{name: x}]}
      steps:
        - - {name: again, template: through, arguments: {parameters: [{name: x, value: "{{inputs.parameters.x}}"}]}}
        - - {name: echo, template: echo, arguments: {parameters: [{name: in, value: "{{inputs.parameters.x}}"}]}}`
    expect(
      sources(manifest('Workflow', spec, ['inputs.parameters.in', 'inputs.parameters.other', 'inputs.parameters'])),
    ).toEqual({
      'inputs.parameters.in': 'preset',
      'inputs.parameters.other': 'constant',
      'inputs.parameters': 'preset',
    })
  })

  test('an inline template has one caller, in a library too', () => {
    const spec = `entrypoint: main
  templates:
    - name: main
      steps:
        - - name: a
            withItems: [a, b]
            inline:
              inputs: {parameters: [{name: in}, {name: list, value: "{{workflow.parameters.p}}"}]}
              script: {image: a, command: [sh], source: "{{inputs.parameters.in}} {{item}} {{inputs.parameters.list}}"}
            arguments: {parameters: [{name: in, value: fixed}]}`
    expect(sources(manifest('WorkflowTemplate', spec, []), 'WorkflowTemplate')).toEqual({
      'inputs.parameters.in': 'constant',
      item: 'constant',
      'inputs.parameters.list': 'submitter',
    })
  })

  describe('the templates around an inline one fill it in first', () => {
    const script = 'script: {image: a, command: [sh], source: "{{inputs.parameters.x}}"}'
    test.each([
      ['steps', `steps: [[{name: s, inline: {${script}}}]]`],
      ['dag', `dag: {tasks: [{name: s, inline: {${script}}}]}`],
      ['nested', `steps: [[{name: s, inline: {dag: {tasks: [{name: t, inline: {${script}}}]}}}]]`],
      ['its own literal', `steps: [[{name: s, inline: {inputs: {parameters: [{name: x, value: a}]}, ${script}}}]]`],
      [
        'its own argument',
        `steps: [[{name: s, inline: {inputs: {parameters: [{name: x}]}, ${script}}, arguments: {parameters: [{name: x, value: a}]}}]]`,
      ],
      [
        'handed on',
        `steps: [[{name: s, inline: {inputs: {parameters: [{name: y, value: "{{inputs.parameters.x}}"}]}, ${script.replace('.x', '.y')}}}]]`,
      ],
    ])('%s', (_, body) => {
      const spec = `templates:\n    - name: a\n      inputs: {parameters: [{name: x}]}\n      ${body}`
      const found = Object.values(sources(manifest('WorkflowTemplate', spec, []), 'WorkflowTemplate'))
      expect(found).toEqual(['submitter'])
      const called = `entrypoint: main
  templates:
    - name: main
      steps: [[{name: a, template: a, arguments: {parameters: [{name: x, value: fixed}]}}]]${spec.slice('templates:'.length)}`
      expect(Object.values(sources(manifest('Workflow', called, [])))).toEqual(['constant'])
    })

    test('with the outputs of their steps', () => {
      const spec = `entrypoint: main
  templates:
    - name: main
      steps:
        - - {name: ask, template: ask}
        - - {name: a, inline: {script: {image: a, command: [sh], source: "{{steps.ask.outputs.parameters.x}}"}}}
    - {name: ask, suspend: {}, outputs: {parameters: [{name: x, valueFrom: {supplied: {}}}]}}`
      expect(sources(manifest('Workflow', spec, []))).toEqual({ 'steps.ask.outputs.parameters.x': 'argument' })
    })
  })

  test('the entrypoint gets the parameters of the workflow by name', () => {
    const spec = 'entrypoint: echo\n  arguments: {parameters: [{name: in, value: a}]}\n  templates:'
    const open = 'entrypoint: echo\n  templates:'
    const tags = ['inputs.parameters.in', 'inputs.parameters.other']
    expect(sources(manifest('Workflow', spec, tags))).toEqual({
      'inputs.parameters.in': 'preset',
      'inputs.parameters.other': 'preset',
    })
    expect(sources(manifest('Workflow', open, tags))).toEqual({
      'inputs.parameters.in': 'argument',
      'inputs.parameters.other': 'preset',
    })
  })

  test('what a suspended step is given comes from whoever resumes it', () => {
    const spec = `entrypoint: main
  templates:
    - name: main
      steps:
        - - {name: ask, template: ask}
        - - {name: a, template: echo, arguments: {parameters: [{name: in, value: "{{steps.ask.outputs.parameters.x}}"}]}}
    - {name: ask, suspend: {}, outputs: {parameters: [{name: x, valueFrom: {supplied: {}}}]}}`
    expect(sources(manifest('Workflow', spec, ['inputs.parameters.in']))).toEqual({
      'inputs.parameters.in': 'argument',
    })
  })
})

test('enum lowers nothing but is told, and a step that fetches is told', () => {
  const text = manifest(
    'Workflow',
    call(
      '{name: a, template: echo, arguments: {parameters: [{name: in, value: "{{steps.gen.outputs.result}}"}]}}',
    ).replace('source: date', 'source: curl https://example.org'),
    ['inputs.parameters.in', 'workflow.parameters.p'],
  ).replace('spec:', 'spec:\n  arguments: {parameters: [{name: p, enum: [a, b]}]}')
  const { manifest: found, project } = first(text, 'Workflow')
  const [code] = codeOf(found).code
  const [output, parameter] = (code?.tags ?? []).map(({ flows }) =>
    sourceOf(flows, { project, manifest: found, template: code?.template }),
  )
  expect(output).toMatchObject({ level: 'output', fetched: true, from: 'the output of step `gen`' })
  expect(parameter).toMatchObject({ level: 'argument', limited: true })
})

describe('a sensor fills the parameters of the workflow in it', () => {
  function sensor(source: string): string {
    return `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: a}
spec:
  triggers:
    - template:
        name: a
        argoWorkflow:
          parameters: [{src: ${source}, dest: spec.arguments.parameters.1.value}]
          source:
            resource:
              ${manifest(
                'Workflow',
                'entrypoint: echo\n  arguments: {parameters: [{name: a, value: b}, {name: in, value: b}]}\n  templates:',
                ['inputs.parameters.in', 'workflow.parameters.a'],
              )
                .trim()
                .replace(/\n/g, '\n              ')}
`
  }
  test.each([
    ['{dependencyName: d, dataKey: body.comment.body}', 'event'],
    ['{dependencyName: d, useRawData: true}', 'event'],
    ['{dependencyName: d, dataTemplate: "{{ .Input.body.title }}", dataKey: body.number}', 'event'],
    ['{dependencyName: d, dataKey: body.head.sha}', 'argument'],
    ['{value: fixed}', 'preset'],
  ])('from %s', (source, level) => {
    expect(sources(sensor(source))).toEqual({ 'inputs.parameters.in': level, 'workflow.parameters.a': 'preset' })
  })
})

test('long chains of calls take linear time, in either order', () => {
  for (const order of [1, -1]) {
    const links = Array.from(
      { length: 8000 },
      (_, index) => `    - name: t${index}
      inputs: {parameters: [{name: in}]}
      script: {image: a, command: [sh], source: "{{inputs.parameters.in}}"}
      steps: [[{name: a, template: t${index + 1}, arguments: {parameters: [{name: in, value: "{{inputs.parameters.in}}"}]}}]]`,
    )
    const spec = `entrypoint: t0\n  templates:\n${(order > 0 ? links : links.toReversed()).join('\n')}`
    const text = manifest('Workflow', spec, []).replace(
      'entrypoint',
      'arguments: {parameters: [{name: in}]}\n  entrypoint',
    )
    const { manifest: found, project } = first(text, 'Workflow')
    const levels = codeOf(found).code.map(({ tags, template }) =>
      tags.map(({ flows }) => sourceOf(flows, { project, manifest: found, template }).level),
    )
    expect(levels.flat()).toEqual(links.map(() => 'argument'))
  }
})

test.each([
  [
    'all inputs at once',
    (count: number) =>
      `    - name: t
      inputs: {parameters: [${Array.from({ length: count }, (_, index) => `{name: p${index}}`).join()}]}
      script: {image: a, command: [sh], source: "${'{{inputs.parameters}}'.repeat(count)}"}`,
  ],
  [
    'items of long lists',
    (count: number) =>
      `    - name: t
      inputs: {parameters: [{name: in}]}
      steps:
        - - name: a
            withItems: [${'"{{inputs.parameters.in}}",'.repeat(count)}]
            inline: {script: {image: a, command: [sh], source: "${'{{item}}'.repeat(count)}"}}`,
  ],
])('%s take linear time', (_, template) => {
  const { manifest: found, project } = first(
    manifest('Workflow', `entrypoint: t\n  templates:\n${template(20_000)}`, []),
    'Workflow',
  )
  const levels = codeOf(found).code.flatMap(({ tags, template: holder }) =>
    tags.map(({ flows }) => sourceOf(flows, { project, manifest: found, template: holder }).level),
  )
  expect(new Set(levels)).toEqual(new Set(['argument']))
})
