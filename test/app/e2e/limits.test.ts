import { beforeAll, describe, expect, test, vi } from 'vitest'
import { secondaryLimit } from '../../github/loopback/index.ts'
import { privileged, secure } from '../fixing.ts'
import { keepOpen } from '../harness.ts'
import { both, fixesIn, holdToContract, lastCheck, newRepository, openStage, seen, type Stage } from './stage.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let at: Stage
beforeAll(async () => {
  at = await openStage()
  keepOpen()
})
holdToContract(() => at.github)

const failed = { status: 'completed', conclusion: 'failure' }

/** What the App has asked of GitHub as an installation, since `forget`. */
function calls(): readonly string[] {
  return at.github.calls
    .filter(({ by }) => by.startsWith('installation'))
    .map(({ route, fields }) => [route, ...fields.filter((field) => field !== 'viewer')].join(' '))
}

describe('calls', () => {
  test('are 5 for a review of 100 files with 50 manifests, and 4 more to open the pull request of its fixes', async () => {
    const repo = newRepository(at.github, 'counted/flows')
    const files = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) =>
        i < 50 ? [`flows/${i}.yaml`, i === 0 ? privileged : secure()] : [`src/${i}.go`, `${i}\n`],
      ),
    )
    at.github.forget()
    const pull = repo.pull({ files })
    await at.app.idle()
    const review = calls()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed], threads: ['flows/0.yaml:17'], reviews: 1 })
    console.log(`a review of 100 files, 50 of them manifests: ${review.length} calls\n${review.join('\n')}`)
    expect(review.length).toBeLessThanOrEqual(5)
    at.github.forget()
    lastCheck(repo, pull.head).press('fix-unsafe')
    at.github.webhooks.hold()
    await at.app.idle()
    const fix = calls()
    at.github.webhooks.release(() => [])
    expect(fixesIn(repo)).toHaveLength(1)
    console.log(`its pull request of fixes: ${fix.length} calls\n${fix.join('\n')}`)
    // Who may ask for it, and what is to be mended: as for a review.
    expect(fix.length - 3).toBeLessThanOrEqual(4)
  })

  test('are 3 where a push changes no manifest', async () => {
    const repo = newRepository(at.github, 'small/flows')
    at.github.forget()
    const pull = repo.pull({ files: { 'main.go': 'package main\n' } })
    await at.app.idle()
    expect(seen(repo, pull).checks).toMatchObject([{ conclusion: 'success' }])
    expect(calls().length).toBeLessThanOrEqual(4)
  })
})

describe('GitHub asks to wait', () => {
  test.each([
    ['when the check run is begun', 'POST /repos/{owner}/{repo}/check-runs'],
    ['when the review is posted', 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews'],
    ['when the check run is completed', 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}'],
    ['when the pull request is read', 'POST /graphql repository'],
  ])('%s: nothing is asked before that, and all is done once', async (name, route) => {
    const owner = name.replaceAll(' ', '-')
    const repo = newRepository(at.github, `${owner}/flows`, { 'build.yaml': secure() })
    at.github.fault(route, secondaryLimit(2))
    at.github.forget()
    const pull = repo.pull({ files: { 'build.yaml': both } })
    await at.app.until(() => at.github.calls.some(({ status }) => status === 403))
    const asked = performance.now()
    const before = at.github.calls.length
    await at.app.until(() => at.github.calls.length > before)
    expect(performance.now() - asked).toBeGreaterThan(1900)
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed], reviews: 1 })
    expect(seen(repo, pull).threads).toHaveLength(2)
    expect(at.github.calls.filter(({ status }) => status === 403)).toHaveLength(1)
  })

  test('one installation waits, and the others do not', async () => {
    const slow = newRepository(at.github, 'slow/flows', { 'build.yaml': secure() })
    const quick = newRepository(at.github, 'quick/flows', { 'build.yaml': secure() })
    at.github.fault('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', secondaryLimit(3))
    const first = slow.pull({ files: { 'build.yaml': privileged } })
    await at.app.until(() => at.github.calls.some(({ status, path }) => status === 403 && path.includes('slow')))
    const second = quick.pull({ files: { 'build.yaml': privileged } })
    await at.app.until(() => quick.checks(second.head)[0]?.state.status === 'completed')
    expect(slow.checks(first.head)).toEqual([])
    await at.app.idle()
    expect(seen(slow, first)).toMatchObject({ checks: [failed], reviews: 1 })
  })
})

/** What failed is tried again after half a minute. */
const isPatient = process.env['E2E_ALL'] === '1'

describe('GitHub stumbles', () => {
  test.skipIf(!isPatient).each([
    ['answers a write with an error', 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', { status: 502 }],
    [
      'does a write and breaks the connection',
      'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
      { reset: 'after' },
    ],
    ['ends an answer too early', 'POST /repos/{owner}/{repo}/check-runs', { truncate: 20 }],
  ] as const)(
    'and %s: the work is done once, later',
    async (name, route, fault) => {
      const owner = name.replaceAll(' ', '-')
      const repo = newRepository(at.github, `${owner}/flows`, { 'build.yaml': secure() })
      at.github.webhooks.hold()
      const pull = repo.pull({ files: { 'build.yaml': both } })
      at.github.fault(route, fault)
      at.github.webhooks.release()
      await at.app.idle(70_000)
      expect(seen(repo, pull)).toMatchObject({ checks: [failed], reviews: 1 })
    },
    90_000,
  )

  test('and gives an answer of the past: the newest head is reviewed all the same', async () => {
    const repo = newRepository(at.github, 'stale/flows', { 'build.yaml': secure() })
    at.github.webhooks.hold()
    const pull = repo.pull({ files: { 'build.yaml': both } })
    at.github.fault('POST /graphql repository', { stale: true })
    pull.push({ 'build.yaml': privileged })
    at.github.webhooks.release()
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed], threads: ['build.yaml:17'], reviews: 1 })
  })
})

describe('a long conversation', () => {
  test('of others does not make the App repeat itself', async () => {
    const repo = newRepository(at.github, 'chatty/flows', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await at.app.idle()
    for (let i = 0; i < 120; i++) pull.review('build.yaml', 16, `Remark ${i}`, 'mallory')
    pull.push({ 'notes.txt': 'x' })
    await at.app.idle()
    expect(pull.state.reviews.filter(({ user }) => user.login === 'lynceus[bot]')).toHaveLength(1)
    pull.push({ 'build.yaml': secure() })
    await at.app.idle()
    expect(pull.threads()[0]).toMatchObject({ resolved: true })
  })
})
