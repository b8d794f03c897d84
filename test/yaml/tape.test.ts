import { describe, expect, test } from 'vitest'
import { duplicates } from '../../src/yaml/duplicate.ts'
import { get, mapping, pair, text } from '../../src/yaml/query.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'
import type { Mapping } from '../../src/yaml/node.ts'

function read(text: string): Mapping {
  const root = mapping(parse(sourceAt(text, 0)))
  if (!root) throw new Error(`no mapping: ${text}`)
  return root
}

test.each([
  'hostPath: 1',
  '"hostPath": 1',
  String.raw`"host\x50ath": 1`,
  "{'hostPath': 1}",
  '? hostPath\n: 1',
  'a: &name hostPath\n*name : 1',
  'x: &x {hostPath: 1}\ny: *x',
  'x: [[{a: {hostPath: 1}}]]',
  '!!str hostPath: 1',
])('a key is seen, however it is written: %s', (text) => {
  expect(read(text).mayHave('hostPath')).toBe(true)
})

test('a key that is nowhere is not seen, nor one that is only a value', () => {
  expect(read('apiVersion: v1\nkind: Pod\nspec: {name: hostPath}').mayHave('hostPath')).toBe(false)
})

describe('braces are seen', () => {
  test.each([
    'a: "{{x}}"',
    String.raw`a: "\x7b{x}}"`,
    'a: "{\\\n  {x}}"',
    'a: !!binary e3t4fX0=',
    'a: >\n  b {{x}}',
    'a: &a "{{x}}"\nb: {c: [*a]}',
  ])('%s', (text) => {
    const root = read(text)
    expect(root.braced).toBe(true)
    expect(root.pairs.every(({ value }) => value.braced)).toBe(true)
  })

  test('and where there are none, a value is passed over', () => {
    const root = read('a: "{x}"\nb: {c: {d: e}}\nf: "{{x}}"\ng: "}}"')
    expect(root.pairs.map(({ value }) => value.braced)).toEqual([false, false, true, false])
  })
})

describe('of many keys, each is found that is found among few:', () => {
  const rest = Array.from({ length: 200 }, (_, index) => `k${index}: ${index}`).join('\n')
  const merged = 'a: &a {k: merged, z: 1}\n'
  test.each([
    ['the only one', 'k: 1\n', '1'],
    ['the last of two', 'k: 1\n"k": 2\n', '2'],
    ['an alias', 'a: &a k\n*a : 1\n', '1'],
    ['one that no other may be taken for', 'key: 1\n', undefined],
    ['what is merged over it', `${merged}k: 1\n<<: *a\n`, 'merged'],
    ['what stands over what is merged', `${merged}<<: *a\nk: 1\n`, '1'],
    ['the last that is merged', `${merged}<<: *a\n<<: {k: 2}\n`, '2'],
    ['a text that looks like a merge key', '"<<": {k: 1}\n', undefined],
  ])('%s', (_, lines, wanted) => {
    for (const whole of [lines, lines + rest, `${rest}\n${lines}`]) {
      const root = read(whole)
      for (let time = 0; time < 3; time++) {
        expect(text(get(root, 'k'))).toBe(wanted)
        expect(text(pair(root, 'k')?.value)).toBe(wanted)
      }
    }
  })

  test.each(['', '<<: {x: 1}\n'])('and soon, however often one asks: %j', (lines) => {
    const count = 100_000
    const root = read(lines + Array.from({ length: count }, (_, index) => `k${index}: ${index}\n`).join(''))
    for (let index = 0; index < count; index++) expect(text(get(root, `k${index}`)) === `${index}`).toBe(true)
  })
})

test('a key that is written twice is found among any number of others', () => {
  const many = Array.from({ length: 200 }, (_, index) => `k${index}: 1`)
  for (const [first, second] of [
    [0, 1],
    [0, 199],
    [98, 150],
  ] as const) {
    const text = many.map((line, index) => (index === second ? `k${first}: 2` : line)).join('\n')
    expect(duplicates(read(text)).map((found) => found.second.key.start)).toEqual([text.lastIndexOf(`k${first}: 2`)])
  }
  expect(duplicates(read(many.join('\n')))).toEqual([])
})
