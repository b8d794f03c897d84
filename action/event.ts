import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'

const commit = z.string().check(z.regex(/^[0-9a-f]{40,64}$/))

const payload = z.object({
  pull_request: z.object({
    base: z.object({ sha: commit }),
    head: z.object({ sha: commit }),
  }),
})

/** The two commits that a pull request is about, by id. */
export interface PullRequest {
  /** The tip of the target branch when the event was sent. */
  readonly base: string
  /** The tip of the pull request. */
  readonly head: string
}

/**
 * The pull request that started this run; nothing on other events, for which the whole repository is judged.
 *
 * @throws Error when the runner's event file is not there or not what GitHub documents
 */
export function pullRequest(env: NodeJS.ProcessEnv): PullRequest | undefined {
  if (!env['GITHUB_EVENT_NAME']?.startsWith('pull_request')) return undefined
  const file = env['GITHUB_EVENT_PATH']
  if (!file) throw new Error('GITHUB_EVENT_PATH is not set; this runs only as a step of a GitHub workflow.')
  const event = z.safeParse(payload, JSON.parse(readFileSync(file, 'utf8')))
  if (!event.success) throw new Error('The event names no pull request with two commits.')
  const { base, head } = event.data.pull_request
  return { base: base.sha, head: head.sha }
}
