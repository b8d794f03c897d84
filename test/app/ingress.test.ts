import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pino from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import { ingress, webhookPath } from '../../app/ingress.ts'
import { openMetrics } from '../../app/metrics.ts'
import { Unavailable } from '../../app/queue/queue.ts'
import { SqliteQueue } from '../../app/queue/sqlite.ts'
import { listen } from '../../app/server.ts'
import { newFolder, post, secret } from './harness.ts'

const previous = '0a8c5e7d1f3b9264850c7ae1d42f6b983e5d07c1'

const opened = {
  action: 'opened',
  number: 7,
  installation: { id: 3 },
  repository: { name: 'shop', owner: { login: 'acme' } },
  sender: { login: 'ada', type: 'User' },
}

const ends: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

/** A server with nothing but the ingress, on a queue that is real and that nobody works. */
async function open(options: Parameters<typeof listen>[4] = {}) {
  let output = ''
  const sink = new Writable({ write: (chunk, _, done) => done(void (output += String(chunk))) })
  const log = pino({}, sink)
  const queue = new SqliteQueue(join(newFolder(), 'queue.db'), { log })
  const metrics = openMetrics()
  const changed = vi.fn<(installation: number) => void>()
  const answer = ingress({ secret, previousSecrets: [previous], queue, metrics, log, changed })
  const server = await listen({ [webhookPath]: answer }, '127.0.0.1', 0, log, options)
  ends.push(
    () => queue.stop(0),
    () => server.close(),
  )
  return {
    url: server.url + webhookPath,
    port: Number(new URL(server.url).port),
    queue,
    metrics,
    changed,
    output: () => output,
  }
}

/** Writes raw bytes to a server, and gives what came back until it closed the connection. */
function raw(port: number, ...parts: readonly (string | Buffer)[]) {
  const socket = connect(port, '127.0.0.1')
  let got = ''
  socket.on('data', (data) => (got += String(data)))
  for (const part of parts) socket.write(part)
  const closed = new Promise<string>((resolve) => {
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(got))
  })
  return { socket, closed }
}

