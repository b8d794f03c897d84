import { fixLabels } from '../src/config.ts'
import { Refused } from '../src/github/client.ts'
import { type Entry, type FixPull, fixPrefix, lookAround, type Scene } from '../src/github/fix-pull.ts'
import { addLabels, editPull, openPull } from '../src/github/page.ts'
import { mayWrite } from '../src/github/permission.ts'
import { memoryOf } from '../src/report/fix-memory.ts'
import { editsOf, type FixPlan, fixTitle, type Wish } from '../src/report/fix-plan.ts'
import { fixBody } from '../src/report/fix-pull.ts'
import type { Outcome } from '../src/report/reply.ts'
import type { Context } from './context.ts'
import { blobId, type Brought, bringUp } from './fix-branch.ts'
import { type Source, without } from './plan.ts'
import { planned } from './planned.ts'
import { readSource } from './source.ts'
import { refuse, tell } from './tell.ts'
import type { Task } from './task.ts'

/** What somebody asks for. */
export interface Ask extends Wish {
  /** Nothing for the default branch. */
  readonly pull?: number
  /** The login of who asks, who may write. */
  readonly by: string
}

/**
 * Opens the pull request that a button or a box was pressed for. What came of it is said only where no pull request
 * shows it.
 *
 * @throws Refused | Later
 */
export async function perform(ask: Extract<Task, { kind: 'fix' }>, context: Context): Promise<void> {
  const { pull, by } = ask
  if (!(await mayWrite(context.repository, by))) {
    context.log.info({ by }, 'Somebody without write permission asked for fixes')
    return pull === undefined ? undefined : refuse(pull, by, context)
  }
  const outcome = await propose(ask, context)
  context.log.info({ by, outcome: outcome.kind }, 'Fixes were asked for')
  if (pull !== undefined && !isShown(outcome)) await tell(pull, outcome, ask, context)
}

/** Whether a pull request tells what came of it. */
function isShown({ kind }: Outcome): boolean {
  return kind === 'opened' || kind === 'updated' || kind === 'there'
}

/**
 * Sees to it that there is one pull request with the fixes that are wished for, on the newest commit. To do it again
 * changes nothing. After the reads: 4 requests for a new one, 5 where it gets a label, 2 for one that is there, 6 or 7
 * for one that is behind.
 *
 * @throws Refused | Later
 */
export async function propose(ask: Ask, context: Context): Promise<Outcome> {
  const source = await readSource(ask.pull, context)
  if (source.isOver) return { kind: 'over' }
  const plan = await planned({ source, wish: wishOf(ask), by: ask.by }, context.signal)
  if (!plan) return { kind: 'long' }
  if (plan.changes.length === 0) return { kind: 'nothing', plan }
  const why = hindrance(source, context)
  return why ? { kind: 'patch', plan, why } : push(plan, source, context)
}

/** The wish alone: the rest of what asks for it is no plan's business. */
function wishOf({ safety, rule }: Ask): Wish {
  return { safety, ...(rule !== undefined && { rule }) }
}

function hindrance({ isFork }: Source, context: Context): 'fork' | 'permission' | undefined {
  if (isFork) return 'fork'
  return mayOpen(context) ? undefined : 'permission'
}

/** Whether the App may open and change pull requests with commits of its own. */
export function mayOpen({ permissions }: Pick<Context, 'permissions'>): boolean {
  return permissions['contents'] === 'write' && permissions['pull_requests'] === 'write'
}

/** Looks again so often when something moves meanwhile, before the queue tries later. */
const attempts = 3

async function push(whole: FixPlan, source: Source, context: Context): Promise<Outcome> {
  let plan = whole
  for (let left = attempts; left > 0; left--) {
    const { head, branch: base, config } = source
    const paths = plan.changes.map(({ before }) => before.path)
    const branch = branchFor(plan)
    const { labels = fixLabels } = config.fix
    const scene = await lookAround(context.repository, { branch, base, head, paths, labels })
    const reasons = unwritable(plan, scene.entries)
    if (reasons.size > 0) {
      plan = without(plan, reasons)
      if (plan.changes.length === 0) return { kind: 'nothing', plan }
      continue
    }
    const outcome = await settle({ plan, branch, base, scene }, context)
    if (outcome) return outcome
  }
  throw new Refused('The branch for the fixes moves, or GitHub does not see what it was told a moment ago.')
}

interface Aimed {
  readonly plan: FixPlan
  readonly branch: string
  readonly base: string
  readonly scene: Scene
}

