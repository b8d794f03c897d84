import { z } from 'zod'
import { Later } from '../later.ts'
import { afterParking, keyOf, laneOf } from '../task.ts'
import type { Work } from '../task.ts'
import type { Options, Parked, Perform, State } from './queue.ts'

/** A work in its lane. Times are milliseconds of the Unix epoch. */
export interface Entry {
  readonly work: Work
  /** Since when a work of this key waits. */
  readonly since: number
  /** Not to be run before. */
  readonly due: number
  /** How often it was begun, without the times that do not count. */
  readonly attempts: number
  /** The id of the run of it that was begun last and has not ended. */
  readonly run?: string | undefined
}

/** The works of a lane, in their order; at most one runs. What happens in a lane is the same on every engine. */
export type Lane = readonly Entry[]

/** How a run ended. */
export type Outcome =
  | { readonly end: 'done' }
  | { readonly end: 'failed'; readonly error: string }
  | { readonly end: 'later'; readonly seconds: number }
  /** It was aborted: the process is to end. */
  | { readonly end: 'aborted' }

export type Policy = Required<Pick<Options, 'random' | 'retries' | 'backoff'>>

/** A lane after something happened in it, and what is no longer in it. */
export interface Change {
  readonly lane: Lane
  readonly parked?: Parked
}

/** Puts a work at the end, in place of one that waits under its key. */
export function add(lane: Lane, work: Work, now: number): Lane {
  const replaced = lane.find((entry) => !entry.run && keyOf(entry.work) === keyOf(work))
  return [...lane.filter((entry) => entry !== replaced), { work, since: replaced?.since ?? now, due: now, attempts: 0 }]
}

/** When the lane has something to run; nothing when it is empty. */
export function due(lane: Lane): number | undefined {
  return lane.length ? Math.min(...lane.map((entry) => entry.due)) : undefined
}

/**
 * Begins the first work that is due. Only for who may run the lane: a run that is still noted there ended with its
 * process, or lost its lease.
 */
export function begin(lane: Lane, run: string, now: number, policy: Policy): Change & { readonly work?: Work } {
  const recovered = recover(lane, now, policy)
  const next = recovered.lane.find((entry) => entry.due <= now)
  if (!next) return recovered
  const begun = { ...next, run, attempts: next.attempts + 1 }
  return { ...recovered, lane: replace(recovered.lane, next, begun), work: next.work }
}

function recover(lane: Lane, now: number, { retries }: Policy): Change {
  const lost = lane.find((entry) => entry.run)
  if (!lost) return { lane }
  if (superseded(lane, lost)) return { lane: replace(lane, lost) }
  if (lost.attempts <= retries) return { lane: replace(lane, lost, { ...lost, run: undefined }) }
  const error = `The process ended, or was cut off, each of the ${lost.attempts} times while this ran.`
  return parking(lane, lost, error, now)
}

/** Ends a run. Nothing changes when the lane does not know of it: it lost its lease, and another took the work. */
export function end(lane: Lane, run: string, outcome: Outcome, now: number, policy: Policy): Change {
  const entry = lane.find((other) => other.run === run)
  if (!entry) return { lane }
  if (outcome.end === 'done' || superseded(lane, entry)) return { lane: replace(lane, entry) }
  const idle = { ...entry, run: undefined }
  if (outcome.end !== 'failed') {
    const wait = outcome.end === 'later' ? outcome.seconds * 1000 : 0
    return { lane: replace(lane, entry, { ...idle, due: now + wait, attempts: entry.attempts - 1 }) }
  }
  if (entry.attempts > policy.retries) {
    return parking(lane, entry, outcome.error, now)
  }
  return { lane: [...replace(lane, entry), { ...idle, due: now + pause(entry.attempts, policy) }] }
}

/** Half to one and a half of the time, so that what failed together does not come back together. */
function pause(attempts: number, { backoff, random }: Policy): number {
  return backoff * 3 ** (attempts - 1) * (0.5 + random())
}

