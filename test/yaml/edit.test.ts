import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { append, type Change, insert, remove, replace, rewrite } from '../../src/yaml/change.ts'
import { documents } from '../../src/yaml/document.ts'
import { apply, edit } from '../../src/yaml/edit.ts'
import type { Node, Scalar } from '../../src/yaml/node.ts'
import { type Key, nodeAt } from '../../src/yaml/path.ts'
import { parse } from '../../src/yaml/tree.ts'
import { changesOf, type Subject, targets, tried, whole } from './edits.ts'
import { written } from './writer.ts'

describe('apply', () => {
  test('makes edits in any order, and of several at one place the first stands first', () => {
    const edits = [
      { span: { start: 4, end: 5 }, text: 'E' },
      { span: { start: 0, end: 1 }, text: '' },
      { span: { start: 2, end: 2 }, text: '1' },
      { span: { start: 2, end: 2 }, text: '2' },
    ]
    expect(apply('abcdef', edits)).toBe('b12cdEf')
  })

  test('refuses edits that overlap', () => {
    const edits = [
      { span: { start: 0, end: 2 }, text: '' },
      { span: { start: 1, end: 3 }, text: '' },
    ]
    expect(() => apply('abc', edits)).toThrow('Edits overlap at offset 1')
  })
})

/** The ConfigMap of a controller with settings in one of its texts. */
function configMap(inner: string, header = '|', ends = '\n'): string {
  const lines = inner.split('\n').map((line) => line && `    ${line}`)
  const text = `kind: ConfigMap\ndata: # 1\n  config: ${header} # 2\n${lines.join('\n')}  # 3\n  other: 'x' # 4\n`
  return text.replaceAll('\n', ends)
}

function inConfigMap(text: string): Subject | undefined {
  const root = reread(text)
  return root && { text, root, reread }
}

/** The tree in the ConfigMap, where all around it says what it said. */
function reread(text: string): Node | undefined {
  const [{ root } = {}, ...more] = documents({ path: 'a.yaml', text })
  const config = nodeAt(root, ['data', 'config'])
  const other = nodeAt(root, ['data', 'other'])
  if (more.length > 0 || config?.kind !== 'scalar' || other?.kind !== 'scalar' || other.value !== 'x') return undefined
  return inner(config)
}

function inner(scalar: Scalar): Node | undefined {
  const { value } = scalar
  function at(offset: number): number {
    const isEnd = offset > 0 && (offset >= value.length || value[offset] === '\n')
    return isEnd ? scalar.part(offset - 1, offset).end : scalar.part(offset, offset).start
  }
  try {
    return parse({ text: value, written: value, at })
  } catch {
    return undefined
  }
}

const settings = 'a: {b: c} # x\nd:\n  - e: |\n      f {{g}}\n      h\n  # y\n\ni: "j\\t\n  k"\n'

type Case = readonly [
  name: string,
  path: readonly Key[],
  change: (node: never) => Change,
  before: string,
  after: string,
]

describe('in a text of a ConfigMap', () => {
  const cases: readonly Case[] = [
    ['a pair', [], (node) => insert(node, 'k', { l: ['m'] }), 'k"\n', 'k"\nk:\n  l:\n    - m\n'],
    ['a pair behind another', [], (node) => insert(node, 'k', 'l\nm\n', 'a'), '# x\n', '# x\nk: |\n  l\n  m\n'],
    ['an item', ['d'], (node) => append(node, 'k'), 'h\n', 'h\n  - k\n'],
    ['a removal', [], (node) => remove(node, 'a'), 'a: {b: c} # x', '# x'],
    ['a replacement', ['a', 'b'], (node) => replace(node, ['k']), 'b: c', 'b: [k]'],
    [
      'words of a block',
      ['d', 0, 'e'],
      (node) => rewrite(node, [{ from: 2, to: 7, text: '"$G"\nl' }]),
      'f {{g}}',
      'f "$G"\n      l',
    ],
    ['words in quotes', ['i'], (node) => rewrite(node, [{ from: 2, to: 4, text: '"' }]), '\\t\n  k', '\\t\\"'],
  ]

  test.each(cases)('%s', (_, path, change, before, after) => {
    for (const ends of ['\n', '\r\n']) {
      const subject = inConfigMap(configMap(settings, '|', ends))
      if (!subject) throw new Error('there is no tree in the ConfigMap')
      const made = change(nodeAt(subject.root, path) as never)
      const edits = edit(subject.text, subject.root, made)
      if ('refused' in edits) throw new Error(edits.refused)
      expect(apply(subject.text, edits)).toBe(configMap(settings.replace(before, after), '|', ends))
      expect(tried(subject, made)).toEqual({})
    }
  })

  test('all that could be changed is changed right', { timeout: 60_000 }, () => {
    let count = 0
    for (const ends of ['\n', '\r\n']) {
      for (const header of ['|', '|-', '|+', '|4']) {
        const subject = inConfigMap(configMap(settings, header.replace('4', '2'), ends))
        if (!subject) throw new Error('there is no tree in the ConfigMap')
        for (const node of targets(subject.root)) {
          for (let number = 0; number < 18; number += 5) {
            for (const change of changesOf(node, number)) {
              expect(tried(subject, change).wrong).toBeUndefined()
              count++
            }
          }
        }
      }
    }
    expect(count).toBeGreaterThan(1000)
  })

  test('so it is in generated settings', { timeout: 20 * 60_000 }, () => {
    let count = 0
    const property = fc.property(written, fc.nat(), fc.nat(), ({ text }, first, second) => {
      const body = text.replaceAll('\r\n', '\n').replace(/^\uFEFF|^---\n|\n\.\.\.\n$/g, '\n')
      const subject = whole(body) && inConfigMap(configMap(body))
      if (!subject) return
      const nodes = [...targets(subject.root)]
      const node = nodes[first % nodes.length]
      const changes = node ? [...changesOf(node, second)] : []
      const change = changes[second % changes.length]
      if (!change) return
      count++
      expect(tried(subject, change).wrong).toBeUndefined()
    })
    fc.assert(property, { numRuns: Number(process.env['EDIT_RUNS'] ?? 500) })
    expect(count).toBeGreaterThan(100)
  })
})
