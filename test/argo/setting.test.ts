import { describe, expect, test } from 'vitest'
import { bySetting, effective, type Layer, type Origin, under } from '../../src/argo/setting.ts'
import { mapping } from '../../src/yaml/query.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'
import { named, projectOf, workflow, written } from './manifests.ts'

const manifest = named(projectOf(workflow('  entrypoint: x')), 'a')

function map(yaml: string) {
  const node = mapping(parse(sourceAt(yaml, 0)))
  if (!node) throw new Error(`no mapping: ${yaml}`)
  return node
}

function layer(yaml: string, origin: Origin = 'spec', ...others: string[]): Layer {
  return { node: map(yaml), origin, manifest, ...(others.length > 0 && { others: others.map(map) }) }
}

/** The text of the value that counts. */
function value(layers: readonly Layer[], ...path: string[]): string | undefined {
  const { node } = effective(layers, ...path) ?? {}
  return node?.kind === 'scalar' ? node.value : node?.kind
}

describe('the value that counts', () => {
  test.each([
    ['the highest', ['a: {b: 1}', 'a: {b: 2}'], '1'],
    ['field by field', ['a: {c: 1}', 'a: {b: 2}'], '2'],
    ['`false` and 0 too', ['a: {b: false}', 'a: {b: true}'], 'false'],
    ['not null', ['a: {b: null}', 'a: {b: 2}'], '2'],
    ['not a null above it', ['a: ~', 'a: {b: 2}'], '2'],
    ['not an empty text', ['a: {b: ""}', 'a: {b: 2}'], '2'],
    ['none', ['a: {}', 'b: 1'], undefined],
  ])('is %s', (_, layers, expected) => {
    expect(
      value(
        layers.map((yaml) => layer(yaml)),
        'a',
        'b',
      ),
    ).toBe(expected)
  })

  test.each([
    ['sets an empty text', 'a: {b: ""}', ''],
    ['takes a field away', 'a: {b: null}', undefined],
    ['takes away what holds it', 'a: null', undefined],
    ['leaves the rest', 'a: {c: 1}', '2'],
  ])('a patch %s', (_, patch, expected) => {
    expect(value([layer(patch, 'podSpecPatch'), layer('a: {b: 2}')], 'a', 'b')).toBe(expected)
  })

  test.each([
    ['each gives a number', 'a: 1', ['a: 2', 'a: 3'], '1'],
    ['one gives none', 'a: 1', ['a: 2', 'b: 3'], undefined],
    ['switches differ', 'a: true', ['a: false'], undefined],
    ['switches agree', 'a: true', ['a: yes'], 'true'],
  ])('of several environments when %s', (_, first, others, expected) => {
    expect(value([layer(first, 'workflowDefaults', ...others)], 'a')).toBe(expected)
  })

  test('knows where it is written', () => {
    const { spec } = manifest
    const setting = spec && effective([{ node: spec, origin: 'spec', manifest }], 'entrypoint')
    expect(setting && [setting.origin, setting.manifest.name, written(setting.manifest, setting.node)]).toEqual([
      'spec',
      'a',
      'x',
    ])
  })
})

test('layers under a path keep their order and origin, and need all environments', () => {
  const layers = [
    layer('a: {b: 1}', 'template'),
    layer('c: 1'),
    layer('a: {b: 2}', 'workflowDefaults', 'a: {b: 3}'),
    layer('a: {b: 4}', 'spec', 'a: 5'),
  ]
  expect(under(layers, ['a']).map(({ origin, others }) => [origin, others?.length])).toEqual([
    ['template', undefined],
    ['workflowDefaults', 1],
  ])
  expect(under(layers, ['a'], 'templateDefaults').map(({ origin }) => origin)).toEqual([
    'templateDefaults',
    'templateDefaults',
  ])
})

test('things are told once by the place that governs them', () => {
  const shared = layer('a: 1')
  const found = bySetting([[shared], [layer('a: 2'), shared], [layer('b: 1')], [shared]], (layers) =>
    effective(layers, 'a'),
  )
  expect(found.map(({ by }) => by.length)).toEqual([2, 1])
})
