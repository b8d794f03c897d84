import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { RepositoryHandle } from '../../github/loopback/handles/repository.ts'
import { everything } from '../acting.ts'
import { privileged, secure } from '../fixing.ts'
import { keepOpen } from '../harness.ts'
import { branchesOf, fixesIn, holdToContract, lastCheck, newRepository, openStage, seen, type Stage } from './stage.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let at: Stage
beforeAll(async () => {
  at = await openStage()
  keepOpen()
})
holdToContract(() => at.github)

const wanted = { '.github/lynceus.yml': 'dashboard: true\n' }

/** Writes of the App that people see. */
function writes(): readonly string[] {
  return at.github.calls
    .filter(({ method, path, by }) => method !== 'GET' && !path.endsWith('/graphql') && by.startsWith('installation'))
    .map(({ method, path }) => `${method} ${path}`)
}

function dashboardOf(repository: RepositoryHandle) {
  const [issue, ...more] = repository.state.issues
  if (!issue || more.length > 0) throw new Error(`There are ${more.length + 1} issues.`)
  return issue
}

async function pushed(repository: RepositoryHandle, files: Readonly<Record<string, string>>) {
  repository.push('main', files)
  await at.app.idle()
}

describe('the dashboard', () => {
  test('is for who asks for one', async () => {
    const repo = at.repository('no-dashboard', { 'build.yaml': privileged })
    await pushed(repo, { 'notes.txt': 'x' })
    expect(repo.state.issues).toEqual([])
  })

  test('is one issue, changed in its place, and silent when nothing changed', async () => {
    const repo = at.repository('dashboard', { 'build.yaml': privileged, ...wanted })
    await pushed(repo, { 'notes.txt': 'x' })
    const issue = dashboardOf(repo)
    expect(issue).toMatchObject({ state: 'open', user: { login: 'lynceus[bot]' } })
    expect(issue.body).toContain('privileged-container')
    at.github.forget()
    await pushed(repo, { 'notes.txt': 'y' })
    expect(writes()).toEqual([])
    await pushed(repo, { 'build.yaml': secure() })
    expect(dashboardOf(repo).body).not.toContain('`privileged-container`')
    expect(writes()).toHaveLength(1)
    expect(dashboardOf(repo).comments).toEqual([])
  })

  test('ticked, it opens the pull request of the box; merged, there is nothing left', async () => {
    const repo = at.repository('ticked', { 'build.yaml': privileged, ...wanted })
    await pushed(repo, { 'notes.txt': 'x' })
    const issue = dashboardOf(repo)
    repo.editIssue(issue.number, { body: (issue.body ?? '').replace('- [ ]', '- [x]') }, 'ada')
    await at.app.idle()
    const [fix, ...more] = fixesIn(repo)
    expect(more).toEqual([])
    expect(fix?.state.base.ref).toBe('main')
    expect(repo.file(fix?.head ?? '', 'build.yaml')).toBe(secure())
    expect(dashboardOf(repo).body).not.toContain('- [x]')
    fix?.merge('ada')
    await at.app.idle()
    expect(branchesOf(repo)).toEqual([])
    expect(dashboardOf(repo).body).not.toContain('`privileged-container`')
  })

  test('ticked by who may not push, it opens nothing', async () => {
    const repo = at.repository('ticked-by-outsider', { 'build.yaml': privileged, ...wanted })
    await pushed(repo, { 'notes.txt': 'x' })
    const issue = dashboardOf(repo)
    repo.editIssue(issue.number, { body: (issue.body ?? '').replace('- [ ]', '- [x]') }, 'mallory')
    await at.app.idle()
    expect(fixesIn(repo)).toEqual([])
  })

  test('its pull request follows the default branch', async () => {
    const repo = at.repository('follows-main', { 'build.yaml': privileged, ...wanted })
    await pushed(repo, { 'notes.txt': 'x' })
    const issue = dashboardOf(repo)
    repo.editIssue(issue.number, { body: (issue.body ?? '').replace('- [ ]', '- [x]') }, 'ada')
    await at.app.idle()
    await pushed(repo, { 'build.yaml': privileged.replace('[make]', '[make, all]') })
    const [fix, ...more] = fixesIn(repo)
    expect(more).toEqual([])
    expect(repo.file(fix?.head ?? '', 'build.yaml')).toBe(secure().replace('[make]', '[make, all]'))
    expect(fix?.state.state).toBe('open')
  })

  test('closed by a person, it stays closed', async () => {
    const repo = at.repository('closed-dashboard', { 'build.yaml': privileged, ...wanted })
    await pushed(repo, { 'notes.txt': 'x' })
    repo.editIssue(dashboardOf(repo).number, { state: 'closed' }, 'ada')
    await pushed(repo, { 'build.yaml': secure() })
    expect(dashboardOf(repo).state).toBe('closed')
  })
})

