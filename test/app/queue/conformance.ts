import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Later } from '../../../app/later.ts'
import { Unavailable } from '../../../app/queue/queue.ts'
import type { Options, Queue } from '../../../app/queue/queue.ts'
import type { Work } from '../../../app/task.ts'
import { damage, open } from './engine.ts'
import type { Address } from './engine.ts'

/** A comment of a pull request: `comment` is its key, `text` tells an older from a newer. */
export function work(pull: number, comment: number, text = '', installation = 1): Work {
  return { installation, owner: 'o', repo: 'r', task: { kind: 'command', pull, comment, by: 'someone', text } }
}

export function textOf({ task }: Work): string {
  return task.kind === 'command' ? task.text : ''
}

/** Something to wait for and to let happen. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const events = new EventEmitter()
  return { opened: once(events, 'open').then(() => undefined), open: () => void events.emit('open') }
}

export async function until(condition: () => boolean | Promise<boolean>, milliseconds = 10_000): Promise<void> {
  const end = Date.now() + milliseconds
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not so within ${milliseconds} ms: ${condition.toString()}`)
    await sleep(5)
  }
}

// Machines that are busy with other tests are slow.
vi.setConfig({ testTimeout: 30_000 })

/** What every engine does. `fresh` gives an empty place for a queue. */
export function conformance(fresh: () => Address): void {
  const queues = new Set<Queue>()

  async function queueAt(address: Address, options: Partial<Options> = {}): Promise<Queue> {
    const queue = await open(address, options)
    queues.add(queue)
    return queue
  }

  async function stop(queue: Queue, seconds = 5): Promise<void> {
    queues.delete(queue)
    await queue.stop(seconds)
  }

  afterEach(async () => {
    for (const queue of queues) await stop(queue, 0)
  })

  async function idle(queue: Queue): Promise<void> {
    await until(async () => {
      const { waiting, running } = await queue.state()
      return waiting + running === 0
    })
  }

  describe('accepting', () => {
    test('a delivery is taken once', async () => {
      const queue = await queueAt(fresh())
      expect(await queue.accept('a', [work(1, 1)])).toBe(true)
      expect(await queue.accept('a', [work(2, 2)])).toBe(false)
      expect(await queue.accept('b', [])).toBe(true)
      expect(await queue.accept('b', [work(1, 1)])).toBe(false)
      expect(await queue.state()).toMatchObject({ waiting: 1, running: 0, parked: [] })
    })

    test('the same delivery many times at once is taken once', async () => {
      const queue = await queueAt(fresh())
      const taken = await Promise.all(Array.from({ length: 20 }, () => queue.accept('a', [work(1, 1)])))
      expect(taken.filter(Boolean)).toHaveLength(1)
    })

    test('says that it can store, and takes deliveries after as before', async () => {
      const queue = await queueAt(fresh())
      await Promise.all([queue.writable(), queue.writable(), queue.accept('a', [work(1, 1)])])
      await queue.writable()
      expect(await queue.accept('a', [work(1, 1)])).toBe(false)
      expect(await queue.state()).toMatchObject({ waiting: 1, running: 0, parked: [] })
    })

    test('what was taken, and that it was, outlasts the queue', async () => {
      const address = fresh()
      const first = await queueAt(address)
      await first.accept('a', [work(1, 1, 'hello')])
      await stop(first)
      const second = await queueAt(address)
      expect(await second.accept('a', [work(1, 2)])).toBe(false)
      const done: string[] = []
      second.start(async (each) => void done.push(textOf(each)), 1)
      await idle(second)
      expect(done).toEqual(['hello'])
    })

    test('many deliveries for one lane at once are all taken', async () => {
      const queue = await queueAt(fresh())
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => queue.accept(`${index}`, [work(1, index, `${index}`)])),
      )
      const done: string[] = []
      queue.start(async (each) => void done.push(textOf(each)), 4)
      await idle(queue)
      expect(done.toSorted()).toEqual(Array.from({ length: 40 }, (_, index) => `${index}`).toSorted())
    })

    test('text that is no good Unicode and names that look like objects do no harm', async () => {
      const queue = await queueAt(fresh())
      const odd = { ...work(1, 1, '\u0000\u{1F600}"\\'), owner: '__proto__', repo: 'constructor' }
      await queue.accept("'; drop table lanes; --", [odd])
      const done: Work[] = []
      queue.start(async (each) => void done.push(each), 1)
      await idle(queue)
      expect(done).toEqual([odd])
    })

    test('a queue that was stopped is unavailable', async () => {
      const queue = await queueAt(fresh())
      await stop(queue)
      await expect(queue.accept('a', [work(1, 1)])).rejects.toThrow(Unavailable)
      await expect(queue.state()).rejects.toThrow(Unavailable)
    })
  })

  describe('lanes', () => {
    test('the newest work of a key counts, and goes behind the others of its lane', async () => {
      const queue = await queueAt(fresh())
      await queue.accept('a', [work(1, 1, 'old'), work(1, 2, 'other'), work(2, 1, 'other lane')])
      await queue.accept('b', [work(1, 1, 'new')])
      const done: string[] = []
      queue.start(async (each) => void done.push(textOf(each)), 1)
      await idle(queue)
      expect(done.filter((text) => text !== 'other lane')).toEqual(['other', 'new'])
      expect(done).toContain('other lane')
    })

    test('nothing of a lane runs beside another work of it; a newer one of the same key runs after', async () => {
      const queue = await queueAt(fresh())
      const { opened, open: finish } = gate()
      const log: string[] = []
      queue.start(async (each) => {
        log.push(`begin ${textOf(each)}`)
        if (textOf(each) === 'first') await opened
        log.push(`end ${textOf(each)}`)
      }, 5)
      await queue.accept('a', [work(1, 1, 'first')])
      await until(() => log.length === 1)
      await queue.accept('b', [work(1, 1, 'second')])
      await queue.accept('c', [work(1, 1, 'third')])
      await queue.accept('d', [work(1, 2, 'other key')])
      await queue.accept('e', [work(2, 1, 'other lane')])
      await until(() => log.includes('end other lane'))
      await until(async () => (await queue.state()).running === 1)
      expect(await queue.state()).toMatchObject({ waiting: 2, running: 1 })
      finish()
      await idle(queue)
      expect(log.filter((line) => !line.includes('lane'))).toEqual(
        ['first', 'third', 'other key'].flatMap((text) => [`begin ${text}`, `end ${text}`]),
      )
    })

    test('as many lanes run at once as were asked for', async () => {
      const queue = await queueAt(fresh())
      const { opened, open: finish } = gate()
      let [running, most] = [0, 0]
      queue.start(async () => {
        running += 1
        most = Math.max(most, running)
        await opened
        running -= 1
      }, 3)
      for (let pull = 0; pull < 8; pull++) await queue.accept(`${pull}`, [work(pull, 1)])
      await until(() => running === 3)
      expect(await queue.state()).toMatchObject({ waiting: 5, running: 3 })
      finish()
      await idle(queue)
      expect(most).toBe(3)
    })

    test('a busy installation does not keep another waiting', async () => {
      const queue = await queueAt(fresh())
      const busy = Array.from({ length: 30 }, (_, pull) => work(pull, 1, 'busy', 1))
      await queue.accept('a', busy)
      await queue.accept('b', [work(1, 1, 'quiet', 2), work(2, 1, 'quiet', 2)])
      const done: string[] = []
      queue.start(async (each) => {
        done.push(textOf(each))
        // And it goes on being busy.
        if (done.length === 5)
          await queue.accept('c', [work(99, 1, 'late', 3), ...busy.map((_, pull) => work(100 + pull, 1, 'busy', 1))])
      }, 1)
      await idle(queue)
      expect(done).toHaveLength(63)
      expect(done.lastIndexOf('quiet')).toBeLessThan(6)
      expect(done.indexOf('late')).toBeLessThan(9)
    })
  })

  describe('failures', () => {
    test('a work that failed runs again, later each time', async () => {
      const queue = await queueAt(fresh(), { backoff: 100, random: () => 0.5 })
      const times: number[] = []
      queue.start(async () => {
        times.push(Date.now())
        if (times.length < 3) throw new Error('no')
      }, 1)
      await queue.accept('a', [work(1, 1)])
      await until(() => times.length === 3)
      await idle(queue)
      const [first = 0, second = 0, third = 0] = times
      expect(second - first).toBeGreaterThanOrEqual(99)
      expect(third - second).toBeGreaterThanOrEqual(299)
      expect(await queue.state()).toMatchObject({ parked: [] })
    })

    test('a work that fails too often is parked with its error, and holds up nothing', async () => {
      const queue = await queueAt(fresh(), { retries: 2 })
      const begun: string[] = []
      let cured = false
      queue.start(async (each) => {
        begun.push(textOf(each))
        if (textOf(each) === 'poison' && !cured) throw new TypeError(`no ${'x'.repeat(5000)}`)
      }, 1)
      await queue.accept('a', [work(1, 1, 'poison'), work(1, 2, 'behind')])
      await until(async () => (await queue.state()).parked.length === 1)
      expect(begun).toEqual(['poison', 'behind', 'poison', 'poison'])
      const { parked, waiting, running } = await queue.state()
      expect({ waiting, running }).toEqual({ waiting: 0, running: 0 })
      expect(parked[0]).toMatchObject({ id: '1/o/r#1 command 1', work: work(1, 1, 'poison') })
      expect(parked[0]?.error).toMatch(/^TypeError: no x{1000}/)
      expect(parked[0]?.error.length).toBeLessThanOrEqual(2000)
      expect(Math.abs(Date.now() - (parked[0]?.since ?? 0))).toBeLessThan(5000)
      expect(await queue.retry('1/o/r#1 command 2')).toBe(false)
      cured = true
      expect(await queue.retry('1/o/r#1 command 1')).toBe(true)
      await idle(queue)
      expect(begun.at(-1)).toBe('poison')
      expect((await queue.state()).parked).toEqual([])
      expect(await queue.retry('1/o/r#1 command 1')).toBe(false)
    })

    test.each([
      ['a review', { kind: 'review', pull: 1 }, { kind: 'unfinished', pull: 1 }],
      [
        'a command to review',
        { kind: 'command', pull: 1, comment: 5, by: 'ada', text: '/lynceus review' },
        { kind: 'unfinished', pull: 1 },
      ],
      ['a merge group', { kind: 'merge-group', head: 'c', base: 'b' }, { kind: 'unfinished', head: 'c', base: 'b' }],
    ] as const)(
      'once %s is parked its check run is ended; both are settled when it succeeds',
      async (_, task, after) => {
        const queue = await queueAt(fresh())
        const seen: string[] = []
        let isBroken = true
        queue.start(async (each) => {
          seen.push(each.task.kind)
          if (isBroken) throw new Error('no')
        }, 1)
        const place = { installation: 1, owner: 'o', repo: 'r' }
        await queue.accept('a', [{ ...place, task }])
        await idle(queue)
        // What ends the check run is tried as often, and nothing comes after it.
        expect(seen).toEqual([
          ...Array.from({ length: 3 }, () => task.kind),
          ...Array.from({ length: 3 }, () => after.kind),
        ])
        const { parked } = await queue.state()
        expect(parked.map(({ work: one }) => one)).toEqual([
          { ...place, task },
          { ...place, task: after },
        ])
        isBroken = false
        expect(await queue.retry(parked[0]?.id ?? '')).toBe(true)
        await idle(queue)
        expect(seen.slice(6)).toEqual([task.kind])
        expect((await queue.state()).parked).toEqual([])
      },
    )

    test('a parked work is gone once a newer one of its key succeeds', async () => {
      const queue = await queueAt(fresh(), { retries: 0 })
      queue.start(async (each) => {
        if (textOf(each) === 'bad') throw new Error('no')
      }, 1)
      await queue.accept('a', [work(1, 1, 'bad'), work(1, 2, 'bad')])
      await until(async () => (await queue.state()).parked.length === 2)
      await queue.accept('b', [work(1, 1, 'good')])
      await until(async () => (await queue.state()).parked.length === 1)
      expect((await queue.state()).parked.map(({ id }) => id)).toEqual(['1/o/r#1 command 2'])
    })

    test('nothing is parked any more of a pull request that was closed; of others it is', async () => {
      const queue = await queueAt(fresh(), { retries: 0 })
      queue.start(async (each) => {
        if (textOf(each) === 'bad') throw new Error('no')
      }, 1)
      await queue.accept('a', [work(1, 1, 'bad'), work(1, 2, 'bad'), work(11, 3, 'bad')])
      await until(async () => (await queue.state()).parked.length === 3)
      await queue.accept('b', [{ ...work(1, 1), task: { kind: 'closed', pull: 1 } }])
      await until(async () => (await queue.state()).parked.length < 3)
      expect((await queue.state()).parked.map(({ id }) => id)).toEqual(['1/o/r#11 command 3'])
    })

    test('a failed work does not run again when a newer one waits', async () => {
      const queue = await queueAt(fresh())
      const { opened, open: finish } = gate()
      const begun: string[] = []
      queue.start(async (each) => {
        begun.push(textOf(each))
        if (textOf(each) !== 'old') return
        await opened
        throw new Error('no')
      }, 1)
      await queue.accept('a', [work(1, 1, 'old')])
      await until(() => begun.length === 1)
      await queue.accept('b', [work(1, 1, 'new')])
      finish()
      await idle(queue)
      expect(begun).toEqual(['old', 'new'])
    })

    test('a newer work does not wait for the time of the failed one it replaces', async () => {
      const queue = await queueAt(fresh(), { backoff: 60_000 })
      const begun: string[] = []
      queue.start(async (each) => {
        begun.push(textOf(each))
        if (textOf(each) === 'old') throw new Error('no')
      }, 1)
      await queue.accept('a', [work(1, 1, 'old')])
      await until(async () => begun.length === 1 && (await queue.state()).running === 0)
      await queue.accept('b', [work(1, 1, 'new')])
      await idle(queue)
      expect(begun).toEqual(['old', 'new'])
    })

    test('a failed work whose time comes while another of its lane runs waits for that', async () => {
      const queue = await queueAt(fresh(), { backoff: 100, random: () => 0.5 })
      const log: string[] = []
      queue.start(async (each) => {
        log.push(`begin ${textOf(each)}`)
        if (log.length === 1) throw new Error('no')
        if (textOf(each) === 'long') await sleep(400)
        log.push(`end ${textOf(each)}`)
      }, 3)
      await queue.accept('a', [work(1, 1, 'failed')])
      await until(async () => log.length === 1 && (await queue.state()).running === 0)
      await queue.accept('b', [work(1, 2, 'long')])
      await idle(queue)
      expect(log).toEqual(['begin failed', 'begin long', 'end long', 'begin failed', 'end failed'])
    })

    test('when GitHub asks to wait, the installation waits, others do not, and nothing counts as a failure', async () => {
      const queue = await queueAt(fresh(), { retries: 0 })
      const begun: { text: string; at: number }[] = []
      queue.start(async (each) => {
        begun.push({ text: textOf(each), at: Date.now() })
        const times = begun.filter(({ text }) => text === 'limited').length
        if (textOf(each) === 'limited' && times < 4) throw new Later(0.6, 'secondary limit')
      }, 1)
      await queue.accept('a', [work(1, 1, 'limited', 1)])
      await until(() => begun.length === 1)
      await until(async () => (await queue.state()).running === 0)
      await queue.accept('b', [work(2, 1, 'same installation', 1)])
      await queue.accept('c', [work(1, 1, 'another', 2)])
      await idle(queue)
      const first = begun[0]?.at ?? 0
      function firstOf(name: string): number {
        return (begun.find(({ text }) => text === name)?.at ?? Number.NaN) - first
      }
      expect(firstOf('same installation')).toBeGreaterThanOrEqual(598)
      expect(firstOf('another')).toBeLessThan(598)
      const times = begun.filter(({ text }) => text === 'limited').map(({ at }) => at)
      expect(times).toHaveLength(4)
      expect((times[3] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1797)
      expect((await queue.state()).parked).toEqual([])
    })
  })

  describe('stopping', () => {
    test('what runs is waited for, nothing more is begun', async () => {
      const address = fresh()
      const queue = await queueAt(address)
      const { opened, open: finish } = gate()
      const log: string[] = []
      queue.start(async (each) => {
        log.push(`begin ${textOf(each)}`)
        await opened
        log.push(`end ${textOf(each)}`)
      }, 1)
      await queue.accept('a', [work(1, 1, 'a'), work(2, 1, 'b'), work(1, 2, 'c')])
      await until(() => log.length === 1)
      const stopped = stop(queue, 5)
      setTimeout(finish, 100)
      await stopped
      expect(log).toHaveLength(2)
      const next = await queueAt(address)
      expect(await next.state()).toMatchObject({ waiting: 2, running: 0 })
    })

    test('what does not end in time is aborted and handed back; that is no failure', async () => {
      const address = fresh()
      for (let round = 0; round < 3; round++) {
        const queue = await queueAt(address, { retries: 0 })
        let begun = false
        queue.start(async (_, signal) => {
          begun = true
          await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
        }, 1)
        await queue.accept('a', [work(1, 1, 'long')])
        await until(() => begun)
        const start = Date.now()
        await stop(queue, 0.1)
        expect(Date.now() - start).toBeLessThan(1500)
      }
      const queue = await queueAt(address, { retries: 0 })
      expect(await queue.state()).toMatchObject({ waiting: 1, running: 0, parked: [] })
      const done: string[] = []
      queue.start(async (each) => void done.push(textOf(each)), 1)
      await idle(queue)
      expect(done).toEqual(['long'])
    })

    test('what ignores the signal does not hold up the stop, and runs again', async () => {
      const address = fresh()
      const queue = await queueAt(address)
      const { opened, open: finish } = gate()
      let begun = false
      queue.start(async () => {
        begun = true
        await opened
      }, 1)
      await queue.accept('a', [work(1, 1, 'deaf')])
      await until(() => begun)
      const start = Date.now()
      await stop(queue, 0.1)
      expect(Date.now() - start).toBeLessThan(6000)
      const next = await queueAt(address)
      const done: string[] = []
      next.start(async (each) => void done.push(textOf(each)), 1)
      await idle(next)
      expect(done).toEqual(['deaf'])
      finish()
    }, 20_000)
  })

  describe('a lane that cannot be read', () => {
    const review = { installation: 1, owner: 'o', repo: 'r', task: { kind: 'review', pull: 1 } }

    test.each([
      '{"half',
      'null',
      '7',
      '[null]',
      '[{"work":{"installation":1}}]',
      '{"works":[null],"job":"a","due":0}',
      '[{"work":{"installation":1,"owner":"o","repo":"r","task":{"kind":"dashboard"}},"since":0,"due":0,"attempts":0}]',
    ])('and holds %s is parked with that, holds up nothing, and can be run again', async (text) => {
      const address = fresh()
      const first = await queueAt(address)
      await first.accept('a', [work(1, 1, 'lost'), work(2, 1, 'kept')])
      await stop(first)
      await damage(address, '1/o/r#1', '1/o/r#3 command 9', text)
      const warned: string[] = []
      const log = { warn: (_: object, message: string) => void warned.push(message) }
      const queue = await queueAt(address, { log })
      expect((await queue.state()).waiting).toBe(1)
      const done: Work[] = []
      queue.start(async (each) => void done.push(each), 1)
      await until(async () => done.length === 1 && (await queue.state()).parked.length === 2)
      await idle(queue)
      expect(done).toEqual([work(2, 1, 'kept')])
      expect((await queue.state()).parked).toMatchObject([
        { id: '1/o/r#3 command 9', work: { ...review, task: { kind: 'review', pull: 3 } } },
        { id: '1/o/r#1 review', work: review, error: `What waited here could not be read: ${text}` },
      ])
      expect(warned.filter((message) => message.includes('cannot be read and is parked'))).toHaveLength(1)
      await queue.accept('b', [work(1, 1, 'new')])
      expect(await queue.retry('1/o/r#1 review')).toBe(true)
      expect(await queue.retry('1/o/r#3 command 9')).toBe(true)
      await until(() => done.length === 4)
      expect(done.slice(1)).toContainEqual(review)
      await idle(queue)
      expect((await queue.state()).parked).toEqual([])
    })

    test('takes what comes for it, and what comes with that', async () => {
      const address = fresh()
      const queue = await queueAt(address)
      await queue.accept('a', [work(1, 1)])
      await stop(queue)
      await damage(address, '1/o/r#1', '1/o/r#3 command 9', '?')
      const next = await queueAt(address)
      expect(await Promise.all([next.accept('b', [work(1, 2)]), next.accept('c', [work(2, 2)])])).toEqual([true, true])
      const { waiting, parked } = await next.state()
      expect([waiting, parked.map(({ id }) => id)]).toEqual([2, ['1/o/r#3 command 9', '1/o/r#1 review']])
      const done: Work[] = []
      next.start(async (each) => void done.push(each), 1)
      await idle(next)
      expect(done).toHaveLength(2)
    })
  })

  test('the state tells the age of what waits longest', async () => {
    let now = 1_000_000
    const queue = await queueAt(fresh(), { now: () => now })
    expect(await queue.state()).toEqual({ waiting: 0, running: 0, oldestSeconds: 0, parked: [] })
    await queue.accept('a', [work(1, 1)])
    now += 5000
    await queue.accept('b', [work(1, 1), work(2, 1)])
    now += 2000
    expect(await queue.state()).toEqual({ waiting: 2, running: 0, oldestSeconds: 7, parked: [] })
  })

  test('an installation creates no more than GitHub allows, in any minute and any hour', async () => {
    let now = 1_000_000_000
    const queue = await queueAt(fresh(), { now: () => now })
    const sent: number[] = []
    while (now < 1_000_000_000 + 2 * 3_600_000) {
      const wait = await queue.spend(1)
      if (!wait) sent.push(now)
      now += wait ? wait * 1000 : 300
    }
    function most(span: number): number {
      return Math.max(...sent.map((start) => sent.filter((at) => at >= start && at < start + span).length))
    }
    expect(most(60_000)).toBe(80)
    expect(most(3_600_000)).toBe(500)
    expect(sent.length).toBeGreaterThanOrEqual(1000)
    expect(await queue.spend(2)).toBe(0)
  })

  test('requests at once are counted one by one', async () => {
    const queue = await queueAt(fresh(), { now: () => 5 })
    const waits = await Promise.all(Array.from({ length: 100 }, () => queue.spend(1)))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(80)
    expect(new Set(waits)).toEqual(new Set([0, 60]))
  })
}
