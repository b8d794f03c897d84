import { beforeAll, describe, expect, test, vi } from 'vitest'
import { keepOpen } from '../harness.ts'
import { privileged, secure } from '../fixing.ts'
import { both, hostile, holdToContract, lastCheck, openStage, risky, seen, type Stage } from './stage.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let at: Stage
beforeAll(async () => {
  at = await openStage()
  keepOpen()
})
holdToContract(() => at.github)

const failed = { status: 'completed', conclusion: 'failure' }
const passed = { status: 'completed', conclusion: 'success' }

describe('a pull request', () => {
  test('is opened: its check run is in progress, then tells the result, beside a review with a suggestion', async () => {
    const repo = at.repository('opened', { 'build.yaml': secure() })
    const statuses: (string | undefined)[] = []
    at.github.fault('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', { delay: 300 })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await at.app.until(() => repo.checks(pull.head).length > 0)
    statuses.push(repo.checks(pull.head)[0]?.state.status)
    await at.app.idle()
    expect(statuses).toEqual(['in_progress'])
    expect(seen(repo, pull)).toEqual({
      checks: [{ ...failed, title: '1 finding (1 high) in 1 manifest of 1 file' }],
      threads: ['build.yaml:17'],
      reviews: 1,
    })
    expect(pull.threads()[0]?.body).toContain('```suggestion')
    expect(lastCheck(repo, pull.head).state).toMatchObject({ name: 'Lynceus', externalId: `pr/${pull.number}` })
    expect(lastCheck(repo, pull.head).state.annotations).toHaveLength(1)
    expect(pull.state.reviews[0]?.state).toBe('COMMENTED')
  })

  test('has half of it fixed by the next push: that thread is resolved, and nothing is repeated', async () => {
    const repo = at.repository('half', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': both } })
    await at.app.idle()
    const before = seen(repo, pull)
    expect(before.threads).toHaveLength(2)
    pull.push({ 'build.yaml': privileged })
    await at.app.idle()
    const after = seen(repo, pull)
    expect(after.threads.filter((thread) => thread.endsWith(' resolved'))).toHaveLength(1)
    expect(after).toMatchObject({ reviews: 1, checks: [failed] })
    pull.push({ 'build.yaml': secure() })
    await at.app.idle()
    expect(seen(repo, pull).threads.every((thread) => thread.endsWith(' resolved'))).toBe(true)
    expect(seen(repo, pull)).toMatchObject({ reviews: 1, checks: [passed] })
  })

  test('is told what comes back: its thread is open again', async () => {
    const repo = at.repository('back', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    for (const text of [secure(), privileged]) {
      await at.app.idle()
      pull.push({ 'build.yaml': text })
    }
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ threads: ['build.yaml:17'], reviews: 1, checks: [failed] })
  })

  test('that a person called settled stays so, though it is still there', async () => {
    const repo = at.repository('settled', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await at.app.idle()
    for (const { state } of pull.threads()) pull.resolve(state, 'ada')
    pull.push({ 'notes.txt': 'x' })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ threads: ['build.yaml:17 resolved'], reviews: 1, checks: [failed] })
  })

  test('is asked for again, by its run and by its suite: a new run each, and nothing said twice', async () => {
    const repo = at.repository('again', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await at.app.idle()
    lastCheck(repo, pull.head).rerequest()
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed, failed], reviews: 1 })
    repo.rerequestSuite(pull.head)
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed, failed, failed], reviews: 1, threads: ['build.yaml:17'] })
  })

  test('moves to another base: its check run and its remarks are of what it changes there', async () => {
    const repo = at.repository('base', { 'build.yaml': secure() })
    repo.push('next', { 'build.yaml': privileged })
    const pull = repo.pull({ files: { 'build.yaml': both }, base: 'next' })
    await at.app.idle()
    expect(seen(repo, pull).threads).toHaveLength(1)
    pull.retarget('main')
    await at.app.idle()
    expect(seen(repo, pull).threads).toHaveLength(2)
    expect(lastCheck(repo, pull.head).state.title).toBe('2 findings (2 high) in 1 manifest of 1 file')
    pull.retarget('next')
    await at.app.idle()
    expect(seen(repo, pull).threads.filter((thread) => thread.endsWith(' resolved'))).toHaveLength(1)
    expect(lastCheck(repo, pull.head).state.title).toMatch(/^1 new finding \(1 high\)/)
  })

  test('is a draft: it gets its check run, and remarks when it is ready', async () => {
    const repo = at.repository('draft', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged }, draft: true })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed], threads: [], reviews: 0 })
    pull.ready()
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed], threads: ['build.yaml:17'], reviews: 1 })
  })

  test('is closed and opened again: what was said stands', async () => {
    const repo = at.repository('reopened', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await at.app.idle()
    pull.close()
    await at.app.idle()
    pull.reopen()
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed], threads: ['build.yaml:17'], reviews: 1 })
  })

  test('has no manifests: the check run says so, and nobody is bothered', async () => {
    const repo = at.repository('none')
    const pull = repo.pull({ files: { 'main.go': 'package main\n' } })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [passed], threads: [], reviews: 0 })
  })
})

