import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { register } from '../src/dev/new-rule.ts'

const index = `import type { Rule } from '../rule.ts'
import bMiddle from './b-middle.ts'
import fLast from './f-last.ts'

/** Every rule. */
export const rules: readonly Rule[] = [
  bMiddle,
  fLast,
]
`

describe('a new rule is registered by the alphabet', () => {
  test.each([
    ['a-first', ['aFirst', 'bMiddle', 'fLast']],
    ['c-next', ['bMiddle', 'cNext', 'fLast']],
    ['z-end', ['bMiddle', 'fLast', 'zEnd']],
  ])('%s', (id, expected) => {
    const registered = register(index, id)
    expect([...registered.matchAll(/^import (\w+) from/gm)].map(([, name]) => name)).toEqual(expected)
    expect([...registered.matchAll(/^ {2}(\w+),$/gm)].map(([, name]) => name)).toEqual(expected)
    expect(registered).toContain(`import ${expected.find((name) => !index.includes(name))} from './${id}.ts'\n`)
    expect(registered.split('\n').length).toBe(index.split('\n').length + 2)
  })

  test('or the author is told to do it', () => {
    expect(() => register('export const rules = []\n', 'a-first')).toThrow('add it yourself')
  })
})

describe('npm run new-rule, in a copy of the repository', { timeout: 60_000 }, () => {
  const root = new URL('../', import.meta.url).pathname
  const copy = mkdtempSync(join(tmpdir(), 'lynceus-'))

  beforeAll(() => {
    mkdirSync(join(copy, 'docs'))
    const parts = [
      'src',
      'examples',
      'test/rules.test.ts',
      'package.json',
      'tsconfig.json',
      'vitest.config.ts',
      '.oxfmtrc.json',
    ]
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  })
  afterAll(() => rmSync(copy, { recursive: true }))

  function newRule(...args: readonly string[]) {
    return spawnSync(process.execPath, ['src/dev/new-rule.ts', ...args], { cwd: copy, encoding: 'utf8' })
  }

  function tests(pattern: string): { status: number | null; output: string } {
    const args = [join(copy, 'node_modules/vitest/vitest.mjs'), 'run', 'test/rules.test.ts', '-t', pattern]
    const { FORCE_COLOR: _, TEST_REPORT: __, ...env } = process.env
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: copy,
      encoding: 'utf8',
      env: { ...env, NO_COLOR: '1' },
    })
    return { status, output: stdout + stderr }
  }

  test('scaffolds a rule whose tests are red and say what to do, until it is done', () => {
    const made = newRule('needless-stdin')
    expect(made.stderr).toBe('')
    expect(made.stdout).toContain('src/rules/needless-stdin.ts')
    const file = join(copy, 'src/rules/needless-stdin.ts')
    execFileSync(join(copy, 'node_modules/.bin/oxfmt'), ['--check', file, join(copy, 'src/rules/index.ts')], {
      cwd: copy,
    })

    const red = tests('needless-stdin')
    expect(red.status).toBe(1)
    expect(red.output).toContain('-         stdin: true # ✗\n+         stdin: true')
    for (const said of [
      'what the template left to do',
      'TODO: What to do instead',
      'examples without a `# ✗`: expected 1 ',
    ]) {
      expect(red.output).toContain(said)
    }

    writeFileSync(file, finished(readFileSync(file, 'utf8')))
    const green = tests('needless-stdin|is registered')
    expect(green.output).toMatch(/Tests {2}15 passed/)
    expect(green.status).toBe(0)
    execFileSync(process.execPath, ['src/dev/docs.ts'], { cwd: copy })
    expect(readFileSync(join(copy, 'src/rules/README.md'), 'utf8')).toContain('\n## needless-stdin\n')
  })

  test.each([
    [[], 'npm run new-rule <id>'],
    [['a-b', 'c-d'], 'npm run new-rule <id>'],
    [['Upper-case'], '`Upper-case` is no id'],
    [['../../x'], 'is no id'],
    [['word'], 'is no id'],
    [['index'], 'is no id'],
    [['privileged-container'], 'There is a rule `privileged-container` already'],
  ])('refuses %j', (args, said) => {
    const before = readFileSync(join(copy, 'src/rules/index.ts'), 'utf8')
    const { status, stderr } = newRule(...args)
    expect(stderr).toContain(said)
    expect(status).toBe(2)
    expect(readFileSync(join(copy, 'src/rules/index.ts'), 'utf8')).toBe(before)
  })
})

/** What an author would make of the template, in the fewest words. */
function finished(template: string): string {
  const examples = /examples: \[\n([^]*?)\n {2}\],\n/.exec(template)?.[1] ?? ''
  return template
    .replace(examples, `${examples}\n${examples.replaceAll('TODO: ', 'TODO: Once more, ')}`)
    .replace("'TODO')", "'stdin')")
    .replaceAll(/TODO: (What is wrong, in one sentence without a full stop)/g, '$1')
    .replace(
      'TODO: What to do instead.',
      'Leave it out: nobody types into a container of a workflow, and nothing else needs it.',
    )
    .replaceAll('TODO: ', '')
    .replaceAll('/TODO/', '/fields/')
}
