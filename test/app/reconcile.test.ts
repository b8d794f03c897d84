import { expect, test, vi } from 'vitest'
import { openGitHub, startApp } from './harness.ts'

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

async function open(env: Readonly<Record<string, string>>) {
  const github = await openGitHub()
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
