import { expect, test } from 'vitest'
import { analyze } from '../../../src/analyze.ts'
import { defaults } from '../../../src/config.ts'
import rule from '../../../src/rules/resource-manifest-injection.ts'
import { position } from '../../../src/yaml/file.ts'
import { argo } from '../manifests.ts'

const config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' } as const

/** The findings about a manifest of some lines that a script applies, whose variables hold parameters of the workflow. */
function graded(kind: string, parameters: string, lines: string): readonly string[] {
  const text = argo(
    kind,
    'a',
    `  entrypoint: main
  arguments: {parameters: [${parameters}]}
  templates:
    - name: main
      script:
        image: a
        command: [bash]
        env: [{name: A, value: "{{workflow.parameters.a}}"}, {name: B, value: "{{workflow.parameters.b}}"}]
        source: |
          kubectl apply -f - <<EOF
${lines}
          EOF`,
  )
  const { findings } = analyze([{ path: 'a.yaml', text }], [rule], config)
  return findings.map(({ severity, persona, confidence, related, at: { file, span } }) => {
    const way = related.map((place) => position(place.file, place.span.start).line)
    return `${file.text.slice(span.start, span.end)} ${severity} ${persona} ${confidence} ${way.join(' ')}`
  })
}

test.each([
  ['WorkflowTemplate', '{name: a}, {name: b}', '$A high regular medium 6 12'],
  ['Workflow', '{name: a}, {name: b}', '$A medium regular medium 6 12'],
  ['Workflow', '{name: a, enum: [x, y]}, {name: b}', '$A medium regular low 6 12'],
  ['Workflow', '{name: a, value: x}, {name: b}', '$A medium pedantic medium 6 12'],
  ['Workflow', '{name: b}', '$A medium regular medium 3 12'],
])('%s with %s', (kind, parameters, expected) => {
  expect(graded(kind, parameters, '          kind: ConfigMap\n          data: {x: "$A"}')).toEqual([expected])
})

test('what gives rights, runs code or says where weighs more', () => {
  expect(graded('Workflow', '{name: a}', '          kind: RoleBinding\n          metadata: {name: x-$A}')).toEqual([
    '$A high regular medium 6 12',
  ])
  expect(graded('Workflow', '{name: a}', '          kind: ConfigMap\n          namespace: $A')).toEqual([
    '$A high regular medium 6 12',
  ])
})

test('of several values in one variable the worst is told', () => {
  const lines = '          kind: ConfigMap\n          data: {x: "$(echo "$A$B")"}'
  expect(graded('Workflow', '{name: a, value: x}, {name: b}', lines)).toEqual([
    '$A medium pedantic medium 6 12',
    '$B medium regular medium 6 12',
  ])
  const both = '          kind: ConfigMap\n          data: {x: "${A:-$B}"}'
  expect(graded('Workflow', '{name: a, value: x}, {name: b}', both)).toEqual(['${A:-$B} medium regular medium 6 12'])
})
