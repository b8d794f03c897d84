import { analyze } from '../src/analyze.ts'
import { introduced } from '../src/diff.ts'
import type { Finding } from '../src/finding.ts'
import { withFixes } from '../src/fix.ts'
import { beginCheck, type Button, completeCheck } from '../src/github/check.ts'
import { Refused } from '../src/github/client.ts'
import { hunksOf } from '../src/github/patch.ts'
import type { Begun, Pull, Thread } from '../src/github/pull.ts'
import { postReview, settle } from '../src/github/review.ts'
import { check, type Judged } from '../src/report/check.ts'
import { code } from '../src/report/escape.ts'
import { patch } from '../src/report/patch.ts'
import { markOf, marksIn, type Review, review, type Shown } from '../src/report/review.ts'
import { fresh } from '../src/report/totals.ts'
import { rules } from '../src/rules/index.ts'
import { configPaths } from '../src/source/config.ts'
import { newlyUnread } from '../src/source/unread.ts'
import { configOf } from './config.ts'
import type { Context } from './context.ts'
import { planFor } from './plan.ts'
import { type Reading, readChange } from './reading.ts'
import { refresh } from './refresh.ts'
import type { Task } from './task.ts'

/**
 * Reviews the newest head of a pull request: one check run, and one review when something is new. What was said is not
 * said again, remarks on what is gone are settled, and what was opened with fixes for it follows. 5 requests for up to
 * 100 files and 50 manifests, 1 more when remarks are settled, and those of `refresh` when there are branches of fixes.
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
  const judged = await judge(reading, context)
  if (!pull.isDraft) await say(judged, reading, context)
  // A check run that is completed says that all before it was done.
  if (run) {
    const result = check(judged, treeOf(context, pull.head))
    await completeCheck(repository, run.run, result, buttons(judged, pull, context), run.annotations)
  }
  if (pull.hasFixes) await refresh(number, context)
}

/** The check run to complete: one that a process that ended has left, or a new one; none where all is done. */
async function checkRun(
  { number, head, checks }: Pull,
  again: string | undefined,
  repository: Context['repository'],
): Promise<Pick<Begun, 'run' | 'annotations'> | undefined> {
  const usual = `pr/${number}`
  const job = again === undefined ? usual : `${usual}/${again}`
  const ours = checks.filter((one) => one.job === usual || one.job.startsWith(`${usual}/`))
  const left = ours.find(({ isCompleted }) => !isCompleted)
  if (left) return left
  const isDone = again === undefined ? ours.length > 0 : ours.some((one) => one.job === job)
  return isDone ? undefined : { run: await beginCheck(repository, head, job), annotations: 0 }
}

async function judge(reading: Reading, context: Context): Promise<Judged> {
  const { config, notes } = await configOf(reading.pull.settings, context)
  const before = analyze(reading.base, rules, config)
  const report = introduced(analyze(reading.head, rules, config), before)
  return {
    report: withFixes(report, reading.head, rules, config),
    config,
    notes: [...notes, ...ownConfig(reading), ...reading.missing],
    newlyUnread: newlyUnread(report.unread, before.unread),
    isPartial: reading.missing.length > 0,
  }
}

/** A change is not judged by what it says about itself. */
function ownConfig({ changed }: Reading): string[] {
  const own = changed.find(({ path }) => configPaths.includes(path))
  return own ? [`This change edits ${code(own.path)}: that counts once it is merged.`] : []
}

/** Remarks on what is new and was not said before; those on what is gone are settled. */
async function say(judged: Judged, reading: Reading, { repository, permissions }: Context): Promise<void> {
  const { pull, changed } = reading
  const found = fresh(judged.report)
  const said = new Set([...pull.threads.map(({ body }) => body), ...pull.reviews].flatMap(marksIn))
  const unsaid = found.filter((finding) => !said.has(markOf(finding)))
  if (unsaid.length > 0) {
    const shown = new Map(changed.map(({ path, patch }): [string, Shown[]] => [path, hunksOf(patch ?? '')]))
    const options = { patch: pull.isFork ? patchOf(reading, judged) : '' }
    await post(repository, pull, (lines) => review(unsaid, lines, options), shown)
  }
  await settle(repository, settled(pull.threads, found), permissions['contents'] === 'write')
}

/** A review with remarks on lines; all in its body where GitHub does not take a line, and does not say which. */
async function post(
  repository: Context['repository'],
  { number, head }: Pull,
  words: (shown: ReadonlyMap<string, readonly Shown[]>) => Review,
  shown: ReadonlyMap<string, readonly Shown[]>,
): Promise<void> {
  try {
    await postReview(repository, number, head, words(shown))
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error
    await postReview(repository, number, head, words(new Map()))
  }
}

/** What the fixes would change, for `git apply`: the branch of a fork is not ours to write to. */
function patchOf({ pull, head: files, base: before }: Reading, { config }: Judged): string {
  const { number, headBranch: branch, head, isFork } = pull
  const source = { pull: number, branch, head, isFork, isOver: false, files, before, config }
  return patch(planFor(source, { safety: 'unsafe' }, '').changes)
}

/** Remarks whose findings are gone though they stand open, and those whose findings have come back. */
function settled(threads: readonly Thread[], found: readonly Finding[]) {
  const here = new Set(found.map(markOf))
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

/** What a press opens a pull request for. A fork's branch is not ours to write to. */
function buttons({ report }: Judged, { isFork }: Pull, { permissions }: Context): readonly Button[] {
  const fixes = fresh(report).flatMap(({ fix }) => fix ?? [])
  if (isFork || permissions['contents'] !== 'write' || fixes.length === 0) return []
  const safe = fixes.some(({ safety }) => safety === 'safe')
  const unsafe = fixes.some(({ safety }) => safety === 'unsafe')
  return [
    ...(safe
      ? [{ label: 'Open a fix PR', description: 'Only fixes that cannot change what runs', identifier: 'fix-safe' }]
      : []),
    ...(unsafe
      ? [
          {
            label: 'Fix, unsafe ones too',
            description: 'A PR with fixes to look at one by one',
            identifier: 'fix-unsafe',
          },
        ]
      : []),
  ]
}

/** Where the files of a commit are seen. */
function treeOf({ site, repository: { owner, repo } }: Context, commit: string): string {
  return `${site}/${owner}/${repo}/blob/${commit}`
}
