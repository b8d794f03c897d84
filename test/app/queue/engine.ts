import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { Database } from '../../../app/queue/database.ts'
import { openRedis } from '../../../app/queue/redis.ts'
import { SqliteQueue } from '../../../app/queue/sqlite.ts'
import type { Options, Queue } from '../../../app/queue/queue.ts'

/** Where a queue lies: the path of a file, or the URL of a Redis and the prefix of its keys. */
export type Address = FileAddress | RedisAddress

interface FileAddress {
  readonly file: string
}

interface RedisAddress {
  readonly url: string
  readonly prefix: string
}

/** Times short enough for tests. */
export const quick = { backoff: 20, retries: 2, lease: 1000, log: { warn: () => undefined } }

export async function open(address: Address, options: Partial<Options> = {}): Promise<Queue> {
  return 'file' in address
    ? new SqliteQueue(address.file, { ...quick, ...options })
    : await openRedis(address.url, { ...quick, prefix: address.prefix, ...options })
}

/** Folders that are removed by `removeFolders`. */
const folders: string[] = []

export function freshFile(): FileAddress {
  const folder = mkdtempSync(join(tmpdir(), 'lynceus-queue-'))
  folders.push(folder)
  return { file: join(folder, 'queue.db') }
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export function freshPrefix(url: string): RedisAddress {
  return { url, prefix: `{${randomUUID()}}` }
}

/** Writes something else where a lane was stored, and a parked work that is none; no queue may have the file open. */
export async function damage(address: Address, lane: string, parked: string, text: string): Promise<void> {
  if ('file' in address) {
    const database = new Database(address.file)
    if (database.run('update lanes set works = ? where name = ?', text, lane) !== 1) throw new Error('no such lane')
    database.run('insert into parked values (?, ?, ?, ?)', parked, text, 'old', 0)
    return database.close()
  }
  const client = new Redis(address.url)
  const lanes = `${address.prefix}:lanes`
  if (!(await client.hexists(lanes, lane))) throw new Error('no such lane')
  await client.hset(lanes, lane, text)
  await client.hset(`${address.prefix}:parked`, parked, text)
  client.disconnect()
}
