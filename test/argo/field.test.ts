import { expect, test } from 'vitest'
import { fields, ownerOf } from '../../src/argo/field.ts'
import { read } from '../../src/read.ts'
import { get, text } from '../../src/yaml/query.ts'

test('finds every text with tags, once, with its path, its owner and its call', () => {
  const { manifests } = read({
    path: 'a.yaml',
    text: `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: a, annotations: {note: "{{workflow.name}}"}}
spec:
  workflowSpec:
    serviceAccountName: "{{workflow.name}}"
    hooks: {exit: {template: end, expression: "{{workflow.name}}"}}
    templateDefaults: {nodeSelector: {zone: "{{workflow.name}}"}}
    templates:
      - name: main
        steps:
          - - name: one
              template: "{{item}}"
              hooks: {exit: {template: "{{item}}"}}
            - name: two
              inline:
                container: {image: "{{workflow.name}}", args: ["{{ .Go }}", plain, "{{workflow.uid}}"]}
`,
  })
  const found = manifests.flatMap((manifest) => fields(manifest))
  expect(
    found.map((field) => [field.path, ownerOf(field), text(get(field.call, 'name') ?? get(field.call, 'template'))]),
  ).toEqual([
    ['serviceAccountName', 'the workflow', undefined],
    ['hooks/*/expression', 'the workflow', 'end'],
    ['nodeSelector/zone', '`templateDefaults`', undefined],
    ['steps/template', 'template `main`', 'one'],
    ['steps/hooks/*/template', 'template `main`', '{{item}}'],
    ['container/image', 'an inline template', undefined],
    ['container/args', 'an inline template', undefined],
  ])
  expect(found.map(({ holder, scalar }) => holder.pairs.some(({ value }) => value === scalar)).slice(0, -1)).toEqual(
    Array.from({ length: 6 }, () => true),
  )
})
