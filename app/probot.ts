import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import { Probot, ProbotOctokit } from 'probot'
import type { Later } from './later.ts'
import type { Metrics } from './metrics.ts'
import { policy } from './policy.ts'
import type { Queue } from './queue/queue.ts'

/**
 * The one file that knows Probot. It gives the App's own client and those of installations; events do not go through
 * it, since its own server takes unsigned bodies of any size and forgets what it did not finish.
 */

type Client = InstanceType<typeof ProbotOctokit>

/** What an installation lets us do, by GitHub's names: `contents: 'write'`. */
export type Permissions = Readonly<Record<string, string>>

/** A client for one work. */
export interface Access {
  readonly client: Client
  readonly permissions: Permissions
  /** How long GitHub asked us to wait, if it did; no request was sent after that. */
  readonly asked: () => Later | undefined
}

export interface GitHub {
  /** Calls as the App itself. */
  readonly app: Client
  /**
   * A client that reaches one repository, until the signal ends.
   *
   * @throws Later, RequestError
   */
  enter(installation: number, repo: string, signal: AbortSignal): Promise<Access>
  /** A client that looks around in all repositories of an installation, and can change nothing. */
  around(installation: number, granted: Permissions, signal: AbortSignal): Promise<Access>
  /** Forgets what installations granted; for when somebody changed it. */
  forget(installation: number): void
}

export interface Parts {
  readonly appId: number
  readonly privateKey: string
  readonly apiUrl: string
  readonly log: Logger
  readonly metrics: Metrics
  readonly queue: Pick<Queue, 'spend'>
}

interface Token {
  readonly token: string
  readonly permissions: Permissions
  /** Milliseconds of the Unix epoch. */
  readonly expires: number
}

const minute = 60_000

/** Nothing of Probot waits or tries again by itself: the queue does both, and does not hold a worker meanwhile. */
const quiet = { throttle: { enabled: false }, retry: { enabled: false } }

/** @param parts the credentials were checked: Probot takes anything */
export async function openGitHub(parts: Parts): Promise<GitHub> {
  const { appId, privateKey, apiUrl: baseUrl } = parts
  // Probot logs whole bodies at its lowest levels.
  const log = parts.log.child({}, { level: parts.log.isLevelEnabled('info') ? 'warn' : parts.log.level })
  const Octokit = ProbotOctokit.defaults({ ...quiet, baseUrl, userAgent: 'lynceus' })
  const app = await new Probot({ appId, privateKey, baseUrl, log, Octokit, secret: unused(privateKey) }).auth()
  policy(app, { metrics: parts.metrics })
  const tokens = new Map<string, Promise<Token>>()

  /** Each holds for an hour; it is given up some minutes before, for a work to end under it. */
  async function tokenFor(installation: number, key: string, narrowed: Narrowed): Promise<Token> {
    const known = await tokens.get(key)?.catch(() => undefined)
    if (known && known.expires > Date.now() + 10 * minute) return known
    const minted = mint(app, installation, narrowed)
    tokens.set(key, minted)
    minted.catch(() => tokens.delete(key))
    return minted
  }

  function open({ token, permissions }: Token, installation: number, signal: AbortSignal, unknown = () => {}): Access {
    const client = new Octokit({ auth: { token }, log })
    const asked = policy(client, { metrics: parts.metrics, queue: parts.queue, installation, signal, unknown })
    return { client, permissions, asked }
  }

  return {
    app,
    async enter(installation, repo, signal) {
      const key = `${installation}/${repo}`.toLowerCase()
      return open(await tokenFor(installation, key, { repositories: [repo] }), installation, signal, () => forget(key))
    },
    async around(installation, granted, signal) {
      const key = `${installation}/*`
      const permissions = Object.fromEntries(looks.flatMap((name) => (granted[name] ? [[name, 'read' as const]] : [])))
      return open(await tokenFor(installation, key, { permissions }), installation, signal, () => forget(key))
    },
    forget: (installation) => forget(`${installation}/`),
  }

  function forget(prefix: string): void {
    for (const key of tokens.keys()) if (key.startsWith(prefix)) tokens.delete(key)
  }
}

interface Narrowed {
  readonly repositories?: string[]
  readonly permissions?: Readonly<Record<string, 'read'>>
}

/** What looking around takes. */
const looks = ['metadata', 'contents', 'pull_requests', 'checks']

/** A token that reaches no more than it is for, so that a work for one repository can do nothing to another. */
async function mint(app: Client, installation: number, narrowed: Narrowed): Promise<Token> {
  const { data } = await app.request('POST /app/installations/{installation_id}/access_tokens', {
    installation_id: installation,
    ...narrowed,
  })
  return { token: data.token, permissions: { ...data.permissions }, expires: Date.parse(data.expires_at) }
}

/** Probot takes the word `development` for a secret when it gets none. It verifies nothing for us, but even so. */
function unused(privateKey: string): string {
  return createHash('sha256').update(privateKey).digest('hex')
}
