import type { Finding, Location, Report } from '../finding.ts'
import { position } from '../yaml/file.ts'
import { exact, log, plain } from './escape.ts'
import { type Fold, folded, foldedPlaces } from './fold.ts'
import { frame } from './frame.ts'
import { relation } from './place.ts'
import { type Paint, paint, wrap } from './terminal.ts'
import { alikeFailures, count, failureReason, firstOf, fresh, groupBy, lastLine } from './totals.ts'

export interface TextOptions {
  /** Marks severities with the colours of a terminal. */
  readonly colour?: boolean
  /** Cells of a line; 100 when not given. */
  readonly width?: number
  /** Every finding with its frame, and everything that is only counted else. */
  readonly verbose?: boolean
}

/** Findings that say the same are shown in full this many times; of the others, places in so many files. */
const short = { findings: 3, files: 20, unread: 10 }

interface Page {
  readonly paint: Paint
  readonly width: number
  readonly verbose: boolean
  readonly secrets: ReadonlySet<string>
}

/** For people in a terminal: worst first, with the code; the last line is a summary. */
export function text(report: Report, options: TextOptions = {}): string {
  const { colour = false, width = 100, verbose = false } = options
  const page = { paint: paint(colour), width, verbose, secrets: secretLines(report) }
  const findings = fresh(report)
  const all = [
    ...[...groupBy(findings, alike).values()].flatMap((same) => group(same, page)),
    ...(findings[0] ? [help(findings[0])] : []),
    counts(report, page),
    unread(report, page),
    failures(report, page),
    [page.paint.bold(lastLine(report))],
  ]
  return log(`${all.flatMap((lines) => (lines.length ? [lines.join('\n')] : [])).join('\n\n')}\n`)
}

/** The lines on which somebody wrote a secret, as `path:line`. */
function secretLines({ findings, suppressed }: Report): ReadonlySet<string> {
  const all = [...findings, ...suppressed.map(({ finding }) => finding)].filter(({ rule }) => rule.hides)
  return new Set(
    all.flatMap(({ at: { file, span } }) => {
      const [from, to] = [position(file, span.start).line, position(file, span.end).line]
      return Array.from({ length: to - from + 1 }, (_, index) => `${file.path}:${from + index}`)
    }),
  )
}

/** The same rule, severity and sentence, whatever names the sentence holds. */
function alike({ rule, severity, message }: Finding): string {
  return `${severity} ${rule.id} ${message.replace(/`[^`]*`/g, '`')}`
}

function group(findings: readonly Finding[], page: Page): string[][] {
  if (page.verbose) return findings.map((finding) => block({ first: finding, others: [] }, page))
  const all = folded(findings)
  const blocks = all.slice(0, short.findings).map((fold) => block(fold, page))
  const rest = all.slice(short.findings).flatMap(({ first, others }) => [first, ...others])
  return rest.length > 0 ? [...blocks, places(rest, page)] : blocks
}

function block(fold: Fold, page: Page): string[] {
  const finding = fold.first
  const { rule, severity, confidence, message, at, related } = finding
  const { paint: colours, width } = page
  const doubt = confidence === 'high' ? '' : ` (${confidence} confidence)`
  const label = `${severity}[${rule.id}]`
  const [opening = '', ...lines] = wrap(`${label} ${plain(message)}${doubt}`, width - 2)
  return [
    colours.severity(severity, colours.bold(label)) + opening.slice(label.length),
    ...lines.map((line) => `  ${line}`),
    `  ${colours.dim('-->')} ${place(at)}`,
    ...frame(at, {
      paint: colours,
      width: width - 2,
      mark: (carets) => colours.severity(severity, carets),
      hides: (line) => page.secrets.has(`${at.file.path}:${line}`),
    }).map((line) => `  ${line}`),
    ...alsoAt(fold, page),
    ...foldedPlaces(related).flatMap(([other, ...more]) => {
      const at = [place(other), ...more.map(lineColumn)].join(', ')
      return note(`= ${relation(other)} ${at}${other.note ? `: ${plain(other.note)}` : ''}`, page)
    }),
    ...unheeded(finding, page),
  ]
}

/** Where the same is true of other tags. */
function alsoAt({ others }: Fold, page: Page): string[] {
  const [first] = others
  if (!first) return []
  return note(`= the same at ${exact(first.at.file.path)}:${others.map(({ at }) => lineColumn(at)).join(', ')}`, page)
}

function unheeded({ unheeded: ignore }: Finding, page: Page): string[] {
  if (!ignore) return []
  return note(
    `= the ${ignore.kind} at ${place(ignore)} does not silence it: it is part of the change under review`,
    page,
  )
}

/** What can be done with any finding, said once: no line of it is broken, so that it can be copied. */
function help({ rule: { id } }: Finding): string[] {
  return [
    `More about a rule: lynceus explain ${id}`,
    `To accept a finding, on its line or above it: # lynceus: ignore[${id}] reason`,
  ]
}

