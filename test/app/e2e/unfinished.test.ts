import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { Database } from '../../../app/queue/database.ts'
import { privileged, secure } from '../fixing.ts'
import type { App } from '../harness.ts'
import { lastCheck, openStage, seen } from './stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

/** Lets what waits run again at once, and for the last time: the pauses of an hour, gone by. */
async function lastTry(app: App): Promise<void> {
  await app.kill()
  const database = new Database(join(app.folder, 'data/queue.db'))
  for (const { name, works } of database.all('select name, works from lanes')) {
    const lane = (JSON.parse(String(works)) as object[]).map((entry) => ({ ...entry, due: 0, attempts: 5 }))
    database.run('update lanes set due = 0, works = ? where name = ?', JSON.stringify(lane), String(name))
  }
  database.close()
  await app.restart()
}

const broken = { status: 500, body: { message: 'ghs_1234567890abcdef at Object.<anonymous> (server.js:1:1)' } }
const reviews = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews'
const unknown = { status: 'completed', conclusion: 'failure', title: 'Could not review this change' }

describe('a review that failed as often as it was tried', () => {
  test('ends its check run, says so and how to go on; parked, it can be run again, and that counts', async () => {
    const { github, app, repository } = await openStage()
    const repo = repository('flows', { 'build.yaml': secure() })
    github.fault(reviews, { ...broken, times: 2 })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await app.until(() => app.output.includes('A work failed and will run again'))
    expect(seen(repo, pull).checks).toMatchObject([{ status: 'in_progress' }])
    await lastTry(app)
    await app.until(() => app.output.includes('is parked'))
    await app.idle()
    expect(seen(repo, pull).checks).toEqual([unknown])
    const { summary, actions } = lastCheck(repo, pull.head).state
    expect(summary).toContain('failed each time')
    expect(summary).toContain('`/lynceus review`')
    expect(summary).toContain('*Re-run*')
    expect(summary).not.toMatch(/ghs_|server\.js|500|Error/)
    expect(actions).toEqual([])
    expect(await app.metric('lynceus_queue_parked')).toBe(1)
    // The same event again does not make it in progress for ever once more.
    await app.fetch('/parked', { method: 'POST' })
    await app.idle()
    expect(seen(repo, pull)).toMatchObject({
      checks: [unknown, { status: 'completed', title: '1 finding (1 high) in 1 manifest of 1 file' }],
      reviews: 1,
    })
    expect(await app.metric('lynceus_queue_parked')).toBe(0)
  })

  test.each([
    ['Re-run', 'rerequest'],
    ['a command', 'comment'],
  ] as const)('is done again by %s', async (_, way) => {
    const { github, app, repository } = await openStage()
    const repo = repository('flows', { 'build.yaml': secure() })
    github.fault(reviews, { ...broken, times: 2 })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await app.until(() => app.output.includes('A work failed and will run again'))
    await lastTry(app)
    await app.until(() => lastCheck(repo, pull.head).state.status === 'completed')
    if (way === 'rerequest') lastCheck(repo, pull.head).rerequest()
    else repo.comment(pull.number, '/lynceus review', 'ada')
    await app.idle()
    expect(seen(repo, pull).checks).toMatchObject([unknown, { title: '1 finding (1 high) in 1 manifest of 1 file' }])
  })

  test('before it began a check run has one that says so', async () => {
    const { github, app, repository } = await openStage()
    const repo = repository('flows', { 'build.yaml': secure() })
    // A read is sent twice each time.
    github.fault('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', { ...broken, times: 4 })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await app.until(() => app.output.includes('A work failed and will run again'))
    expect(seen(repo, pull).checks).toEqual([])
    await lastTry(app)
    await app.until(() => repo.checks(pull.head).at(-1)?.state.status === 'completed')
    expect(seen(repo, pull).checks).toEqual([unknown])
  })

  test('and cannot say so at once says so when it can', async () => {
    const { github, app, repository } = await openStage()
    const repo = repository('flows', { 'build.yaml': secure() })
    github.fault(reviews, { ...broken, times: 2 })
    github.fault('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...broken, times: 1 })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await app.until(() => app.output.includes('A work failed and will run again'))
    await lastTry(app)
    await app.until(() => app.output.includes('"kind":"unfinished"'))
    await lastTry(app)
    await app.until(() => lastCheck(repo, pull.head).state.status === 'completed')
    expect(seen(repo, pull).checks).toEqual([unknown])
  })

  test('of a merge group ends its check run too, and is done again by Re-run', async () => {
    const { github, app, repository } = await openStage()
    const repo = repository('flows', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await app.idle()
    github.fault('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...broken, times: 2 })
    const head = repo.queue(pull)
    await app.until(() => app.output.includes('A work failed and will run again'))
    await lastTry(app)
    await app.until(() => repo.checks(head).at(-1)?.state.status === 'completed')
    expect(repo.checks(head).map(({ state }) => state)).toMatchObject([unknown])
    expect(lastCheck(repo, head).state.summary).toContain('merge queue')
    lastCheck(repo, head).rerequest()
    await app.idle()
    expect(lastCheck(repo, head).state.title).toBe('1 finding (1 high) in 1 manifest of 1 file')
  })
})
