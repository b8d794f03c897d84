import { type Finding, type Report, severities, type Severity } from '../finding.ts'

/** Findings that the base does not have: what a report for people shows. */
export function fresh(report: Report): readonly Finding[] {
  return report.findings.filter(({ status }) => status === 'new')
}

export function bySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 }
  for (const { severity } of findings) counts[severity]++
  return counts
}

/** Such as `3 findings (1 high, 2 medium) in 12 manifests of 9 files`; they are `new` where the base has others. */
export function summaryLine(report: Report): string {
  const findings = fresh(report)
  if (report.manifests === 0 && findings.length === 0)
    return `No Argo manifests to judge in ${count(report.files, 'file')}`
  const noun = findings.length < report.findings.length ? 'new finding' : 'finding'
  const counts = bySeverity(findings)
  const parts = severities.toReversed().flatMap((name) => (counts[name] ? [`${counts[name]} ${name}`] : []))
  const what = findings.length ? `${count(findings.length, noun)} (${parts.join(', ')})` : `No ${noun}s`
  return `${what} in ${count(report.manifests, 'manifest')} of ${count(report.files, 'file')}`
}

/** The same with what was not read, for where it may be the only line that anybody looks at. */
export function lastLine(report: Report): string {
  return `${summaryLine(report)}${report.unread.length ? `; ${report.unread.length} not read` : ''}`
}

/** A number with its noun, such as `1 file`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : noun.endsWith('x') ? 'es' : 's'}`
}

/** What a failure is told as; the text of the error is not ours. */
export function failureReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Failures that are one mistake of ours: the same rule, and the same error. */
export function alikeFailures({ failures }: Pick<Report, 'failures'>): readonly Report['failures'][] {
  return [...groupBy(failures, ({ rule, error }) => `${rule} ${failureReason(error)}`).values()]
}

/** Files by the first of them and how many more there are. Foreign text: whoever prints it escapes it. */
export function firstOf([first = '', ...others]: readonly string[]): string {
  return others.length ? `${first} and ${count(others.length, 'more file')}` : first
}

/** The values of a list by a key, in the order in which the keys first appear. */
export function groupBy<Value>(values: Iterable<Value>, key: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>()
  for (const value of values) {
    const name = key(value)
    const group = groups.get(name)
    if (group) group.push(value)
    else groups.set(name, [value])
  }
  return groups
}
