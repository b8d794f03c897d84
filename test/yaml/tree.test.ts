import fc from 'fast-check'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { documents } from '../../src/yaml/document.ts'
import type { Node } from '../../src/yaml/node.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'
import { value } from '../../src/yaml/value.ts'
import { written } from './writer.ts'

describe('a generated document', () => {
  test('means what it was made from', () => {
    const property = fc.property(written, ({ text, value: wanted }) => {
      const [document, ...more] = documents({ path: 'a.yaml', text })
      expect(document?.problem, text).toBeUndefined()
      expect(value(document?.root), text).toEqual(wanted)
      expect(more).toEqual([])
    })
    fc.assert(property, { numRuns: 1000 })
  })

  test('has nodes whose text means what they mean, each inside its parent and behind the one before', () => {
    const property = fc.property(written, ({ text }) => {
      for (const { root, start, end } of documents({ path: 'a.yaml', text })) if (root) check(root, text, start, end)
    })
    fc.assert(property, { numRuns: 500 })
  })
})

const corpus = new URL('../../../shared/corpus', import.meta.url).pathname

test.skipIf(!existsSync(corpus))(
  'a real manifest has such nodes too, with either line end',
  { timeout: 60_000 },
  () => {
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name))
    expect(files.length).toBeGreaterThan(1000)
    for (const [index, name] of files.entries()) {
      const text = readFileSync(join(corpus, name), 'utf8').replace(/\n/g, index % 2 ? '\n' : '\r\n')
      for (const { root, start, end, problem } of documents({ path: name, text })) {
        expect(problem, name).toBeUndefined()
        if (root && index % 5 === 0) check(root, text, start, end)
      }
    }
  },
)

/** Every node below one too. Aliases and what holds them cannot be read on their own. */
function check(node: Node, text: string, from: number, to: number): boolean {
  const written = text.slice(node.start, node.end)
  expect(node.start, written).toBeGreaterThanOrEqual(from)
  expect(node.end, written).toBeLessThanOrEqual(to)
  let at = node.start
  let alone = node.kind !== 'alias'
  for (const child of children(node)) {
    alone = check(child, text, at, node.end) && alone
    at = child.end
  }
  // How deep a block scalar is indented by its header counts from its parent, which is gone.
  if (alone && !/^(?:[&!]\S*\s+)*[|>]\S*\d/.test(written)) {
    const column = node.start - text.lastIndexOf('\n', node.start - 1) - 1
    expect(value(parse(sourceAt(' '.repeat(column) + written, 0))), written).toEqual(value(node))
    expect(written).toBe(written.trimStart())
  }
  return alone
}

function children(node: Node): readonly Node[] {
  if (node.kind === 'sequence') return node.items
  return node.kind === 'mapping' ? node.pairs.flatMap((pair) => [pair.key, pair.value]) : []
}

/** The text of each node in the order of the file. */
function texts(text: string): string[] {
  const root = parse(sourceAt(text, 0))
  return root ? [...nodes(root)].map(({ start, end }) => text.slice(start, end)) : []
}

function* nodes(node: Node): Generator<Node> {
  yield node
  for (const child of children(node)) yield* nodes(child)
}

describe('a node covers', () => {
  test.each([
    ['quotes', 'a: "b"', ['a: "b"', 'a', '"b"']],
    ['anchor and tag', 'a: &x !!str b # c', ['a: &x !!str b', 'a', '&x !!str b']],
    ['the properties of a collection', 'a: &x\n  b: 1\n', ['a: &x\n  b: 1', 'a', '&x\n  b: 1', 'b', '1']],
    [
      'brackets and braces',
      'a: [b, {c: d}, ] # e',
      ['a: [b, {c: d}, ]', 'a', '[b, {c: d}, ]', 'b', '{c: d}', 'c', 'd'],
    ],
    ['a pair without braces', '[a: b, c]', ['[a: b, c]', 'a: b', 'a', 'b', 'c']],
    [
      'the header of a block scalar, not the line end behind it',
      'a: |- # b\n  c\n\nd: 1',
      ['a: |- # b\n  c\n\nd: 1', 'a', '|- # b\n  c', 'd', '1'],
    ],
    ['line ends that are kept', 'a: |+\n  c\n\nd: 1', ['a: |+\n  c\n\nd: 1', 'a', '|+\n  c\n\n', 'd', '1']],
    ['nothing, where a value is missing', 'a:\nb: # c\n  d:', ['a:\nb: # c\n  d:', 'a', '', 'b', 'd:', 'd', '']],
    ['nothing, where an item is missing', '-\n- a', ['-\n- a', '', 'a']],
    ['an alias', 'a: &x b\nc: *x', ['a: &x b\nc: *x', 'a', '&x b', 'c', '*x']],
    ['an explicit key', '? a\n: b', ['? a\n: b', 'a', 'b']],
    [
      'a flow sequence at the column of its parent',
      'a: ["b\n", c\n]\nd: e',
      ['a: ["b\n", c\n]\nd: e', 'a', '["b\n", c\n]', '"b\n"', 'c', 'd', 'e'],
    ],
    ['a tag in a flow mapping', '{!!str a: !x b}', ['{!!str a: !x b}', '!!str a', '!x b']],
    [
      'lines that end in a carriage return',
      'a:\r\n  - b\r\n  - |\r\n    c\r\n',
      ['a:\r\n  - b\r\n  - |\r\n    c', 'a', '- b\r\n  - |\r\n    c', 'b', '|\r\n    c'],
    ],
  ])('%s', (_, text, wanted) => {
    expect(texts(text)).toEqual(wanted)
  })

  test('the place where an empty value would stand', () => {
    const root = parse(sourceAt('a:\nb: # c\n', 100))
    const empty = root?.kind === 'mapping' ? root.pairs.map((pair) => [pair.value.start, pair.value.end]) : []
    expect(empty).toEqual([
      [102, 102],
      [105, 105],
    ])
  })
})
