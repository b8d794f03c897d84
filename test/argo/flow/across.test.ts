import { describe, expect, test } from 'vitest'
import { analyze } from '../../../src/analyze.ts'
import { codeOf } from '../../../src/argo/code.ts'
import { sourceOf } from '../../../src/argo/flow/level.ts'
import { project } from '../../../src/argo/project.ts'
import { type Config, defaults } from '../../../src/config.ts'
import type { Finding } from '../../../src/finding.ts'
import { read } from '../../../src/read.ts'
import { rules } from '../../../src/rules/index.ts'
import { position } from '../../../src/yaml/file.ts'

interface Case {
  readonly title: string
  /** Two or more files by their names. */
  readonly files: Readonly<Record<string, string>>
  /** Each tag of each script: its level, where it comes from, and the way that the value takes. */
  readonly is: string
}

/** A manifest whose spec is written with no indent. */
function argo(kind: string, name: string, spec: string): string {
  const [meta, inner] = kind === 'CronWorkflow' ? ['spec:\n  workflowSpec:\n', '    '] : ['spec:\n', '  ']
  const body = spec.trim().replace(/^(?=.)/gm, inner)
  return `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {${name}}\n${meta}${body}\n`
}

function workflow(spec: string, name = 'name: run'): string {
  return argo('Workflow', name, spec)
}

function library(spec: string, name = 'name: lib'): string {
  return argo('WorkflowTemplate', name, spec)
}

/** A template that pastes tags into a script. */
function echo(name: string, inputs: string, ...tags: readonly string[]): string {
  return `- name: ${name}
  inputs: {parameters: [${inputs}]}
  script: {image: a, command: [sh], source: "${tags.map((tag) => `echo {{${tag}}}`).join('; ')}"}`
}

const greet = echo('greet', '{name: text}', 'inputs.parameters.text')

/** What is told of each tag, without the marks of code. */
function told(files: Case['files']): string {
  const all = project(
    Object.entries(files).flatMap(([path, text]) => read({ path, text }).manifests),
    {},
  )
  const lines = all.manifests.flatMap((manifest) =>
    codeOf(manifest).code.flatMap(({ tags, template }) =>
      tags.flatMap((tag) => {
        const { level, from, way } = sourceOf(tag.flows, { project: all, manifest, template })
        return [
          `${manifest.file.path}, ${template?.name || 'inline'}, {{${tag.body}}}: ${level}, from ${from}`,
          ...way.map((stop) => {
            const { file } = stop.manifest
            return `  ${file.path}:${position(file, stop.at.start).line} ${stop.note}`
          }),
        ]
      }),
    ),
  )
  return lines.join('\n').replaceAll('`', '')
}

