import { describe, expect, test } from 'vitest'
import type { Manifest } from '../../src/argo/manifest.ts'
import { read } from '../../src/read.ts'
import { argo, config, stream, workflow, written } from './manifests.ts'

/** Each manifest with what is special about it. */
function found(text: string, path = 'a.yaml'): string[] {
  return read({ path, text }).manifests.map(describeOne)
}

function describeOne({ kind, name, spec, parent, quoted, partial, templated }: Manifest): string {
  const marks = [
    parent && `in ${parent.kind}`,
    quoted && 'quoted',
    partial && 'partial',
    templated && 'templated',
    spec && 'with spec',
  ]
  return [kind, name, ...marks.filter((mark) => typeof mark === 'string')].join(' ')
}

const spec = '  entrypoint: main'
const plain = 'Workflow a with spec'
const inner = 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: b-}\nspec: {entrypoint: main}'

/** A text set in by blanks. */
function inset(text: string, by: number): string {
  return text.replaceAll(/^/gm, ' '.repeat(by))
}

describe('manifests', () => {
  test('are found in documents, with the spec where their kind has it', () => {
    const text = stream(
      workflow(spec),
      argo('CronWorkflow', 'b', '  schedules: ["* * * * *"]\n  workflowSpec: {entrypoint: x}'),
      argo('WorkflowTemplate', 'c', '  templates: []'),
      argo('ClusterWorkflowTemplate', 'd', '  workflowTemplateRef: {name: x}'),
      argo('WorkflowEventBinding', 'e', '  event: {selector: "true"}'),
      argo('WorkflowTaskSet', 'f', '  tasks: {}'),
      argo('Application', 'g', '  project: x'),
    )
    expect(found(text)).toEqual([
      plain,
      'CronWorkflow b with spec',
      'WorkflowTemplate c with spec',
      'ClusterWorkflowTemplate d with spec',
      'WorkflowEventBinding e',
      'WorkflowTaskSet f',
      'Application g',
    ])
  })

  test('of a spec that could not run alone are fragments', () => {
    expect(found(workflow('  serviceAccountName: x'))).toEqual(['Workflow a partial with spec'])
    expect(found(argo('CronWorkflow', 'a', '  suspend: true'))).toEqual(['CronWorkflow a partial'])
  })

  test('of a Helm chart are templated', () => {
    expect(found(workflow(`${spec}\n  x: {{ .Values.x }}`))).toEqual(['Workflow a templated with spec'])
  })

  test.each(['List', 'WorkflowList'])('are found in a %s, and in one inside', (kind) => {
    const list = `apiVersion: v1\nkind: ${kind}\nitems:\n${inset(`- ${inset(workflow(spec), 2).trim()}`, 2)}\n  - {apiVersion: v1, kind: List, items: [{${inner.replaceAll('\n', ', ')}}]}`
    expect(found(list)).toEqual([plain, 'Workflow b- with spec'])
  })

  test('are found in JSON files, alone and after one another', () => {
    const json = JSON.stringify(
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { name: 'a' }, spec: { entrypoint: 'main' } },
      null,
      2,
    )
    expect(found(json, 'a.json')).toEqual([plain])
    expect(found(`${json}\n${json}`, 'a.json')).toEqual([plain, plain])
  })
})

