import type { Permissions } from './probot.ts'
import type { Task } from './task.ts'

/** What went wrong with a work lately: its kind and the kind of error, with nothing that it quotes. */
export interface Mishap {
  /** Milliseconds of the Unix epoch. */
  readonly at: number
  readonly kind: Task['kind']
  readonly error: string
}

export interface Installation {
  readonly account: string
  readonly permissions: Permissions
  readonly isSuspended: boolean
}

/** What the process knows of itself, for people to look at. It is lost with the process. */
export interface State {
  readonly version: string
  readonly engine: 'sqlite' | 'redis'
  readonly since: number
  /** Known once GitHub has said who we are. */
  app?: { readonly id: number; readonly slug: string; readonly name: string; readonly url: string }
  readonly installations: Map<number, Installation>
  readonly mishaps: Mishap[]
  isEnding: boolean
  /** What an installation granted, or covers, has changed; `isBack` when it may do more than before. */
  changed?: (installation: number, isBack: boolean) => void
}

const most = 10

/** Notes an error; the newest are kept, newest first. */
export function noteMishap(state: State, kind: Task['kind'], error: unknown): void {
  const status = error instanceof Error && 'status' in error ? ` ${String(error.status)}` : ''
  state.mishaps.unshift({ at: Date.now(), kind, error: `${error instanceof Error ? error.name : 'Error'}${status}` })
  state.mishaps.splice(most)
}
