import { describe, expect, test } from 'vitest'
import { append, type Change, changed, insert, prepend, remove, replace, rewrite, set } from '../../src/yaml/change.ts'
import { follow, type Mapping, type Node, type Scalar, type Sequence } from '../../src/yaml/node.ts'
import { type Key, locate, nodeAt } from '../../src/yaml/path.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'
import { value } from '../../src/yaml/value.ts'

function tree(text: string): Mapping {
  const root = parse(sourceAt(text, 0))
  if (root?.kind !== 'mapping') throw new Error('the text is no mapping')
  return root
}

function list(root: Node, ...path: readonly Key[]): Sequence {
  const found = nodeAt(root, path)
  if (found?.kind !== 'sequence') throw new Error('there is no list')
  return found
}

function text(root: Node, ...path: readonly Key[]): Scalar {
  const found = nodeAt(root, path)
  if (found?.kind !== 'scalar') throw new Error('there is no text')
  return found
}

function means(root: Node, ...changes: readonly Change[]): unknown {
  return changed(root, changes)?.value
}

describe('what a document says once it is changed', () => {
  const root = tree('a: [x, u, {b: z}]\nc: one two\n__proto__: 1\n')

  test('is what the changes say, and the tree stays as it is', () => {
    const before = value(root)
    expect(means(root, insert(root, 'd', [1]), set(root, 'c', null), set(root, 'e', 2))).toEqual(
      JSON.parse('{"a":["x","u",{"b":"z"}],"c":null,"__proto__":1,"d":[1],"e":2}'),
    )
    expect(means(root, remove(root, 'a'), remove(root, '__proto__'))).toEqual({ c: 'one two' })
    expect(means(root, replace(root, 'x'))).toBe('x')
    expect(value(root)).toEqual(before)
  })

  test('has items where they were before others moved', () => {
    const items = list(root, 'a')
    const last = nodeAt(root, ['a', 2])
    if (!last) throw new Error('there is no last item')
    const changes = [remove(items, 0), replace(last, 'w'), remove(items, 1), prepend(items, 1, 2), append(items, 8)]
    expect(means(root, ...changes, prepend(items, 3), append(items, 9))).toMatchObject({ a: [1, 2, 3, 'w', 8, 9] })
  })

  test('has all that is rewritten of one text', () => {
    const node = text(root, 'c')
    const [first, second] = [
      [{ from: 4, to: 7, text: '2' }],
      [
        { from: 0, to: 0, text: '0 ' },
        { from: 0, to: 3, text: '1' },
      ],
    ]
    expect(means(root, rewrite(node, first), rewrite(node, second))).toMatchObject({ c: '0 1 2' })
  })

  test('is not told when a change names no node of it', () => {
    expect(changed(root, [replace(tree('a: 1'), 2)])).toBeUndefined()
  })
})

describe('a node is located', () => {
  test('by keys and indices', () => {
    const root = tree('a:\n  - b\n  - 1: {yes: c}\n')
    for (const path of [[], ['a'], ['a', 0], ['a', 1], ['a', 1, '1'], ['a', 1, '1', 'true']]) {
      const node = nodeAt(root, path)
      expect(node && locate(root, node)).toEqual(path)
    }
    expect(nodeAt(root, ['a', 1, '1', 'true', 'd'])).toBeUndefined()
    expect(nodeAt(root, ['a', 2])).toBeUndefined()
  })

  test('when it is empty, as its neighbours are', () => {
    const root = tree('a: [b: , c: ]\nd:\ne:\n  -\n  -\n')
    for (const path of [['a', 0, 'b'], ['a', 1, 'c'], ['d'], ['e', 0], ['e', 1]]) {
      const node = nodeAt(root, path)
      expect(node && locate(root, node)).toEqual(path)
    }
  })

  test.each([
    ['behind an alias', 'a: &x {b: 1}\nc: *x\n', (root: Mapping) => nodeAt(follow(root.pairs[1]?.value), ['b'])],
    ['below a key that is written twice', 'a: 1\na: 2\n', (root: Mapping) => root.pairs[1]?.value],
    ['below keys that mean the same', 'yes: 1\ntrue: 2\n', (root: Mapping) => root.pairs[1]?.value],
    ['below a key that is no text', '? [a]\n: 1\n', (root: Mapping) => root.pairs[0]?.value],
    ['in what is merged', '<<: {a: 1}\n', (root: Mapping) => root.pairs[0]?.value],
    ['below what is merged', '<<: {a: 1}\n', (root: Mapping) => nodeAt(root, ['<<', 'a'])],
    ['below a key over which something is merged', 'a: 1\n<<: {a: 2}\n', (root: Mapping) => root.pairs[0]?.value],
  ])('but not %s', (_, written, find) => {
    const root = tree(written)
    const node = find(root)
    expect(node).toBeDefined()
    expect(node && locate(root, node)).toBeUndefined()
  })

  test('below a key that a merge before it gives too', () => {
    const root = tree('<<: {a: 2}\na: 1\n')
    expect(locate(root, text(root, 'a'))).toEqual(['a'])
  })
})
