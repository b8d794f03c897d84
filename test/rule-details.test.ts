import { expect, test } from 'vitest'
import { analyze } from '../src/analyze.ts'
import { defaults } from '../src/config.ts'
import type { Finding } from '../src/finding.ts'
import mutableImageTag from '../src/rules/mutable-image-tag.ts'
import serverAnonymousAuth from '../src/rules/server-anonymous-auth.ts'
import type { Rule } from '../src/rule.ts'
import { workflow } from './argo/manifests.ts'

// What the examples of the rules cannot show: how sure, for whom, and in which words.

function findings(rule: Rule, text: string): readonly Finding[] {
  const config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' } as const
  const { failures, findings: found } = analyze([{ path: 'a.yaml', text }], [rule], config)
  expect(failures).toEqual([])
  return found
}

const tagged = '{"containers": [{"name": "main", "resources": {"limits": {"memory": "{{inputs.parameters.memory}}"}}}]}'

test.each([
  ['the whole patch is a tag', "podSpecPatch: '{{inputs.parameters.patch}}'", 'low auditor'],
  ['the containers are a tag', `podSpecPatch: 'containers: {{inputs.parameters.list}}'`, 'low auditor'],
  ['the patch cannot be read', `podSpecPatch: '{"containers": [{"name": "main" {{x}}'`, 'low auditor'],
  ['a field is a tag', `podSpecPatch: '{"containers": [{"name": "main", "{{key}}": "x"}]}'`, 'low auditor'],
  ['a value beside the image is a tag', `podSpecPatch: '${tagged}'`, 'high regular'],
  ['there are no tags in it', `podSpecPatch: '{"nodeName": "a"}'`, 'high regular'],
  ['there is none', 'metadata: {}', 'high regular'],
])('an image without a tag beside a patch, when %s', (_, patch, expected) => {
  const container = 'container: {image: stand-in, command: [run]}'
  const found = [
    ...findings(mutableImageTag, workflow(`  templates:\n    - name: a\n      ${patch}\n      ${container}`)),
    ...findings(
      mutableImageTag,
      workflow(`  ${patch.replace('metadata', 'podMetadata')}\n  templates:\n    - name: a\n      ${container}`),
    ),
  ]
  expect(found.map(({ confidence, persona }) => `${confidence} ${persona}`)).toEqual([expected, expected])
})

test('an image that a patch may replace is sure where another pod runs it without one', () => {
  const container = 'container: {image: stand-in, command: [run]}'
  const [first, ...more] = findings(
    mutableImageTag,
    workflow(`  templates:\n    - {name: a, podSpecPatch: '{{=x}}', ${container}}\n    - {name: b, ${container}}`),
  )
  expect(more).toEqual([])
  expect(first).toMatchObject({ confidence: 'high', persona: 'regular' })
  expect(first?.message).toContain('template `b`')
})

test.each([
  ['a flag in one word', 'args: [server, --auth-mode=client, --auth-mode=server]', 'Remove this flag.'],
  [
    'a flag in two words',
    'args: [server, --auth-mode=client, --auth-mode, server]',
    'Remove the flag `--auth-mode` before it together with this value.',
  ],
  [
    'a flag in two words of a shell',
    "command: [sh, -c], args: ['argo server --auth-mode client --auth-mode server']",
    'Remove the flag `--auth-mode` before it together with this value.',
  ],
  [
    'a variable',
    'args: [server, --auth-mode=client], env: [{name: ARGO_AUTH_MODE, value: server}]',
    'Remove the variable.',
  ],
])('says what to remove of %s', (_, container, expected) => {
  const [finding, ...more] = findings(
    serverAnonymousAuth,
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: argo-server}\nspec:\n  template:\n    spec:\n      containers:\n        - {name: argo-server, image: 'quay.io/argoproj/argocli:v3.7.18', ${container}}\n`,
  )
  expect(more).toEqual([])
  expect(finding?.message.slice(-expected.length)).toBe(expected)
})
