import { describe, expect, test } from 'vitest'
import { tags } from '../../src/argo/tag.ts'
import { templates } from '../../src/argo/template.ts'
import { pathOf, tooOld, variablePath } from '../../src/argo/variable-path.ts'
import { parseVersion } from '../../src/argo/version.ts'
import { get, items, scalar } from '../../src/yaml/query.ts'
import { only } from './read.ts'

test.each([
  ['inputs.parameters.x', 'inputs.parameters.x'],
  ['inputs.parameters.commit-msg', "inputs.parameters['commit-msg']"],
  ['steps.flip-coin.outputs.parameters.a_b', "steps['flip-coin'].outputs.parameters.a_b"],
  ['workflow.parameters.1st', "workflow.parameters['1st']"],
  ['tasks.in.outputs.result', "tasks['in'].outputs.result"],
  ['item', 'item'],
])('%s is %s', (name, path) => {
  expect(variablePath(name)).toBe(path)
})

/** What becomes of a tag in the steps of `main`, or in those of an inline template within. */
function pathIn(tag: string, inline = false): unknown {
  const { manifest, project } = only(`apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  arguments: {parameters: [{name: env, value: a}]}
  templates:
    - name: main
      inputs: {parameters: [{name: a-b}]}
      steps: [[{name: one, inline: {steps: []}}]]
      annotations: [${JSON.stringify(tag)}]
`)
  const template = templates(manifest).find((found) => found.inline === inline)
  const [leaf] = items(get(templates(manifest)[0]?.node, 'annotations'))
  const [found] = tags(scalar(leaf))
  if (!found || !template) throw new Error('no tag')
  return pathOf(found, { project, manifest, template })
}

describe('an expression holds the same as a tag', () => {
  test.each([
    ['{{ inputs.parameters.a-b }}', "inputs.parameters['a-b']"],
    ['{{workflow.parameters.env}}', 'workflow.parameters.env'],
    ['{{steps.a-b.outputs.result}}', "steps['a-b'].outputs.result"],
    ['{{tasks.a.outputs.parameters.b-c}}', "tasks.a.outputs.parameters['b-c']"],
    ['{{item}}', 'item'],
    ['{{item.name}}', 'item.name'],
    ['{{workflow.name}}', 'workflow.name'],
  ])('%s: %s', (tag, path) => {
    expect(pathIn(tag)).toBe(path)
  })

  test.each([
    ['{{inputs.parameters.env}}', 'is not declared here'],
    ['{{workflow.parameters.a-b}}', 'is not declared here'],
    ['{{workflow.parameters.env.x}}', 'sure to know'],
    ['{{workflow.outputs.parameters.x}}', 'sure to know'],
    ['{{workflow.labels.x}}', 'sure to know'],
    ["{{workflow.parameters['env']}}", 'sure to know'],
    ['{{workflow.parameters}}', 'sure to know'],
    ["{{steps.a'b.outputs.result}}", 'sure to know'],
    ['{{item.a.b}}', 'sure to know'],
    ['{{lastRetry.message}}', 'sure to know'],
    ['{{=item}}', 'is an expression already'],
  ])('not %s, which %s', (tag, reason) => {
    expect(pathIn(tag)).toEqual({ refused: expect.stringContaining(reason) })
  })

  test('not in an inline template, where the variables around it come first', () => {
    expect(pathIn('{{workflow.parameters.env}}', true)).toEqual({ refused: expect.stringContaining('inline') })
  })
})

test('a version that does not know expressions, or is not known', () => {
  expect(tooOld(parseVersion('v3.0.9'), 3, 1)).toEqual({ refused: expect.stringContaining('Argo 3.1') })
  expect(tooOld(parseVersion('v3.1.0'), 3, 1)).toBeUndefined()
  expect(tooOld(undefined, 3, 5)).toBeUndefined()
})