/** Findings that say what was shown in full before, one line a file. */
function places(rest: readonly Finding[], page: Page): string[] {
  const files = [...groupBy(rest, ({ at }) => at.file.path)]
  const left = files.slice(short.files).flatMap(([, findings]) => findings)
  const like = rest[0] ? ` like these: ${rest[0].severity}[${rest[0].rule.id}]` : ''
  return [
    page.paint.bold(`${rest.length} more${like}`),
    ...files
      .slice(0, short.files)
      .map(([path, findings]) => `  ${exact(path)}:${findings.map(({ at }) => lineColumn(at)).join(', ')}`),
    ...(left.length
      ? [`  and ${left.length} in ${count(files.length - short.files, 'more file')}; --verbose shows all`]
      : []),
  ]
}

/** What is not shown, and how to see it. */
function counts(report: Report, page: Page): string[] {
  const existing = report.findings.length - fresh(report).length
  const { suppressed, hidden } = report
  const lines = []
  if (existing) lines.push(`${count(existing, 'finding')} that the base has too`)
  if (hidden)
    lines.push(
      `${count(hidden, 'finding')} hidden: --persona auditor --min-severity info --min-confidence low shows all`,
    )
  if (suppressed.length)
    lines.push(`${count(suppressed.length, 'finding')} suppressed${page.verbose ? ':' : ': --verbose shows them'}`)
  if (!page.verbose) return lines
  return [
    ...lines,
    ...suppressed.flatMap(({ finding, by }) =>
      note(`${place(finding.at)} ${finding.rule.id}: ${plain(by.reason) || 'no reason given'}`, page),
    ),
  ]
}

function unread(report: Report, page: Page): string[] {
  const shown = page.verbose ? report.unread : report.unread.slice(0, short.unread)
  const more = report.unread.length - shown.length
  return [
    ...(shown.length ? [page.paint.bold('Not read')] : []),
    ...shown.flatMap(({ path, line, reason }) => note(`${exact(path)}:${line}: ${plain(reason)}`, page)),
    ...(more ? [`  and ${more} more; --verbose shows all`] : []),
  ]
}

function failures(report: Report, page: Page): string[] {
  const groups = page.verbose ? report.failures.map((one) => [one]) : alikeFailures(report)
  return groups.flatMap((same) => {
    const [first] = same
    if (!first) return []
    const where = exact(firstOf(same.map(({ path }) => path)))
    const what = `rule ${first.rule} failed on ${where}: ${plain(failureReason(first.error))}`
    return wrap(`Internal error, please report it: ${what}`, page.width)
  })
}

/** A paragraph below a finding. */
function note(paragraph: string, page: Page): string[] {
  return wrap(paragraph, page.width - 4).map((line, at) => (at ? `    ${line}` : `  ${line}`))
}

function place(location: Pick<Location, 'file' | 'span'>): string {
  return `${exact(location.file.path)}:${lineColumn(location)}`
}

function lineColumn({ file, span }: Pick<Location, 'file' | 'span'>): string {
  const { line, column } = position(file, span.start)
  return `${line}:${column}`
}
