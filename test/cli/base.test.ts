import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Changes, git, temporary, write } from '../action/repository.ts'
import { commit, repository } from '../source/commit.ts'
import { bad, good, named } from './manifests.ts'
import { lynceus } from './run.ts'

const weak = bad.replace('privileged: true', 'privileged: false')
const hardened = good.replace('    runAsUser: 1000\n', '')

/** A repository on a branch `change` that left `main` after `before`; the change is in the work tree. */
function branch(before: Changes, change: Changes): string {
  const cwd = repository(before)
  git(cwd, 'checkout', '-q', '-b', 'change')
  write(cwd, change)
  return cwd
}

async function compare(
  cwd: string,
  ...args: string[]
): Promise<{ code: number | null; found: string[]; stderr: string }> {
  const { code, stdout, stderr } = await lynceus(['--base', 'main', '--format', 'json', ...args], { cwd })
  const { findings = [] } = (stdout ? JSON.parse(stdout) : {}) as {
    findings?: { file: string; rule: string; status: string }[]
  }
  return { code, stderr, found: findings.map(({ file, rule, status }) => `${file} ${rule} ${status}`) }
}

describe('against a base', () => {
  test.each<[string, Changes, Changes, number, string[]]>([
    ['a new file is new', { 'a.yaml': good }, { 'b.yaml': bad }, 1, ['b.yaml privileged-container new']],
    ['a changed line is new', { 'a.yaml': weak }, { 'a.yaml': bad }, 1, ['a.yaml privileged-container new']],
    [
      'an old finding is counted only',
      { 'a.yaml': bad },
      { 'b.yaml': good },
      0,
      ['a.yaml privileged-container existing'],
    ],
    [
      'it stays old when its lines move',
      { 'a.yaml': bad },
      { 'a.yaml': `# moved\n\n${bad}` },
      0,
      ['a.yaml privileged-container existing'],
    ],
    [
      'it stays old when its file moves',
      { 'a.yaml': bad },
      { 'a.yaml': null, 'x/b.yaml': bad },
      0,
      ['x/b.yaml privileged-container existing'],
    ],
    ['a deleted file is gone', { 'a.yaml': bad, 'b.yaml': good }, { 'a.yaml': null }, 0, []],
    [
      'what was deleted makes a finding',
      { 'a.yaml': good },
      { 'a.yaml': hardened.replace('    runAsNonRoot: true\n', '    fsGroup: 1\n') },
      0,
      ['a.yaml run-as-root new'],
    ],
    [
      'a file that was broken is new',
      { 'a.yaml': `${bad}  - [` },
      { 'a.yaml': bad },
      1,
      ['a.yaml privileged-container new'],
    ],
    ['an untracked file counts', { 'a.yaml': good }, { 'new/b.yaml': bad }, 1, ['new/b.yaml privileged-container new']],
  ])('%s', async (_, before, change, code, found) => {
    expect(await compare(branch(before, change))).toEqual({ code, found, stderr: '' })
  })

  test('what a kustomization generates is compared, also when its file moves', async () => {
    const generator = 'configMapGenerator: [{name: workflow-controller-configmap, files: [config]}]\n'
    const config = 'sso:\n  issuer: https://login.example.org\n  rbac: {enabled: false}\n'
    const before = { 'argo/kustomization.yaml': generator, 'argo/config': config }
    expect(await compare(branch(before, { 'argo/config': `# moved\n${config}` }))).toMatchObject({
      code: 0,
      found: ['argo/config sso-without-rbac existing'],
    })
    const change = { 'argo/config': `${config}workflowRestrictions: {templateReferencing: strict}\n` }
    expect(await compare(branch(before, change))).toMatchObject({
      code: 1,
      found: ['argo/config workflow-restrictions new', 'argo/config sso-without-rbac existing'],
    })
    const moved = {
      'argo/config': null,
      'argo/controller': config,
      'argo/kustomization.yaml': generator.replace('[config]', '[config=controller]'),
    }
    expect(await compare(branch(before, moved))).toMatchObject({
      code: 0,
      found: ['argo/controller sso-without-rbac existing'],
    })
  })

  test('a branch behind its target shows no finding of others', async () => {
    const cwd = repository({ 'a.yaml': bad, 'b.yaml': named(bad, 'b') })
    git(cwd, 'checkout', '-q', '-b', 'change')
    commit(cwd, { 'c.yaml': named(bad, 'c') })
    git(cwd, 'checkout', '-q', 'main')
    commit(cwd, { 'a.yaml': good, 'b.yaml': null })
    git(cwd, 'checkout', '-q', 'change')
    const found = [
      'a.yaml privileged-container existing',
      'b.yaml privileged-container existing',
      'c.yaml privileged-container new',
    ]
    expect(await compare(cwd)).toEqual({ code: 1, stderr: '', found })
  })

  test('only what is named is compared, from any folder', async () => {
    const cwd = branch(
      { 'a/old.yaml': bad, 'b/x.yaml': good },
      { 'a/new.yaml': named(bad, 'new'), 'b/y.yaml': named(bad, 'y') },
    )
    const expected = ['new.yaml privileged-container new', 'old.yaml privileged-container existing']
    expect((await compare(join(cwd, 'a'))).found).toEqual(expected)
    expect((await compare(cwd, 'a/old.yaml')).found).toEqual(['a/old.yaml privileged-container existing'])
    expect((await compare(join(cwd, 'b'), '../a/new.yaml')).found).toEqual(['../a/new.yaml privileged-container new'])
  })

  test('submodules are left out: they have a base of their own', async () => {
    const cwd = branch({ 'a.yaml': good }, { 'sub/.git': 'gitdir: elsewhere', 'sub/b.yaml': bad })
    expect(await compare(cwd)).toEqual({ code: 0, found: [], stderr: '' })
  })

  test('the report says how many findings are old', async () => {
    const { stdout, code } = await lynceus(['--base', 'main'], { cwd: branch({ 'a.yaml': bad }, {}) })
    expect(code).toBe(0)
    expect(stdout).toContain('1 finding that the base has too')
  })
})

