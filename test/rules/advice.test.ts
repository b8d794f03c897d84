import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import { rules } from '../../src/rules/index.ts'

function messages(id: string, yaml: string): readonly string[] {
  const { findings } = analyze([{ path: 'a.yaml', text: yaml }], rules, { ...defaults, persona: 'auditor' })
  return findings.flatMap(({ rule, message }) => (rule.id === id ? message : []))
}

function library(template: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: a}
spec:
  templates:
    - name: a
      inputs: {parameters: [{name: x}]}
${template.replaceAll(/^/gm, '      ')}
`
}

function retry(expression: string): string {
  return library(`retryStrategy: {limit: 1, expression: ${JSON.stringify(expression)}}`)
}

function patch(value: string): string {
  return library(`podSpecPatch: '{"a": ${value}}'\ncontainer: {image: "a:1"}`)
}

function image(reference: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec: {template: {spec: {containers: [{name: a, image: "quay.io/argoproj/${reference}"}]}}}
`
}

function settings(data: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {${data}}
`
}

const task = 'dag: {tasks: [{name: a, template: b}, {name: b, template: b, depends: "a.{{inputs.parameters.x}}"}]}'
const metric =
  'metrics: {prometheus: [{name: a, help: a, when: "{{inputs.parameters.x}} == 1", counter: {value: "1"}}]}'

const binding = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: a}
spec:
  event: {selector: 'payload.action == "opened"'}
  submit: {workflowTemplateRef: {name: a}, metadata: {name: payload.issue.title}}
---
${library('container: {image: "a:1"}')}`

test.each([
  [
    'untrusted-event-parameter',
    binding,
    'the name of each workflow that is made of WorkflowTemplate `a`. Text that is no',
  ],
  [
    'expression-injection',
    retry("'{{inputs.parameters.x}}' == 'a'"),
    'Write `{{=toJson(…)}}` without quotes around it',
  ],
  ['expression-injection', retry("'a {{inputs.parameters.x}}' == 'a'"), 'Write `{{=toJson(…)}}` without quotes'],
  ['expression-injection', retry("'a' == 'a' && {{inputs.parameters.x}} == true"), "as in `== 'true'`"],
  ['expression-injection', library(task), 'let a `when` look at the value'],
  ['expression-injection', library(metric), 'compare its `status`'],
  ['pod-spec-patch-injection', patch('"{{inputs.parameters.x}}"'), 'Write `{{=toJson(…)}}` without quotes around it'],
  ['pod-spec-patch-injection', patch('{{inputs.parameters.x}}'), 'a number as `{{=asInt(…)}}`'],
  ['invalid-controller-config', settings('workflowRestriction: a'), 'Did you mean `workflowRestrictions`?'],
  ['invalid-controller-config', settings('colour: a'), 'Look for a typing mistake, or remove it.'],
  ['unexplained-ignore', library('priority: 1 # lynceus: ignore[privilegd-container] a'), '`privileged-container`?'],
  ['unexplained-ignore', library('priority: 1 # lynceus: ignore[KSV013x] a'), 'in lower case with the ids of rules'],
  ['unexplained-ignore', library('priority: 1 # lynceus: ignore[colours] a'), '`lynceus rules` lists all ids.'],
  ['vulnerable-argo-version', image('workflow-controller:v3.7.2'), 'the newest of that line is `3.7.18`'],
  ['vulnerable-argo-version', image('argoexec:v3.4.1'), 'gets no fixes any more: take `3.7.18`'],
  [
    'request-forgery',
    library(
      'inputs: {artifacts: [{name: s, path: /s, git: {repo: "{{inputs.parameters.x}}", passwordSecret: {name: a, key: a}}}]}',
    ).replace('inputs: {parameters: [{name: x}]}\n      inputs: {', 'inputs: {parameters: [{name: x}], '),
    'The credential of the request goes to that server too. Write scheme and host here',
  ],
  [
    'kubelet-variable-expansion',
    library('container: {image: "a:1", args: ["{{inputs.parameters.x}}"], envFrom: [{secretRef: {name: s}}]}'),
    '`$(…)`, with a key of the Secret in `envFrom` for the dots, puts the secret there',
  ],
  [
    'insecure-artifact-transport',
    library('outputs: {artifacts: [{name: s, path: /s, s3: {endpoint: a.example.org, insecure: true}}]}'),
    'With `s3.insecure` of output artifact `s` of template `a`, data travels without TLS.',
  ],
])('%s of %j advises what fits there', (id, yaml, advice) => {
  const all = messages(id, yaml)
  expect(all.length).toBeGreaterThan(0)
  expect(all.join('\n')).toContain(advice)
})

test('of an address no more is read than one can have', () => {
  function kustomization(query: string): string {
    return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: ["https://github.com/argoproj/argo-workflows/manifests/cluster-install?${query}ref=v3.7.2"]
`
  }
  expect(messages('vulnerable-argo-version', kustomization('timeout=90s&'))).toHaveLength(1)
  expect(messages('vulnerable-argo-version', kustomization('?ref='.repeat(1000)))).toEqual([])
})
