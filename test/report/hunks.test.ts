import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Hunk, hunks } from '../../src/report/hunks.ts'

/** A diff as one reads it, without line ends. */
function shown(old: string, changed: string, context?: number): string[] {
  return hunks(old, changed, context).flatMap(({ before, after, lines }) => [
    `@${before} ${after}`,
    ...lines.map(({ sign, text }) => sign + text.replace('\n', '')),
  ])
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

/** What the hunks make of the old text. They must name the lines that they stand on. */
function applied(old: string, changes: readonly Hunk[]): string {
  const lines = linesOf(old)
  const made: string[] = []
  let at = 0
  for (const { before, after, lines: own } of changes) {
    made.push(...lines.slice(at, before))
    expect(made).toHaveLength(after)
    const mine = own.filter(({ sign }) => sign !== '+').map(({ text }) => text)
    expect(lines.slice(before, before + mine.length)).toEqual(mine)
    made.push(...own.filter(({ sign }) => sign !== '-').map(({ text }) => text))
    at = before + mine.length
  }
  return [...made, ...lines.slice(at)].join('')
}

const old = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n'

test('texts that are equal have none', () => {
  expect(hunks(old, old)).toEqual([])
  expect(hunks('', '')).toEqual([])
})

test('a hunk has three lines around it', () => {
  expect(shown(old, old.replace('e\n', 'E\n'))).toEqual(['@1 1', ' b', ' c', ' d', '-e', '+E', ' f', ' g', ' h'])
  expect(shown(old, old.replace('a\n', 'a\nA\n'))).toEqual(['@0 0', ' a', '+A', ' b', ' c', ' d'])
  expect(shown(old, old.replace('j\n', ''))).toEqual(['@6 6', ' g', ' h', ' i', '-j'])
})

test('two that touch are one', () => {
  const near = old.replace('a\n', '').replace('h\n', 'H\n')
  expect(shown(old, near)).toEqual(['@0 0', '-a', ' b', ' c', ' d', ' e', ' f', ' g', '-h', '+H', ' i', ' j'])
  const far = old.replace('a\n', '').replace('i\n', 'I\n')
  expect(shown(old, far, 1)).toEqual(['@0 0', '-a', ' b', '@7 6', ' h', '-i', '+I', ' j'])
  expect(hunks(old, far)).toHaveLength(2)
})

test('the last line may have no end', () => {
  expect(hunks('a\nb', 'a\nb\n').map(({ lines }) => lines)).toEqual([
    [
      { sign: ' ', text: 'a\n' },
      { sign: '-', text: 'b' },
      { sign: '+', text: 'b\n' },
    ],
  ])
  expect(shown('', 'a')).toEqual(['@0 0', '+a'])
})

test('only \\n ends a line', () => {
  expect(hunks('a\r\nb\u2028c\rd\n', 'A\r\nb\u2028c\rd\n').flatMap(({ lines }) => lines)).toEqual([
    { sign: '-', text: 'a\r\n' },
    { sign: '+', text: 'A\r\n' },
    { sign: ' ', text: 'b\u2028c\rd\n' },
  ])
})

const text = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c', 'd', '', '\r'), { maxLength: 30 }), fc.boolean())
  .map(([lines, isEnded]) => lines.join('\n') + (isEnded && lines.length > 0 ? '\n' : ''))

/** The fewest lines that must go or come, by the table of all pairs. */
function distance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [x, line] of a.entries()) {
    const above = row
    row = [x + 1]
    for (const [y, other] of b.entries())
      row.push(line === other ? (above[y] ?? 0) : 1 + Math.min(above[y + 1] ?? 0, row[y] ?? 0))
  }
  return row.at(-1) ?? 0
}

test('hunks make the new text of the old one, with as few lines as can be', () => {
  fc.assert(
    fc.property(text, text, fc.nat(4), (from, to, context) => {
      const found = hunks(from, to, context)
      expect(applied(from, found)).toBe(to)
      const changed = found.flatMap(({ lines }) => lines).filter(({ sign }) => sign !== ' ')
      expect(changed).toHaveLength(distance(linesOf(from), linesOf(to)))
    }),
    { numRuns: 1000 },
  )
})

test('texts that have little in common take no long time', () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => `- {name: n${at}, privileged: true}\n`)
  const from = lines.join('')
  const to = from.replaceAll('true', 'false')
  expect(applied(from, hunks(from, to))).toBe(to)
  const scattered = lines.map((line, at) => (at % 3 ? line : line.replace('true', 'false'))).join('')
  expect(applied(from, hunks(from, scattered))).toBe(scattered)
})
