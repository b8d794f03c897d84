import { reviseCheck } from '../src/github/check.ts'
import { begunOn, type Ended } from '../src/github/compare.ts'
import { openAmong } from '../src/github/open-pulls.ts'
import { type Own, ownIn, sameAs, together } from '../src/report/together.ts'
import type { Context } from './context.ts'
import { pullIn } from './job.ts'

/**
 * Makes the check run of a commit that counts say the worst of all open pull requests whose head it is. GitHub shows
 * one result of ours for a commit, the newest, and takes it for that of each of them. Whoever ends last sees what all
 * others found, so it is to be called after each end. What a pull request was found to be by itself is remembered in
 * its check run, so that it counts alone again when the others are closed. 1 request where there is only one pull
 * request; else 2, and 1 more when that changes the result.
 *
 * @param named pull requests that are known to have this head, besides those that have a check run
 * @throws Refused
 */
export async function agree(head: string, named: readonly number[], context: Context): Promise<void> {
  const { repository, app, permissions } = context
  if (permissions['checks'] !== 'write') return
  const runs = await begunOn(repository, head, app.id)
  const newest = runs.at(-1)
  const about = newest && pullIn(newest.job)
  // Who completes it will do this.
  if (!newest?.isCompleted || about === undefined) return
  const numbers = new Set([...named, ...runs.flatMap(({ job }) => pullIn(job) ?? [])])
  if (numbers.size < 2) return
  const heads = await openAmong(repository, [...numbers])
  const open = [...numbers].filter((number) => heads.get(number) === head).toSorted((a, b) => a - b)
  const said = { conclusion: newest.conclusion, title: newest.title, summary: newest.summary }
  const wanted = together(
    { pull: about, ...ownIn(said), url: newest.url },
    open.map((pull) => ownOf(pull, runs)),
  )
  if (!sameAs(said, wanted)) await reviseCheck(repository, newest.run, wanted)
}

/** What a pull request was found to be by itself; what is still looked at is no success yet. */
function ownOf(pull: number, runs: readonly Ended[]): Own {
  const last = runs.findLast(({ job }) => pullIn(job) === pull)
  if (!last?.isCompleted) return { pull, conclusion: 'failure', title: 'Not reviewed yet', summary: '', url: '' }
  return { pull, ...ownIn(last), url: last.url }
}