/** Only the newest state counts: what ran need not run again when a newer one waits. */
function superseded(lane: Lane, entry: Entry): boolean {
  return lane.some((other) => other !== entry && keyOf(other.work) === keyOf(entry.work))
}

function replace(lane: Lane, entry: Entry, ...by: Entry[]): Lane {
  return lane.flatMap((other) => (other === entry ? by : [other]))
}

/** Parks an entry. What is to be done about that is done as any other work, and tried again as often. */
function parking(lane: Lane, entry: Entry, error: string, now: number): Change {
  const { work } = entry
  const rest = replace(lane, entry)
  const next = afterParking(work)
  return { lane: next ? add(rest, next, now) : rest, parked: { id: parkedId(work), work, error, since: now } }
}

/** Parked works of one lane and key are one: the newest. */
function parkedId(work: Work): string {
  return `${laneOf(work)} ${keyOf(work)}`
}

/** The ids under which nothing needs anybody to look any more once a work is done. */
export function settledBy(work: Work): readonly string[] {
  const next = afterParking(work)
  return [parkedId(work), ...(next ? [parkedId(next)] : [])]
}

/** What an engine stored of a lane, a parked work or a work: it is ours alone, but a file may be damaged. */
export const stored = {
  lane: z.custom<Lane>((value) => Array.isArray(value) && value.every(isEntry)),
  work: z.custom<Work>(isWork),
  parked: z.custom<Parked>((value) => isObject(value) && isWork(value['work']) && typeof value['error'] === 'string'),
}

/** Reads what an engine stored; nothing when it cannot be read. */
export function readAs<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isWork(value: unknown): boolean {
  if (!isObject(value) || typeof value['installation'] !== 'number') return false
  const { task } = value
  // What its key is made of.
  return isObject(task) && (task['kind'] !== 'dashboard' || Array.isArray(task['boxes']))
}

function isEntry(value: unknown): boolean {
  return isObject(value) && isWork(value['work']) && typeof value['due'] === 'number'
}

/**
 * What is parked in place of a lane that cannot be read any more: only the name is known of it, and the newest state of
 * what it names is what counts. The error holds the text as it was.
 */
export function unreadable(name: string, text: string, since: number): Parked {
  const [, number, owner = '?', repo = '?', pull] = /^(\d+)\/([^/]+)\/([^/#]+)(?:#(\d+))?$/.exec(name) ?? []
  const task = pull === undefined ? ({ kind: 'scan' } as const) : ({ kind: 'review', pull: Number(pull) } as const)
  const work = { installation: Number(number ?? 0), owner, repo, task }
  return {
    id: parkedId(work),
    work,
    error: `What waited here could not be read: ${text}`.slice(0, longestError),
    since,
  }
}

/** A parked work that cannot be read any more: its id begins with its lane. */
export function unreadableParked(id: string, text: string, since: number): Parked {
  const [lane = ''] = id.split(' ', 1)
  return { ...unreadable(lane, text, since), id }
}

export function stateOf(lanes: readonly Lane[], parked: readonly Parked[], now: number): State {
  const entries = lanes.flat()
  const idle = entries.filter(({ run }) => !run)
  const oldest = idle.reduce((least, { since }) => Math.min(least, since), now)
  return {
    waiting: idle.length,
    running: entries.length - idle.length,
    oldestSeconds: (now - oldest) / 1000,
    parked: parked.toSorted((a, b) => a.since - b.since),
  }
}

const longestError = 2000

/** Performs a work; never rejects. */
export async function outcomeOf(perform: Perform, work: Work, signal: AbortSignal): Promise<Outcome> {
  try {
    await perform(work, signal)
    return { end: 'done' }
  } catch (error) {
    if (signal.aborted) return { end: 'aborted' }
    if (error instanceof Later) return { end: 'later', seconds: error.seconds }
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { end: 'failed', error: text.slice(0, longestError) }
  }
}
