import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { Database } from '../../../app/queue/database.ts'
import type { Queue } from '../../../app/queue/queue.ts'
import { SqliteQueue } from '../../../app/queue/sqlite.ts'
import { conformance, work } from './conformance.ts'
import { crashes } from './crash.ts'
import { freshFile, open, quick, removeFolders } from './engine.ts'
import { property } from './property.ts'
import type { Crashing } from './property.ts'

afterAll(removeFolders)

/** A crash leaves the files as they are: they are copied while the queue has them open. */
function crashing(): Crashing {
  let { file } = freshFile()
  const left: Queue[] = []
  let current: Queue | undefined
  return {
    async open() {
      current = await open({ file }, { retries: 1000, backoff: 2 })
      return current
    },
    async crash() {
      if (current) left.push(current)
      const copy = freshFile()
      for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy.file + end)
      ;({ file } = copy)
    },
    async end() {
      await Promise.all(left.map((queue) => queue.stop(0)))
    },
  }
}

describe('the embedded queue', () => {
  conformance(freshFile)
  crashes(freshFile, 1)
  property(crashing, 20)

  test('is for one process: another is told so, and what to do', async () => {
    const { file } = freshFile()
    const queue = new SqliteQueue(file, quick)
    const other = `import { SqliteQueue } from ${JSON.stringify(new URL('../../../app/queue/sqlite.ts', import.meta.url))}
      new SqliteQueue(process.argv[1], { log: console })`
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', other, file], {
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stderr).toContain(`${file} is in use by another process.`)
    expect(stderr).toContain('set REDIS_URL to share a queue')
    await queue.stop(0)
    await new SqliteQueue(file, quick).stop(0)
  })

  test('forgets a delivery after four days, not before', async () => {
    const hour = 3_600_000
    let now = 1_000_000_000_000
    const queue = new SqliteQueue(freshFile().file, { ...quick, now: () => now })
    await queue.accept('a', [])
    now += 95 * hour
    expect(await queue.accept('a', [])).toBe(false)
    now += 2 * hour
    expect(await queue.accept('a', [])).toBe(true)
    await queue.stop(0)
  })

  test('keeps nothing of what is done', async () => {
    const { file } = freshFile()
    const queue = new SqliteQueue(file, quick)
    queue.start(async () => undefined, 2)
    await queue.accept('a', [work(1, 1), work(2, 1)])
    await queue.stop(5)
    const database = new Database(file)
    const counts = database.get(
      'select (select count(*) from lanes) + (select count(*) from parked) + (select count(*) from pauses) as rows',
    )
    database.close()
    expect(counts).toEqual({ rows: 0 })
  })

  test('a file that is no database is refused as what it is', () => {
    const { file } = freshFile()
    copyFileSync(import.meta.filename, file)
    expect(() => new SqliteQueue(file, quick)).toThrow(`${file} is damaged, or is no queue: file is not a database`)
  })
})