describe('a change that would silence itself', () => {
  test('by a comment is shown, and fails', async () => {
    const silenced = bad.replace('privileged: true', 'privileged: true # lynceus: ignore[privileged-container] needed')
    const cwd = branch({ 'a.yaml': good }, { 'b.yaml': silenced })
    expect(await compare(cwd)).toEqual({ code: 1, stderr: '', found: ['b.yaml privileged-container new'] })
    commit(cwd, {})
    git(cwd, 'checkout', '-q', 'main')
    git(cwd, 'merge', '-q', 'change')
    expect(await compare(cwd)).toEqual({ code: 0, stderr: '', found: [] })
  })

  test('by the config is told, and the config of the base counts', async () => {
    const cwd = branch({ 'a.yaml': good }, { 'b.yaml': bad, 'lynceus.yml': 'rules:\n  privileged-container: off\n' })
    const told =
      "lynceus: lynceus.yml of the work tree differs from main, which has none; the base's counts. To use another, name it with --config.\n"
    expect(await compare(cwd)).toEqual({ code: 1, stderr: told, found: ['b.yaml privileged-container new'] })
    expect(await compare(cwd, '--quiet')).toMatchObject({ code: 1, stderr: '' })
    expect(await compare(cwd, '--config', 'lynceus.yml')).toEqual({ code: 0, stderr: '', found: [] })
  })

  test('by a config that extends another repository’s is told so', async () => {
    const cwd = branch({ 'lynceus.yml': 'extends: policies\nfail-on: never\n' }, { 'b.yaml': bad })
    const { code, stderr } = await compare(cwd)
    expect(code).toBe(0)
    expect(stderr).toContain('main:lynceus.yml extends policies, which only the GitHub App reads')
    expect((await compare(cwd, '--quiet')).stderr).toBe('')
  })

  test('by branching off before the config became strict is not helped', async () => {
    const cwd = repository({ 'a.yaml': good, 'lynceus.yml': 'rules:\n  privileged-container: off\n' })
    git(cwd, 'checkout', '-q', '-b', 'change')
    git(cwd, 'checkout', '-q', 'main')
    commit(cwd, { 'lynceus.yml': 'rules: {}\n' })
    git(cwd, 'checkout', '-q', 'change')
    write(cwd, { 'b.yaml': bad })
    const { code, stderr } = await compare(cwd)
    expect(code).toBe(1)
    expect(stderr).toContain('lynceus.yml of the work tree differs from main:lynceus.yml')
  })

  test('by deleting the config is told too', async () => {
    const cwd = branch({ 'lynceus.yml': 'persona: auditor\n' }, { 'lynceus.yml': null })
    expect((await compare(cwd)).stderr).toContain('the missing config of the work tree differs from main:lynceus.yml')
  })

  test('a mistake in the config of the base is named with its commit', async () => {
    const cwd = branch({ 'lynceus.yml': 'personna: auditor\n' }, {})
    expect(await compare(cwd)).toEqual({ code: 2, found: [], stderr: expect.stringMatching(/^main:lynceus\.yml:1: /) })
  })
})

