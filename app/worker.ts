import type { Logger } from 'pino'
import type { Context } from './context.ts'
import { Later } from './later.ts'
import type { Metrics } from './metrics.ts'
import type { Access, GitHub } from './probot.ts'
import type { Perform } from './queue/queue.ts'
import { noteMishap, type State } from './state.ts'
import type { Work } from './task.ts'
import { perform } from './work.ts'

export interface Parts {
  readonly github: GitHub
  readonly site: string
  readonly state: State
  readonly metrics: Metrics
  readonly log: Logger
}

/** Does works with a client for their repository, and measures them. */
export function worker(parts: Parts): Perform {
  return async (work, signal) => {
    const start = performance.now()
    let end = 'done'
    try {
      await attempt(parts, work, signal)
    } catch (error) {
      end = error instanceof Later ? 'later' : signal.aborted ? 'stopped' : 'failed'
      if (end === 'failed') noteMishap(parts.state, work.task.kind, error)
      throw error
    } finally {
      parts.metrics.task(work.task.kind, end, (performance.now() - start) / 1000)
    }
  }
}

async function attempt({ github, site, state, log: parent }: Parts, work: Work, signal: AbortSignal): Promise<void> {
  const { installation, owner, repo, task } = work
  const log = parent.child({ kind: task.kind, installation, repository: `${owner}/${repo}`, ...aboutPull(task) })
  const access = await enter(github, work, signal)
  if (!access) return log.info('Nothing to do: the App is no longer installed there')
  const { client, permissions } = access
  const used = [access]
  state.installations.set(installation, { account: owner, permissions, isSuspended: false })
  const { id = 0, slug = '' } = state.app ?? {}
  const context: Context = {
    repository: { client, owner, repo },
    async around() {
      const around = await github.around(installation, permissions, signal)
      used.push(around)
      return around.client
    },
    installation,
    permissions,
    app: { id, slug },
    site,
    log,
    signal,
  }
  try {
    await perform(work, context)
  } catch (error) {
    // An error on the way may have taken the place of what GitHub asked for.
    throw laterOf(used) ?? error
  }
  const later = laterOf(used)
  if (later) throw later
  log.info('Done')
}

function laterOf(used: readonly Access[]): Later | undefined {
  return used.flatMap(({ asked }) => asked() ?? [])[0]
}

function aboutPull(task: Work['task']): { readonly pull?: number } {
  return 'pull' in task && task.pull !== undefined ? { pull: task.pull } : {}
}

/** Nothing when the App has no business there any more: removed, suspended, or the repository taken from it. */
async function enter(github: GitHub, { installation, repo }: Work, signal: AbortSignal): Promise<Access | undefined> {
  try {
    return await github.enter(installation, repo, signal)
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 0
    if ([403, 404, 422].includes(status)) return undefined
    throw error
  }
}
