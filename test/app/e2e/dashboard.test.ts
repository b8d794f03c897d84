import { Octokit } from '@octokit/core'
import { beforeAll, expect, test, vi } from 'vitest'
import type { RepositoryHandle } from '../../github/loopback/handles/repository.ts'
import { legacy, privileged, secure } from '../fixing.ts'
import { keepOpen } from '../harness.ts'
import { fixesIn, holdToContract, openStage, type Stage } from './stage.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let at: Stage
beforeAll(async () => {
  at = await openStage()
  keepOpen()
})
holdToContract(() => at.github)

const config = { '.github/lynceus.yml': 'dashboard: true\nargoVersion: 3.7.18\n' }

/** A repository with two findings, one of which has a safe fix, and its dashboard. */
async function watched(name: string) {
  const repo = at.repository(name, { ...config, 'build.yaml': secure() })
  repo.push('main', { 'build.yaml': privileged, 'controller.yaml': legacy })
  await at.app.idle()
  return repo
}

function boards(repo: RepositoryHandle) {
  return repo.state.issues.filter(({ user }) => user.login === 'lynceus[bot]')
}

/** A person changes the text of an issue, of which GitHub tells the App. */
async function edit(repo: RepositoryHandle, change: (body: string) => object, by = 'ada') {
  const [issue] = boards(repo)
  const client = new Octokit({ baseUrl: at.github.url, auth: at.github.tokenOf(by) })
  const [owner = '', name = ''] = repo.fullName.split('/')
  await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
    owner,
    repo: name,
    issue_number: issue?.number ?? 0,
    ...change(issue?.body ?? ''),
  })
  await at.app.idle()
}

function ticked(box: string) {
  return (body: string) => ({
    body: body.replace(`- [ ] <!-- lynceus:fix=${box} -->`, `- [x] <!-- lynceus:fix=${box} -->`),
  })
}

test('a push to the default branch makes a dashboard; a tick opens a pull request; merged, it is told', async () => {
  const repo = await watched('flows')
  expect(boards(repo)).toHaveLength(1)
  expect(boards(repo)[0]?.body).toContain('**2 findings (1 high, 1 low)')
  await edit(repo, ticked('unsafe/privileged-container'))
  const [fix, ...more] = fixesIn(repo)
  expect(more).toEqual([])
  expect(fix?.state.base.ref).toBe('main')
  expect(repo.file(fix?.head ?? '', 'build.yaml')).toBe(secure())
  expect(boards(repo)[0]?.body).not.toContain('- [x]')
  expect(boards(repo)[0]?.comments.map(({ body }) => body)).toEqual([
    expect.stringContaining(`Opened #${fix?.number}: 1 finding fixed in 1 file.`),
  ])
  fix?.merge('ada')
  await at.app.idle()
  expect(boards(repo)[0]?.body).toContain('**1 finding (1 low)')
  expect(boards(repo)).toHaveLength(1)
})

test('closed by a person, it stays closed', async () => {
  const repo = await watched('closed')
  const before = boards(repo)[0]?.body
  await edit(repo, () => ({ state: 'closed' }))
  repo.push('main', { 'build.yaml': secure() })
  await at.app.idle()
  expect(boards(repo).map(({ state, body }) => ({ state, body }))).toEqual([{ state: 'closed', body: before }])
})

test('installed, the App looks at what is there; every event three times changes nothing more', async () => {
  const many = Object.fromEntries(Array.from({ length: 260 }, (_, n) => [`flows/${n}.yaml`, secure(`# ${n}\n`)]))
  const repo = at.repository('installed', { ...config, ...many, 'build.yaml': privileged })
  at.github.installation('acme').announce()
  await at.app.idle()
  expect(boards(repo)[0]?.body).toContain('**1 finding (1 high) in 261 manifests of 262 files.**')
  await edit(repo, ticked('unsafe/privileged-container'))
  expect(fixesIn(repo)).toHaveLength(1)
  const before = at.github.snapshot()
  const sent = at.github.deliveries.map(({ event, payload }) => ({ event, payload }))
  for (const { event, payload } of [...sent, ...sent.toReversed()]) await at.app.send(event, payload)
  await at.app.idle()
  expect(at.github.snapshot()).toEqual(before)
})

test('a group of a merge queue is judged', async () => {
  const repo = at.repository('queued', { 'build.yaml': secure() })
  const good = repo.queue(repo.pull({ files: { 'other.yaml': secure() } }))
  const bad = repo.queue(repo.pull({ files: { 'build.yaml': privileged } }))
  await at.app.idle()
  expect(repo.checks(good).map(({ state }) => state.conclusion)).toEqual(['success'])
  expect(repo.checks(bad).map(({ state }) => state.conclusion)).toEqual(['failure'])
})

test('who edits the text while somebody else has ticked a box asked for nothing', async () => {
  const repo = await watched('edited')
  repo.permit('eve', 'triage')
  at.github.webhooks.hold()
  await edit(repo, ticked('unsafe/privileged-container'), 'eve')
  await edit(repo, (body) => ({ body: `${body}\nThanks, all.\n` }), 'ada')
  await edit(repo, ticked('safe/legacy-executor'), 'ada')
  at.github.webhooks.release()
  await at.app.idle()
  expect(fixesIn(repo).map(({ head }) => repo.file(head, 'build.yaml') === privileged)).toEqual([true])
  expect(fixesIn(repo)[0]?.state.body).toContain('Asked for by `ada`')
  const said = boards(repo)[0]?.comments.map(({ body }) => body) ?? []
  expect(said.toSorted()).toHaveLength(2)
  expect(said.find((body) => body.includes('takes write permission'))).toContain('`eve` asked for fixes')
  expect(boards(repo)[0]?.body).not.toContain('- [x]')
})

test('two boxes that one person ticks one after the other are both heard', async () => {
  const repo = await watched('both')
  at.github.webhooks.hold()
  await edit(repo, ticked('unsafe/privileged-container'))
  await edit(repo, ticked('safe/legacy-executor'))
  at.github.webhooks.release()
  await at.app.idle()
  expect(fixesIn(repo)).toHaveLength(2)
  expect(boards(repo)[0]?.body).not.toContain('- [x]')
})