const cases: readonly Case[] = [
  {
    title: 'a template of a library holds what its callers in other files give it',
    files: {
      lib: library(`templates:\n${greet}`),
      run: workflow(`
entrypoint: main
arguments: {parameters: [{name: who}]}
templates:
- name: main
  steps:
  - - name: hello
      templateRef: {name: lib, template: greet}
      arguments: {parameters: [{name: text, value: "hello {{workflow.parameters.who}}"}]}`),
    },
    is: `
lib, greet, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:6 A submission has to set who
  run:12 Step hello passes it on as text
`,
  },
  {
    title: 'what all callers give as fixed text is one that only a submission of the library itself may change',
    files: {
      lib: library(`templates:\n${greet}`),
      run: workflow(`
entrypoint: main
templates:
- name: main
  steps:
  - - name: hello
      templateRef: {name: lib, template: greet}
      arguments: {parameters: [{name: text, value: hello}]}`),
    },
    is: `
lib, greet, {{inputs.parameters.text}}: preset, from whoever submits this template with a value that no caller in these files gives
  lib:7 A submission of the template may set text
`,
  },
  {
    title: 'a library that nothing in these files runs is for anyone to submit',
    files: {
      lib: library(`templates:\n${greet}`),
      run: workflow(`
entrypoint: main
templates:
- name: main
  steps: [[{name: hello, templateRef: {name: another, template: greet}}]]`),
    },
    is: `
lib, greet, {{inputs.parameters.text}}: submitter, from anyone who may submit this template
  lib:7 Whoever submits the template sets text
`,
  },
  {
    title: 'a template that a library calls by its name is one of the library',
    files: {
      lib: library(`
templates:
- name: polite
  inputs: {parameters: [{name: who}]}
  steps: [[{name: say, template: greet, arguments: {parameters: [{name: text, value: "dear {{inputs.parameters.who}}"}]}}]]
${greet}`),
      run: workflow(`
entrypoint: main
arguments: {parameters: [{name: who}]}
templates:
- name: main
  steps:
  - - name: hello
      templateRef: {name: lib, template: polite}
      arguments: {parameters: [{name: who, value: "{{workflow.parameters.who}}"}]}
  - - {name: own, template: greet, arguments: {parameters: [{name: text, value: fixed}]}}
${greet}`),
    },
    is: `
lib, greet, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:6 A submission has to set who
  run:12 Step hello passes it on as who
  lib:8 Step say passes it on as text
run, greet, {{inputs.parameters.text}}: constant, from fixed text in this file
`,
  },
  {
    title: 'libraries that call each other in a circle',
    files: {
      a: library(
        `
templates:
- name: ping
  inputs: {parameters: [{name: text}]}
  dag:
    tasks:
    - name: pong
      templateRef: {name: b, template: pong}
      arguments: {parameters: [{name: text, value: "{{inputs.parameters.text}}"}]}
    - {name: say, template: greet, arguments: {parameters: [{name: text, value: "{{inputs.parameters.text}}"}]}}
${greet}`,
        'name: a',
      ),
      b: library(
        `
templates:
- name: pong
  inputs: {parameters: [{name: text}]}
  dag:
    tasks:
    - name: ping
      templateRef: {name: a, template: ping}
      arguments: {parameters: [{name: text, value: "{{inputs.parameters.text}}"}]}`,
        'name: b',
      ),
      run: workflow(`
entrypoint: main
arguments: {parameters: [{name: text}]}
templates:
- name: main
  dag:
    tasks:
    - name: start
      templateRef: {name: b, template: pong}
      arguments: {parameters: [{name: text, value: "{{workflow.parameters.text}}"}]}`),
    },
    is: `
a, greet, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:6 A submission has to set text
  run:13 Task start passes it on as text
  b:12 Task ping passes it on as text
  a:13 Task say passes it on as text
`,
  },
  {
    title: 'a ClusterWorkflowTemplate is meant with clusterScope, and else a WorkflowTemplate of the same name',
    files: {
      cluster: argo('ClusterWorkflowTemplate', 'name: lib', `templates:\n${greet}`),
      namespaced: library(`templates:\n${greet}`),
      run: workflow(`
entrypoint: main
arguments: {parameters: [{name: must}, {name: may, value: a}]}
templates:
- name: main
  steps:
  - - name: cluster
      templateRef: {name: lib, template: greet, clusterScope: true}
      arguments: {parameters: [{name: text, value: "{{workflow.parameters.must}}"}]}
    - name: namespaced
      templateRef: {name: lib, template: greet}
      arguments: {parameters: [{name: text, value: "{{workflow.parameters.may}}"}]}`),
    },
    is: `
cluster, greet, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:6 A submission has to set must
  run:12 Step cluster passes it on as text
namespaced, greet, {{inputs.parameters.text}}: preset, from whoever submits this template with a value that no caller in these files gives
  namespaced:7 A submission of the template may set text
`,
  },
  {
    title: 'a library of another namespace is another library; one whose namespace no file tells may be meant',
    files: {
      other: library(`templates:\n${greet}`, 'name: lib, namespace: other'),
      unknown: library(`templates:\n${greet}`),
      run: workflow(
        `
entrypoint: main
arguments: {parameters: [{name: who}]}
templates:
- name: main
  steps:
  - - name: hello
      templateRef: {name: lib, template: greet}
      arguments: {parameters: [{name: text, value: "{{workflow.parameters.who}}"}]}`,
        'name: run, namespace: mine',
      ),
    },
    is: `
other, greet, {{inputs.parameters.text}}: submitter, from anyone who may submit this template
  other:7 Whoever submits the template sets text
unknown, greet, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:6 A submission has to set who
  run:12 Step hello passes it on as text
`,
  },
  {
    title: 'a workflow that takes over a library gives arguments in the place of its own',
    files: {
      lib: library(`
entrypoint: main
arguments: {parameters: [{name: given, value: a}, {name: needed}, {name: open}]}
templates:
${echo('main', '', 'workflow.parameters.given', 'workflow.parameters.needed', 'workflow.parameters.open')}`),
      run: workflow(`
workflowTemplateRef: {name: lib}
arguments: {parameters: [{name: given, value: b}, {name: needed, value: c}]}`),
    },
    is: `
lib, main, {{workflow.parameters.given}}: preset, from whoever submits this template with a value that no caller in these files gives
  lib:6 A submission of the template may set given
lib, main, {{workflow.parameters.needed}}: preset, from whoever submits this template with a value that no caller in these files gives
  lib:6 A submission of the template may set needed
lib, main, {{workflow.parameters.open}}: argument, from whoever submits the workflow
  run:3 Nothing in this Workflow declares open. A submission has to set open
  run:5 Workflow run runs lib with its own arguments
`,
  },
  {
    title: 'the entrypoint takes the parameters of the workflow, and the workflow may choose another one',
    files: {
      lib: library(`
entrypoint: main
templates:
${echo('main', '{name: text, default: a}', 'inputs.parameters.text')}
${echo('other', '{name: text}', 'inputs.parameters.text')}
${echo('third', '{name: text}', 'inputs.parameters.text')}`),
      run: workflow(`
workflowTemplateRef: {name: lib}
entrypoint: other
arguments: {parameters: [{name: text}]}`),
    },
    is: `
lib, main, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:7 A submission has to set text
  run:5 Workflow run runs lib with its own arguments
lib, other, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:7 A submission has to set text
  run:5 Workflow run runs lib with its own arguments
lib, third, {{inputs.parameters.text}}: submitter, from anyone who may submit this template
  lib:14 Whoever submits the template sets text
`,
  },
  {
    title: 'an entrypoint with a default can be submitted as it is',
    files: {
      lib: library(`
entrypoint: main
templates:
${echo('main', '{name: text, default: a}', 'inputs.parameters.text')}`),
      run: argo('CronWorkflow', 'name: nightly', 'workflowTemplateRef: {name: lib}'),
    },
    is: `
lib, main, {{inputs.parameters.text}}: preset, from whoever submits this template with a value that no caller in these files gives
  lib:8 A submission of the template may set text
`,
  },
  {
    title: 'onExit takes the parameters of the workflow, a hook what it is given, and one named exit both',
    files: {
      lib: library(`
templates:
${echo('bye', '{name: text}', 'inputs.parameters.text')}
${echo('note', '{name: text}', 'inputs.parameters.text')}
${echo('last', '{name: text}', 'inputs.parameters.text')}
${echo('after', '{name: text}', 'inputs.parameters.text')}`),
      run: workflow(`
entrypoint: main
onExit: own
arguments: {parameters: [{name: text}]}
hooks:
  running: {expression: "true", templateRef: {name: lib, template: note}, arguments: {parameters: [{name: text, value: "{{workflow.parameters.text}}"}]}}
  exit: {templateRef: {name: lib, template: last}}
templates:
- name: main
  steps:
  - - name: work
      template: own-work
      hooks:
        exit: {templateRef: {name: lib, template: bye}}
        running: {expression: "true", templateRef: {name: lib, template: after}, arguments: {parameters: [{name: text, value: "{{steps.work.outputs.result}}"}]}}
    - {name: more, template: own-work, onExit: step-exit}
- {name: own-work, container: {image: a}}
${echo('own', '{name: text}', 'inputs.parameters.text')}
${echo('step-exit', '{name: text}', 'inputs.parameters.text')}`),
    },
    is: `
lib, bye, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:7 A submission has to set text
  run:17 An exit handler without arguments gets those of the workflow, and passes it on as text
lib, note, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:7 A submission has to set text
  run:9 A hook passes it on as text
lib, last, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:7 A submission has to set text
  run:10 An exit handler without arguments gets those of the workflow, and passes it on as text
lib, after, {{inputs.parameters.text}}: preset, from whoever submits this template with a value that no caller in these files gives
  lib:16 A submission of the template may set text
run, own, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:7 A submission has to set text
run, step-exit, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:7 A submission has to set text
  run:19 An exit handler without arguments gets those of the workflow, and passes it on as text
`,
  },
  {
    title: 'a hook of a workflow that takes over a library calls a template of that',
    files: {
      lib: library(`
entrypoint: main
templates:
- {name: main, container: {image: a}}
${greet}`),
      run: argo(
        'CronWorkflow',
        'name: nightly',
        `
workflowTemplateRef: {name: lib}
hooks:
  running: {expression: "true", template: greet, arguments: {parameters: [{name: text, value: "{{workflow.parameters.text}}"}]}}`,
      ),
    },
    is: `
lib, greet, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:3 Nothing in this CronWorkflow declares text. A submission has to set text
  run:8 A hook passes it on as text
`,
  },
  {
    title: 'the parameters and labels of the workflow are those of the one that runs the template',
    files: {
      lib: library(`
arguments: {parameters: [{name: text, value: a}]}
templates:
- name: main
  steps: [[{name: a, template: inner}]]
${echo('inner', '', 'workflow.parameters.text', 'workflow.labels.team', 'workflow.parameters')}`),
      run: workflow(`
entrypoint: main
arguments: {parameters: [{name: text}]}
templates:
- name: main
  steps: [[{name: hello, templateRef: {name: lib, template: main}}]]`),
    },
    is: `
lib, inner, {{workflow.parameters.text}}: argument, from whoever submits the workflow
  run:6 A submission has to set text
  run:9 Step hello runs template main
lib, inner, {{workflow.labels.team}}: preset, from whoever submits this template with a value that no caller in these files gives
lib, inner, {{workflow.parameters}}: argument, from whoever submits the workflow
  run:6 A submission has to set text
  run:9 Step hello runs template main
`,
  },
  {
    title: 'outputs that steps and tasks hand on',
    files: {
      lib: library(`
templates:
- name: outer
  inputs: {parameters: [{name: text}]}
  steps: [[{name: make, template: inner, arguments: {parameters: [{name: text, value: "{{inputs.parameters.text}}"}]}}]]
  outputs: {parameters: [{name: made, valueFrom: {parameter: "{{steps.make.outputs.parameters.made}}"}}]}
- name: inner
  inputs: {parameters: [{name: text}]}
  dag: {tasks: [{name: make, template: make}]}
  outputs: {parameters: [{name: made, valueFrom: {expression: "inputs.parameters.text + tasks.make.outputs.result"}}]}
- {name: make, script: {image: a, command: [sh], source: curl https://example.com}}`),
      run: workflow(`
entrypoint: main
arguments: {parameters: [{name: text}]}
templates:
- name: main
  steps:
  - - name: make
      templateRef: {name: lib, template: outer}
      arguments: {parameters: [{name: text, value: "{{workflow.parameters.text}}"}]}
  - - {name: say, template: greet, arguments: {parameters: [{name: text, value: "{{steps.make.outputs.parameters.made}}"}]}}
${greet}`),
    },
    is: `
run, greet, {{inputs.parameters.text}}: argument, from whoever submits the workflow
  run:6 A submission has to set text
  run:12 Step make passes it on as text
  lib:8 Step make passes it on as text
  lib:13 The output of step make
  lib:9 The output of step make
  run:13 Step say passes it on as text
`,
  },
  {
    title: 'what somebody types in who resumes a suspended step of a library',
    files: {
      lib: library(`
templates:
- {name: ask, suspend: {}, outputs: {parameters: [{name: answer, valueFrom: {supplied: {}}}]}}`),
      run: workflow(`
entrypoint: main
templates:
- name: main
  steps:
  - - {name: ask, templateRef: {name: lib, template: ask}}
  - - {name: say, template: greet, arguments: {parameters: [{name: text, value: "{{=toJson(steps.ask.outputs.parameters)}}"}]}}
${greet}`),
    },
    is: `
run, greet, {{inputs.parameters.text}}: argument, from whoever resumes the suspended workflow
  lib:6 Whoever resumes the workflow fills it in
  run:10 Step say passes it on as text
`,
  },
  {
    title: 'items of a list that another file gives, and of every loop around an inline template',
    files: {
      lib: library(`
templates:
- name: each
  inputs: {parameters: [{name: list}]}
  steps:
  - - name: outer
      withParam: "{{inputs.parameters.list}}"
      inline:
        steps:
        - - name: inner
            withItems: [a, b]
            inline:
              script: {image: a, command: [sh], source: "echo {{item}}"}
  - - name: numbered
      withSequence: {count: 3, format: "{{workflow.parameters.prefix}}%d"}
      inline:
        script: {image: a, command: [sh], source: "echo {{item}}"}`),
      run: workflow(`
entrypoint: main
arguments: {parameters: [{name: list}, {name: prefix, value: n}]}
templates:
- name: main
  steps:
  - - name: all
      templateRef: {name: lib, template: each}
      arguments: {parameters: [{name: list, value: "{{workflow.parameters.list}}"}]}`),
    },
    is: `
lib, inline, {{item}}: argument, from whoever submits the workflow
  run:6 A submission has to set list
  run:12 Step all passes it on as list
  lib:10 A loop goes over this list
lib, inline, {{item}}: preset, from whoever submits this template with a value that no caller in these files gives
  lib:3 Nothing in this WorkflowTemplate declares prefix. A submission of the template may set prefix
  lib:18 A loop goes over this list
`,
  },
  {
    title: 'an event binding fills the parameters of a library, and through those its entrypoint and other libraries',
    files: {
      lib: library(`
entrypoint: main
arguments: {parameters: [{name: message, value: none}, {name: number, value: 0}]}
templates:
- name: main
  inputs: {parameters: [{name: message}]}
  steps:
  - - {name: own, template: own}
    - {name: greet, templateRef: {name: other, template: greet}, arguments: {parameters: [{name: text, value: "{{inputs.parameters.message}}"}]}}
${echo('own', '', 'workflow.parameters.message', 'workflow.parameters.number')}`),
      other: library(
        `templates:\n${echo('greet', '{name: text}', 'inputs.parameters.text', 'workflow.parameters.message')}`,
        'name: other',
      ),
      binding: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-push}
spec:
  event: {selector: "true"}
  submit:
    workflowTemplateRef: {name: lib}
    arguments:
      parameters:
      - {name: message, valueFrom: {event: payload.comment.body}}
      - {name: number, valueFrom: {event: payload.number}}
`,
    },
    is: `
lib, own, {{workflow.parameters.message}}: event, from the payload of an event, so from anyone who can cause one
  binding:10 The payload of an event fills message
lib, own, {{workflow.parameters.number}}: argument, from the payload of an event
  binding:11 The payload of an event fills number
other, greet, {{inputs.parameters.text}}: event, from the payload of an event, so from anyone who can cause one
  binding:10 The payload of an event fills message
  lib:12 Step greet passes it on as text
other, greet, {{workflow.parameters.message}}: event, from the payload of an event, so from anyone who can cause one
  binding:10 The payload of an event fills message
  lib:12 Step greet runs template greet
`,
  },
  {
    title: 'a sensor fills what it submits, and that takes over a library',
    files: {
      lib: library(`
entrypoint: main
arguments: {parameters: [{name: message, value: none}]}
templates:
${echo('main', '{name: message}', 'inputs.parameters.message', 'workflow.parameters.message')}`),
      sensor: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-comment}
spec:
  dependencies: [{name: comment, eventSourceName: github, eventName: comment}]
  triggers:
  - template:
      name: answer
      argoWorkflow:
        operation: submit
        source:
          resource:
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {generateName: answer-}
            spec:
              workflowTemplateRef: {name: lib}
              arguments: {parameters: [{name: message, value: none}]}
        parameters:
        - {src: {dependencyName: comment, dataTemplate: "re {{ .Input.body.comment.body }}"}, dest: spec.arguments.parameters.0.value}
`,
    },
    is: `
lib, main, {{inputs.parameters.message}}: event, from the payload of an event, so from anyone who can cause one
  sensor:20 The payload of an event fills message
  sensor:17 Workflow answer- runs lib with its own arguments
lib, main, {{workflow.parameters.message}}: event, from the payload of an event, so from anyone who can cause one
  sensor:20 The payload of an event fills message
  sensor:17 Workflow answer- runs lib with its own arguments
`,
  },
]

