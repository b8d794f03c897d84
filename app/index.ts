import { existsSync } from 'node:fs'
import process from 'node:process'
import { openLog } from './log.ts'
import type { Running } from './run.ts'
import { BadSettings, type Environment, isNew, readSettings } from './settings.ts'

const file = '.env'

/** The way out takes no longer: Kubernetes and others kill after 30 seconds. Milliseconds. */
const longest = 25_000

if (Number(process.versions.node.split('.', 1)[0]) < 24) {
  process.stderr.write(
    `The App needs Node 24; this is ${process.versions.node}. npm start finds one in node_modules.\n`,
  )
  process.exit(1)
}
if (existsSync(file)) process.loadEnvFile(file)
const env: Environment = process.env
const format = env['LOG_FORMAT'] === 'json' || env['LOG_FORMAT'] === 'text' ? env['LOG_FORMAT'] : undefined
const log = openLog(env['LOG_LEVEL'] || 'info', format ?? (process.stdout.isTTY ? 'text' : 'json'))

process.on('uncaughtException', die)
process.on('unhandledRejection', die)
try {
  end(await start())
} catch (error) {
  die(error)
}

/** Works are stored; whoever starts this process again begins where it was. */
function die(error: unknown): never {
  if (error instanceof BadSettings) for (const problem of error.problems) log.fatal(problem)
  else log.fatal({ err: error }, error instanceof Error ? error.message : 'Failed')
  process.exit(1)
}

async function start(): Promise<Running> {
  // The container image is production: what nobody watches never waits for somebody to open a page.
  if (isNew(env) && env['NODE_ENV'] !== 'production') return introduce()
  const settings = readSettings(env)
  const { run } = await import('./run.ts')
  return run(settings, log, die)
}

/** Nobody has registered the App yet. */
async function introduce(): Promise<Running> {
  const [{ setup, setupPath }, { listen }, { siteOf }] = await Promise.all([
    import('./setup.ts'),
    import('./server.ts'),
    import('./site.ts'),
  ])
  const apiUrl = env['GITHUB_API_URL'] || 'https://api.github.com'
  const server = await listen(
    setup({ apiUrl, site: siteOf(apiUrl), file, log }),
    '127.0.0.1',
    Number(env['PORT'] || 3000),
    log,
  )
  const open = `Open ${server.url}${setupPath} in a browser to register it on GitHub,`
  log.info({ url: server.url }, `Lynceus has no credentials yet. ${open}`)
  log.info('or set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET of an App that is there: docs/github-app.md says how.')
  return { stop: () => server.close() }
}

/** Ends in order when it is asked to, and at once when it is asked twice. */
function end(running: Running): void {
  let isEnding = false
  async function stop(signal: string): Promise<void> {
    if (isEnding) process.exit(1)
    isEnding = true
    log.info({ signal }, 'Ending: what runs may finish, the rest waits for the next start')
    setTimeout(() => process.exit(1), longest).unref()
    await running.stop()
    process.exit(0)
  }
  process.on('SIGTERM', (signal) => void stop(signal))
  process.on('SIGINT', (signal) => void stop(signal))
}
