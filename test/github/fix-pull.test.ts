import { expect, test } from 'vitest'
import { fixBranches } from '../../src/github/fix-branches.ts'
import { lookAround } from '../../src/github/fix-pull.ts'
import { openPull } from '../../src/github/page.ts'
import { mayWrite } from '../../src/github/permission.ts'
import { appClient, open } from './loopback/open.ts'

test.each([
  ['admin', true],
  ['maintain', true],
  ['write', true],
  ['triage', false],
  ['read', false],
  ['none', false],
] as const)('who has the role %s may write: %s', async (role, expected) => {
  const github = await open()
  github.repository('acme/flows').permit('ada', role)
  expect(await mayWrite({ client: appClient(github), owner: 'acme', repo: 'flows' }, 'ada')).toBe(expected)
})

test('who does not exist may not write, and no answer is no permission', async () => {
  const github = await open()
  github.repository('acme/flows').permit('ada', 'admin')
  const repository = { client: appClient(github), owner: 'acme', repo: 'flows' }
  expect(await mayWrite(repository, 'nobody')).toBe(false)
  github.fault('GET /repos/{owner}/{repo}/collaborators/{username}/permission', { status: 500 })
  await expect(mayWrite(repository, 'ada')).rejects.toThrow('GitHub did not give the permission of who asked')
})

test('files of any number of folders are looked at, 50 folders in a request', async () => {
  const github = await open()
  const paths = ['top.yaml', ...Array.from({ length: 120 }, (_, i) => `${i}/a/${i}.yaml`)]
  const repo = github.repository('acme/flows', { files: Object.fromEntries(paths.map((path) => [path, path])) })
  const repository = { client: appClient(github), owner: 'acme', repo: 'flows' }
  const asked = {
    branch: 'lynceus/fix/x',
    base: 'main',
    head: repo.tip(),
    paths: [...paths, 'none/x.yaml'],
    labels: [],
  }
  const { entries, tip, pulls } = await lookAround(repository, asked)
  expect(paths.filter((path) => entries.get(path)?.mode !== 0o100644)).toEqual([])
  expect([entries.get('none/x.yaml'), tip, pulls]).toEqual([undefined, undefined, []])
  expect(github.calls).toHaveLength(3)
})

test('only pull requests by us, from branches of ours in the repository itself, are ours', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  const repository = { client: appClient(github), owner: 'acme', repo: 'flows' }
  async function look() {
    const asked = { branch: 'lynceus/fix/x', base: 'main', head: repo.tip(), paths: [], labels: [] }
    return (await lookAround(repository, asked)).pulls.map(({ number }) => number)
  }
  repo.pull({ files: { a: '2' }, branch: 'lynceus/fix/x' })
  repo.pull({ files: { a: '3' }, branch: 'lynceus/fix/x', from: repo.fork('mallory') })
  repo.push('other', { a: '4' })
  await openPull(repository, { branch: 'other', base: 'main', title: 'x', body: 'x' })
  expect(await look()).toEqual([])
  repo.push('lynceus/fix/y', { a: '4' })
  const mine = await openPull(repository, { branch: 'lynceus/fix/y', base: 'main', title: 'x', body: 'x' })
  expect(await look()).toEqual([mine])
  expect(await openPull(repository, { branch: 'lynceus/fix/y', base: 'main', title: 'x', body: 'x' })).toBeUndefined()
  const lost = openPull(repository, { branch: 'lynceus/fix/none', base: 'main', title: 'x', body: 'x' })
  await expect(lost).rejects.toThrow('422')
})

test('all branches of fixes are found, with what is open from them, and no others', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  const repository = { client: appClient(github), owner: 'acme', repo: 'flows' }
  const names = Array.from({ length: 130 }, (_, i) => `lynceus/fix/pr-7-${String(i).padStart(12, '0')}`)
  for (const name of [...names, 'lynceus/fix/pr-71-x', 'x/lynceus/fix/pr-7-x']) repo.push(name, { a: '2' })
  const mine = await openPull(repository, { branch: names[120] ?? '', base: 'main', title: 'x', body: 'x' })
  const { branches, source } = await fixBranches(repository, 'lynceus/fix/pr-7-', mine)
  expect(branches.map(({ name }) => name)).toEqual(names)
  expect(branches.flatMap(({ open: one }) => one?.number ?? [])).toEqual([mine])
  expect(branches[3]?.tip).toBe(repo.tip(names[3]))
  expect(source).toMatchObject({ number: mine, isOurs: true, state: 'OPEN' })
  expect((await fixBranches(repository, 'lynceus/fix/pr-8-')).branches).toEqual([])
})
