import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { privileged } from '../fixing.ts'
import { fixesIn, openStage } from './stage.ts'

vi.setConfig({ testTimeout: 120_000 })

const config = { '.github/lynceus.yml': 'dashboard: true\n' }

/** As many manifests as take seconds to mend, and with what is around them some hundred thousand characters. */
const many = Object.fromEntries(
  Array.from({ length: 800 }, (_, i) => [
    `flows/${i}.yaml`,
    `${'# What it does stands in the runbook.\n'.repeat(10)}${privileged.replace('build-', `build-${i}-`)}`,
  ]),
)

test('the fixes of a whole repository are planned aside: webhooks are answered meanwhile', async () => {
  const { app, repository } = await openStage()
  const repo = repository('large', config)
  repo.push('main', many)
  await app.idle(60_000)
  const [board] = repo.state.issues
  const lags: number[] = []
  const ending = new AbortController()
  // Of all that goes on in the process, since the last time.
  const watching = (async () => {
    while (!ending.signal.aborted) {
      lags.push(await app.metric('nodejs_eventloop_lag_max_seconds'))
      await sleep(50)
    }
  })()
  const box = '- [ ] <!-- lynceus:fix=unsafe/privileged-container -->'
  const start = performance.now()
  repo.editIssue(board?.number ?? 0, { body: `${board?.body}`.replace(box, box.replace('[ ]', '[x]')) }, 'ada')
  await app.until(() => fixesIn(repo).length > 0, 60_000)
  const seconds = (performance.now() - start) / 1000
  ending.abort()
  await watching
  await app.idle(60_000)
  console.log(`planned in ${seconds.toFixed(1)} s, the longest wait ${Math.max(...lags).toFixed(2)} s`)
  expect(fixesIn(repo)[0]?.state.body).toContain('Fixes 800 findings of this branch, in 800 files.')
  expect(Math.max(...lags)).toBeLessThan(seconds / 3)
})
