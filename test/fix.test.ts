import { describe, expect, test } from 'vitest'
import { controllerSettings } from '../src/argo/controller-config.ts'
import { type Config, defaults } from '../src/config.ts'
import { fix } from '../src/fix.ts'
import { defineRule, type Problem, type Proposal, type Rule } from '../src/rule.ts'
import { type Change, insert, remove, replace, set } from '../src/yaml/change.ts'
import type { Mapping } from '../src/yaml/node.ts'
import { bool, get, items, mapping } from '../src/yaml/query.ts'

function toy(id: string, check: Rule['check']): Rule {
  return defineRule({
    id,
    title: 'A toy',
    category: 'manifest',
    severity: 'high',
    confidence: 'high',
    persona: 'regular',
    docs: '',
    guide: [],
    references: [],
    examples: [],
    check,
  })
}

/** Reports where `spec.<key>` is true, and proposes what it is told. */
function reports(
  key: string,
  propose: (spec: Mapping) => readonly Change[],
  safety: Proposal['safety'] = 'safe',
): Rule {
  return toy(key, function* ({ spec }): Generator<Problem> {
    const node = get(spec, key)
    if (!spec || !node || bool(node) !== true) return
    yield { at: node, message: 'Bad', propose: () => ({ title: 'Mend it', safety, changes: propose(spec) }) }
  })
}

const bad = reports('bad', (spec) => [remove(spec, 'bad')])
const config: Config = defaults

function workflow(...lines: readonly string[]): string {
  return [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Workflow',
    'metadata: {name: a}',
    'spec:',
    '  entrypoint: a',
    ...lines.map((line) => `  ${line}`),
    '',
  ].join('\n')
}

function configMap(sso: readonly string[]): string {
  return [
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata: {name: workflow-controller-configmap}',
    'data:',
    '  sso: |',
    ...sso.map((line) => `    ${line}`),
    '  images: ""',
    '',
  ].join('\n')
}

function run(text: string, rules: readonly Rule[], safety: Proposal['safety'] = 'safe', path = 'a.yaml') {
  const result = fix([{ path, text }], rules, config, { safety })
  return {
    text: result.files[0]?.after.text,
    fixed: result.fixed.map(({ finding }) => finding.rule.id),
    refused: result.refused.map(({ reason }) => reason),
    withheld: result.withheld.map(({ finding }) => finding.rule.id),
  }
}

describe('a fix', () => {
  test('is made where it is proved, and leaves every other byte', () => {
    const text = `# one\n${workflow('bad: true # two', 'good: yes   # three')}---\nother:   [document]\n`
    expect(run(text, [bad])).toEqual({
      text: `# one\n${workflow('# two', 'good: yes   # three')}---\nother:   [document]\n`.replace(
        '  # two',
        '  # two',
      ),
      fixed: ['bad'],
      refused: [],
      withheld: [],
    })
  })

  test('is not made when it is unsafe and nobody asked for that', () => {
    const rule = reports('bad', (spec) => [remove(spec, 'bad')], 'unsafe')
    expect(run(workflow('bad: true'), [rule])).toEqual({ text: undefined, fixed: [], refused: [], withheld: ['bad'] })
    expect(run(workflow('bad: true'), [rule], 'unsafe')).toMatchObject({ text: workflow(), fixed: ['bad'] })
  })

  test('that holds alone is told as withheld, and not as refused, where another stands in its way', () => {
    const both = [
      reports('one', (spec) => [remove(mapping(get(spec, 'inner')) ?? spec, 'a'), set(spec, 'one', false)], 'unsafe'),
      reports(
        'two',
        (spec) => [insert(mapping(get(spec, 'inner')) ?? spec, 'b', 1), set(spec, 'two', false)],
        'unsafe',
      ),
    ]
    const text = workflow('inner:', '  a: 1 # why', 'one: true', 'two: true')
    expect(run(text, both)).toEqual({ text: undefined, fixed: [], refused: [], withheld: ['one', 'two'] })
    expect(run(text, both, 'unsafe')).toMatchObject({ fixed: ['one', 'two'], refused: [], withheld: [] })
  })

  test('is made again by nobody', () => {
    const once = run(workflow('bad: true'), [bad]).text ?? ''
    expect(run(once, [bad])).toEqual({ text: undefined, fixed: [], refused: [], withheld: [] })
  })

  test('of several at one place comes in passes', () => {
    const rules = ['one', 'two', 'three'].map((key) =>
      reports(key, (spec) => [set(spec, key, false), remove(spec, `${key}s`)]),
    )
    const text = workflow('one: true', 'ones: 1', 'two: true', 'twos: 2', 'three: true', 'threes: 3')
    expect(run(text, rules)).toMatchObject({
      text: workflow('one: false', 'two: false', 'three: false'),
      fixed: expect.arrayContaining(['one', 'two', 'three']),
    })
  })

  test('is proved with all others of its document at once, however many', () => {
    const many = toy('many', function* ({ spec }): Generator<Problem> {
      for (const item of items(get(spec, 'list'))) {
        const node = get(item, 'bad')
        const changes = node && item.kind === 'mapping' ? [replace(node, false)] : []
        if (node && bool(node))
          yield { at: node, message: 'Bad', propose: () => ({ title: 'Mend it', safety: 'safe', changes }) }
      }
    })
    // Proved one by one, so long a document would be read far more often than its budget allows.
    const list = Array.from({ length: 1500 }, (_, i) => `  - {name: n${i}, bad: true, why: "${'x'.repeat(100)}"}`)
    const { text, fixed, refused } = run(workflow('list:', ...list), [many])
    expect({ text, refused }).toEqual({
      text: workflow('list:', ...list).replaceAll('bad: true', 'bad: false'),
      refused: [],
    })
    expect(fixed).toHaveLength(1500)
  })

  test('that several findings share is made once', () => {
    const both = ['one', 'two'].map((key) => reports(key, (spec) => [set(spec, 'one', false), set(spec, 'two', false)]))
    expect(run(workflow('one: true', 'two: true'), both)).toMatchObject({
      text: workflow('one: false', 'two: false'),
      fixed: ['one', 'two'],
    })
  })

  test('reaches the settings in a ConfigMap of the controller', () => {
    const rule = toy('secret', function* ({ root }): Generator<Problem> {
      const sso = mapping(controllerSettings(root).get('sso')?.value)
      const on = get(sso, 'bad')
      if (sso && bool(on) && on) {
        const changes = [insert(sso, 'rbac', { enabled: true }), set(sso, 'bad', false)]
        yield { at: on, message: 'Bad', propose: () => ({ title: 'Mend it', safety: 'safe', changes }) }
      }
    })
    expect(run(configMap(['# why', 'bad: true # here', 'issuer: x']), [rule]).text).toBe(
      configMap(['# why', 'bad: false # here', 'issuer: x', 'rbac:', '  enabled: true']),
    )
  })

  test('reaches the end of such a setting and what comes behind it at once', () => {
    const rule = toy('secret', function* ({ root }): Generator<Problem> {
      const [data, images] = [mapping(get(root, 'data')), mapping(controllerSettings(root).get('images')?.value)]
      const on = get(images, 'bad')
      if (data && images && on && bool(on)) {
        const changes = [insert(data, 'sso', 'a: 1\n'), insert(images, 'b', 2), set(images, 'bad', false)]
        yield { at: on, message: 'Bad', propose: () => ({ title: 'Mend it', safety: 'safe', changes }) }
      }
    })
    const text = configMap([]).replace(/ {2}sso: \|\n {2}images: ""/, '  images: |\n    bad: true')
    expect(run(text, [rule]).text).toBe(text.replace('bad: true', 'bad: false\n    b: 2\n  sso: |\n    a: 1'))
  })
})

