import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { laneOf } from '../task.ts'
import type { Work } from '../task.ts'
import { Database } from './database.ts'
import { begin, end, outcomeOf, stateOf } from './lane.ts'
import type { Outcome } from './lane.ts'
import { Lanes } from './lanes.ts'
import { admit } from './limits.ts'
import { defaults, reason, Unavailable } from './queue.ts'
import type { Options, Perform, Queue, State } from './queue.ts'
import { report } from './report.ts'
import { Runs } from './runs.ts'

interface Accepting {
  readonly store: () => boolean
  readonly resolve: (fresh: boolean) => void
  readonly reject: (error: Unavailable) => void
}

const hour = 60 * 60 * 1000

/** The engine that needs no service: a file, for one process. */
export class SqliteQueue implements Queue {
  readonly #options: Required<Options>
  readonly #database: Database
  readonly #lanes: Lanes
  readonly #runs = new Runs()
  readonly #sent = new Map<number, readonly number[]>()
  #accepting: Accepting[] = []
  #perform: Perform | undefined
  #concurrency = 0
  #timer: NodeJS.Timeout | undefined
  #pruned = -Infinity

  /** @throws when the file cannot be opened, or another process has it. */
  constructor(file: string, options: Options) {
    this.#options = { ...defaults, ...options }
    this.#database = new Database(file)
    this.#lanes = new Lanes(this.#database, this.#options)
  }

  accept(delivery: string, works: readonly Work[]): Promise<boolean> {
    return this.#together(() => this.#accept(delivery, works))
  }

  async writable(): Promise<void> {
    await this.#together(() => this.#lanes.probe())
  }

  /** What is stored in one turn of the event loop is written to the disk together: one wait for it, not one each. */
  #together(store: () => boolean): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#accepting.push({ store, resolve, reject })
      if (this.#accepting.length === 1) setImmediate(() => this.#flush())
    })
  }

  #flush(): void {
    const accepting = this.#accepting
    this.#accepting = []
    try {
      const fresh = this.#database.transaction(() => {
        this.#prune()
        return accepting.map(({ store }) => store())
      })
      accepting.forEach(({ resolve }, index) => resolve(fresh[index] === true))
    } catch (error) {
      for (const { reject } of accepting) reject(new Unavailable(error))
    }
    this.#pump()
  }

  #accept(delivery: string, works: readonly Work[]): boolean {
    const isFresh = this.#lanes.remember(delivery)
    if (isFresh) for (const work of works) this.#lanes.add(work)
    return isFresh
  }

  start(perform: Perform, concurrency: number): void {
    this.#perform = perform
    this.#concurrency = concurrency
    this.#pump()
  }

  async stop(seconds: number): Promise<void> {
    this.#perform = undefined
    clearTimeout(this.#timer)
    await this.#runs.end(seconds)
    if (this.#accepting.length) this.#flush()
    this.#database.close()
  }

  async state(): Promise<State> {
    return this.#guard(() => stateOf(this.#lanes.all(), this.#lanes.parked(), this.#options.now()))
  }

  async retry(id: string): Promise<boolean> {
    const found = this.#guard(() => this.#database.transaction(() => this.#lanes.retry(id)))
    this.#pump()
    return found
  }

  async spend(installation: number): Promise<number> {
    const { sent, wait } = admit(this.#sent.get(installation) ?? [], this.#options.now())
    this.#sent.set(installation, sent)
    return wait
  }

  /** Begins as much as may run, and comes back when there is more to do. */
  #pump(): void {
    clearTimeout(this.#timer)
    try {
      while (this.#perform && this.#runs.size < this.#concurrency) {
        if (!this.#take(this.#perform)) return this.#wake(this.#lanes.nextDue())
      }
    } catch (error) {
      this.#options.log.warn({ error: reason(error) }, 'The queue cannot be read or written; trying again in a second')
      this.#wake(this.#options.now() + 1000)
    }
  }

  #wake(at: number | undefined): void {
    const wait = Math.min((at ?? Infinity) - this.#options.now(), hour)
    this.#timer = setTimeout(() => this.#pump(), Math.max(1, wait))
  }

  /** Begins the work whose turn it is; `false` when there is none. */
  #take(perform: Perform): boolean {
    const row = this.#lanes.next()
    if (!row) return false
    const run = randomUUID()
    const work = this.#database.transaction(() => {
      const begun = begin(this.#lanes.works(row), run, this.#options.now(), this.#options)
      this.#lanes.begun(row, begun, begun.work !== undefined)
      return begun.work
    })
    this.#lanes.advance(row)
    if (work) void this.#runs.start((controller) => this.#attempt(perform, work, run, controller.signal))
    return true
  }

  async #attempt(perform: Perform, work: Work, run: string, signal: AbortSignal): Promise<void> {
    const outcome = await outcomeOf(perform, work, signal)
    while (this.#database.isOpen && !this.#ended(work, run, outcome)) await sleep(1000)
    setImmediate(() => this.#pump())
  }

  /** Stores how a run ended; `false` when that is not possible now. */
  #ended(work: Work, run: string, outcome: Outcome): boolean {
    try {
      this.#database.transaction(() => {
        const row = this.#lanes.find(laneOf(work))
        if (!row) return
        const now = this.#options.now()
        const change = end(this.#lanes.works(row), run, outcome, now, this.#options)
        this.#lanes.ended(row, change)
        if (outcome.end === 'done') this.#lanes.unpark(work)
        if (outcome.end === 'later') this.#lanes.pause(row.installation, now + outcome.seconds * 1000)
        report(this.#options.log, work, outcome, change.parked)
      })
      return true
    } catch (error) {
      this.#options.log.warn({ error: reason(error) }, 'The end of a work cannot be stored; trying again in a second')
      return false
    }
  }

  #prune(): void {
    const now = this.#options.now()
    if (now < this.#pruned + hour) return
    this.#pruned = now
    this.#lanes.prune()
  }

  #guard<T>(read: () => T): T {
    try {
      return read()
    } catch (error) {
      throw new Unavailable(error)
    }
  }
}
