import type { Work } from '../task.ts'
import type { Outcome } from './lane.ts'
import type { Log, Parked } from './queue.ts'

/** Tells the log of what did not go well. */
export function report(log: Log, work: Work, outcome: Outcome, parked: Parked | undefined): void {
  if (parked) log.warn({ work, error: parked.error }, 'A work failed too often and is parked')
  else if (outcome.end === 'failed') log.warn({ work, error: outcome.error }, 'A work failed and will run again')
  else if (outcome.end === 'later') {
    log.warn({ work, seconds: outcome.seconds }, 'GitHub asked to wait; the installation is paused')
  }
}
