import { beginCheck, completeCheck } from '../src/github/check.ts'
import { Refused } from '../src/github/client.ts'
import { hunksOf } from '../src/github/patch.ts'
import type { Begun, Pull, Thread } from '../src/github/pull.ts'
import { postReview, settle } from '../src/github/review.ts'
import type { Check } from '../src/report/check.ts'
import { code, sentence } from '../src/report/escape.ts'
import { marksIn, type Shown } from '../src/report/review.ts'
import { configPaths } from '../src/source/config.ts'
import { agree } from './agree.ts'
import { aside, Overrun, sizeOf } from './aside.ts'
import { configOf } from './config.ts'
import type { Context } from './context.ts'
import { isAbout, jobOf } from './job.ts'
import { type Reading, readChange } from './reading.ts'
import { refresh } from './refresh.ts'
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
  if (pull.state !== 'OPEN') return
  const run = await checkRun(pull, again, repository)
  const found = await judge(reading, context)
  const notes = pull.isDraft ? [] : await say(found, pull, context)
  // A check run that is completed says that all before it was done.
  const named = run
    ? await completeCheck(repository, run.run, noted(found.check, notes), found.buttons, run.annotations)
    : []
  if (isShared(pull, named)) await agree(pull.head, [number, ...named], context)
  if (pull.hasFixes) await refresh(number, context)
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
  const { pull, changed, head, base, missing } = reading
  const { config, notes } = await configOf(pull.settings, context)
  const { repository, permissions, site, signal } = context
  const { number, headBranch: branch, isFork } = pull
  const change: Change = {
    head: { files: head, unread: [] },
    base: { files: base, unread: [] },
    config,
    notes: [...notes, ...ownConfig(reading), ...missing],
    isPartial: missing.length > 0,
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
  try {
    return await aside('verdict', change, sizeOf(head, base), signal)
  } catch (error) {
    if (!(error instanceof Overrun)) throw error
    const summary = `${error.message}. Nothing is said of them; split the change, or leave files out by \`paths.exclude\`.`
    return {
      check: { conclusion: 'failure', title: 'Could not analyse this change', summary, annotations: [] },
      buttons: [],
    }
  }
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

/**
 * Remarks on what is new and was not said before; those on what is gone are settled. What GitHub does not let us say
 * must not keep the check run waiting.
 *
 * @returns what a reader of the check run has to know of that
 */
async function say({ review, here }: Verdict, pull: Pull, { repository, permissions }: Context): Promise<string[]> {
  if (permissions['pull_requests'] !== 'write') return []
  try {
    if (review) await post(repository, pull, review)
    if (here) await settle(repository, settled(pull.threads, new Set(here)), permissions['contents'] === 'write')
    return []
  } catch (error) {
    if (!(error instanceof Refused) || (error.status !== 403 && error.status !== 422)) throw error
    return [`Remarks could not be posted: ${sentence(error.message)}`]
  }
}

/** A review with remarks on lines; all in its body where GitHub does not take a line, and does not say which. */
async function post(
  repository: Context['repository'],
  { number, head }: Pull,
  { onLines, inBody }: NonNullable<Verdict['review']>,
): Promise<void> {
  try {
    await postReview(repository, number, head, onLines)
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error
    await postReview(repository, number, head, inBody)
  }
}

/** Remarks whose findings are gone though they stand open, and those whose findings have come back. */
function settled(threads: readonly Thread[], here: ReadonlySet<string>) {
  const marked = threads
    .map((thread) => ({ thread, marks: marksIn(thread.body) }))
    .filter(({ marks }) => marks.length > 0)
  const [gone, back] = [false, true].map((isHere) =>
    marked.filter(({ marks }) => marks.some((mark) => here.has(mark)) === isHere).map(({ thread }) => thread),
  )
  return {
    gone: gone?.filter(({ isResolved, isMinimized }) => !isResolved && !isMinimized) ?? [],
    back: back?.filter(({ isResolved, resolvedByUs }) => isResolved && resolvedByUs) ?? [],
  }
}
