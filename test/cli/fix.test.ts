import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Changes, temporary, write } from '../action/repository.ts'
import { repository } from '../source/commit.ts'
import { bad, good, named } from './manifests.ts'
import { lynceus } from './run.ts'

function folderOf(files: Changes): string {
  const folder = temporary()
  write(folder, files)
  return folder
}

function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}

/** What the fix of `bad` makes of it: the field goes, and the mapping that held nothing else. */
const mended = bad.replace('        securityContext:\n          privileged: true\n', '')

/** A part of the ConfigMap of a controller: one finding with a safe fix. */
const legacy = `apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
data:
  # The executor of old.
  containerRuntimeExecutor: docker
  # How many at a time.
  parallelism: "10" # enough
`
const modern = legacy.replace('  containerRuntimeExecutor: docker\n', '')
const config = 'argoVersion: 3.7.18\n'
const both = ['--rule', 'privileged-container', '--rule', 'legacy-executor']

describe('what is fixed', () => {
  test('is what is safe, and the rest is counted', async () => {
    const cwd = folderOf({ 'a/bad.yaml': bad, 'b.yaml': legacy, 'lynceus.yml': config })
    const { code, stdout, stderr } = await lynceus(['fix', ...both], { cwd })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /^\w+\[legacy-executor\] .+\n {2}b\.yaml:7:3\n\n1 finding with a fix that may change what runs: --unsafe makes it, .*\n\nFixed 1 of 2 findings in 1 file\n$/,
    )
    expect(read(cwd, 'a/bad.yaml')).toBe(bad)
    expect(read(cwd, 'b.yaml')).toBe(modern)
  })

  test('with --unsafe is both', async () => {
    const cwd = folderOf({ 'a/bad.yaml': bad, 'b.yaml': legacy, 'lynceus.yml': config })
    const { code, stdout } = await lynceus(['fix', '--unsafe', ...both], { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\w+\[privileged-container\] Run [^)]+\)\n {2}a\/bad\.yaml:\d+:\d+\n/)
    expect(stdout).toMatch(/\nFixed 2 findings in 2 files\n$/)
    expect(read(cwd, 'a/bad.yaml')).toBe(mended)
    expect(read(cwd, 'b.yaml')).toBe(modern)
    expect(await lynceus(['fix', '--unsafe', '--rule', 'privileged-container'], { cwd })).toEqual({
      code: 0,
      stdout: 'No findings\n',
      stderr: '',
    })
  })

  test.each([
    ['what is named', ['fix', '--unsafe', 'b.yaml'], ['b.yaml']],
    ['what a rule finds', ['fix', '--unsafe', '--rule', 'run-as-root'], []],
    ['what is severe enough', ['fix', '--unsafe', '--min-severity', 'critical'], []],
    ['what is sure enough', ['fix', '--unsafe', '--min-confidence', 'high'], ['a.yaml', 'b.yaml']],
    ['what the config leaves in', ['fix', '--unsafe', '--config', 'lynceus.txt'], ['b.yaml']],
  ])('is only %s', async (_, args, changed) => {
    const cwd = folderOf({
      'a.yaml': bad,
      'b.yaml': named(bad, 'other'),
      'lynceus.txt': 'paths: {exclude: [a.yaml]}\n',
    })
    expect(await lynceus(args, { cwd })).toMatchObject({ code: 0, stderr: '' })
    expect(['a.yaml', 'b.yaml'].filter((path) => !read(cwd, path).includes('privileged'))).toEqual(changed)
  })

  test('is nothing that an ignore silences', async () => {
    const text = bad.replace(
      'privileged: true',
      'privileged: true # lynceus: ignore[privileged-container] builds images',
    )
    const cwd = folderOf({ 'a.yaml': text })
    expect(await lynceus(['fix', '--unsafe'], { cwd })).toMatchObject({ code: 0, stdout: 'No findings\n' })
    expect(read(cwd, 'a.yaml')).toBe(text)
  })

  test('is nothing of a template, and the reason is told', async () => {
    const text = bad.replace('name: bad\n', 'name: {{ .Values.name }}\n')
    const cwd = folderOf({ 'a.yaml': text })
    const { stdout } = await lynceus(['fix', '--unsafe', '--verbose', '--rule', 'privileged-container'], { cwd })
    expect(stdout).toMatch(
      /^Not fixed\n {2}privileged-container: Helm .*\n {4}a\.yaml:\d+:\d+\n\nFixed none of 1 finding\n$/,
    )
    expect(read(cwd, 'a.yaml')).toBe(text)
  })
})

