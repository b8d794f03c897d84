import { type Report, severities, type Severity } from '../finding.ts'
import { bySeverity, fresh } from './totals.ts'

/** How the default branch stood from a day on. */
export interface Point {
  /** `2026-11-23` */
  readonly day: string
  readonly counts: Readonly<Record<Severity, number>>
}

/** So many changes are remembered: more make the picture no clearer. */
const most = 24
const worst = severities.toReversed()

const note = /<!-- lynceus:history=(\[[\d\s[\],"-]{0,4000}\]) -->/

/** What a text of ours remembers. Others may have edited it, so nothing is taken that we would not have written. */
export function historyIn(text: string, today: string): readonly Point[] {
  const found = parsed(note.exec(text)?.[1] ?? '')
  if (!Array.isArray(found)) return []
  const points = found.flatMap((entry: unknown) => pointOf(entry) ?? [])
  return points.filter(({ day }, index) => day <= today && (points[index - 1]?.day ?? '') < day).slice(-most)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `["2026-11-23",0,1,2,3,4]`, worst first. */
function pointOf(entry: unknown): Point | undefined {
  if (!Array.isArray(entry) || entry.length !== worst.length + 1) return undefined
  const [day, ...numbers] = entry as readonly unknown[]
  if (typeof day !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(day)) return undefined
  if (!numbers.every(isCount)) return undefined
  return { day, counts: record(numbers.map(Number)) }
}

function isCount(one: unknown): boolean {
  return Number.isInteger(one) && Number(one) >= 0 && Number(one) < 1_000_000
}

function record(numbers: readonly number[]): Record<Severity, number> {
  const counts = bySeverity([])
  for (const [index, severity] of worst.entries()) counts[severity] = numbers[index] ?? 0
  return counts
}

/** With how it stands today, if that differs from how it stood before. */
export function continued(points: readonly Point[], report: Report, today: string): readonly Point[] {
  const counts = bySeverity(fresh(report))
  const before = points.filter(({ day }) => day < today)
  const last = before.at(-1)
  if (last && numbersOf({ day: '', counts }).join() === numbersOf(last).join()) return before
  return [...before, { day: today, counts }].slice(-most)
}

function numbersOf({ counts }: Point): number[] {
  return worst.map((severity) => counts[severity])
}

/** What a reader does not see, and the next text is made from. */
export function memory(points: readonly Point[]): string {
  const entries = points.map((point) => [point.day, ...numbersOf(point)])
  return `<!-- lynceus:history=${JSON.stringify(entries)} -->`
}

/** How it went, as a Mermaid chart: a bar for all findings, a line through the worst. Empty before anything changed. */
export function chart(points: readonly Point[]): string {
  if (points.length < 2) return ''
  const all = points.map((point) => numbersOf(point).reduce((sum, one) => sum + one, 0))
  const bad = points.map(({ counts }) => counts.critical + counts.high)
  const lines = [
    '```mermaid',
    'xychart-beta',
    `    x-axis [${points.map(({ day }) => `"${day}"`).join(', ')}]`,
    `    y-axis "findings" 0 --> ${Math.max(1, ...all)}`,
    `    bar [${all.join(', ')}]`,
    `    line [${bad.join(', ')}]`,
    '```',
  ]
  return `${lines.join('\n')}\n\nThe bars are all findings, the line is those of critical and high severity, at each day on which they changed.\n`
}
