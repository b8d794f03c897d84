import type { Logger } from 'pino'
import type { Repository } from '../src/github/client.ts'
import type { Task } from './task.ts'

/** What a work is done with. */
export interface Context {
  readonly repository: Repository
  /** A client that reads the owner's other repositories, as far as the App may, and changes nothing. */
  readonly around?: () => Promise<Repository['client']>
  /** Queues what is to be done in the same repository, once for each id; @throws Unavailable */
  readonly enqueue: (id: string, tasks: readonly Task[]) => Promise<void>
  readonly installation: number
  /** What the installation lets us do, by GitHub's names: `contents: 'write'`. */
  readonly permissions: Readonly<Record<string, string>>
  readonly app: { readonly id: number; readonly slug: string }
  /** Where people find the repository: `https://github.com`, or the operator's own GitHub. */
  readonly site: string
  readonly log: Logger
  /** Ends when the process is to stop. */
  readonly signal: AbortSignal
}
