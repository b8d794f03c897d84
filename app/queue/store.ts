import type { Redis } from 'ioredis'
import { z } from 'zod'
import { readAs, stored, unreadable, unreadableParked } from './lane.ts'
import type { Lane } from './lane.ts'
import { admit, longestSpan } from './limits.ts'
import { remembered } from './queue.ts'
import type { Options, Parked } from './queue.ts'

/** A lane as Redis keeps it. */
export interface Place {
  readonly works: Lane
  /** The id of the job of BullMQ that is the lane's turn. */
  readonly job: string
  /** The time that the job waits for, in milliseconds of the Unix epoch. */
  readonly due: number
}

export type Places = ReadonlyMap<string, Place | undefined>

/** What is to be written together: lanes (`undefined` removes one), and commands of Redis. */
export interface Write {
  readonly places: Places
  readonly commands?: readonly Command[]
}

export type Command = readonly [name: string, ...values: (string | number)[]]

/**
 * Writes all of it when the fields of a hash are still what was read, and the delivery, if there is one, is new.
 * ARGV: the number of fields, name and value of each ('' for none), then each command with its length before it.
 */
const commit = `
  if KEYS[2] and redis.call('exists', KEYS[2]) == 1 then return 'known' end
  local at = 2
  for _ = 1, tonumber(ARGV[1]) do
    if (redis.call('hget', KEYS[1], ARGV[at]) or '') ~= ARGV[at + 1] then return 'changed' end
    at = at + 2
  end
  while ARGV[at] do
    local length = tonumber(ARGV[at])
    redis.call(unpack(ARGV, at + 1, at + length))
    at = at + 1 + length
  end
  return 'stored'`

/**
 * The turn of an installation's next lane: installations take turns, so each lane of one comes a turn after the one
 * before it, however many wait. KEYS: the last turns, the turn that was taken last, the lanes. Counted from the start
 * again when no other lane is there.
 */
const nextTurn = `
  if redis.call('hlen', KEYS[3]) < 2 then redis.call('del', KEYS[1], KEYS[2]) end
  local last = tonumber(redis.call('hget', KEYS[1], ARGV[1]) or 0)
  local turn = math.max(last, tonumber(redis.call('get', KEYS[2]) or 0)) + 1
  redis.call('hset', KEYS[1], ARGV[1], turn)
  return turn`

const advance = `
  local turn = math.max(tonumber(ARGV[1]), tonumber(redis.call('get', KEYS[1]) or 0))
  redis.call('set', KEYS[1], turn)`

/** Half a job would be worse than none. */
const rewrite = `if redis.call('exists', KEYS[1]) == 1 then redis.call('hset', KEYS[1], unpack(ARGV)) end`

/** What the queue keeps in Redis. Each change is made whole or not at all, also between processes. */
export class Store {
  readonly #client: Redis
  readonly #prefix: string
  readonly #options: Required<Pick<Options, 'now' | 'log'>>

  constructor(client: Redis, prefix: string, options: Required<Pick<Options, 'now' | 'log'>>) {
    this.#client = client
    this.#prefix = prefix
    this.#options = options
  }

