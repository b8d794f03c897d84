import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { SourceError } from '../../src/source/error.ts'
import { readManifests } from '../../src/source/disk.ts'
import { commitOf, mergeBase, committedData, readCommit } from '../../src/source/git.ts'
import { isManifestName, mostData } from '../../src/source/read.ts'
import { maxBytes, reasons } from '../../src/source/unread.ts'
import { git, temporary, write } from '../action/repository.ts'
import { commit, repository } from './commit.ts'

afterEach(() => vi.unstubAllEnvs())

describe('a ref', () => {
  test('is a branch, a tag, an id, or what git makes of it', () => {
    const folder = repository({ 'a.yaml': '1' })
    const first = git(folder, 'rev-parse', 'HEAD')
    git(folder, 'tag', '-a', 'v1', '-m', 'v1')
    const second = commit(folder, { 'a.yaml': '2' })
    expect(['main', 'HEAD', second.slice(0, 10)].map((ref) => commitOf(folder, ref))).toEqual([second, second, second])
    expect(['v1', 'main~1', first].map((ref) => commitOf(folder, ref))).toEqual([first, first, first])
  })

  test.each(['--upload-pack=touch hacked', '-h', '', 'a\nb', 'a\0b', '$(touch hacked)', '; touch hacked'])(
    'that is %j is no command and no option',
    (ref) => {
      const folder = repository({})
      expect(() => commitOf(folder, ref)).toThrow(`git knows no commit "${ref}" here.`)
      expect(existsSync(join(folder, 'hacked'))).toBe(false)
    },
  )

  test('that is missing comes with the cure', () => {
    const folder = repository({})
    expect(() => commitOf(folder, 'origin/main')).toThrow(
      'git knows no commit "origin/main" here. Run `git fetch origin main`; in GitHub Actions, give actions/checkout `fetch-depth: 0`.',
    )
    git(folder, 'update-ref', 'refs/remotes/origin/release', 'HEAD')
    expect(() => commitOf(folder, 'release')).toThrow('Did you mean "origin/release"?')
  })

  test('in a repository without commits is missing', () => {
    const folder = temporary()
    git(folder, 'init', '-q')
    expect(() => commitOf(folder, 'HEAD')).toThrow('git knows no commit "HEAD" here. Name a branch')
  })
})

describe('the merge base', () => {
  test('is where the branch left, whatever the target has got since', () => {
    const folder = repository({ 'a.yaml': '1' })
    const parting = git(folder, 'rev-parse', 'HEAD')
    git(folder, 'checkout', '-q', '-b', 'feature')
    const tip = commit(folder, { 'b.yaml': '1' })
    git(folder, 'checkout', '-q', 'main')
    commit(folder, { 'c.yaml': '1' })
    expect(mergeBase(folder, 'main', tip)).toBe(parting)
    expect(mergeBase(folder, 'feature')).toBe(parting)
  })

  test('of a shallow clone is said to be missing, with the cure', () => {
    const origin = repository({ 'a.yaml': '1' })
    git(origin, 'checkout', '-q', '-b', 'feature')
    commit(origin, { 'b.yaml': '1' })
    git(origin, 'checkout', '-q', 'main')
    commit(origin, { 'c.yaml': '1' })
    const clone = temporary()
    git(clone, 'clone', '-q', '--depth=1', '--no-single-branch', '--branch=feature', `file://${origin}`, '.')
    expect(() => mergeBase(clone, 'origin/main')).toThrow(
      'This clone is shallow, so the commit at which they parted is not in it. Run `git fetch --unshallow`',
    )
    git(clone, 'fetch', '-q', '--unshallow')
    expect(mergeBase(clone, 'origin/main')).toBe(git(origin, 'rev-parse', 'main~1'))
  })

  test('of histories that never met does not exist', () => {
    const folder = repository({ 'a.yaml': '1' })
    git(folder, 'checkout', '-q', '--orphan', 'other')
    commit(folder, { 'b.yaml': '1' })
    expect(() => mergeBase(folder, 'main')).toThrow(
      '"HEAD" and "main" have no common ancestor here. Their histories never met.',
    )
  })
})