function head(fields: Readonly<Record<string, string>>): string {
  const all = {
    host: 'localhost',
    'content-type': 'application/json',
    'x-github-delivery': randomUUID(),
    'x-github-event': 'push',
    'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
    ...fields,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `POST ${webhookPath} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}

test('stores what an event asks for, once, before it answers', async () => {
  const { url, queue } = await open()
  const delivery = randomUUID()
  expect((await post(url, 'pull_request', opened, { delivery })).status).toBe(202)
  expect((await queue.state()).waiting).toBe(1)
  const again = await post(url, 'pull_request', opened, { delivery: delivery.toUpperCase() })
  expect([again.status, await again.text()]).toEqual([202, 'Known already'])
  expect((await queue.state()).waiting).toBe(1)
})

test('takes an event that asks for nothing, and stores nothing', async () => {
  const { url, queue } = await open()
  expect((await post(url, 'star', { action: 'created' })).status).toBe(202)
  expect((await queue.state()).waiting).toBe(0)
})

test('tells who keeps tokens of an installation that was changed', async () => {
  const { url, changed } = await open()
  await post(url, 'installation', { action: 'new_permissions_accepted', installation: { id: 9 }, repositories: [] })
  await post(url, 'pull_request', opened)
  await post(url, 'installation', { action: 'suspend', installation: { id: 9 } })
  await post(url, 'installation', { action: 'unsuspend', installation: { id: 9 } })
  const told = [
    [9, true],
    [9, false],
    [9, true],
  ]
  expect(changed.mock.calls).toEqual(told)
})

test('takes signatures with the secret and the previous one, and no other', async () => {
  const { url } = await open()
  expect((await post(url, 'pull_request', opened, { secret })).status).toBe(202)
  expect((await post(url, 'pull_request', opened, { secret: previous })).status).toBe(202)
  expect((await post(url, 'pull_request', opened, { secret: 'development' })).status).toBe(401)
})

test('a refusal says nothing of what was sent, neither to the sender nor in the log', async () => {
  const { url, queue, output } = await open()
  const answer = await post(url, 'pull_request', { ...opened, title: 'sesame' }, { secret: 'x'.repeat(40) })
  expect(answer.status).toBe(401)
  expect(await answer.text()).not.toContain('sesame')
  expect(output()).toContain('signature')
  expect(output()).not.toContain('sesame')
  expect((await queue.state()).waiting).toBe(0)
})

test('writes one line for many refusals of a kind', async () => {
  const { url, output, metrics } = await open()
  for (let sent = 0; sent < 20; sent++) await post(url, 'push', {}, { secret: 'x'.repeat(40) })
  expect(output().split('\n')).toHaveLength(2)
  expect(await metrics.registry.metrics()).toContain('lynceus_webhooks_refused_total{reason="signature"} 20')
})

test.each([
  { 'x-github-delivery': undefined },
  { 'x-github-delivery': 'a' },
  { 'x-github-event': undefined },
  { 'x-github-event': 'push\tx' },
  { 'x-github-event': '../push' },
  { 'x-hub-signature-256': undefined },
  { 'x-hub-signature-256': 'sha1=00' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-encoding': 'gzip' },
])('refuses headers that GitHub does not send: %o', async (headers) => {
  const { url } = await open()
  expect((await post(url, 'push', {}, { headers })).status).toBe(400)
})

test('answers only POST, and only at its path', async () => {
  const { url } = await open()
  const get = await fetch(url)
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
  expect((await post(`${url}/x`, 'push', {})).status).toBe(404)
  expect((await post(new URL('/constructor', url).href, 'push', {})).status).toBe(404)
})

test.each(['{', '[]', '1', 'null', '"a"'])('refuses what is signed and no JSON object: %s', async (body) => {
  const { url } = await open()
  expect((await post(url, 'push', body)).status).toBe(400)
})

test('refuses an empty body', async () => {
  const { url } = await open()
  expect((await post(url, 'push', '')).status).toBe(401)
})

const mebibyte = 1024 * 1024

test('refuses a body that says it is too large before it is sent', async () => {
  const { port } = await open()
  const { closed } = raw(port, head({ 'content-length': String(26 * mebibyte) }))
  expect(await closed).toMatch(/^HTTP\/1\.1 413 /)
})

test('reads no more of a body without length than GitHub would send', async () => {
  const { port, metrics } = await open()
  const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(mebibyte, 'a'), Buffer.from('\r\n')])
  const { closed } = raw(port, head({ 'transfer-encoding': 'chunked' }), ...Array.from({ length: 40 }, () => chunk))
  await closed
  expect(await metrics.registry.metrics()).toContain('lynceus_webhooks_refused_total{reason="too-large"} 1')
})

test('holds no more of unproved bodies than it has room for, and frees what was cut off', async () => {
  const { port, url, metrics } = await open()
  const part = Buffer.alloc(24 * mebibyte, 'a')
  const senders = Array.from({ length: 6 }, () => raw(port, head({ 'content-length': String(25 * mebibyte) }), part))
  await vi.waitFor(
    async () => expect(await metrics.registry.metrics()).toContain('lynceus_webhooks_refused_total{reason="busy"}'),
    10_000,
  )
  for (const { socket } of senders) socket.destroy()
  await Promise.all(senders.map(({ closed }) => closed))
  await vi.waitFor(async () => expect((await post(url, 'pull_request', opened)).status).toBe(202), 5000)
})

test('does not wait for ever for headers or a body', async () => {
  const patience = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 }
  const { port } = await open(patience)
  const slow = raw(port, `POST ${webhookPath} HTTP/1.1\r\nhost: x\r\n`)
  const stuck = raw(port, head({ 'content-length': '10' }), '{')
  const start = performance.now()
  expect(await slow.closed).toMatch(/^HTTP\/1\.1 408 /)
  await stuck.closed
  expect(performance.now() - start).toBeLessThan(3000)
})

test('asks GitHub to come again when the event cannot be stored', async () => {
  const { port, output } = await openWith(async () => {
    throw new Unavailable(new Error('disk full'))
  })
  const answer = await post(`http://127.0.0.1:${port}${webhookPath}`, 'pull_request', opened)
  expect(answer.status).toBe(503)
  expect(output()).toContain('disk full')
})

test('a mistake of ours answers 500, and the next event is taken', async () => {
  const accept = vi.fn<() => Promise<boolean>>().mockRejectedValueOnce(new TypeError('x')).mockResolvedValue(true)
  const { port } = await openWith(accept)
  const url = `http://127.0.0.1:${port}${webhookPath}`
  expect((await post(url, 'pull_request', opened)).status).toBe(500)
  expect((await post(url, 'pull_request', opened)).status).toBe(202)
})

/** A queue of which only the failure is made up. */
async function openWith(accept: () => Promise<boolean>) {
  let output = ''
  const log = pino({}, new Writable({ write: (chunk, _, done) => done(void (output += String(chunk))) }))
  const answer = ingress({ secret, previousSecrets: [], queue: { accept }, metrics: openMetrics(), log })
  const server = await listen({ [webhookPath]: answer }, '127.0.0.1', 0, log)
  ends.push(() => server.close())
  return { port: Number(new URL(server.url).port), output: () => output }
}