function injections(files: Case['files'], persona: Config['persona'] = 'regular'): readonly Finding[] {
  const texts = Object.entries(files).map(([path, text]) => ({ path, text }))
  const { findings } = analyze(texts, rules, { ...defaults, persona })
  return findings.filter(({ rule }) => rule.id === 'script-injection')
}

test('what all callers give as a constant is silent at regular, and what an event binding fills is high', () => {
  const files = {
    lib: library(`
entrypoint: greet
arguments: {parameters: [{name: text, value: hello}]}
templates:
${greet}`),
    one: workflow(`
entrypoint: main
templates:
- name: main
  steps: [[{name: hello, templateRef: {name: lib, template: greet}, arguments: {parameters: [{name: text, value: one}]}}]]`),
    two: argo(
      'CronWorkflow',
      'name: nightly',
      'workflowTemplateRef: {name: lib}\narguments: {parameters: [{name: text, value: two}]}',
    ),
  }
  expect(injections(files)).toEqual([])
  expect(injections(files, 'pedantic').map(({ variant }) => variant)).toEqual(['preset'])
  const binding = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-comment}
spec:
  event: {selector: "true"}
  submit:
    workflowTemplateRef: {name: lib}
    arguments: {parameters: [{name: text, valueFrom: {event: payload.comment.body}}]}
`
  expect(injections({ ...files, binding }).map(({ variant, severity }) => `${variant} ${severity}`)).toEqual([
    'event high',
  ])
})

describe('where a value comes from across files', () => {
  test.each(cases)('$title', ({ files, is }) => {
    expect(`\n${told(files)}\n`).toBe(is)
  })
})
