import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import { rules } from '../../src/rules/index.ts'
import { position } from '../../src/yaml/file.ts'

/** What is found of a rule: the line, the column and what is written there. */
function found(text: string, rule: string): readonly string[] {
  const { findings, unread } = analyze([{ path: 'chart/templates/a.yaml', text }], rules, {
    ...defaults,
    persona: 'auditor',
    minConfidence: 'low',
  })
  expect(unread).toEqual([])
  return findings
    .filter((finding) => finding.rule.id === rule && finding.variant === 'submitter')
    .toSorted((a, b) => a.at.span.start - b.at.span.start)
    .map(({ at: { file, span } }) => {
      const { line, column } = position(file, span.start)
      return `${line}:${column} ${file.text.slice(span.start, span.end)}`
    })
}

/** Where a text stands in another. */
function at(text: string, part: string): string {
  const start = text.indexOf(part)
  expect(start).toBeGreaterThanOrEqual(0)
  const { line, column } = position({ path: 'a', text }, start)
  return `${line}:${column} ${part}`
}

const head = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: {{ .Release.Name }}-greet
  labels: {{- include "greet.labels" . | nindent 4 }}
spec:
  {{- with .Values.priority }}
  priority: {{ . }}
  {{- end }}
  templates:
    - name: greet
      inputs: {parameters: [{name: x}, {name: a-b}]}
`

function script(line: string): string {
  return `${head}      script:
        image: "alpine:3.20"
        command: [sh]
        source: |
          {{- if .Values.more }}
          set -x
          {{- end }}
          echo {{ .Values.greeting }}: ${line} done
`
}

describe("Argo's tags in a script of a chart are found where they stand", () => {
  test.each([
    '{{inputs.parameters.x}}',
    "{{=inputs.parameters['a-b']}}",
    '{{ "{{" }}inputs.parameters.x{{ "}}" }}',
    '{{"{{"}} inputs.parameters.x {{"}}"}}',
    '{{`{{`}}inputs.parameters.x{{`}}`}}',
    '{{- "{{" -}}inputs.parameters.x{{- "}}" -}}',
    '{{ "{{inputs.parameters.x}}" }}',
    '{{ "{{ inputs.parameters.x }}" }}',
    '{{`{{inputs.parameters.x}}`}}',
    '{{- `{{inputs.parameters.x}}` -}}',
    `{{ "{{=inputs.parameters['a-b']}}" }}`,
    String.raw`{{ "{{=inputs.parameters[\"a-b\"]}}" }}`,
    '{{`{{=inputs.parameters["a-b"]}}`}}',
    `{{ "{{" }}=inputs.parameters['a-b']{{ "}}" }}`,
    `{{ "{{=" }}inputs.parameters['a-b']{{ "}}" }}`,
    "{{`{{=`}}sprig.trim(inputs.parameters['a-b']){{`}}`}}",
  ])('%s', (tag) => {
    for (const text of [script(tag), script(tag).replaceAll('\n', '\r\n')])
      expect(found(text, 'script-injection')).toEqual([at(text, tag)])
  })

  test('several on a line, each at its own', () => {
    const [a, b, c] = ['{{ "{{inputs.parameters.x}}" }}', '{{`{{inputs.parameters.a-b}}`}}', '{{=inputs.parameters.x}}']
    const text = script(`${a} {{ .Values.y }}${b} && {{ "{{.Names}}" }} ${c}`)
    expect(found(text, 'script-injection')).toEqual([a, b, c].map((tag) => at(text, tag ?? '')))
  })
})

test.each([
  ['parameterized-reference', 'serviceAccountName: "', '"'],
  ['pod-spec-patch-injection', `podSpecPatch: '{"nodeSelector":{"pool":"`, `"}}'`],
])('%s finds them in quotes', (rule, before, after) => {
  for (const tag of ['{{`{{inputs.parameters.x}}`}}', '{{ `{{` }}inputs.parameters.x{{ `}}` }}']) {
    const text = `${head}      ${before}${tag}${after}\n      container: {image: "alpine:3.20", command: [id]}\n`
    const [one, ...more] = found(text, rule)
    expect(more).toEqual([])
    expect(one).toContain(tag)
  }
})

test('a value that Helm puts into quotes', () => {
  const text = `${head}      serviceAccountName: {{ "{{inputs.parameters.x}}" | quote }}\n      container: {image: "alpine:3.20", command: [id]}\n`
  expect(found(text, 'parameterized-reference')).toHaveLength(1)
})

describe('what is not of Argo is no finding', () => {
  test.each([
    '{{ .Values.x }}',
    '{{ "{{.Names}}" }}',
    '{{`{{ .Host.RemoteSocket.Path }}`}}',
    "docker ps --format '{{.Names}}'",
    "podman info -f '{{json .Host}}'",
    '${{ github.head_ref }}',
    '${{ inputs.branch }}',
    '{{ "{{ foo }}" }}',
    '{% raw %}{{ "{{ user }}" }}{% endraw %}',
    '{{ "{{" }} .Values.x {{ "}}" }}',
    '{{ "{{" }} =inputs.parameters.x {{ "}}" }}',
    '{{/* {{inputs.parameters.x}} */}}',
    '{{ $x := "{{" }}',
  ])('%s', (text) => {
    expect(found(script(text), 'script-injection')).toEqual([])
  })

  test.each([
    "docker ps --format '{{.Names}}\\t{{json .}}'",
    "jinja '{{ foo }} {% if inputs %}{{ inputs }}{% endif %}'",
    'gh ${{ github.event.inputs.x }} ${{ steps.meta.outputs.tags }}',
    "helm template --set a='{{ .Values.x }}'",
    'argo {{workflow.name}} {{pod.name}} {{retries}}',
  ])('%s, outside of a chart', (line) => {
    const text = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: a}
spec:
  templates:
    - name: a
      script:
        image: "alpine:3.20"
        command: [sh]
        source: |
          ${line}
`
    const { findings } = analyze([{ path: 'a.yaml', text }], rules, { ...defaults, persona: 'auditor' })
    expect(findings.filter(({ rule }) => rule.category === 'injection')).toEqual([])
  })
})
