import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lynceus } from './run.ts'

/** The rules that the table of the README names for each file. */
const promised = new Map(
  [...readFileSync('examples/README.md', 'utf8').matchAll(/^\| \[(\S+)\].*\| ([^|]+) \|$/gm)].map(
    ([, file = '', rules = '']): [string, string[]] => [
      file,
      [...rules.matchAll(/`([\w-]+)`/g)].map(([, rule = '']) => rule),
    ],
  ),
)

const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))

async function rulesIn(...paths: string[]): Promise<Record<string, string[]>> {
  const { stdout } = await lynceus([...paths, '--format', 'json'], { cwd: 'examples' })
  const { findings, unread } = JSON.parse(stdout) as { findings: { rule: string; file: string }[]; unread: unknown[] }
  expect(unread).toEqual([])
  const found: Record<string, Set<string>> = {}
  for (const { rule, file } of findings) (found[file.replace('examples/', '')] ??= new Set()).add(rule)
  return Object.fromEntries(Object.entries(found).map(([file, rules]) => [file, [...rules].toSorted()]))
}

test('the README names every example', () => {
  expect([...promised.keys()].toSorted()).toEqual(files.toSorted())
})

describe('what Lynceus says is what the README promises', () => {
  test.each(files)('%s by itself', async (file) => {
    expect((await rulesIn(file))[file] ?? []).toEqual(promised.get(file))
  })

  test('all in one scan', async () => {
    const expected = [...promised].filter(([, rules]) => rules.length)
    expect(await rulesIn('.')).toEqual(Object.fromEntries(expected))
  })
})
