import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { firstFile, readHead, workspace } from '../../action/head.ts'
import { git, temporary, write } from './repository.ts'

function paths(root: string, named: readonly string[] = ['.']): { files: string[]; unread: string[] } {
  const { files, unread } = readHead(root, named)
  return { files: files.map(({ path }) => path), unread: unread.map(({ path }) => path) }
}

describe('what is read of a workspace', () => {
  test('is its manifests, by their paths from its top', () => {
    const root = temporary()
    write(root, { 'a.yaml': 'a', 'b/c.yml': 'c', 'b/d.json': '{}', 'e.txt': 'e', '.git/config.yaml': 'x' })
    expect(paths(root)).toEqual({ files: ['a.yaml', 'b/c.yml', 'b/d.json'], unread: [] })
    expect(paths(root, ['b', 'e.txt', join(root, 'a.yaml')]).files).toEqual(['a.yaml', 'b/c.yml', 'b/d.json', 'e.txt'])
  })

  test('is nothing behind a symbolic link; links are listed', () => {
    const [root, elsewhere] = [temporary(), temporary()]
    write(elsewhere, { 'secret.yaml': 'secret' })
    write(root, {
      'real/a.yaml': 'a',
      'real/text.txt': 'text',
      folder: { link: elsewhere },
      inner: { link: 'real' },
      'out.yaml': { link: join(elsewhere, 'secret.yaml') },
      'in.yaml': { link: 'real/text.txt' },
      'lost.yaml': { link: 'nowhere' },
      'git.yaml': { link: '.git/config' },
      '.git/config': 'secret',
    })
    expect(paths(root)).toEqual({ files: ['real/a.yaml'], unread: ['git.yaml', 'in.yaml', 'lost.yaml', 'out.yaml'] })
    expect(paths(root, ['inner'])).toEqual({ files: [], unread: ['inner/a.yaml'] })
    expect(() => paths(root, ['folder'])).toThrow('lies outside of')
    expect(() => paths(root, ['../'])).toThrow('lies outside of')
  })

  test('is nothing of a submodule', () => {
    const root = temporary()
    write(root, { 'a.yaml': 'a', 'module/b.yaml': 'b' })
    git(join(root, 'module'), 'init', '-q')
    expect(paths(root).files).toEqual(['a.yaml'])
  })
})

describe('the first of several files', () => {
  test('is the one that is there', () => {
    const root = temporary()
    write(root, { 'b.yml': 'b', 'c.yml': 'c', 'a.yml/x': 'x' })
    expect(firstFile(root, ['a.yml', 'b.yml', 'c.yml'])).toEqual({ path: 'b.yml', text: 'b' })
    expect(firstFile(root, ['d.yml'])).toBeUndefined()
  })

  test('is none behind a symbolic link', () => {
    const root = temporary()
    write(root, { 'real/b.yml': 'b', 'a.yml': { link: 'real/b.yml' }, linked: { link: 'real' } })
    expect(firstFile(root, ['a.yml', 'linked/b.yml'])).toBeUndefined()
  })
})

describe('the workspace', () => {
  test('is where it really is', () => {
    const [root, elsewhere] = [temporary(), temporary()]
    write(root, { 'a.yaml': 'a' })
    write(elsewhere, { link: { link: root } })
    expect(workspace({ GITHUB_WORKSPACE: join(elsewhere, 'link') })).toBe(root)
  })

  test('must be there, and hold something', () => {
    expect(() => workspace({})).toThrow('GITHUB_WORKSPACE is not set')
    expect(() => workspace({ GITHUB_WORKSPACE: temporary() })).toThrow('The workspace is empty')
  })
})
