import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import rule from '../../src/rules/script-injection.ts'
import { argo, stream } from './manifests.ts'

const templates = `  templates:
    - name: main
      container:
        image: alpine:3.20
        command: [sh, -c, "echo {{workflow.parameters.x}}"]
        env: [{name: A, value: a}]
`
const spec = `  entrypoint: main\n  arguments: {parameters: [{name: x}]}\n${templates}`

/** Why the finding of the first file is not mended; nothing when it is. */
function refusal(text: string, ...others: readonly string[]): string | undefined {
  const files = [text, ...others].map((it, index) => ({ path: `${index}.yaml`, text: it }))
  const { findings } = analyze(files, [rule], { ...defaults, persona: 'auditor' })
  const proposal = findings.find(({ at }) => at.file.path === '0.yaml')?.propose?.()
  if (!proposal) throw new Error('nothing is found')
  return 'refused' in proposal ? proposal.refused : undefined
}

/** A Sensor that submits the workflow, with parameters of its trigger and of what that makes. */
function sensor(dest: string, triggerDest = 'argoWorkflow.operation'): string {
  const workflow = `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: a-}\nspec:\n${spec}`
  return argo(
    'Sensor',
    'a',
    `  triggers:
    - parameters: [{src: {dependencyName: a, dataKey: body}, dest: ${triggerDest}}]
      template:
        name: a
        argoWorkflow:
          parameters: [{src: {dependencyName: a, dataKey: body}, dest: ${dest}}]
          source:
            resource:
${workflow.replaceAll(/^(?=.)/gm, '              ')}`,
  )
}

function remote(dest: string): string {
  return argo(
    'Sensor',
    'a',
    `  triggers:\n    - template: {name: a, argoWorkflow: {source: {git: {url: a}}, parameters: [{dest: ${dest}}]}}`,
  )
}

const library = argo('WorkflowTemplate', 'lib', spec)
const reason = expect.stringContaining('Sensor or a patch')

describe('a container is left alone where', () => {
  test.each([
    'spec.templates.0.container.env.0.value',
    'spec.templates.0.container.command.2',
    'spec.templates.0.container.args.0',
    'spec.templates.0.container.env',
  ])('a sensor fills %s', (dest) => {
    expect(refusal(sensor(dest))).toEqual(reason)
    expect(refusal(sensor('spec.arguments.parameters.0.value', `argoWorkflow.source.resource.${dest}`))).toEqual(reason)
    expect(refusal(argo('Workflow', 'a', spec), remote(dest))).toEqual(reason)
  })

  test.each([
    '- {op: replace, path: /spec/templates/0/container/env/0/value, value: b}\n',
    '[{"op": "remove", "path": "/spec/templates/0/container/env/0"}]',
    '- op: add\n  path: /spec/templates/0/container/command/-\n  value: b\n',
  ])('a patch says %j', (patch) => {
    expect(refusal(library, patch)).toEqual(reason)
    const body = JSON.stringify(patch)
    for (const target of ['{kind: WorkflowTemplate}', '{kind: WorkflowTemplate, name: pre-lib}', '{name: l.*}'])
      for (const key of ['patches', 'patchesJson6902'])
        expect(refusal(library, `kind: Kustomization\n${key}: [{target: ${target}, patch: ${body}}]\n`)).toEqual(reason)
  })

  test('a replacement goes there', () => {
    for (const path of ['spec.templates.[name=main].container.env.[name=A].value', 'spec.templates.*.container.args.0'])
      expect(
        refusal(
          library,
          `kind: Kustomization\nreplacements: [{targets: [{select: {kind: WorkflowTemplate}, fieldPaths: ['${path}']}]}]\n`,
        ),
      ).toEqual(reason)
  })

  test('a patch goes through the sensor that holds it', () => {
    const path = '/spec/triggers/0/template/argoWorkflow/source/resource/spec/templates/0/container/env/0/value'
    const target = 'target: {kind: Sensor, name: a}'
    const patch = `kind: Kustomization\npatches: [{${target}, patch: '[{op: replace, path: ${path}, value: b}]'}]\n`
    expect(refusal(sensor('spec.arguments.parameters.0.value'), patch)).toEqual(reason)
  })

  test('it runs on Windows', () => {
    const windows = '      nodeSelector: {kubernetes.io/os: windows}\n'
    expect(refusal(`${library}${windows}`)).toContain('Windows')
    expect(refusal(argo('WorkflowTemplate', 'lib', `${spec}  nodeSelector: {kubernetes.io/os: windows}`))).toContain(
      'Windows',
    )
    expect(refusal(`${library}${windows.replace('windows', 'linux')}`)).toBeUndefined()
  })
})

test('what goes elsewhere does not matter', () => {
  for (const dest of [
    'spec.arguments.parameters.0.value',
    'spec.templates.1.container.env.0.value',
    'spec.templates.0.container.image',
    'spec.templates.0.script.source',
  ])
    expect(refusal(sensor(dest)), dest).toBeUndefined()
  const dest = 'spec.templates.0.container.env.0.value'
  expect(refusal(library, sensor(dest)), 'it fills its own workflow').toBeUndefined()
  const patch = "patch: '[{op: replace, path: /spec/templates/0/container/env/0/value, value: b}]'"
  for (const target of ['{kind: CronWorkflow}', '{kind: WorkflowTemplate, name: other}'])
    expect(refusal(library, `kind: Kustomization\npatches: [{target: ${target}, ${patch}}]\n`), target).toBeUndefined()
  expect(refusal(library, '- {op: replace, path: /spec/templates/0/container/image, value: b}\n')).toBeUndefined()
  expect(refusal(stream(library, argo('Sensor', 'a', '  triggers: [{template: {name: a}}, null]')))).toBeUndefined()
})

test('many patches take linear time', () => {
  const patch = '- {op: replace, path: /spec/templates/9/container/env/0, value: b}\n'
  expect(refusal(library, patch.repeat(1000))).toBeUndefined()
  expect(refusal(library, patch.repeat(20_000)), 'too many to look through').toEqual(reason)
  expect(refusal(library, `a: /spec/templates/0\nb: "${'op '.repeat(100_000)}"\n`)).toBeUndefined()
})