describe('what is told', () => {
  test('is one line with --quiet', async () => {
    const cwd = folderOf({ 'a.yaml': bad })
    expect(await lynceus(['fix', '--unsafe', '--quiet'], { cwd })).toEqual({
      code: 0,
      stdout: 'Fixed 1 finding in 1 file\n',
      stderr: '',
    })
  })

  test('names paths as they are in the current folder', async () => {
    const cwd = folderOf({ '.git/HEAD': '', 'a/b/c.yaml': bad, 'd.yaml': named(bad, 'other') })
    const { stdout } = await lynceus(['fix', '--unsafe', '--force', '.', '../../d.yaml'], { cwd: join(cwd, 'a/b') })
    expect(stdout).toMatch(/\n {2}\.\.\/\.\.\/d\.yaml:\d+:\d+\n {2}c\.yaml:\d+:\d+\n/)
    expect(read(cwd, 'd.yaml')).not.toContain('privileged')
  })

  test('is data with --format json', async () => {
    const cwd = folderOf({
      'lynceus.yml': config,
      'a.yaml': bad,
      'b.yaml': legacy,
      'c.yaml': 'kind: Workflow\napiVersion: argoproj.io/v1\nspec: [\n',
    })
    const { code, stdout, stderr } = await lynceus(['fix', '--format', 'json'], { cwd })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      tool: { name: 'lynceus' },
      fixed: [{ rule: 'legacy-executor', file: 'b.yaml', start: { line: 7 }, fix: { safety: 'safe' } }],
      withheld: [{ rule: 'privileged-container', file: 'a.yaml', fix: { safety: 'unsafe' } }],
      files: [
        { file: 'b.yaml', changed: true, reason: '', diff: expect.stringContaining('-  containerRuntimeExecutor') },
      ],
      unread: [{ file: 'c.yaml' }],
      failures: [],
    })
  })

  test('is that nothing was read', async () => {
    const { code, stderr } = await lynceus(['fix'], { cwd: temporary() })
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('nothing was read: no *.yaml') })
  })
})

describe('a scan', () => {
  test('shows what fix would do, where that is asked for', async () => {
    const cwd = folderOf({ 'a.yaml': bad })
    const { stdout } = await lynceus(['--format', 'json'], { cwd })
    const { findings } = JSON.parse(stdout) as { findings: { fix: { edits: Edit[] } }[] }
    expect(findings).toMatchObject([{ fix: { safety: 'unsafe', file: 'a.yaml' } }])
    const edits = findings[0]?.fix.edits.toReversed() ?? []
    expect(
      edits.reduce(
        (text, { start, end, text: words }) => text.slice(0, start.offset) + words + text.slice(end.offset),
        bad,
      ),
    ).toBe(mended)
    expect((await lynceus(['--format', 'markdown'], { cwd })).stdout).toContain('-          privileged: true\n')
    const sarif = await lynceus(['--format', 'sarif'], { cwd })
    expect(JSON.parse(sarif.stdout)).toMatchObject({ runs: [{ results: [{ fixes: [{}] }] }] })
    expect(read(cwd, 'a.yaml')).toBe(bad)
  })

  test('compared with a base shows it for new findings only', async () => {
    const cwd = repository({ 'a.yaml': bad })
    write(cwd, { 'b.yaml': named(bad, 'b') })
    const { stdout } = await lynceus(['--format', 'json', '--base', 'HEAD'], { cwd })
    const { findings } = JSON.parse(stdout) as { findings: { status: string; fix?: object }[] }
    expect(findings.map(({ status, fix }) => [status, fix !== undefined])).toEqual([
      ['existing', false],
      ['new', true],
    ])
  })
})

