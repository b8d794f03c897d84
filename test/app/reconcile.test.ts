import { execFileSync } from 'node:child_process'
import { describe, expect, test, vi } from 'vitest'
import type { Permissions } from '../github/loopback/state.ts'
import { everything } from './acting.ts'
import { openGitHub, startApp } from './harness.ts'
import { redisMissing, startRedis } from './queue/redis-server.ts'

vi.setConfig({ testTimeout: 30_000 })

const flow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: a-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: docker:27-dind
        securityContext:
          privileged: true
`

/** Often enough for a test: every 0.6 seconds. */
const often = { RECONCILE_MINUTES: '0.01' }

async function open(env: Readonly<Record<string, string>>, permissions?: Permissions) {
  const github = await openGitHub(permissions && { permissions })
  const shop = github.repository('acme/shop')
  const app = await startApp({ github, env })
  return { github, shop, app }
}

test('what was sent while the App was away is sent again, once', async () => {
  const { github, shop, app } = await open(often)
  await app.stop()
  const pull = shop.pull({ files: { 'flow.yaml': flow } })
  shop.push('main', { 'other.yaml': flow })
  await github.settled()
  expect(github.deliveries.map(({ status }) => status)).toEqual(github.deliveries.map(() => 0))
  const missed = github.deliveries.length
  await app.restart()
  await app.until(() => shop.checks(pull.head).at(-1)?.state.status === 'completed')
  await app.until(() => github.deliveries.filter(({ redelivery }) => redelivery).length >= missed)
  await app.idle()
  const again = github.deliveries.filter(({ redelivery }) => redelivery)
  expect(again.map(({ status }) => status)).toEqual(again.map(() => 202))
  expect(new Set(again.map(({ guid }) => guid)).size).toBe(missed)
  expect(again).toHaveLength(missed)
  const remarks = pull.threads().map(({ line, body }) => `${line} ${body}`)
  expect(new Set(remarks).size).toBe(remarks.length)
})

test('what is refused for what it is, is asked for a few times and no more', async () => {
  const { github, shop, app } = await open(often)
  github.hook({ url: `${app.url}/api/github/webhooks`, secret: 'not the secret that the App was given' })
  shop.pull({ files: { 'flow.yaml': flow } })
  await github.settled()
  const guid = github.deliveries[0]?.guid
  function attempts() {
    return github.deliveries.filter((one) => one.guid === guid).length
  }
  function rounds() {
    return github.calls.filter(({ path }) => path.startsWith('/app/hook/deliveries?')).length
  }
  await app.until(() => attempts() === 4)
  const before = rounds()
  await app.until(() => rounds() >= before + 3)
  expect(attempts()).toBe(4)
})

test('at the start open pull requests without a check run of their head are looked at', async () => {
  const { github, shop, app } = await open({ RECONCILE_MINUTES: '10' })
  const done = shop.pull({ files: { 'done.yaml': flow } })
  await app.idle()
  await app.stop()
  // As after an outage longer than GitHub remembers deliveries.
  const pull = shop.pull({ files: { 'flow.yaml': flow } })
  const closed = shop.pull({ files: { 'closed.yaml': flow } })
  closed.close()
  await github.settled()
  ;(github.deliveries as unknown[]).splice(0)
  await app.restart()
  await app.until(() => shop.checks(pull.head).at(-1)?.state.status === 'completed')
  await app.idle()
  expect(shop.checks(done.head)).toHaveLength(1)
  expect(shop.checks(closed.head)).toHaveLength(0)
  expect(await (await app.fetch('/')).text()).toContain('acme')
})

test('looking around is done with a token that can change nothing', async () => {
  const { github, app } = await open({ RECONCILE_MINUTES: '10' })
  await app.until(() => github.calls.some(({ path }) => path.startsWith('/installation/repositories')))
  const minted = github.calls.filter(({ path }) => path.endsWith('/access_tokens')).map(({ body }) => body)
  expect(minted).toEqual([{ permissions: { contents: 'read', pull_requests: 'read', checks: 'read' } }])
})

test('goes on when GitHub fails meanwhile', async () => {
  const { github, app } = await open(often)
  github.fault('GET /app/installations', { status: 500, times: 4 })
  await app.until(() => app.output.includes('Could not ask GitHub what was missed'))
  const before = github.calls.length
  await app.until(() => github.calls.slice(before).some(({ path }) => path.startsWith('/app/hook/deliveries')))
})

const again = 'POST /app/hook/deliveries/{delivery_id}/attempts'

test('an event that GitHub does not send again keeps no other from being sent', async () => {
  const { github, shop, app } = await open({ RECONCILE_MINUTES: '10' })
  await app.stop()
  shop.pull({ files: { 'a.yaml': flow } })
  await github.settled()
  const [older] = github.deliveries.map(({ guid }) => guid)
  shop.pull({ files: { 'b.yaml': flow } })
  await github.settled()
  const missed = new Set(github.deliveries.map(({ guid }) => guid))
  expect(missed.size).toBeGreaterThan(1)
  github.fault(again, { status: 422, body: { message: 'Validation Failed' } })
  await app.restart()
  await app.until(() => github.deliveries.filter(({ redelivery }) => redelivery).length === missed.size - 1)
  const sent = github.deliveries.filter(({ redelivery }) => redelivery).map(({ guid }) => guid)
  expect(sent).not.toContain(older)
  await app.until(() => app.output.includes('GitHub does not send an event again'))
  expect(app.output).not.toContain('Could not ask GitHub what was missed')
})

test('a GitHub that fails ends the round, and the next one asks for the same again', async () => {
  const { github, shop, app } = await open(often)
  await app.stop()
  shop.pull({ files: { 'a.yaml': flow } })
  await github.settled()
  github.fault(again, { status: 502, body: { message: 'Server Error' } })
  await app.restart()
  await app.until(() => app.output.includes('Could not ask GitHub what was missed'))
  await app.until(() => github.deliveries.some(({ redelivery, status }) => redelivery && status === 202))
})

/** Sets how large a file of a process may grow, in bytes: to it that is a disk that is full. */
function limit(pid: number, most: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${most}:`])
}

