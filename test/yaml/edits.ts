import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import {
  append,
  type Change,
  changed,
  insert,
  prepend,
  remove,
  replace,
  rewrite,
  target,
} from '../../src/yaml/change.ts'
import { comments } from '../../src/yaml/comment.ts'
import { documents } from '../../src/yaml/document.ts'
import { apply, type Edit, edit, type Refusal } from '../../src/yaml/edit.ts'
import type { Span } from '../../src/yaml/file.ts'
import type { Mapping, Node, Scalar, Sequence } from '../../src/yaml/node.ts'
import { type Key, nodeAt } from '../../src/yaml/path.ts'
import { keyOf } from '../../src/yaml/query.ts'
import { type Value, value } from '../../src/yaml/value.ts'

/** What is changed in a text, where, and what becomes of it: a text, or a reason. */
export type Case = readonly [
  name: string,
  text: string,
  path: readonly Key[],
  change: (node: never) => Change,
  wanted: string | Refusal,
]

export function check(...[, text, path, change, wanted]: Case): void {
  const subject = whole(text)
  const made = change(nodeAt(subject?.root, path) as never)
  const edits = subject && edit(text, subject.root, made)
  expect(edits && 'length' in edits ? apply(text, edits) : edits).toEqual(wanted)
  if (subject) expect(tried(subject, made).wrong).toBeUndefined()
}

/** How a change went: nothing when it is right, else why it was refused or what is wrong with it. */
export interface Outcome {
  readonly refused?: string
  readonly wrong?: string
}

/** A text of one document, its tree, and how the tree is found again once it is edited. */
export interface Subject {
  readonly text: string
  readonly root: Node
  readonly reread: (this: void, text: string) => Node | undefined
}

/** Makes a change, and compares what the text says then with the same change of the plain value. */
export function tried(subject: Subject, change: Change): Outcome {
  const edits = edit(subject.text, subject.root, change)
  if ('refused' in edits) return { refused: edits.refused }
  const wrong = wrongIn(subject, [change], edits)
  return wrong === undefined ? {} : { wrong }
}

/** What is wrong with a text once some changes are made. */
export function wrongIn(
  { text, root, reread }: Subject,
  changes: readonly Change[],
  edits: readonly Edit[],
): string | undefined {
  const wanted = changed(root, changes)
  if (!wanted) return 'a change names no node, yet it was made'
  const written = apply(text, edits)
  const found = reread(written)
  if (!found) return `it cannot be read:\n${written}`
  if (!isDeepStrictEqual(value(found), wanted.value))
    return `it says something else: ${JSON.stringify(value(found))} for ${JSON.stringify(wanted.value)}\n${written}`
  const lost = without(commentsOf(text, root), commentsOf(written, found))
  return lost.length > 0 ? `it lost ${lost.join(', ')}:\n${written}` : undefined
}

/** How many changes of each kind are right, how many are refused for what reason, and what is wrong. */
export interface Tally {
  readonly right: Map<string, number>
  readonly refused: Map<string, number>
  readonly wrong: string[]
}

interface Batch {
  readonly changes: Change[]
  readonly edits: Edit[]
  readonly spans: Span[]
}

/** Tries all changes, together those that lie apart: reading a text anew is what takes time. */
export function tryAll(subject: Subject, changes: Iterable<Change>, tally: Tally): void {
  let open: Batch[] = []
  for (const change of changes) {
    const edits = edit(subject.text, subject.root, change)
    if ('refused' in edits) {
      count(tally.refused, `${change.kind}: ${edits.refused}`)
      continue
    }
    const span = reach(target(change), edits)
    let batch = open.find(({ spans }) => spans.every((other) => other.end < span.start || span.end < other.start))
    if (!batch) open.push((batch = { changes: [], edits: [], spans: [] }))
    batch.changes.push(change)
    batch.edits.push(...edits)
    batch.spans.push(span)
    if (open.length > 12) {
      const [first, ...rest] = open
      if (first) tryBatch(subject, first, tally)
      open = rest
    }
  }
  for (const batch of open) tryBatch(subject, batch, tally)
}

function tryBatch(subject: Subject, { changes, edits }: Batch, tally: Tally): void {
  const together = wrongIn(subject, changes, edits)
  const alone = together === undefined ? [] : changes.flatMap((change) => tried(subject, change).wrong ?? [])
  tally.wrong.push(...alone)
  if (together !== undefined && alone.length === 0) tally.wrong.push(`together, ${together}`)
  for (const { kind } of changes) count(tally.right, kind)
}

