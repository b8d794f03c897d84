import { existsSync } from 'node:fs'
import process from 'node:process'
import { openLog } from './log.ts'
import type { Running } from './run.ts'
import { BadSettings, type Environment, isNew, readFirst, readLog, readSettings } from './settings.ts'

const file = '.env'

/** The way out takes no longer: Kubernetes and others kill after 30 seconds. Milliseconds. */
const longest = 25_000

if (Number(process.versions.node.split('.', 1)[0]) < 24) {
  process.stderr.write(
    `The App needs Node 24; this is ${process.versions.node}. Install it; on Linux npm ci brings one, which npm start takes.\n`,
  )
  process.exit(1)
}
const unread = loadFile()
const env: Environment = process.env
const { level, format = process.stdout.isTTY ? 'text' : 'json' } = readLog(env)
const log = openLog(level, format)

process.on('uncaughtException', die)
process.on('unhandledRejection', die)
try {
  if (unread !== undefined) throw new BadSettings([unread])
  end(await start())
} catch (error) {
  die(error)
}

/** @returns what is wrong with the file, if anything */
function loadFile(): string | undefined {
  try {
    if (existsSync(file)) process.loadEnvFile(file)
    return undefined
  } catch (error) {
    return `${file} cannot be read: ${error instanceof Error ? error.message : 'unknown error'}. Let the user of this process read it, or take it away`
  }
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
  const { apiUrl, port } = readFirst(env)
  const [{ setup, setupPath }, { listen }, { siteOf }] = await Promise.all([
    import('./setup.ts'),
    import('./server.ts'),
    import('./site.ts'),
  ])
  const server = await listen(setup({ apiUrl, site: siteOf(apiUrl), file, log }), '127.0.0.1', port, log)
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
