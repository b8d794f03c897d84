import { analyze, isIncluded } from '../src/analyze.ts'
import type { Config } from '../src/config.ts'
import { introduced } from '../src/diff.ts'
import type { Finding } from '../src/finding.ts'
import { fix } from '../src/fix.ts'
import { Refused } from '../src/github/client.ts'
import { defaultBranch } from '../src/github/default-branch.ts'
import type { FixPlan, Wish } from '../src/report/fix-plan.ts'
import { fresh } from '../src/report/totals.ts'
import { rules } from '../src/rules/index.ts'
import { configPaths } from '../src/source/config.ts'
import type { File } from '../src/yaml/file.ts'
import { configOf } from './config.ts'
import type { Context } from './context.ts'
import { readChange } from './reading.ts'
import { readWhole } from './whole.ts'

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
 * Reads a pull request, or the default branch.
 *
 * @throws Refused | Later
 */
export async function readSource(pull: number | undefined, context: Context): Promise<Source> {
  const { repository, app } = context
  if (pull === undefined) {
    const { name: branch, head, texts } = (await defaultBranch(repository, configPaths)) ?? empty()
    const { config } = await configOf(texts, context)
    const { files } = await readWhole(repository, head, (path) => isIncluded(path, config))
    return { branch, head, isFork: false, isOver: false, files, config }
  }
  const { pull: it, head: files, base: before } = await readChange(repository, pull, app.id)
  const { config } = await configOf(it.settings, context)
  const { headBranch: branch, head, isFork } = it
  return { pull, branch, head, isFork, isOver: it.state !== 'OPEN', files, before, config }
}

function empty(): never {
  throw new Refused('The repository is empty.')
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
