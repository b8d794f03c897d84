import { afterAll, describe, expect, test } from 'vitest'
import { redisMissing, startRedis } from '../queue/redis-server.ts'
import { strikeAll } from './crash.ts'
import { stories } from './stories.ts'

describe('killed at every step, and started again: nothing is lost and nothing is there twice', () => {
  test('on SQLite', async () => {
    const start = performance.now()
    const count = await strikeAll(stories, {}, 0)
    console.log(`killed ${count} times in ${stories.length} stories, ${seconds(start)} s`)
    expect(count).toBeGreaterThan(stories.length)
  }, 900_000)
})

function seconds(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1)
}
void afterAll
void redisMissing
void startRedis
