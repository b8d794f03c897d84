import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, lstatSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { type Changes, git, temporary, write } from '../action/repository.ts'
import { commit, repository } from '../source/commit.ts'
import { bad, named } from './manifests.ts'
import { lynceus } from './run.ts'

const args = ['fix', '--unsafe', '--rule', 'privileged-container']

/** What the fix of `bad` makes of it: the field goes, and the mapping that held nothing else. */
function mended(text: string): string {
  return text.replace(/ {8}securityContext:\r?\n *privileged: true\r?\n/, '')
}

function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}

/** All in a folder but git's own, with modes, and links as such. */
function state(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !/^\.git(\/|$)/.test(path))
    .toSorted()
    .map((path) => {
      const stats = lstatSync(join(folder, path))
      const what = stats.isSymbolicLink() ? readlinkSync(join(folder, path)) : stats.isFile() ? read(folder, path) : ''
      return `${path} ${stats.mode} ${what}`
    })
}

describe('a file', () => {
  test.each([
    ['of Windows', bad.replaceAll('\n', '\r\n')],
    ['without an end of its last line', `${bad}# end`],
    ['with a BOM', `\uFEFF${bad}`],
    ['with comments', bad.replace(/^(?!.*securityContext|.*privileged).+$/gm, '$& # \u{1F600} é\t')],
  ])('%s keeps every other byte', async (_, text) => {
    const cwd = temporary()
    write(cwd, { 'a.yaml': text })
    expect(await lynceus(args, { cwd })).toMatchObject({ code: 0, stderr: '' })
    expect(read(cwd, 'a.yaml')).toBe(mended(text))
  })

  test('of UTF-16 stays that', async () => {
    const cwd = temporary()
    const bytes = Buffer.from(`\uFEFF${bad}`, 'utf16le').swap16()
    writeFileSync(join(cwd, 'a.yaml'), bytes)
    expect(await lynceus(args, { cwd })).toMatchObject({ code: 0, stderr: '' })
    expect(readFileSync(join(cwd, 'a.yaml'))).toEqual(Buffer.from(`\uFEFF${mended(bad)}`, 'utf16le').swap16())
  })

  test('keeps its mode, and has no other beside it', async () => {
    const cwd = temporary()
    write(cwd, { 'a.yaml': bad })
    chmodSync(join(cwd, 'a.yaml'), 0o640)
    await lynceus(args, { cwd })
    expect(lstatSync(join(cwd, 'a.yaml')).mode & 0o7777).toBe(0o640)
    expect(readdirSync(cwd)).toEqual(['a.yaml'])
  })

  test.skipIf(process.getuid?.() !== 0)('that may not be written to is left alone, and the others go on', async () => {
    const cwd = temporary()
    write(cwd, { 'a.yaml': bad, 'b.yaml': named(bad, 'b') })
    for (const [path, mode] of [
      ['.', 0o777],
      ['..', 0o711],
      ['b.yaml', 0o666],
      ['a.yaml', 0o444],
    ] as const)
      chmodSync(join(cwd, path), mode)
    chmodSync(inject('dist'), 0o755)
    const { code, stdout } = await lynceus([...args, '--no-config'], { cwd, uid: 65534 })
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining('\nNot written\n  a.yaml: It cannot be written (EACCES)\n'),
    })
    expect(read(cwd, 'a.yaml')).toBe(bad)
    expect(read(cwd, 'b.yaml')).not.toContain('privileged')
  })
})

describe('is never written to:', () => {
  /** The folder in which it runs, and one beside it, which nothing may touch. */
  async function run(files: Changes, theirs: Changes, more: readonly string[] = []) {
    const folder = temporary()
    write(
      folder,
      Object.fromEntries([
        ...Object.entries(theirs).map(([path, it]) => [`out/${path}`, it]),
        ...Object.entries(files).map(([path, it]) => [`in/${path}`, it]),
      ]),
    )
    const before = state(folder)
    const outcome = await lynceus([...args, ...more], { cwd: join(folder, 'in') })
    expect(state(folder)).toEqual(before)
    return outcome
  }
  const linked = 'It is a symbolic link, or lies behind one'

  test('a link to a file that is not scanned itself', async () => {
    const { code, stdout } = await run({ 'a.yaml': { link: 'data/a.txt' }, 'data/a.txt': bad }, {})
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining(`Not written\n  a.yaml: ${linked}`) })
  })

  test('a link that leads out, also when it is named', async () => {
    expect(await run({ 'a.yaml': { link: '../out/a.yaml' } }, { 'a.yaml': bad })).toMatchObject({ code: 0 })
    const { code, stdout } = await run({ 'a.yaml': { link: '../out/a.yaml' } }, { 'a.yaml': bad }, ['a.yaml'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining(linked) })
  })

  test('what lies behind a folder that is a link', async () => {
    const { code, stdout } = await run({ folder: { link: '../out' } }, { 'a.yaml': bad }, ['folder'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining(linked) })
  })

  test('a file outside of the folder', async () => {
    const { code, stdout } = await run({ 'a.txt': '' }, { 'a.yaml': bad }, ['../out'])
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining('../out/a.yaml: It lies outside of "'),
    })
  })

  test('what belongs to git', async () => {
    const { code, stdout } = await run({ '.git/hooks/a.yaml': bad }, {}, ['.git/hooks/a.yaml'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('It belongs to git') })
  })
})

