import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Unavailable } from '../../../app/queue/queue.ts'
import type { Queue } from '../../../app/queue/queue.ts'
import { openRedis } from '../../../app/queue/redis.ts'
import { Store } from '../../../app/queue/store.ts'
import { conformance, gate, textOf, until, work } from './conformance.ts'
import { crashes } from './crash.ts'
import { freshPrefix, open, quick } from './engine.ts'
import { property } from './property.ts'
import type { Crashing } from './property.ts'
import { redisMissing, startRedis } from './redis-server.ts'
import type { RedisServer } from './redis-server.ts'

interface Wire {
  readonly url: string
  readonly cut: () => void
}

/** A way to a Redis that can be cut. */
async function wire(url: string): Promise<Wire> {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
    }
    near.pipe(far).pipe(near)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `redis://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    cut() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** A process that is killed no longer reaches Redis. */
function crashing(url: string): Crashing {
  const { prefix } = freshPrefix(url)
  const left: Queue[] = []
  let current: { readonly queue: Queue; readonly cut: () => void } | undefined
  return {
    async open() {
      const way = await wire(url)
      const queue = await openRedis(way.url, { ...quick, prefix, retries: 1000, backoff: 2, lease: 200 })
      current = { queue, cut: way.cut }
      return queue
    },
    async crash() {
      current?.cut()
      if (current) left.push(current.queue)
    },
    async end() {
      current?.cut()
      await Promise.all(left.map((queue) => queue.stop(0)))
    },
  }
}

function warnings() {
  const said: string[] = []
  return { said, log: { warn: (_: object, message: string) => void said.push(message) } }
}

describe.skipIf(redisMissing)(`the queue on Redis ${redisMissing ?? ''}`, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  conformance(() => freshPrefix(server.url))
  crashes(() => freshPrefix(server.url), 2)
  property(() => crashing(server.url), 8)

  test('two processes share the lanes: each work is done once, none of a lane beside another', async () => {
    const address = freshPrefix(server.url)
    const [first, second] = [await open(address), await open(address)]
    const [done, running, doers]: [string[], Set<number>, Set<Queue>] = [[], new Set(), new Set()]
    let overlaps = 0
    for (const queue of [first, second]) {
      queue.start(async (each) => {
        const pull = each.task.kind === 'command' ? each.task.pull : 0
        if (running.has(pull)) overlaps += 1
        running.add(pull)
        await sleep(5)
        running.delete(pull)
        doers.add(queue)
        done.push(textOf(each))
      }, 3)
    }
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (index % 2 ? first : second).accept(`${index}`, [work(index % 7, index, `${index}`)]),
      ),
    )
    await until(() => done.length >= 60)
    await Promise.all([first.stop(1), second.stop(1)])
    expect(done.toSorted()).toEqual(Array.from({ length: 60 }, (_, index) => `${index}`).toSorted())
    expect(overlaps).toBe(0)
    expect(doers.size).toBe(2)
  })

  test('a run that lost its lease and does not end has no say in what the next one does', async () => {
    const address = freshPrefix(server.url)
    const team = [await open(address), await open(address)]
    const gates = [gate(), gate(), gate()]
    let begun = 0
    for (const queue of team) queue.start(() => gates[begun++]?.opened ?? Promise.resolve(), 1)
    await team[0]?.accept('a', [work(1, 1, 'cut off')])
    await until(() => begun === 1)
    const client = new Redis(server.url)
    await client.del(await client.keys(`${address.prefix}:turns:*:lock`))
    await until(() => begun === 2)
    gates[0]?.open()
    await team[0]?.accept('b', [work(1, 2, 'next')])
    await sleep(300)
    expect(begun).toBe(2)
    gates[1]?.open()
    await until(() => begun === 3)
    gates[2]?.open()
    await Promise.all(team.map((queue) => queue.stop(1)))
    const state = await client.hlen(`${address.prefix}:lanes`)
    client.disconnect()
    expect({ begun, state }).toEqual({ begun: 3, state: 0 })
  }, 20_000)

  test('a lane whose turn was never added gets it', async () => {
    const address = freshPrefix(server.url)
    const client = new Redis(server.url)
    const entry = { work: work(1, 1, 'forgotten'), since: 0, due: 0, attempts: 0 }
    const place = { works: [entry], job: randomUUID(), due: 0 }
    await new Store(client, address.prefix, { now: Date.now, log: quick.log }).change(['1/o/r#1'], () => ({
      places: new Map([['1/o/r#1', place]]),
    }))
    const queue = await open(address)
    const done: string[] = []
    queue.start(async (each) => void done.push(textOf(each)), 1)
    await until(() => done.length > 0)
    await queue.stop(1)
    client.disconnect()
    expect(done).toEqual(['forgotten'])
  })

  test.each(['{"half', 'null', '{}', '7'])(
    'a turn that holds %s is given anew: its lane does not wait for ever',
    async (text) => {
      const address = freshPrefix(server.url)
      const first = await open(address)
      await first.accept('a', [work(1, 1, 'kept')])
      await first.stop(0)
      const client = new Redis(server.url)
      const turns = await client.keys(`${address.prefix}:turns:*-*-*`)
      expect(turns).toHaveLength(1)
      await client.hset(turns[0] ?? '', 'data', text)
      client.disconnect()
      const { said, log } = warnings()
      const queue = await open(address, { log })
      const done: string[] = []
      queue.start(async (each) => void done.push(textOf(each)), 1)
      await until(() => done.length > 0)
      await until(async () => (await queue.state()).running === 0)
      await queue.stop(1)
      expect(done).toEqual(['kept'])
      expect(said.length).toBeLessThan(5)
    },
  )

  test('keeps nothing of what is done but the delivery, and that for four days', async () => {
    const address = freshPrefix(server.url)
    const queue = await open(address)
    queue.start(async (each) => {
      if (textOf(each) === 'bad') throw new Error('no')
    }, 2)
    await queue.accept('a', [work(1, 1), work(2, 1), work(3, 1)])
    await until(async () => (await queue.state()).waiting + (await queue.state()).running === 0)
    await queue.stop(1)
    const client = new Redis(server.url)
    const keys = await client.keys(`${address.prefix}:*`)
    const left = keys.map((key) => key.slice(address.prefix.length)).toSorted()
    const ofBullmq = ['events', 'id', 'meta', 'stalled-check'].map((name) => `:turns:${name}`)
    expect(left).toEqual([':delivery:a', ':last-turns', ':turn', ...ofBullmq])
    const life = await client.pttl(`${address.prefix}:delivery:a`)
    client.disconnect()
    expect(life).toBeGreaterThan(95 * 3_600_000)
    expect(life).toBeLessThanOrEqual(96 * 3_600_000)
  })

  test('a Redis that may forget is warned of', async () => {
    const forgetful = await startRedis('--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru')
    const { said, log } = warnings()
    const queue = await openRedis(forgetful.url, { log })
    await queue.stop(0)
    await forgetful.stop()
    expect(said).toEqual([
      'Redis may evict works that wait: set its maxmemory-policy to noeviction',
      'Redis forgets what it took when it ends suddenly: set its appendonly to yes',
    ])
    const good = warnings()
    await (await openRedis(server.url, { log: good.log })).stop(0)
    expect(good.said).toEqual([])
  })

  test('a Redis that is not there or does not let us in, is said within three seconds; the password is not', async () => {
    const start = Date.now()
    const secured = server.url.replace('//', '//user:hunter2@')
    const said: unknown[] = []
    for (const url of [secured, 'redis://user:hunter2@127.0.0.1:1']) {
      const opening = openRedis(url, { log: { warn: (...all) => void said.push(all) } })
      await expect(opening).rejects.toThrow(Unavailable)
      said.push(String(await opening.catch((error: unknown) => error)))
    }
    expect(said.length).toBeGreaterThan(2)
    expect(JSON.stringify(said)).not.toContain('hunter2')
    expect(Date.now() - start).toBeLessThan(8000)
  })

  describe('when Redis fails', () => {
    let failing: RedisServer
    beforeAll(async () => {
      failing = await startRedis()
    })
    afterAll(() => failing.stop())

    test('accepting says so within three seconds, and works again after', async () => {
      const queue = await open(freshPrefix(failing.url))
      const done: string[] = []
      queue.start(async (each) => void done.push(textOf(each)), 1)
      await queue.accept('a', [work(1, 1, 'before')])
      await until(() => done.length === 1)
      await failing.kill()
      for (const delivery of ['b', 'c']) {
        const start = Date.now()
        await expect(queue.accept(delivery, [work(1, 1, 'lost')])).rejects.toThrow(Unavailable)
        expect(Date.now() - start).toBeLessThan(4000)
      }
      await expect(queue.state()).rejects.toThrow(Unavailable)
      await expect(queue.spend(1)).rejects.toThrow(Unavailable)
      await failing.restart()
      await until(() => queue.accept('b', [work(1, 1, 'after')]).catch(() => false))
      await until(() => done.includes('after'), 30_000)
      expect(await queue.accept('a', [work(1, 1)])).toBe(false)
      await queue.stop(1)
    }, 60_000)

    test('its failure is told once, and again when it fails again; it cannot be written meanwhile', async () => {
      const { said, log } = warnings()
      const queue = await open(freshPrefix(failing.url), { log })
      queue.start(async () => undefined, 1)
      for (const times of [1, 2]) {
        await failing.kill()
        await expect(queue.writable()).rejects.toThrow(Unavailable)
        await until(() => said.filter((message) => message.startsWith('The queue had trouble')).length >= times)
        await sleep(3000)
        expect(said.filter((message) => message.startsWith('The queue had trouble'))).toHaveLength(times)
        await failing.restart()
        await until(() =>
          queue.writable().then(
            () => true,
            () => false,
          ),
        )
        await sleep(2500)
      }
      await queue.stop(1)
    }, 60_000)

    test('a Redis that hangs is given up on after three seconds', async () => {
      const queue = await open(freshPrefix(failing.url))
      failing.freeze()
      const start = Date.now()
      await expect(queue.accept('a', [work(1, 1)])).rejects.toThrow(Unavailable)
      const took = Date.now() - start
      failing.thaw()
      expect(took).toBeGreaterThan(2900)
      expect(took).toBeLessThan(4000)
      await queue.stop(1)
    }, 20_000)

    test('what runs is aborted once its lease is lost, and runs again after', async () => {
      const queue = await open(freshPrefix(failing.url))
      let [begun, aborted] = [0, 0]
      queue.start(async (_, signal) => {
        begun += 1
        if (begun > 1) return
        await once(signal, 'abort')
        aborted += 1
        throw new Error('aborted')
      }, 1)
      await queue.accept('a', [work(1, 1, 'cut off')])
      await until(() => begun === 1)
      await sleep(1500)
      expect(aborted, 'a lease is renewed').toBe(0)
      failing.freeze()
      await until(() => aborted === 1, 3000)
      failing.thaw()
      await until(() => begun === 2, 20_000)
      await queue.stop(1)
    }, 40_000)

    test('the end of a work that could not be stored then is stored when Redis is back', async () => {
      const queue = await open(freshPrefix(failing.url), { retries: 0 })
      let begun = 0
      queue.start(async () => {
        begun += 1
        if (begun === 1) await failing.kill()
      }, 1)
      await queue.accept('a', [work(1, 1)])
      await until(() => begun === 1)
      await sleep(200)
      await failing.restart()
      await until(async () => (await queue.state().catch(() => ({ running: 1 }))).running === 0, 20_000)
      expect((await queue.state()).parked).toEqual([])
      expect(begun).toBe(1)
      await queue.stop(1)
    }, 40_000)
  })
})