interface Edit {
  readonly start: { readonly offset: number }
  readonly end: { readonly offset: number }
  readonly text: string
}

describe('standard input', () => {
  const args = ['fix', '-', '--unsafe', '--stdin-filename', 'x.yaml']

  test('is handed on, fixed', async () => {
    const { code, stdout, stderr } = await lynceus(args, { cwd: temporary(), stdin: bad })
    expect({ code, stdout }).toEqual({ code: 0, stdout: mended })
    expect(stderr).toMatch(/^\w+\[privileged-container\] Run [^)]+\)\n {2}x\.yaml:.*\n\nFixed 1 finding in 1 file\n$/)
  })

  test('is handed on as it is where nothing is to be fixed', async () => {
    const stdin = `\uFEFF${good.replaceAll('\n', '\r\n')}# é`
    expect(await lynceus(args, { cwd: temporary(), stdin })).toEqual({
      code: 0,
      stdout: stdin.slice(1),
      stderr: 'No findings\n',
    })
  })

  test('is compared with --diff, and told with --format json', async () => {
    const diff = await lynceus([...args, '--diff'], { cwd: temporary(), stdin: bad })
    expect(diff).toMatchObject({ code: 1, stdout: expect.stringMatching(/^diff --git a\/x\.yaml b\/x\.yaml\n/) })
    const json = await lynceus([...args, '--format', 'json'], { cwd: temporary(), stdin: bad })
    expect(json.code).toBe(1)
    expect(JSON.parse(json.stdout)).toMatchObject({ files: [{ file: 'x.yaml', changed: false }] })
  })

  test.each([
    ['bytes that are no text', Buffer.concat([Buffer.from(bad), Buffer.from([0xff])]), 'bytes that are no text'],
    ['too much', Buffer.alloc(5_000_000, 'a'), 'larger than 4 MiB'],
  ])('with %s is refused', async (_, stdin, reason) => {
    expect(await lynceus(args, { cwd: temporary(), stdin })).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`^lynceus: Standard input cannot be fixed\\. .*${reason}`)),
    })
  })
})

test('the README shows what is printed', async () => {
  const readme = readFileSync('README.md', 'utf8')
  const args = /`node dist\/cli\.js (fix --unsafe --diff [^`]*)` prints:/.exec(readme)?.[1]?.split(' ') ?? []
  const { stdout } = await lynceus(args, { cwd: process.cwd() })
  expect(stdout).toMatch(/^diff --git /)
  expect(readme).toContain(`\`\`\`diff\n${stdout}\`\`\`\n`)
})

describe('wrong usage', () => {
  test.each([
    [['--diff'], '--diff is for `lynceus fix`.'],
    [['rules', '--unsafe'], '--unsafe is for `lynceus fix`.'],
    [['fix', '--base', 'main'], '--base is not for `lynceus fix`.'],
    [['fix', '--fail-on', 'low'], '--fail-on is not for `lynceus fix`.'],
    [['fix', '--format', 'json', '--output', 'x'], '--output is not for `lynceus fix`.'],
    [['fix', '--format', 'sarif'], '`lynceus fix` prints --format text or json.'],
    [['fix', '--safe', '--unsafe'], '--unsafe makes safe fixes too: drop --safe.'],
    [['fix', '--diff', '--force'], '--diff writes nothing, so there is nothing to --force.'],
    [['fix', '-', 'a.yaml'], 'so "-" is the only path it takes.'],
    [['fix', '--stdin-filename', 'x'], 'no path is "-".'],
    [['fix', '--unsaf'], 'Did you mean --unsafe?'],
    [['fxi'], 'Did you mean the command fix?'],
  ])('%j', async (args, message) => {
    const cwd = folderOf({ 'a.yaml': bad })
    expect(await lynceus(args, { cwd })).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(message) })
    expect(read(cwd, 'a.yaml')).toBe(bad)
  })
})
