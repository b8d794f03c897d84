import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { ingress, webhookPath } from './ingress.ts'
import { fileMark, type Mark, redisMark } from './mark.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import { health, pages } from './pages.ts'
import { type GitHub, openGitHub } from './probot.ts'
import { Damaged, InUse, type Queue, Unavailable } from './queue/queue.ts'
import { reconcile, reviewAgain } from './reconcile.ts'
import { listen } from './server.ts'
import { BadSettings, type Settings } from './settings.ts'
import { siteOf } from './site.ts'
import type { State } from './state.ts'
import { version } from './version.ts'
import { prepare } from './work.ts'
import { worker } from './worker.ts'

/** An App that runs. */
export interface Running {
  /** Takes nothing more, finishes what runs, hands back the rest. */
  stop(): Promise<void>
}

/** Seconds that works get to end when the process does; with the rest of the way out less than 25. */
const grace = 18

/**
 * Runs the App. Webhooks are taken from the start; works are done once GitHub has said who we are.
 *
 * @throws BadSettings when the queue cannot be opened or a port is taken
 */
export async function run(settings: Settings, log: Logger, fail: (error: unknown) => void): Promise<Running> {
  const queue = await openQueue(settings, log)
  const metrics = openMetrics()
  const state = newState(settings)
  metrics.watch(queue)
  metrics.about(state.version, state.engine)
  const servers = await serve(settings, state, queue, metrics, log)
  const mark = settings.redisUrl ? redisMark(settings.redisUrl) : fileMark(settings.dataDir)
  const ending = new AbortController()
  const working = work(settings, { state, queue, metrics, mark, log }, ending.signal).catch((error: unknown) => {
    if (!ending.signal.aborted) fail(error)
  })
  return {
    async stop() {
      state.isEnding = true
      ending.abort()
      // What GitHub is being asked meanwhile may be left; works still ask it.
      await Promise.all([...servers.map((server) => server.close()), Promise.race([working, sleep(1000)])])
      mark.close()
      await queue.stop(grace)
    },
  }
}

async function openQueue({ redisUrl, dataDir }: Settings, log: Logger): Promise<Queue> {
  if (redisUrl) return openShared(redisUrl, log)
  const { SqliteQueue } = await import('./queue/sqlite.ts')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    return new SqliteQueue(join(dataDir, 'queue.db'), { log })
  } catch (error) {
    throw new BadSettings([unusable(dataDir, error)])
  }
}

async function openShared(url: string, log: Logger): Promise<Queue> {
  const { openRedis } = await import('./queue/redis.ts')
  try {
    return await openRedis(url, { log })
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    throw new BadSettings([
      `REDIS_URL cannot be used: ${error.message}. Check its host, port, user and password, that Redis runs, and that this machine reaches it`,
    ])
  }
}

/** What is wrong with the folder of the queue, and the cure. */
function unusable(dataDir: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const why = `DATA_DIR ${dataDir} cannot be used: ${message.replace(/\.$/, '')}.`
  if (error instanceof InUse) return why
  if (error instanceof Damaged)
    return (
      `${why} Move ${error.file} and its -wal and -shm away and start again. The App then reviews open pull requests that ` +
      'have no review, and asks GitHub for the events of the last three days that it could not deliver; commands that ' +
      'waited are lost.'
    )
  return `${why} Set it to a folder, on a disk with room, that the user of this process may write.`
}

function newState({ redisUrl }: Settings): State {
  const engine = redisUrl ? 'redis' : 'sqlite'
  return { version, engine, since: Date.now(), installations: new Map(), mishaps: [], isEnding: false }
}

async function serve(settings: Settings, state: State, queue: Queue, metrics: Metrics, log: Logger) {
  const { host, port, statusPort, showNames } = settings
  const hook = {
    [webhookPath]: ingress({ ...settings, queue, metrics, log, changed: (...what) => state.changed?.(...what) }),
  }
  const seen = pages(state, queue, metrics, showNames)
  const alive = health(state, queue)
  const main = await listen({ ...alive, ...hook, ...(statusPort === undefined && seen) }, host, port, log)
  log.info({ url: main.url, engine: state.engine }, `Lynceus ${version} takes webhooks at ${main.url}${webhookPath}`)
  if (statusPort === undefined) return [main]
  const status = await listen({ ...alive, ...seen }, host, statusPort, log)
  log.info({ url: status.url }, `Status and metrics are at ${status.url}`)
  return [main, status]
}

interface Parts {
  readonly state: State
  readonly queue: Queue
  readonly metrics: Metrics
  readonly mark: Mark
  readonly log: Logger
}

/** Does works until the signal ends. @throws when GitHub does not know the App */
async function work(settings: Settings, parts: Parts, signal: AbortSignal): Promise<void> {
  const { apiUrl, concurrency, reconcileSeconds } = settings
  const github = await openGitHub({ ...settings, ...parts })
  parts.state.changed = (installation, isBack) => {
    github.forget(installation)
    if (isBack && parts.state.app) void reviewAgain({ ...parts, github }, installation, signal)
  }
  await identify(github, settings, parts, signal)
  await prepare()
  if (signal.aborted) return
  parts.queue.start(worker({ ...parts, github, site: siteOf(apiUrl) }), concurrency)
  if (reconcileSeconds > 0) await reconcile({ ...parts, github }, reconcileSeconds, signal)
}

/** Asks GitHub who we are until it answers. @throws when it does not know us */
async function identify({ app }: GitHub, { apiUrl }: Settings, { state, log }: Parts, signal: AbortSignal) {
  for (let wait = 1; !signal.aborted; wait = Math.min(2 * wait, 60)) {
    try {
      const { data } = await app.request('GET /app')
      if (!data) throw new Error('GitHub gave no App')
      const { id, slug = '', name, html_url: url } = data
      state.app = { id, slug, name, url }
      return log.info({ app: id, slug }, `GitHub knows the App as ${name}`)
    } catch (error) {
      const status = error instanceof Error && 'status' in error ? Number(error.status) : 0
      if (status === 401 || status === 404)
        throw new Error(
          `${apiUrl} does not know this App (${status}). Check that APP_ID and PRIVATE_KEY are of the same App, that the ` +
            'key was not deleted, and that the clock of this machine is right.',
          { cause: error },
        )
      log.warn({ err: error }, `GitHub does not answer; webhooks are stored, and asked again in ${wait} s`)
      await sleep(wait * 1000, undefined, { signal }).catch(() => undefined)
    }
  }
}
