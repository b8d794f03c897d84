import { join } from 'node:path'
import { isIncluded } from '../analyze.ts'
import type { Finding } from '../finding.ts'
import { type Fixed, fix as mend } from '../fix.ts'
import { fixes as forPeople, type Fixes, fixesSummary } from '../report/fixes.ts'
import { fixesJson } from '../report/fixes-json.ts'
import { paint } from '../report/terminal.ts'
import { rules } from '../rules/index.ts'
import { pathFrom, repositoryRoot } from '../source/disk.ts'
import { readConfig } from './config.ts'
import { readHead, standardInput } from './head.ts'
import { nothingRead } from './nothing.ts'
import type { Options } from './options.ts'
import { note, print } from './output.ts'
import { clearProgress, progress } from './progress.ts'
import { type Place, tellFailures } from './scan.ts'
import { seenFrom } from './seen.ts'
import { look } from './show.ts'
import { type Done, piped, stored } from './store.ts'
import { tool } from './tool.ts'
import { UsageError } from './usage.ts'

/**
 * Mends what is named, or shows what that would be. The exit code is 0; 1 when a fix was proved and not written, be it
 * only for `--diff`; 3 for a mistake of ours.
 */
export async function fix(options: Options): Promise<number> {
  const isJson = wantsJson(options)
  const cwd = process.cwd()
  const place = { cwd, root: repositoryRoot(cwd) ?? cwd }
  const config = await readConfig(options, place, undefined)
  const input = options.operands.includes('-') ? await standardInput() : undefined
  const head = await readHead(options, place, input)
  progress(`Fixing ${head.files.length} files`, head.files.length, options)
  const fixed = mend(head.files, rules, config, { safety: options.mending?.safety ?? 'safe' })
  clearProgress()
  const unread = [...head.unread.filter(({ path }) => isIncluded(path, config)), ...fixed.report.unread]
  const done = input ? piped(fixed, head, input, options, isJson) : stored(fixed, place, options, isJson)
  const told = near({ ...fixed, ...done, report: { ...fixed.report, unread } }, place)
  if (isJson) await print(fixesJson(told, tool))
  else await tell(told, done, options)
  for (const sentence of nothingRead(head, fixed.report, options, place)) note(`lynceus: nothing was read: ${sentence}`)
  if (told.report.failures.length) return tellFailures(told.report, options)
  return told.files.some(({ unwritten }) => told.dry || unwritten !== undefined) ? 1 : 0
}

/** @throws UsageError */
function wantsJson({ reports: [report] }: Options): boolean {
  if (report?.format === 'text' || report?.format === 'json') return report.format === 'json'
  throw new UsageError('`lynceus fix` prints --format text or json.')
}

/** The same with paths as they are written in the current folder. What is in a file that is not written was not fixed. */
function near(all: Omit<Fixed, 'files'> & Done, { cwd, root }: Place): Fixes {
  const reasons = new Map(all.files.map(({ before, unwritten }) => [before.path, unwritten]))
  const lost = all.fixed.flatMap(({ finding }) => {
    const reason = reasons.get(finding.at.file.path)
    return reason === undefined ? [] : [{ finding, reason }]
  })
  const told = [...all.fixed, ...all.refused, ...all.withheld].map(({ finding }) => finding)
  const moved = seenFrom(cwd, root, { ...all.report, findings: told })
  const seen = new Map(told.map((finding, index) => [finding, moved.findings[index] ?? finding]))
  return {
    fixed: renamed(
      all.fixed.filter(({ finding }) => reasons.get(finding.at.file.path) === undefined),
      seen,
    ),
    refused: renamed([...lost, ...all.refused], seen),
    withheld: renamed(all.withheld, seen),
    files: all.files.map((file) => ({ ...file, path: pathFrom(cwd, join(root, file.before.path)) })),
    dry: all.dry,
    report: { ...moved, findings: all.report.findings },
  }
}

function renamed<Some extends { readonly finding: Finding }>(
  all: readonly Some[],
  names: ReadonlyMap<Finding, Finding>,
): Some[] {
  return all.map((one) => ({ ...one, finding: names.get(one.finding) ?? one.finding }))
}

/** The report goes to standard output, unless that has a diff or the fixed text. */
async function tell(all: Fixes, { output }: Done, options: Options): Promise<void> {
  const { verbose, colour, width = 100 } = look(output === undefined, options)
  const text = options.quiet ? `${fixesSummary(all)}\n` : forPeople(all, { paint: paint(colour), width, verbose })
  if (output === undefined) return print(text)
  await print(output)
  for (const line of text.trimEnd().split('\n')) note(line)
}
