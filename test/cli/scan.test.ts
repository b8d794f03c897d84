import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, inject, test } from 'vitest'
import { type Changes, temporary, write } from '../action/repository.ts'
import { commands } from '../action/runner.ts'
import { rules } from '../../src/rules/index.ts'
import { bad, good, named } from './manifests.ts'
import { lynceus, type Outcome } from './run.ts'

function folderOf(files: Changes): string {
  const folder = temporary()
  write(folder, files)
  return folder
}

/** As much of the JSON as these tests look at. */
interface Json {
  readonly summary: { readonly files: number; readonly manifests: number }
  readonly findings: readonly {
    readonly rule: string
    readonly file: string
    readonly severity: string
    readonly status: string
  }[]
  readonly unread: readonly { readonly file: string; readonly line: number; readonly reason: string }[]
}

async function json(args: readonly string[], cwd: string): Promise<Json> {
  const { stdout, stderr } = await lynceus([...args, '--format', 'json'], { cwd })
  expect(stderr).toBe('')
  return JSON.parse(stdout) as Json
}

describe('the exit code', () => {
  test('is 0 when nothing is bad enough', async () => {
    const cwd = folderOf({ 'good.yaml': good })
    expect(await lynceus([], { cwd })).toEqual({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/(^|\n)No findings in 1 manifest of 1 file\n$/),
    })
  })

  test('is 1 from fail-on on, and 0 below it', async () => {
    const cwd = folderOf({ 'bad.yaml': bad })
    expect(await lynceus([], { cwd })).toMatchObject({ code: 1, stderr: '' })
    expect(await lynceus(['--fail-on', 'critical'], { cwd })).toMatchObject({ code: 0 })
    expect(await lynceus(['--fail-on', 'never'], { cwd })).toMatchObject({ code: 0 })
    expect(await lynceus(['--fail-on', 'low'], { cwd })).toMatchObject({ code: 1 })
  })

  test.each([
    [['--bse', 'main'], 'lynceus: There is no option --bse. Did you mean --base? See lynceus --help.\n'],
    [['nothing'], 'lynceus: There is no file or folder "nothing".\n'],
    [
      ['expalin'],
      'lynceus: There is no file or folder "expalin". Did you mean the command explain? See lynceus --help.\n',
    ],
    [
      ['--rule', 'privileged-contaner'],
      'lynceus: There is no rule privileged-contaner. Did you mean privileged-container? `lynceus rules` lists them.\n',
    ],
    [
      ['explain', 'host'],
      'lynceus: There is no rule host. Did you mean host-namespace or host-path-volume? `lynceus rules` lists them.\n',
    ],
    [['explain', 's'], 'lynceus: There is no rule s. `lynceus rules` lists them.\n'],
    [['help'], expect.stringContaining('There is no file or folder "help". Did you mean the option --help?')],
    [
      ['*.yaml'],
      'lynceus: There is no file or folder "*.yaml". Globs are not expanded here: name a folder for all that is in it.\n',
    ],
    [[''], expect.stringContaining('A path is empty.')],
    [['--base', 'main'], expect.stringContaining('is not in a git repository')],
    [['--config', 'none.yml'], expect.stringContaining('--config none.yml: there is no such file.')],
    [['--format', 'sarif', '--output', 'a/b.sarif'], expect.stringContaining('there is no folder "a"; make it first.')],
    [['--format', 'sarif', '--output', '.'], expect.stringContaining('this is a folder; name a file in it.')],
    [['explain'], expect.stringContaining('takes one rule')],
    [['explain', 'run-as-root', '--verbose'], expect.stringContaining('--verbose is not for `lynceus explain`.')],
    [['rules', '--base', 'main'], expect.stringContaining('--base is not for `lynceus rules`.')],
    [['explain', 'run-as-rot'], expect.stringContaining('Did you mean run-as-root?')],
    [['rules', '--format', 'sarif'], expect.stringContaining('text or json')],
    [['rules', 'x'], expect.stringContaining('takes no path')],
  ])('is 2 for %j, which goes to stderr only', async (args, stderr) => {
    expect(await lynceus(args, { cwd: folderOf({ 'good.yaml': good }) })).toEqual({ code: 2, stdout: '', stderr })
  })

  test.runIf(existsSync('/dev/full'))(
    'is 2 for a report that the system does not take, with what it says',
    async () => {
      const cwd = folderOf({ 'good.yaml': good })
      expect(await lynceus(['--format', 'sarif', '--output', '/dev/full'], { cwd })).toMatchObject({
        code: 2,
        stderr: 'lynceus: --output /dev/full: it cannot be written (ENOSPC: no space left on device).\n',
      })
    },
  )

  test('is 2 for a config with a mistake, which is named with its line', async () => {
    const cwd = folderOf({ 'good.yaml': good, 'lynceus.yml': '# ours\nfail-on: high\npersonna: auditor\n' })
    const { code, stdout, stderr } = await lynceus([], { cwd })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^lynceus\.yml:3: .*"?personna"?.*"?persona"?/)
    expect(await lynceus(['--no-config'], { cwd })).toMatchObject({ code: 0 })
  })

  test('is 2 for one with several, which are named on lines of their own', async () => {
    const cwd = folderOf({ 'good.yaml': good, 'lynceus.yml': 'rules:\n  run-as-rot: off\npersona: me\n' })
    expect(await lynceus([], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'lynceus.yml:2: There is no rule `run-as-rot`; did you mean `run-as-root`?\n' +
        'lynceus.yml:3: `persona` must be one of `regular`, `pedantic`, `auditor`, not `me`.\n',
    })
  })
})

