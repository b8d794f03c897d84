import { describe, expect, test } from 'vitest'
import { ignoreFor, ignores } from '../../src/argo/ignore.ts'
import { read } from '../../src/read.ts'
import { argo, workflow } from './manifests.ts'

/** The reason of the ignore that silences rule `r` at the first `HERE`, in the innermost manifest that holds it; nothing when none does. */
function reason(text: string, rule = 'r'): string | undefined {
  const at = text.indexOf('HERE')
  const holding = read({ path: 'a.yaml', text }).manifests.findLast(({ root }) => root.start <= at && at < root.end)
  if (!holding) throw new Error('no manifest holds HERE')
  return ignoreFor(rule, { start: at, end: at + 4 }, holding)?.reason
}

const ignore = '# lynceus: ignore[r] why'

describe('a comment silences a rule', () => {
  test.each([
    ['on the same line', `  x: HERE ${ignore}`],
    ['on the line above', `  ${ignore}\n  x: HERE`],
    ['above other comments and blank lines', `  ${ignore}\n\n  # more\n  x: HERE`],
    ['on a parent key', `  x: ${ignore}\n    y:\n      z: HERE`],
    ['above a parent key', `  ${ignore}\n  x:\n    y:\n      z: HERE`],
    ['on the first line of an item', `  x:\n    - a: 1 ${ignore}\n      b: HERE`],
    ['above an item', `  x:\n    ${ignore}\n    - a: 1\n      b: HERE`],
    ['on the dash of an item', `  x:\n    - ${ignore}\n      b: HERE`],
    ['in a block scalar', `  x: |\n    one\n    HERE ${ignore}\n`],
    ['above a line of a block scalar', `  x: |\n    ${ignore}\n    HERE\n`],
    ['beside a quoted text', `  x: "HERE" ${ignore}`],
    ['of a flow collection', `  x: [\n    1, ${ignore}\n    HERE, # lynceus: ignore[r] why\n  ]`],
  ])('%s', (_, spec) => {
    expect(reason(workflow(spec))).toBe('why')
    expect(reason(workflow(spec).replaceAll('\n', '\r\n')), 'with CRLF').toBe('why')
  })

  test('of its whole object, on the first key or above it', () => {
    const text = workflow('  x: HERE')
    expect(reason(`${ignore}\n${text}`)).toBe('why')
    expect(reason(text.replace('\n', ` ${ignore}\n`))).toBe('why')
    expect(reason(`---\n${ignore}\n${text}`)).toBe('why')
  })

  test('when it names several', () => {
    const text = workflow('  x: HERE # lynceus: ignore[a, r,b] why')
    expect(['a', 'r', 'b', 'c'].map((rule) => reason(text, rule))).toEqual(['why', 'why', 'why', undefined])
  })

  test.each([
    ['#lynceus:ignore[r]why', 'why'],
    ['#  lynceus:   ignore[ r ]   why not  ', 'why not'],
    ['# lynceus: ignore[r]', ''],
    ['# see below lynceus: ignore[r]', undefined],
    ['# lynceus: ignore r', undefined],
    ['# Lynceus: ignore[r]', undefined],
    ['# lynceus: ignore[]', undefined],
    ['# lynceus: Ignore[r]', undefined],
    ['# lynceus: ignore[*]', undefined],
    ['# lynceus: ignore[r why', undefined],
    ['# lynceus ignore[r]', undefined],
    ['# lynceus: ignore[rr]', undefined],
  ])('when it is written as %j', (comment, expected) => {
    expect(reason(workflow(`  x: HERE ${comment}`))).toBe(expected)
  })
})

describe('a comment does not silence a rule', () => {
  test.each([
    ['two lines above', `  ${ignore}\n  y: 1\n  x: HERE`],
    ['on the line below', `  x: HERE\n  ${ignore}\n  y: 1`],
    ['on the key beside it', `  y: 1 ${ignore}\n  x: HERE`],
    ['on the item beside it', `  x:\n    - a: 1 ${ignore}\n    - b: HERE`],
    ['on another key of its item', `  x:\n    - a: 1\n      c: 2 ${ignore}\n      b: HERE`],
    ['as a part of a quoted text', `  y: "${ignore}"\n  x: HERE`],
    ['as a part of a quoted key', `  ? "${ignore}"\n  : x: HERE`],
    ['as a quoted text on the same line', `  x: ["${ignore}", HERE]`],
    ['as a single-quoted text of several lines', `  y: 'a\n    ${ignore}\n    b'\n  x: HERE`],
    ['on another line of a block scalar', `  x: |\n    one ${ignore}\n    HERE\n`],
  ])('%s', (_, spec) => {
    expect(reason(workflow(spec))).toBeUndefined()
  })

  test.each([
    ['last', `  y: |\n    one\n    ${ignore}\n  x:\n    z: HERE`],
    ['only', `  y: >-\n    ${ignore}\n  x: HERE`],
    ['last, with blank lines after it', `  y: |+\n    one\n    ${ignore}\n\n\n  x: HERE`],
    ['last, with a comment after it', `  y: |\n    one\n    ${ignore}\n  # more\n  x: HERE`],
    ['last, in an item', `  x:\n    - |\n      one\n      ${ignore}\n    - b: HERE`],
  ])('below a block scalar in which it is the line that is %s', (_, spec) => {
    expect(reason(workflow(spec))).toBeUndefined()
    expect(reason(workflow(spec).replaceAll('\n', '\r\n')), 'with CRLF').toBeUndefined()
    const real = spec.replace(ignore, 'two').replace('  x:', `  ${ignore}\n  x:`)
    expect(reason(workflow(real)), 'but as a real comment').toBe('why')
  })

  test('below an annotation that ends in it', () => {
    const described = `metadata:\n  name: a\n  annotations:\n    description: |\n      Builds.\n      ${ignore}`
    const text = workflow('  x: HERE').replace('metadata: {name: a}', described)
    expect(reason(text)).toBeUndefined()
    expect(reason(text.replace('\nspec:', ` too\n${ignore}\nspec:`))).toBe('why')
  })

  test('of the next object of a list, at the end of a text of the one before', () => {
    const items = ['  y: |\n    one', '  x: HERE'].map(
      (spec) => `- ${workflow(spec).trimEnd().replaceAll('\n', '\n  ')}\n`,
    )
    const list = `apiVersion: v1\nkind: List\nitems:\n`
    expect(reason(`${list}${items.join(`      ${ignore}\n`)}`)).toBeUndefined()
    expect(reason(`${list}${items.join(`${ignore}\n`)}`)).toBe('why')
  })

  test('of the object beside it', () => {
    const first = `${workflow('  y: 1')}  ${ignore}\n`
    expect(reason(`${first}---\n${workflow('  x: HERE', 'b')}`)).toBeUndefined()
    expect(reason(`${ignore}\n${workflow('  y: 1')}---\n${workflow('  x: HERE', 'b')}`)).toBeUndefined()
  })
})

