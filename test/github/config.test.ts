import { expect, test } from 'vitest'
import { sharedTexts } from '../../src/github/config.ts'
import { acting } from '../app/acting.ts'
import { open } from './loopback/open.ts'

async function setting(files: Record<string, string>, isPrivate = false) {
  const github = await open()
  github.repository('acme/flows', { files: {} })
  github.repository('acme/policies', { files, private: isPrivate })
  const { repository } = acting(github)
  return { github, of: (repo: string, owner = 'acme') => ({ ...repository, owner, repo }) }
}

test('the files that are there are read in one request', async () => {
  const { github, of } = await setting({ 'a.yml': 'a: 1\n', 'dir/b.yml': 'b: 2\n' })
  const found = await sharedTexts(of('policies'), ['a.yml', 'none.yml', 'dir/b.yml', 'dir'])
  expect([...(found ?? [])]).toEqual([
    ['a.yml', 'a: 1\n'],
    ['dir/b.yml', 'b: 2\n'],
  ])
  expect(github.calls.length).toBe(1)
})

test('a repository that is not there, and one that is not ours to see, are the same', async () => {
  const { github, of } = await setting({ 'a.yml': 'a: 1\n' })
  github.repository('other/secret', { files: { 'a.yml': 'a: 1\n' }, private: true, installed: false })
  expect(await sharedTexts(of('nowhere'), ['a.yml'])).toBeUndefined()
  expect(await sharedTexts(of('secret', 'other'), ['a.yml'])).toBeUndefined()
})

test('a GitHub that fails is not a repository without files', async () => {
  const { github, of } = await setting({ 'a.yml': 'a: 1\n' })
  github.fault('POST /graphql', { status: 502 })
  await expect(sharedTexts(of('policies'), ['a.yml'])).rejects.toThrow('GitHub did not give a shared config: 502')
})

test('a file that GitHub cuts is none', async () => {
  const { of } = await setting({ 'a.yml': `# ${'x'.repeat(600_000)}\n` })
  expect([...((await sharedTexts(of('policies'), ['a.yml'])) ?? [])]).toEqual([])
})
