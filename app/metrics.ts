import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { heard } from './events.ts'
import type { Queue, State } from './queue/queue.ts'
import type { Task } from './task.ts'

export type Metrics = ReturnType<typeof openMetrics>

/** Why a webhook was refused: a closed list, since these become labels. */
export type Reason =
  | 'address'
  | 'method'
  | 'headers'
  | 'too-large'
  | 'busy'
  | 'cut-off'
  | 'signature'
  | 'not-json'
  | 'queue'

/**
 * What is counted and measured. No label holds text of a repository or of a webhook: events, kinds, reasons and routes
 * are closed lists, installations are numbers.
 */
export function openMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const received = counter('webhooks_received_total', 'Webhooks with a right signature, by event.', ['event'])
  const accepted = counter('webhooks_accepted_total', 'Webhooks whose works were stored.', [])
  const refused = counter('webhooks_refused_total', 'Webhooks that were not taken, by reason.', ['reason'])
  const duplicates = counter('webhooks_duplicate_total', 'Webhooks that had been stored before.', [])
  const answered = seconds(
    'webhook_seconds',
    'Time from the headers of a webhook to its answer.',
    [],
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 3, 10],
  )
  const tasks = seconds(
    'task_seconds',
    'Time that a work took, by kind and end: done, failed, later or stopped.',
    ['kind', 'end'],
    [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
  )
  const requests = counter('github_requests_total', 'Requests to GitHub, by route and status; 0 is no answer.', [
    'route',
    'status',
  ])
  const remaining = gauge(
    'github_rate_limit_remaining',
    'Requests or points that GitHub leaves an installation until the reset.',
    ['installation', 'resource'],
  )
  return {
    registry,
    received: (event: string) => received.inc({ event: heard.has(event) ? event : 'other' }),
    accepted: () => accepted.inc(),
    refused: (reason: Reason) => refused.inc({ reason }),
    duplicate: () => duplicates.inc(),
    answered: (duration: number) => answered.observe(duration),
    task: (kind: Task['kind'], end: string, duration: number) => tasks.observe({ kind, end }, duration),
    request: (route: string, status: number) => requests.inc({ route, status: String(status) }),
    remaining: (installation: number, resource: string, left: number) =>
      remaining.set({ installation: String(installation), resource }, left),
    /** From now on shows how the queue stands. */
    watch: (queue: Pick<Queue, 'state'>) => watch(queue, registry),
    about: (version: string, engine: string) =>
      gauge('info', 'Always 1; the labels tell the version and the engine of the queue.', ['version', 'engine']).set(
        { version, engine },
        1,
      ),
  }

  function counter<Name extends string>(name: string, help: string, labelNames: readonly Name[]) {
    return new Counter({ name: `lynceus_${name}`, help, labelNames: [...labelNames], registers })
  }

  function gauge<Name extends string>(name: string, help: string, labelNames: readonly Name[]) {
    return new Gauge({ name: `lynceus_${name}`, help, labelNames: [...labelNames], registers })
  }

  function seconds<Name extends string>(name: string, help: string, labelNames: readonly Name[], buckets: number[]) {
    return new Histogram({ name: `lynceus_${name}`, help, labelNames: [...labelNames], buckets, registers })
  }
}

function watch(queue: Pick<Queue, 'state'>, registry: Registry): void {
  let asked: Promise<State | undefined> | undefined
  /** A scrape collects all gauges at once: they share one answer, and each waits for it. */
  function state(): Promise<State | undefined> {
    asked ??= queue
      .state()
      .catch(() => undefined)
      .finally(() => (asked = undefined))
    return asked
  }
  /** Keeps its last value when `read` gives none. */
  function gauge(name: string, help: string, read: (state: State | undefined) => number | undefined): void {
    const made = new Gauge({
      name: `lynceus_${name}`,
      help,
      registers: [registry],
      async collect() {
        const value = read(await state())
        if (value !== undefined) made.set(value)
      },
    })
  }
  gauge('queue_waiting', 'Works that wait.', (now) => now?.waiting)
  gauge('queue_running', 'Works that run.', (now) => now?.running)
  gauge('queue_oldest_seconds', 'How long the oldest work waits.', (now) => now?.oldestSeconds)
  gauge('queue_parked', 'Works that failed too often.', (now) => now?.parked.length)
  gauge('queue_up', '1 when the queue can be read, else 0.', (now) => (now ? 1 : 0))
}
