import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'

/** Said in the names of the tests that are skipped without it. */
export const redisMissing = spawnSync('redis-server', ['--version']).error
  ? 'skipped: there is no redis-server on this machine (apt-get install redis-server)'
  : undefined

export interface RedisServer {
  readonly url: string
  /** Stops answering, with all connections kept. */
  freeze(): void
  thaw(): void
  /** Ends at once, as in a crash. */
  kill(): Promise<void>
  /** Starts again where it ended. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A Redis of its own, as it should be set up, on a free port. */
export async function startRedis(...settings: string[]): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'lynceus-redis-'))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction']
  function launch() {
    return spawn(
      'redis-server',
      ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...durable, ...settings],
      {
        stdio: 'ignore',
      },
    )
  }
  let server = launch()
  await answers(url)
  async function kill(): Promise<void> {
    const exit = once(server, 'exit')
    server.kill('SIGKILL')
    await exit
  }
  return {
    url,
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    kill,
    async restart() {
      server = launch()
      await answers(url)
    },
    async stop() {
      if (server.exitCode === null && server.signalCode === null) await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(url: string): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 })
  client.on('error', () => {
    // Not yet.
  })
  await client.ping()
  client.disconnect()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
