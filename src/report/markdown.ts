import type { Finding, Report } from '../finding.ts'
import { code, entities, fenced, prose, sentence, uri } from './escape.ts'
import { fit, type Section } from './fit.ts'
import { type Fold, folded, foldedPlaces, sameOf } from './fold.ts'
import { fixHunks } from './hunks.ts'
import { references } from './page.ts'
import { mostPictures, picture } from './picture.ts'
import { lineOf, relation } from './place.ts'
import { count, failureReason, fresh, groupBy, summaryLine } from './totals.ts'

export interface SummaryOptions {
  /** Bytes of UTF-8 that the text may have: GitHub drops a job summary above 1 MiB and a comment above 65,536 characters whole. */
  readonly budget?: number
  /** URL of the tree that was read, such as `https://github.com/o/r/blob/<commit>`: lines become links into it. */
  readonly tree?: string
}

const relatedInCell = 5

/** For the summary of a job or of a pull request. Never above the budget: cut between findings, with the number of those left out. */
export function markdown(report: Report, { budget = 1_000_000, tree }: SummaryOptions = {}): string {
  const findings = fresh(report)
  const link = links(tree)
  return fit(
    `## Lynceus\n\n${totals(report)}\n`,
    [
      silencing(findings, link),
      tables(findings, link),
      fixes(findings, link),
      explanations(findings),
      charts(findings),
      accepting(findings),
      suppressed(report, link),
      section(
        'Not read',
        'place',
        report.unread.map(({ path, line, reason }) => `- ${link(path, line)}: ${prose(reason)}\n`),
      ),
      section(
        'Internal errors',
        'internal error',
        report.failures.map(
          ({ rule, path, error }) => `- Rule ${code(rule)} failed on ${code(path)}: ${prose(failureReason(error))}\n`,
        ),
      ),
    ],
    budget,
  )
}

function totals(report: Report): string {
  const existing = report.findings.length - fresh(report).length
  const parts = [
    `**${summaryLine(report)}.**`,
    ...(existing ? [`${count(existing, 'existing finding')} of the base not shown.`] : []),
    ...(report.suppressed.length ? [`${report.suppressed.length} suppressed.`] : []),
    ...(report.hidden ? [`${report.hidden} hidden by persona, severity or confidence.`] : []),
    ...(report.unread.length ? [`${report.unread.length} not read.`] : []),
    ...(report.failures.length ? [`${count(report.failures.length, 'internal error')}.`] : []),
  ]
  return parts.join(' ')
}

type Link = (path: string, line: number, shown?: string) => string

/** A place, as `path:line` or as the Markdown given, which leads there when the tree has an address. */
function links(tree: string | undefined): Link {
  return (path, line, shown = code(`${path}:${line}`)) => (tree ? `[${shown}](${tree}/${uri(path)}#L${line})` : shown)
}

function section(title: string, noun: string, items: readonly string[], top = ''): Section {
  return {
    heading: `\n### ${title}\n\n${top}`,
    items,
    more: (left) => `\n${count(left, `more ${noun}`)} did not fit here.\n`,
  }
}

function silencing(findings: readonly Finding[], link: Link): Section {
  const items = findings.flatMap(({ rule, at, unheeded }) => {
    if (!unheeded) return []
    const by = `${unheeded.kind} at ${link(unheeded.file.path, lineOf(unheeded))}`
    return [
      `- ${code(rule.id)} at ${link(at.file.path, lineOf(at))} by the ${by}: ${prose(unheeded.reason) || 'no reason given'}\n`,
    ]
  })
  return section(
    'What this change adds to silence findings',
    'such finding',
    items,
    'None of it counts before it is merged.\n\n',
  )
}

/** A table per file, the file with the worst finding first. */
function tables(findings: readonly Finding[], link: Link): Section {
  const items = [...groupBy(findings, ({ at }) => at.file.path)].flatMap(([path, list]) =>
    folded(list).map((fold, at) => `${at ? '' : tableHead(path)}${row(fold, link)}`),
  )
  return section('Findings', 'finding', items)
}

