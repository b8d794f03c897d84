import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Perform, Queue } from '../../../app/queue/queue.ts'
import { keyOf, laneOf } from '../../../app/task.ts'
import type { Work } from '../../../app/task.ts'
import { textOf, until, work } from './conformance.ts'

/** A queue that can be left as it is, as if its process had been killed, and opened again. */
export interface Crashing {
  open(): Promise<Queue>
  crash(): Promise<void>
  end(): Promise<void>
}

type Step =
  | { readonly kind: 'accept'; readonly pull: number; readonly key: number }
  | { readonly kind: 'redeliver'; readonly back: number }
  | { readonly kind: 'crash' }
  | { readonly kind: 'wait'; readonly milliseconds: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('accept' as const), pull: fc.nat(2), key: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('redeliver' as const), back: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.nat(30) }) },
)

/** Performs works, each of which fails some times before, and notes what was done in which order, and what overlapped. */
function performer(fails: readonly number[]) {
  const running = new Set<string>()
  const done = new Map<string, string[]>()
  const overlaps: string[] = []
  const failed = new Map<string, number>()
  let life = 0
  async function perform(born: number, each: Work): Promise<void> {
    if (born !== life) return
    const lane = laneOf(each)
    if (running.has(lane)) overlaps.push(lane)
    running.add(lane)
    await sleep(2)
    if (born !== life) return // Its process is dead: nobody sees what it does.
    running.delete(lane)
    const times = failed.get(textOf(each)) ?? 0
    failed.set(textOf(each), times + 1)
    if (times < (fails[Number(textOf(each)) % fails.length] ?? 0)) throw new Error('no')
    const key = `${lane} ${keyOf(each)}`
    done.set(key, [...(done.get(key) ?? []), textOf(each)])
  }
  function die(): void {
    life += 1
    running.clear()
  }
  /** For the process that lives now. */
  function performing(): Perform {
    const born = life
    return (each) => perform(born, each)
  }
  return { performing, die, done, overlaps }
}

/** Whatever is accepted, fails and crashes: in the end the newest work of each key was done last. */
export function property(fresh: () => Crashing, numRuns: number): void {
  test('whatever fails and crashes, the newest of each key is done last, and no lane runs twice at once', async () => {
    const fails = fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fails, async (steps, failing) => {
        const place = fresh()
        const { performing, die, done, overlaps } = performer(failing)
        let queue = await place.open()
        queue.start(performing(), 2)
        const accepted: Work[] = []
        for (const next of steps) {
          if (next.kind === 'wait') await sleep(next.milliseconds)
          if (next.kind === 'accept') {
            const each = work(next.pull, next.key, `${accepted.length}`)
            expect(await queue.accept(`${accepted.push(each)}`, [each])).toBe(true)
          }
          if (next.kind === 'redeliver') {
            const number = accepted.length - next.back
            const each = accepted[number - 1]
            if (each) expect(await queue.accept(`${number}`, [each])).toBe(false)
          }
          if (next.kind === 'crash') {
            die()
            await place.crash()
            queue = await place.open()
            queue.start(performing(), 2)
          }
        }
        await until(async () => {
          const { waiting, running } = await queue.state()
          return waiting + running === 0
        }, 20_000)
        const newest = new Map(accepted.map((each) => [`${laneOf(each)} ${keyOf(each)}`, textOf(each)]))
        expect(new Map([...done].map(([key, texts]) => [key, texts.at(-1)]))).toEqual(newest)
        expect(overlaps).toEqual([])
        expect((await queue.state()).parked).toEqual([])
        await queue.stop(1)
        await place.end()
      }),
      { numRuns, endOnFailure: true },
    )
  }, 120_000)
}
