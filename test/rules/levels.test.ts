import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import { rules } from '../../src/rules/index.ts'

/** Templates below `templates:` and before them, indented by four blanks less. */
interface Flow {
  readonly kind: 'Workflow' | 'WorkflowTemplate' | 'Sensor'
  readonly spec: string
  readonly more?: string
}

const strict = `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {workflowRestrictions: "templateReferencing: Strict"}
---
`

function calls(parameters: string, value: string): string {
  return `entrypoint: main
arguments: {parameters: [${parameters}]}
templates:
  - name: main
    steps:
      - - {name: gen, template: gen}
      - - name: sink
          template: sink
          arguments: {parameters: [{name: x, value: "${value}"}]}
  - name: gen
    script: {image: "alpine:3.20", command: [sh], source: date}`
}

/** By who controls the input `x` of template `sink`. */
const flows: Readonly<Record<string, Flow>> = {
  event: { kind: 'Sensor', spec: calls('{name: p, value: none}', '{{workflow.parameters.p}}') },
  submitter: { kind: 'WorkflowTemplate', spec: 'templates:' },
  restricted: { kind: 'WorkflowTemplate', spec: 'templates:', more: strict },
  argument: { kind: 'Workflow', spec: calls('{name: p}', '{{workflow.parameters.p}}') },
  preset: { kind: 'Workflow', spec: calls('{name: p, value: none}', '{{workflow.parameters.p}}') },
  output: { kind: 'Workflow', spec: calls('', '{{steps.gen.outputs.result}}') },
  constant: { kind: 'Workflow', spec: calls('', 'fixed') },
}

function written({ kind, spec, more = '' }: Flow, sink: string): string {
  const body = `${spec}
  - name: leaf
    container: {image: "alpine:3.20", command: [id]}
  - name: sink
    inputs: {parameters: [{name: x}]}
${sink.replaceAll(/^/gm, '    ')}`
  const document = `apiVersion: argoproj.io/v1alpha1
kind: ${kind === 'Sensor' ? 'Workflow' : kind}
metadata: {name: a}
spec:
${body.replaceAll(/^/gm, '  ')}`
  if (kind !== 'Sensor') return more + document
  return `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: a}
spec:
  dependencies: [{name: d, eventSourceName: e, eventName: e}]
  triggers:
    - template:
        name: t
        argoWorkflow:
          operation: submit
          source:
            resource:
${document.replaceAll(/^/gm, '              ')}
          parameters:
            - src: {dependencyName: d, dataKey: body.title}
              dest: spec.arguments.parameters.0.value
`
}

