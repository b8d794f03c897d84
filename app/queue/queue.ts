import type { Work } from '../task.ts'

/**
 * Works that were taken and are not done yet. They survive the end of the process at any moment, and each is performed
 * at least once: again when the process ended, or the connection was lost, before its end was stored.
 *
 * Works of one lane (`laneOf`) run one after the other, never two at once over all processes. A work takes the place of
 * one that waits in its lane under the same key (`keyOf`) and goes behind the others; one that runs already is finished
 * first. The lanes of one installation and those of another take turns.
 *
 * A work that fails runs again after a growing time, behind the others of its lane. One that failed too often,
 * or that ended the process too often, is parked: kept with its error and shown, until somebody asks for it again or a
 * newer one of its lane and key succeeds. `Later` is not a failure: GitHub asked to wait, and all its limits are those
 * of an installation, so the whole installation waits.
 */
export interface Queue {
  /**
   * Stores for good what a delivery asks for; `false` when the delivery was stored before, in the last four days.
   *
   * @throws Unavailable within `patience` when it cannot be stored; it may then be stored nevertheless.
   */
  accept(delivery: string, works: readonly Work[]): Promise<boolean>

  /** Begins to work. `perform` is called for up to `concurrency` lanes at once. */
  start(perform: Perform, concurrency: number): void

  /**
   * Takes nothing more, waits up to `seconds` for what runs, then aborts it, hands back what was not done, and lets go
   * of the file or the connections. The queue is of no use after that.
   */
  stop(seconds: number): Promise<void>

  /** @throws Unavailable within `patience` when it cannot be read. */
  state(): Promise<State>

  /**
   * Makes sure, by a small write, that works can be stored: a full disk can still be read.
   *
   * @throws Unavailable within `patience` when they cannot.
   */
  writable(): Promise<void>

  /**
   * Lets a parked work run again, as if new; `false` when none is parked under this id.
   *
   * @throws Unavailable
   */
  retry(id: string): Promise<boolean>

  /**
   * Counts a request that creates content against the limits of an installation, see `admit`: 0 when it may be sent
   * now, else the seconds to wait, and then it is not counted.
   *
   * @throws Unavailable
   */
  spend(installation: number): Promise<number>
}

/** Does a work. The signal is aborted when the work is to end soon, or is no longer ours: somebody else may run it. */
export type Perform = (work: Work, signal: AbortSignal) => Promise<void>

export interface State {
  /** Works that wait, for their turn or for a time. */
  readonly waiting: number
  /** Works that run, in all processes. */
  readonly running: number
  /** The age of the work that waits longest, in seconds; 0 when none does. */
  readonly oldestSeconds: number
  /** Oldest first. */
  readonly parked: readonly Parked[]
}

/** A work that needs somebody to look at it. */
export interface Parked {
  /** Its lane and its key. */
  readonly id: string
  readonly work: Work
  /** Why it failed the last time; text of others, to be escaped. */
  readonly error: string
  /** When it was parked, in milliseconds of the Unix epoch. */
  readonly since: number
}

/** The queue cannot be written or read now: the webhook is to be answered with 503, for GitHub to record a failure. */
export class Unavailable extends Error {
  constructor(cause: unknown) {
    super(`the queue is unavailable: ${reason(cause)}`)
    this.name = 'Unavailable'
  }
}

/** Another process has the file of the queue. */
export class InUse extends Error {}

/** The file of the queue is not one that can be read. */
export class Damaged extends Error {
  readonly file: string

  constructor(file: string, cause: unknown) {
    super(`${file} is damaged, or is no queue: ${reason(cause)}`, { cause })
    this.name = 'Damaged'
    this.file = file
  }
}

/** What went wrong, without what errors of ioredis carry: the command that failed, and with it a password. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

export interface Options {
  /** Told of works that failed or were parked, and of what is wrong with the engine. A logger of pino fits. */
  readonly log: Log
  /** Milliseconds of the Unix epoch. */
  readonly now?: () => number
  /** From 0 to 1, for the jitter. */
  readonly random?: () => number
  /** How often a work runs again after errors before it is parked. */
  readonly retries?: number
  /** Milliseconds before it runs again for the first time, about; three times as long each further time. */
  readonly backoff?: number
  /** Milliseconds after which the engine is held to be unavailable. */
  readonly patience?: number
}

export interface Log {
  warn(details: object, message: string): void
}

const second = 1000

/** Five retries: after about 30 s, 90 s, 5 min, 14 min and 41 min, which most outages of GitHub do not outlast. */
export const defaults = {
  now: Date.now,
  random: Math.random,
  retries: 5,
  backoff: 30 * second,
  patience: 3 * second,
}

/** GitHub redelivers what is up to three days old. */
export const remembered = 4 * 24 * 60 * 60 * second