describe('what is read', () => {
  test('is the current folder, or what is named', async () => {
    const cwd = folderOf({ 'a/bad.yaml': bad, 'b/good.yaml': good, 'c.txt': bad })
    expect((await json([], cwd)).findings.map(({ file }) => file)).toEqual(['a/bad.yaml'])
    expect((await json(['b'], cwd)).findings).toEqual([])
    expect((await json(['scan', 'b', 'c.txt'], cwd)).findings.map(({ file }) => file)).toEqual(['c.txt'])
  })

  test('is what a kustomization puts into a ConfigMap, whatever its name, and only for that', async () => {
    const generator = `configMapGenerator:
  - name: workflow-controller-configmap
    files: [config, ../../outside, /etc/hostname]
  - {name: scripts, files: [../scripts/deploy.sh]}
secretGenerator:
  - {name: argo-workflows-webhook-clients, envs: [secrets.env]}
`
    const cwd = folderOf({
      outside: 'sso: {rbac: {enabled: false}}\n',
      'repository/argo/Kustomization': generator,
      'repository/argo/config': 'sso:\n  issuer: https://login.example.org\n  rbac: {enabled: false}\n',
      'repository/argo/secrets.env': 'github.com=type: github\n',
      'repository/scripts/deploy.sh': `#!/bin/sh\nkubectl apply -f - <<EOF\n${bad}EOF\n: argoproj.io {{ [\n`,
    })
    const { findings, unread, summary } = await json([], join(cwd, 'repository'))
    expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual(['argo/config sso-without-rbac'])
    expect(unread).toEqual([])
    expect(summary).toMatchObject({ files: 3 })
  })

  test('is standard input, under the name that it is given', async () => {
    const cwd = folderOf({ 'a.yaml': bad })
    const unnamed = await lynceus(['-', '--format', 'json'], { cwd, stdin: bad })
    expect(JSON.parse(unnamed.stdout)).toMatchObject({ summary: { files: 1 }, findings: [{ file: '<stdin>' }] })
    const { stdout, code } = await lynceus(['-', '--stdin-filename', 'b/c.yaml', '--format', 'json'], {
      cwd,
      stdin: bad,
    })
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ file: 'b/c.yaml' }] })
    expect(code).toBe(1)
  })

  test('of standard input has a limit', async () => {
    const { stdout } = await lynceus(['-', '--format', 'json'], { cwd: temporary(), stdin: 'a'.repeat(9_000_000) })
    expect(JSON.parse(stdout)).toMatchObject({
      unread: [{ file: '<stdin>', line: 1, reason: expect.stringContaining('4 MiB') }],
    })
  })

  test('in spite of a document that is broken', async () => {
    const cwd = folderOf({
      'a.yaml': `${named(bad, 'one')}---\nkind: Workflow\napiVersion: argoproj.io/v1alpha1\nspec: [\n---\n${named(bad, 'two')}`,
    })
    const { findings, unread } = await json([], cwd)
    expect(findings).toHaveLength(2)
    expect(unread).toEqual([{ file: 'a.yaml', line: expect.any(Number), reason: expect.any(String) }])
    expect(await lynceus([], { cwd })).toMatchObject({ code: 1, stdout: expect.stringMatching(/not read/i) })
  })

  test('but what cannot be: that is listed', async () => {
    const cwd = folderOf({ 'good.yaml': good, 'link.yaml': { link: '/etc/passwd' } })
    expect((await json([], cwd)).unread.map(({ file }) => file)).toEqual(['link.yaml'])
    expect(await lynceus([], { cwd })).toMatchObject({ code: 0, stderr: '' })
  })

  function nothing(sentence: string): Partial<Outcome> {
    return { code: 0, stderr: `lynceus: nothing was read: ${sentence}\n` }
  }

  test('and says when there was nothing to read', async () => {
    const cwd = folderOf({ 'a/b.txt': 'b', 'c.yaml': good, 'lynceus.yml': 'paths:\n  include: [d/**]\n' })
    const noFile = 'no *.yaml, *.yml or *.json file is in '
    const none = '--no-config'
    expect(await lynceus(['a', none], { cwd })).toMatchObject(nothing(`${noFile}"a".`))
    expect(await lynceus(['a', 'c.yaml', none], { cwd })).toMatchObject(nothing(`${noFile}"a".`))
    expect(await lynceus([none], { cwd: join(cwd, 'a') })).toMatchObject(nothing(`${noFile}".".`))
    const empty = nothing('standard input is empty.')
    expect(await lynceus(['-', none], { cwd })).toMatchObject(empty)
    const named = ['-', 'c.yaml', '--stdin-filename', 'd.yaml', none]
    expect(await lynceus(named, { cwd, stdin: ' \n' })).toMatchObject(empty)
    expect(await lynceus(['--quiet'], { cwd })).toMatchObject(
      nothing('paths.include and paths.exclude of the config leave out every file.'),
    )
    expect(await lynceus([none], { cwd })).toMatchObject({ code: 0, stderr: '' })
    expect(await lynceus(['-', none], { cwd, stdin: good })).toMatchObject({ code: 0, stderr: '' })
  })

  test.runIf(process.getuid?.() === 0)('as far as the user may', async () => {
    const cwd = folderOf({ 'good.yaml': good, 'secret.yaml': bad, 'folder/a.yaml': bad })
    execFileSync('chmod', ['0', join(cwd, 'secret.yaml'), join(cwd, 'folder')])
    execFileSync('chmod', ['a+rx', cwd, join(cwd, '..'), inject('dist')])
    const { stdout, code } = await lynceus(['--format', 'json'], { cwd, uid: 65534 })
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [],
      unread: [
        { file: 'folder', reason: 'The folder cannot be listed (EACCES)' },
        { file: 'secret.yaml', reason: 'The file cannot be read (EACCES)' },
      ],
    })
    expect(code).toBe(0)
    expect(await lynceus(['secret.yaml'], { cwd, uid: 65534 })).toMatchObject({
      code: 2,
      stderr: 'lynceus: "secret.yaml" cannot be read (EACCES).\n',
    })
  })
})

