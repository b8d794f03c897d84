import { analyze } from '../src/analyze.ts'
import type { Config } from '../src/config.ts'
import { introduced } from '../src/diff.ts'
import type { Finding } from '../src/finding.ts'
import { fix } from '../src/fix.ts'
import type { FixPlan, Wish } from '../src/report/fix-plan.ts'
import { fresh } from '../src/report/totals.ts'
import { rules } from '../src/rules/index.ts'
import type { File } from '../src/yaml/file.ts'

/** Where something is to be mended. */
export interface Asked {
  /** Nothing for the default branch. */
  readonly pull?: number
  /** The branch that a pull request with fixes is to be merged into. */
  readonly branch: string
  /** The commit at its tip. */
  readonly head: string
  readonly isFork: boolean
  /** Closed or merged: nothing is to be mended any more. */
  readonly isOver: boolean
}

/** What is to be mended. */
export interface Source extends Asked {
  readonly files: readonly File[]
  /** The files before the change that is mended; nothing when every finding counts. */
  readonly before?: readonly File[]
  readonly config: Config
}

/**
 * Mends what is wished for, in the texts only. Of a pull request only what it brings in. Its cost grows with the
 * manifests: proving the fixes of a thousand takes seconds.
 */
export function planFor(source: Source, wish: Wish, by: string): FixPlan {
  const { files, before, config, head, pull } = source
  const report = analyze(files, rules, config)
  const wanted = before && new Set(fresh(introduced(report, analyze(before, rules, config))).map(nameOf))
  const { safety, rule } = wish
  function only(finding: Finding): boolean {
    return (rule === undefined || finding.rule.id === rule) && (wanted?.has(nameOf(finding)) ?? true)
  }
  const { files: changes, fixed, refused, withheld } = fix(files, rules, config, { safety, only })
  return { wish, by, head, changes, fixed, refused, withheld, ...(pull !== undefined && { pull }) }
}

/** Not by its place: a new call to an old template moves that to the call. */
function nameOf({ manifest, fingerprint }: Finding): string {
  return `${manifest.file.path}|${fingerprint}`
}

/** A plan without some files, which are not written for reasons of their own (a sentence without full stop). */
export function without(plan: FixPlan, reasons: ReadonlyMap<string, string>): FixPlan {
  const dropped = plan.fixed.flatMap(({ finding }) => {
    const reason = reasons.get(finding.manifest.file.path)
    return reason === undefined ? [] : [{ finding, reason }]
  })
  return {
    ...plan,
    changes: plan.changes.filter(({ before }) => !reasons.has(before.path)),
    fixed: plan.fixed.filter(({ finding }) => reasons.get(finding.manifest.file.path) === undefined),
    refused: [...plan.refused, ...dropped],
  }
}
