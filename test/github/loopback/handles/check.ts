import { pressButton, rerequestCheck } from '../acts/checks.ts'
import { userNamed } from '../names.ts'
import type { CheckRun, Repository } from '../state.ts'
import type { World } from '../world.ts'

/** A check run, and what people do to it. */
export interface CheckHandle {
  readonly state: CheckRun
  /** A person presses one of its buttons. */
  press(identifier: string, by?: string): void
  rerequest(by?: string): void
}

export function checkHandle(world: World, repository: Repository, run: CheckRun): CheckHandle {
  return {
    state: run,
    press: (identifier, by = 'ada') => pressButton(world, repository, run, identifier, userNamed(world.state, by)),
    rerequest: (by = 'ada') => rerequestCheck(world, repository, run, userNamed(world.state, by)),
  }
}
