import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { configAmong, configOnDisk } from '../../src/source/config.ts'
import { type Place, pathFrom, readData, readManifests, repositoryRoot } from '../../src/source/disk.ts'
import { SourceError } from '../../src/source/error.ts'
import { mostData, reaches } from '../../src/source/read.ts'
import { maxBytes, reasons } from '../../src/source/unread.ts'
import { type Changes, temporary, write } from '../action/repository.ts'

function folderOf(files: Changes): string {
  const folder = temporary()
  write(folder, files)
  return folder
}

function read(folder: string, paths: readonly string[] = ['.'], more: Partial<Place> = {}) {
  return readManifests(paths, { cwd: folder, root: folder, ...more })
}

function pathsIn(folder: string, paths?: readonly string[], more?: Partial<Place>): string[] {
  return read(folder, paths, more).files.map(({ path }) => path)
}

describe('a folder', () => {
  test('gives its manifests in the order of their paths, whatever the case of their ending', () => {
    const folder = folderOf({
      'b.yml': 'b',
      'a/z.YAML': 'z',
      'a.json': '{}',
      'c.txt': '',
      'd.yaml.bak': '',
      '.hidden/e.yaml': 'e',
      'f/Kustomization': 'f',
      'g/kustomization': 'no name that Kustomize looks for',
    })
    expect(pathsIn(folder)).toEqual(['.hidden/e.yaml', 'a.json', 'a/z.YAML', 'b.yml', 'f/Kustomization'])
  })

  test('is not searched below .git, node_modules and vendor, unless they are named', () => {
    const folder = folderOf({ 'a.yaml': '', '.git/b.yaml': '', 'x/node_modules/p/c.yaml': '', 'x/vendor/d.yaml': '' })
    expect(pathsIn(folder)).toEqual(['a.yaml'])
    expect(pathsIn(folder, ['x/vendor'])).toEqual(['x/vendor/d.yaml'])
  })

  test('gives paths with forward slashes from the root, also when it is named from elsewhere', () => {
    const folder = folderOf({ 'deploy/a.yaml': '', 'b.yaml': '' })
    expect(pathsIn(folder, ['.'], { cwd: join(folder, 'deploy') })).toEqual(['deploy/a.yaml'])
    expect(pathsIn(join(folder, 'deploy'), ['..'])).toEqual(['../b.yaml', 'a.yaml'])
    expect(pathFrom('/a/b', '/a/c/d')).toBe('../c/d')
  })

  test('counts a file once, however often it is named', () => {
    const folder = folderOf({ 'a.yaml': 'a' })
    expect(pathsIn(folder, ['.', 'a.yaml', folder])).toEqual(['a.yaml'])
  })

  test('leaves out other repositories when only its own files are wanted', () => {
    const folder = folderOf({ '.git/HEAD': '', 'a.yaml': '', 'sub/.git': 'gitdir: elsewhere', 'sub/b.yaml': '' })
    expect(pathsIn(folder)).toEqual(['a.yaml', 'sub/b.yaml'])
    expect(pathsIn(folder, ['.'], { ownFilesOnly: true })).toEqual(['a.yaml'])
  })
})

describe('symbolic links', () => {
  test('to folders are not followed', () => {
    expect(
      pathsIn(
        folderOf({ 'real/a.yaml': '', again: { link: 'real' }, loop: { link: '.' }, 'x.yaml': { link: 'real' } }),
      ),
    ).toEqual(['real/a.yaml'])
  })

  test('to a file that is read anyway, or twice to the same, do not double it', () => {
    const folder = folderOf({
      'a.yaml': 'a',
      'b.yaml': { link: 'a.yaml' },
      'c.yaml': { link: 'plain.txt' },
      'd.yaml': { link: 'plain.txt' },
      'plain.txt': 'p',
    })
    expect(read(folder)).toEqual({
      files: [
        { path: 'a.yaml', text: 'a' },
        { path: 'c.yaml', text: 'p' },
      ],
      unread: [],
    })
  })

  test('out of the folder, into .git, and to nowhere are listed and not read', () => {
    const outside = folderOf({ 'secret.yaml': 'secret' })
    const folder = folderOf({
      'a.yaml': { link: join(outside, 'secret.yaml') },
      'b.yaml': { link: '.git/config' },
      '.git/config': 'token',
      'c.yaml': { link: 'nothing' },
    })
    expect(read(folder)).toEqual({
      files: [],
      unread: [
        { path: 'a.yaml', line: 1, reason: reasons.linkOut },
        { path: 'b.yaml', line: 1, reason: reasons.linkOut },
        { path: 'c.yaml', line: 1, reason: reasons.linkLost },
      ],
    })
  })

  test('may lead from a folder into the rest of its root', () => {
    const folder = folderOf({ 'a/x.yaml': { link: '../shared/x.yaml' }, 'shared/x.yaml': 'x' })
    expect(pathsIn(folder, ['a'])).toEqual(['a/x.yaml'])
    expect(read(join(folder, 'a')).unread).toHaveLength(1)
  })
})

