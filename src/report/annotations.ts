import type { Finding, Report, Severity } from '../finding.ts'
import { clip, exact, plain } from './escape.ts'
import { region, type Region, lineOf, relation } from './place.ts'
import { failureReason, fresh } from './totals.ts'

export const levels = ['error', 'warning', 'notice'] as const
export type Level = (typeof levels)[number]

/** A remark of GitHub's at a line: a workflow command, or a part of a check run. Text without markup. */
export interface Annotation extends Region {
  readonly level: Level
  /** At most 255 characters. */
  readonly title: string
  /** At most 4096 characters: the runner cuts what is longer. */
  readonly message: string
  /** As it is in the repository: whoever writes it somewhere escapes it for that place. */
  readonly path: string
}

const levelOf: Record<Severity, Level> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
}

/** What failed, as one remark; then the new findings of a report, worst first. */
export function annotations(report: Report): Annotation[] {
  return [...failures(report), ...fresh(report).map(annotation)]
}

function failures({ failures: list }: Report): Annotation[] {
  const [first] = list
  if (!first) return []
  const lines = list.map(
    ({ rule, path, error }) => `Rule ${rule} failed on ${exact(path)}: ${plain(failureReason(error))}`,
  )
  return [
    {
      level: 'error',
      title: 'Lynceus has a mistake of its own: please report it',
      message: clip(lines.join('\n'), 4096),
      path: first.path,
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 1,
    },
  ]
}

function annotation(finding: Finding): Annotation {
  const { rule, severity, confidence, message, at, related } = finding
  const grade = confidence === 'high' ? severity : `${severity}, ${confidence} confidence`
  const others = related.map((other) =>
    `${relation(other)} ${exact(other.file.path)}:${lineOf(other)} ${plain(other.note ?? '')}`.trimEnd(),
  )
  return {
    level: levelOf[severity],
    title: clip(`${plain(rule.title)} (${rule.id}, ${grade})`, 255),
    message: clip([plain(message), ...others].join('\n'), 4096),
    path: at.file.path,
    ...region(at),
  }
}

/**
 * What the runner shows of a step: it drops all but the first ten of each level without a word
 * (`ExecutionContext.cs`), so the last of too many says how many there are more.
 *
 * @param where what lists all, as a sentence calls it
 */
export function limitAnnotations(all: readonly Annotation[], perLevel = 10, where = 'the text report'): Annotation[] {
  return levels.flatMap((level) => {
    const list = all.filter((one) => one.level === level)
    if (list.length <= perLevel) return list
    const shown = list.slice(0, Math.max(perLevel - 1, 0))
    const first = list[shown.length]
    if (!first || perLevel < 1) return []
    const left = list.length - shown.length
    const message = `GitHub shows only a few ${level}s of a step. The first of the ${left} that are left out is here; ${where} lists them all.`
    return [...shown, { ...first, title: `${left} more ${level}s of Lynceus`, message }]
  })
}
