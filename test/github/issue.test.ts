import { expect, test } from 'vitest'
import { editIssue, openIssue, ownIssue, readIssue } from '../../src/github/issue.ts'
import { acting } from '../app/acting.ts'
import { open } from './loopback/open.ts'

const start = '<!-- ours -->\n'

async function setting() {
  const github = await open({ permissions: { issues: 'write', contents: 'read' } })
  const repo = github.repository('acme/flows', { files: { 'README.md': 'Flows\n' } })
  const { repository } = acting(github, { issues: 'write', contents: 'read' })
  return { github, repo, repository }
}

test('an issue is ours by its author and its mark, never by its title', async () => {
  const { github, repo, repository } = await setting()
  repo.issue({ title: 'Ours', body: `${start}by somebody else`, by: 'mallory' })
  await openIssue(repository, { title: 'Ours', body: 'text' })
  expect(await ownIssue(repository, github.app.slug, start)).toBeUndefined()
  expect(await readIssue(repository, 1, start)).toBeUndefined()
  expect(await readIssue(repository, 2, start)).toBeUndefined()
  expect(await readIssue(repository, 99, start)).toBeUndefined()
  await openIssue(repository, { title: 'Whatever', body: `A note.\n${start}text` })
  const ours = { number: 3, isOpen: true, body: `A note.\n${start}text` }
  expect(await ownIssue(repository, github.app.slug, start)).toEqual(ours)
  expect(await readIssue(repository, 3, start)).toEqual({ ...ours, said: [] })
})

test('one that is open counts before an older one that is closed', async () => {
  const { github, repo, repository } = await setting()
  for (const body of ['a', 'b', 'c']) await openIssue(repository, { title: 'Ours', body: start + body })
  const [first] = repo.state.issues
  if (first) first.state = 'closed'
  expect((await ownIssue(repository, github.app.slug, start))?.number).toBe(2)
  for (const issue of repo.state.issues) issue.state = 'closed'
  expect(await ownIssue(repository, github.app.slug, start)).toMatchObject({ number: 1, isOpen: false })
})

test('all pages are looked through', async () => {
  const { github, repo, repository } = await setting()
  for (let n = 0; n < 120; n++) repo.issue({ title: 'Other', body: 'x', by: 'lynceus[bot]' })
  for (let n = 0; n < 120; n++) repo.issue({ title: 'Other', body: start, by: 'ada' })
  await openIssue(repository, { title: 'Ours', body: start })
  github.forget()
  expect((await ownIssue(repository, github.app.slug, start))?.number).toBe(241)
  expect(github.calls.length).toBe(2)
})

test('where GitHub knows the App by another login, it is found among those that changed last', async () => {
  const { github, repo, repository } = await setting()
  await openIssue(repository, { title: 'Ours', body: start })
  for (let n = 0; n < 120; n++) repo.issue({ title: 'Other', body: start, by: 'ada' })
  expect(await ownIssue(repository, 'lynceus-of-octo', start)).toMatchObject({ number: 1, isOpen: true })
  github.forget()
  expect(await ownIssue(repository, github.app.slug, '<!-- none -->')).toBeUndefined()
  expect(github.calls.length).toBe(3)
})

test('the text is changed in place', async () => {
  const { repo, repository } = await setting()
  await openIssue(repository, { title: 'Ours', body: `${start}a\r\nb` })
  expect((await readIssue(repository, 1, start))?.body).toBe(`${start}a\nb`)
  await editIssue(repository, 1, `${start}c`)
  expect(repo.state.issues.map(({ title, body }) => ({ title, body }))).toEqual([{ title: 'Ours', body: `${start}c` }])
})