describe('files', () => {
  test('renamed: what was there before is not new, and what is new is told at the new path', async () => {
    const repo = at.repository('renamed', { 'old.yaml': privileged, 'gone.yaml': secure(hostile) })
    const pull = repo.pull({
      files: { 'old.yaml': null, 'new.yaml': privileged.replace('[make]', '[make, all]') },
    })
    await at.app.idle()
    expect(pull.files().map(({ status }) => status)).toEqual(['renamed'])
    expect(seen(repo, pull)).toMatchObject({ checks: [passed], threads: [] })
    pull.push({ 'new.yaml': both })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed], reviews: 1 })
    expect(seen(repo, pull).threads.every((thread) => thread.startsWith('new.yaml:'))).toBe(true)
  })

  test('deleted: nothing is found in them, and remarks on them are settled', async () => {
    const repo = at.repository('deleted', { 'build.yaml': privileged })
    const pull = repo.pull({ files: { 'build.yaml': null, 'more.yaml': privileged } })
    await at.app.idle()
    pull.push({ 'more.yaml': null })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [passed] })
    expect(seen(repo, pull).threads.every((thread) => thread.endsWith(' resolved'))).toBe(true)
  })

  test('by the thousands: GitHub lists 3,000 of them, and that is said and no success', async () => {
    const repo = at.repository('many')
    const files = Object.fromEntries(
      Array.from({ length: 3100 }, (_, i) => [`notes/${String(i).padStart(4, '0')}.txt`, `${i}\n`]),
    )
    const pull = repo.pull({ files })
    await at.app.idle(60_000)
    const { state } = lastCheck(repo, pull.head)
    // A neutral one would let it be merged where the check is required.
    expect(state.conclusion).toBe('failure')
    expect(state.title).toMatch(/^Partly analysed\. /)
    expect(state.summary).toContain('only the first 3000 files')
  }, 90_000)

  test('renamed behind more diff than GitHub shows: what is new in them is new', async () => {
    const repo = at.repository('behind', { 'old.yaml': secure() })
    const filler = Array.from({ length: 20_001 }, (_, i) => `${i}\n`).join('')
    const pull = repo.pull({ files: { 'a.txt': filler, 'old.yaml': null, 'new.yaml': privileged } })
    await at.app.idle()
    expect(pull.files().map(({ status, hunks }) => [status, hunks])).toEqual([
      ['added', undefined],
      ['renamed', undefined],
    ])
    expect(seen(repo, pull)).toMatchObject({ checks: [failed], reviews: 1 })
    expect(pull.state.reviews[0]?.body).toContain('new.yaml:17')
  }, 60_000)

  test('that are no text do not pass where they are new, and are said where they are not', async () => {
    const repo = at.repository('untold', { 'old.yaml': new Uint8Array([0, 1]) })
    const submodule = { submodule: '1'.repeat(40) }
    // GitHub names no blob of it.
    const nameless = { submodule: '0'.repeat(40) }
    const pull = repo.pull({ files: { 'build.yaml': privileged, 'lib.yaml': submodule, 'more.yaml': nameless } })
    await at.app.idle()
    const { state } = lastCheck(repo, pull.head)
    expect(state).toMatchObject({ status: 'completed', conclusion: 'failure' })
    expect(state.title).toMatch(/^Partly analysed\. 2 parts not read\. 1 finding /)
    expect(state.summary).toContain('lib.yaml:1')
    expect(state.summary).toContain('more.yaml:1')
    const next = repo.pull({ files: { 'old.yaml': new Uint8Array([0, 1, 2]) } })
    await at.app.idle()
    expect(lastCheck(repo, next.head).state).toMatchObject({ conclusion: 'neutral' })
    expect(lastCheck(repo, next.head).state.title).toMatch(/^Partly analysed\. No /)
  })

  test('that no config looks into may be of any kind', async () => {
    const repo = at.repository('excluded', { '.github/lynceus.yml': 'paths: {exclude: [vendor/]}\n' })
    const pull = repo.pull({ files: { 'vendor/a.yaml': new Uint8Array([0, 1, 2]) } })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [passed] })
  })

  test('that are links, executable or in odd places do not stop the rest', async () => {
    const repo = at.repository('odd', { 'build.yaml': secure() })
    const pull = repo.pull({
      files: {
        'build.yaml': privileged,
        'link.yaml': { link: '/etc/passwd' },
        'run.yaml': { text: privileged, mode: '100755' },
        'broken.yaml': 'kind: Workflow\napiVersion: argoproj.io/v1alpha1\nspec: [\n',
        'with space & $(x)/`a`.yaml': privileged,
      },
    })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed], reviews: 1 })
    expect(seen(repo, pull).threads).toContain('build.yaml:17')
    expect(seen(repo, pull).threads).toContain('with space & $(x)/`a`.yaml:17')
  })
})