describe('the config', () => {
  test('that is broken is told with its line, and the defaults count', async () => {
    const broken = { '.github/lynceus.yml': 'fail-on: high\nmin-severity: hihg\n' }
    const repo = at.repository('broken', { 'build.yaml': secure(), ...broken })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await at.app.idle()
    const { state } = lastCheck(repo, pull.head)
    expect(state.conclusion).toBe('failure')
    expect(state.title).toContain('1 finding')
    expect(state.summary).toMatch(/A config cannot be used, so the defaults count[\s\S]*lynceus\.yml:2/)
    expect(state.summary).toContain('did you mean `high`')
  })

  test('is that of the default branch: a change does not judge itself', async () => {
    const repo = at.repository('own', { 'build.yaml': secure() })
    const pull = repo.pull({
      files: {
        'build.yaml': privileged,
        '.github/lynceus.yml': 'fail-on: never\nrules:\n  privileged-container: off\n',
      },
    })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [{ conclusion: 'failure' }], threads: ['build.yaml:17'] })
    pull.merge('ada')
    await at.app.idle()
    const next = repo.pull({ files: { 'other.yaml': privileged } })
    await at.app.idle()
    expect(seen(repo, next)).toMatchObject({ checks: [{ conclusion: 'success' }], threads: [] })
  })

  test('of the organization counts where a repository has none, and `extends` adds to it', async () => {
    const { github } = at
    github.repository('guild/.github', { files: { '.github/lynceus.yml': 'rules:\n  privileged-container: off\n' } })
    github.repository('guild/policies', { files: { 'lynceus.yml': 'fail-on: never\n' } })
    const bare = github.repository('guild/bare', { files: { 'build.yaml': secure() } })
    const extending = newRepository(github, 'guild/extending', {
      '.github/lynceus.yml': 'extends: policies\n',
      'build.yaml': secure(),
    })
    const [one, two] = [bare, extending].map((repo) => repo.pull({ files: { 'build.yaml': privileged } }))
    await at.app.idle()
    expect(lastCheck(bare, one?.head ?? '').state.conclusion).toBe('success')
    expect(lastCheck(extending, two?.head ?? '').state).toMatchObject({
      conclusion: 'neutral',
      title: expect.stringContaining('1 finding') as unknown,
    })
  })
})

describe('an installation', () => {
  test('comes: its repositories get the dashboards that they ask for', async () => {
    const one = newRepository(at.github, 'fresh/one', { 'build.yaml': privileged, ...wanted })
    const two = newRepository(at.github, 'fresh/two', { 'build.yaml': privileged })
    at.github.installation('fresh').announce()
    await at.app.idle()
    expect([one, two].map(({ state }) => state.issues.length)).toEqual([1, 0])
  })

  test('gets a repository more', async () => {
    const one = newRepository(at.github, 'picky/one', { 'build.yaml': privileged, ...wanted })
    const two = newRepository(at.github, 'picky/two', { 'build.yaml': privileged, ...wanted })
    at.github.installation('picky').select([one])
    await at.app.idle()
    at.github.installation('picky').select([one, two])
    await at.app.idle()
    expect(two.state.issues).toHaveLength(1)
    at.github.installation('picky').select([one])
    const pull = two.pull({ files: { 'build.yaml': secure() } })
    await at.app.idle()
    expect(two.checks(pull.head)).toEqual([])
  })

  test('may not write contents: no buttons, remarks are folded away, and it is told how to fix by hand', async () => {
    const { contents: _, ...rest } = everything
    const repo = newRepository(at.github, 'careful/flows', { 'build.yaml': secure() })
    at.github.installation('careful', { ...rest, contents: 'read' } as never)
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [{ conclusion: 'failure' }], threads: ['build.yaml:17'] })
    expect(lastCheck(repo, pull.head).state.actions).toEqual([])
    repo.comment(pull.number, '/lynceus fix unsafe', 'ada')
    await at.app.idle()
    expect(pull.comments().at(-1)).toMatch(/```+diff/)
    pull.push({ 'build.yaml': secure() })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({
      checks: [{ conclusion: 'success' }],
      threads: ['build.yaml:17 minimized'],
    })
    at.github.installation('careful').accept(everything)
    await at.app.idle()
    pull.push({ 'build.yaml': privileged.replace('alpine', 'busybox') })
    await at.app.idle()
    expect(lastCheck(repo, pull.head).state.actions).toHaveLength(1)
  })

  test('is suspended, and works again after', async () => {
    const repo = newRepository(at.github, 'sleepy/flows', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    at.github.installation('sleepy').suspend()
    await at.app.idle()
    pull.push({ 'build.yaml': privileged.replace('[make]', '[make, all]') })
    await at.app.idle()
    expect(repo.checks(pull.head)).toEqual([])
    at.github.installation('sleepy').unsuspend()
    await at.app.idle()
    pull.push({ 'build.yaml': privileged })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [{ conclusion: 'failure' }], threads: ['build.yaml:17'] })
  })

  test('goes in the middle of a work: nothing is left in the queue', async () => {
    const repo = newRepository(at.github, 'leaving/flows', { 'build.yaml': secure() })
    at.github.fault('POST /repos/{owner}/{repo}/check-runs', { delay: 500 })
    repo.pull({ files: { 'build.yaml': privileged } })
    await at.github.settled()
    at.github.installation('leaving').uninstall()
    await at.app.idle()
    expect(await at.app.metric('lynceus_queue_parked')).toBe(0)
  })

  test('is of a token that was revoked: the work is done with a new one', async () => {
    const repo = newRepository(at.github, 'revoked/flows', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await at.app.idle()
    at.github.installation('revoked').uninstall()
    newRepository(at.github, 'revoked/more')
    at.github.forget()
    pull.push({ 'build.yaml': secure() })
    await at.app.idle(60_000)
    expect(seen(repo, pull)).toMatchObject({ checks: [{ conclusion: 'success' }] })
  }, 90_000)
})

describe('a merge queue', () => {
  test('gets a check run on its own commit, and no remarks', async () => {
    const repo = at.repository('queue', { 'build.yaml': secure() })
    const bad = repo.pull({ files: { 'build.yaml': privileged } })
    const good = repo.pull({ files: { 'notes.txt': 'x' } })
    await at.app.idle()
    const heads = [bad, good].map((pull) => repo.queue(pull))
    await at.app.idle()
    expect(heads.map((head) => lastCheck(repo, head).state.conclusion)).toEqual(['failure', 'success'])
    expect(bad.threads()).toHaveLength(1)
    expect(bad.state.reviews).toHaveLength(1)
  })
})