describe('a file that is not committed as it is', () => {
  const two = { 'a.yaml': bad, 'deploy/b.yaml': named(bad, 'b') }

  test('holds up everything, and the cure is told', async () => {
    const cwd = repository(two)
    write(cwd, { 'deploy/b.yaml': `${two['deploy/b.yaml']}# mine\n` })
    const before = state(cwd)
    const { code, stdout, stderr } = await lynceus(args, { cwd })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^diff --git a\/a\.yaml b\/a\.yaml\n[^]*diff --git a\/deploy\/b\.yaml /)
    expect(stderr).toMatch(
      /^lynceus: nothing is written: "deploy\/b\.yaml" has changes that are not committed\. Commit or stash them, or give --force\.\n/,
    )
    expect(stderr).toMatch(/\nWould fix 2 findings in 2 files\n$/)
    expect(state(cwd)).toEqual(before)
  })

  test('is written with --force', async () => {
    const cwd = repository(two)
    write(cwd, { 'a.yaml': `${bad}# mine\n` })
    expect(await lynceus([...args, '--force'], { cwd })).toMatchObject({ code: 0, stderr: '' })
    expect(read(cwd, 'a.yaml')).toBe(`${mended(bad)}# mine\n`)
  })

  test('holds up nothing when it would not change', async () => {
    const cwd = repository({ ...two, 'notes.md': 'a' })
    write(cwd, { 'notes.md': 'b', 'a.yaml': mended(bad) })
    expect(await lynceus(args, { cwd })).toMatchObject({ code: 0, stderr: '' })
    expect(git(cwd, 'diff', '--name-only')).toBe('a.yaml\ndeploy/b.yaml\nnotes.md')
  })

  test('is written when git does not have it at all', async () => {
    const cwd = repository({ 'notes.md': 'a' })
    write(cwd, two)
    expect(await lynceus(args, { cwd })).toMatchObject({ code: 0, stderr: '' })
    expect(read(cwd, 'a.yaml')).toBe(mended(bad))
  })

  test('is told as data, too', async () => {
    const cwd = repository(two)
    write(cwd, { 'a.yaml': `${bad}# mine\n` })
    const { code, stdout, stderr } = await lynceus([...args, '--format', 'json'], { cwd })
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('nothing is written') })
    expect(JSON.parse(stdout)).toMatchObject({ files: [{ changed: false, reason: '' }, { changed: false }] })
  })

  test('is none where nothing is committed yet', async () => {
    const cwd = temporary()
    git(cwd, 'init', '-q')
    write(cwd, two)
    git(cwd, 'add', '.')
    expect(await lynceus(args, { cwd })).toMatchObject({ code: 0 })
    expect(read(cwd, 'a.yaml')).not.toBe(bad)
  })

  test('is taken to be so where git cannot tell', async () => {
    const cwd = temporary()
    git(cwd, 'init', '-q')
    write(cwd, two)
    const path = join(temporary(), 'no-git')
    expect(await lynceus(args, { cwd, env: { PATH: path } })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^lynceus: nothing is written, since it is not known what is committed\. .*git is not installed.* --force writes nevertheless\.\n/,
      ),
    })
    expect(read(cwd, 'a.yaml')).toBe(bad)
  })
})

