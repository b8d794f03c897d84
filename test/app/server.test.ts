import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { Database } from '../../app/queue/database.ts'
import { secondaryLimit } from '../github/loopback/index.ts'
import { redisMissing, startRedis } from './queue/redis-server.ts'
import { newFolder, openGitHub, runApp, secret, startApp } from './harness.ts'

vi.setConfig({ testTimeout: 30_000 })

const flow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: sesame-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: docker:27-dind
        securityContext:
          privileged: true
`

const begin = 'POST /repos/{owner}/{repo}/check-runs'
const list = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files'

async function openShop(env: Parameters<typeof startApp>[0]['env'] = {}) {
  const github = await openGitHub()
  const shop = github.repository('acme/shop')
  return { github, shop, app: await startApp({ github, env }) }
}

describe('the process', () => {
  test('reviews a pull request, counts it, and names nothing of it in a metric', async () => {
    const { shop, app } = await openShop()
    const pull = shop.pull({ files: { 'flow.yaml': flow } })
    await app.idle()
    expect(shop.checks(pull.head).map(({ state }) => state.status)).toEqual(['completed'])
    expect(await app.metric('lynceus_webhooks_received_total', { event: 'pull_request' })).toBe(1)
    expect(await app.metric('lynceus_task_seconds_count', { kind: 'review', end: 'done' })).toBe(1)
    expect(await app.metric('lynceus_github_requests_total', { route: begin, status: '201' })).toBe(1)
    const metrics = await (await app.fetch('/metrics')).text()
    for (const name of ['acme', 'shop', 'sesame', 'flow.yaml']) expect(metrics).not.toContain(name)
  })

  test('says that it lives, that it is ready, and nothing about other paths', async () => {
    const { app } = await openShop()
    const answers = ['/healthz', '/readyz', '/metrics', '/', '/x', '/.env', '/probot'].map(async (path) => {
      return (await app.fetch(path)).status
    })
    expect(await Promise.all(answers)).toEqual([200, 200, 200, 200, 404, 404, 404])
    expect((await app.fetch('/', { method: 'POST' })).status).toBe(405)
    const page = await app.fetch('/')
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  })

  test('keeps the status page and the metrics from the port of the webhooks when they have their own', async () => {
    const { app } = await openShop({ STATUS_PORT: '0' })
    const paths = ['/', '/metrics', '/healthz', '/readyz']
    async function status(url: string) {
      return (await fetch(url)).status
    }
    expect(await Promise.all(paths.map((path) => status(app.url + path)))).toEqual([404, 404, 200, 200])
    const other = app.log.map(({ url }) => url).find((url) => typeof url === 'string' && url !== app.url)
    expect(await Promise.all(paths.map((path) => status(`${String(other)}${path}`)))).toEqual([200, 200, 200, 200])
  })

  test('writes no token, key or secret into its log, however much it writes', async () => {
    const { github, shop, app } = await openShop({ LOG_LEVEL: 'debug' })
    github.fault(list, { status: 401, body: { message: 'Bad credentials' } })
    shop.pull({ files: { 'flow.yaml': flow } })
    await app.until(() => app.output.includes('failed') || app.output.includes('401'))
    const body = (github.app.privateKey.match(/^[\w+/=]{64}$/m) ?? ['none'])[0]
    expect(app.output).not.toMatch(/gh[a-z]_(?!\[)|eyJ/)
    expect(app.output).not.toContain(secret)
    expect(app.output).not.toContain(body)
    await app.kill()
  })
})

describe('a parked work', () => {
  /** Two reviews that failed too often, of pull requests that the App was told nothing else of. */
  async function openParked(env: Parameters<typeof startApp>[0]['env'] = {}) {
    const github = await openGitHub()
    const shop = github.repository('acme/shop')
    const installation = github.installation('acme').id
    const pulls = ['a', 'b'].map((name) => shop.pull({ files: { [`${name}.yaml`]: flow } }))
    const folder = newFolder()
    mkdirSync(join(folder, 'data'))
    const database = new Database(join(folder, 'data', 'queue.db'))
    const ids = pulls.map(({ number: pull }) => {
      const work = { installation, owner: 'acme', repo: 'shop', task: { kind: 'review', pull } }
      const id = `${installation}/acme/shop#${pull} review`
      database.run('insert into parked values (?, ?, ?, ?)', id, JSON.stringify(work), 'Error: no', 0)
      return id
    })
    database.close()
    const app = await startApp({ github, folder, env })
    return { shop, pulls, ids, app, isDone: (at: number) => shop.checks(pulls[at]?.head ?? '').length > 0 }
  }

  test('runs again when the operator says so, and then all do', async () => {
    const { ids, app, isDone } = await openParked()
    async function retry(id: string) {
      const answer = await post(`${app.url}/parked?id=${encodeURIComponent(id)}`)
      return [answer.status, answer.text]
    }
    expect(await retry('nothing')).toEqual([404, '0 parked works run again\n'])
    expect(await retry(ids[0] ?? '')).toEqual([200, '1 parked works run again\n'])
    await app.until(() => isDone(0))
    await app.idle()
    expect(isDone(1)).toBe(false)
    expect(await app.metric('lynceus_queue_parked')).toBe(1)
    expect(await post(`${app.url}/parked`)).toEqual({ status: 200, text: '1 parked works run again\n' })
    await app.until(() => isDone(1))
    await app.idle()
    expect(await app.metric('lynceus_queue_parked')).toBe(0)
  })

  test('is no matter of pages in a browser, nor of other methods', async () => {
    const { app } = await openParked()
    expect((await post(`${app.url}/parked`, { origin: 'https://example.com' })).status).toBe(403)
    expect((await post(`${app.url}/parked`, { 'sec-fetch-site': 'same-origin' })).status).toBe(403)
    expect((await app.fetch('/parked')).status).toBe(405)
    expect(await app.metric('lynceus_queue_parked')).toBe(2)
  })

  test.each([{ HOST: '0.0.0.0' }, { STATUS_PORT: '0' }])(
    'cannot be reached from the port of the webhooks: %o',
    async (env) => {
      const { app } = await openParked(env)
      expect((await post(`${app.url}/parked`)).status).toBe(404)
    },
  )

  /** As curl does: `fetch` sends headers of browsers. */
  function post(url: string, headers: Readonly<Record<string, string>> = {}) {
    return new Promise<{ readonly status: number | undefined; readonly text: string }>((resolve, reject) => {
      const asked = request(url, { method: 'POST', headers }, (response) => {
        let text = ''
        response.on('data', (part) => (text += String(part)))
        response.on('end', () => resolve({ status: response.statusCode, text }))
      })
      asked.on('error', reject).end()
    })
  }
})

