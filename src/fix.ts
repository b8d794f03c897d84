import { analyze } from './analyze.ts'
import { groupBy } from './argo/group.ts'
import type { Config } from './config.ts'
import type { Finding, Fix, Report, Safety } from './finding.ts'
import type { Sheet } from './neighbours.ts'
import { Taken } from './taken.ts'
import type { Plan } from './plan.ts'
import { type Mended, type Prover, prover, tooMuch } from './prove.ts'
import type { Rule } from './rule.ts'
import { apply, type Edit, type Refusal } from './yaml/edit.ts'
import type { File } from './yaml/file.ts'

/** What became of the findings of some files. */
export interface Fixed {
  /** The files that changed. */
  readonly files: readonly { readonly before: File; readonly after: File }[]
  /** What was mended, in the order in which it was done. A fix tells of the text on which it was made. */
  readonly fixed: readonly { readonly finding: Finding; readonly fix: Fix }[]
  /** What is left although its rule has something to say about mending it, and why. */
  readonly refused: readonly { readonly finding: Finding; readonly reason: string }[]
  /** Fixes that were proved, and not made because nobody asked for unsafe ones. */
  readonly withheld: readonly { readonly finding: Finding; readonly fix: Fix }[]
  /** What is left when all is done. */
  readonly report: Report
}

/** A fix can make room for another that fell on the same place. No real file needs more than three passes. */
const maxPasses = 10

/**
 * Mends what can be mended, in the texts only. All fixes that are made of a document are proved together:
 * the document says exactly what was meant, the finding is gone, and nothing new is found by any rule.
 */
export function fix(
  files: readonly File[],
  rules: readonly Rule[],
  config: Config,
  { safety, only = () => true }: { safety: Safety; only?: (finding: Finding) => boolean },
): Fixed {
  let now = files
  const fixed: Plan[] = []
  for (let pass = 1; ; pass++) {
    const report = analyze(now, rules, config)
    const round = mendOnce(
      report.findings.filter(only),
      prover(now, rules, config),
      (it) => safety === 'unsafe' || it.safety === 'safe',
    )
    fixed.push(...round.fixed)
    if (round.fixed.length === 0 || pass === maxPasses) {
      const { refused, withheld } = round
      return { files: differing(files, now), fixed, refused, withheld, report }
    }
    now = now.map((file) => withEdits(file, round.edits.get(file)))
  }
}

/**
 * The findings of a report with the fixes that were proved for them, each alone.
 *
 * @param most of the new findings, worst first, are looked at
 */
export function withFixes(
  report: Report,
  files: readonly File[],
  rules: readonly Rule[],
  config: Config,
  most = Infinity,
): Report {
  const tried = prover(files, rules, config)
  let left = most
  const findings = report.findings.map((finding) => {
    const plan = finding.status === 'new' && left-- > 0 ? tried.plan(finding) : undefined
    const sheet = tried.sheetOf(finding)
    if (!plan || 'refused' in plan || !sheet || 'refused' in tried.prove(sheet, [plan])) return finding
    return { ...finding, fix: plan.fix }
  })
  return { ...report, findings }
}

interface Round {
  readonly fixed: Plan[]
  readonly refused: { finding: Finding; reason: string }[]
  readonly withheld: Plan[]
  readonly edits: Map<File, Edit[]>
}

/** One pass: of each document, all that can be proved and does not fall on one place. */
function mendOnce(findings: readonly Finding[], tried: Prover, isWanted: (fix: Fix) => boolean): Round {
  const round: Round = { fixed: [], refused: [], withheld: [], edits: new Map() }
  for (const [sheet, those] of groupBy(findings, (finding) => tried.sheetOf(finding))) {
    const plans: Plan[] = []
    for (const finding of those) {
      const plan = tried.plan(finding)
      if (plan && 'refused' in plan) round.refused.push({ finding, reason: reasonOf(plan) })
      else if (plan) plans.push(plan)
    }
    mendSheet(sheet, plans, tried, isWanted, round)
  }
  return round
}

function mendSheet(
  sheet: Sheet,
  plans: readonly Plan[],
  tried: Prover,
  isWanted: (fix: Fix) => boolean,
  round: Round,
): void {
  const wanted = hold(
    sheet,
    plans.filter(({ fix }) => isWanted(fix)),
    tried,
  )
  const others = hold(
    sheet,
    plans.filter(({ fix }) => !isWanted(fix)),
    tried,
  )
  round.refused.push(...wanted.refused, ...others.refused)
  round.withheld.push(...others.plans, ...others.apart)
  if (!wanted.mended) return
  round.fixed.push(...wanted.plans)
  round.edits.set(sheet.file, [...(round.edits.get(sheet.file) ?? []), ...wanted.mended.edits])
  tried.accept(sheet, wanted.mended)
}

/** Plans that hold together, and why others do not. Plans that fall on the place of one that holds are neither. */
interface Held {
  readonly plans: readonly Plan[]
  /** Plans that hold alone, and not beside those: the next pass has them. */
  readonly apart: readonly Plan[]
  readonly mended?: Mended
  readonly refused: readonly { finding: Finding; reason: string }[]
}

/** As many plans as can be proved together. What falls on the place of a plan that was refused is tried after it. */
function hold(sheet: Sheet, plans: readonly Plan[], tried: Prover): Held {
  let held: Held = { plans: [], apart: [], refused: [] }
  let left = plans
  for (;;) {
    const batch = compatible(left, held.plans)
    if (batch.length === 0) return held
    held = holdMore(sheet, held, batch, tried)
    const done = new Set(batch)
    left = left.filter((plan) => !done.has(plan))
  }
}

/** All of a batch where that holds, else what holds of its halves: most batches hold, and cost one proof. */
function holdMore(sheet: Sheet, held: Held, batch: readonly Plan[], tried: Prover): Held {
  const plans = [...held.plans, ...batch]
  const mended: Mended | Refusal = tried.prove(sheet, plans)
  if (!('refused' in mended)) return { ...held, plans, mended }
  if (batch.length === 1 || mended === tooMuch) {
    if (mended !== tooMuch && held.plans.length > 0 && !('refused' in tried.prove(sheet, batch)))
      return { ...held, apart: [...held.apart, ...batch] }
    const reason = reasonOf(mended)
    return { ...held, refused: [...held.refused, ...batch.map(({ finding }) => ({ finding, reason }))] }
  }
  const half = batch.length >> 1
  return holdMore(sheet, holdMore(sheet, held, batch.slice(0, half), tried), batch.slice(half), tried)
}

/** Plans whose edits fall on no place of another's; of those that do, the first. Those that are the same go together. */
function compatible(plans: readonly Plan[], held: readonly Plan[]): Plan[] {
  const taken = new Taken()
  for (const { fix } of held) taken.add(fix.edits)
  return plans.filter(({ fix }) => taken.add(fix.edits))
}

/** As a sentence, whoever refused. */
function reasonOf({ refused }: Refusal): string {
  return refused.charAt(0).toUpperCase() + refused.slice(1)
}

function withEdits(file: File, edits: readonly Edit[] | undefined): File {
  return edits ? { path: file.path, text: apply(file.text, edits) } : file
}

function differing(before: readonly File[], after: readonly File[]): { before: File; after: File }[] {
  return before.flatMap((file, index) => {
    const now = after[index]
    return now && now.text !== file.text ? [{ before: file, after: now }] : []
  })
}