/** All that a change touches, with a line end to either side. */
function reach(node: Node, edits: readonly Edit[]): Span {
  const spans = [node, ...edits.map(({ span }) => span)]
  return {
    start: Math.min(...spans.map(({ start }) => start)) - 2,
    end: Math.max(...spans.map(({ end }) => end)) + 2,
  }
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}

/** A document that is a file of its own. */
export function whole(text: string): Subject | undefined {
  const root = reread(text)
  return root && { text, root, reread }
}

function reread(text: string): Node | undefined {
  const [document, ...more] = documents({ path: 'a.yaml', text })
  return more.length === 0 && !document?.templated && !document?.problem ? document?.root : undefined
}

const known = new WeakMap<Node, readonly string[]>()

function commentsOf(text: string, root: Node): readonly string[] {
  let found = known.get(root)
  if (!found) known.set(root, (found = allComments(text, root)))
  return found
}

function allComments(text: string, root: Node): readonly string[] {
  return comments(text, root, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end))
}

function without(all: readonly string[], some: readonly string[]): string[] {
  const left = [...some]
  return all.filter((one) => {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** Values that are hard to write. */
const values: readonly Value[] = [
  'mark',
  { a: [1, 'x: y', { b: null }], 'c d': 'l\nm\n' },
  ['yes', '012', [], {}, ['- x', 1.5]],
  'echo {{x}}\n  deep\n\nlast',
  true,
  '{{workflow.parameters.a}}',
  '',
  { on: '1e3', '{a': 'a #b', 'x\ny': '*a' },
  -7,
  'it\'s "so" \\n',
  [{ name: 'a', value: 'set -e\nls\n' }, { name: 'b' }],
  'end:',
  null,
  ' a ',
  '2001-01-01',
  '\ttab\n\n',
  'é😀\u2028\x07',
  '--flag',
]

/** Every kind of change of a node, with values that go round by a number. */
export function* changesOf(node: Node, number: number): Generator<Change> {
  function next(by: number): Value {
    return values[(number + by) % values.length] ?? null
  }
  yield replace(node, next(0))
  if (node.kind === 'mapping') yield* changesOfMapping(node, next)
  if (node.kind === 'sequence') yield* changesOfSequence(node, next)
  if (node.kind === 'scalar') yield* changesOfScalar(node, number)
}

function* changesOfMapping(node: Mapping, next: (by: number) => Value): Generator<Change> {
  yield insert(node, 'zzMark', next(1))
  yield insert(node, 'no', next(2))
  for (const pair of node.pairs) {
    const key = keyOf(pair)
    if (key === undefined) continue
    yield insert(node, 'zzAfter', next(3), key)
    yield remove(node, key)
  }
}

function* changesOfSequence(node: Sequence, next: (by: number) => Value): Generator<Change> {
  yield append(node, next(4))
  yield append(node, next(5), next(6))
  yield prepend(node, next(7), next(8))
  for (const index of node.items.keys()) yield remove(node, index)
}

const words = ['x', '"$A"', "'", 'a\nb', '', ': ', ' #', 'x\n', '\n', '{{a}}', ' ', '\\']

function* changesOfScalar(node: Scalar, number: number): Generator<Change> {
  const { length } = node.value
  const text = words[number % words.length] ?? ''
  const middle = (number * 7) % (length + 1)
  yield rewrite(node, [{ from: middle, to: middle, text }])
  yield rewrite(node, [
    { from: middle, to: Math.min(length, middle + (number % 5)), text: words[(number + 5) % words.length] ?? '' },
  ])
  yield rewrite(node, [
    { from: 0, to: Math.min(1, middle), text: 'y' },
    { from: middle, to: length, text },
  ])
  yield rewrite(node, [{ from: length, to: length, text: 'end\n' }])
}

/** A node and all below it that a change can name: keys, and what lies behind an alias, are none. */
export function* targets(node: Node): Generator<Node> {
  yield node
  if (node.kind === 'sequence') for (const item of node.items) yield* targets(item)
  if (node.kind === 'mapping') for (const pair of node.pairs) yield* targets(pair.value)
}