describe('manifests inside of others', () => {
  function sensor(source: string): string {
    return argo('Sensor', 's', `  triggers:\n    - template:\n        name: t\n${inset(source, 8)}`)
  }

  test.each([
    ['argoWorkflow', 'a Sensor, as an object', `argoWorkflow:\n  source:\n    resource:\n${inset(inner, 6)}`, ''],
    ['k8s', 'a Sensor that creates any object', `k8s:\n  source:\n    resource:\n${inset(inner, 6)}`, ''],
    ['inline', 'a Sensor, as a text', `argoWorkflow:\n  source:\n    inline: |\n${inset(inner, 6)}`, ' quoted'],
  ])('%s: %s', (_, _where, source, mark) => {
    expect(found(sensor(source))).toEqual(['Sensor s', `Workflow b- in Sensor${mark} with spec`])
  })

  test('a value of a ConfigMap', () => {
    expect(
      found(
        config(
          `  flow.yaml: |\n${inset(inner, 4)}\n  flow.json: '{"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "c"}, "spec": {}}'`,
          'x',
        ),
      ),
    ).toEqual([
      'ConfigMap x',
      'Workflow b- in ConfigMap quoted with spec',
      'Workflow c in ConfigMap quoted partial with spec',
    ])
  })

  test('what a resource template applies, with tags and of the kinds of Kubernetes too', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: {{inputs.parameters.name}}}\nspec: {containers: []}'
    const text = workflow(`  templates:
    - name: one
      resource:
        action: create
        manifest: |
${inset(inner, 10)}
    - name: two
      resource:
        action: create
        manifest: |
${inset(pod, 10)}`)
    const [, flow, pods] = read({ path: 'a.yaml', text }).manifests
    expect([flow, pods].map((manifest) => manifest && describeOne(manifest))).toEqual([
      'Workflow b- in Workflow quoted with spec',
      expect.stringMatching(/^Pod .* in Workflow quoted$/),
    ])
  })

  test('what another kind of object nests at any depth, as Crossplane does', () => {
    const text = `apiVersion: apiextensions.crossplane.io/v1\nkind: Composition\nmetadata: {name: x}\nspec:\n  resources:\n    - base:\n        apiVersion: kubernetes.crossplane.io/v1alpha1\n        kind: Object\n        spec:\n          forProvider:\n            manifest:\n${inset(inner, 14)}`
    expect(found(text)).toEqual(['Composition x', 'Workflow b- in Composition with spec'])
  })

  test('but not copies in `status` and `metadata`, nor lists of values', () => {
    const copy = inset(inner, 6)
    expect(found(`${workflow(spec)}status:\n  storedWorkflowTemplateSpec:\n${copy}`)).toEqual([plain])
    const annotated = workflow(spec).replace(
      '{name: a}',
      `\n  name: a\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n${copy}`,
    )
    expect(found(annotated)).toEqual([plain])
    expect(found(workflow(`${spec}\n  arguments: {parameters: [{name: kind, value: Workflow}]}`))).toEqual([plain])
  })

  test('nor what a script prints', () => {
    const text = workflow(
      `  templates:\n    - name: x\n      script:\n        source: |\n          cat <<E\n${inset(inner, 10)}\n          E`,
    )
    expect(found(text)).toEqual(['Workflow a with spec'])
    expect(read({ path: 'a.yaml', text }).unread).toEqual([])
  })

  test('know where they stand in the file', () => {
    const text = sensor(`argoWorkflow:\n  source:\n    inline: |\n${inset(inner, 6)}`)
    const flow = read({ path: 'a.yaml', text }).manifests[1]
    expect(flow && written(flow, flow.root)).toBe(inner.replaceAll('\n', ' '))
    expect(flow?.spec && written(flow, flow.spec)).toBe('{entrypoint: main}')
  })

  test('that start like one of Argo and cannot be read are said', () => {
    const text = sensor(
      `argoWorkflow:\n  source:\n    inline: |\n${inset(inner.replace('{entrypoint: main}', '{entrypoint: main'), 6)}`,
    )
    expect(read({ path: 'a.yaml', text }).unread).toMatchObject([
      { path: 'a.yaml', reason: expect.stringContaining('not valid YAML') },
    ])
  })
})

test.each([
  ['a key of its own', '  workflowDefaults: |\n    spec: {entrypoint: x}'],
  ['one key for all', '  config: |\n    workflowDefaults:\n      spec: {entrypoint: x}'],
])("the controller's defaults are a spec: %s", (_, data) => {
  expect(found(config(data))).toEqual(['ConfigMap workflow-controller-configmap with spec'])
  expect(found(config('  workflowDefaults: "spec: {entrypoint: x}"\n  parallelism: "1"', 'other'))).toEqual([
    'ConfigMap other with spec',
  ])
})
