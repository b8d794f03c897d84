import type { Config } from '../config.ts'
import { type Finding, type Report, severities } from '../finding.ts'
import { boxes } from './boxes.ts'
import { code, entities, prose, sentence, uri } from './escape.ts'
import { fit, type Section } from './fit.ts'
import { chart, memory, type Point } from './history.ts'
import { lineOf } from './place.ts'
import { bySeverity, count, failureReason, fresh, groupBy, summaryLine } from './totals.ts'

/** How a default branch stands. */
export interface Board {
  /** With fixes where the App may open pull requests. */
  readonly report: Report
  readonly config: Config
  readonly branch: string
  /** URL of the files of the branch, which stays the same while the branch moves. */
  readonly tree: string
  /** With today. */
  readonly points: readonly Point[]
  /** Sentences in Markdown, ours or escaped: which config does not count, what was not looked at. */
  readonly notes: readonly string[]
}

/** What every dashboard bears, and nothing else of ours. */
export const dashboardMark = '<!-- lynceus:dashboard -->'
export const dashboardTitle = 'Lynceus: how this repository stands'

/** GitHub takes 65,536 characters. */
const budget = 60_000
const placesOfRule = 10

/**
 * The text of a dashboard. It holds no time and no commit, so that the same result gives the same text, and nobody is
 * told of a change that is none.
 */
export function dashboard(board: Board): string {
  const { report, config } = board
  return fit(
    head(board),
    [
      section('Fix it', 'group of fixes', boxes(report), ticking),
      section('Findings', 'rule', rulesOf(board)),
      section('Suppressed', 'suppressed finding', suppressed(board), unending),
      section('Switched off by the config', 'setting', off(config)),
      section('Not read', 'place', unread(board)),
      section('Internal errors', 'internal error', failures(report)),
    ],
    budget,
  )
}

const ticking =
  'Tick a box, and Lynceus opens a pull request with these fixes, and says so in a comment. That takes write permission. The box is empty again when it is done.\n\n'
const unending = 'None of these has an end: each counts until its comment or annotation is removed.\n\n'

function head({ report, branch, points, notes }: Board): string {
  const about = `What Lynceus finds on ${code(branch)}. This text changes when the result does. Close the issue if you do not want it: it stays closed, and is kept up to date no more.`
  const parts = [
    `${dashboardMark}\n${memory(points)}`,
    about,
    ...notes.map((note) => `> ${note}`),
    `**${summaryLine(report)}.**`,
    ...(fresh(report).length > 0 || points.length > 1 ? [totals(report, points)] : []),
    chart(points),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

/** What there is of each severity, and how that differs from the last time it changed. */
function totals(report: Report, points: readonly Point[]): string {
  const counts = bySeverity(fresh(report))
  const before = points.at(-2)
  const rows = severities.toReversed().map((severity) => {
    const cells = [
      severity,
      `${counts[severity]}`,
      ...(before ? [change(counts[severity] - before.counts[severity])] : []),
    ]
    return `| ${cells.join(' | ')} |`
  })
  const titles = ['severity', 'findings', ...(before ? [`since ${before.day}`] : [])]
  return [`| ${titles.join(' | ')} |`, `| ${titles.map(() => '---').join(' | ')} |`, ...rows].join('\n')
}

function change(by: number): string {
  return by === 0 ? '' : by > 0 ? `+${by}` : `−${-by}`
}

/** Each rule with the first of its places, the worst rule first. */
function rulesOf({ report, tree }: Board): readonly string[] {
  const groups = groupBy(fresh(report), ({ rule, severity }) => `${severity} ${rule.id}`)
  return [...groups.values()].flatMap((findings) => {
    const [first] = findings
    if (!first) return []
    const { rule, severity } = first
    const title = `${severity}: ${rule.title} (${rule.id}), ${count(findings.length, 'place')}`
    const places = findings.slice(0, placesOfRule).map((one) => `- ${link(one, tree)}: ${sentence(one.message)}\n`)
    const left = findings.length - places.length
    const more = left > 0 ? `- and ${count(left, 'more place')}\n` : ''
    return [`<details><summary>${entities(title)}</summary>\n\n${places.join('')}${more}\n</details>\n`]
  })
}

function suppressed({ report, tree }: Board): readonly string[] {
  return report.suppressed.map(({ finding, by }) => {
    return `- ${link(finding, tree)} ${code(finding.rule.id)}, ${finding.severity}: ${prose(by.reason) || 'no reason given'}\n`
  })
}

/** What is not looked for, or not looked into, on purpose. */
function off({ rules, paths }: Config): readonly string[] {
  const ids = Object.entries(rules).flatMap(([id, { enabled }]) => (enabled ? [] : [id]))
  const globs = Object.entries(paths.persona).flatMap(([glob, persona]) => (persona === 'off' ? [glob] : []))
  return [
    ...ids.map((id) => `- The rule ${code(id)}\n`),
    ...[...paths.exclude, ...globs].map((glob) => `- Files that match ${code(glob)}\n`),
    ...(paths.include.length > 0
      ? [`- Files that do not match ${paths.include.map((one) => code(one)).join(' or ')}\n`]
      : []),
  ]
}

function unread({ report, tree }: Board): readonly string[] {
  return report.unread.map(({ path, line, reason }) => `- ${linkTo(path, line, tree)}: ${prose(reason)}\n`)
}

function failures({ failures: all }: Report): readonly string[] {
  return all.map(({ rule, path, error }) => {
    return `- Rule ${code(rule)} failed on ${code(path)}: ${prose(failureReason(error))}\n`
  })
}

function link({ at }: Finding, tree: string): string {
  return linkTo(at.file.path, lineOf(at), tree)
}

function linkTo(path: string, line: number, tree: string): string {
  return `[${code(`${path}:${line}`)}](${tree}/${uri(path)}#L${line})`
}

function section(title: string, noun: string, items: readonly string[], top = ''): Section {
  return {
    heading: `\n### ${title}\n\n${top}`,
    items,
    more: (left) => `\n${count(left, `more ${noun}`)} did not fit here.\n`,
  }
}
