import { expect, test } from 'vitest'
import { codeOf } from '../../src/argo/code.ts'
import { only } from './read.ts'

/** A template with one container as its fields say; each use as its text, how it is used, and what brings it there. */
function carried(fields: string, kind = 'container'): readonly string[] {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: a}
spec:
  templates:
    - name: main
      inputs: {parameters: [{name: a}, {name: b}]}
      ${kind}: ${kind.endsWith('s') ? `[{name: c, ${fields}}]` : `{image: "a:1", ${fields}}`}
`
  return codeOf(only(text).manifest).carried.map(({ use }) => {
    const { start, end } = use.program.part(use.from, use.to)
    const from = use.carriers.map(({ name, leaves }) => `${name} ${leaves.map(({ value }) => value).join(' ')}`)
    return `${text.slice(start, end)} ${use.how} ${from.join(', ')}`
  })
}

const env = 'env: [{name: A, value: "{{inputs.parameters.a}}"}, {name: B, value: b}]'
const a = 'the variable `A` {{inputs.parameters.a}}'

test.each([
  ['args', `command: [sh, -c], args: ['eval "$A"'], ${env}`, [`$A code ${a}`]],
  ['command', `command: [bash, -c, 'eval "$A$B"'], ${env}`, [`$A code ${a}`]],
  ['a shell of a wrapper', `command: [tini, --, sh, -c, 'eval "$A"'], ${env}`, [`$A code ${a}`]],
  ['Python', `command: [python, -c, 'import os; os.system(os.environ["A"])'], ${env}`, [`os.environ["A"] code ${a}`]],
  [
    'arguments of Python',
    `command: [python, -c, 'eval(sys.argv[1])', "{{inputs.parameters.a}}"]`,
    ['sys.argv[1] code argument 1 {{inputs.parameters.a}}'],
  ],
  ['Node', `command: [node, -e, 'eval(process.env.A)'], ${env}`, [`process.env.A code ${a}`]],
  [
    'arguments',
    `command: [sh, -c, 'eval "$2"', sh, "{{inputs.parameters.a}}", "{{inputs.parameters.b}}"]`,
    ['$2 code argument 2 {{inputs.parameters.b}}'],
  ],
  [
    'all arguments',
    `command: [sh, -c, 'exec "$@"', sh, "{{inputs.parameters.a}}", b]`,
    ['$@ code argument 1 {{inputs.parameters.a}}'],
  ],
  ['arguments behind the command', `command: [sh, -c, 'exec "$@"', sh, git, "{{inputs.parameters.a}}"]`, []],
  [
    'the name of the script',
    `command: [sh, -c, 'eval "$0"', "{{inputs.parameters.a}}"]`,
    ['$0 code argument 0 {{inputs.parameters.a}}'],
  ],
  ['what the kubelet pastes', `command: [sh, -c, 'echo $(A) $$(A) $(B)'], ${env}`, [`$(A) code ${a}`]],
  ['a command that the kubelet pastes', `command: [tini, --, $(A), $(A)], ${env}`, [`$(A) code ${a}`]],
  ['what the kubelet pastes in any language', `command: [perl, -e, 'print "$(A)"'], ${env}`, [`$(A) code ${a}`]],
  [
    'a variable that names another',
    `command: [sh, -c, 'eval "$C"'], env: [{name: A, value: "{{inputs.parameters.a}}"}, {name: C, value: "x $(A)"}]`,
    ['$C code the variable `C` {{inputs.parameters.a}}'],
  ],
  [
    'a variable that names a later one',
    `command: [sh, -c, 'eval "$C"'], env: [{name: C, value: "x $(A)"}, {name: A, value: "{{inputs.parameters.a}}"}]`,
    [],
  ],
  [
    'a variable that is given twice',
    `command: [sh, -c, 'eval "$A"'], env: [{name: A, value: "{{inputs.parameters.a}}"}, {name: A, value: b}]`,
    [],
  ],
  [
    'a hook',
    `command: [a], lifecycle: {postStart: {exec: {command: [sh, -c, 'eval "$A"']}}}, ${env}`,
    [`$A code ${a}`],
  ],
  ['a probe', `command: [a], livenessProbe: {exec: {command: [sh, -c, 'eval "$A"']}}, ${env}`, [`$A code ${a}`]],
  ['a program that no shell runs', `command: [report, 'eval "$A"'], ${env}`, []],
  ['a shell elsewhere', `command: [kubectl, exec, p, --, sh, -c, 'eval "$A"'], ${env}`, []],
  ['text in a shell with another syntax', `command: [fish, -c, 'eval "$A"'], ${env}`, []],
])('follows %s', (_, fields, uses) => expect(carried(fields)).toEqual(uses))

test('follows variables into scripts, sidecars and init containers', () => {
  expect(carried(`command: [bash], source: '(( A ))', ${env}`, 'script')).toEqual([`A arithmetic ${a}`])
  expect(carried(`command: [sh], source: '(( A ))', ${env}`, 'script')).toEqual([])
  expect(carried(`source: 'eval "$A"', ${env}`, 'script')).toEqual([])
  expect(carried(`command: [python3], source: 'exec(os.environ["A"])', ${env}`, 'script')).toEqual([
    `os.environ["A"] code ${a}`,
  ])
  for (const kind of ['sidecars', 'initContainers'])
    expect(carried(`command: [sh, -c, 'eval "$A"'], ${env}`, kind)).toEqual([`$A code ${a}`])
})

test('finds tags in names of variables, and in those that say what programs load', () => {
  const { manifest } = only(`apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: a}
spec:
  templates:
    - name: main
      inputs: {parameters: [{name: a}]}
      container:
        image: a:1
        env:
          - {name: "{{inputs.parameters.a}}", value: "1"}
          - {name: LD_PRELOAD, value: "/lib/{{inputs.parameters.a}}.so"}
          - {name: ENV, value: "{{inputs.parameters.a}}"}
          - {name: NODE_OPTIONS, value: --max-old-space-size=4096}
`)
  expect(codeOf(manifest).controlling.map(({ what }) => what)).toEqual([
    'the name of a variable in container `main` of template `main`',
    'the variable `LD_PRELOAD` in container `main` of template `main`',
  ])
})