describe('paths', () => {
  const repository = { '.git/HEAD': '', 'deploy/bad.yaml': bad, 'other/bad.yaml': named(bad, 'other') }

  test('count from the current folder for people, from the top of the repository for GitHub', async () => {
    const cwd = join(folderOf(repository), 'deploy')
    expect((await lynceus([], { cwd })).stdout).toContain('--> bad.yaml:')
    expect((await lynceus(['../other'], { cwd })).stdout).toContain('--> ../other/bad.yaml:')
    expect((await json(['.'], cwd)).findings).toMatchObject([{ file: 'bad.yaml' }])
    expect((await lynceus(['--format', 'github'], { cwd })).stdout).toContain('file=deploy/bad.yaml')
    expect((await lynceus(['--format', 'sarif'], { cwd })).stdout).toContain('"uri": "deploy/bad.yaml"')
  })

  test('of the config count from the top of the repository', async () => {
    const folder = folderOf({ ...repository, '.github/lynceus.yml': 'paths:\n  exclude: [deploy/**]\n' })
    expect((await lynceus([], { cwd: join(folder, 'deploy') })).stderr).toContain('leave out every file')
    expect((await json(['../other'], join(folder, 'deploy'))).findings).toHaveLength(1)
  })
})

describe('the config', () => {
  test('is found at the top of the repository, and options stand above it', async () => {
    const cwd = folderOf({ '.git/HEAD': '', 'a/bad.yaml': bad, '.github/lynceus.yml': 'fail-on: never\n' })
    expect(await lynceus([], { cwd })).toMatchObject({ code: 0 })
    expect(await lynceus([], { cwd: join(cwd, 'a') })).toMatchObject({ code: 0 })
    expect(await lynceus(['--fail-on', 'high'], { cwd })).toMatchObject({ code: 1 })
    expect(await lynceus(['--no-config'], { cwd })).toMatchObject({ code: 1 })
  })

  test('may be named', async () => {
    const cwd = folderOf({
      'bad.yaml': bad,
      'lynceus.yml': 'fail-on: high\n',
      'other.yml': 'rules:\n  privileged-container: off\n',
    })
    expect(await lynceus(['--config', 'other.yml'], { cwd })).toMatchObject({ code: 0 })
    expect(await lynceus(['--config', join(cwd, 'other.yml')], { cwd })).toMatchObject({ code: 0 })
  })

  test('that switches a rule off gives way to --rule', async () => {
    const cwd = folderOf({ 'bad.yaml': bad, 'lynceus.yml': 'rules:\n  privileged-container: off\n' })
    expect((await json([], cwd)).findings).toEqual([])
    expect((await json(['--rule', 'privileged-container'], cwd)).findings).toHaveLength(1)
    expect((await json(['--rule', 'run-as-root'], cwd)).findings).toEqual([])
  })
})