describe('the files of a commit', () => {
  test('are those that are wanted, as they were committed, in the order of their paths', () => {
    const folder = repository({ 'b.yaml': 'b\r\n', 'a/c.yml': '\uFEFFc: ✓\n', 'd.txt': 'd', 'empty.yaml': '' })
    git(folder, 'config', 'core.autocrlf', 'true')
    write(folder, { 'b.yaml': 'changed', 'new.yaml': 'new' })
    expect(readCommit(folder, git(folder, 'rev-parse', 'HEAD'), isManifestName)).toEqual({
      files: [
        { path: 'a/c.yml', text: '\uFEFFc: ✓\n' },
        { path: 'b.yaml', text: 'b\r\n' },
        { path: 'empty.yaml', text: '' },
      ],
      unread: [],
      links: [],
    })
  })

  test('are no links and no submodules', () => {
    const folder = repository({ 'a.yaml': 'a', 'link.yaml': { link: '/etc/passwd' } })
    git(folder, 'update-index', '--add', '--cacheinfo', `160000,${git(folder, 'rev-parse', 'HEAD')},sub.yaml`)
    git(folder, 'commit', '-q', '-m', 'Submodule')
    expect(readCommit(folder, 'HEAD', isManifestName)).toEqual({
      files: [{ path: 'a.yaml', text: 'a' }],
      unread: [],
      links: [{ path: 'link.yaml', line: 1, reason: reasons.link }],
    })
  })

  test('are no more as data than those on disk', () => {
    const folder = repository({
      config: 'sso: {}\n',
      other: 'other',
      link: { link: 'config' },
      'vendor/a': 'a',
      large: 'a'.repeat(mostData + 1),
    })
    const named = new Set(['config', 'link', 'vendor/a', 'large', 'absent', '../outside'])
    expect(committedData(folder, 'HEAD', named)).toEqual([{ path: 'config', text: 'sso: {}\n', isData: true }])
    expect(committedData(folder, 'no commit is asked for', new Set())).toEqual([])
  })

  test('keep names that would trip a parser of lines', () => {
    const names = ['a b\tc.yaml', 'new\nline.yaml', '"quoted".yaml', 'é\u202E.yaml', '-rf.yaml', '::error::.yaml']
    const folder = repository(Object.fromEntries(names.map((name) => [name, name])))
    const { files } = readCommit(folder, 'HEAD', isManifestName)
    expect(files).toEqual(names.toSorted().map((name) => ({ path: name, text: name })))
  })

  test('that are too large are listed, and bytes that are no UTF-8 hide none', () => {
    const folder = repository({ 'large.yaml': 'a'.repeat(maxBytes + 1), 'ok.yaml': 'ok' })
    writeFileSync(join(folder, 'latin.yaml'), Buffer.from([0x61, 0xe9, 0x0a]))
    commit(folder, {})
    const { files, unread } = readCommit(folder, 'HEAD', isManifestName)
    expect(files).toEqual([
      { path: 'latin.yaml', text: 'a\uFFFD\n' },
      { path: 'ok.yaml', text: 'ok' },
    ])
    expect(unread).toEqual([{ path: 'large.yaml', line: 1, reason: reasons.tooLarge }])
  })

  test.runIf(process.platform === 'linux')('whose name is no UTF-8 are listed, as they are on disk', () => {
    const folder = repository({ 'a.yaml': 'a' })
    const raw = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff]), Buffer.from('.yaml')])
    writeFileSync(raw, 'hidden')
    commit(folder, {})
    const { files, unread } = readCommit(folder, 'HEAD', isManifestName)
    expect(files).toEqual([{ path: 'a.yaml', text: 'a' }])
    expect(unread).toEqual([{ path: '\uFFFD.yaml', line: 1, reason: reasons.misnamed }])
    expect(readManifests(['.'], { cwd: folder, root: folder }).unread).toEqual(unread)
  })

  test('may be thousands', () => {
    const folder = repository(
      Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`${at}.yaml`, `at: ${at}\n`.repeat(at % 50)])),
    )
    const { files } = readCommit(folder, 'HEAD', isManifestName)
    expect(files).toHaveLength(2000)
    for (const { path, text } of files) expect(text).toBe(`at: ${parseInt(path)}\n`.repeat(parseInt(path) % 50))
  })
})

