import { checkName } from './check.ts'
import { answer, type Repository, withTimeout } from './client.ts'
import type { Begun } from './pull.ts'
import { statusOf, unless } from './refusal.ts'

/** A file that differs between two commits. */
export interface Differing {
  /** Nothing where the newer commit does not have it. */
  readonly head: string | undefined
  /** Nothing where the older commit did not have it. */
  readonly base: string | undefined
}

/** GitHub lists no more files with a comparison (repos/compare-commits). */
export const mostCompared = 300

/**
 * The first 300 files in which a commit differs from where it left another. 1 request.
 *
 * @returns nothing when one of the commits is gone
 * @throws Refused
 */
export async function differing(
  { client, owner, repo }: Repository,
  base: string,
  head: string,
): Promise<readonly Differing[] | undefined> {
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}'
  const asked = client.request(route, withTimeout({ owner, repo, basehead: `${base}...${head}`, per_page: 1 }))
  const told = await answer(
    'what the commits differ in',
    unless(asked, (error) => statusOf(error) === 404),
  )
  return told?.data.files?.map(({ filename, previous_filename: from, status }) => ({
    head: status === 'removed' ? undefined : filename,
    base: status === 'added' || status === 'copied' ? undefined : (from ?? filename),
  }))
}

/**
 * The check runs of the App on a commit, oldest first. 1 request.
 *
 * @param app its id, since others may give their check runs the same name
 * @throws Refused
 */
export async function begunOn({ client, owner, repo }: Repository, commit: string, app: number): Promise<Begun[]> {
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs'
  const of = { owner, repo, ref: commit, check_name: checkName, app_id: app, filter: 'all' as const, per_page: 100 }
  const { data } = await answer('the check runs of a commit', client.request(route, withTimeout(of)))
  return data.check_runs
    .map(({ id, external_id: job, status, output }) => ({
      run: Number(id),
      job: job ?? '',
      isCompleted: status === 'completed',
      annotations: output.annotations_count,
    }))
    .toSorted((a, b) => a.run - b.run)
}
