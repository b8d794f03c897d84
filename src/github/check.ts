import type { Annotation } from '../report/annotations.ts'
import type { Check, Said } from '../report/check.ts'
import { answer, type Repository, withTimeout } from './client.ts'

/** The name under which every check run of ours stands. */
export const checkName = 'Lynceus'

/** A button of a check run: a label of at most 20 characters, a description of at most 40. */
export interface Button {
  readonly label: string
  readonly description: string
  /** At most 20 characters. */
  readonly identifier: string
}

/**
 * Begins a check run. 1 request.
 *
 * @param job what the run is about: GitHub names no pull request of a fork in the events of a check run
 * @throws Refused
 */
export async function beginCheck({ client, owner, repo }: Repository, head: string, job: string): Promise<number> {
  const asked = client.request(
    'POST /repos/{owner}/{repo}/check-runs',
    withTimeout({ owner, repo, name: checkName, head_sha: head, external_id: job, status: 'in_progress' as const }),
  )
  return Number((await answer('leave to write a check run', asked)).data.id)
}

/** A request takes no more annotations, and a later one adds to them (checks/update). */
const perRequest = 50

/**
 * Completes a check run. 1 request for each 50 annotations, at least 1. Gives the open pull requests whose head the
 * commit is, as far as GitHub names them: none of forks.
 *
 * @param sent how many annotations it has: a process that ended may have sent some of them
 * @throws Refused
 */
export async function completeCheck(
  repository: Repository,
  run: number,
  { conclusion, title, summary, annotations }: Check,
  actions: readonly Button[],
  sent = 0,
): Promise<readonly number[]> {
  const remarks = annotations.slice(sent).map(remark)
  for (let from = 0; ; from += perRequest) {
    const output = { title, summary, annotations: remarks.slice(from, from + perRequest) }
    if (from + perRequest >= remarks.length)
      return change(repository, run, { output, status: 'completed', conclusion, actions: [...actions] })
    await change(repository, run, { output, status: 'in_progress' })
  }
}

/**
 * Changes what a check run says, and completes it if it was not. Its annotations stay. 1 request.
 *
 * @param job what it is about from now on
 * @throws Refused
 */
export async function reviseCheck(
  repository: Repository,
  run: number,
  { conclusion, title, summary }: Said,
  job?: string,
): Promise<void> {
  const about = job === undefined ? {} : { external_id: job }
  await change(repository, run, { output: { title, summary }, status: 'completed', conclusion, ...about })
}

interface Changes {
  readonly status: 'in_progress' | 'completed'
  readonly conclusion?: Check['conclusion']
  readonly output: { title: string; summary: string; annotations?: ReturnType<typeof remark>[] }
  readonly actions?: Button[]
  readonly external_id?: string
}

/** Gives the open pull requests that GitHub names with it. */
async function change({ client, owner, repo }: Repository, run: number, to: Changes): Promise<readonly number[]> {
  const route = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}'
  const asked = client.request(route, withTimeout({ owner, repo, check_run_id: run, ...to }))
  const { data } = await answer('leave to change a check run', asked)
  return data.pull_requests.map(({ number }) => number)
}

const levels = { error: 'failure', warning: 'warning', notice: 'notice' } as const

function remark({ path, startLine, endLine, startColumn, endColumn, level, title, message }: Annotation) {
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    // GitHub takes columns only on one line, and counts the last one in.
    ...(startLine === endLine && { start_column: startColumn, end_column: Math.max(startColumn, endColumn - 1) }),
    annotation_level: levels[level],
    title,
    message,
  }
}