describe('a fix is refused, with the reason', () => {
  test.each([
    [
      'in a Helm template',
      workflow('bad: true', '{{- if .Values.x }}', 'x: 1', '{{- end }}'),
      bad,
      /Helm/,
      'templates/a.yaml',
    ],
    [
      'in a patch of another object',
      workflow('bad: true').replace('  entrypoint: a\n', ''),
      bad,
      /put together elsewhere/,
    ],
    [
      'in an object inside of a text',
      `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n${workflow('bad: true').replaceAll(/^/gm, '    ')}`,
      bad,
      /inside of a text/,
    ],
    [
      'when the finding stays',
      workflow('bad: true'),
      reports('bad', (spec) => [set(spec, 'good', true)]),
      /still be there/,
    ],
    [
      'when its edits fall on one place',
      workflow('bad: true'),
      reports('bad', (spec) => [set(spec, 'bad', false), remove(spec, 'bad')]),
      /./,
    ],
    ['when the key is written twice', workflow('bad: true', 'bad: true'), bad, /./],
    ['when a key beside it is written twice', workflow('bad: true', 'other: 1', 'other: 2'), bad, /written twice/],
    ['in a document that Helm fills in', workflow('bad: true', 'name: "{{ .Release.Name }}"'), bad, /Helm/],
    [
      'when the value is named by an anchor that others use',
      workflow('bad: &a true', 'other: *a'),
      reports('bad', (spec) => [replace(get(spec, 'bad') ?? spec, false)]),
      /./,
    ],
    [
      'behind an alias',
      workflow('x: &a {bad: true}', '<<: *a'),
      reports('bad', (spec) => [remove(mapping(get(spec, 'x')) ?? spec, 'bad')]),
      /./,
    ],
  ])('%s', (_, text, rule, reason, path = 'a.yaml') => {
    const result = run(text, [rule], 'unsafe', path)
    expect(result.text).toBeUndefined()
    expect(result.refused).toEqual([expect.stringMatching(reason)])
  })

  test('when it brings a new finding of any rule at any persona', () => {
    const careless = reports('bad', (spec) => [replace(get(spec, 'bad') ?? spec, 'worse')])
    const watching = toy('worse', function* ({ spec }): Generator<Problem> {
      const node = get(spec, 'bad')
      if (node && bool(node) === undefined) yield { at: node, message: 'Worse', persona: 'auditor', severity: 'info' }
    })
    expect(run(workflow('bad: true'), [careless, watching]).refused).toEqual(['There would be a new finding of worse'])
  })
})
