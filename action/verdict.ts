import type { Config } from '../src/config.ts'
import { atLeast, type Finding, type Report, type Unread } from '../src/finding.ts'
import { count, failureReason } from '../src/report/totals.ts'
import { notPassed } from '../src/source/unread.ts'

/**
 * Why the step fails, in plain sentences that may quote files: findings at or above `fail-on`, files that nobody can
 * read since the change, or a rule that broke. Nothing when it passes.
 *
 * @param findings those that count
 * @param newlyUnread none where nothing is compared
 */
export function verdict(
  findings: readonly Finding[],
  { failures }: Report,
  newlyUnread: readonly Unread[],
  { failOn }: Config,
): string | undefined {
  const bad = failOn === 'never' ? [] : findings.filter(({ severity }) => atLeast(severity, failOn))
  const sentences = [
    ...(bad.length > 0
      ? [
          `Lynceus found ${count(bad.length, 'problem')} of severity ${failOn} or worse. The summary of this job says what to do.`,
        ]
      : []),
    ...(failOn === 'never' || newlyUnread.length === 0 ? [] : [notPassed(newlyUnread)]),
    ...failures.map(({ rule, path, error }) => `The rule ${rule} failed on ${path}: ${failureReason(error)}.`),
    ...(failures.length > 0 ? ['That is a mistake of Lynceus; all other rules and files were judged.'] : []),
  ]
  return sentences.length > 0 ? sentences.join(' ') : undefined
}
