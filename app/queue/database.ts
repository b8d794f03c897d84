import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import { Damaged, InUse } from './queue.ts'

/**
 * Lanes are taken by their `turn`; `due` is the time of the first work of one, `busy` whether a work of it runs. An
 * installation is paused until a time. Times are milliseconds of the Unix epoch.
 */
const schema = `
  create table if not exists deliveries (id text primary key, at integer not null) strict, without rowid;
  create index if not exists deliveries_at on deliveries (at);
  create table if not exists lanes (
    name text primary key, installation integer not null, turn integer not null, due real not null,
    busy integer not null, works text not null
  ) strict;
  create index if not exists lanes_turn on lanes (turn);
  create index if not exists lanes_installation on lanes (installation, turn);
  create table if not exists parked (
    id text primary key, work text not null, error text not null, since real not null
  ) strict;
  create table if not exists pauses (installation integer primary key, until real not null) strict;
  update lanes set busy = 0;
`

/** Result codes of SQLite. */
const codes = { busy: 5, corrupt: 11, notADatabase: 26 }

/** The file of the queue, locked until it is closed or the process ends. What is committed has reached the disk. */
export class Database {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  /** @throws InUse, Damaged; another error when the file cannot be opened or written. */
  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true })
    this.#database = new DatabaseSync(file)
    try {
      this.#database.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full')
      this.transaction(() => this.#database.exec(schema))
    } catch (error) {
      this.close()
      const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined
      if (code === codes.corrupt || code === codes.notADatabase) throw new Damaged(file, error)
      if (code !== codes.busy) throw error
      throw new InUse(
        `${file} is in use by another process. The embedded queue is for one process: stop the other one, give each ` +
          'its own data directory, or set REDIS_URL to share a queue.',
        { cause: error },
      )
    }
  }

  /** Runs a statement; gives the number of rows that it changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes)
  }

  all(sql: string, ...values: readonly SQLInputValue[]): Record<string, SQLOutputValue>[] {
    return this.#statement(sql).all(...values)
  }

  get(sql: string, ...values: readonly SQLInputValue[]): Record<string, SQLOutputValue> | undefined {
    return this.#statement(sql).get(...values)
  }

  #statement(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  /** All of it or nothing. */
  transaction<T>(change: () => T): T {
    this.#database.exec('begin immediate')
    try {
      const result = change()
      this.#database.exec('commit')
      return result
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback')
      throw error
    }
  }

  get isOpen(): boolean {
    return this.#database.isOpen
  }

  close(): void {
    if (this.isOpen) this.#database.close()
  }
}
