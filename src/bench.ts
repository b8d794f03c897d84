import { convene, type Court, judge } from './court.ts'
import type { Manifest } from './argo/manifest.ts'
import { type Project, replaced } from './argo/project.ts'
import type { Config } from './config.ts'
import type { Finding } from './finding.ts'
import { type Mentions, mentions, neighbours, type Sheet } from './neighbours.ts'
import type { Rule } from './rule.ts'

/** What fixes are proved against. */
export interface Bench {
  readonly all: readonly Sheet[]
  readonly told: Mentions
  /** What became of documents. */
  readonly now: Map<Sheet, Sheet>
  /** The project before anything was accepted that may matter to few, and what was. */
  bundle: Project
  readonly accepted: Map<Manifest, Manifest>
  court: Court
  readonly judged: Map<Manifest, readonly Finding[]>
  /** By document, those that may depend on it; nothing for all. */
  readonly near: Map<Sheet, readonly Sheet[] | undefined>
  readonly units: Map<Sheet, number>
}

export function benchOf(all: readonly Sheet[], rules: readonly Rule[], config: Config): Bench {
  const court = convene(
    all.flatMap(({ manifests: those }) => those),
    rules,
    config,
  )
  return {
    all,
    told: mentions(all),
    now: new Map(),
    bundle: court.bundle,
    accepted: new Map(),
    court,
    judged: new Map(),
    near: new Map(),
    units: new Map(),
  }
}

/** A court that has a document as it would be, beside all others as they are. */
export function courtWith(bench: Bench, before: Sheet, after: Sheet): Court {
  const { all, now, court } = bench
  if (neighboursOf(before, bench)) {
    const known = (now.get(before) ?? before).manifests
    return { ...court, bundle: replaced(court.bundle, pairUp(known, after.manifests)), failures: [] }
  }
  const current = all.flatMap((sheet) => (sheet === before ? after : (now.get(sheet) ?? sheet)).manifests)
  return convene(current, court.rules, court.config)
}

/** From here on, a document is what became of it. */
export function accept(bench: Bench, before: Sheet, after: Sheet): void {
  if (neighboursOf(before, bench)) {
    // All that was accepted lies in one layer: a layer for each would make every question slower than the last.
    for (const [one, other] of pairUp(before.manifests, after.manifests)) bench.accepted.set(one, other)
    bench.court = { ...bench.court, bundle: replaced(bench.bundle, bench.accepted) }
  } else {
    bench.court = courtWith(bench, before, after)
    bench.bundle = bench.court.bundle
  }
  bench.now.set(before, after)
  bench.judged.clear()
}

function pairUp(before: readonly Manifest[], after: readonly Manifest[]): Map<Manifest, Manifest> {
  return new Map(before.map((manifest, index) => [manifest, after[index] ?? manifest]))
}

/** What was found in a manifest before the edit under proof. */
export function findingsOf(manifest: Manifest, { judged, court }: Bench): readonly Finding[] {
  const known = judged.get(manifest)
  if (known) return known
  const found = judge(manifest, court)
  judged.set(manifest, found)
  return found
}

/** The objects whose findings may depend on a document, beside its own. */
export function dependents(sheet: Sheet, bench: Bench): readonly Manifest[] {
  const near = neighboursOf(sheet, bench) ?? bench.all.filter((other) => other !== sheet)
  return near.flatMap((other) => (bench.now.get(other) ?? other).manifests)
}

function neighboursOf(sheet: Sheet, { told, near }: Bench): readonly Sheet[] | undefined {
  if (!near.has(sheet)) near.set(sheet, neighbours(sheet, told))
  return near.get(sheet)
}
