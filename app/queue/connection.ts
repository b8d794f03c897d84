import { Redis } from 'ioredis'
import { reason, Unavailable } from './queue.ts'
import type { Log, Options } from './queue.ts'

/** Two connections to one Redis. */
export interface Connections {
  /** For what somebody waits for; fails at once while there is no connection. */
  readonly quick: Redis
  /** For what was done and must be stored; waits for the connection. */
  readonly patient: Redis
}

const connection = { retryStrategy: (times: number) => Math.min(times * 100, 2000) }

/** @throws Unavailable when Redis cannot be reached */
export async function connect(
  url: string,
  { patience, log }: Required<Pick<Options, 'patience' | 'log'>>,
): Promise<Connections> {
  const quick = new Redis(url, { ...connection, enableOfflineQueue: false, commandTimeout: patience })
  const patient = new Redis(url, { ...connection, maxRetriesPerRequest: null })
  try {
    for (const client of [quick, patient]) watch(client, log)
    await within(patience, () => Promise.all([ready(quick), ready(patient)]))
    await checkSettings(patient, log)
    return { quick, patient }
  } catch (error) {
    quick.disconnect()
    patient.disconnect()
    throw error
  }
}

function ready(client: Redis): Promise<void> {
  return client.status === 'ready'
    ? Promise.resolve()
    : new Promise((resolve) => void client.once('ready', () => resolve()))
}

/** Tells the log once that the connection is gone, not at each attempt to get it back. */
function watch(client: Redis, log: Log): void {
  client.on('error', teller(client, log, 'The connection to Redis failed; trying to get it back'))
}

/** Tells the log of an error, and of no other until the client has its connection (again). */
export function teller(client: Redis, log: Log, message: string): (error: Error) => void {
  let told = false
  client.on('ready', () => (told = false))
  return (error) => {
    if (!told) log.warn({ error: reason(error) }, message)
    told = true
  }
}

/** With other settings Redis may forget what it said it had stored. */
async function checkSettings(client: Redis, log: Log): Promise<void> {
  const info = await client.info()
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1]
  if (policy !== undefined && policy !== 'noeviction') {
    log.warn({ policy }, 'Redis may evict works that wait: set its maxmemory-policy to noeviction')
  }
  if (/^aof_enabled:0/m.test(info)) {
    log.warn({}, 'Redis forgets what it took when it ends suddenly: set its appendonly to yes')
  }
}

/**
 * Gives up after some milliseconds.
 *
 * @throws Unavailable
 */
export async function within<T>(patience: number, what: () => Promise<T>): Promise<T> {
  let timer
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis did not answer within ${patience / 1000} s`)), patience)
  })
  try {
    return await Promise.race([what(), limit])
  } catch (error) {
    throw new Unavailable(error)
  } finally {
    clearTimeout(timer)
  }
}
