import { atLeast, type Confidence, type Finding, type Severity } from '../finding.ts'
import type { Rule } from '../rule.ts'
import { clip, plain } from './escape.ts'
import { explanation } from './page.ts'

export const levels: Record<Severity, string> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

/** Inside the ranges in which GitHub reads critical, high, medium and low; `info` is no vulnerability. */
const scores: Record<Severity, string | undefined> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: undefined,
}

/** Characters that GitHub keeps of a description. */
const length = 1024

interface Graded {
  readonly rule: Rule
  readonly severity: Severity
  readonly confidence: Confidence
}

/**
 * What SARIF says of each rule that found something. GitHub knows severities of rules only, so a rule is as severe
 * as the worst of its findings here.
 */
export function descriptors(findings: readonly Finding[]): { readonly id: string }[] {
  const worst = new Map<string, Graded>()
  for (const finding of findings) {
    const known = worst.get(finding.rule.id)
    if (!known || !atLeast(known.severity, finding.severity)) worst.set(finding.rule.id, finding)
  }
  return [...worst.values()].map(descriptor)
}

function descriptor({ rule, severity, confidence }: Graded): { readonly id: string } {
  const page = explanation(rule)
  const level = levels[severity]
  const score = scores[severity]
  const its = {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: clip(`${rule.title}.`, length) },
    fullDescription: { text: clip(plain(rule.docs.trim()), length) },
    help: { text: page, markdown: page },
    ...(rule.references[0] && { helpUri: rule.references[0] }),
    defaultConfiguration: { level },
    properties: {
      tags: ['security', 'argo-workflows', rule.category],
      precision: confidence,
      'problem.severity': level === 'note' ? 'recommendation' : level,
      ...(score && { 'security-severity': score }),
    },
  }
  return its
}
