import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SourceError } from '../../src/source/error.ts'
import { uncommitted } from '../../src/source/uncommitted.ts'
import { git, temporary, write } from '../action/repository.ts'
import { commit, repository } from './commit.ts'

test('files that differ from what HEAD has of them, staged or not', () => {
  const folder = repository({ 'a.yaml': 'a\n', 'b.yaml': 'b\n', 'c.yaml': 'c\n', 'd.yaml': { link: 'a.yaml' } })
  write(folder, { 'a.yaml': 'A\n', 'b.yaml': 'B\n', 'd.yaml': 'd\n', 'new.yaml': 'new\n', 'other.yaml': 'x\n' })
  git(folder, 'add', 'b.yaml', 'new.yaml')
  const now = ['a', 'b', 'c', 'd', 'new', 'other'].map((name) => ({
    path: `${name}.yaml`,
    text: name === 'c' ? 'c\n' : name === 'd' ? 'd\n' : name.length > 1 ? `${name}\n` : `${name.toUpperCase()}\n`,
  }))
  expect(uncommitted(folder, now).map(({ path }) => path)).toEqual(['a.yaml', 'b.yaml', 'd.yaml'])
  expect(uncommitted(folder, now.slice(2, 3))).toEqual([])
})

test('line ends that git may have turned are no change', () => {
  const folder = repository({ 'a.yaml': 'a: 1\nb: 2\n' })
  expect(uncommitted(folder, [{ path: 'a.yaml', text: 'a: 1\r\nb: 2\r\n' }])).toEqual([])
  expect(uncommitted(folder, [{ path: 'a.yaml', text: 'a: 1\rb: 2\n' }])).toHaveLength(1)
})

test('each file is looked up in the repository that it is in', () => {
  const folder = repository({ 'a.yaml': 'a\n' })
  write(folder, { 'modules/b.yaml': '' })
  git(join(folder, 'modules'), 'init', '-q')
  commit(join(folder, 'modules'), { 'b.yaml': 'b\n' })
  const files = [
    { path: 'a.yaml', text: 'a\n' },
    { path: 'modules/b.yaml', text: 'B\n' },
  ]
  expect(uncommitted(folder, files)).toEqual([files[1]])
  expect(uncommitted(join(folder, 'modules'), [{ path: '../a.yaml', text: 'A\n' }])).toHaveLength(1)
})

test('outside of repositories nothing is', () => {
  expect(uncommitted(temporary(), [{ path: 'a.yaml', text: 'a\n' }])).toEqual([])
})

test('in a repository without a commit nothing is committed otherwise', () => {
  const folder = temporary()
  git(folder, 'init', '-q')
  expect(uncommitted(folder, [{ path: 'a.yaml', text: 'a\n' }])).toEqual([])
})

test('it is said when git cannot tell', () => {
  const folder = repository({ 'a.yaml': 'a\n' })
  writeFileSync(join(folder, '.git/HEAD'), 'nonsense\n')
  expect(() => uncommitted(folder, [{ path: 'a.yaml', text: 'a\n' }])).toThrow(SourceError)
})

test('nothing that a repository names is run', () => {
  const folder = repository({ 'a.yaml': 'a\n', '.gitattributes': '*.yaml filter=evil diff=evil\n' })
  const ran = join(folder, 'ran')
  const evil = join(folder, 'evil')
  writeFileSync(evil, `#!/bin/sh\ntouch ${ran}\ncat\n`, { mode: 0o755 })
  appendFileSync(
    join(folder, '.git/config'),
    `[filter "evil"]\n clean = ${evil}\n[diff "evil"]\n command = ${evil}\n textconv = ${evil}\n[core]\n fsmonitor = ${evil}\n`,
  )
  write(folder, { 'a.yaml': 'changed\n' })
  expect(uncommitted(folder, [{ path: 'a.yaml', text: 'changed\n' }])).toHaveLength(1)
  expect(existsSync(ran)).toBe(false)
  git(folder, 'add', 'a.yaml')
  expect(existsSync(ran), 'the trap works').toBe(true)
})
