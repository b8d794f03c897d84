import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeInside } from '../../action/file.ts'
import { InputError } from '../../action/inputs.ts'
import { temporary, write } from './repository.ts'

describe('a file is written into the workspace', () => {
  test.each(['a.sarif', './a.sarif', 'new/deep/a.sarif', 'there/a.sarif', '..a/a.sarif'])('%s', (path) => {
    const workspace = temporary()
    write(workspace, { 'there/other.txt': 'x' })
    writeInside(workspace, path, 'text')
    expect(readFileSync(join(workspace, path), 'utf8')).toBe('text')
  })

  test('by its absolute path', () => {
    const workspace = temporary()
    writeInside(workspace, join(workspace, 'a.sarif'), 'text')
    expect(readFileSync(join(workspace, 'a.sarif'), 'utf8')).toBe('text')
  })

  test('in place of one that was there', () => {
    const workspace = temporary()
    write(workspace, { 'a.sarif': 'a long old text' })
    writeInside(workspace, 'a.sarif', 'text')
    expect(readFileSync(join(workspace, 'a.sarif'), 'utf8')).toBe('text')
  })
})

describe('nothing is written elsewhere', () => {
  test.each(['..', '../a.sarif', 'x/../../a.sarif', '/tmp/a.sarif', '.', ''])('to %j', (path) => {
    expect(() => writeInside(temporary(), path, 'text')).toThrow(InputError)
  })

  test('through a symbolic link to a file, which is replaced', () => {
    const [workspace, elsewhere] = [temporary(), temporary()]
    write(elsewhere, { target: 'untouched' })
    write(workspace, { 'a.sarif': { link: join(elsewhere, 'target') } })
    writeInside(workspace, 'a.sarif', 'text')
    expect(readFileSync(join(elsewhere, 'target'), 'utf8')).toBe('untouched')
    expect(lstatSync(join(workspace, 'a.sarif')).isFile()).toBe(true)
  })

  test('through a symbolic link to a folder, even one inside', () => {
    const [workspace, elsewhere] = [temporary(), temporary()]
    write(workspace, { out: { link: elsewhere }, in: { link: 'real' }, 'real/x': 'x' })
    for (const path of ['out/a.sarif', 'out/new/a.sarif', 'in/a.sarif'])
      expect(() => writeInside(workspace, path, 'text')).toThrow('is no folder')
    expect(lstatSync(join(elsewhere, 'new'), { throwIfNoEntry: false })).toBeUndefined()
  })

  test('over a folder', () => {
    const workspace = temporary()
    write(workspace, { 'folder/x': 'x' })
    expect(() => writeInside(workspace, 'folder', 'text')).toThrow('it is a folder')
  })
})
