import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Document, documents } from '../../src/yaml/document.ts'
import { lineText, position } from '../../src/yaml/file.ts'
import { get, text } from '../../src/yaml/query.ts'
import { value } from '../../src/yaml/value.ts'
import { written } from './writer.ts'

function read(yaml: string): Document[] {
  return [...documents({ path: 'a.yaml', text: yaml })]
}

/** What each document means, or the reason that it has no meaning. */
function meanings(yaml: string): unknown[] {
  return read(yaml).map(({ root, problem }) => problem?.reason ?? value(root))
}

const broken = ['a: [1', 'a: "b', 'a: b: c', '\t- x', 'a: *nobody', 'a: |0\n  x', '}', 'a: {b', '@', 'a: "\\q"']

describe('a broken document', () => {
  test('hides none of its neighbours', () => {
    const part = fc.oneof(written, fc.constantFrom(...broken))
    const property = fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      const bodies = parts.map((one) =>
        typeof one === 'string'
          ? one
          : one.text.replace(/^\uFEFF|^%YAML.*\r?\n/, '').replace(/(\r?\n)\.\.\.\s*$/, '$1'),
      )
      const marked = bodies.map((body) => (/^(# first\s*)?---/.test(body) ? body : `---\n${body}`))
      // A line end more would be one more in a block scalar that keeps them.
      const yaml = marked.map((body) => (body.endsWith('\n') ? body : `${body}\n`)).join('')
      const found = read(yaml)
      expect(found.length, yaml).toBe(parts.length)
      for (const [index, one] of parts.entries()) {
        if (typeof one === 'string') expect(found[index]?.problem, yaml).toBeDefined()
        else expect(value(found[index]?.root), yaml).toEqual(one.value)
      }
    })
    fc.assert(property, { numRuns: 300 })
  })

  test.each(broken)('says where it breaks: %j', (body) => {
    const [first, second, third, ...more] = read(`a: 1\n---\n${body}\n---\nb: 2\n`)
    expect(value(first?.root)).toEqual({ a: 1 })
    expect(value(third?.root)).toEqual({ b: 2 })
    expect(more).toEqual([])
    expect(second?.problem?.reason).toMatch(/^This is not YAML that Kubernetes would accept: ./)
    expect(second?.problem?.offset).toBeGreaterThanOrEqual(9)
    expect(second?.problem?.offset).toBeLessThanOrEqual(9 + body.length + 1)
  })
})

describe('a file is cut', () => {
  test.each([
    ['at a line of three dashes', 'a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['at dashes with a comment', 'a: 1\n--- # two\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['at dashes with a value', '--- {a: 1}\n--- |\n b\n', [{ a: 1 }, 'b\n']],
    ['at three dots', 'a: 1\n...\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['after dots at which nothing follows', 'a: 1\n...\n', [{ a: 1 }]],
    ['below which a byte order mark opens a text', 'a: 1\n---\n\uFEFFb: 2\nc: 3\n', [{ a: 1 }, { b: 2, c: 3 }]],
    [
      'below which a mark stands before another',
      'a: 1\r\n--- # x\r\n\uFEFF---\r\nb: 2\r\n',
      [{ a: 1 }, null, { b: 2 }],
    ],
    ['not at four dashes', 'a:\n  b\n  ----\n', [{ a: 'b ----' }]],
    ['not at dashes inside of a line', 'a: --- b\n', [{ a: '--- b' }]],
    ['not at indented dashes', 'a: |\n  ---\n  b\n', [{ a: '---\nb\n' }]],
    ['not before the first document', '# c\n\n%YAML 1.1\n---\na: 1\n', [{ a: 1 }]],
    ['where nothing is between', 'a: 1\n---\n---\nb: 2', [{ a: 1 }, null, { b: 2 }]],
    ['at lines with carriage returns', 'a: 1\r\n---\r\nb: 2\r\n...\r\n', [{ a: 1 }, { b: 2 }]],
    ['at old and rare line ends, as Go does', 'a: 1\r---\u2028b: 2\x85---\u2029c: 3', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['after a byte order mark', '\uFEFF---\na: 1\n', [{ a: 1 }]],
    ['into one document when it is empty', '', [null]],
  ])('%s', (_, yaml, wanted) => {
    expect(meanings(yaml)).toEqual(wanted)
  })

  test('and offsets go on counting in the file', () => {
    const yaml = '\uFEFFa: 1\r\n---\r\nb: {c: "😀",\r\nd: e}\r\n'
    const found = read(yaml)
    const node = get(found[1]?.root, 'b', 'd')
    expect(yaml.slice(node?.start, node?.end)).toBe('e')
    expect(position({ path: 'a.yaml', text: yaml }, node?.start ?? -1)).toEqual({ line: 4, column: 4 })
    expect(lineText({ path: 'a.yaml', text: yaml }, 4)).toBe('d: e}')
    expect(lineText({ path: 'a.yaml', text: yaml }, 9)).toBe('')
  })

  test('but what is not wanted is left out', () => {
    const found = [
      ...documents({ path: 'a.yaml', text: 'a: 1\n---\nb: [\n---\nc: 3\n' }, (body) => !body.includes('b')),
    ]
    expect(found.map(({ root }) => value(root))).toEqual([{ a: 1 }, { c: 3 }])
  })
})

describe('a line end that only Go knows', () => {
  test.each(['\r', '\x85', '\u2028', '\u2029'])('hides no key in a comment: %j', (end) => {
    expect(meanings(`# harmless${end}privileged: true # too${end}image: x${end}`)).toEqual([
      { privileged: true, image: 'x' },
    ])
  })
})

describe('what costs too much is refused with a reason:', () => {
  const bomb = [
    'a0: &a0 [x, x]',
    ...Array.from({ length: 40 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]`),
  ].join('\n')

  test.each([
    ['a large file', `a: ${'x'.repeat(4 * 1024 * 1024)}`, /more than 4 MiB/],
    ['deep nesting in flow style', `a: ${'['.repeat(50_000)}`, /nesting/],
    [
      'deep nesting in block style',
      Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
      /nesting/,
    ],
    ['a billion laughs', bomb, /aliases of this file stand for more than 100000 nodes/],
    [
      'a billion laughs in merge keys',
      bomb.replace(/\[(\*.*)\]/g, '{<<: [$1]}').replace('[x, x]', '{x: y}'),
      /aliases of this file/,
    ],
    [
      'a little less in each of many documents',
      `${bomb.split('\n').slice(0, 6).join('\n')}\n---\n`.repeat(500),
      /aliases of this file/,
    ],
    ['more repairs than a text can need', 'a: "\nb"\n'.repeat(20_000), /deficient indentation/],
  ])('%s', (_, yaml, reason) => {
    const reasons = read(yaml).map(({ problem }) => problem?.reason ?? '')
    expect(reasons.join('\n')).toMatch(reason)
  })

  test('and the rest of the file is read', () => {
    expect(meanings(`${bomb}\n---\na: 1\n`).at(-1)).toEqual({ a: 1 })
    expect(meanings(`a: ${'['.repeat(500)}\n---\na: 1\n`).at(-1)).toEqual({ a: 1 })
  })

  test('a bomb that nobody walks into costs nothing, as a value neither', () => {
    const small = bomb.split('\n').slice(0, 5).join('\n')
    const [first] = read(small)
    expect(text(get(first?.root, 'a0'))).toBeUndefined()
    expect(value(first?.root)).toHaveProperty(['a4', '0', '0', '0', '0', '1'], 'x')
  })
})