test('bodies that nobody signed do not fill the memory', async () => {
  const { app } = await openShop()
  const before = await app.metric('process_resident_memory_bytes')
  const large = 'x'.repeat(24 * 1024 * 1024)
  const sent = Array.from({ length: 12 }, () =>
    app.send('push', large, { secret: 'y'.repeat(40) }).catch(() => undefined),
  )
  const answers = await Promise.all(sent)
  const grown = (await app.metric('process_resident_memory_bytes')) - before
  expect(answers.filter((answer) => answer?.status === 202)).toEqual([])
  expect(grown / 1024 / 1024).toBeLessThan(400)
  expect((await app.send('ping', {})).status).toBe(202)
})

describe.skipIf(redisMissing)(`on Redis${redisMissing ? `, ${redisMissing}` : ''}`, () => {
  test('two processes share the work, and one goes on with what the other hands back', async () => {
    const redis = await startRedis()
    try {
      const { github, shop, app } = await openShop({ REDIS_URL: redis.url, DATA_DIR: '/nowhere' })
      const other = await startApp({ github, env: { REDIS_URL: redis.url, DATA_DIR: '/nowhere' } })
      expect(decode(await (await app.fetch('/')).text())).toContain('<td>redis</td>')
      const pulls = ['a', 'b', 'c', 'd'].map((name) => shop.pull({ files: { [`${name}.yaml`]: flow } }))
      await github.settled()
      expect((await app.stop()).code).toBe(0)
      await other.idle()
      for (const pull of pulls) {
        expect(shop.checks(pull.head).at(-1)?.state.status).toBe('completed')
        const lines = pull.threads().map(({ line, body }) => `${line} ${body}`)
        expect(new Set(lines).size).toBe(lines.length)
      }
      expect((await other.stop()).code).toBe(0)
    } finally {
      await redis.stop()
    }
  })

  test('that does not answer, webhooks are refused for GitHub to note it', async () => {
    const redis = await startRedis()
    const { app } = await openShop({ REDIS_URL: redis.url })
    await redis.stop()
    const pull = { action: 'opened', number: 7, installation: { id: 3 } }
    const place = { repository: { name: 'shop', owner: { login: 'acme' } }, sender: { login: 'ada', type: 'User' } }
    expect((await app.send('pull_request', { ...pull, ...place })).status).toBe(503)
    await app.until(async () => (await app.fetch('/readyz')).status === 503)
    expect((await app.fetch('/healthz')).status).toBe(200)
  })
})

