import { describe, expect, test } from 'vitest'
import { embedded } from '../../src/argo/embedded.ts'
import { without } from '../../src/argo/removal.ts'
import { changed } from '../../src/yaml/change.ts'
import type { Mapping, Node } from '../../src/yaml/node.ts'
import { getAt, items, mapping, scalar } from '../../src/yaml/query.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'

function tree(yaml: string): Mapping {
  const root = mapping(parse(sourceAt(yaml, 0)))
  if (!root) throw new Error(`no mapping: ${yaml}`)
  return root
}

/** Keys, `0` for the first item, and `|` to go on in the YAML of a text. */
function at(root: Node | undefined, path: string): Node {
  let node = root
  for (const key of path.split('.')) {
    const leaf = scalar(node)
    if (key === '|') node = leaf && embedded(leaf).root
    else node = /^\d+$/.test(key) ? items(node)[Number(key)] : getAt(node, [key])
  }
  if (!node) throw new Error(`nothing at ${path}`)
  return node
}

function left(yaml: string, ...paths: readonly string[]) {
  const root = tree(yaml)
  return changed(root, without(root, ...paths.map((path) => at(root, path))))?.value
}

describe('what is left without a value', () => {
  test.each([
    ['its pair goes', 'spec: {a: 1, b: 2}', ['spec.a'], { spec: { b: 2 } }],
    ['an item goes', 'spec: {a: [1, 2, 3]}', ['spec.a.1'], { spec: { a: [1, 3] } }],
    ['what it leaves empty goes too', 'spec: {a: {b: {c: 1}}, d: 2}', ['spec.a.b.c'], { spec: { d: 2 } }],
    ['so does a list', 'spec: {a: [{b: 1}], d: 2}', ['spec.a.0.b'], { spec: { d: 2 } }],
    ['but no key of the object', 'spec: {a: {b: 1}}', ['spec.a.b'], { spec: {} }],
    ['several that are all there is', 'spec: {a: {b: 1, c: 2}, d: 3}', ['spec.a.b', 'spec.a.c'], { spec: { d: 3 } }],
    ['several of a list', 'spec: {a: [1, 2, 3]}', ['spec.a.0', 'spec.a.2'], { spec: { a: [2] } }],
    ['several that are not', 'spec: {a: {b: 1, c: 2, e: 4}}', ['spec.a.b', 'spec.a.c'], { spec: { a: { e: 4 } } }],
    [
      'a name is kept elsewhere than in a patch',
      'spec: {a: [{name: x, b: 1}]}',
      ['spec.a.0.b'],
      { spec: { a: [{ name: 'x' }] } },
    ],
  ])('%s', (_, yaml, paths, expected) => {
    expect(left(yaml, ...paths)).toEqual(expected)
  })

  test('a patch with nothing in it goes, however it is quoted', () => {
    expect(left(`spec: {podSpecPatch: '{"hostPID": true}', b: 1}`, 'spec.podSpecPatch.|.hostPID')).toEqual({
      spec: { b: 1 },
    })
  })

  test('a patched container of which the name is left goes', () => {
    const yaml = 'spec:\n  podSpecPatch: |\n    containers:\n      - name: main\n        tty: true\n  b: 1\n'
    expect(left(yaml, 'spec.podSpecPatch.|.containers.0.tty')).toEqual({ spec: { b: 1 } })
  })

  test('a text with comments stays', () => {
    const root = tree('spec:\n  podSpecPatch: |\n    # why\n    hostPID: true\n  b: 1\n')
    const [change] = without(root, at(root, 'spec.podSpecPatch.|.hostPID'))
    expect(change).toMatchObject({ kind: 'remove', key: 'hostPID', from: at(root, 'spec.podSpecPatch.|') })
  })

  test('what an alias stands for is no part of the tree', () => {
    const root = tree('a: &x {b: 1}\nspec: {c: *x}')
    expect(changed(root, without(root, at(root, 'spec.c.b')))).toBeUndefined()
  })
})
