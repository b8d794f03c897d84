import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { codeOf } from '../../src/argo/code.ts'
import { defaults } from '../../src/config.ts'
import rule from '../../src/rules/script-injection.ts'
import { argo, projectOf } from './manifests.ts'

/** The files that become programs, of a template that gets `message` and runs `run`. */
function programs(
  run: string,
  given = '{name: file, raw: {data: "{{inputs.parameters.message}} 1"}}',
): readonly string[] {
  const text = argo(
    'WorkflowTemplate',
    'a',
    `  templates:
    - name: all
      inputs: {parameters: [{name: message}]}
      dag:
        tasks:
          - name: one
            template: run
            arguments: {artifacts: [${given}]}
    - name: run
      inputs: {artifacts: [{name: file, path: /tmp/file}]}
      ${run}
`,
  )
  return projectOf(text).manifests.flatMap((manifest) =>
    codeOf(manifest).code.map(({ what, language, sure }) => `${language}${sure ? '' : '?'}: ${what}`),
  )
}

function shell(line: string): string {
  return `script: {image: a, command: [sh], source: ${JSON.stringify(`set -e\n${line}\n`)}}`
}

describe('the text of a raw artifact that a task hands over becomes a program where the template', () => {
  test.each([
    ['runs it', 'container: {image: a, command: [bash, /tmp/file]}', 'shell'],
    ['runs it in Python', 'container: {image: a, command: [python, /tmp/file, b]}', 'python'],
    ['is it', 'container: {image: a, command: [/tmp/file]}', 'unknown'],
    ['runs it in a sidecar', 'sidecars: [{name: s, image: a, command: [sh, /tmp/file]}]', 'shell'],
    ['sources it', shell('. /tmp/file'), 'shell'],
    ['sources it by its tag', shell('. a; source "/tmp/file"'), 'shell'],
    [
      'sources it by its tag',
      shell('. "{{inputs.artifacts.file.path}}"'),
      'shell',
      'the shell script of template `run`',
    ],
    ['runs it in a script', shell('echo a && python3 -u /tmp/file b'), 'python'],
    ['runs it after another command', shell('chmod +x /tmp/file; /tmp/file b'), 'unknown'],
    [
      'runs it in a program of a container',
      'container: {image: a, command: [sh, -c, "if a; then bash /tmp/file; fi"]}',
      'shell',
    ],
  ])('%s', (_, run, language, other?: string) => {
    const own = `${language}: the file \`/tmp/file\`, a program of template \`run\``
    expect(programs(run)).toEqual(other === undefined ? [own] : [`shell: ${other}`, own])
  })

  test('has a name for it that says so', () => {
    expect(programs('container: {image: a, command: [b]}')).toEqual([])
    const text = argo(
      'Workflow',
      'a',
      `  entrypoint: run
  arguments: {parameters: [{name: x}], artifacts: [{name: file, raw: {data: "echo {{workflow.parameters.x}}"}}]}
  templates:
    - {name: run, inputs: {artifacts: [{name: file, path: /tmp/file.sh}]}, container: {image: a}}`,
    )
    const [manifest] = projectOf(text).manifests
    expect(manifest && codeOf(manifest).code.map(({ language, sure }) => [language, sure])).toEqual([['shell', false]])
  })
})

test.each([
  ['reads it in another language', `script: {image: a, command: [python], source: 'print(open("/tmp/file"))'}`],
  ['names it in a text', shell('cat <<EOF\nsh /tmp/file\nEOF\nFILES=(/tmp/file); cat \\\n  /tmp/file')],
  ['shows it', 'container: {image: a, command: [cat, /tmp/file]}'],
  ['reads it', shell('cat /tmp/file | jq .')],
  ['hands it to a program', 'container: {image: a, command: [python, train.py, --config, /tmp/file]}'],
  ['runs another file beside it', shell('bash /tmp/file.d/run; bash /tmp/files')],
  ['runs a file below it', shell('bash /tmp/file/run.sh')],
  ['runs nothing', 'container: {image: a, command: [b]}'],
])('it is data where the template %s', (_, run) => {
  expect(programs(run)).toEqual([])
})

test('it is data where another artifact is run, and where it holds no tag', () => {
  const run = 'container: {image: a, command: [sh, /tmp/file]}'
  expect(programs(run, '{name: other, raw: {data: "{{inputs.parameters.message}} 1"}}')).toEqual([])
  expect(programs(run, '{name: file, raw: {data: echo}}')).toEqual([])
})

test('what an event puts into it is critical where the template that runs it has a privileged pod', () => {
  const workflow = `                entrypoint: all
                arguments: {parameters: [{name: text, value: none}]}
                templates:
                  - name: all
                    steps:
                      - - name: one
                          template: run
                          arguments: {artifacts: [{name: file, raw: {data: "echo {{workflow.parameters.text}}"}}]}
                  - name: run
                    inputs: {artifacts: [{name: file, path: /tmp/file}]}
                    container: {image: a, command: [sh, /tmp/file], securityContext: {privileged: true}}`
  const text = argo(
    'Sensor',
    'a',
    `  dependencies: [{name: d, eventSourceName: a, eventName: b}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: a-}
              spec:
${workflow}
          parameters:
            - src: {dependencyName: d, dataKey: body.comment.body}
              dest: spec.arguments.parameters.0.value`,
  )
  const { findings } = analyze([{ path: 'a.yaml', text }], [rule], defaults)
  expect(findings.map(({ severity, message }) => `${severity}: ${message.slice(0, message.indexOf(', and'))}`)).toEqual(
    ['critical: `{{workflow.parameters.text}}` becomes part of the file `/tmp/file`, a program of template `run`'],
  )
})
