import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/yaml/change.ts'
import { documents } from '../../src/yaml/document.ts'
import { changesOf, type Subject, type Tally, targets, tryAll, whole } from './edits.ts'

const corpus = new URL('../../../shared/corpus', import.meta.url).pathname
const examples = new URL('../../examples', import.meta.url).pathname

/** Of so many changes one is tried; all of them when `EDIT_ALL` is set, which takes a quarter of an hour. */
const stride = process.env['EDIT_ALL'] ? 1 : 199

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .map((name) => join(folder, name))
}

/** Each document of a file that no template engine would still change, as a file of its own. */
function* subjects(text: string, path: string): Generator<Subject> {
  for (const { start, end, templated } of documents({ path, text })) {
    const subject = templated ? undefined : whole(text.slice(start, end))
    if (subject) yield subject
  }
}

/** Every change of every node, or some of them. */
function* changes({ root }: Subject, step: number): Generator<Change> {
  let number = 0
  for (const node of targets(root))
    for (const change of changesOf(node, number)) if (number++ % step === 0) yield change
}

function tallyOf(files: readonly string[], step: number, ends: string): Tally {
  const tally: Tally = { right: new Map(), refused: new Map(), wrong: [] }
  for (const path of files) {
    const text = readFileSync(path, 'utf8').replace(/\r?\n/g, ends)
    for (const subject of subjects(text, path)) tryAll(subject, changes(subject, step), tally)
  }
  if (process.env['EDIT_ALL']) console.log(JSON.stringify({ right: [...tally.right], refused: [...tally.refused] }))
  return tally
}

function sum(counts: Map<string, number>): number {
  return [...counts.values()].reduce((all, one) => all + one, 0)
}

describe.each([
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
])('with lines that end in %s', (_, ends) => {
  test('every change of every node of the examples is right', { timeout: 60_000 }, () => {
    const { wrong, refused, right } = tallyOf(filesIn(examples), 1, ends)
    expect(wrong).toEqual([])
    expect([...refused]).toEqual([])
    for (const kind of ['insert', 'append', 'remove', 'replace', 'rewrite'])
      expect(right.get(kind), kind).toBeGreaterThan(100)
  })

  test.skipIf(!existsSync(corpus))('changes of real manifests are right, or refused', { timeout: 3_600_000 }, () => {
    const { wrong, refused, right } = tallyOf(filesIn(corpus), stride, ends)
    expect(wrong.slice(0, 3)).toEqual([])
    expect(sum(right)).toBeGreaterThan(4000)
    expect(sum(refused)).toBeLessThan(sum(right) / 1000)
  })
})