describe('an annotation silences a rule in its whole object', () => {
  function annotated(annotations: string): string {
    return workflow('  x: HERE').replace('{name: a}', `{name: a, annotations: {${annotations}}}`)
  }

  test.each([
    ['with a reason', 'lynceus.dev/ignore: r, lynceus.dev/reason: why', 'why'],
    ['without one', 'lynceus.dev/ignore: r', ''],
    ['among several', 'lynceus.dev/ignore: "a, r"', ''],
    ['but not for others', 'lynceus.dev/ignore: rr', undefined],
    ['but not as a list', 'lynceus.dev/ignore: [r]', undefined],
    ['but not by its reason', 'lynceus.dev/reason: r', undefined],
  ])('%s', (_, annotations, expected) => {
    expect(reason(annotated(annotations))).toBe(expected)
  })
})

describe('in an object inside another one', () => {
  function sensor(source: string): string {
    return argo('Sensor', 's', `  triggers:\n    - template:\n        argoWorkflow:\n          source:\n${source}`)
  }
  function resource(spec: string): string {
    return sensor(
      `            resource:\n              apiVersion: argoproj.io/v1alpha1\n              kind: Workflow\n              metadata: {name: b}\n              spec:\n${spec}`,
    )
  }
  function inline(spec: string): string {
    return sensor(
      `            inline: |\n              apiVersion: argoproj.io/v1alpha1\n              kind: Workflow\n              metadata: {name: b}\n              spec:\n${spec}`,
    )
  }

  test.each([
    ['beside it', resource, `                x: HERE ${ignore}`],
    ['above it', resource, `                ${ignore}\n                x: HERE`],
    ['beside it in a text', inline, `                x: HERE ${ignore}`],
    ['above it in a text', inline, `                ${ignore}\n                x: HERE`],
  ])('a comment counts %s', (_, around, spec) => {
    expect(reason(around(spec))).toBe('why')
  })

  test.each([
    [
      'a block scalar of',
      `                y: |\n                  one\n                  ${ignore}\n                x: HERE`,
    ],
    [
      'a quoted text of',
      `                y: 'one\n                  ${ignore}\n                  two'\n                x: HERE`,
    ],
    [
      'the last line of a quoted text of',
      `                y: 'one\n                  ${ignore}'\n                x: HERE`,
    ],
  ])('a comment in %s the inner one does not count below it', (_, spec) => {
    expect(reason(resource(spec))).toBeUndefined()
    expect(reason(inline(spec))).toBeUndefined()
  })

  test.each([
    ['an object', resource],
    ['a text', inline],
  ])('a comment on a key of the outer one that holds %s counts', (_, around) => {
    expect(reason(around('                x: HERE').replace('triggers:', `triggers: ${ignore}`))).toBe('why')
    expect(reason(around('                x: HERE').replace('kind: Sensor', `kind: Sensor ${ignore}`))).toBeUndefined()
    expect(reason(`${ignore}\n${around('                x: HERE')}`)).toBe('why')
  })
})

test('all ignores of a manifest are told, those of its neighbours are not', () => {
  const text = `${workflow(`  x: 1 # lynceus: ignore[a] one\n  y: 2 # lynceus: ignore[b]`)}---\n${workflow('  z: 3 # lynceus: ignore[c]', 'b')}`
  const found = read({ path: 'a.yaml', text }).manifests.map((manifest) =>
    ignores(manifest).map(({ rules, kind, line }) => [...rules, kind, line]),
  )
  expect(found).toEqual([
    [
      ['a', 'comment', 5],
      ['b', 'comment', 6],
    ],
    [['c', 'comment', 12]],
  ])
})