describe('a hostile repository', () => {
  test('makes git run nothing of its own', () => {
    const folder = repository({ 'a.yaml': 'a', '.gitattributes': '*.yaml filter=evil diff=evil' })
    const script = join(folder, 'evil.sh')
    writeFileSync(script, `#!/bin/sh\ntouch "${folder}/hacked"\ncat\n`)
    chmodSync(script, 0o755)
    for (const key of [
      'core.fsmonitor',
      'core.pager',
      'core.sshCommand',
      'core.editor',
      'filter.evil.smudge',
      'diff.evil.textconv',
      'gpg.program',
      'alias.ls-tree',
    ])
      git(folder, 'config', key, key.startsWith('alias') ? `!${script}` : script)
    for (const hook of ['post-index-change', 'reference-transaction', 'fsmonitor-watchman', 'post-checkout']) {
      writeFileSync(join(folder, '.git/hooks', hook), `#!/bin/sh\ntouch "${folder}/hacked"\n`)
      chmodSync(join(folder, '.git/hooks', hook), 0o755)
    }
    expect(mergeBase(folder, 'main')).toBe(commitOf(folder, 'HEAD'))
    expect(readCommit(folder, 'HEAD', isManifestName).files).toEqual([{ path: 'a.yaml', text: 'a' }])
    expect(existsSync(join(folder, 'hacked'))).toBe(false)
  })

  test('makes git fetch nothing: a partial clone is said to be one', () => {
    const origin = repository({ 'a.yaml': 'a' })
    git(origin, 'config', 'uploadpack.allowFilter', 'true')
    const clone = temporary()
    git(clone, 'clone', '-q', '--filter=blob:none', '--no-checkout', `file://${origin}`, '.')
    expect(() => readCommit(clone, 'HEAD', isManifestName)).toThrow('This clone is partial')
    git(clone, 'fetch', '-q', '--refetch', '--no-filter')
    expect(readCommit(clone, 'HEAD', isManifestName).files).toEqual([{ path: 'a.yaml', text: 'a' }])
  })

  test.runIf(process.getuid?.() === 0)('of another user is not read, and the cure is named', () => {
    const folder = repository({ 'a.yaml': 'a' })
    execFileSync('chown', ['-R', '12345', folder])
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
    expect(() => commitOf(folder, 'HEAD')).toThrow(`git config --global --add safe.directory ${folder}`)
  })
})

describe('git', () => {
  test('that is not there is named', () => {
    const folder = repository({})
    vi.stubEnv('PATH', '/nonexistent')
    expect(() => commitOf(folder, 'HEAD')).toThrow('git is not installed')
    expect(() => commitOf(folder, 'HEAD')).toThrow(SourceError)
  })

  test('does not follow the repository of a hook that calls it', () => {
    const other = repository({ 'other.yaml': '1' })
    const folder = repository({ 'a.yaml': 'a' })
    vi.stubEnv('GIT_DIR', join(other, '.git'))
    vi.stubEnv('GIT_INDEX_FILE', join(other, '.git/index'))
    expect(readCommit(folder, 'HEAD', isManifestName).files.map(({ path }) => path)).toEqual(['a.yaml'])
  })

  test('says where there is no repository', () => {
    const folder = temporary()
    write(folder, { '.git/HEAD': 'nonsense' })
    expect(() => commitOf(folder, 'HEAD')).toThrow(`${folder} is not a git repository that git can open.`)
  })
})
