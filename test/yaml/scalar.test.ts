import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Span } from '../../src/yaml/file.ts'
import type { Scalar } from '../../src/yaml/node.ts'
import { get, scalar, scalars } from '../../src/yaml/query.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'

/** A stretch of text, and what it means: each unit of that stands for the whole stretch. */
type Piece = readonly [written: string, value: string]

function read(text: string): Scalar {
  const found = scalar(get(parse(sourceAt(text, 0)), 'k'))
  if (!found) throw new Error(`no scalar in ${JSON.stringify(text)}`)
  return found
}

/** The scalar in `before + pieces + after` means the pieces, and each unit of its value is found where it is written. */
function check(before: string, pieces: readonly Piece[], after: string): void {
  const text = before + pieces.map(([written]) => written).join('') + after
  const found = read(text)
  expect(found.value, text).toBe(pieces.map(([, value]) => value).join(''))
  const places: Span[] = []
  let at = before.length
  for (const [written, value] of pieces) {
    for (const _ of Array(value.length)) places.push({ start: at, end: at + written.length })
    at += written.length
  }
  // The last line end of a block scalar lies behind the node.
  const wanted = places.map(({ start, end }) => ({ start: Math.min(start, found.end), end: Math.min(end, found.end) }))
  expect(
    wanted.map((_, index) => found.part(index, index + 1)),
    text,
  ).toEqual(wanted)
  const middle = wanted.length >> 1
  if (wanted.length > 0)
    expect(found.part(middle, wanted.length)).toEqual({ start: wanted[middle]?.start, end: wanted.at(-1)?.end })
}

const ends = fc.constantFrom('\n', '\r\n')

function chars(text: string): Piece[] {
  return text.split('').map((char): Piece => [char, char])
}

const blanks: readonly (readonly Piece[])[] = [
  [[' ', ' ']],
  [['\n ', ' ']],
  [['  \n   ', ' ']],
  [['\n\n ', '\n']],
  [[' \n \n\t\n  ', '\n\n']],
]

function times(count: number, piece: Piece): Piece[] {
  return Array.from({ length: count }, () => piece)
}

/** Line ends between two lines of a folded text: one becomes a blank, the last of several is swallowed. */
function turns(end: string, more: number): Piece[] {
  return more === 0 ? [[end, ' ']] : [...times(more, [end, '\n']), [end, '']]
}

/** Words with gaps between them: a blank, a line end that folds to one, or several that fold to line ends. */
function flow(word: fc.Arbitrary<readonly Piece[]>, ...gaps: readonly (readonly Piece[])[]): fc.Arbitrary<Piece[]> {
  return fc
    .tuple(fc.array(fc.tuple(word, fc.constantFrom(...blanks, ...gaps)), { maxLength: 6 }), word, ends)
    .map(([list, last, end]) =>
      [...list.flat(2), ...last].map(([written, value]): Piece => [written.replaceAll('\n', end), value]),
    )
}

function words(...pieces: readonly Piece[]): fc.Arbitrary<Piece[]> {
  const letters = ['a', 'é', '😀', '{{x}}', '#b', ...pieces].map((piece) =>
    typeof piece === 'string' ? chars(piece) : [piece],
  )
  return fc
    .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 4 })
    .map((list) => [...chars('w'), ...list.flat()])
}

const escapes: readonly Piece[] = [
  ['\\n', '\n'],
  ['\\x41', 'A'],
  ['\\u00e9', 'é'],
  ['\\U0001F600', '😀'],
  ['\\"', '"'],
  ['\\\\', '\\'],
  ['\\ ', ' '],
  ["\\'", "'"],
]

describe('each character of a value is found where it is written:', () => {
  test('plain', () => {
    fc.assert(fc.property(flow(words()), (pieces) => check('k: ', pieces, ' # c\nl: 1\n')))
  })

  test('single quotes', () => {
    fc.assert(fc.property(flow(words(["''", "'"], ['"', '"'])), (pieces) => check("k: '", pieces, "'\n")))
  })

  test('double quotes', () => {
    const broken = [
      [['\\\n   ', '']],
      [
        ['\\\n', ''],
        ['\\ ', ' '],
      ],
      [
        [' ', ' '],
        ['\\\n', ''],
      ],
    ] satisfies Piece[][]
    fc.assert(fc.property(flow(words(...escapes), ...broken), (pieces) => check('k: "', pieces, '"\n')))
  })

  const text = fc
    .string({ unit: fc.constantFrom('a', ' ', '#', '😀', '"', '{{x}}'), maxLength: 6 })
    .map((rest) => `w${rest}`)
  const empty = fc.integer({ min: 0, max: 3 })
  const indent: Piece = ['  ', '']

  test('literal', () => {
    const body = fc.tuple(
      ends,
      empty,
      fc.array(fc.tuple(fc.constantFrom('', ' ', '\t'), text, empty), { minLength: 1, maxLength: 5 }),
    )
    const property = fc.property(body, ([end, before, lines]) => {
      const turn: Piece = [end, '\n']
      const pieces = lines.flatMap(([deep, line, after]) => [indent, ...chars(deep + line), ...times(after + 1, turn)])
      check(`k: |2+${end}`, [...times(before, turn), ...pieces], 'l: 1')
    })
    fc.assert(property)
  })

  test('folded', () => {
    const body = fc.tuple(ends, fc.array(fc.tuple(text, empty), { maxLength: 4 }), text)
    const property = fc.property(body, ([end, lines, last]) => {
      const pieces = lines.flatMap(([line, after]) => [indent, ...chars(line), ...turns(end, after)])
      check(`k: >${end}`, [...pieces, indent, ...chars(last), [end, '\n']], `${end}l: 1`)
    })
    fc.assert(property)
  })

  test('folded, with lines that are indented more', () => {
    check(
      'k: >\n',
      [
        indent,
        ['a', 'a'],
        ['\n', '\n'],
        indent,
        [' ', ' '],
        ['b', 'b'],
        ['\n', '\n'],
        indent,
        ['c', 'c'],
        ['\n', '\n'],
      ],
      'l: 1',
    )
  })
})

test('a text in which something stands for what is written says what is written, repaired or not', () => {
  for (const yaml of ['a: [_, "b _"]', 'a: ["_\n b", _\n]', 'a: [_, "it\\\'s _"]']) {
    const written = yaml.replaceAll('_', 'x')
    const root = parse({ text: yaml, written, at: (offset) => offset })
    const said = [...scalars(get(root, 'a'))].map(({ value }) => value)
    const meant = [...scalars(get(parse(sourceAt(written, 0)), 'a'))].map(({ value }) => value)
    expect(said).toEqual(meant)
  }
})