describe('a diff', () => {
  const hostile = 'a b/naïve "\u{1F600}"\t.yaml'
  const files = {
    'a.yaml': bad,
    'crlf.yaml': named(bad, 'crlf').replaceAll('\n', '\r\n'),
    'end.yaml': `${named(bad, 'end')}# end`,
    'last.yaml': named(bad, 'last').trimEnd(),
    [hostile]: named(bad, 'hostile'),
    'bom.yaml': `\uFEFF${named(bad, 'bom')}`,
    'deep/er/b.yaml': named(bad, 'deeper'),
    'script.yaml': named(bad, 'script').replace('command: [app]', 'command: [app] # \u001B[31m\u202E \u0085'),
  }

  test.each(['.', 'deep'])('is what `git apply` takes, run in %s', async (where) => {
    const folder = repository(files)
    writeFileSync(join(folder, 'utf16.yaml'), Buffer.from(`\uFEFF${named(bad, 'utf16')}`, 'utf16le'))
    commit(folder, {})
    const cwd = join(folder, where)
    const before = state(folder)
    const { code, stdout, stderr } = execute([...args, '--diff', folder], cwd)
    expect({ code, stderr: stderr.split('\n').at(-2) }).toEqual({ code: 1, stderr: 'Would fix 9 findings in 9 files' })
    expect(state(folder), 'nothing is written').toEqual(before)
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: stdout })
    const applied = state(folder)
    expect(applied).not.toEqual(before)
    git(folder, 'checkout', '-q', '.')
    expect(await lynceus([...args, folder], { cwd })).toMatchObject({ code: 0, stderr: '' })
    expect(state(folder)).toEqual(applied)
  })

  test('is empty, and no failure, where nothing is to be done', async () => {
    const cwd = repository({ 'a.yaml': mended(bad) })
    expect(await lynceus([...args, '--diff'], { cwd })).toEqual({ code: 0, stdout: '', stderr: 'No findings\n' })
  })

  test('leaves out what would not be written', async () => {
    const cwd = temporary()
    write(cwd, { 'a.yaml': bad, 'b.yaml': { link: 'b.txt' }, 'b.txt': named(bad, 'b') })
    const { code, stdout, stderr } = await lynceus([...args, '--diff'], { cwd })
    expect({ code, files: stdout.match(/^diff .*$/gm) }).toEqual({ code: 1, files: ['diff --git a/a.yaml b/a.yaml'] })
    expect(stderr).toContain('Not written\n  b.yaml: It is a symbolic link')
  })

  test('holds no command for the runner of GitHub Actions', async () => {
    const text = bad.replace('command: [app]', 'command: [app] # ##[add-mask]x')
    const cwd = temporary()
    write(cwd, { 'a.yaml': text, 'b.yaml': named(bad, 'b') })
    const { stdout, stderr } = await lynceus([...args, '--diff'], { cwd, env: { GITHUB_ACTIONS: 'true' } })
    expect(stdout).not.toContain('add-mask')
    expect(stdout).toContain('diff --git a/b.yaml')
    expect(stderr).toContain('a.yaml: A line of it would be a command')
    expect((await lynceus([...args, '--diff'], { cwd })).stdout).toContain('##[add-mask]x')
  })

  test.skipIf(!hasScript())('shows on a terminal what is unseen', () => {
    const shown = onTerminal(files['script.yaml'], '--diff script.yaml')
    expect(shown).toContain('# \\u{1b}[31m\\u{202e} \\u{85}')
    expect(shown).toContain('\u001B[31m-          privileged: true\u001B[0m')
    expect(shown.replaceAll(/\p{Cc}\[\d+m|[\r\n]/gu, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})

describe('what standard input becomes', () => {
  const text = bad.replace('command: [app]', 'command: [app] # \u001B[31m\u202E ##[add-mask]x')

  test.skipIf(!hasScript())('is shown on a terminal without what steers it', () => {
    const shown = onTerminal(text, '- < script.yaml')
    expect(shown).toContain('# \\u{1b}[31m\\u{202e} ##\\u{5b}add-mask]x')
    expect(shown.replaceAll(/\p{Cc}\[\d+m|[\r\n]/gu, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  test('is exact elsewhere, and never a command for the runner of GitHub Actions', async () => {
    const call = { cwd: temporary(), stdin: text }
    expect(await lynceus([...args, '-'], call)).toMatchObject({ code: 0, stdout: mended(text) })
    expect(await lynceus([...args, '-'], { ...call, env: { GITHUB_ACTIONS: 'true' } })).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^lynceus: Standard input cannot be fixed\. A line of it would be a command/),
    })
  })
})

/** What a terminal gets to see. */
function onTerminal(text: string, operands: string): string {
  const cwd = temporary()
  write(cwd, { 'script.yaml': text })
  const command = `${process.execPath} ${join(inject('dist'), 'cli.js')} ${args.join(' ')} ${operands}`
  return execFileSync('script', ['-qc', command, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'], TERM: 'xterm' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function hasScript(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux')
  } catch {
    return false
  }
}

/** As bytes: a diff need not be UTF-8. */
function execute(all: readonly string[], cwd: string): { code: number | null; stdout: Buffer; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(inject('dist'), 'cli.js'), ...all], {
    cwd,
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' },
  })
  return { code: status, stdout, stderr: stderr.toString() }
}