describe('within a folder', () => {
  test.each([
    ['a path out of it', ['..']],
    ['an absolute path', ['/etc']],
    ['a link out of it', ['out']],
    ['a file behind a link', ['out/secret.yaml']],
    ['what git keeps', ['.git/config']],
  ])('%s is refused', (_, paths) => {
    const outside = folderOf({ 'secret.yaml': 'secret' })
    const folder = folderOf({ 'a.yaml': '', out: { link: outside }, '.git/config': 'token' })
    expect(() => read(folder, paths, { within: folder })).toThrow(SourceError)
    expect(() => read(folder, paths, { within: folder })).toThrow('lies outside of')
  })

  test('everything in it is read', () => {
    const folder = folderOf({ 'a/b.yaml': '', 'c.yaml': '' })
    expect(pathsIn(folder, ['a/../c.yaml', 'a'], { within: folder })).toEqual(['a/b.yaml', 'c.yaml'])
  })
})

describe('a named file', () => {
  test('is read whatever its name', () => {
    expect(read(folderOf({ workflow: 'kind: Workflow' }), ['workflow'])).toEqual({
      files: [{ path: 'workflow', text: 'kind: Workflow' }],
      unread: [],
    })
  })

  test('that is not there is an error', () => {
    const folder = folderOf({ 'a.yaml': '' })
    expect(() => read(folder, ['b.yaml'])).toThrow('There is no file or folder "b.yaml".')
    expect(() => read(folder, ['a.yaml/b'])).toThrow('There is no file or folder "a.yaml/b".')
  })

  test('that is a pipe is an error, as it would never end', () => {
    const folder = temporary()
    execFileSync('mkfifo', [join(folder, 'pipe')])
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')])
    expect(() => read(folder, ['pipe'])).toThrow('neither a file nor a folder')
    expect(read(folder)).toEqual({ files: [], unread: [] })
  })
})

describe('text', () => {
  test('keeps its BOM and its line ends', () => {
    expect(read(folderOf({ 'a.yaml': '\uFEFFa: 1\r\nb: 2\r\n' })).files).toEqual([
      { path: 'a.yaml', text: '\uFEFFa: 1\r\nb: 2\r\n' },
    ])
  })

  test.each([
    ['UTF-16 LE', Buffer.from('\uFEFFkind: é\n', 'utf16le'), '\uFEFFkind: é\n'],
    ['UTF-16 BE', Buffer.from('\uFEFFkind: é\n', 'utf16le').swap16(), '\uFEFFkind: é\n'],
    ['UTF-16 with half a character', Buffer.from([0xff, 0xfe, 0x61, 0, 0x62]), '\uFEFFa\uFFFD'],
    ['Latin-1', Buffer.from('name: caf\u00E9 au lait\n', 'latin1'), 'name: caf\uFFFD au lait\n'],
    ['a surrogate', Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62]), 'a\uFFFD\uFFFD\uFFFDb'],
  ])('in %s is read as kubectl reads it', (_, bytes, text) => {
    const folder = temporary()
    writeFileSync(join(folder, 'a.yaml'), bytes)
    expect(read(folder)).toEqual({ files: [{ path: 'a.yaml', text }], unread: [] })
  })

  test('larger than a cluster takes is listed and not read', () => {
    const folder = folderOf({ 'a.yaml': 'a'.repeat(maxBytes), 'b.yaml': 'b'.repeat(maxBytes + 1) })
    const { files, unread } = read(folder)
    expect(files.map(({ path }) => path)).toEqual(['a.yaml'])
    expect(unread).toEqual([{ path: 'b.yaml', line: 1, reason: 'Lynceus does not read files larger than 4 MiB' }])
  })
})

test('file names keep whatever they hold', () => {
  const names = ['::error::x.yaml', 'a\nb.yaml', 'c\u001B[31m.yaml', 'd`e`.yaml', 'é\u202E.yaml']
  expect(pathsIn(folderOf(Object.fromEntries(names.map((name) => [name, '']))))).toEqual(names)
})

/** A name byte by byte. */
function rawPath(folder: string, name: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')])
}

