import { setOutput } from '@actions/core'
import { type Finding, worstFirst } from '../src/finding.ts'

/** What later steps may read. action.yml says the same; a test holds the two equal. */
export const descriptions = {
  findings: 'How many findings there are, new and existing ones.',
  'new-findings': 'How many of them the base of the pull request does not have. On other events: all of them.',
  'highest-severity':
    'The worst severity of the findings that count, which are the new ones unless only-new is false: info, low, medium, high or critical; none when there are no findings.',
  'sarif-file': 'The SARIF report, as the input of that name says; empty when it does not.',
  'report-json': 'The path of the whole report as JSON, in the temporary folder of the job.',
}

export function setOutputs(values: Readonly<Record<keyof typeof descriptions, string | number>>): void {
  for (const [name, value] of Object.entries(values)) setOutput(name, value)
}

/** The severity of the worst finding, or `none`. */
export function highestSeverity(findings: readonly Finding[]): string {
  return findings.toSorted(worstFirst)[0]?.severity ?? 'none'
}
