import { describe, expect, test } from 'vitest'
import { duplicates } from '../../src/yaml/duplicate.ts'
import { follow, type Node } from '../../src/yaml/node.ts'
import {
  bool,
  get,
  integer,
  isNull,
  items,
  keyOf,
  mapping,
  pair,
  pairs,
  scalar,
  scalars,
  text,
} from '../../src/yaml/query.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'
import { value } from '../../src/yaml/value.ts'

function read(yaml: string): Node | undefined {
  return parse(sourceAt(yaml, 0))
}

describe('a path of keys leads', () => {
  const root = read('a:\n  b: {c: 1}\nl: [x]\nn:\n')

  test('to the value', () => {
    expect(integer(get(root, 'a', 'b', 'c'))).toBe(1)
    expect(isNull(get(root, 'n'))).toBe(true)
  })

  test('nowhere, where it leaves the tree', () => {
    expect(get(root, 'a', 'x', 'c')).toBeUndefined()
    expect(get(root, 'l', '0')).toBeUndefined()
    expect(get(root, 'n', 'x')).toBeUndefined()
    expect(get(undefined, 'a')).toBeUndefined()
  })
})

describe('of a key that several places give, the cluster’s one is found:', () => {
  test.each([
    ['the last of two', 'a: 1\na: 2', 2],
    ['in other quotes too', 'a: 1\n"\\x61": 2', 2],
    ['behind an alias', 'k: &k a\na: 1\n? *k\n: 2', 2],
    ['its own before a merged one', 'x: &x {a: 1}\n<<: *x\na: 2', 2],
    ['a merged one, when it is merged later', 'x: &x {a: 1}\na: 2\n<<: *x', 1],
    ['the first of a list of merged ones', 'x: &x {a: 1}\ny: &y {a: 2}\n<<: [*x, *y]', 1],
    ['the last of two merges', 'x: &x {a: 1}\ny: &y {a: 2}\n<<: *x\n<<: *y', 2],
    ['one that was merged into a merged one', 'x: &x {a: 1}\ny: &y {<<: *x}\n<<: *y', 1],
    ['none that only looks merged', 'a: 2\n"<<": {a: 1}', 2],
  ])('%s', (_, yaml, wanted) => {
    const root = read(yaml)
    expect(integer(get(root, 'a'))).toBe(wanted)
    expect(value(root)).toHaveProperty('a', wanted)
  })
})

describe('what an alias stands for', () => {
  const yaml = 'x: &x\n  image: "a:1"\n  args: [b]\ny: *x\nz:\n  <<: *x\n  w: *x\n'
  const root = read(yaml)

  function written(node: Node | undefined): string {
    return yaml.slice(node?.start, node?.end)
  }

  test('lies where the alias is written, with all that is under it', () => {
    const image = scalar(get(root, 'y', 'image'))
    expect(text(image)).toBe('a:1')
    expect(image?.start).toBe(yaml.indexOf('*x'))
    expect(written(image)).toBe('*x')
    expect(image?.part(0, 1)).toMatchObject({ start: image?.start, end: image?.end })
    expect(written(items(get(root, 'y', 'args'))[0])).toBe('*x')
    expect(written(pair(get(root, 'y'), 'image')?.key)).toBe('*x')
  })

  test('lies at the alias of the merge key, when it is merged', () => {
    expect(get(root, 'z', 'image')?.start).toBe(yaml.indexOf('*x', yaml.indexOf('<<')))
  })

  test('lies where it is anchored, when it is reached there', () => {
    expect(written(get(root, 'x', 'image'))).toBe('"a:1"')
    expect(mapping(get(root, 'x'))?.anchored).toBe(true)
  })

  test('is the same node each time', () => {
    expect(follow(get(root, 'y'))).toBe(follow(get(root, 'y')))
    expect(get(root, 'y', 'image')).toBe(get(root, 'y', 'image'))
    expect(get(root, 'y', 'image')).not.toBe(get(root, 'z', 'w', 'image'))
  })

  test('is not entered when all scalars are wanted', () => {
    expect([...scalars(root)].map(({ value: one }) => one)).toEqual(['a:1', 'b'])
  })
})

describe('a scalar counts', () => {
  test.each([
    ['yes', true],
    ['Off', false],
    ['"yes"', undefined],
    ['!!bool "yes"', true],
    ['!!str yes', undefined],
    ['1', undefined],
  ])('as a truth: %s', (yaml, wanted) => {
    expect(bool(read(yaml))).toBe(wanted)
  })

  test.each([
    ['0755', 493],
    ['0.0', 0],
    ['1e3', 1000],
    ['1.5', undefined],
    ['"1"', undefined],
    ['.inf', undefined],
  ])('as a whole number: %s', (yaml, wanted) => {
    expect(integer(read(yaml))).toBe(wanted)
  })

  test.each([
    ['~', undefined],
    ['null', undefined],
    ['"null"', 'null'],
    ['!!str null', 'null'],
    ['true', 'true'],
    ['0755', '0755'],
    ['!!binary ZWNobyB7e3h9fQ==', 'echo {{x}}'],
    ['!!binary "?"', '?'],
    ['[a]', undefined],
  ])('as a text: %s', (yaml, wanted) => {
    expect(text(read(yaml))).toBe(wanted)
  })
})

test('keys that are no text have no name', () => {
  expect(pairs(read('? [a]\n: 1\nb: 2')).map(keyOf)).toEqual([undefined, 'b'])
})

describe('keys that a mapping has twice', () => {
  test.each([
    ['side by side', 'a: 1\nb: 2\na: 3', [['a', 10]]],
    [
      'three times',
      'a: 1\na: 2\na: 3',
      [
        ['a', 5],
        ['a', 10],
      ],
    ],
    ['deeper', 'x:\n  - {a: 1, a: 2}\n', [['a', 14]]],
    ['in several ways to write', '"a": 1\na: 2\n', [['a', 7]]],
    ['in another mapping only', 'a: {b: 1}\nc: {b: 1}\n', []],
    ['as merge keys, which may stand twice', 'x: &x {}\n<<: *x\n<<: *x\n', []],
    ['under an alias, once', 'x: &x {a: 1, a: 2}\ny: *x', [['a', 13]]],
    ['among many', `${Array.from({ length: 40 }, (_, index) => `k${index}: 1\n`).join('')}k7: 2`, [['k7', 270]]],
  ])('%s', (_, yaml, wanted) => {
    const found = duplicates(read(yaml))
    expect(found.map(({ second }) => [keyOf(second), second.key.start])).toEqual(wanted)
    for (const { first, second } of found) expect(keyOf(first)).toBe(keyOf(second))
  })
})

test('a key named __proto__ is a key like others', () => {
  const made = value(read('a: {__proto__: {polluted: 1}}\nb: {<<: {__proto__: {polluted: 2}}}\n'))
  expect(JSON.stringify(made)).toBe('{"a":{"__proto__":{"polluted":1}},"b":{"__proto__":{"polluted":2}}}')
  expect(Object.getPrototypeOf(Object.values(made ?? {})[0])).toBe(Object.prototype)
  expect({}).not.toHaveProperty('polluted')
})
