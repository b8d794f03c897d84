import { randomUUID } from 'node:crypto'
import type { SQLOutputValue } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { laneOf } from '../task.ts'
import type { Work } from '../task.ts'
import { Database } from './database.ts'
import {
  add,
  begin,
  due,
  end,
  outcomeOf,
  readAs,
  settledBy,
  stateOf,
  stored,
  unreadable,
  unreadableParked,
} from './lane.ts'
import type { Change, Lane, Outcome } from './lane.ts'
import { admit } from './limits.ts'
import { defaults, reason, remembered, Unavailable } from './queue.ts'
import type { Options, Parked, Perform, Queue, State } from './queue.ts'
import { report } from './report.ts'
import { Runs } from './runs.ts'

interface Row {
  readonly name: string
  readonly installation: number
  readonly turn: number
  readonly busy: number
  readonly works: string
}

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
  readonly #runs = new Runs()
  readonly #sent = new Map<number, readonly number[]>()
  #accepting: Accepting[] = []
  #perform: Perform | undefined
  #concurrency = 0
  #timer: NodeJS.Timeout | undefined
  /** The turn of the lane that was taken last. */
  #turn = 0
  #pruned = -Infinity

  /** @throws when the file cannot be opened, or another process has it. */
  constructor(file: string, options: Options) {
    this.#options = { ...defaults, ...options }
    this.#database = new Database(file)
    this.#turn = Number(this.#database.get('select coalesce(min(turn), 0) as turn from lanes')?.['turn'])
  }

  accept(delivery: string, works: readonly Work[]): Promise<boolean> {
    return this.#together(() => this.#accept(delivery, works))
  }

  /** No delivery has this name; the row goes like theirs. */
  async writable(): Promise<void> {
    await this.#together(
      () => this.#database.run("insert or replace into deliveries values ('', ?)", this.#options.now()) > 0,
    )
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
    const changes = this.#database.run('insert or ignore into deliveries values (?, ?)', delivery, this.#options.now())
    if (changes) for (const work of works) this.#add(work)
    return changes > 0
  }

  #add(work: Work): void {
    const name = laneOf(work)
    const row = this.#lane(name)
    const { installation } = work
    const place = row ?? { name, installation, turn: this.#nextTurn(installation), busy: 0 }
    this.#store(place, add(this.#works(row), work, this.#options.now()))
  }

  /** Installations take turns: each lane of one comes a turn after the lane before it, however many wait. */
  #nextTurn(installation: number): number {
    const last = this.#database.get('select max(turn) as turn from lanes where installation = ?', installation)?.[
      'turn'
    ]
    return Math.max(this.#turn, Number(last ?? 0)) + 1
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
    return this.#guard(() => {
      const lanes = this.#database.all('select * from lanes').map((row) => worksOf(rowOf(row)) ?? [])
      return stateOf(lanes, this.#database.all('select * from parked').map(parkedOf), this.#options.now())
    })
  }

  async retry(id: string): Promise<boolean> {
    const found = this.#guard(() =>
      this.#database.transaction(() => {
        const row = this.#database.get('delete from parked where id = ? returning work', id)
        if (row) this.#add(workOf(row['work']) ?? unreadableParked(id, '', 0).work)
        return Boolean(row)
      }),
    )
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
        if (!this.#take(this.#perform)) return this.#wake(this.#nextDue())
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

  #nextDue(): number | undefined {
    const row = this.#database.get(
      'select min(max(due, coalesce(until, 0))) as due from lanes left join pauses using (installation) where busy = 0',
    )
    return typeof row?.['due'] === 'number' ? row['due'] : undefined
  }

  /** Begins the work whose turn it is; `false` when there is none. */
  #take(perform: Perform): boolean {
    const now = this.#options.now()
    const next = this.#database.get(
      'select * from lanes where busy = 0 and due <= ? and not exists (select 1 from pauses where pauses.installation = lanes.installation and until > ?) order by turn limit 1',
      now,
      now,
    )
    if (!next) return false
    const row = rowOf(next)
    const run = randomUUID()
    const work = this.#database.transaction(() => {
      const begun = begin(this.#works(row), run, now, this.#options)
      this.#settle({ ...row, busy: begun.work ? 1 : 0 }, begun)
      return begun.work
    })
    this.#turn = row.turn
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
        const row = this.#lane(laneOf(work))
        if (!row) return
        const now = this.#options.now()
        const change = end(this.#works(row), run, outcome, now, this.#options)
        this.#settle({ ...row, turn: this.#nextTurn(row.installation), busy: 0 }, change)
        if (outcome.end === 'done') this.#unpark(work)
        if (outcome.end === 'later')
          this.#database.run(
            'insert into pauses values (?, ?) on conflict do update set until = max(until, excluded.until)',
            row.installation,
            now + outcome.seconds * 1000,
          )
        report(this.#options.log, work, outcome, change.parked)
      })
      return true
    } catch (error) {
      this.#options.log.warn({ error: reason(error) }, 'The end of a work cannot be stored; trying again in a second')
      return false
    }
  }

  #lane(name: string): Row | undefined {
    const row = this.#database.get('select * from lanes where name = ?', name)
    return row && rowOf(row)
  }

  /** What waits in a lane. When that cannot be read it is parked, and the lane is as if empty. */
  #works(row: Row | undefined): Lane {
    if (!row) return []
    const works = worksOf(row)
    if (works) return works
    const parked = unreadable(row.name, row.works, this.#options.now())
    this.#options.log.warn({ lane: row.name, text: parked.error }, 'A lane of the queue cannot be read and is parked')
    this.#park(parked)
    return []
  }

  /** What is done needs nobody to look any more; of a pull request that is closed nothing does. */
  #unpark(work: Work): void {
    const lane = `${laneOf(work)} `
    if (work.task.kind === 'closed')
      this.#database.run('delete from parked where substr(id, 1, length(?)) = ?', lane, lane)
    else for (const id of settledBy(work)) this.#database.run('delete from parked where id = ?', id)
  }

  #settle(row: Omit<Row, 'works'>, { lane, parked }: Change): void {
    this.#store(row, lane)
    if (parked) this.#park(parked)
  }

  #park({ id, work, error, since }: Parked): void {
    this.#database.run('insert or replace into parked values (?, ?, ?, ?)', id, JSON.stringify(work), error, since)
  }

  #store({ name, installation, turn, busy }: Omit<Row, 'works'>, lane: Lane): void {
    const first = due(lane)
    if (first === undefined) this.#database.run('delete from lanes where name = ?', name)
    else {
      this.#database.run(
        'insert or replace into lanes values (?, ?, ?, ?, ?, ?)',
        name,
        installation,
        turn,
        first,
        busy,
        JSON.stringify(lane),
      )
    }
  }

  #prune(): void {
    const now = this.#options.now()
    if (now < this.#pruned + hour) return
    this.#pruned = now
    this.#database.run('delete from deliveries where at < ?', now - remembered)
    this.#database.run('delete from pauses where until < ?', now)
  }

  #guard<T>(read: () => T): T {
    try {
      return read()
    } catch (error) {
      throw new Unavailable(error)
    }
  }
}

type Values = Readonly<Record<string, SQLOutputValue>>

function rowOf({ name, installation, turn, busy, works }: Values): Row {
  return {
    name: String(name),
    installation: Number(installation),
    turn: Number(turn),
    busy: Number(busy),
    works: String(works),
  }
}

/** Nothing when it cannot be read. */
function worksOf({ works }: Row): Lane | undefined {
  return readAs(stored.lane, works)
}

function parkedOf({ id, work, error, since }: Values): Parked {
  return {
    id: String(id),
    work: workOf(work) ?? unreadableParked(String(id), '', 0).work,
    error: String(error),
    since: Number(since),
  }
}

function workOf(text: SQLOutputValue | undefined): Work | undefined {
  return readAs(stored.work, String(text))
}