function grades(rule: string, flow: Flow, sink: string): string {
  const report = analyze(
    [{ path: 'a.yaml', text: written(flow, sink) }],
    rules.filter(({ id }) => id === rule),
    { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' },
  )
  expect(report.unread).toEqual([])
  expect(report.failures).toEqual([])
  const found = report.findings.filter(({ variant }) => variant !== 'second-pass')
  return found.map(({ severity, persona }) => `${severity} ${persona}`).join(', ') || 'nothing'
}

const tag = '{{inputs.parameters.x}}'
const container = 'container: {image: "alpine:3.20", command: [id]}'

/** What the catalogue says of each sink (1.8.5, and what the rules of 2.5 change of it), in the order of `flows`. */
const sinks: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'script-injection',
    'a program',
    `script: {image: "alpine:3.20", command: [sh], source: "echo ${tag}"}`,
    ['high regular', 'high regular', 'high regular', 'medium regular', 'medium pedantic', 'low pedantic'],
  ],
  [
    'expression-injection',
    'a retry',
    `retryStrategy: {limit: 1, expression: "'${tag}' == 'a'"}\n${container}`,
    ['high regular', 'high regular', 'high regular', 'medium pedantic', 'medium pedantic', 'low pedantic'],
  ],
  [
    'condition-injection',
    'a step',
    `steps: [[{name: a, template: leaf, when: "'${tag}' == a"}]]`,
    ['medium regular', 'medium regular', 'medium regular', 'low pedantic', 'low pedantic', 'low pedantic'],
  ],
  [
    'condition-injection',
    'a step that deploys',
    `steps: [[{name: deploy, template: leaf, when: "'${tag}' == a"}]]`,
    ['high regular', 'high regular', 'high regular', 'low pedantic', 'low pedantic', 'low pedantic'],
  ],
  [
    'pod-spec-patch-injection',
    'a patch',
    `podSpecPatch: '{"nodeSelector":{"pool":"${tag}"}}'\n${container}`,
    ['high regular', 'high regular', 'high regular', 'medium regular', 'medium pedantic', 'low pedantic'],
  ],
  [
    'resource-manifest-injection',
    'a ConfigMap',
    `resource: {action: create, manifest: "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: '${tag}'}}"}`,
    ['high regular', 'high regular', 'high regular', 'medium regular', 'medium pedantic', 'low pedantic'],
  ],
  [
    'resource-manifest-injection',
    'a Pod',
    `resource: {action: create, manifest: "{apiVersion: v1, kind: Pod, metadata: {name: a, labels: {a: '${tag}'}}}"}`,
    ['high regular', 'high regular', 'high regular', 'high regular', 'high pedantic', 'medium pedantic'],
  ],
  [
    'resource-manifest-injection',
    'an option',
    `resource: {action: create, flags: ["${tag}"], manifest: "{apiVersion: v1, kind: ConfigMap}"}`,
    ['high regular', 'high regular', 'high regular', 'medium regular', 'medium pedantic', 'low pedantic'],
  ],
  [
    'parameterized-image',
    'an image',
    `container: {image: "${tag}", command: [id]}`,
    ['critical regular', 'medium pedantic', 'high regular', 'medium pedantic', 'medium pedantic', 'low pedantic'],
  ],
  [
    'parameterized-image',
    'a version',
    `container: {image: "acme/app:${tag}", command: [id]}`,
    ['high regular', 'low pedantic', 'medium regular', 'low pedantic', 'low pedantic', 'info pedantic'],
  ],
  [
    'parameterized-reference',
    'an account',
    `serviceAccountName: "${tag}"\n${container}`,
    ['high regular', 'medium pedantic', 'high regular', 'medium pedantic', 'medium pedantic', 'low pedantic'],
  ],
  [
    'parameterized-reference',
    'a folder of the node',
    `volumes: [{name: a, hostPath: {path: "${tag}"}}]\n${container}`,
    ['critical regular', 'medium pedantic', 'critical regular', 'medium pedantic', 'medium pedantic', 'low pedantic'],
  ],
  [
    'parameterized-reference',
    'a lock',
    `synchronization: {mutexes: [{name: "${tag}"}]}\n${container}`,
    ['low pedantic', 'low pedantic', 'low pedantic', 'low pedantic', 'low pedantic', 'nothing'],
  ],
  [
    'request-forgery',
    'a server',
    `http: {url: "${tag}"}`,
    ['high regular', 'medium regular', 'medium regular', 'medium pedantic', 'medium pedantic', 'low pedantic'],
  ],
  [
    'request-forgery',
    'a server that gets a token',
    `http: {url: "${tag}", headers: [{name: A, valueFrom: {secretKeyRef: {name: a, key: b}}}]}`,
    ['high regular', 'high regular', 'high regular', 'medium pedantic', 'medium pedantic', 'low pedantic'],
  ],
  [
    'request-forgery',
    'a path',
    `http: {url: "https://example.com/${tag}"}`,
    ['low pedantic', 'low pedantic', 'low pedantic', 'low pedantic', 'low pedantic', 'low pedantic'],
  ],
  [
    'artifact-key-injection',
    'a key',
    `${container}\noutputs: {artifacts: [{name: a, path: /a, s3: {key: "${tag}"}}]}`,
    ['medium regular', 'medium pedantic', 'medium pedantic', 'low pedantic', 'low pedantic', 'low pedantic'],
  ],
  [
    'dynamic-template-reference',
    'a template of another object',
    `steps: [[{name: a, templateRef: {name: "${tag}", template: main}}]]`,
    ['high regular', 'medium regular', 'medium regular', 'medium pedantic', 'medium pedantic', 'low pedantic'],
  ],
  [
    'dynamic-template-reference',
    'a template of the same object',
    `steps: [[{name: a, template: "${tag}"}]]`,
    ['medium regular', 'low regular', 'low regular', 'low pedantic', 'low pedantic', 'low pedantic'],
  ],
  [
    'kubelet-variable-expansion',
    'an argument beside a secret',
    `container: {image: "alpine:3.20", command: [a, "${tag}"], env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: b}}}]}`,
    ['medium regular', 'medium regular', 'medium regular', 'low pedantic', 'low pedantic', 'low pedantic'],
  ],
]

describe.each(sinks)('%s: who chooses %s decides how bad it is', (rule, _, sink, expected) => {
  test.each(Object.entries(flows).map(([level, flow], index) => [level, flow, expected[index] ?? 'nothing'] as const))(
    '%s',
    (_level, flow, grade) => {
      expect(grades(rule, flow, sink)).toBe(grade)
    },
  )
})

test.each([
  ['pod-spec-patch-injection', `podSpecPatch: '{"nodeSelector":{"pool":"${tag}"}}'\n${container}`],
  ['resource-manifest-injection', `resource: {action: create, manifest: "{kind: ConfigMap, data: {a: '${tag}'}}"}`],
])('%s: an event that reaches a pod with dangerous rights is critical', (rule, sink) => {
  const strong = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: a}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: strong, namespace: ci}]
---
`
  const { event } = flows
  if (!event) throw new Error('no event')
  const text = written(event, `serviceAccountName: strong\n${sink}`).replaceAll(
    'metadata: {name: a}',
    'metadata: {name: a, namespace: ci}',
  )
  const { findings } = analyze([{ path: 'a.yaml', text: strong + text }], rules, { ...defaults, persona: 'auditor' })
  const own = findings.filter((finding) => finding.rule.id === rule)
  expect(own.map(({ severity, persona }) => `${severity} ${persona}`)).toEqual(['critical regular'])
  expect(own[0]?.message).toContain('The pod runs as `strong`, which may ')
})