describe('a fork', () => {
  test('gets check run, remarks and a patch, and no button', async () => {
    const repo = at.repository('forked', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged }, from: repo.fork('mallory'), by: 'mallory' })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed], threads: ['build.yaml:17'], reviews: 1 })
    expect(lastCheck(repo, pull.head).state.actions).toEqual([])
    expect(pull.state.reviews[0]?.body).toMatch(/git apply[\s\S]*\n```+diff\n[\s\S]*^-.*privileged: true/m)
    pull.push({ 'build.yaml': secure() })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [passed], threads: ['build.yaml:17 resolved'], reviews: 1 })
  })
})

describe('what nobody has to hear', () => {
  test.each(['ping', 'star', 'security_advisory', 'pull_request_review'])(
    '%s is taken and does nothing',
    async (event) => {
      at.github.forget()
      const answer = await at.app.send(event, { action: 'created', zen: 'Speak like a human.' })
      await at.app.idle()
      expect([answer.status, at.github.calls.length]).toEqual([202, 0])
    },
  )

  test('actions that are not known yet are taken and do nothing', async () => {
    const repo = at.repository('unknown', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await at.app.idle()
    const { payload } =
      at.github.deliveries.find((one) => one.event === 'pull_request' && one.repository === repo.state.id) ?? {}
    at.github.forget()
    for (const action of ['stacked', 'labeled', 'edited', 'auto_merge_enabled'])
      expect((await at.app.send('pull_request', { ...payload, action })).status).toBe(202)
    await at.app.idle()
    expect(at.github.calls).toEqual([])
    expect(seen(repo, pull).reviews).toBe(1)
  })

  test('what is not signed by GitHub is refused and does nothing', async () => {
    const repo = at.repository('unsigned', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': secure(risky) } })
    await at.app.idle()
    const { payload } = at.github.deliveries.findLast(({ event }) => event === 'pull_request') ?? {}
    at.github.forget()
    const wrong = await at.app.send('pull_request', { ...payload, action: 'reopened' }, { secret: 'x'.repeat(40) })
    await at.app.idle()
    expect([wrong.status, at.github.calls.length, seen(repo, pull).reviews]).toEqual([401, 0, 1])
  })
})
