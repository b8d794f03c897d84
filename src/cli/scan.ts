import { analyze, isIncluded } from '../analyze.ts'
import type { Config } from '../config.ts'
import { introduced } from '../diff.ts'
import { atLeast, type Report } from '../finding.ts'
import { alikeFailures, firstOf } from '../report/totals.ts'
import { rules } from '../rules/index.ts'
import { repositoryRoot } from '../source/disk.ts'
import type { Read } from '../source/read.ts'
import { newlyUnread, notPassed } from '../source/unread.ts'
import { readConfig } from './config.ts'
import { readHead } from './head.ts'
import { nothingRead } from './nothing.ts'
import type { Options } from './options.ts'
import { checkWritable, note } from './output.ts'
import { clearProgress, progress } from './progress.ts'
import { seenFrom } from './seen.ts'
import { show } from './show.ts'
import { pleaseReport } from './tool.ts'
import { UsageError } from './usage.ts'

/** Where a scan happens. */
export interface Place {
  readonly cwd: string
  /** The top of the enclosing git repository, else `cwd`. Paths are relative to it until they are shown. */
  readonly root: string
}

/** Analyses what is named and prints the reports that are asked for. */
export async function scan(options: Options): Promise<number> {
  for (const { file } of options.reports) if (file !== undefined) checkWritable(file)
  const cwd = process.cwd()
  const repository = repositoryRoot(cwd)
  const place = { cwd, root: repository ?? cwd }
  if (options.base !== undefined && repository === undefined)
    throw new UsageError(`--base compares with a commit, and ${cwd} is not in a git repository.`)
  const base =
    options.base === undefined ? undefined : (await import('./base.ts')).readBase(options.base, options.operands, place)
  const config = await readConfig(options, place, base)
  const head = await readHead(options, place)
  progress(`Analysing ${head.files.length} files`, head.files.length, options)
  const before = base && judge(base, config)
  const now = judge(head, config)
  const report = before ? introduced(now, before) : now
  const shown = await withFixes(report, head, config, options)
  clearProgress()
  await show(shown, place, options)
  for (const sentence of nothingRead(head, report, options, place)) note(`lynceus: nothing was read: ${sentence}`)
  const unread = before && config.failOn !== 'never' ? newlyUnread(report.unread, before.unread) : []
  if (unread.length) note(`lynceus: ${notPassed(seenFrom(cwd, place.root, { ...report, unread }).unread)}`)
  return report.failures.length ? tellFailures(report, options) : unread.length || fails(report, config) ? 1 : 0
}

function judge({ files, unread }: Read, config: Config): Report {
  const report = analyze(files, rules, config)
  return { ...report, unread: [...unread.filter(({ path }) => isIncluded(path, config)), ...report.unread] }
}

/** Reports for programs and reviewers show fixes; a terminal does not, and each takes a proof. */
async function withFixes(report: Report, { files }: Read, config: Config, { reports }: Options): Promise<Report> {
  if (!report.findings.length || reports.every(({ format }) => format === 'text' || format === 'github')) return report
  return (await import('../fix.ts')).withFixes(report, files, rules, config)
}

function fails({ findings }: Report, { failOn }: Config): boolean {
  return failOn !== 'never' && findings.some(({ status, severity }) => status === 'new' && atLeast(severity, failOn))
}

/** Says what went wrong inside of us, and gives the exit code for it. */
export function tellFailures(report: Pick<Report, 'failures'>, { verbose }: Options): number {
  const groups = verbose ? report.failures.map((one) => [one]) : alikeFailures(report)
  for (const same of groups) {
    const [first] = same
    if (!first) continue
    const { rule, error } = first
    const where = firstOf(same.map(({ path }) => path))
    note(`lynceus: internal error: rule ${rule} failed on ${where}; the other rules and files went on.`)
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    for (const line of verbose ? stack.split('\n') : stack.split('\n', 1)) note(`  ${line}`)
  }
  note(pleaseReport())
  return 3
}
