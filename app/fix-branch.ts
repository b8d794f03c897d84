import {
  type Commit,
  commit,
  createBranch,
  dropBranch,
  type Hindered,
  isWithin,
  mostListed,
  moveBranches,
  readCommit,
  tipOf,
} from '../src/github/commit.ts'
import { fixMessage, type FixPlan } from '../src/report/fix-plan.ts'
import type { Context } from './context.ts'
import { idOf } from './whole.ts'

/** A branch of ours as it is, and as it is to be: one commit with the plan's changes on the plan's head. */
export interface Aim {
  readonly plan: FixPlan
  readonly branch: string
  /** The commit at its tip; nothing when there is no such branch. */
  readonly tip: string | undefined
  /** In GraphQL. */
  readonly repositoryId: string
}

/**
 * What became of a branch: `made` has the commit now, `there` had it before, `foreign` has commits of others and was
 * not touched, `forbidden` is against the repository's rules. Nothing when something moved meanwhile.
 */
export type Brought = 'made' | 'there' | 'foreign' | 'forbidden' | undefined

/**
 * Brings a branch to where it is to be. 2 requests for a new one, 1 for one that is there, 4 for one that is behind.
 * Each step can be the last one for now: the next try goes on from there.
 *
 * @throws Refused
 */
export async function bringUp(aim: Aim, context: Context): Promise<Brought> {
  const { plan, branch, tip } = aim
  const { repository, app } = context
  if (tip === undefined) {
    const made = await createBranch(repository, branch, plan.head)
    if (made !== 'made') return made === 'there' ? undefined : 'forbidden'
  }
  if (tip === undefined || tip === plan.head) {
    const written = await write(branch, plan, context)
    if (written === 'forbidden') await dropBranch(repository, aim.repositoryId, branch, plan.head)
    return outcomeOf(written)
  }
  const last = await readCommit(repository, tip, app.slug)
  if (last.isOurs && holds(last, plan)) return 'there'
  // A branch that was made and got no commit points at what its base was then.
  if (!last.isOurs && !(await isWithin(repository, tip, plan.head))) return 'foreign'
  return replace(aim, tip, context)
}

function outcomeOf(written: { readonly id: string } | Hindered): Brought {
  if (written === 'forbidden') return written
  return written === 'moved' ? undefined : 'made'
}

/** Whether a commit is just this plan, on the plan's head. */
function holds({ parents, files }: Commit, { head, changes }: FixPlan): boolean {
  const wanted = new Map(changes.map(({ after }) => [after.path, blobId(after.text)]))
  const isWhole = files.size === Math.min(wanted.size, mostListed)
  return (
    isWhole && parents.length === 1 && parents[0] === head && [...files].every(([path, id]) => wanted.get(path) === id)
  )
}

function write(branch: string, plan: FixPlan, { repository }: Context): ReturnType<typeof commit> {
  const files = plan.changes.map(({ after }) => after)
  return commit(repository, { branch, onto: plan.head, message: fixMessage(plan), files })
}

/**
 * Puts the commit in the place of ours. It is made on a branch beside, so that the pull request is at no time empty:
 * GitHub closes one that is.
 */
async function replace(aim: Aim, tip: string, context: Context): Promise<Brought> {
  const { plan, branch, repositoryId } = aim
  const { repository } = context
  const beside = besideOf(aim)
  const made = await createBranch(repository, beside, plan.head)
  if (made === 'forbidden') return made
  const put = await write(beside, plan, context)
  if (put === 'forbidden') {
    await dropBranch(repository, repositoryId, beside, plan.head)
    return put
  }
  const next = put === 'moved' ? await written(beside, plan, context) : put.id
  if (next === undefined) return undefined
  const gone = { branch: beside, from: next, to: undefined }
  if (await moveBranches(repository, repositoryId, [{ branch, from: tip, to: next }, gone])) return 'made'
  await moveBranches(repository, repositoryId, [gone])
  return undefined
}

/** Named by what is to be on it, so that what an earlier try left there is of use, or in nobody's way. */
function besideOf({ branch, plan: { head, changes } }: Aim): string {
  const ids = changes.map(({ after }) => blobId(after.text))
  return `${branch}-${blobId([head, ...ids].join('\n')).slice(0, 7)}`
}

/** What an earlier try left on the branch beside. */
async function written(beside: string, plan: FixPlan, { repository, app }: Context): Promise<string | undefined> {
  const tip = await tipOf(repository, beside)
  if (tip === undefined) return undefined
  const last = await readCommit(repository, tip, app.slug)
  return last.isOurs && holds(last, plan) ? tip : undefined
}

/** The id that git gives to contents. */
export function blobId(text: string): string {
  return idOf(Buffer.from(text), 'sha1')
}