/** Nothing when something moved meanwhile. */
async function settle({ plan, branch: fresh, base, scene }: Aimed, context: Context): Promise<Outcome | undefined> {
  const open = scene.pulls.find((pull) => pull.state === 'OPEN' && (pull.branch === fresh || isFor(plan, pull)))
  const declined = scene.pulls.find((pull) => pull.state === 'CLOSED' && isSame(plan, pull))
  if (!open && declined) return { kind: 'declined', number: declined.number }
  const branch = open?.branch ?? fresh
  const tip = open ? open.tip : scene.tip
  const brought = await bringUp({ plan, branch, tip, repositoryId: scene.repositoryId }, context)
  if (brought === 'foreign') return { kind: 'foreign', branch, ...(open && { number: open.number }) }
  if (brought === 'forbidden') return { kind: 'patch', plan, why: 'rules' }
  if (brought === undefined) return undefined
  return open ? renew(open, plan, brought, context) : present({ plan, branch, base, scene }, context)
}

async function present({ plan, scene, ...place }: Aimed, context: Context): Promise<Outcome | undefined> {
  const number = await openPull(context.repository, { ...place, ...pageOf(plan, context) })
  if (number === undefined) return undefined
  if (scene.labels.length > 0) await label(number, scene.labels, context)
  return { kind: 'opened', number, plan }
}

/** It helps to find the pull request, which is as good without. */
async function label(number: number, names: readonly string[], { repository, log }: Context): Promise<void> {
  try {
    await addLabels(repository, number, names)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    log.info({ number, status: error.status }, 'GitHub did not let the App label a pull request')
  }
}

async function renew(open: FixPull, plan: FixPlan, brought: Brought, context: Context): Promise<Outcome> {
  const { number } = open
  const memory = memoryOf(open.body)
  const isTold = memory?.edits === editsOf(plan) && memory.head === plan.head
  if (!isTold) await editPull(context.repository, number, pageOf(plan, context))
  return { kind: brought === 'made' || !isTold ? 'updated' : 'there', number, plan }
}

function pageOf(plan: FixPlan, { site, repository: { owner, repo } }: Context) {
  return { title: fixTitle(plan), body: fixBody(plan, `${site}/${owner}/${repo}/blob/${plan.head}`) }
}

function branchFor(plan: FixPlan): string {
  return `${prefixFor(plan.pull)}${editsOf(plan)}`
}

/** The branches of fixes for a pull request begin so, or for the default branch. */
export function prefixFor(pull: number | undefined): string {
  return pull === undefined ? fixPrefix : `${fixPrefix}pr-${pull}-`
}

/** Whether a pull request of ours was opened for the same wish. */
function isFor({ wish, pull }: FixPlan, { branch, body }: FixPull): boolean {
  const memory = memoryOf(body)
  const isHere = branch.startsWith(prefixFor(pull)) && (pull !== undefined || !branch.startsWith(`${fixPrefix}pr-`))
  return isHere && memory?.wish.safety === wish.safety && memory.wish.rule === wish.rule
}

/** Whether a pull request of ours had the same edits, and it was not us who closed it. */
function isSame(plan: FixPlan, { branch, body }: FixPull): boolean {
  const memory = memoryOf(body)
  if (memory?.isWithdrawn) return false
  return memory ? memory.edits === editsOf(plan) && branch.startsWith(prefixFor(plan.pull)) : branch === branchFor(plan)
}

/** The files of a plan that are not written, each with the reason. */
function unwritable({ changes }: FixPlan, entries: ReadonlyMap<string, Entry>): Map<string, string> {
  return new Map(
    changes.flatMap(({ before: { path, text } }): [string, string][] => {
      const reason = reasonAgainst(path, text, entries.get(path))
      return reason === undefined ? [] : [[path, reason]]
    }),
  )
}

const ordinary = 0o100644

function reasonAgainst(path: string, text: string, entry: Entry | undefined): string | undefined {
  if (/^\.github\/workflows\//i.test(path)) return 'it lies in `.github/workflows`, where Lynceus writes nothing'
  if (entry?.mode === 0o100755) return 'its file is executable, and a commit of an App would take that away'
  if (entry?.mode !== ordinary) return 'its file is no ordinary file'
  // What GitHub gives as text is not always what is stored: then a commit would change more than the fix.
  return entry.id === blobId(text) ? undefined : 'its file is not stored as plain UTF-8'
}
