import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'

/** Up to when nothing is missed. Times are milliseconds of the Unix epoch. */
export interface Mark {
  /** 0 when there is none yet. */
  read(): Promise<number>
  write(time: number): Promise<void>
  /** Whether it is for this process to look, and for no other in so many seconds. */
  claim(seconds: number): Promise<boolean>
  close(): void
}

/** A mark in a file, for one process. */
export function fileMark(folder: string): Mark {
  const path = join(folder, 'reconciled')
  return {
    read: async () => Number(await readFile(path, 'utf8').catch(() => '0')) || 0,
    async write(time) {
      await mkdir(folder, { recursive: true })
      await writeFile(`${path}.new`, String(time))
      await rename(`${path}.new`, path)
    },
    claim: async () => true,
    close: () => undefined,
  }
}

/** A mark that all processes on a Redis share. */
export function redisMark(url: string): Mark {
  const redis = new Redis(url, { maxRetriesPerRequest: 2, lazyConnect: true })
  // Whoever asks is told; a connection that breaks meanwhile is made again.
  redis.on('error', () => undefined)
  const id = randomUUID()
  return {
    read: async () => Number(await redis.get('{lynceus}:reconciled')) || 0,
    write: async (time) => void (await redis.set('{lynceus}:reconciled', time)),
    claim: async (seconds) => (await redis.set('{lynceus}:reconciler', id, 'EX', Math.ceil(seconds), 'NX')) === 'OK',
    close: () => redis.disconnect(),
  }
}
