import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Change, patch } from '../../src/report/patch.ts'
import { paint } from '../../src/report/terminal.ts'
import { temporary } from '../action/repository.ts'
import { unseen } from './hostile.ts'

function change(path: string, before: string, after: string): Change {
  return { before: { path, text: before }, after: { path, text: after } }
}

/** Has git itself take what is printed, for files of just those bytes. */
function applied(changes: readonly Change[], text = patch(changes)): Change[] {
  const folder = temporary()
  for (const { before } of changes) {
    mkdirSync(dirname(join(folder, before.path)), { recursive: true })
    writeFileSync(join(folder, before.path), before.text)
  }
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
    cwd: folder,
    input: text,
    env: { PATH: process.env['PATH'] },
  })
  return changes.map((one) =>
    change(one.before.path, one.before.text, readFileSync(join(folder, one.after.path), 'utf8')),
  )
}

test('looks as git prints it', () => {
  const diff = patch([
    change('a/b.yaml', 'a: 1\nb: 2\nc: 3', 'a: 1\nb: 4\nd: 5\nc: 3'),
    change('c.yaml', 'a\nb\n', 'b\n'),
  ])
  expect(diff).toBe(`diff --git a/a/b.yaml b/a/b.yaml
--- a/a/b.yaml
+++ b/a/b.yaml
@@ -1,3 +1,4 @@
 a: 1
-b: 2
+b: 4
+d: 5
 c: 3
\\ No newline at end of file
diff --git a/c.yaml b/c.yaml
--- a/c.yaml
+++ b/c.yaml
@@ -1,2 +1,1 @@
-a
 b
`)
})

describe('git takes', () => {
  test.each([
    ['line ends of Windows', 'a: 1\r\nb: 2\r\n', 'a: 1\r\nb: 3\r\nc: 4\r\n'],
    ['mixed line ends', 'a: 1\r\nb: 2\nc: 3\r\n', 'a: 1\r\nb: 4\nc: 3\r\n'],
    ['no line end at the end', 'a: 1\nb: 2', 'a: 1\nb: 3'],
    ['a line behind one that had no end', 'a: 1\nb: 2', 'a: 1\nb: 2\nc: 3'],
    ['an end that the last line gets', 'a: 1', 'a: 1\n'],
    ['the first line', 'a: 1\nb: 2\n', 'b: 2\n'],
    ['a line before the first', 'a: 1\n', '# new\na: 1\n'],
    ['a BOM', '\uFEFFa: 1\nb: 2\n', '\uFEFFa: 2\nb: 2\n'],
    ['lines that look like its own', '--- a\n+++ b\n@@ -1 +1 @@\ndiff --git a b\n', '--- a\n++ b\n@@ -1 +1 @@\n-- c\n'],
    ['other breaks of lines', 'a: "x\u2028y\u0085z"\rb: 1\n', 'a: "x\u2028y\u0085z"\rb: 2\n'],
  ])('%s', (_, before, after) => {
    expect(applied([change('a.yaml', before, after)])).toEqual([change('a.yaml', before, after)])
  })

  test.each([
    'with blank.yaml',
    ' blank at both ends ',
    'a b/c d.yaml',
    'naïve/\u{1F600}.yaml',
    'tab\there.yaml',
    'line\nbreak.yaml',
    'quote"d.yaml',
    'back\\slash.yaml',
    '\u001B[31mred.yaml',
    '\u202Edesrever.yaml',
    'b/a.yaml',
  ])('a file with the name %j', (path) => {
    const changes = [change(path, 'a: 1\n', 'a: 2\n')]
    expect(applied(changes)).toEqual(changes)
    expect(patch(changes).split('\n', 1)[0]).toMatch(/^[ -~]*$/)
  })

  test('whatever becomes of files', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', '', '\r', '+', '-', ' ', '@@', '\\ No newline', 'é'), {
      maxLength: 12,
    })
    const text = fc.tuple(lines, fc.boolean()).map(([all, isEnded]) => all.join('\n') + (isEnded ? '\n' : ''))
    const any = fc.tuple(text, text).filter(([before, after]) => before !== after && before !== '' && after !== '')
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 20 }), (texts) => {
        const changes = texts.map(([before, after], at) => change(`${at}.yaml`, before, after))
        expect(applied(changes)).toEqual(changes)
      }),
      { numRuns: 50 },
    )
  })
})

describe('on a terminal', () => {
  const hostile = change(
    'a\u001B]0;x\u0007.yaml',
    'a: 1\nb: \u001B[31mred\u202E\n\tc: d\r\n',
    'a: 1\nb: \u001B[2J\u009B1m\n\tc: d\r\n',
  )

  test('nothing that it is made of steers it', () => {
    const shown = patch([hostile], paint(false))
    expect(shown.replaceAll('\t', '')).not.toMatch(unseen)
    expect(shown).toContain('-b: \\u{1b}[31mred\\u{202e}\n+b: \\u{1b}[2J\\u{9b}1m\n \tc: d\n')
  })

  test('colours tell what goes and what comes', () => {
    const shown = patch([hostile], paint(true))
    expect(shown).toContain('\u001B[31m-b: \\u{1b}[31mred\\u{202e}\u001B[0m\n\u001B[32m+b: \\u{1b}[2J')
    expect(shown.replaceAll(/\p{Cc}\[\d+m/gu, '')).toBe(patch([hostile], paint(false)))
  })
})
