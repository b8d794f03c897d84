import type { Config } from '../src/config.ts'
import { atLeast, type Finding, type Report } from '../src/finding.ts'
import { count, failureReason } from '../src/report/totals.ts'

/**
 * Why the step fails, in plain sentences that may quote files: findings at or above `fail-on`, or a rule that broke.
 * Nothing when it passes.
 *
 * @param findings those that count
 */
export function verdict(findings: readonly Finding[], { failures }: Report, { failOn }: Config): string | undefined {
  const bad = failOn === 'never' ? [] : findings.filter(({ severity }) => atLeast(severity, failOn))
  const sentences = [
    ...(bad.length > 0 ? [`Lynceus found ${count(bad.length, 'problem')} of severity ${failOn} or worse.`] : []),
    ...failures.map(({ rule, path, error }) => `The rule ${rule} failed on ${path}: ${failureReason(error)}.`),
    ...(failures.length > 0 ? ['That is a mistake of Lynceus; all other rules and files were judged.'] : []),
  ]
  return sentences.length > 0 ? sentences.join(' ') : undefined
}