describe('the end', () => {
  test('asked to end, it finishes what runs, takes nothing more and is gone in time', async () => {
    const { github, shop, app } = await openShop()
    github.fault(begin, { delay: 1500 })
    const pull = shop.pull({ files: { 'flow.yaml': flow } })
    await app.until(async () => (await app.metric('lynceus_queue_running')) === 1)
    await github.settled()
    const ended = app.stop()
    await app.until(async () => (await app.send('ping', {}).catch(() => undefined)) === undefined)
    const { code, seconds } = await ended
    expect(code).toBe(0)
    expect(seconds).toBeLessThan(10)
    expect(shop.checks(pull.head).map(({ state }) => state.status)).toEqual(['completed'])
    expect(app.log.map(({ msg }) => msg)).toContain('Done')
  })

  test('killed in the middle, it begins again where it was, and nothing is there twice', async () => {
    const { github, shop, app } = await openShop()
    github.fault('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', { delay: 2000 })
    const pull = shop.pull({ files: { 'flow.yaml': flow } })
    await app.until(() => pull.threads().length > 0)
    await app.restart()
    await app.idle()
    expect(shop.checks(pull.head).at(-1)?.state.status).toBe('completed')
    const lines = pull.threads().map(({ line, body }) => `${line} ${body}`)
    expect(new Set(lines).size).toBe(lines.length)
  })

  test('a second process leaves the files of the first alone', async () => {
    const { github, app } = await openShop()
    const second = await runApp({ github, folder: app.folder })
    expect(second.code).toBe(1)
    expect(second.output).toContain('in use by another process')
  })
})

describe('GitHub', () => {
  test.each([
    ['a secondary limit', (github: Awaited<ReturnType<typeof openGitHub>>) => github.fault(list, secondaryLimit(1))],
    ['the hourly limit', (github: Awaited<ReturnType<typeof openGitHub>>) => github.exhaust('acme', 2, 2)],
  ])('asks to wait, by %s: the work is done after that, and counts as no failure', async (_, ask) => {
    const { github, shop, app } = await openShop()
    ask(github)
    const pull = shop.pull({ files: { 'flow.yaml': flow } })
    await app.until(async () => (await app.metric('lynceus_task_seconds_count', { end: 'done' })) === 1)
    expect(await app.metric('lynceus_task_seconds_count', { end: 'later' })).toBe(1)
    expect(await app.metric('lynceus_task_seconds_count', { end: 'failed' })).toBe(0)
    expect(shop.checks(pull.head).at(-1)?.state.conclusion).toBe('failure')
    expect(github.calls.filter(({ status }) => status === 403)).toHaveLength(1)
  })

  test('does not answer at the start: events are stored all the same', async () => {
    const github = await openGitHub()
    const env = { GITHUB_API_URL: 'http://127.0.0.1:9' }
    const shop = github.repository('acme/shop')
    const app = await startApp({ github, env })
    const pull = shop.pull({ files: { 'flow.yaml': flow } })
    await github.settled()
    expect(github.deliveries.map(({ status }) => status)).toEqual(github.deliveries.map(() => 202))
    expect(decode(await (await app.fetch('/')).text())).toContain('taking webhooks, not working yet')
    await app.restart({ GITHUB_API_URL: github.url })
    await app.idle()
    expect(shop.checks(pull.head)).toHaveLength(1)
  })

  test('answers a read with a hiccup: it is asked once more', async () => {
    const { github, shop, app } = await openShop()
    github.fault(list, { status: 502 })
    shop.pull({ files: { 'flow.yaml': flow } })
    await app.idle()
    expect(await app.metric('lynceus_task_seconds_count', { end: 'failed' })).toBe(0)
    expect(await app.metric('lynceus_task_seconds_count', { end: 'done' })).toBe(1)
  })

  test('took the App off: what waits there is dropped', async () => {
    const { github, shop, app } = await openShop()
    github.webhooks.hold()
    shop.pull({ files: { 'flow.yaml': flow } })
    github.installation('acme').uninstall()
    github.webhooks.release()
    await app.idle()
    expect(app.log.map(({ msg }) => msg)).toContain('Nothing to do: the App is no longer installed there')
    expect(await app.metric('lynceus_queue_parked')).toBe(0)
  })

  test('has another name for the repository by now: the work is done there', async () => {
    const { github, shop, app } = await openShop()
    shop.pull({ files: { 'flow.yaml': flow } })
    await app.idle()
    // What GitHub says of it under its new name does not arrive.
    github.webhooks.hold()
    const pull = shop.pull({ files: { 'other.yaml': flow } })
    github.fault('GET /repos/{owner}/{repo}', { status: 301, headers: { location: `${github.url}/repos/acme/shop` } })
    const place = { repository: { name: 'old', owner: { login: 'acme' } }, sender: { login: 'ada', type: 'User' } }
    const installation = { id: github.installation('acme').id }
    await app.send('pull_request', { action: 'opened', number: pull.number, installation, ...place })
    await app.idle()
    expect(shop.checks(pull.head).map(({ state }) => state.status)).toEqual(['completed'])
  })

  test('knows no repository of that name: there is nothing to do', async () => {
    const { github, app } = await openShop()
    const place = { repository: { name: 'old', owner: { login: 'acme' } }, sender: { login: 'ada', type: 'User' } }
    const installation = { id: github.installation('acme').id }
    await app.send('pull_request', { action: 'opened', number: 7, installation, ...place })
    await app.idle()
    expect(app.output).toContain('Nothing to do: the repository is no longer there under this name')
  })

  test('gives a token for the repository of the work alone', async () => {
    const { github, shop, app } = await openShop()
    github.repository('acme/other')
    shop.pull({ files: { 'flow.yaml': flow } })
    await app.idle()
    const minted = github.calls.filter(({ path }) => path.endsWith('/access_tokens'))
    const [first, ...others] = minted.map(({ body }) => JSON.stringify(body))
    expect(first).toBe('{"repositories":["shop"]}')
    for (const other of others) expect(other).toMatch(/^\{"permissions":\{("\w+":"read",?)+\}\}$/)
  })

  test('does not grant all: the status page says what is off', async () => {
    const { github, shop, app } = await openShop()
    github.installation('acme', { checks: 'write', contents: 'read', pull_requests: 'write' })
    shop.pull({ files: { 'flow.yaml': flow } })
    await app.idle()
    const text = decode(await (await app.fetch('/')).text())
    expect(text).toContain('<code>contents: write</code> is missing: no fix pull requests')
    expect(text).toContain('<code>merge_queues: read</code> is missing')
    expect(text).not.toContain('checks: write</code> is missing')
  })

  test('does not know the App: it ends and says what to look at', async () => {
    const github = await openGitHub()
    const { code, output } = await runApp({ github, env: { APP_ID: '999' } })
    expect(code).toBe(1)
    expect(output).toContain('Check that APP_ID and PRIVATE_KEY are of the same App')
  })
})

