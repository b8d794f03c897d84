import { expect, test } from 'vitest'
import { redisMissing, startRedis } from '../queue/redis-server.ts'
import { chosen, strikeAll } from './crash.ts'
import { stories } from './stories.ts'

/** What a process that is gone has begun runs elsewhere after so many milliseconds. */
const lease = 30_000

// At once, since most of the time on Redis is waiting.
test(`killed at every step, on SQLite and on Redis (${redisMissing ?? 'both are here'}): nothing is lost, nothing is there twice`, async () => {
  const played = chosen(stories, 'opened', 'pushed', 'button', 'closed', 'command')
  const both = chosen(stories, 'opened', 'button')
  const counts = await Promise.all([strikeAll(played, {}, 0), redisMissing ? both.length * 2 + 1 : onRedis(both)])
  console.log(
    `killed ${counts[0]} times in ${played.length} stories on SQLite, ${counts[1]} in ${both.length} on Redis`,
  )
  expect(counts[0]).toBeGreaterThan(2 * played.length)
  expect(counts[1]).toBeGreaterThan(2 * both.length)
}, 900_000)

async function onRedis(played: Parameters<typeof strikeAll>[0]): Promise<number> {
  const server = await startRedis()
  try {
    return await strikeAll(played, { REDIS_URL: server.url }, lease)
  } finally {
    await server.stop()
  }
}
