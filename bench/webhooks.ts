// How fast webhooks are taken, against the least that any server must do for them: node:http, the signature, and one
// row on the disk. Both run in turn in a process of their own, under the same load, and nobody works off the queue.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { createHmac, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'

const rounds = 7
const milliseconds = 2500
const connections = 24
const pulls = 500
const size = 21_000

const secret = randomBytes(32).toString('hex')
const folder = mkdtempSync(join(tmpdir(), 'lynceus-bench-'))
const path = '/api/github/webhooks'

/** An event as large as GitHub's, and its request up to the id of the delivery. */
function request(number: number): { readonly before: string; readonly after: string } {
  const payload = {
    action: 'synchronize',
    number,
    installation: { id: 1 },
    repository: { name: 'shop', owner: { login: 'acme' }, default_branch: 'main' },
    sender: { login: 'ada', type: 'User' },
    pull_request: { number, body: 'x'.repeat(size - 300) },
  }
  const body = JSON.stringify(payload)
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const lines = [
    `POST ${path} HTTP/1.1`,
    'host: localhost',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-github-event: pull_request',
    `x-hub-signature-256: sha256=${signature}`,
    'x-github-delivery: ',
  ]
  return { before: lines.join('\r\n'), after: `\r\n\r\n${body}` }
}

const requests = Array.from({ length: pulls }, (_, at) => request(at + 1))

interface Round {
  readonly perSecond: number
  /** Milliseconds of every answer. */
  readonly times: number[]
}

/** Sends for a while over some connections, each with one request at a time. */
async function load(port: number): Promise<Round> {
  const times: number[] = []
  const end = performance.now() + milliseconds
  await Promise.all(Array.from({ length: connections }, () => send(port, end, times)))
  return { perSecond: (times.length / milliseconds) * 1000, times }
}

let next = 0

function send(port: number, end: number, times: number[]): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1')
    let start = 0
    function write() {
      const { before, after } = requests[next++ % pulls] ?? request(1)
      start = performance.now()
      socket.write(`${before}${randomUUID()}${after}`)
    }
    socket.on('connect', write)
    socket.on('error', fail)
    socket.on('close', () => done())
    socket.on('data', (data) => {
      const answer = data.toString('latin1')
      if (!answer.startsWith('HTTP/1.1 202')) return fail(new Error(answer.split('\r\n', 1)[0]))
      times.push(performance.now() - start)
      if (performance.now() < end) write()
      else socket.end()
    })
  })
}

interface Target {
  readonly process: ChildProcess
  readonly port: number
}

/** The App as `npm start` runs it, with a GitHub that does not answer: works wait. */
function startApp(): Promise<Target> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    ...{ APP_ID: '1', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret, PORT: '0', LOG_FORMAT: 'json' },
    ...{ DATA_DIR: join(folder, 'app'), GITHUB_API_URL: 'http://127.0.0.1:9' },
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, '../app/index.ts')], {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((started, failed) => {
    child.once('exit', (code) => failed(new Error(`The App ended with ${code}.`)))
    child.stdout.on('data', (data) => {
      const port = /"url":"http:\/\/127\.0\.0\.1:(\d+)"/.exec(String(data))?.[1]
      if (port) started({ process: child, port: Number(port) })
    })
  })
}

function startBare(synchronous: string): Promise<Target> {
  const child = fork(join(import.meta.dirname, 'bare.ts'), [join(folder, `${synchronous}.db`), synchronous, secret])
  return new Promise((started, failed) => {
    child.once('exit', (code) => failed(new Error(`The bare server ended with ${code}.`)))
    child.once('message', (port) => started({ process: child, port: Number(port) }))
  })
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN
}

/** Mebibytes that a process ever had in memory; Linux tells. */
function peak({ process: { pid } }: Target): string {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return `${Math.round(Number(kilobytes) / 1024)} MiB`
  } catch {
    return 'unknown'
  }
}

function show(name: string, target: Target, all: readonly Round[]): void {
  const times = all.flatMap((round) => round.times)
  const perSecond = quantile(
    all.map((round) => round.perSecond),
    0.5,
  )
  const [middle, late] = [quantile(times, 0.5), quantile(times, 0.99)]
  console.log(
    `${name.padEnd(44)} ${perSecond.toFixed(0).padStart(6)}/s   p50 ${middle.toFixed(1)} ms   p99 ${late.toFixed(1)} ms   peak ${peak(target)}`,
  )
}

const targets = { app: await startApp(), full: await startBare('full'), normal: await startBare('normal') }
const names = Object.keys(targets) as (keyof typeof targets)[]
const results: Record<keyof typeof targets, Round[]> = { app: [], full: [], normal: [] }
try {
  for (const name of names) await load(targets[name].port)
  for (let round = 0; round < rounds; round++)
    for (const name of names) results[name].push(await load(targets[name].port))
  const [cpu] = cpus()
  console.log(
    `${connections} connections, ${(size / 1000).toFixed(0)} kB each, ${pulls} pull requests, medians of ${rounds} rounds of ` +
      `${milliseconds / 1000} s; Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'CPU'}\n`,
  )
  show('App', targets.app, results.app)
  show('bare, each event on the disk at its answer', targets.full, results.full)
  show('bare, may lose events when the power fails', targets.normal, results.normal)
  for (const name of ['full', 'normal'] as const) {
    const ratios = results.app.map(({ perSecond }, at) => perSecond / (results[name][at]?.perSecond ?? Number.NaN))
    console.log(`App / bare (synchronous = ${name})`.padEnd(44), quantile(ratios, 0.5).toFixed(2).padStart(6))
  }
} finally {
  for (const { process: child } of Object.values(targets)) {
    child.removeAllListeners('exit')
    child.kill('SIGKILL')
  }
  rmSync(folder, { recursive: true, force: true })
}