test.runIf(process.platform === 'linux')('names that are no UTF-8 are listed, and stand for no other file', () => {
  const folder = folderOf({ 'a\uFFFD.yaml': 'harmless', 'b/c.yaml': '' })
  writeFileSync(rawPath(folder, 'a\xFF.yaml'), 'hidden')
  writeFileSync(rawPath(folder, 'a\xFF.txt'), 'no manifest')
  for (const name of ['b/\xE9', 'b/\xE9/vendor']) mkdirSync(rawPath(folder, name))
  for (const name of ['b/\xE9/d.yaml', 'b/\xE9/vendor/e.yaml', 'b/\xE9/f.txt'])
    writeFileSync(rawPath(folder, name), 'hidden')
  expect(read(folder)).toEqual({
    files: [{ path: 'b/c.yaml', text: '' }],
    unread: ['a\uFFFD.yaml', 'a\uFFFD.yaml', 'b/\uFFFD/d.yaml'].map((path) => ({
      path,
      line: 1,
      reason: reasons.misnamed,
    })),
  })
})

test('thousands of files are read', () => {
  const folder = temporary()
  const counts: number[] = []
  for (let index = 0; index < 3000; index++) {
    if (index % 100 === 0) mkdirSync(join(folder, `${index / 100}`))
    writeFileSync(join(folder, `${Math.floor(index / 100)}`, `${index}.yaml`), 'kind: Workflow\n')
  }
  expect(read(folder, ['.'], { onFile: (count) => counts.push(count) }).files).toHaveLength(3000)
  expect(counts).toEqual(Array.from({ length: 3000 }, (_, index) => index))
})

test('the root of a repository is the nearest folder with .git, be it a folder or a file', () => {
  const folder = folderOf({ '.git/HEAD': '', 'a/b/c.yaml': '', 'worktree/.git': 'gitdir: x', 'worktree/d/e': '' })
  expect(repositoryRoot(join(folder, 'a/b'))).toBe(folder)
  expect(repositoryRoot(join(folder, 'worktree/d'))).toBe(join(folder, 'worktree'))
  expect(repositoryRoot('/')).toBeUndefined()
})

test.each([
  ['', 'a.yaml', true],
  ['', 'a/b/c.json', true],
  ['a', 'a/b.yaml', true],
  ['a', 'ab/c.yaml', false],
  ['a', 'a.yaml', false],
  ['', 'a/vendor/b.yaml', false],
  ['a/vendor', 'a/vendor/b.yaml', true],
  ['', 'vendor.yaml', true],
  ['', 'a/b.txt', false],
  ['../x', 'a.yaml', false],
])('a walk from %j reaches %s: %s', (folder, path, expected) => {
  expect(reaches(folder, path)).toBe(expected)
})

describe('the config file', () => {
  test('is the first of its usual places', () => {
    const folder = folderOf({ 'lynceus.yml': 'second', '.github/lynceus.yaml': 'first', 'lynceus.yaml': 'third' })
    expect(configOnDisk(folder)).toEqual({ path: '.github/lynceus.yaml', text: 'first' })
    expect(configOnDisk(temporary())).toBeUndefined()
    expect(configAmong([{ path: 'lynceus.yml' }, { path: '.github/lynceus.yml' }])).toEqual({
      path: '.github/lynceus.yml',
    })
    expect(configAmong([])).toBeUndefined()
  })

  test('is no folder of that name', () => {
    expect(configOnDisk(folderOf({ 'lynceus.yml/a': '' }))).toBeUndefined()
  })
})

describe('data that others name', () => {
  test('is read for its text alone', () => {
    const folder = folderOf({ 'argo/config': 'sso: {}\n', 'argo/empty': '' })
    expect(readData(folder, ['argo/config', 'argo/empty', 'argo/absent', 'argo', ''])).toEqual([
      { path: 'argo/config', text: 'sso: {}\n', isData: true },
      { path: 'argo/empty', text: '', isData: true },
    ])
  })

  test('is never outside, behind a link, of git, of other people or of another repository', () => {
    const outside = folderOf({ secret: 'secret' })
    const folder = folderOf({
      '.git/config': 'token',
      'real/a': 'a',
      link: { link: join(outside, 'secret') },
      inner: { link: 'real/a' },
      folder: { link: outside },
      linked: { link: 'real' },
      'vendor/b': 'b',
      'module/.git': 'gitdir: elsewhere',
      'module/c': 'c',
    })
    const named = [
      'link',
      'inner',
      'folder/secret',
      'linked/a',
      'vendor/b',
      '.git/config',
      'module/c',
      'real/../real/a',
    ]
    const up = pathFrom(folder, join(outside, 'secret'))
    expect(up).toMatch(/^\.\.\//)
    expect(readData(folder, [...named, up, join(outside, 'secret'), 'real/a'])).toEqual([
      { path: 'real/a', text: 'a', isData: true },
    ])
  })

  test('is none that no ConfigMap could hold', () => {
    const folder = folderOf({ large: 'a'.repeat(mostData + 1), full: 'a'.repeat(mostData), binary: 'a\0b' })
    expect(readData(folder, ['large', 'full', 'binary']).map(({ path }) => path)).toEqual(['full'])
  })
})
