import { beginCheck, completeCheck, reviseCheck } from '../src/github/check.ts'
import { hunksOf } from '../src/github/patch.ts'
import type { Begun, Pull } from '../src/github/pull.ts'
import { type Check, dropped } from '../src/report/check.ts'
import { code } from '../src/report/escape.ts'
import { marksIn, type Shown } from '../src/report/review.ts'
import { configPaths } from '../src/source/config.ts'
import { agree } from './agree.ts'
import { configOf } from './config.ts'
import type { Context } from './context.ts'
import { gaveUp, isAbout, jobOf } from './job.ts'
import { judged } from './judged.ts'
import { type Reading, readChange } from './reading.ts'
import { refresh } from './refresh.ts'
import { remark } from './remarks.ts'
import type { Task } from './task.ts'
import type { Change, Verdict } from './verdict.ts'

/**
 * Reviews the newest head of a pull request: one check run, and one review when something is new. What was said is not
 * said again, remarks on what is gone are settled, and what was opened with fixes for it follows. 5 requests for up to
 * 100 files and 50 manifests, 1 more when remarks are settled, and those of `refresh` when there are branches of fixes;
 * those of `agree` for a fork, and where others have the same head.
 */
export async function perform(
  { pull: number, again }: Extract<Task, { kind: 'review' }>,
  context: Context,
): Promise<void> {
  const { repository } = context
  const reading = await readChange(repository, number, context.app.id)
  const { pull } = reading
  if (pull.state !== 'OPEN') return drop(pull, context)
  const run = await checkRun(pull, again, repository)
  const found = await judge(reading, context)
  const notes = pull.isDraft ? [] : await remark(found, pull, context)
  // A check run that is completed says that all before it was done.
  const named = run
    ? await completeCheck(repository, run.run, noted(found.check, notes), found.buttons, run.annotations)
    : []
  if (isShared(pull, named)) await agree(pull.head, [number, ...named], context)
  if (pull.hasFixes) await refresh(number, context)
}

/** What was begun before the pull request was closed is not to wait for ever: others may have the same head. */
async function drop({ number, head, checks }: Pull, context: Context): Promise<void> {
  const job = jobOf({ pull: number })
  const left = checks.filter((one) => isAbout(one.job, job) && !one.isCompleted)
  for (const { run } of left) await reviseCheck(context.repository, run, dropped, gaveUp(job))
  if (left.length > 0) await agree(head, [number], context)
}

/**
 * The check run to complete: one that a process that ended has left, or a new one; none where all is done. What was said
 * of a head was said of its change to one base, and holds for no other.
 */
async function checkRun(
  { number, head, checks, baseBranch, defaultBranch }: Pull,
  again: string | undefined,
  repository: Context['repository'],
): Promise<Pick<Begun, 'run' | 'annotations'> | undefined> {
  const job = jobOf({ pull: number })
  const asked = `${job}/for/`
  const usual = baseBranch === defaultBranch ? job : `${job}/on/${baseBranch}`
  const ours = checks.filter((one) => isAbout(one.job, job))
  const left = ours.find(({ isCompleted }) => !isCompleted)
  if (left) return left
  const wanted = again === undefined ? usual : asked + again
  const isDone =
    again === undefined
      ? ours.findLast((one) => !one.job.startsWith(asked))?.job === usual
      : ours.some((one) => one.job === wanted)
  return isDone ? undefined : { run: await beginCheck(repository, head, wanted), annotations: 0 }
}

/**
 * Whether the head may be that of another pull request too. GitHub names those of the repository itself when a check
 * run is completed; where forks have the same head, nothing but their check runs tells.
 */
function isShared({ number, isFork, checks }: Pull, named: readonly number[]): boolean {
  const others = checks.some((one) => !isAbout(one.job, jobOf({ pull: number })))
  return isFork || others || named.some((one) => one !== number)
}

async function judge(reading: Reading, context: Context): Promise<Verdict> {
  const { pull, changed, head, base, missing, isCut } = reading
  const { config, notes } = await configOf(pull.settings, context)
  const { repository, permissions, site, signal } = context
  const { number, headBranch: branch, isFork } = pull
  const change: Change = {
    head,
    base,
    config,
    notes: [...notes, ...ownConfig(reading), ...missing],
    isPartial: missing.length > 0,
    isCut,
    tree: `${site}/${repository.owner}/${repository.repo}/blob/${pull.head}`,
    pull: {
      pull: number,
      branch,
      head: pull.head,
      isFork,
      isOver: false,
      shown: new Map(changed.map(({ path, patch }): [string, Shown[]] => [path, hunksOf(patch ?? '')])),
      said: new Set([...pull.threads.map(({ body }) => body), ...pull.reviews].flatMap(marksIn)),
      mayFix: permissions['contents'] === 'write',
    },
  }
  return judged(change, signal)
}

/** A check with sentences above its summary. */
function noted(check: Check, notes: readonly string[]): Check {
  return { ...check, summary: [...notes.map((note) => `> ${note}\n\n`), check.summary].join('') }
}

/** A change is not judged by what it says about itself. */
function ownConfig({ changed }: Reading): string[] {
  const own = changed.find(({ path }) => configPaths.includes(path))
  return own ? [`This change edits ${code(own.path)}: that counts once it is merged.`] : []
}
