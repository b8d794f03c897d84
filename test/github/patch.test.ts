import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hunksOf, unpatched } from '../../src/github/patch.ts'

/** What git makes of two texts, without the header of the file: as GitHub gives it. */
function patchOf(folder: string, before: string, after: string): string {
  writeFileSync(join(folder, 'a'), before)
  writeFileSync(join(folder, 'b'), after)
  try {
    execFileSync('git', ['diff', '--no-index', '--text', 'a', 'b'], { cwd: folder, encoding: 'utf8' })
    return ''
  } catch (error) {
    const out = (error as { stdout: string }).stdout
    return out.slice(out.indexOf('\n@@') + 1).replace(/\n$/, '')
  }
}

test('a patch of git is taken back, whatever the texts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lynceus-'))
  const line = fc.constantFrom('a', 'b', '', 'c\r', '-d', '+e', '\\f', '@@ -1 +1 @@')
  const text = fc
    .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
    .map(([lines, ends]) => lines.join('\n') + (ends && lines.length ? '\n' : ''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const patch = patchOf(folder, before, after)
      expect(patch === '' ? after : unpatched(after, patch)).toBe(before)
    }),
    { numRuns: 60 },
  )
  rmSync(folder, { recursive: true })
})

test('a patch that does not fit its text gives nothing', () => {
  expect(unpatched('a\nb\n', '@@ -1,2 +1,2 @@\n a\n-x\n+c')).toBeUndefined()
  expect(unpatched('a\n', '@@ -5,1 +5,1 @@\n-x\n+c')).toBeUndefined()
})

test('hunks say which lines of the head they show', () => {
  const patch = '@@ -1,2 +1,3 @@ spec:\n a\n+b\n c\n@@ -10 +11,0 @@\n-gone'
  expect(hunksOf(patch).map(({ start, end }) => [start, end])).toEqual([
    [1, 3],
    [11, 10],
  ])
})
