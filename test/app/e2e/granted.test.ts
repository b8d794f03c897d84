import { expect, test, vi } from 'vitest'
import { everything } from '../acting.ts'
import { privileged, secure } from '../fixing.ts'
import { keepOpen } from '../harness.ts'
import { holdToContract, newRepository, openStage, seen, type Stage } from './stage.ts'

vi.setConfig({ testTimeout: 60_000 })

const at: Stage = await openStage()
keepOpen()
holdToContract(() => at.github)

const { checks, contents, pull_requests: pulls, ...rest } = everything

test.each([
  ['reviews', { checks, contents: 'read', pull_requests: pulls }],
  ['reads-pulls', { ...rest, checks, contents, pull_requests: 'read' }],
  ['reads-all', { checks, contents: 'read', issues: 'read', pull_requests: 'read' }],
  ['reads-contents', { ...rest, checks, contents: 'read', pull_requests: pulls }],
  ['reads-issues', { checks, contents, pull_requests: pulls, issues: 'read' }],
  ['no-queues', { checks, contents, pull_requests: pulls, issues: 'write' }],
] as const)('with what it is granted as %s the App does what it may, and nothing fails', async (owner, granted) => {
  const { app, github } = at
  const repo = newRepository(github, `${owner}/flows`, {
    '.github/lynceus.yml': 'dashboard: true\n',
    'build.yaml': secure(),
  })
  github.installation(owner, granted)
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  await app.idle()
  expect(seen(repo, pull).checks).toMatchObject([{ status: 'completed', conclusion: 'failure' }])
  for (const command of ['help', 'fix unsafe', 'review', 'explain privileged-container', 'nonsense'])
    repo.comment(pull.number, `/lynceus ${command}`, 'ada')
  repo.comment(pull.number, '/lynceus fix', 'mallory')
  const check = repo.checks(pull.head)[0]
  for (const { identifier } of check?.state.actions ?? [])
    for (const by of ['ada', 'mallory']) check?.press(identifier, by)
  await app.idle()
  pull.push({ 'build.yaml': secure('# well\n') })
  await app.idle()
  expect(seen(repo, pull).checks.at(-1)).toMatchObject({ status: 'completed', conclusion: 'success' })
  pull.merge('ada')
  await app.idle()
  expect(app.log.filter(({ level }) => level > 30).map((line) => JSON.stringify(line))).toEqual([])
})

test.each([
  ['no-checks', { ...rest, contents, pull_requests: pulls }],
  ['no-contents', { ...rest, checks, pull_requests: pulls }],
  ['no-pulls', { ...rest, checks, contents }],
] as const)('with what it is granted as %s nothing is reviewed, and nothing fails', async (owner, granted) => {
  const { app, github } = at
  const repo = newRepository(github, `${owner}/flows`, { 'build.yaml': secure() })
  github.installation(owner, granted)
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  await app.idle()
  repo.comment(pull.number, '/lynceus review', 'ada')
  const head = repo.queue(pull)
  pull.close('ada')
  await app.idle()
  expect(seen(repo, pull).checks).toEqual([])
  // Groups of a merge queue are no pull requests.
  expect(repo.checks(head).length).toBe(owner === 'no-pulls' ? 1 : 0)
  expect(app.log.filter(({ level }) => level > 30).map((line) => JSON.stringify(line))).toEqual([])
  // GitHub sends the events again once it may.
  expect(app.log.some(({ msg }) => msg.startsWith('Nothing to do: the installation did not grant '))).toBe(true)
})