  /**
   * Reads lanes and writes what `change` makes of them, over again when another process was faster. Gives what
   * `change` gave last; nothing when the delivery was stored before, and then nothing is written. A lane that cannot be
   * read is parked, and is to `change` as if empty.
   */
  async change<T extends Write>(
    names: readonly string[],
    change: (places: Places) => T,
    delivery?: string,
  ): Promise<T | undefined> {
    const lanes = this.#key('lanes')
    const remember: Command[] = delivery ? [['set', this.#delivery(delivery), 1, 'px', remembered]] : []
    for (;;) {
      const old = names.length ? await this.#client.hmget(lanes, ...names) : []
      const made = change(new Map(names.map((name, index) => [name, placeOf(old[index])])))
      const lost = names.flatMap((name, index) => this.#lost(name, old[index]))
      const gone = lost.map(({ name }): Command => ['hdel', lanes, name])
      const writes = [...made.places].map(([name, place]): Command =>
        place ? ['hset', lanes, name, JSON.stringify(place)] : ['hdel', lanes, name],
      )
      const read = names.flatMap((name, index) => [name, old[index] ?? ''])
      const commands = [...gone, ...writes, ...lost.map(({ parked }) => this.park(parked)), ...(made.commands ?? [])]
      const result = await this.#commit(lanes, read, [...commands, ...remember], delivery)
      if (result === 'known') return undefined
      if (result !== 'stored') continue
      for (const { name, parked } of lost)
        this.#options.log.warn({ lane: name, text: parked.error }, 'A lane of the queue cannot be read and is parked')
      return made
    }
  }

  #lost(name: string, text: string | null | undefined): { readonly name: string; readonly parked: Parked }[] {
    return text && !placeOf(text) ? [{ name, parked: unreadable(name, text, this.#options.now()) }] : []
  }

  #commit(hash: string, read: readonly string[], commands: readonly Command[], delivery?: string): Promise<unknown> {
    const keys = delivery === undefined ? [hash] : [hash, this.#delivery(delivery)]
    const flat = commands.flatMap((command) => [command.length, ...command])
    return this.#client.eval(commit, keys.length, ...keys, read.length / 2, ...read, ...flat)
  }

  /** Counts a request of an installation, see `admit`; gives the seconds to wait. */
  async spend(installation: number, now: number): Promise<number> {
    const [sent, field] = [this.#key(`sent:${installation}`), 'times']
    for (;;) {
      const old = (await this.#client.hget(sent, field)) ?? ''
      const made = admit(readAs(times, old) ?? [], now)
      const write: Command = ['hset', sent, field, JSON.stringify(made.sent)]
      const result = await this.#commit(sent, [field, old], [write, ['pexpire', sent, longestSpan]])
      if (result === 'stored') return made.wait
    }
  }

  /** Writes something that lasts for a second. */
  async probe(now: number): Promise<void> {
    await this.#client.set(this.#key('probe'), now, 'PX', 1000)
  }

  async nextTurn(installation: number): Promise<number> {
    const keys = [this.#key('last-turns'), this.#key('turn'), this.#key('lanes')]
    return Number(await this.#client.eval(nextTurn, keys.length, ...keys, installation))
  }

  async advance(turn: number): Promise<void> {
    await this.#client.eval(advance, 1, this.#key('turn'), turn)
  }

  /** Until when an installation is paused; 0 when it is not. */
  async pausedUntil(installation: number): Promise<number> {
    return Number((await this.#client.zscore(this.#key('pauses'), String(installation))) ?? 0)
  }

  pause(installation: number, until: number): Command {
    return ['zadd', this.#key('pauses'), 'gt', until, installation]
  }

  async endPauses(now: number): Promise<void> {
    await this.#client.zremrangebyscore(this.#key('pauses'), 0, now)
  }

  park(parked: Parked): Command {
    return ['hset', this.#key('parked'), parked.id, JSON.stringify(parked)]
  }

  unpark(id: string): Command {
    return ['hdel', this.#key('parked'), id]
  }

  /** The ids of what is parked of a lane. */
  async parkedOf(lane: string): Promise<readonly string[]> {
    return (await this.#client.hkeys(this.#key('parked'))).filter((id) => id.startsWith(`${lane} `))
  }

  async parked(): Promise<Parked[]> {
    const all = await this.#client.hgetall(this.#key('parked'))
    return Object.entries(all).map(([id, text]) => {
      const parked = readAs(stored.parked, text)
      return parked ? { ...parked, id } : unreadableParked(id, text, 0)
    })
  }

  /** All lanes, some as they were a moment ago; `undefined` stands for one that cannot be read. */
  async places(): Promise<Places> {
    const places = new Map<string, Place | undefined>()
    let cursor = '0'
    do {
      const [next, flat] = await this.#client.hscan(this.#key('lanes'), cursor, 'COUNT', 1000)
      for (let index = 0; index + 1 < flat.length; index += 2) {
        const name = flat[index]
        if (name !== undefined) places.set(name, placeOf(flat[index + 1]))
      }
      cursor = next
    } while (cursor !== '0')
    return places
  }

  /**
   * Which of the jobs of these keys there are. BullMQ takes one whose fields cannot be read again and again, and does
   * nothing with it: such fields are written anew.
   *
   * @param dataOf of each key, what the job holds
   */
  async exist(dataOf: ReadonlyMap<string, object>): Promise<boolean[]> {
    const pipeline = this.#client.pipeline()
    for (const key of dataOf.keys()) pipeline.hmget(key, 'data', 'opts')
    const read = ((await pipeline.exec()) ?? []).map(([error, fields]) => {
      if (error) throw error
      return isFields(fields) ? fields : []
    })
    for (const [index, [key, data]] of [...dataOf].entries()) {
      const [now, opts] = read[index] ?? []
      if (typeof now !== 'string' || (isObjectIn(now) && isObjectIn(opts))) continue
      this.#options.log.warn({ key }, 'A turn of the queue cannot be read and is written anew')
      const fields = ['data', JSON.stringify(data), ...(isObjectIn(opts) ? [] : ['opts', '{}'])]
      await this.#client.eval(rewrite, 1, key, ...fields)
    }
    return read.map(([now]) => typeof now === 'string')
  }

  #delivery(id: string): string {
    return this.#key(`delivery:${id}`)
  }

  #key(name: string): string {
    return `${this.#prefix}:${name}`
  }
}

function isFields(value: unknown): value is readonly (string | null)[] {
  return Array.isArray(value)
}

function isObjectIn(text: string | null | undefined): boolean {
  return typeof text === 'string' && readAs(z.looseObject({}), text) !== undefined
}

const times = z.array(z.number())

const place = z.object({ works: stored.lane, job: z.string(), due: z.number() })

/** Nothing when there is none, or it cannot be read. */
function placeOf(text: string | null | undefined): Place | undefined {
  return text ? readAs(place, text) : undefined
}
