import { describe, expect, test } from 'vitest'
import { type Changes, git, write } from '../action/repository.ts'
import { binding, caller, library, pasted, quoted } from '../greet.ts'
import { sarifErrors } from '../report/sarif-schema.ts'
import { repository } from '../source/commit.ts'
import { lynceus, type Outcome } from './run.ts'

/** A work tree with a change, compared with the branch that it left. */
async function compare(before: Changes, change: Changes, ...args: readonly string[]): Promise<Outcome> {
  const cwd = repository(before)
  git(cwd, 'checkout', '-q', '-b', 'change')
  write(cwd, change)
  return lynceus(['--base', 'main', ...args], { cwd })
}

const fixed = { 'greet.yaml': pasted, 'run.yaml': caller('hello') }

describe('a change of who decides what a script in another file runs', () => {
  test('is told at both ends, with the way between them', async () => {
    const { code, stdout } = await compare(fixed, { 'comment.yaml': binding })
    expect(code).toBe(1)
    expect(stdout).toContain(`
  --> greet.yaml:25:17
     |
  23 |         command: [sh]
  24 |         source: |
  25 |           echo "{{inputs.parameters.words}}"
     |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = comes from comment.yaml:11:30: The payload of an event fills \`text\`
  = comes from greet.yaml:18:59: Step \`pass\` passes it on as \`words\`
`)
    expect(stdout).toMatch(/high\[untrusted-event-parameter\][^]* {2}--> comment\.yaml:11:30\n/)
    expect(stdout).toContain(
      '  = leads to greet.yaml:25:17: Here it becomes part of the shell script of template `say`\n',
    )
    expect(stdout).toMatch(/\n2 findings \(2 high\) in 3 manifests of 3 files\n$/)
  })

  test.each<[string, Changes, Changes]>([
    ['a caller with fixed text', { 'greet.yaml': pasted, 'comment.yaml': binding }, { 'run.yaml': caller('hello') }],
    ['no binding any more', { ...fixed, 'comment.yaml': binding }, { 'comment.yaml': null }],
    ['the tag in env', { 'greet.yaml': pasted, 'comment.yaml': binding }, { 'greet.yaml': quoted }],
  ])('is nothing new with %s', async (_, before, change) => {
    const { code, stdout } = await compare(before, change)
    expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, expect.stringMatching(/^No (?:new )?findings /)])
  })
})

test('each tag of a script is a place of its own for programs', async () => {
  const three = library(['words', 'words', 'words'].map((name) => `echo {{inputs.parameters.${name}}}`).join('; '))
  const cwd = repository({ 'greet.yaml': three, 'comment.yaml': binding })
  const [json, sarif] = await Promise.all(
    ['json', 'sarif'].map(
      async (format) => JSON.parse((await lynceus(['--format', format], { cwd })).stdout) as unknown,
    ),
  )
  const { findings } = json as { findings: { rule: string; start: { line: number; column: number } }[] }
  const places = findings.filter(({ rule }) => rule === 'script-injection').map(({ start }) => start)
  expect(places).toMatchObject([16, 50, 84].map((column) => ({ line: 25, column })))
  expect(sarifErrors()(sarif)).toEqual([])
})
