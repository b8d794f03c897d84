import { analyze } from '../src/analyze.ts'
import type { Config } from '../src/config.ts'
import { withFixes } from '../src/fix.ts'
import { type Board, dashboard } from '../src/report/dashboard.ts'
import { continued, historyIn } from '../src/report/history.ts'
import { rules } from '../src/rules/index.ts'
import type { Whole } from './whole.ts'

/** What a dashboard is made from. Plain data, which another thread can be given. */
export interface Material extends Pick<Board, 'config' | 'branch' | 'tree' | 'notes'> {
  readonly config: Config
  readonly whole: Whole
  /** Whether the App may open pull requests with fixes. */
  readonly mayFix: boolean
  /** The text of the dashboard so far; empty when there is none. */
  readonly before: string
  /** `2026-11-23` */
  readonly today: string
}

/** The text of a dashboard. Its cost grows with the manifests: proving the fixes of a thousand takes seconds. */
export function board({ whole, mayFix, before, today, notes, ...same }: Material): string {
  const { config } = same
  const found = analyze(whole.files, rules, config)
  const report = mayFix ? withFixes(found, whole.files, rules, config) : found
  return dashboard({
    ...same,
    report: { ...report, unread: [...whole.unread, ...report.unread] },
    points: continued(historyIn(before, today), report, today),
    notes: [...notes, ...whole.notes],
  })
}
