import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Queue as Turns, Worker } from 'bullmq'
import type { Job } from 'bullmq'
import type { Redis } from 'ioredis'
import { laneOf } from '../task.ts'
import type { Work } from '../task.ts'
import { connect, teller, within } from './connection.ts'
import { add, begin, due, end, outcomeOf, settledBy, stateOf } from './lane.ts'
import type { Lane, Outcome } from './lane.ts'
import { defaults, reason } from './queue.ts'
import type { Options, Perform, Queue, State } from './queue.ts'
import { report } from './report.ts'
import { Runs } from './runs.ts'
import { Store } from './store.ts'
import type { Command, Place, Places, Write } from './store.ts'

export interface RedisOptions extends Options {
  /** What all keys begin with; in braces, so that a cluster keeps them together. */
  readonly prefix?: string
  /** Milliseconds after which the works of a process that is gone, or cut off, run elsewhere. */
  readonly lease?: number
}

const redisDefaults = { ...defaults, prefix: '{lynceus}', lease: 30_000 }

/** BullMQ takes jobs of a lower number first, and knows none above. */
const lastTurn = 2 ** 21 - 1

/** How often a job may lose its lease: what fails too often is parked by us, with its error. */
const often = 1_000_000_000

interface Turn {
  readonly lane: string
  readonly installation: number
}

/**
 * Opens the queue that several processes share.
 *
 * @throws Unavailable when Redis cannot be reached.
 */
export async function openRedis(url: string, options: RedisOptions): Promise<Queue> {
  const all = { ...redisDefaults, ...options }
  const { quick, patient } = await connect(url, all)
  return new RedisQueue(quick, patient, all)
}

/**
 * The engine for several processes. The lanes lie in a hash of Redis; BullMQ hands out turns. Each lane names one job
 * of BullMQ, its turn: who runs that job may run one work of the lane, and BullMQ's lock, renewed while the process
 * lives, keeps others from it. Then the lane names its next job, or is gone. A job that its lane does not name does
 * nothing. A lane is written before its job is added: if the process ends in between, `#restore` adds it.
 */
class RedisQueue implements Queue {
  readonly #options: Required<RedisOptions>
  /** For what somebody waits for; fails at once when there is no connection. */
  readonly #quick: Store
  /** For what was done and must be stored; waits for the connection. */
  readonly #patient: Store
  readonly #clients: readonly Redis[]
  readonly #turns: Turns<Turn>
  readonly #runs = new Runs()
  /** What ends a run when its lease is lost, by job. */
  readonly #leases = new Map<string, { readonly controller: AbortController; readonly timer: NodeJS.Timeout }>()
  #worker: Worker<Turn> | undefined
  #restoring: NodeJS.Timeout | undefined
  #stopping = false

