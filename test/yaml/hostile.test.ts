import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documents } from '../../src/yaml/document.ts'
import { Draft } from '../../src/yaml/draft.ts'
import { duplicates } from '../../src/yaml/duplicate.ts'
import { SyntaxProblem } from '../../src/yaml/lenient.ts'
import { scalars } from '../../src/yaml/query.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'
import { value } from '../../src/yaml/value.ts'

/** Does all with a text that reviewing it does. */
function use(text: string): void {
  for (const { root, start, end, problem } of documents({ path: 'a.yaml', text })) {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeLessThanOrEqual(text.length)
    expect(problem?.offset ?? start).toBeGreaterThanOrEqual(start)
    expect(problem?.offset ?? start).toBeLessThanOrEqual(end)
    for (const scalar of scalars(root)) {
      const part = scalar.part(0, scalar.value.length)
      expect(part.start).toBeGreaterThanOrEqual(scalar.start)
      expect(part.end).toBeLessThanOrEqual(scalar.end)
    }
    duplicates(root)
    value(root)
  }
}

const tokens = [
  'a',
  'k: ',
  ': ',
  ':',
  '- ',
  '? ',
  '[',
  ']',
  '{',
  '}',
  ',',
  '"',
  "'",
  '#',
  ' # c',
  '\n',
  '\n  ',
  '\n    ',
  '\r\n',
  '\r',
  '\t',
  ' ',
  '|',
  '>',
  '|-',
  '>2',
  '&a ',
  '*a',
  '*a: ',
  '!!str ',
  '!',
  '<<: ',
  '---',
  '\n---\n',
  '\n...\n',
  '%YAML 1.1\n',
  '\\',
  '\\x',
  "\\'",
  '{{',
  '}}',
  '{{ "',
  '`',
  '/*',
  '\uFEFF',
  '\u2028',
  '\x85',
  '\0',
  '\uD800',
  '😀',
  '~',
  '0x1',
  '!!binary ',
]

describe('no text makes reading fail:', () => {
  test('tokens in any order', () => {
    const text = fc.array(fc.constantFrom(...tokens), { maxLength: 24 }).map((parts) => parts.join(''))
    fc.assert(fc.property(text, use), { numRuns: 20_000 })
  })

  test('any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), use), { numRuns: 5000 })
  })
})

describe('no text takes long:', () => {
  const parts = [
    '[',
    '{',
    '- ',
    '? ',
    '"',
    "'",
    '[\n',
    '"\n',
    'a: [\n',
    'a: "\n',
    'k:\n|\n',
    "\\'",
    '"\\\'',
    '&a ',
    '*a: ',
    '{}\n',
    '---\n',
    '\n---\na: "\n',
    '#',
    '\n',
    ' ',
    '\t',
    '[\t',
    'a: &a {<<: *a}\n',
    '{{',
    '"#\n',
    '\r',
    '|',
    'a: |1\n',
    "- '\n",
    '? [',
    '[? ',
    ': ',
  ]
  test.each(parts)('%j again and again', (part) => {
    use(part.repeat(Math.ceil(30_000 / part.length)))
    use(`a: ${part.repeat(Math.ceil(30_000 / part.length))}`)
  })
})

test('nesting that the stack cannot hold is refused', () => {
  const nested = sourceAt('['.repeat(500) + ']'.repeat(500), 0)
  /** Reads it as soon as the stack has room for more than the call. */
  function atTheEnd(): unknown {
    try {
      return atTheEnd()
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      return parse(nested)
    }
  }
  expect(atTheEnd).toThrow(SyntaxProblem)
  expect(parse(nested)).toBeDefined()
})

test('a draft knows where its text comes from', () => {
  const change = fc.record({
    at: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 4 }),
    what: fc.constantFrom('+', '+++++'),
  })
  const property = fc.property(
    fc.string({ minLength: 1, maxLength: 20 }),
    fc.array(change, { maxLength: 6 }),
    (text, changes) => {
      const draft = new Draft(text)
      // Each unit with the offset it comes from; what is put in comes from where it is put in, and is never split.
      let model = text.split('').map((char, from) => ({ char, from, added: false }))
      for (const { at, what } of changes) {
        const places = [...new Set(at)].filter((place) => model[place]?.added === false).toSorted((a, b) => a - b)
        draft.insert(what, places)
        model = model.flatMap((unit, index) => [
          ...(places.includes(index) ? what.split('').map((char) => ({ char, from: unit.from, added: true })) : []),
          unit,
        ])
      }
      expect(draft.text).toBe(model.map(({ char }) => char).join(''))
      expect(model.map((_, index) => draft.back(index))).toEqual(model.map(({ from }) => from))
      expect(draft.back(draft.text.length)).toBe(text.length)
    },
  )
  fc.assert(property, { numRuns: 2000 })
})
