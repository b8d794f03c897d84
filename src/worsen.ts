import { judge } from './court.ts'
import { groupBy } from './argo/group.ts'
import { type Bench, courtWith, dependents, findingsOf } from './bench.ts'
import { type Finding, severities } from './finding.ts'
import { identity } from './identity.ts'
import type { Sheet } from './neighbours.ts'
import type { Refusal } from './yaml/edit.ts'

/** Why an edit does not mend what it should, or does harm; nothing when all is well. */
export function worsens(before: Sheet, after: Sheet, goals: readonly Finding[], bench: Bench): Refusal | undefined {
  const near = dependents(before, bench)
  const court = courtWith(bench, before, after)
  const old = [...before.manifests, ...near].flatMap((manifest) => findingsOf(manifest, bench))
  const now = [...after.manifests, ...near].flatMap((manifest) => judge(manifest, court))
  if (court.failures.length > 0) return { refused: 'A rule failed on the edited text' }
  const [was, is] = [tally(old, ({ fingerprint }) => fingerprint), tally(now, ({ fingerprint }) => fingerprint)]
  for (const [name, those] of groupBy(goals, (goal) => nameOf(goal, old)))
    if ((is.get(name) ?? 0) > (was.get(name) ?? 0) - those.length)
      return { refused: 'The finding would still be there' }
  return moreOf(old, now, goals)
}

/**
 * A finding may move within its object, as one about an absence does, and it may become milder, as one does whose
 * danger another fix takes away; there must be no graver one, and not one more.
 */
function moreOf(old: readonly Finding[], now: readonly Finding[], goals: readonly Finding[]): Refusal | undefined {
  const [was, mended] = [groupBy(old, ruleOf), tally(goals, ruleOf)]
  for (const [name, those] of groupBy(now, ruleOf)) {
    const [is, had] = [ranks(those), ranks(was.get(name) ?? [])]
    if (is.some((rank, index) => rank > (had[index] ?? -1)))
      return { refused: `There would be a new finding of ${those[0]?.rule.id}` }
    if (mended.has(name) && is.length > had.length - (mended.get(name) ?? 0))
      return { refused: 'The same would be found in another place' }
  }
  return undefined
}

function ruleOf({ rule, manifest }: Finding): string {
  return `${rule.id} ${identity(manifest)}`
}

/** Worst first. */
function ranks(findings: readonly Finding[]): readonly number[] {
  return findings.map(({ severity }) => severities.indexOf(severity)).toSorted((a, b) => b - a)
}

/** The name under which a finding was judged: in a report it may have a number, to tell it from others. */
function nameOf({ fingerprint }: Finding, old: readonly Finding[]): string {
  return old.find((other) => fingerprint.startsWith(`${other.fingerprint}|`))?.fingerprint ?? fingerprint
}

function tally<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): ReadonlyMap<string, number> {
  return new Map([...groupBy(things, keyOf)].map(([key, those]) => [key, those.length]))
}
