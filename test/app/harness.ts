import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach } from 'vitest'
import { loopback, type Loopback } from '../github/loopback/index.ts'

/** What the harness signs with, unless told otherwise. */
export const secret = '6fd1c0b1a92e4b7f8d03e5f7294c8a16b5d0e3f2917c4a68'

const path = '/api/github/webhooks'
const entry = new URL('../../app/index.ts', import.meta.url).pathname

/** Milliseconds that anything of a test may take on a busy machine. */
const patience = 20_000

export interface Given {
  /** The GitHub of the App; without one `GITHUB_API_URL` is to be in `env`. Its events go to the App. */
  readonly github?: Loopback
  /** Environment variables on top of those that the App needs; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Where the App keeps its files; a folder of its own unless told otherwise. It is gone after the test. */
  readonly folder?: string
}

export interface Sent {
  readonly delivery?: string
  readonly secret?: string
  /** Headers on top of GitHub's; `undefined` takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>
}

export type App = Awaited<ReturnType<typeof startApp>>

const stopped = new Set<() => Promise<void>>()

/** What ends after all tests of a file. */
const kept = new Set<() => Promise<void>>()

/** Everything that a test opened here ends after it; a loopback fails the test for a call outside of GitHub's contract. */
afterEach(() => endAll(stopped))
afterAll(() => endAll(kept))

/** What was opened so far is for all tests of the file, and ends after them. */
export function keepOpen(): void {
  for (const end of stopped) kept.add(end)
  stopped.clear()
}

async function endAll(opened: Set<() => Promise<void>>): Promise<void> {
  const ends = [...opened].toReversed()
  opened.clear()
  const problems: unknown[] = []
  // One after the other: what was opened last uses what was opened before it.
  for (const end of ends) await end().catch((problem: unknown) => problems.push(problem))
  if (problems.length > 0) throw problems[0]
}

/** A loopback GitHub for this test. */
export async function openGitHub(...settings: Parameters<typeof loopback>): Promise<Loopback> {
  const github = await loopback(...settings)
  stopped.add(async () => {
    await github.close()
    github.assertContract()
  })
  return github
}

/** A folder for this test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lynceus-app-'))
  stopped.add(async () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs the App as `npm start` does, and waits until it takes webhooks. */
export async function startApp({ github, env = {}, folder = newFolder() }: Given) {
  let running = await spawnApp(environment(github, env, folder), folder)
  stopped.add(async () => void (await end('SIGKILL')))
  listen()

  /** Sends a signal and waits for the end: the exit code, or the signal's name, and the seconds that it took. */
  async function end(signal: NodeJS.Signals) {
    const start = performance.now()
    const { process } = running
    if (process.exitCode === null && process.signalCode === null) {
      const gone = new Promise((resolve) => process.once('close', resolve))
      process.kill(signal)
      await gone
    }
    return { code: process.exitCode ?? process.signalCode, seconds: (performance.now() - start) / 1000 }
  }

  function listen(): void {
    github?.hook({ url: `${running.url}${path}`, secret: env['WEBHOOK_SECRET'] ?? secret })
  }

  const app = {
    folder,
    get url(): string {
      return running.url
    },
    get pid(): number {
      return running.process.pid ?? 0
    },
    /** Every line of the log so far, parsed. */
    get log(): readonly Line[] {
      return running.lines
    },
    /** Everything that it wrote so far, as it is. */
    get output(): string {
      return running.output()
    },
    /** Sends an event as GitHub would. Most tests let the loopback do this, by changing something there. */
    send: (event: string, payload: unknown, sent: Sent = {}) => post(`${running.url}${path}`, event, payload, sent),
    fetch: (where: string, options?: RequestInit) => fetch(`${running.url}${where}`, options),
    /** The sum of a metric's values, or of those with these labels. */
    metric: async (name: string, labels: Readonly<Record<string, string>> = {}) =>
      sum(await (await fetch(`${running.url}/metrics`)).text(), name, labels),
    /** Until GitHub's events have their answers and no work waits or runs; works that wait for a time count too. */
    async idle(milliseconds = patience): Promise<void> {
      const until = Date.now() + milliseconds
      for (let calm = 0; calm < 2;) {
        await github?.settled()
        const left = (await app.metric('lynceus_queue_waiting')) + (await app.metric('lynceus_queue_running'))
        calm = left === 0 ? calm + 1 : 0
        if (Date.now() > until) throw new Error(`${left} works are left after ${milliseconds} ms.\n${running.output()}`)
        await sleep(calm === 0 ? 25 : 5)
      }
    },
    /** Until something holds. */
    until: (what: () => unknown, milliseconds = patience) => until(what, milliseconds, running.output),
    /** Ends it as Kubernetes does. */
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    /** Starts it again, with the same files, under a new address that the loopback is told. */
    async restart(more: Given['env'] = {}): Promise<void> {
      await end('SIGKILL')
      running = await spawnApp(environment(github, { ...env, ...more }, folder), folder)
      listen()
    },
  }
  return app
}

/** A line of the log. */
export interface Line {
  readonly level: number
  readonly msg: string
  readonly [detail: string]: unknown
}

function environment(github: Loopback | undefined, env: Given['env'], folder: string) {
  const needed = {
    PATH: process.env['PATH'],
    APP_ID: github && String(github.app.id),
    PRIVATE_KEY: github?.app.privateKey,
    GITHUB_API_URL: github?.url,
    WEBHOOK_SECRET: secret,
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    LOG_FORMAT: 'json',
    // Calls of its own accord would be among those that tests count.
    RECONCILE_MINUTES: '0',
  }
  return Object.fromEntries(Object.entries({ ...needed, ...env }).filter(([, value]) => value !== undefined))
}

/** A process that runs until it ends by itself: for what is to fail at the start. */
export async function runApp({ github, env = {}, folder = newFolder() }: Given) {
  const { process, output, closed } = launch(environment(github, env, folder), folder)
  await Promise.race([closed, sleep(patience, undefined, { ref: false })])
  if (process.exitCode === null) process.kill('SIGKILL')
  await closed
  return { code: process.exitCode, output: output() }
}

function launch(env: Readonly<Record<string, string | undefined>>, folder: string) {
  const child = spawn(process.execPath, [entry], { env: { ...env }, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  const lines: Line[] = []
  let rest = ''
  child.stderr.on('data', (part) => (text += String(part)))
  child.stdout.on('data', (part) => {
    text += String(part)
    const whole = `${rest}${part}`.split('\n')
    rest = whole.pop() ?? ''
    for (const line of whole) if (line.startsWith('{')) lines.push(JSON.parse(line) as Line)
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return { process: child as ChildProcess, lines, output: () => text, closed }
}

async function spawnApp(env: Readonly<Record<string, string | undefined>>, folder: string) {
  const launched = launch(env, folder)
  const { process, lines, output } = launched
  let url: string | undefined
  await until(
    async () => {
      if (process.exitCode !== null) throw new Error(`The App ended at its start.\n${output()}`)
      url = lines.map((line) => line['url']).find((given) => typeof given === 'string')
      return url !== undefined && (await isUp(url))
    },
    patience,
    output,
  )
  return { ...launched, url: url ?? '' }
}

/** The set-up page has no more than that. */
async function isUp(url: string): Promise<boolean> {
  const answers = await Promise.all(['/readyz', '/probot'].map((path) => fetch(url + path).catch(() => undefined)))
  return answers.some((answer) => answer?.ok)
}

async function until(what: () => unknown, milliseconds: number, output: () => string): Promise<void> {
  const end = Date.now() + milliseconds
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`It did not come to be in ${milliseconds} ms.\n${output()}`)
    await sleep(20)
  }
}

/** Sends an event, signed as GitHub signs it. */
export async function post(
  url: string,
  event: string,
  payload: unknown,
  { delivery = randomUUID(), secret: key = secret, headers = {} }: Sent = {},
): Promise<Response> {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
  const all = {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/1a2b3c4',
    'x-github-delivery': delivery,
    'x-github-event': event,
    'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
    ...headers,
  }
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return fetch(url, { method: 'POST', headers: given, body })
}

function sum(text: string, name: string, labels: Readonly<Record<string, string>>): number {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
  const values = lines.filter((line) => wanted.every((one) => line.includes(one))).map((line) => line.split(' ').at(-1))
  return values.reduce((total, value) => total + Number(value), 0)
}