describe('a change that nobody can read', () => {
  const broken = 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: [\n'
  const large = '#'.repeat(4 * 1024 * 1024 + 1)

  test.each<[string, Changes, Changes, string]>([
    ['by breaking a file', { 'a.yaml': good }, { 'a.yaml': broken }, 'a.yaml:4'],
    ['by adding a broken one', { 'a.yaml': good }, { 'b.yaml': broken }, 'b.yaml:4'],
    ['by adding a second broken document', { 'a.yaml': broken }, { 'a.yaml': `${broken}---\n${broken}` }, 'a.yaml:8'],
    ['by making it too large', { 'a.yaml': good }, { 'a.yaml': `${bad}${large}` }, 'a.yaml:1'],
    ['by a link out of the repository', { 'a.yaml': good }, { 'b.yaml': { link: '/etc/passwd' } }, 'b.yaml:1'],
  ])('%s does not pass', async (_, before, change, place) => {
    const cwd = branch(before, change)
    const stderr = expect.stringMatching(
      new RegExp(`^lynceus: Cannot be read, .*: ${place}\\. What nobody read cannot pass\\..*\n$`),
    )
    expect(await compare(cwd)).toEqual({ code: 1, found: [], stderr })
    expect(await compare(cwd, '--fail-on', 'never')).toEqual({ code: 0, found: [], stderr: '' })
    expect((await lynceus([], { cwd })).code).toBe(0)
  })

  test('is named as it is seen from the current folder', async () => {
    const cwd = branch({ 'a/a.yaml': good }, { 'b/b.yaml': broken })
    expect((await compare(join(cwd, 'a'), '..')).stderr).toContain(': ../b/b.yaml:4.')
  })

  test('passes where the base is as unreadable, or its config leaves the file out', async () => {
    const link = { link: '/etc/passwd' }
    const before = { 'a.yaml': broken, 'b.yaml': large, 'c.yaml': link, 'lynceus.yml': 'paths: {exclude: [data/]}\n' }
    const change = { 'a.yaml': `# moved\n${broken}`, 'data/d.json': large, 'data/e.yaml': broken, 'f.yaml': good }
    expect(await compare(branch(before, change))).toEqual({ code: 0, found: [], stderr: '' })
  })

  test.each([
    ['a byte that is no UTF-8', Buffer.concat([Buffer.from(`${bad}# caf`), Buffer.from([0xe9, 0x0a])])],
    ['UTF-16', Buffer.from(`\uFEFF${bad}`, 'utf16le')],
  ])('cannot be made by %s: it is read', async (_, bytes) => {
    const cwd = branch({ 'a.yaml': good }, {})
    writeFileSync(join(cwd, 'a.yaml'), bytes)
    expect(await compare(cwd)).toEqual({ code: 1, found: ['a.yaml privileged-container new'], stderr: '' })
    const { stdout } = await lynceus(['-', '--format', 'json'], { cwd, stdin: bytes })
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ rule: 'privileged-container' }], unread: [] })
  })
})

describe('without what it needs', () => {
  test.each([
    [
      'none',
      'lynceus: git knows no commit "none" here. Run `git fetch origin none`; in GitHub Actions, give actions/checkout `fetch-depth: 0`.\n',
    ],
    ['--output=x', expect.stringContaining('--base needs a value.')],
    [
      'a\u001B[2J\n::error::x',
      expect.stringMatching(/^lynceus: git knows no commit "a\\u\{1b\}\[2J\\u\{a\}::error::x" here\. .*\n$/),
    ],
  ])('%j is refused', async (ref, stderr) => {
    expect(await lynceus(['--base', ref], { cwd: repository({ 'a.yaml': good }) })).toEqual({
      code: 2,
      stdout: '',
      stderr,
    })
  })

  test('a shallow clone says so', async () => {
    const origin = repository({ 'a.yaml': good })
    git(origin, 'checkout', '-q', '-b', 'change')
    commit(origin, { 'b.yaml': bad })
    git(origin, 'checkout', '-q', 'main')
    commit(origin, { 'c.yaml': good })
    const cwd = temporary()
    git(cwd, 'clone', '-q', '--depth=1', '--no-single-branch', '--branch=change', `file://${origin}`, '.')
    const { code, stderr } = await lynceus(['--base', 'origin/main'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('This clone is shallow')
  })

  test('no git says so', async () => {
    const cwd = repository({ 'a.yaml': good })
    expect(await lynceus(['--base', 'main'], { cwd, env: { PATH: '/nonexistent' } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('git is not installed'),
    })
    expect(await lynceus([], { cwd, env: { PATH: '/nonexistent' } })).toMatchObject({ code: 0 })
  })
})
