import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { follow, holds, hunks, patch } from './diff.ts'
import { change, newObjects, writeCommit, writeTree } from './objects.ts'

const folder = mkdtempSync(join(tmpdir(), 'lynceus-diff-'))
afterAll(() => rmSync(folder, { recursive: true }))

function git(...args: string[]): string {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: 'pipe' })
}

const texts = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c', '', 'd e'), { maxLength: 40 }), fc.boolean())
  .map(([lines, ended]) => lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''))

test('git applies every patch, and the result is the new text', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      fc.pre(before !== after && before !== '' && after !== '')
      writeFileSync(join(folder, 'f'), before)
      writeFileSync(join(folder, 'p'), `--- a/f\n+++ b/f\n${patch(hunks(before, after))}\n`)
      git('apply', '-p1', 'p')
      expect(readFileSync(join(folder, 'f'), 'utf8')).toBe(after)
    }),
    { numRuns: 60 },
  )
})

test('hunks have three lines of context, join when they touch, and know their lines', () => {
  const lines = Array.from({ length: 30 }, (_, i) => `line ${i + 1}\n`)
  const edited = lines.map((line, i) => ([4, 9, 24].includes(i) ? `new ${line}` : line))
  const [first, second, ...rest] = hunks(lines.join(''), edited.join(''))
  expect(rest).toEqual([])
  expect(first).toMatchObject({ oldStart: 2, oldCount: 12, newStart: 2, newCount: 12 })
  expect(second).toMatchObject({ oldStart: 22, oldCount: 7 })
  expect([1, 2, 13, 14].map((line) => first && holds(first, line, 'RIGHT'))).toEqual([false, true, true, false])
  expect(patch(hunks('a\n', 'b'))).toBe('@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file')
  expect(patch(hunks('', 'a\nb\n'))).toBe('@@ -0,0 +1,2 @@\n+a\n+b')
})

test('a line is followed where it went, and lost when it changed', () => {
  expect(follow('a\nb\nc\n', 'x\na\nb2\nc\n', 3)).toBe(4)
  expect(follow('a\nb\nc\n', 'x\na\nb2\nc\n', 2)).toBeUndefined()
})

test('ids of blobs, trees and commits are those of git', () => {
  const objects = newObjects()
  const files = change(objects, new Map(), {
    'a/b.yaml': 'b: 1\n',
    'a.yaml': 'a\n',
    'a-b': 'x',
    ln: { link: 'a.yaml' },
  })
  const tree = writeTree(objects, files)
  const date = '2026-11-23T12:00:00Z'
  const commit = writeCommit(objects, { tree, parents: [], message: 'Start', author: 'ada', verified: false, date })
  git('init', '-q')
  for (const [path, { mode, id }] of files) {
    const content = Buffer.from(objects.blobs.get(id) ?? [])
    const stored = execFileSync('git', ['-C', folder, 'hash-object', '-w', '--stdin'], {
      input: content,
      encoding: 'utf8',
    })
    expect(stored.trim()).toBe(id)
    git('update-index', '--add', '--cacheinfo', `${mode},${id},${path}`)
  }
  expect(git('write-tree').trim()).toBe(tree)
  const person = { NAME: 'ada', EMAIL: 'ada@users.noreply.github.com', DATE: date }
  const env = Object.entries(person).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ])
  const made = execFileSync('git', ['-C', folder, 'commit-tree', tree, '-m', 'Start'], {
    encoding: 'utf8',
    env: { ...process.env, ...(Object.fromEntries(env) as Record<string, string>) },
  })
  expect(made.trim()).toBe(commit)
})
