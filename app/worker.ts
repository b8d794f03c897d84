import type { Logger } from 'pino'
import type { Context } from './context.ts'
import { lacking } from './grants.ts'
import { Later } from './later.ts'
import type { Metrics } from './metrics.ts'
import type { Access, GitHub } from './probot.ts'
import type { Perform, Queue } from './queue/queue.ts'
import { noteMishap, type State } from './state.ts'
import type { Work } from './task.ts'
import { perform } from './work.ts'

export interface Parts {
  readonly github: GitHub
  readonly queue: Pick<Queue, 'accept'>
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

async function attempt(parts: Parts, given: Work, signal: AbortSignal): Promise<void> {
  const { github, site, state } = parts
  const { installation, task } = given
  const about = { kind: task.kind, installation, repository: `${given.owner}/${given.repo}`, ...aboutPull(task) }
  const log = parts.log.child(about)
  let entered = await enter(parts, given, signal)
  if (typeof entered !== 'string' && lacking(task, entered.access.permissions) !== undefined) {
    // The token may be older than what another process was told: that it was granted since.
    github.forget(installation)
    entered = await enter(parts, given, signal)
  }
  if (typeof entered === 'string') return log.info(`Nothing to do: ${entered}`)
  const { access, work } = entered
  const { owner, repo } = work
  const { client, permissions } = access
  const used = [access]
  state.installations.set(installation, { account: owner, permissions, isSuspended: false })
  const lack = lacking(task, permissions)
  if (lack !== undefined) return log.info(`Nothing to do: the installation did not grant ${lack}`)
  const { id = 0, slug = '' } = state.app ?? {}
  const context: Context = {
    repository: { client, owner, repo },
    async around() {
      const around = await github.around(installation, permissions, signal)
      used.push(around)
      return around.client
    },
    async enqueue(name, tasks) {
      const place = { installation, owner, repo }
      await parts.queue.accept(
        name,
        tasks.map((one) => ({ ...place, task: one })),
      )
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

/** Why the App has no business there now, by the status of the refusal. */
const shut: Readonly<Record<number, string>> = {
  403: 'the installation is suspended; its open pull requests are looked at when it no longer is',
  404: 'the App is no longer installed there',
  422: 'the repository is no longer there under this name, or was taken from the App',
}

interface Entered {
  readonly access: Access
  /** The work, in the repository of the name that it has now. */
  readonly work: Work
}

/** A client, or why there is none. */
async function enter(parts: Parts, work: Work, signal: AbortSignal): Promise<Entered | string> {
  try {
    return { access: await parts.github.enter(work.installation, work.repo, signal), work }
  } catch (error) {
    const why = shut[statusOf(error)]
    if (why === undefined) throw error
    const now = statusOf(error) === 422 ? await renamed(parts, work, signal) : undefined
    if (!now) return why
    return { access: await parts.github.enter(now.installation, now.repo, signal), work: now }
  }
}

/**
 * The work where its repository is now, if that was renamed: GitHub sends whoever asks for the old name there. Not one
 * that went to another owner, where this installation has no say, and perhaps a repository of that name of its own.
 */
async function renamed({ github, state }: Parts, work: Work, signal: AbortSignal): Promise<Work | undefined> {
  const { installation, owner, repo } = work
  const permissions = state.installations.get(installation)?.permissions
  if (!permissions) return undefined
  try {
    const { client } = await github.around(installation, permissions, signal)
    const { data } = await client.request('GET /repos/{owner}/{repo}', { owner, repo })
    const isSame = data.name.toLowerCase() === repo.toLowerCase()
    if (isSame || data.owner.login.toLowerCase() !== owner.toLowerCase()) return undefined
    return { ...work, repo: data.name }
  } catch (error) {
    if ([403, 404, 422].includes(statusOf(error))) return undefined
    throw error
  }
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error ? Number(error.status) : 0
}
