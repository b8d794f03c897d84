import { groupBy } from './argo/group.ts'
import { atLeast, type Finding, type Location, type Report, worstFirst } from './finding.ts'

/**
 * The report of head with what it owes to the change marked `new`.
 *
 * A finding is existing when base has it too, by fingerprint: in the same file first, then in any, so that a renamed
 * file brings nothing new and a copied one does. One that has become graver is new, a milder one is not. An existing finding is new again where a new call leads to its
 * template. An ignore counts only when base has it: what a change adds to silence itself is shown.
 */
export function introduced(head: Report, base: Report): Report {
  const silenced = pairUp(
    head.suppressed.map(({ finding }) => finding),
    base.suppressed.map(({ finding }) => finding),
    () => true,
  )
  const suppressed = head.suppressed.filter(({ finding }) => silenced.has(finding))
  const unheeded = head.suppressed
    .filter(({ finding }) => !silenced.has(finding))
    .map(({ finding, by }) => ({ ...finding, unheeded: by }))
  const shown = [...head.findings, ...unheeded]
  const known = [...base.findings, ...base.suppressed.map(({ finding }) => finding)]
  const before = pairUp(shown, known, (one, finding) => atLeast(one.severity, finding.severity))
  const findings = shown.map((finding) => compared(finding, before.get(finding)))
  return { ...head, findings: findings.sort(worstFirst), suppressed }
}

/**
 * For each finding of head its own in base: in the same file where there is one, else in any file, else for another
 * reason at the same place.
 */
function pairUp(
  head: readonly Finding[],
  base: readonly Finding[],
  fits: (mine: Finding, finding: Finding) => boolean,
): Map<Finding, Finding> {
  const met = new Map<Finding, Finding>()
  for (const identity of [inItsFile, inAnyFile, inAnyVariant]) {
    const taken = new Set(met.values())
    const left = groupBy(base, (finding) => (taken.has(finding) ? undefined : identity(finding)))
    for (const finding of head) {
      const those = met.has(finding) ? [] : (left.get(identity(finding)) ?? [])
      const index = those.findIndex((one) => fits(one, finding))
      const [mine] = index < 0 ? [] : those.splice(index, 1)
      if (mine) met.set(finding, mine)
    }
  }
  return met
}

function inItsFile({ at, fingerprint }: Finding): string {
  return `${at.file.path}|${fingerprint}`
}

function inAnyFile({ fingerprint }: Finding): string {
  return fingerprint
}

/** Its place, whatever makes it bad: who controls a value may change while the place does not. */
function inAnyVariant({ at, rule, variant = '', fingerprint }: Finding): string {
  return `${at.file.path}|${rule.id}|${fingerprint.slice(rule.id.length + variant.length + 2)}`
}

function compared(finding: Finding, before: Finding | undefined): Finding {
  if (!before) return finding
  const old = new Set(before.calls().map(({ key }) => key))
  const added = finding.calls().filter(({ key }) => !old.has(key))
  const [first, ...others] = added
  if (!first) return { ...finding, status: 'existing' }
  const origin: Location = { ...finding.at, note: 'What the new call runs', way: 'from' }
  // What led to the template need not lead to the call.
  const beside = finding.related
    .filter(({ way }) => way !== 'from')
    .map(({ file, span, note }) => ({ file, span, ...(note !== undefined && { note }) }))
  const onward = finding.related.filter(({ way }) => way === 'from')
  return {
    ...finding,
    message: `This new call leads to a template with a known problem. ${finding.message}`,
    at: first.at,
    related: [...beside, origin, ...onward, ...others.map(({ at }) => ({ ...at, note: 'Another new call' }))],
  }
}
