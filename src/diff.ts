import { groupBy } from './argo/group.ts'
import { atLeast, type Call, type Finding, type Location, type Report, worstFirst } from './finding.ts'
import { whereabouts } from './identity.ts'

/**
 * The report of head with what it owes to the change marked `new`.
 *
 * A finding is existing when base has it too, by fingerprint: in the same file first, then in one that its object has
 * moved from, so that a renamed file brings nothing new and a copied one does, and objects of one name in several folders
 * are kept apart. One that has become graver is new, a milder one is not. An existing finding is new again where a new
 * call leads to its template. An ignore counts only when base has it: what a change adds to silence itself is shown.
 */
export function introduced(head: Report, base: Report): Report {
  const silenced = pairUp(
    head.suppressed.map(({ finding }) => finding),
    base.suppressed.map(({ finding }) => finding),
    hasMoved,
  )
  const suppressed = head.suppressed.filter(({ finding }) => silenced.has(finding))
  const unheeded = head.suppressed
    .filter(({ finding }) => !silenced.has(finding))
    .map(({ finding, by }) => ({ ...finding, unheeded: by }))
  const shown = [...head.findings, ...unheeded]
  const known = [...base.findings, ...base.suppressed.map(({ finding }) => finding)]
  const before = pairUp(
    shown,
    known,
    (mine, finding) => atLeast(mine.severity, finding.severity) && hasMoved(mine, finding),
  )
  const findings = shown.map((finding) => compared(finding, before.get(finding)))
  return { ...head, findings: findings.sort(worstFirst), suppressed }

  /** Or has stayed where it was. */
  function hasMoved({ manifest: from }: Finding, { manifest: to }: Finding): boolean {
    if (from.file.path === to.file.path) return true
    return !head.objects.has(whereabouts(from)) && !base.objects.has(whereabouts(to))
  }
}

/**
 * For each finding of head its own in base: in the same file where there is one, else in another, else for another
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
  const to = finding.related.filter(({ way }) => way === 'to')
  const first = added.find((call) => to.some((stop) => isIn(stop, call))) ?? added[0]
  if (!first) return { ...finding, status: 'existing' }
  const others = added.filter((call) => call !== first)
  return {
    ...finding,
    message: `This new call leads to a template with a known problem. ${finding.message}`,
    at: first.at,
    related: [...through(first, finding), ...others.map(({ at }) => ({ ...at, note: 'Another new call' }))],
  }
}

/** The related places of a finding, as they stand to a call that leads to it. */
function through(call: Call, { at, related }: Finding): readonly Location[] {
  const origin: Location = { ...at, note: 'What the new call runs', way: 'from' }
  const to = related.filter(({ way }) => way === 'to')
  const onward = related.filter(({ way }) => way === 'from')
  const beside = related.filter(({ way }) => way === undefined)
  const index = to.findLastIndex((stop) => isIn(stop, call))
  const after = to.slice(index + 1).map((stop): Location => ({ ...stop, way: 'from' }))
  if (index >= 0) return [...to.slice(0, index), ...after, origin, ...onward, ...beside]
  // What led to the template need not lead to the call.
  return [
    ...to.map(({ file, span, note }) => ({ file, span, ...(note !== undefined && { note }) })),
    ...beside,
    origin,
    ...onward,
  ]
}

function isIn({ file, span }: Location, { at, within }: Call): boolean {
  return file === at.file && within !== undefined && within.start <= span.start && span.end <= within.end
}