describe('a start that cannot be', () => {
  test.each([
    ['a weak secret', { WEBHOOK_SECRET: 'development' }, /WEBHOOK_SECRET has 11 characters/],
    ['no secret', { WEBHOOK_SECRET: undefined }, /WEBHOOK_SECRET is not set/],
  ])('is one with %s', async (_, env, message) => {
    const github = await openGitHub()
    const { code, output } = await runApp({ github, env })
    expect(code).toBe(1)
    expect(output).toMatch(message)
  })

  test('is one with a queue that is damaged: it says which file, and what to do', async () => {
    const github = await openGitHub()
    const folder = newFolder()
    mkdirSync(join(folder, 'data'))
    const file = join(folder, 'data', 'queue.db')
    writeFileSync(file, 'no database '.repeat(1000))
    const { code, output } = await runApp({ github, folder })
    expect(code).toBe(1)
    expect(output).toContain(`DATA_DIR ${join(folder, 'data')} cannot be used: ${file} is damaged`)
    expect(output).toContain(`Move ${file} and its -wal and -shm away and start again.`)
    expect(output).not.toContain('    at ')
  })

  test('is one with a folder that cannot be one', async () => {
    const github = await openGitHub()
    const { code, output } = await runApp({ github, env: { DATA_DIR: '/dev/null/data' } })
    expect(code).toBe(1)
    expect(output).toContain('DATA_DIR /dev/null/data cannot be used: ENOTDIR')
    expect(output).toContain('Set it to a folder')
  })

  test('is one on a port that is taken', async () => {
    const github = await openGitHub()
    const { code, output } = await runApp({ github, env: { PORT: new URL(github.url).port } })
    expect(code).toBe(1)
    expect(output).toContain('EADDRINUSE')
    expect(output).toContain('set PORT, or STATUS_PORT, to a port that is free')
    expect(output).not.toContain('    at ')
  })

  const without = { APP_ID: undefined, PRIVATE_KEY: undefined, WEBHOOK_SECRET: undefined }

  test.each([
    [
      'a Redis that nobody reaches',
      { REDIS_URL: 'redis://:hunter2@127.0.0.1:1' },
      /REDIS_URL cannot be used: .*Check its host/,
    ],
    ['a level of the log that there is not', { LOG_LEVEL: 'loud' }, /LOG_LEVEL is to be one of fatal/],
    ['a log that would say nothing', { LOG_LEVEL: 'silent' }, /LOG_LEVEL is to be one of fatal/],
    ['no credentials and a port that is none', { ...without, PORT: 'x' }, /PORT is to be a port/],
    [
      'no credentials and an API that is none',
      { ...without, GITHUB_API_URL: 'ghe' },
      /GITHUB_API_URL is to be the https:/,
    ],
  ])('is one with %s, and no stack trace', async (_, env, message) => {
    const github = await openGitHub()
    const { code, output } = await runApp({ github, env })
    expect(code).toBe(1)
    expect(output).toMatch(message)
    expect(output).not.toMatch(/ {4}at |hunter2/)
  })

  test('is one with a file of variables that cannot be read', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, '.env'))
    const { code, output } = await runApp({ folder, env: without })
    expect([code, output]).toEqual([1, expect.stringContaining('.env cannot be read: ')])
    expect(output).not.toContain('    at ')
  })

  test('is one without credentials in production', async () => {
    const { code, output } = await runApp({ env: { NODE_ENV: 'production', WEBHOOK_SECRET: undefined } })
    expect(code).toBe(1)
    expect(output).toContain('APP_ID is not set')
  })
})

