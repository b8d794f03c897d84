import type { Finding, Report } from '../finding.ts'
import { code, entities, fenced, prose, sentence, uri } from './escape.ts'
import { fit, type Section } from './fit.ts'
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
      suppressed(report, link),
      section(
        'Not read',
        'file or part',
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
    list.map((finding, at) => `${at ? '' : tableHead(path)}${row(finding, link)}`),
  )
  return section('Findings', 'finding', items)
}

function tableHead(path: string): string {
  return `\n#### ${code(path)}\n\n| severity | line | finding | rule |\n| --- | --- | --- | --- |\n`
}

function row(finding: Finding, link: Link): string {
  const { rule, severity, confidence, message, at, related } = finding
  const grade = confidence === 'high' ? severity : `${severity}, ${confidence} confidence`
  const others = related
    .slice(0, relatedInCell)
    .map(
      ({ note, ...other }) =>
        `<br>→ ${relation(other)} ${link(other.file.path, lineOf(other))}${note ? ` ${sentence(note)}` : ''}`,
    )
  const more = related.length > relatedInCell ? `<br>→ and ${related.length - relatedInCell} more places` : ''
  return `| ${grade} | ${link(at.file.path, lineOf(at), `${lineOf(at)}`)} | ${sentence(message)}${others.join('')}${more} | ${code(rule.id)} |\n`
}

/** What `lynceus fix` would make of it. */
function fixes(findings: readonly Finding[], link: Link): Section {
  const items = findings.flatMap(({ rule, at, fix }) => {
    if (!fix) return []
    const parts = fixHunks(fix, 1)
    const lines = parts.flatMap(({ lines: own }, index) => [
      ...(index ? ['@@'] : []),
      ...own.map(({ sign, text }) => sign + text),
    ])
    const how = fix.safety === 'safe' ? '' : ' (unsafe)'
    const where = `${code(rule.id)} at ${link(at.file.path, lineOf(at))}${how}`
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
  const items = findings.flatMap((finding) => {
    const chart = picture(finding)
    return chart
      ? [`${code(finding.rule.id)} at ${code(`${finding.at.file.path}:${lineOf(finding.at)}`)}:\n\n${chart}\n\n`]
      : []
  })
  const top = items.length > mostPictures ? `The first ${mostPictures} of ${items.length}.\n\n` : ''
  return section('How it comes about', 'picture', items.slice(0, mostPictures), top)
}

function suppressed(report: Report, link: Link): Section {
  const items = report.suppressed.map(
    ({ finding: { rule, at }, by }) =>
      `- ${code(rule.id)} at ${link(at.file.path, lineOf(at))}: ${prose(by.reason) || 'no reason given'}\n`,
  )
  return section('Suppressed', 'suppressed finding', items)
}
