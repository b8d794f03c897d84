import { analyze } from './analyze.ts'
import { groupBy } from './argo/group.ts'
import type { Config } from './config.ts'
import type { Finding, Fix, Report, Safety } from './finding.ts'
import type { Sheet } from './neighbours.ts'
import { type Proved, type Prover, prover } from './prove.ts'
import type { Rule } from './rule.ts'
import { apply, type Edit } from './yaml/edit.ts'
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
 * Mends what can be mended, in the texts only. Every fix is proved alone and with the others of its document:
 * the document says exactly what was meant, the finding is gone, and nothing new is found by any rule.
 */
export function fix(
  files: readonly File[],
  rules: readonly Rule[],
  config: Config,
  { safety, only = () => true }: { safety: Safety; only?: (finding: Finding) => boolean },
): Fixed {
  let now = files
  const fixed: Proved[] = []
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

/** The findings of a report with the fixes that were proved for them. */
export function withFixes(report: Report, files: readonly File[], rules: readonly Rule[], config: Config): Report {
  const tried = prover(files, rules, config)
  const findings = report.findings.map((finding) => {
    const proved = finding.status === 'new' ? tried.prove(finding) : undefined
    return proved && 'fix' in proved ? { ...finding, fix: proved.fix } : finding
  })
  return { ...report, findings }
}

interface Round {
  readonly fixed: Proved[]
  readonly refused: { finding: Finding; reason: string }[]
  readonly withheld: Proved[]
  readonly edits: Map<File, Edit[]>
}

/** One pass: of each document, all proved fixes that do not fall on one place. */
function mendOnce(findings: readonly Finding[], tried: Prover, isWanted: (fix: Fix) => boolean): Round {
  const round: Round = { fixed: [], refused: [], withheld: [], edits: new Map() }
  for (const [sheet, those] of groupBy(findings, (finding) => tried.sheetOf(finding))) {
    const proved: Proved[] = []
    for (const finding of those) {
      const result = tried.prove(finding)
      if (!result) continue
      if ('refused' in result) round.refused.push({ finding, reason: result.refused })
      else if (isWanted(result.fix)) proved.push(result)
      else round.withheld.push(result)
    }
    mendSheet(sheet, proved, tried, round)
  }
  return round
}

function mendSheet(sheet: Sheet, proved: readonly Proved[], tried: Prover, round: Round): void {
  const chosen = compatible(proved)
  if (chosen.length === 0) return
  const { mended, fixes } = mendTogether(sheet, chosen, tried)
  if (!mended) return
  round.fixed.push(...fixes)
  round.edits.set(sheet.file, [...(round.edits.get(sheet.file) ?? []), ...mended.edits])
  tried.accept(sheet, mended)
}

/** All at once where that holds, else as many as hold together. */
function mendTogether(sheet: Sheet, chosen: readonly Proved[], tried: Prover) {
  const all = tried.together(sheet, chosen)
  if (!('refused' in all)) return { mended: all, fixes: chosen }
  let fixes: readonly Proved[] = []
  let mended
  for (const one of chosen) {
    const more = tried.together(sheet, [...fixes, one])
    if ('refused' in more) continue
    mended = more
    fixes = [...fixes, one]
  }
  return { mended, fixes }
}

/** The first of those whose edits fall on one place; all of those whose edits are the same. */
function compatible(proved: readonly Proved[]): Proved[] {
  const chosen: Proved[] = []
  for (const one of proved) {
    const mine = JSON.stringify(one.fix.edits)
    const isFree = chosen.every(
      (other) => JSON.stringify(other.fix.edits) === mine || !clash(one.fix.edits, other.fix.edits),
    )
    if (isFree) chosen.push(one)
  }
  return chosen
}

function clash(mine: readonly Edit[], theirs: readonly Edit[]): boolean {
  return mine.some(({ span: a }) =>
    theirs.some(({ span: b }) => {
      const isInsertion = a.start === a.end || b.start === b.end
      return isInsertion ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end
    }),
  )
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
