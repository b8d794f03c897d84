import { type Finding, type Fix, type Report, worstFirst } from '../finding.ts'
import { position } from '../yaml/file.ts'
import { exact, log, plain } from './escape.ts'
import type { Change } from './patch.ts'
import { type Paint, wrap } from './terminal.ts'
import { count, groupBy } from './totals.ts'

/** What `lynceus fix` did, or would do. */
export interface Fixes {
  /** What was proved and done, or would be done. */
  readonly fixed: readonly Made[]
  /** What a rule has something to say about and what is not done, and why. */
  readonly refused: readonly Refused[]
  /** Unsafe fixes that were proved, and that nobody asked for. */
  readonly withheld: readonly Made[]
  /** The files that fixes were proved for. */
  readonly files: readonly Mended[]
  /** Whether nothing is written, only shown. */
  readonly dry: boolean
  /** What is left once all files are written. */
  readonly report: Report
}

export interface Made {
  readonly finding: Finding
  readonly fix: Fix
}

export interface Refused {
  readonly finding: Finding
  /** A sentence without full stop. */
  readonly reason: string
}

/** The paths of the change count from the root, as git has it. */
export interface Mended extends Change {
  /** As it is shown. */
  readonly path: string
  /** Why it is not written though it should be, in a sentence without full stop. */
  readonly unwritten?: string
}

export interface FixesOptions {
  readonly paint: Paint
  /** Cells of a line. */
  readonly width: number
  /** Every place, also of what is only counted else. */
  readonly verbose: boolean
}

/** Rules that are named together. */
const few = 3

/** Files of one kind that are named, unless all are wanted. */
const shortest = 20

/** For people: what was done, worst first, what was not and why, and how much is left. */
export function fixes(all: Fixes, options: FixesOptions): string {
  const blocks = [...made(all, options), unwritten(all, options), refused(all, options), rest(all, options)]
  const lines = blocks.flatMap((block) => (block.length ? [block.join('\n')] : []))
  return log(`${[...lines, options.paint.bold(fixesSummary(all))].join('\n\n')}\n`)
}

/** Such as `Fixed 3 of 7 findings in 2 files`. */
export function fixesSummary({ fixed, refused, files, dry, report }: Fixes): string {
  const written = files.filter((file) => file.unwritten === undefined)
  const total = fixed.length + refused.filter((one) => isUnwritten(one, files)).length + report.findings.length
  const all = `${total > 1 && fixed.length < total ? `${fixed.length} of ` : ''}${count(total, 'finding')}`
  if (total === 0) return 'No findings'
  if (fixed.length === 0) return `${dry ? 'Would fix' : 'Fixed'} none of ${count(total, 'finding')}`
  return `${dry ? 'Would fix' : 'Fixed'} ${all} in ${count(written.length, 'file')}`
}

/** Whether its fix was proved, and only its file could not be written. */
function isUnwritten({ finding }: Refused, files: Fixes['files']): boolean {
  return files.some(({ path, unwritten: reason }) => reason !== undefined && path === finding.at.file.path)
}

function made({ fixed }: Fixes, options: FixesOptions): string[][] {
  const sorted = fixed.toSorted((a, b) => worstFirst(a.finding, b.finding))
  const groups = groupBy(sorted, ({ finding, fix }) => `${finding.severity} ${finding.rule.id} ${nameless(fix.title)}`)
  return [...groups.values()].map((group) => {
    const [first] = group
    if (!first) return []
    const { severity, rule } = first.finding
    const label = `${severity}[${rule.id}]`
    const [opening = '', ...more] = wrap(`${label} ${shared(group.map(({ fix }) => fix.title))}`, options.width - 2)
    const head = options.paint.severity(severity, options.paint.bold(label)) + opening.slice(label.length)
    const findings = group.map(({ finding }) => finding)
    return [head, ...more.map((line) => `    ${line}`), ...places(findings, options)]
  })
}

/** What sentences that differ in nothing but names have in common, so that one stands for all. */
function shared([first = '', ...others]: readonly string[]): string {
  return plain(others.every((one) => one === first) ? first : nameless(first))
}

function nameless(sentence: string): string {
  return sentence.replace(/`[^`]*`(?:, `[^`]*`)*/g, '`…`')
}

function unwritten({ files }: Fixes, { paint, width }: FixesOptions): string[] {
  const lines = files.flatMap(({ path, unwritten: reason }) =>
    reason === undefined ? [] : indented(`${exact(path)}: ${plain(reason)}`, width),
  )
  return lines.length ? [paint.bold('Not written'), ...lines] : []
}

function refused(all: Fixes, options: FixesOptions): string[] {
  const own = all.refused.filter((one) => !isUnwritten(one, all.files))
  if (own.length === 0) return []
  const sorted = own.toSorted((a, b) => worstFirst(a.finding, b.finding))
  const groups = groupBy(sorted, ({ reason }) => nameless(reason))
  const lines = [...groups.values()].flatMap((group) => {
    const reason = shared(group.map((one) => one.reason))
    const head = indented(`${whose(group)}: ${reason}`, options.width)
    if (!options.verbose) return head
    return [
      ...head,
      ...places(
        group.map(({ finding }) => finding),
        options,
      ).map((line) => `  ${line}`),
    ]
  })
  return [options.paint.bold(`Not fixed${options.verbose ? '' : '; --verbose shows where'}`), ...lines]
}

/** Such as `run-as-root (3 findings)`. */
function whose(group: readonly Refused[]): string {
  const ids = [...new Set(group.map(({ finding }) => finding.rule.id))]
  const rules = ids.length > few ? count(ids.length, 'rule') : ids.join(', ')
  return group.length > 1 ? `${rules} (${count(group.length, 'finding')})` : rules
}

/** What a program could not know, or was not asked for. */
function rest({ withheld, refused: told, files, report }: Fixes, { width }: FixesOptions): string[] {
  const refusedByRule = told.filter((one) => !isUnwritten(one, files))
  const without = report.findings.length - withheld.length - refusedByRule.length
  const lines = [
    withheld.length
      ? `${count(withheld.length, 'finding')} with a fix that may change what runs: --unsafe makes it, --unsafe --diff shows it`
      : '',
    without > 0 ? `${count(without, 'finding')} without a fix: lynceus scan shows what to do` : '',
    report.unread.length ? `${count(report.unread.length, 'place')} not read: lynceus scan shows why` : '',
  ]
  return lines.flatMap((line) => (line ? wrap(line, width) : []))
}

/** One line a file. */
function places(findings: readonly Finding[], { width, verbose }: FixesOptions): string[] {
  const files = [...groupBy(findings, ({ at }) => at.file.path)]
  const shown = verbose ? files : files.slice(0, shortest)
  const more = files.length - shown.length
  return [
    ...shown.flatMap(([path, own]) => indented(`${exact(path)}:${own.map(lineColumn).join(', ')}`, width)),
    ...(more ? [`  and in ${count(more, 'more file')}; --verbose shows all`] : []),
  ]
}

function indented(paragraph: string, width: number): string[] {
  return wrap(paragraph, width - 4).map((line, at) => (at ? `    ${line}` : `  ${line}`))
}

function lineColumn({ at: { file, span } }: Finding): string {
  const { line, column } = position(file, span.start)
  return `${line}:${column}`
}
