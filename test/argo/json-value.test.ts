import { describe, expect, test } from 'vitest'
import { jsonEncoder } from '../../src/argo/json-value.ts'
import { tags } from '../../src/argo/tag.ts'
import { variablePath } from '../../src/argo/variable-path.ts'
import { rewritten } from '../../src/yaml/change.ts'
import type { Refusal } from '../../src/yaml/edit.ts'
import { get, scalar } from '../../src/yaml/query.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'

/** What the last tag that others fill makes of a text, with `X` for such a tag and `S` for one that nobody fills. */
function encoded(pattern: string): string | Refusal {
  const text = pattern.replaceAll('X', '{{inputs.parameters.a-b}}').replaceAll('S', '{{workflow.name}}')
  const leaf = scalar(get(parse(sourceAt(`a: ${JSON.stringify(text)}`, 0)), 'a'))
  const open = tags(leaf).filter(({ body }) => body !== 'workflow.name')
  const last = open.at(-1)
  if (!leaf || !last) throw new Error('no tag')
  const encode = jsonEncoder(
    leaf,
    (tag) => open.includes(tag),
    (tag) => (tag.expression ? { refused: 'no expression' } : variablePath(tag.body)),
  )
  const parts = encode(last)
  if ('refused' in parts) return parts
  return rewritten(leaf.value, parts)
    .replaceAll("inputs.parameters['a-b']", 'x')
    .replaceAll('{{inputs.parameters.a-b}}', 'X')
}

describe('a value is one tag', () => {
  test.each([
    ['any: "X"', 'any: {{=toJson(x)}}'],
    ["any: 'X' # why", 'any: {{=toJson(x)}} # why'],
    ['- "X"', '- {{=toJson(x)}}'],
    ['{"any":{"a":"X"}}', '{"any":{"a":{{=toJson(x)}}}}'],
    ['any: ["X", "X"]', 'any: [{{=toJson(x)}}, {{=toJson(x)}}]'],
    ['any: "X-X"', "any: {{=toJson(x + '-' + x)}}"],
    ['any: "S: X/é"', "any: {{=toJson(workflow.name + ': ' + x + '/é')}}"],
    ['any: preview-X', "any: {{=toJson('preview-' + x)}}"],
    ['metadata: {name: X}', 'metadata: {name: {{=toJson(x)}}}'],
    ['metadata: {labels: {a: X}}', 'metadata: {labels: {a: {{=toJson(x)}}}}'],
    ['resources: {limits: {memory: X}}', 'resources: {limits: {memory: {{=toJson(x)}}}}'],
    ['kind: ConfigMap\ndata:\n  a: X', 'kind: ConfigMap\ndata:\n  a: {{=toJson(x)}}'],
    ['env: [{name: a, value: X}]', 'env: [{name: a, value: {{=toJson(x)}}}]'],
    ['args: [X, v1]', 'args: [{{=toJson(x)}}, v1]'],
    ['args: [--name=X]', "args: [{{=toJson('--name=' + x)}}]"],
    ['command: [app, run, "X Y"]', "command: [app, run, {{=toJson(x + ' Y')}}]"],
    ['command: [sh, -c, a, X]', 'command: [sh, -c, a, {{=toJson(x)}}]'],
    ['data: {name.txt: "X"}', 'data: {name.txt: {{=toJson(x)}}}'],
    ['command: [sh, -c]\nenv: [{name: a, value: "X"}]', 'command: [sh, -c]\nenv: [{name: a, value: {{=toJson(x)}}}]'],
    ['replicas: X', 'replicas: {{=asInt(x)}}'],
    ['spec: {ports: [{port: X}]}', 'spec: {ports: [{port: {{=asInt(x)}}}]}'],
    ['replicas: "X"', 'replicas: {{=toJson(x)}}'],
    ['any: "{{=toJson(inputs.parameters.a)}}"', 'any: {{=toJson(inputs.parameters.a)}}'],
  ])('%s', (text, expected) => {
    expect(encoded(text)).toBe(expected)
  })

  test('all that can be written of a text is written at once, and no more', () => {
    expect(encoded('a: S\nb: X\nc: "X"\nd: "S"\nname: X')).toBe(
      'a: {{workflow.name}}\nb: X\nc: {{=toJson(x)}}\nd: "{{workflow.name}}"\nname: {{=toJson(x)}}',
    )
  })
})

describe('what may not be one is left to its author', () => {
  test.each([
    ['X', 'the whole text'],
    ['"X"', 'the whole text'],
    ['X: a', 'in a key'],
    ['"a-X": b', 'in a key'],
    ['a: b # X', 'does not stand in a value'],
    ['a: 1\nX', 'cannot be read as YAML'],
    ['a: |\n  b X', 'a text of several lines'],
    ['a: >-\n  b X', 'a text of several lines'],
    ['any: X', 'whether `any` is a text, a number or more'],
    ['any: [{to: X}]', 'whether `any[].to` is a text, a number or more'],
    ['command: [sh, -c, echo X]', 'run by the pod'],
    ['containers: [{command: [bash, -ec], args: ["X", a]}]', 'run by the pod'],
    ['{"exec":{"command":["sh","-c","test -f X"]}}', 'run by the pod'],
    ['command: [sh, -c]\nargs:\n  - |\n    echo X', 'run by the pod'],
    ['command: ["X"]', 'run by the pod'],
    ['args: ["echo X"]', 'run by the pod'],
    ['args: [-c, "X"]', 'run by the pod'],
    ['script: {image: a, source: "X"}', 'run by the pod'],
    ['data: {run.sh: "X"}', 'run by the pod'],
    ['artifacts: [{path: /a.py, raw: {data: "X"}}]', 'run by the pod'],
    ['command: [sh, -c, "{{=toJson(inputs.parameters.a)}} X"]', 'run by the pod'],
    ['data: {a: X}', 'whether `data.a` is a text, a number or more'],
    ['any: 1X', 'a text, a number or more'],
    ['any: tX', 'a text, a number or more'],
    ['any: -X', 'a text, a number or more'],
    ['resources: {limits: X}', 'a text, a number or more'],
    ['httpGet: {port: X}', 'a text, a number or more'],
    ['value: X', 'a text, a number or more'],
    ['replicas: 1X', 'a text, a number or more'],
    ['any: "it\'s X"', 'cannot be written'],
    ["any: 'it''s X'", 'cannot be written'],
    [String.raw`any: "\t X"`, 'cannot be written'],
    ['any: "X\n  X"', 'cannot be written'],
    ['any: !!int "X"', 'cannot be written'],
    ['any: "{{ foo }} X"', 'cannot be written'],
    ['any: "X {{=item}}"', 'no expression'],
    ['any: "{{=toJson(item) + toJson(item)}}"', 'no expression'],
  ])('%s: %s', (text, reason) => {
    expect(encoded(text)).toEqual({ refused: expect.stringContaining(reason) })
  })
})

test('hostile text takes linear time', () => {
  const many = 20_000
  for (const text of ['"X",', '"X-S",', '["a"],', 'X,', '"X ', '{command: [sh, -c, "X"]}, ']) {
    const parts = encoded(`any: [${text.repeat(many)}"X"]`)
    expect(parts).toBeTruthy()
  }
})