function hasLimits(): boolean {
  try {
    execFileSync('prlimit', ['--version'])
    return true
  } catch {
    return false
  }
}

test.skipIf(!hasLimits())('what came while the disk was full is sent again, however long that was', async () => {
  const { github, shop, app } = await open(often)
  await app.idle()
  limit(app.pid, 1)
  const pull = shop.pull({ files: { 'flow.yaml': flow } })
  await github.settled()
  expect(github.deliveries.at(-1)?.status).toBe(503)
  await app.until(async () => (await app.fetch('/readyz')).status === 503)
  expect((await app.fetch('/healthz')).status).toBe(200)
  function rounds() {
    return github.calls.filter(({ path }) => path.startsWith('/app/installations')).length
  }
  const before = rounds()
  // A little may still fit into the journal, so one may be asked for; it must not be the last time.
  await app.until(() => rounds() >= before + 6)
  limit(app.pid, 'unlimited')
  await app.until(() => shop.checks(pull.head).at(-1)?.state.status === 'completed')
  await app.until(async () => (await app.fetch('/readyz')).status === 200)
})

test('attempts that were answered with 503 do not use an event up', async () => {
  const { github, shop, app } = await open(often)
  await app.stop()
  const pull = shop.pull({ files: { 'flow.yaml': flow } })
  await github.settled()
  // As an App left them that could not store for half an hour, and asked all the same.
  const log = github.deliveries as unknown[]
  const missed = github.deliveries.slice()
  for (let round = 1; round <= 6; round++)
    log.push(...missed.map((one) => ({ ...one, id: one.id + 1000 * round, redelivery: true, status: 503 })))
  await app.restart()
  // The start-up look would find it as well, but not send the event again.
  await app.until(() => github.deliveries.some(({ guid, status }) => guid === missed[0]?.guid && status === 202))
  await app.until(() => shop.checks(pull.head).at(-1)?.state.status === 'completed')
})

describe('an installation that was suspended', () => {
  test('has its open pull requests reviewed once it no longer is', async () => {
    const { github, shop, app } = await open({ RECONCILE_MINUTES: '0' })
    github.installation('acme').suspend()
    // GitHub tells nothing of it.
    const pull = shop.pull({ files: { 'flow.yaml': flow } })
    await app.idle()
    expect(shop.checks(pull.head)).toEqual([])
    github.installation('acme').unsuspend()
    await app.until(() => shop.checks(pull.head).at(-1)?.state.status === 'completed')
  })

  test('has its dashboards brought up to date as well', async () => {
    const { github, shop, app } = await open({ RECONCILE_MINUTES: '0' }, everything)
    function board() {
      return shop.state.issues.at(-1)?.body ?? ''
    }
    shop.push('main', { '.github/lynceus.yml': 'dashboard: true\n', 'flow.yaml': flow })
    await app.until(() => board().includes('finding'))
    await app.idle()
    const before = board()
    expect(before).toContain('flow.yaml')
    github.installation('acme').suspend()
    // GitHub tells nothing of it.
    shop.push('main', { 'flow.yaml': null })
    await app.idle()
    expect(board()).toBe(before)
    github.installation('acme').unsuspend()
    await app.until(() => board() !== before)
    expect(board()).not.toContain('flow.yaml')
  })

  test('and had work waiting: that is dropped as such, and made good', async () => {
    const { github, shop, app } = await open({ RECONCILE_MINUTES: '0' })
    github.webhooks.hold()
    const pull = shop.pull({ files: { 'flow.yaml': flow } })
    github.installation('acme').suspend()
    github.webhooks.release()
    await app.idle()
    expect(app.output).toContain('Nothing to do: the installation is suspended')
    expect(shop.checks(pull.head)).toEqual([])
    github.installation('acme').unsuspend()
    await app.until(() => shop.checks(pull.head).at(-1)?.state.status === 'completed')
  })
})

test.skipIf(redisMissing)('with Redis open pull requests are looked at after a quick restart as well', async () => {
  const redis = await startRedis()
  try {
    const { github, shop, app } = await open({ RECONCILE_MINUTES: '0.1', REDIS_URL: redis.url })
    await app.until(() => github.calls.some(({ path }) => path.startsWith('/app/hook/deliveries?')))
    await app.stop()
    const pull = shop.pull({ files: { 'flow.yaml': flow } })
    await github.settled()
    ;(github.deliveries as unknown[]).splice(0)
    // Now, while the claim of the process that ended still holds.
    await app.restart()
    await app.until(() => shop.checks(pull.head).at(-1)?.state.status === 'completed')
    await app.stop()
  } finally {
    await redis.stop()
  }
})
