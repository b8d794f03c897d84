import { analyze, isIncluded } from '../src/analyze.ts'
import type { Config } from '../src/config.ts'
import { introduced } from '../src/diff.ts'
import type { Finding, Report, Unread } from '../src/finding.ts'
import { withFixes } from '../src/fix.ts'
import type { Button } from '../src/github/check.ts'
import { type Check, check } from '../src/report/check.ts'
import { patch } from '../src/report/patch.ts'
import { markOf, type Review, review, type Shown } from '../src/report/review.ts'
import { fresh } from '../src/report/totals.ts'
import { rules } from '../src/rules/index.ts'
import type { Read } from '../src/source/read.ts'
import { newlyUnread } from '../src/source/unread.ts'
import { type Asked, planFor } from './plan.ts'

/** What a change is judged from. Plain data, which another thread can be given. */
export interface Change {
  readonly head: Read
  readonly base: Read
  readonly config: Config
  /** Sentences in Markdown that a reader needs to take the result for what it is. */
  readonly notes: readonly string[]
  /** Whether something that belongs to the change was not looked at. */
  readonly isPartial: boolean
  /** Whether GitHub did not tell all that it changes. */
  readonly isCut: boolean
  /** URL of the files of the head. */
  readonly tree: string
  /** What a review is made for; nothing when only a check run is wanted. */
  readonly pull?: Reviewed
}

export interface Reviewed extends Asked {
  /** By path, the lines of the head that the diff shows. */
  readonly shown: ReadonlyMap<string, readonly Shown[]>
  /** Marks of the findings that were told before. */
  readonly said: ReadonlySet<string>
  /** Whether the App may open pull requests with fixes. */
  readonly mayFix: boolean
}

/** What is to be said of a change. */
export interface Verdict {
  readonly check: Check
  readonly buttons: readonly Button[]
  /** Marks of all findings that are new; nothing when it is not known what is there. */
  readonly here?: readonly string[]
  /** What was not said before, with remarks on lines, and the same without; nothing when there is nothing. */
  readonly review?: { readonly onLines: Review; readonly inBody: Review }
}

/** A reader looks at no more of them, and each has to be proved. */
const mostFixes = 200

/** Judges a change. Pure; its cost grows with the manifests and with the findings that have a fix. */
export function verdict(change: Change): Verdict {
  const { head, base, config, notes, isCut, tree, pull } = change
  const before = analyze(base.files, rules, config)
  const found = introduced(analyze(head.files, rules, config), before)
  const left = wanted(head, config)
  const unread = [...found.unread, ...left]
  const report = { ...(pull ? withFixes(found, head.files, rules, config, mostFixes) : found), unread }
  const gaps = newlyUnread(unread, [...before.unread, ...wanted(base, config)])
  const isPartial = change.isPartial || isCut || left.length > 0
  const unsaid = fresh(report).filter((finding) => !pull?.said.has(markOf(finding)))
  return {
    check: check({ report, config, notes, newlyUnread: gaps, isPartial, isCut }, tree),
    buttons: pull ? buttons(report, pull) : [],
    here: fresh(report).map(markOf),
    ...(pull && unsaid.length > 0 && { review: reviews(unsaid, change, pull) }),
  }
}

/** What was not read, of what is to be looked into. */
function wanted({ unread }: Read, config: Config): readonly Unread[] {
  return unread.filter(({ path }) => isIncluded(path, config))
}

function reviews(unsaid: readonly Finding[], { head, base, config }: Change, pull: Reviewed) {
  const options = { patch: pull.isFork ? fixes({ ...pull, files: head.files, before: base.files, config }) : '' }
  return { onLines: review(unsaid, pull.shown, options), inBody: review(unsaid, new Map(), options) }
}

/** What the fixes would change, for `git apply`: the branch of a fork is not ours to write to. */
function fixes(source: Parameters<typeof planFor>[0]): string {
  return patch(planFor(source, { safety: 'unsafe' }, '').changes)
}

const safeButton: Button = {
  label: 'Open a fix PR',
  description: 'Only fixes that cannot change what runs',
  identifier: 'fix-safe',
}
const unsafeButton: Button = {
  label: 'Fix, unsafe ones too',
  description: 'A PR with fixes to look at one by one',
  identifier: 'fix-unsafe',
}

/** What a press opens a pull request for. */
function buttons(report: Report, { isFork, mayFix }: Reviewed): readonly Button[] {
  if (isFork || !mayFix) return []
  const offered = new Set(fresh(report).map(({ fix }) => fix?.safety))
  return [...(offered.has('safe') ? [safeButton] : []), ...(offered.has('unsafe') ? [unsafeButton] : [])]
}