function tableHead(path: string): string {
  return `\n#### ${code(path)}\n\n| severity | line | finding | rule |\n| --- | --- | --- | --- |\n`
}

function row(fold: Fold, link: Link): string {
  const { rule, severity, confidence, message, at, related } = fold.first
  const same = sameOf(fold, (other) => link(other.at.file.path, lineOf(other.at), `${lineOf(other.at)}`))
  const grade = confidence === 'high' ? severity : `${severity}, ${confidence} confidence`
  const places = foldedPlaces(related)
  const others = places.slice(0, relatedInCell).map(([{ note, ...other }, ...more]) => {
    const lines = more.map((one) => `, ${link(one.file.path, lineOf(one), `${lineOf(one)}`)}`)
    return `<br>→ ${relation(other)} ${link(other.file.path, lineOf(other))}${lines.join('')}${note ? ` ${sentence(note)}` : ''}`
  })
  const left = places.slice(relatedInCell).flat().length
  const more = left > 0 ? `<br>→ and ${count(left, 'more place')}` : ''
  return `| ${grade} | ${link(at.file.path, lineOf(at), `${lineOf(at)}`)} | ${sentence(message)}${same}${others.join('')}${more} | ${code(rule.id)} |\n`
}

/** What `lynceus fix` would make of it. What mends several findings is shown once. */
function fixes(findings: readonly Finding[], link: Link): Section {
  const mended = groupBy(
    findings.filter(({ fix }) => fix),
    ({ fix }) =>
      JSON.stringify([fix?.file.path, fix?.title, fix?.edits.map(({ span, text }) => [span.start, span.end, text])]),
  )
  const items = [...mended.values()].flatMap(([first, ...others]) => {
    const { rule, at, fix } = first ?? {}
    if (!rule || !at || !fix) return []
    const parts = fixHunks(fix, 1)
    const lines = parts.flatMap(({ lines: own }, index) => [
      ...(index ? ['@@'] : []),
      ...own.map(({ sign, text }) => sign + text),
    ])
    const how = fix.safety === 'safe' ? '' : ' (unsafe)'
    const more = others.length > 0 ? ` and ${count(others.length, 'more place')}` : ''
    const where = `${code(rule.id)} at ${link(at.file.path, lineOf(at))}${more}${how}`
    return [`${where}: ${sentence(fix.title)}.\n\n${fenced(lines, 'diff')}\n`]
  })
  return section('Fixes', 'fix', items)
}

function explanations(findings: readonly Finding[]): Section {
  const rules = [...new Map(findings.map(({ rule }) => [rule.id, rule])).values()]
  const items = rules.map(
    (rule) =>
      `<details><summary>${entities(`${rule.title} (${rule.id})`)}</summary>\n\n${[rule.docs.trim(), references(rule)].filter(Boolean).join('\n\n')}\n\n</details>\n`,
  )
  return section('Why it matters, and what to do', 'explanation', items)
}

function charts(findings: readonly Finding[]): Section {
  const items = folded(findings).flatMap(({ first, others }) => {
    const chart = picture(first)
    const more = others.length > 0 ? ` and alike at ${count(others.length, 'more place')}` : ''
    return chart
      ? [`${code(first.rule.id)} at ${code(`${first.at.file.path}:${lineOf(first.at)}`)}${more}:\n\n${chart}\n\n`]
      : []
  })
  const top = items.length > mostPictures ? `The first ${mostPictures} of ${items.length}.\n\n` : ''
  return section('How it comes about', 'picture', items.slice(0, mostPictures), top)
}

function accepting([first]: readonly Finding[]): Section {
  const comment = `# lynceus: ignore[${first?.rule.id}] reason`
  const item = `Say why on its line, or on the line above it: ${code(comment)}. What a pull request adds so counts once it is merged.\n`
  return section('Accept a finding', 'way', first ? [item] : [])
}

function suppressed(report: Report, link: Link): Section {
  const items = report.suppressed.map(
    ({ finding: { rule, at }, by }) =>
      `- ${code(rule.id)} at ${link(at.file.path, lineOf(at))}: ${prose(by.reason) || 'no reason given'}\n`,
  )
  return section('Suppressed', 'suppressed finding', items)
}
