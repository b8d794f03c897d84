import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { append, type Change, insert, prepend, remove } from '../../src/yaml/change.ts'
import { apply, type Edit, edit } from '../../src/yaml/edit.ts'
import type { Mapping, Node, Sequence } from '../../src/yaml/node.ts'
import { type Key, nodeAt } from '../../src/yaml/path.ts'
import { keyOf } from '../../src/yaml/query.ts'
import { type Subject, targets, whole, wrongIn } from './edits.ts'
import { written } from './writer.ts'

/** The edits of changes that are made together; nothing when one is refused, or two fall on one place. */
function together({ text, root }: Subject, changes: readonly Change[]): readonly Edit[] | undefined {
  const edits: Edit[] = []
  for (const change of changes) {
    const made = edit(text, root, change, changes)
    if ('refused' in made) return undefined
    edits.push(...made)
  }
  try {
    apply(text, edits)
    return edits
  } catch {
    return undefined
  }
}

type Case = readonly [
  name: string,
  text: string,
  path: readonly Key[],
  changes: (node: never) => readonly Change[],
  wanted: string,
]

function removeAll(...indices: readonly number[]): (node: Sequence) => Change[] {
  return (node) => indices.map((index) => remove(node, index))
}

function insertBoth(node: Mapping): Change[] {
  return [insert(node, 'k', 1), insert(node, 'l', 2)]
}

describe('changes of one collection are made together:', () => {
  test.each<Case>([
    ['the last two items', '[a, b, c, d]\n', [], removeAll(2, 3), '[a, b]\n'],
    ['the last two items, the last first', '[a, b, c]\n', [], removeAll(2, 1), '[a]\n'],
    ['the first two items', '[a, b, c]\n', [], removeAll(0, 1), '[c]\n'],
    ['every other item', '[a, b, c, d]\n', [], removeAll(1, 3), '[a, c]\n'],
    ['all items', '[a, b, c]\n', [], removeAll(0, 1, 2), '[]\n'],
    [
      'the last two items on lines of their own',
      'x: [\n  a, # a\n  b, # b\n  c, # c\n]\n',
      ['x'],
      removeAll(1, 2),
      'x: [\n  a # a\n  # b\n   , # c\n]\n',
    ],
    [
      'the last two pairs',
      '{a: 1, b: 2, c: 3}\n',
      [],
      (node: Mapping) => [remove(node, 'b'), remove(node, 'c')],
      '{a: 1}\n',
    ],
    ['two pairs into bare braces', 'a: {}\n', ['a'], insertBoth, 'a:\n  k: 1\n  l: 2\n'],
    ['two pairs into braces with a comment', 'a: {\n  # x\n}\n', ['a'], insertBoth, 'a: {k: 1, l: 2\n  # x\n}\n'],
    [
      'two pairs behind a comment',
      'a: {\n  b: 0 # x\n}\n',
      ['a'],
      insertBoth,
      'a: {\n  b: 0, # x\n  k: 1,\n  l: 2\n}\n',
    ],
    [
      'items before and behind those of bare brackets',
      'a: []\n',
      ['a'],
      (node: Sequence) => [append(node, 'c'), append(node), prepend(node, 'a'), prepend(node, 'b'), append(node, 'd')],
      'a:\n  - a\n  - b\n  - c\n  - d\n',
    ],
  ])('%s', (_, text, path, changesOf, wanted) => {
    const subject = whole(text)
    if (!subject) throw new Error('the text cannot be read')
    const changes = changesOf(nodeAt(subject.root, path) as never)
    const edits = together(subject, changes) ?? []
    expect(apply(text, edits)).toBe(wanted)
    expect(wrongIn(subject, changes, edits)).toBeUndefined()
  })

  test('what is made of generated documents is right', { timeout: 20 * 60_000 }, () => {
    let count = 0
    const property = fc.property(written, fc.nat(), fc.nat(), ({ text }, first, bits) => {
      const subject = whole(text)
      const nodes = subject ? [...targets(subject.root)].filter((node) => changesOf(node, bits).length > 1) : []
      const node = nodes[first % nodes.length]
      if (!subject || !node) return
      const changes = changesOf(node, bits)
      const edits = together(subject, changes)
      if (!edits) return
      count++
      expect(wrongIn(subject, changes, edits), subject.text).toBeUndefined()
    })
    const runs = Number(process.env['EDIT_RUNS'] ?? 500)
    fc.assert(property, { numRuns: runs })
    expect(count).toBeGreaterThan(runs / 10)
  })
})

/** Some of a collection's own entries go, one stays at least; or the last stays, and new ones come behind it. */
function changesOf(node: Node, bits: number): Change[] {
  if (node.kind !== 'sequence' && node.kind !== 'mapping') return []
  const keys = node.kind === 'sequence' ? [...node.items.keys()] : node.pairs.flatMap((pair) => keyOf(pair) ?? [])
  const added = (bits >> 10) % 3
  const mayGo = added > 0 ? keys.slice(0, -1) : keys
  const gone = mayGo.filter((_, index) => (bits >> index) & 1).slice(0, keys.length - 1)
  const come = Array.from({ length: added }, (_, index) =>
    node.kind === 'sequence' ? append(node, `new ${index}`) : insert(node, `new ${index}`, index),
  )
  return [...gone.map((key) => remove(node, key)), ...come]
}
