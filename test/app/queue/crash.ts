import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { State } from '../../../app/queue/queue.ts'
import { work } from './conformance.ts'
import type { Address } from './engine.ts'
import { startChild } from './process.ts'
import type { Child } from './process.ts'

/** A line of the log: a process began or ended a work of a lane, or ended itself. */
interface Line {
  readonly event: string
  readonly pid: string
  readonly lane: string
  readonly text: string
}

function linesOf(log: string): Line[] {
  return readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [event = '', pid = '', lane = '', text = ''] = line.split(' ')
      return { event, pid, lane, text }
    })
}

function ended(log: string): Set<string> {
  return new Set(linesOf(log).flatMap(({ event, text }) => (event === 'end' ? [text] : [])))
}

/** Works that began while another of their lane ran in a process that lived. */
function overlaps(log: string): Line[] {
  const open = new Map<string, Line>()
  const found: Line[] = []
  for (const line of linesOf(log)) {
    if (line.event === 'begin') {
      if (open.has(line.lane)) found.push(line)
      open.set(line.lane, line)
    }
    if (line.event === 'end') open.delete(line.lane)
    if (line.event === 'dead') for (const [lane, { pid }] of open) if (pid === line.pid) open.delete(lane)
  }
  return found
}

/** What must hold when processes are killed at any moment; `workers` of them share a queue. */
export function crashes(fresh: () => Address, workers: number): void {
  const children = new Set<Child>()
  const folder = mkdtempSync(join(tmpdir(), 'lynceus-crash-'))
  let logs = 0

  function freshLog(): string {
    const log = join(folder, `${logs++}.log`)
    writeFileSync(log, '')
    return log
  }

  async function start(address: Address, log: string, concurrency = 4): Promise<Child> {
    const child = await startChild(address, log, concurrency)
    children.add(child)
    void child.exited.then(() => children.delete(child))
    return child
  }

  afterEach(async () => {
    for (const child of children) await child.kill()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Starts processes, one after the other, until one has nothing left to do. */
  async function finish(address: Address, log: string): Promise<State> {
    for (;;) {
      const child = await start(address, log)
      const death = child.exited.then(() => undefined)
      for (;;) {
        const state = await Promise.race([child.state(), death])
        if (!state) break
        if (state.waiting + state.running === 0) {
          await child.kill()
          return state
        }
        await sleep(20)
      }
    }
  }

  describe('killed', () => {
    test.each([1, 60])(
      'after it said that %i deliveries are stored: none of them is lost',
      async (answers) => {
        const [address, log] = [fresh(), freshLog()]
        const child = await start(address, log, 0)
        const said = new Set<number>()
        const all = Array.from({ length: 150 }, (_, index) => index)
        await new Promise<void>((resolve) => {
          for (const index of all) {
            void child.accept(`${index}`, [work(index % 20, index, `${index}`)]).then(() => {
              said.add(index)
              if (said.size === answers) resolve()
            })
          }
        })
        await child.kill()
        const stored = [...said]
        expect(stored.length).toBeGreaterThanOrEqual(answers)
        await finish(address, log)
        const done = ended(log)
        expect(stored.filter((index) => !done.has(`${index}`))).toEqual([])
        // GitHub sends again what was not answered: then all is done, and what was stored before is not done twice.
        const next = await start(address, log, 4)
        await Promise.all(all.map((index) => next.accept(`${index}`, [work(index % 20, index, `${index}`)])))
        await next.kill()
        await finish(address, log)
        expect(ended(log).size).toBe(150)
        expect(overlaps(log)).toEqual([])
      },
      30_000,
    )

    test('while a work runs, and after it was done but before that was stored: it runs again', async () => {
      const [address, log] = [fresh(), freshLog()]
      const child = await start(address, log)
      void child.accept('a', [work(1, 1, 'die-1'), work(1, 2, 'behind')])
      await child.exited
      await finish(address, log)
      const next = await start(address, log)
      void next.accept('b', [work(2, 1, 'unsaid-1'), work(2, 2, 'behind-too')])
      await next.exited
      const { parked } = await finish(address, log)
      expect(parked).toEqual([])
      const lines = linesOf(log).filter(({ event }) => event !== 'dead')
      expect(lines.map(({ event, text }) => `${event} ${text}`)).toEqual([
        ...['begin die-1', 'begin die-1', 'end die-1', 'begin behind', 'end behind'],
        ...['begin unsaid-1', 'end unsaid-1', 'begin unsaid-1', 'end unsaid-1', 'begin behind-too', 'end behind-too'],
      ])
    }, 30_000)

    test('by the same work again and again: it is parked, and the others are done', async () => {
      const [address, log] = [fresh(), freshLog()]
      const child = await start(address, log, 0)
      await child.accept('a', [work(1, 1, 'poison-1'), work(1, 2, 'behind')])
      await child.kill()
      const { parked } = await finish(address, log)
      expect(parked.map(({ id }) => id)).toEqual(['1/o/r#1 command 1'])
      expect(parked[0]?.error).toBe('The process ended, or was cut off, each of the 3 times while this ran.')
      expect(ended(log)).toEqual(new Set(['behind']))
    }, 30_000)

    test('at random moments, many times: nothing is lost, nothing of a lane runs beside another', async () => {
      const [address, log] = [fresh(), freshLog()]
      const works = Array.from({ length: 120 }, (_, index) => work(index % 12, index, `slow-${index}`))
      const team = await Promise.all(Array.from({ length: workers }, () => start(address, log)))
      works.forEach((each, index) => void team[index % workers]?.accept(`${index}`, [each]))
      for (let kills = 0; kills < 6; kills++) {
        await sleep(40 + 120 * Math.random())
        const index = kills % workers
        await team[index]?.kill()
        team[index] = await start(address, log)
        for (const [number, each] of works.entries()) void team[index]?.accept(`${number}`, [each])
      }
      const [last] = team
      for (const [number, each] of works.entries()) await last?.accept(`${number}`, [each])
      await Promise.all(team.map((each) => each.kill()))
      await finish(address, log)
      expect(works.length - ended(log).size).toBe(0)
      expect(overlaps(log)).toEqual([])
    }, 60_000)
  })
}
