import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, begin, due, end } from '../../../app/queue/lane.ts'
import type { Change, Lane, Outcome } from '../../../app/queue/lane.ts'
import { keyOf } from '../../../app/task.ts'
import type { Work } from '../../../app/task.ts'
import { textOf, work } from './conformance.ts'

const policy = { backoff: 1000, retries: 2, random: () => 0.5 }

type Step = { readonly kind: 'add'; readonly key: number } | { readonly kind: 'begin' } | Outcome

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), key: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'begin' as const }) },
  fc.constantFrom<Outcome>(
    { end: 'done' },
    { end: 'failed', error: 'no' },
    { end: 'later', seconds: 5 },
    { end: 'aborted' },
  ),
)

/** A lane over time: `begin` with a run that did not end is what follows a crash. */
class Story {
  lane: Lane = []
  now = 0
  runs = 0
  running: Work | undefined
  readonly newest = new Map<string, string>()
  readonly done = new Map<string, string>()
  readonly parked = new Map<string, string>()

  apply(change: Change): void {
    this.lane = change.lane
    if (change.parked) this.parked.set(keyOf(change.parked.work), textOf(change.parked.work))
  }

  take(next: Step): void {
    this.now += 700
    if ('end' in next) {
      if (!this.running) return
      if (next.end === 'done') this.done.set(keyOf(this.running), textOf(this.running))
      this.apply(end(this.lane, `${this.runs}`, next, this.now, policy))
      this.running = undefined
    } else if (next.kind === 'add') {
      const added = work(1, next.key, `${this.now}`)
      this.newest.set(keyOf(added), textOf(added))
      this.lane = add(this.lane, added, this.now)
    } else {
      const begun = begin(this.lane, `${++this.runs}`, this.now, policy)
      this.apply(begun)
      this.running = begun.work
    }
  }
}

describe('a lane', () => {
  test('whatever happens, runs one work at a time, and loses none that is the newest of its key', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const story = new Story()
        for (const next of steps) {
          story.take(next)
          const idle = story.lane.filter(({ run }) => !run).map((entry) => keyOf(entry.work))
          expect(story.lane.length - idle.length).toBeLessThanOrEqual(1)
          expect(new Set(idle).size).toBe(idle.length)
        }
        while (story.lane.length) {
          story.now = Math.max(story.now, due(story.lane) ?? 0)
          story.take({ kind: 'begin' })
          story.take({ end: 'done' })
        }
        for (const [key, text] of story.newest) expect([story.done.get(key), story.parked.get(key)]).toContain(text)
      }),
      { numRuns: 2000 },
    )
  })

  test('a run that the lane does not know of changes nothing', () => {
    const { lane } = begin(add([], work(1, 1), 0), 'second', 0, policy)
    for (const outcome of [{ end: 'done' }, { end: 'failed', error: '' }, { end: 'aborted' }] satisfies Outcome[]) {
      expect(end(lane, 'first', outcome, 0, policy).lane).toBe(lane)
    }
  })

  test('nothing runs before it is due', () => {
    const lane = add([], work(1, 1), 100)
    expect(begin(lane, 'a', 99, policy).work).toBeUndefined()
    expect(begin(lane, 'a', 100, policy).work).toEqual(work(1, 1))
    expect(due(lane)).toBe(100)
    expect(due([])).toBeUndefined()
  })

  test.each([
    [0, [500, 1500]],
    [0.5, [1000, 3000]],
    [1, [1500, 4500]],
  ])('with chance %d it waits %j ms, then it is parked', (random, waits) => {
    let lane = add([], work(1, 1), 0)
    let now = 0
    const seen: number[] = []
    for (;;) {
      const begun = begin(lane, 'a', now, policy)
      const change = end(begun.lane, 'a', { end: 'failed', error: 'no' }, now, { ...policy, random: () => random })
      lane = change.lane
      if (change.parked) break
      seen.push((due(lane) ?? 0) - now)
      now = due(lane) ?? 0
    }
    expect(seen).toEqual(waits)
    expect(lane).toEqual([])
  })

  test('a work that was replaced keeps its age', () => {
    const lane = add(add([], work(1, 1, 'old'), 5), work(1, 1, 'new'), 9)
    expect(lane).toEqual([{ work: work(1, 1, 'new'), since: 5, due: 9, attempts: 0 }])
  })
})
