import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fix } from '../../src/finding.ts'
import { type Suggestion, suggestion } from '../../src/report/suggestion.ts'
import { apply, type Edit } from '../../src/yaml/edit.ts'

const text = 'a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\ng: 7\nh: 8\ni: 9\nj: 10\nk: 11\n'

/** Other words for the first place at which each text stands. */
function aFix(whole: string, ...changes: readonly (readonly [string, string])[]): Fix {
  const edits = changes.map(([old, made]): Edit => {
    const start = whole.indexOf(old)
    if (start < 0) throw new Error(`There is no ${old}`)
    return { span: { start, end: start + old.length }, text: made }
  })
  return { title: 'Change it', safety: 'safe', file: { path: 'a.yaml', text: whole }, edits }
}

/** What GitHub does with one. */
function accepted(whole: string, { startLine, endLine, lines }: Suggestion): string {
  const old = whole.split(/(?<=\n)/)
  return [...old.slice(0, startLine - 1), lines, ...old.slice(endLine)].join('')
}

describe('a suggestion takes the place of', () => {
  test.each<[string, Fix, Suggestion]>([
    ['one line', aFix(text, ['2', 'two']), { startLine: 2, endLine: 2, lines: 'b: two\n' }],
    ['lines that touch', aFix(text, ['2\nc', '2\nx: y\nC']), { startLine: 3, endLine: 3, lines: 'x: y\nC: 3\n' }],
    [
      'all lines between two that lie near each other',
      aFix(text, ['2', 'two'], ['5', 'five']),
      { startLine: 2, endLine: 5, lines: 'b: two\nc: 3\nd: 4\ne: five\n' },
    ],
    ['lines that go', aFix(text, ['b: 2\nc: 3\n', '']), { startLine: 2, endLine: 3, lines: '' }],
    ['a line that becomes empty', aFix(text, ['b: 2', '']), { startLine: 2, endLine: 2, lines: '\n' }],
    ['the line above new ones', aFix(text, ['c:', 'x: y\nc:']), { startLine: 2, endLine: 2, lines: 'b: 2\nx: y\n' }],
    [
      'the first line, where new ones come above',
      aFix(text, ['a:', 'x: y\na:']),
      { startLine: 1, endLine: 1, lines: 'x: y\na: 1\n' },
    ],
    ['a last line without an end', aFix('a: 1\nb: 2', ['2', '3']), { startLine: 2, endLine: 2, lines: 'b: 3\n' }],
    [
      'a last line that gets company',
      aFix('a: 1\nb: 2', ['2', '2\nc: 3']),
      { startLine: 2, endLine: 2, lines: 'b: 2\nc: 3\n' },
    ],
    [
      'lines of Windows',
      aFix('a: 1\r\nb: 2\r\nc: 3\r\n', ['2', '2\r\nx: y']),
      { startLine: 2, endLine: 2, lines: 'b: 2\r\nx: y\r\n' },
    ],
    [
      'tabs, and backticks of any number',
      aFix('a: 1\t# ```` x\n', ['1', '2']),
      { startLine: 1, endLine: 1, lines: 'a: 2\t# ```` x\n' },
    ],
  ])('%s', (_, fix, expected) => {
    expect(suggestion(fix)).toEqual(expected)
    const made = apply(fix.file.text, fix.edits)
    expect(accepted(fix.file.text, expected)).toBe(fix.file.text.endsWith('\n') ? made : `${made}\n`)
  })
})

describe('there is none', () => {
  test.each<[string, Fix]>([
    ['where lines lie apart', aFix(text, ['a: 1', 'a: 0'], ['i: 9', 'i: 0'])],
    ['where nothing changes', aFix(text, ['2', '2'])],
    [
      'for an empty file',
      {
        ...aFix('x', ['x', 'y']),
        file: { path: 'a.yaml', text: '' },
        edits: [{ span: { start: 0, end: 0 }, text: 'a' }],
      },
    ],
    ['with a mark that turns the text around', aFix('a: 1 # \u202Ex\n', ['1', '2'])],
    ['with a control', aFix('a: 1 # \u001B[2J\n', ['1', '2'])],
    ['with a zero-width character in what is new', aFix('a: 1\n', ['1', 'x\u200By'])],
    ['with a carriage return inside of a line', aFix('a: 1 # x\ry\n', ['1', '2'])],
    ['with a BOM', aFix('\uFEFFa: 1\n', ['1', '2'])],
  ])('%s', (_, fix) => {
    expect(suggestion(fix)).toBeUndefined()
  })
})

test('what is suggested is what the fix makes', () => {
  const line = fc.constantFrom('a: 1\n', 'b:\n', '\n', '# `x`\n', '- c\r\n')
  const whole = fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => lines.join(''))
  const parts = fc.tuple(whole, fc.nat(60), fc.nat(8), fc.constantFrom('', 'x', 'x: y\n', '\n  z'))
  fc.assert(
    fc.property(parts, ([before, at, length, words]) => {
      const start = Math.min(at, before.length)
      const edits = [{ span: { start, end: Math.min(start + length, before.length) }, text: words }]
      const found = suggestion({ title: 'Change it', safety: 'safe', file: { path: 'a.yaml', text: before }, edits })
      const made = apply(before, edits)
      if (found) expect([made, `${made}\n`]).toContain(accepted(before, found))
      else expect(made === before || /\r(?!\n)/.test(made)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