describe('without credentials', () => {
  async function introduce() {
    const github = await openGitHub()
    const folder = newFolder()
    const env = { APP_ID: undefined, PRIVATE_KEY: undefined, WEBHOOK_SECRET: undefined }
    const app = await startApp({ env: { ...env, GITHUB_API_URL: github.url }, folder })
    return { github, folder, app }
  }

  test('it says what to do, registers the App, and keeps its credentials', async () => {
    const { github, folder, app } = await introduce()
    expect(app.output).toContain('Open http://127.0.0.1:')
    expect((await app.fetch('/')).url).toBe(`${app.url}/probot`)
    const form = await (await app.fetch('/probot?url=https://lynceus.example.com&organization=acme')).text()
    const action = decode(/action="([^"]+)"/.exec(form)?.[1])
    const manifest = JSON.parse(decode(/value="([^"]+)"/.exec(form)?.[1])) as Readonly<Record<string, unknown>>
    expect(action).toMatch(new RegExp(`^${github.url}/organizations/acme/settings/apps/new\\?state=[0-9a-f]{32}$`))
    expect(manifest).toMatchObject({
      name: 'lynceus',
      public: false,
      default_permissions: { checks: 'write' },
      hook_attributes: { url: 'https://lynceus.example.com/api/github/webhooks', active: true },
      redirect_url: `${app.url}/probot/setup`,
    })
    const state = new URL(action).searchParams.get('state') ?? ''
    const done = await app.fetch(`/probot/setup?code=abc&state=${state}`)
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('npm start')])
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, '.env'), 'utf8')).toMatch(
      /^APP_ID=\d+\nPRIVATE_KEY=LS0tLS[\w+/=]+\nWEBHOOK_SECRET=\S+\n/,
    )
    expect(app.output).not.toContain('BEGIN')
    // The next start asks this GitHub, and no other.
    expect(readFileSync(join(folder, '.env'), 'utf8')).toContain(`\nGITHUB_API_URL=${github.url}\n`)
  })

  test('it says what to do where GitHub gives no credentials', async () => {
    const { github, folder, app } = await introduce()
    github.fault('POST /app-manifests/{code}/conversions', { status: 404, body: { message: 'Not Found' } })
    const form = await (await app.fetch('/probot?url=https://lynceus.example.com')).text()
    const state = /state=([0-9a-f]{32})/.exec(decode(form))?.[1]
    const answer = await app.fetch(`/probot/setup?code=abc&state=${state}`)
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('begin again at /probot')])
    expect(existsSync(join(folder, '.env'))).toBe(false)
  })

  test('it takes a code only from a page of its own, once', async () => {
    const { app } = await introduce()
    expect((await app.fetch('/probot/setup?code=abc')).status).toBe(400)
    expect((await app.fetch(`/probot/setup?code=abc&state=${'0'.repeat(32)}`)).status).toBe(400)
    expect((await app.fetch('/probot/import', { method: 'POST', body: '{}' })).status).toBe(404)
  })
})

function decode(text = ''): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
}