describe('reports', () => {
  test('go to standard output and to as many files as wanted', async () => {
    const cwd = folderOf({ 'bad.yaml': bad })
    const args = [
      '--format',
      'json',
      '--format',
      'sarif',
      '--output',
      'a.sarif',
      '--format',
      'markdown',
      '--output',
      'b.md',
    ]
    const { stdout, code } = await lynceus(args, { cwd })
    expect(code).toBe(1)
    expect((JSON.parse(stdout) as Json).findings).toHaveLength(1)
    expect(JSON.parse(readFileSync(join(cwd, 'a.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' })
    expect(readFileSync(join(cwd, 'b.md'), 'utf8')).toContain('privileged-container')
    expect(readdirSync(cwd).toSorted()).toEqual(['a.sarif', 'b.md', 'bad.yaml'])
  })

  test('replace a file, keep a link to one, and write into what is no file', async () => {
    const cwd = folderOf({ 'good.yaml': good, 'real/a.json': 'old', 'a.json': { link: 'real/a.json' } })
    await lynceus(['--format', 'json', '--output', 'a.json', '--format', 'markdown', '--output', '/dev/null'], { cwd })
    expect(JSON.parse(readFileSync(join(cwd, 'real/a.json'), 'utf8'))).toMatchObject({ findings: [] })
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
    expect(readdirSync(join(cwd, 'real'))).toEqual(['a.json'])
  })

  test('are not begun when one of them has no place', async () => {
    const cwd = folderOf({ 'bad.yaml': bad })
    const args = ['--format', 'json', '--output', 'a.json', '--format', 'sarif', '--output', 'none/a.sarif']
    expect(await lynceus(args, { cwd })).toMatchObject({ code: 2, stdout: '' })
    expect(existsSync(join(cwd, 'a.json'))).toBe(false)
  })

  test('are one line when it is to be quiet, and more when it is to tell all', async () => {
    const cwd = folderOf({ 'bad.yaml': bad })
    expect(await lynceus(['--quiet'], { cwd })).toEqual({
      code: 1,
      stderr: '',
      stdout: '1 finding (1 high) in 1 manifest of 1 file\n',
    })
    expect(await lynceus(['--verbose'], { cwd })).toMatchObject({
      code: 1,
      stderr: 'lynceus: no config file.\nlynceus: read 1 file.\n',
    })
  })

  test('have colours when they are wanted', async () => {
    const cwd = folderOf({ 'bad.yaml': bad })
    const escape = '\u001B['
    expect((await lynceus([], { cwd })).stdout).not.toContain(escape)
    expect((await lynceus([], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout).toContain(escape)
    expect((await lynceus([], { cwd, env: { FORCE_COLOR: '0' } })).stdout).not.toContain(escape)
    expect((await lynceus(['--no-color'], { cwd, env: { FORCE_COLOR: '1' } })).stdout).not.toContain(escape)
    expect((await lynceus(['explain', 'run-as-root'], { cwd, env: { FORCE_COLOR: '1' } })).stdout).toContain(escape)
  })
})

describe('standard output', () => {
  const many = Array.from({ length: 400 }, (_, at) => named(bad, `bad-${at}`)).join('---\n')

  test('is whole when it is long', async () => {
    const cwd = folderOf({ 'many.yaml': many })
    const { stdout, code } = await lynceus(['--format', 'json'], { cwd })
    expect(stdout.length).toBeGreaterThan(1 << 17)
    expect((JSON.parse(stdout) as Json).findings).toHaveLength(400)
    expect(code).toBe(1)
  })

  test('is whole when its reader is slow and the pipe does not wait', async () => {
    const cwd = folderOf({ 'many.yaml': many })
    // A pipe between processes of Node does not block: what does not fit in must wait.
    const script = `
      const { spawn } = require('node:child_process')
      const child = spawn(process.execPath, process.argv.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
      child.stdout.pause()
      setTimeout(() => child.stdout.pipe(process.stdout), 500)`
    const outer = spawn(process.execPath, ['-e', script, join(inject('dist'), 'cli.js'), '--format', 'json'], { cwd })
    expect((JSON.parse(await text(outer.stdout)) as Json).findings).toHaveLength(400)
  })

  test('may be closed by its reader', async () => {
    const cwd = folderOf({ 'many.yaml': many })
    const command = `"${process.execPath}" "${inject('dist')}/cli.js" --format json; echo $? >&2`
    const child = spawn('sh', ['-c', `( ${command} ) | head -c 9`], { cwd })
    expect(await Promise.all([text(child.stdout), text(child.stderr)])).toEqual(['{\n  "vers', '1\n'])
  })

  test('that is full is an error', async () => {
    const cwd = folderOf({ 'bad.yaml': bad })
    const child = spawn('sh', ['-c', `"${process.execPath}" "${inject('dist')}/cli.js" > /dev/full; echo $? >&2`], {
      cwd,
    })
    expect(await text(child.stderr)).toMatch(/^lynceus: Standard output cannot be written \(ENOSPC\)\..*\n2\n$/)
  })
})

describe('hostile names and values', () => {
  const name = 'a\n::error title=x::y\u001B[31m\u202E`@team`.yaml'
  const value = '"x\\n::error::owned\\e[2J"'
  const hostile = named(bad, value).replace('- name: main', `- name: ${value}`)

  test.each(['text', 'json', 'markdown', 'sarif', 'github'])('are inert in %s', async (format) => {
    const cwd = folderOf({
      [name]: hostile,
      [`dir\u001B]0;x\u0007/${name}`]: 'kind: Workflow\napiVersion: argoproj.io/v1alpha1\nspec: [',
    })
    const { stdout, stderr, code } = await lynceus(['--format', format, '--verbose'], { cwd })
    expect(code).toBe(1)
    // The runner wants the path of an annotation as it is; it is no part of the log.
    const logged = format === 'github' ? stdout.replaceAll(/file=[^,]*/g, '') : stdout
    expect(logged + stderr).not.toMatch(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
    const titles = commands(stdout + stderr).map(({ properties }) => properties['title'])
    expect(titles.filter((title) => title === undefined || title === 'x')).toEqual([])
    if (format !== 'github') expect(titles).toEqual([])
  })

  test('are inert in messages about them', async () => {
    const cwd = folderOf({ 'good.yaml': good })
    for (const args of [
      [`no\n::error::x\u001B[2J`],
      ['--config', '\n::error::x'],
      ['--rule', '\n##[error]x'],
      ['--persona', '\u202E\n::warning::x'],
    ]) {
      const { code, stderr, stdout } = await lynceus(args, { cwd })
      expect({ code, stdout, commands: commands(stderr) }).toEqual({ code: 2, stdout: '', commands: [] })
      expect(stderr.trimEnd()).not.toMatch(/[\p{Cc}\u202E]/u)
    }
  })
})

describe('other commands', () => {
  const cwd = temporary()

  test('--help fits a terminal and names every option', async () => {
    const { stdout, code } = await lynceus(['--help'], { cwd })
    expect(code).toBe(0)
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    for (const option of [
      '--format',
      '--output',
      '--base',
      '--persona',
      '--min-severity',
      '--min-confidence',
      '--fail-on',
      '--rule',
      '--config',
      '--no-config',
      '--no-color',
      '--quiet',
      '--verbose',
      '--stdin-filename',
      '--help',
      '--version',
      'lynceus fix',
      '--safe',
      '--unsafe',
      '--diff',
      '--force',
    ])
      expect(stdout).toContain(option)
    expect(await lynceus(['scan', '-h'], { cwd })).toEqual({ code: 0, stdout, stderr: '' })
  })

  test('--version is the package’s', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await lynceus(['--version'], { cwd })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('explain prints the page of a rule', async () => {
    const { stdout, code } = await lynceus(['explain', 'privileged-container'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^## privileged-container\n\n/)
    expect(stdout).toContain('```yaml\n')
  })

  test('explain breaks paragraphs, and nothing else', async () => {
    const { stdout } = await lynceus(['explain', 'script-injection'], { cwd })
    const page = rules.find(({ id }) => id === 'script-injection')
    const [, , , table = '', ...paragraphs] = stdout.split('\n**Reported')[0]?.trim().split('\n\n') ?? []
    expect(table.split('\n').length).toBe(Object.keys(page?.variants ?? {}).length + 2)
    expect(paragraphs.map((text) => text.replaceAll('\n', ' '))).toEqual(
      page?.docs
        .trim()
        .split('\n\n')
        .map((text) => text.replaceAll('\n', ' ')),
    )
    for (const line of paragraphs.flatMap((text) => text.split('\n'))) expect(line.length).toBeLessThanOrEqual(100)
    const [example] = page?.examples ?? []
    expect(stdout).toContain(example?.yaml.trim().split('\n').slice(0, 8).join('\n'))
  })

  test('rules lists them, for people and for programs', async () => {
    const { stdout } = await lynceus(['rules'], { cwd })
    const all = JSON.parse((await lynceus(['rules', '--format', 'json'], { cwd })).stdout) as {
      id: string
      title: string
      severity: string
    }[]
    expect(stdout.trimEnd().split('\n')).toHaveLength(all.length + 1)
    for (const { id, severity } of all) expect(stdout).toMatch(new RegExp(`^${id} +${severity} .*`, 'm'))
    expect(all.map(({ title }) => title)).not.toContain('')
    expect(all.map(({ id }) => id)).toContain('privileged-container')
  })
})

test('it runs where nothing is installed, from a link, on every Node at hand', async () => {
  const cwd = folderOf({ 'bad.yaml': bad, bin: null })
  mkdirSync(join(cwd, 'bin'))
  symlinkSync(join(inject('dist'), 'cli.js'), join(cwd, 'bin/lynceus'))
  for (const node of nodes()) {
    const child = spawn(node, [join(cwd, 'bin/lynceus'), '--quiet'], { cwd })
    expect([node, await text(child.stdout), await text(child.stderr)]).toEqual([
      node,
      '1 finding (1 high) in 1 manifest of 1 file\n',
      '',
    ])
  }
  expect(execFileSync('sh', ['-c', './bin/lynceus --quiet || true'], { cwd, encoding: 'utf8' })).toContain('1 finding')
})

/** The Node of the tests, and one of another version if the machine has it. */
function nodes(): string[] {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'))
  const others = folders.map((folder) => join(folder, 'node')).filter((node) => existsSync(node))
  return [process.execPath, ...others.slice(0, 1)]
}
