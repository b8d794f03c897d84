import type { SQLOutputValue } from 'node:sqlite'
import { laneOf } from '../task.ts'
import type { Work } from '../task.ts'
import type { Database } from './database.ts'
import { add, due, readAs, settledBy, stored, unreadable, unreadableParked } from './lane.ts'
import type { Change, Lane } from './lane.ts'
import { remembered } from './queue.ts'
import type { Options, Parked } from './queue.ts'

/** A lane as the file keeps it. */
export interface Row {
  readonly name: string
  readonly installation: number
  readonly turn: number
  /** 1 while a work of it runs, else 0. */
  readonly busy: number
  readonly works: string
}

/** What the queue keeps in its file. Who calls makes of several changes one, by a transaction. */
export class Lanes {
  readonly #database: Database
  readonly #options: Required<Pick<Options, 'now' | 'log'>>
  /** The turn of the lane that was taken last. */
  #turn: number

  constructor(database: Database, options: Required<Pick<Options, 'now' | 'log'>>) {
    this.#database = database
    this.#options = options
    this.#turn = Number(database.get('select coalesce(min(turn), 0) as turn from lanes')?.['turn'])
  }

  /** Notes a delivery; `false` when it was noted before. */
  remember(delivery: string): boolean {
    return this.#database.run('insert or ignore into deliveries values (?, ?)', delivery, this.#options.now()) > 0
  }

  /** A small write. No delivery has this name; the row goes like theirs. */
  probe(): boolean {
    return this.#database.run("insert or replace into deliveries values ('', ?)", this.#options.now()) > 0
  }

  /** Forgets what is too old to be of use. */
  prune(): void {
    const now = this.#options.now()
    this.#database.run('delete from deliveries where at < ?', now - remembered)
    this.#database.run('delete from pauses where until < ?', now)
  }

  add(work: Work): void {
    const name = laneOf(work)
    const row = this.find(name)
    const { installation } = work
    const place = row ?? { name, installation, turn: this.#nextTurn(installation), busy: 0 }
    this.#store(place, add(this.works(row), work, this.#options.now()))
  }

  find(name: string): Row | undefined {
    const row = this.#database.get('select * from lanes where name = ?', name)
    return row && rowOf(row)
  }

  /** The lane whose turn it is. */
  next(): Row | undefined {
    const now = this.#options.now()
    const row = this.#database.get(
      'select * from lanes where busy = 0 and due <= ? and not exists (select 1 from pauses where pauses.installation = lanes.installation and until > ?) order by turn limit 1',
      now,
      now,
    )
    return row && rowOf(row)
  }

  /** When the next lane has something to run. */
  nextDue(): number | undefined {
    const row = this.#database.get(
      'select min(max(due, coalesce(until, 0))) as due from lanes left join pauses using (installation) where busy = 0',
    )
    return typeof row?.['due'] === 'number' ? row['due'] : undefined
  }

  /** What waits in a lane. When that cannot be read it is parked, and the lane is as if empty. */
  works(row: Row | undefined): Lane {
    if (!row) return []
    const works = worksOf(row)
    if (works) return works
    const parked = unreadable(row.name, row.works, this.#options.now())
    this.#options.log.warn({ lane: row.name, text: parked.error }, 'A lane of the queue cannot be read and is parked')
    this.#park(parked)
    return []
  }

  /** Stores what became of a lane that was taken. */
  begun(row: Row, change: Change, isBusy: boolean): void {
    this.#settle({ ...row, busy: isBusy ? 1 : 0 }, change)
  }

  /** What was taken is begun: the turns of others count from there. */
  advance({ turn }: Row): void {
    this.#turn = turn
  }

  /** Stores what became of a lane whose run has ended. */
  ended(row: Row, change: Change): void {
    this.#settle({ ...row, turn: this.#nextTurn(row.installation), busy: 0 }, change)
  }

  pause(installation: number, until: number): void {
    this.#database.run(
      'insert into pauses values (?, ?) on conflict do update set until = max(until, excluded.until)',
      installation,
      until,
    )
  }

  /** What is done needs nobody to look any more; of a pull request that is closed nothing does. */
  unpark(work: Work): void {
    const lane = `${laneOf(work)} `
    if (work.task.kind === 'closed')
      this.#database.run('delete from parked where substr(id, 1, length(?)) = ?', lane, lane)
    else for (const id of settledBy(work)) this.#database.run('delete from parked where id = ?', id)
  }

  /** Lets a parked work run again; `false` when none is parked under this id. */
  retry(id: string): boolean {
    const row = this.#database.get('delete from parked where id = ? returning work', id)
    if (row) this.add(workOf(row['work']) ?? unreadableParked(id, '', 0).work)
    return Boolean(row)
  }

  /** All lanes; those that cannot be read are as if empty. */
  all(): readonly Lane[] {
    return this.#database.all('select * from lanes').map((row) => worksOf(rowOf(row)) ?? [])
  }

  parked(): readonly Parked[] {
    return this.#database.all('select * from parked').map(parkedOf)
  }

  /** Installations take turns: each lane of one comes a turn after the lane before it, however many wait. */
  #nextTurn(installation: number): number {
    const sql = 'select max(turn) as turn from lanes where installation = ?'
    const last = this.#database.get(sql, installation)?.['turn']
    return Math.max(this.#turn, Number(last ?? 0)) + 1
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
      const sql = 'insert or replace into lanes values (?, ?, ?, ?, ?, ?)'
      this.#database.run(sql, name, installation, turn, first, busy, JSON.stringify(lane))
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