  constructor(quick: Redis, patient: Redis, options: Required<RedisOptions>) {
    this.#options = options
    this.#clients = [quick, patient]
    this.#quick = new Store(quick, options.prefix, options)
    this.#patient = new Store(patient, options.prefix, options)
    this.#turns = new Turns('turns', { connection: quick, prefix: options.prefix })
    this.#turns.on('error', () => {
      // Said by `watch` already.
    })
  }

  accept(delivery: string, works: readonly Work[]): Promise<boolean> {
    return within(this.#options.patience, async () => {
      const now = this.#options.now()
      const lanes = [...new Set(works.map(laneOf))]
      const made = await this.#quick.change(lanes, (places) => this.#with(places, works, now), delivery)
      if (made) await this.#schedule(made.fresh)
      return made !== undefined
    })
  }

  /** Puts works in their lanes. A lane gets a new turn unless one is at hand, or will be when its work ends. */
  #with(places: Places, works: readonly Work[], now: number): Write & { readonly fresh: Places } {
    const changed = new Map(places)
    const fresh = new Map<string, Place>()
    for (const work of works) {
      const name = laneOf(work)
      const old = changed.get(name)
      const lane = add(old?.works ?? [], work, now)
      const keeps = old && (old.due <= now || lane.some(({ run }) => run))
      const place = keeps ? { ...old, works: lane } : newTurn(lane)
      changed.set(name, place)
      if (place && (!keeps || fresh.has(name))) fresh.set(name, place)
    }
    return { places: changed, fresh }
  }

  /** Adds the jobs that lanes name. When that fails, `#restore` does it later: the works are stored. */
  async #schedule(places: Places): Promise<void> {
    try {
      await Promise.all([...places].map(([name, place]) => this.#addTurn(name, place)))
    } catch (error) {
      this.#options.log.warn({ error: reason(error) }, 'A turn could not be added to the queue; it will be later')
    }
  }

  async #addTurn(lane: string, place: Place | undefined): Promise<void> {
    if (!place) return
    const { job, due: at } = place
    const turn = turnOf(lane, place)
    await this.#turns.add('turn', turn, {
      jobId: job,
      priority: Math.min(await this.#quick.nextTurn(turn.installation), lastTurn),
      delay: Math.max(0, at - this.#options.now()),
      removeOnComplete: true,
      removeOnFail: true,
    })
  }

  start(perform: Perform, concurrency: number): void {
    const { lease, prefix, log } = this.#options
    const [, patient] = this.#clients
    if (!patient) return
    const worker = new Worker<Turn>('turns', (job) => this.#turn(job, perform), {
      connection: patient,
      prefix,
      concurrency,
      lockDuration: lease,
      stalledInterval: lease / 2,
      maxStalledCount: often,
    })
    worker.on('error', teller(patient, log, 'The queue had trouble with Redis; it goes on when it can'))
    worker.on('locksRenewed', ({ jobIds }) => jobIds.forEach((id) => this.#leases.get(id)?.timer.refresh()))
    worker.on('lockRenewalFailed', (ids) => ids.forEach((id) => this.#leases.get(id)?.controller.abort()))
    this.#worker = worker
    this.#restoring = setInterval(() => void this.#restore(), lease)
    void this.#restore()
  }

  /** Runs one work of a lane, if the job is the lane's turn. */
  async #turn(job: Job<Turn>, perform: Perform): Promise<void> {
    const run = randomUUID()
    const now = this.#options.now()
    const wait = this.#stopping ? now : await this.#patient.pausedUntil(job.data.installation)
    const made = await this.#patient.change([job.data.lane], (places): Begun => {
      const old = places.get(job.data.lane)
      if (!old || old.job !== job.id) return { places: new Map() }
      if (this.#stopping || wait > now) return { places: new Map([[job.data.lane, newTurn(old.works, wait)]]) }
      const { lane, work, parked } = begin(old.works, run, now, this.#options)
      const place = work ? { ...old, works: lane } : newTurn(lane)
      return { places: new Map([[job.data.lane, place]]), commands: parked ? [this.#patient.park(parked)] : [], work }
    })
    if (!made?.work) return this.#schedule(made?.places ?? new Map())
    const { work } = made
    await this.#patient.advance(job.priority)
    await this.#runs.start((controller) => this.#attempt(job, { perform, work, run }, controller))
  }

  async #attempt(
    job: Job<Turn>,
    { perform, work, run }: { readonly perform: Perform; readonly work: Work; readonly run: string },
    controller: AbortController,
  ): Promise<void> {
    const id = job.id ?? ''
    const timer = setTimeout(() => controller.abort(), this.#options.lease)
    this.#leases.set(id, { controller, timer })
    const outcome = await outcomeOf(perform, work, controller.signal)
    clearTimeout(timer)
    this.#leases.delete(id)
    try {
      await this.#ended(work, run, outcome)
    } catch (error) {
      this.#options.log.warn({ error: reason(error), work }, 'The end of a work could not be stored; it will run again')
    }
  }

  async #ended(work: Work, run: string, outcome: Outcome): Promise<void> {
    const name = laneOf(work)
    const now = this.#options.now()
    // Of a pull request that is closed nothing needs anybody to look.
    const moot = work.task.kind === 'closed' ? await this.#patient.parkedOf(name) : settledBy(work)
    const made = await this.#patient.change([name], (places) => {
      const old = places.get(name)
      if (!old?.works.some((entry) => entry.run === run)) return { places: new Map<string, Place>() }
      const { lane, parked } = end(old.works, run, outcome, now, this.#options)
      const commands: Command[] = []
      if (parked) commands.push(this.#patient.park(parked))
      if (outcome.end === 'done') commands.push(...moot.map((id) => this.#patient.unpark(id)))
      if (outcome.end === 'later') commands.push(this.#patient.pause(work.installation, now + outcome.seconds * 1000))
      return { places: new Map([[name, newTurn(lane)]]), commands, parked }
    })
    report(this.#options.log, work, outcome, made?.parked)
    await this.#schedule(made?.places ?? new Map())
  }

  /** Adds the jobs that lanes name and that are not there: a process ended, or lost Redis, before it added them. */
  async #restore(): Promise<void> {
    try {
      await this.#patient.endPauses(this.#options.now())
      const all = [...(await this.#patient.places())]
      // Nobody may ask for one that cannot be read.
      const lost = all.flatMap(([name, place]) => (place ? [] : [name]))
      if (lost.length > 0) await this.#patient.change(lost, () => ({ places: new Map() }))
      const places = all.flatMap(([name, place]): [string, Place][] => (place ? [[name, place]] : []))
      const exist = await this.#patient.exist(
        new Map(places.map(([lane, place]) => [this.#turns.toKey(place.job), turnOf(lane, place)])),
      )
      await this.#schedule(new Map(places.filter((_, index) => !exist[index])))
    } catch (error) {
      this.#options.log.warn(
        { error: reason(error) },
        'Turns that may be missing could not be looked for; they will be later',
      )
    }
  }

  async stop(seconds: number): Promise<void> {
    this.#stopping = true
    clearInterval(this.#restoring)
    const closed = this.#worker?.close()
    await this.#runs.end(seconds)
    // A worker does not close while a run of it does not end; its lease will.
    if (!this.#runs.size) await Promise.race([closed, sleep(closing, undefined, { ref: false })])
    for (const client of this.#clients) client.disconnect()
    await this.#turns.close()
  }

  state(): Promise<State> {
    return within(this.#options.patience, async () => {
      const [places, parked] = await Promise.all([this.#quick.places(), this.#quick.parked()])
      const lanes = [...places.values()].map((place) => place?.works ?? [])
      return stateOf(lanes, parked, this.#options.now())
    })
  }

  writable(): Promise<void> {
    return within(this.#options.patience, () => this.#quick.probe(this.#options.now()))
  }

  retry(id: string): Promise<boolean> {
    return within(this.#options.patience, async () => {
      const parked = (await this.#quick.parked()).find((other) => other.id === id)
      if (!parked) return false
      const { work } = parked
      const made = await this.#quick.change([laneOf(work)], (places) => ({
        ...this.#with(places, [work], this.#options.now()),
        commands: [this.#quick.unpark(id)],
      }))
      await this.#schedule(made?.fresh ?? new Map())
      return true
    })
  }

  spend(installation: number): Promise<number> {
    return within(this.#options.patience, () => this.#quick.spend(installation, this.#options.now()))
  }
}

function turnOf(lane: string, { works }: Place): Turn {
  return { lane, installation: works[0]?.work.installation ?? 0 }
}

interface Begun extends Write {
  readonly work?: Work | undefined
}

/** Milliseconds for the worker to end once nothing runs. */
const closing = 2000

/** The lane with a job of its own for when it is due; nothing when it is empty. */
function newTurn(works: Lane, notBefore = 0): Place | undefined {
  const first = due(works)
  return first === undefined ? undefined : { works, job: randomUUID(), due: Math.max(first, notBefore) }
}
