import { beforeAll, describe, expect, test, vi } from 'vitest'
import { privileged, secure } from '../fixing.ts'
import { keepOpen } from '../harness.ts'
import { holdToContract, lastCheck, openStage, seen, type Stage } from './stage.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let at: Stage
beforeAll(async () => {
  at = await openStage()
  keepOpen()
})
holdToContract(() => at.github)

const failed = { status: 'completed', conclusion: 'failure', title: '1 finding (1 high) in 1 manifest of 1 file' }

/** The newest delivery that asks for all checks of a commit. */
function rerequested() {
  return at.github.deliveries.findLast(
    ({ event, payload }) => event === 'check_suite' && 'action' in payload && payload.action === 'rerequested',
  )
}

describe('Re-run all checks', () => {
  test('of a fork, whose pull request GitHub does not name, reviews it again and says nothing twice', async () => {
    const repo = at.repository('forked', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged }, from: repo.fork('mallory'), by: 'mallory' })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [failed], reviews: 1 })
    repo.rerequestSuite(pull.head)
    await at.app.idle()
    const sent = rerequested()?.payload
    expect(sent).toMatchObject({ action: 'rerequested', check_suite: { pull_requests: [] } })
    expect(seen(repo, pull)).toMatchObject({ checks: [failed, failed], reviews: 1, threads: ['build.yaml:17'] })
  })

  test('of two forks with the same head reviews both, and the worst counts', async () => {
    const repo = at.repository('twice', { 'build.yaml': secure() })
    repo.push('next', { 'build.yaml': privileged })
    const from = repo.fork('mallory')
    const pulls = ['main', 'next'].map((base) =>
      repo.pull({ files: { 'build.yaml': privileged }, from, by: 'mallory', branch: 'change', base }),
    )
    const head = pulls[0]?.head ?? ''
    await at.app.idle()
    const before = repo.checks(head).length
    repo.rerequestSuite(head)
    await at.app.idle()
    const jobs = repo
      .checks(head)
      .slice(before)
      .map(({ state }) => state.externalId?.split('/for/')[0])
    expect(jobs.map((job) => job?.split('/', 2).join('/') ?? '').toSorted()).toEqual(
      pulls.map(({ number }) => `pr/${number}`),
    )
    expect(lastCheck(repo, head).state.conclusion).toBe('failure')
  })

  test('of a merge group judges it again', async () => {
    const repo = at.repository('queued', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await at.app.idle()
    const base = repo.tip()
    const head = repo.queue(pull)
    await at.app.idle()
    expect(repo.checks(head).map(({ state }) => state)).toMatchObject([
      { ...failed, externalId: `merge-group/${base}` },
    ])
    repo.rerequestSuite(head)
    await at.app.idle()
    lastCheck(repo, head).rerequest()
    await at.app.idle()
    expect(repo.checks(head).map(({ state }) => state)).toMatchObject([failed, failed, failed])
  })

  test('sent three times is done once', async () => {
    const repo = at.repository('thrice', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged }, from: repo.fork('mallory'), by: 'mallory' })
    await at.app.idle()
    repo.rerequestSuite(pull.head)
    await at.app.idle()
    const { guid, payload } = rerequested() ?? {}
    for (let i = 0; i < 2; i++) await at.app.send('check_suite', payload, { delivery: guid ?? '' })
    await at.app.idle()
    expect(seen(repo, pull).checks).toHaveLength(2)
  })
})
