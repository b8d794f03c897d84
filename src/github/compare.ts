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

/** A check run as others see it, once it is completed. */
export interface Ended extends Begun {
  /** In the words of GitHub, which has more of them than we use; nothing before it is completed. */
  readonly conclusion: string | null
  readonly title: string
  readonly summary: string
  /** Where people see it. */
  readonly url: string
}

const perPage = 100
const mostPages = 10

/**
 * The check runs of the App on a commit, oldest first; none where the commit is gone. 1 request for each 100, of which
 * GitHub keeps 1,000.
 *
 * @param app its id, since others may give their check runs the same name
 * @throws Refused
 */
export async function begunOn({ client, owner, repo }: Repository, commit: string, app: number): Promise<Ended[]> {
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs'
  const found: Ended[] = []
  for (let page = 1; page <= mostPages; page++) {
    const of = { owner, repo, ref: commit, check_name: checkName, app_id: app, filter: 'all' as const }
    const told = await answer(
      'the check runs of a commit',
      unless(client.request(route, withTimeout({ ...of, per_page: perPage, page })), (error) =>
        [404, 422].includes(statusOf(error) ?? 0),
      ),
    )
    const runs = told?.data.check_runs ?? []
    found.push(
      ...runs.map(({ id, external_id: job, status, output, conclusion, html_url: url }) => ({
        run: Number(id),
        job: job ?? '',
        isCompleted: status === 'completed',
        annotations: output.annotations_count,
        conclusion,
        title: output.title ?? '',
        summary: output.summary ?? '',
        url: url ?? '',
      })),
    )
    if (runs.length < perPage) break
  }
  return found.toSorted((a, b) => a.run - b.run)
}
