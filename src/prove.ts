import { type Manifest, manifests, type UnreadPart } from './argo/manifest.ts'
import { groupBy } from './argo/group.ts'
import { type Project, replaced } from './argo/project.ts'
import { convene, type Court, judge } from './analyze.ts'
import type { Config } from './config.ts'
import { type Finding, type Fix, severities } from './finding.ts'
import { identity } from './judge.ts'
import { isSaid, meaning, written } from './meant.ts'
import { type Mentions, mentions, neighbours, type Sheet } from './neighbours.ts'
import { read } from './read.ts'
import type { Proposal, Rule } from './rule.ts'
import type { Change } from './yaml/change.ts'
import { type Document, documents } from './yaml/document.ts'
import { apply, type Edit, type Refusal } from './yaml/edit.ts'
import type { File } from './yaml/file.ts'

/** A document that was mended, in a file of its own, and the edits of the file that it comes from. */
export interface Mended {
  readonly edits: readonly Edit[]
  readonly after: Sheet
}

/** Proves fixes against all that is known of a project. */
export interface Prover {
  /** The document of a finding. */
  sheetOf(finding: Finding): Sheet | undefined
  /** What a finding's rule proposes, not proved yet; nothing where it proposes nothing. */
  plan(finding: Finding): Plan | Refusal | undefined
  /** Proves plans of one document, made together. */
  prove(sheet: Sheet, plans: readonly Plan[]): Mended | Refusal
  /** From here on, a document is what became of it. */
  accept(sheet: Sheet, mended: Mended): void
}

/** How a finding would be mended, and what that is to mean. */
export interface Plan {
  readonly finding: Finding
  readonly fix: Fix
  readonly changes: readonly Change[]
}

/** UTF-16 units of a document's text that are read again to prove its fixes: a hostile one is to cost no more. */
const maxUnits = 32 * 1024 * 1024

export function prover(files: readonly File[], rules: readonly Rule[], config: Config): Prover {
  const bench = benchOf(files.flatMap(sheets), rules, {
    ...config,
    // A fix must bring nothing new for anybody.
    persona: 'auditor',
    minSeverity: 'info',
    minConfidence: 'low',
    rules: {},
    paths: { ...config.paths, persona: {} },
  })
  const sheetByManifest = new Map(
    bench.all.flatMap((sheet) => sheet.manifests.map((manifest) => [manifest, sheet] as const)),
  )
  return {
    sheetOf: ({ manifest }) => sheetByManifest.get(manifest),
    plan(finding) {
      const sheet = sheetByManifest.get(finding.manifest)
      if (!sheet || !finding.propose) return undefined
      return isSpent(sheet, bench) ? tooMuch : plan(finding, finding.propose, sheet)
    },
    prove: (sheet, plans) => mend(sheet, plans, bench),
    accept: (sheet, { after }) => accept(bench, sheet, after),
  }
}

/** Documents and manifests both stand in the order of the file. */
function sheets(file: File): Sheet[] {
  const { documents: all, manifests: found } = read(file)
  let next = 0
  return all.map((document) => {
    const from = next
    while ((found[next]?.root.start ?? Number.MAX_VALUE) < document.end) next++
    return { file, document, manifests: found.slice(from, next) }
  })
}

/** What fixes are proved against. */
interface Bench {
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

function benchOf(all: readonly Sheet[], rules: readonly Rule[], config: Config): Bench {
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
function courtWith(bench: Bench, before: Sheet, after: Sheet): Court {
  const { all, now, court } = bench
  if (neighboursOf(before, bench)) {
    const known = (now.get(before) ?? before).manifests
    return { ...court, bundle: replaced(court.bundle, pairUp(known, after.manifests)), failures: [] }
  }
  const current = all.flatMap((sheet) => (sheet === before ? after : (now.get(sheet) ?? sheet)).manifests)
  return convene(current, court.rules, court.config)
}

function accept(bench: Bench, before: Sheet, after: Sheet): void {
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

/** A rule that throws is our mistake. It costs its fix, not the report. */
function proposalOf(propose: NonNullable<Finding['propose']>): Proposal | Refusal {
  try {
    return propose()
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    return { refused: `The rule failed while it made the fix (${what}): please report it` }
  }
}

function plan(finding: Finding, propose: NonNullable<Finding['propose']>, { file, document }: Sheet): Plan | Refusal {
  const { templated, partial, quoted } = finding.manifest
  if (templated || isForHelm(file.text, document)) return { refused: 'Helm still changes this document' }
  if (partial) return { refused: 'This is a part of an object that is put together elsewhere' }
  if (quoted) return { refused: 'The object is written inside of a text' }
  const proposal = proposalOf(propose)
  if ('refused' in proposal) return proposal
  const { title, safety, changes } = proposal
  const parts = meaning(document, changes)
  const edits = 'refused' in parts ? parts : written(file, parts)
  if ('refused' in edits) return edits
  if (edits.length === 0) return { refused: 'There is nothing to change' }
  return { finding, changes, fix: { title, safety, file, edits } }
}

const forHelm = new WeakMap<Document, boolean>()

/** What is YAML as it stands may be meant for Helm all the same: its objects then need not be what they seem. */
function isForHelm(text: string, document: Document): boolean {
  let is = forHelm.get(document)
  if (is === undefined) forHelm.set(document, (is = actions.test(text.slice(document.start, document.end))))
  return is
}

const actions = /\{\{[^{}]*\.(?:Values|Release|Chart|Capabilities|Files)\b|\{\{-?\s*(?:include|tpl)\s/

/** The one place where fixes are proved: everything that is offered has come through here. */
function mend(sheet: Sheet, plans: readonly Plan[], bench: Bench): Mended | Refusal {
  const { document } = sheet
  if (isSpent(sheet, bench)) return tooMuch
  bench.units.set(sheet, (bench.units.get(sheet) ?? 0) + document.end - document.start)
  const chosen = distinct(plans)
  const edits = chosen.flatMap(({ fix }) => fix.edits)
  const text = edited(sheet, edits)
  if (typeof text !== 'string') return text
  const after = reread(sheet, text)
  if ('refused' in after) return after
  const parts = meaning(
    document,
    chosen.flatMap(({ changes }) => changes),
  )
  if ('refused' in parts) return parts
  if (!isSaid(parts, document, after.document)) return { refused: 'The edit would change more than it should' }
  const goals = plans.map(({ finding }) => finding)
  return worsens(sheet, after, goals, bench) ?? { edits, after }
}

function isSpent(sheet: Sheet, { units }: Bench): boolean {
  return (units.get(sheet) ?? 0) > maxUnits
}

/** Said of what was not proved for want of time. */
export const tooMuch: Refusal = { refused: 'The document is too long, and has too many findings, to prove each fix' }

/** Plans that make the same edits are one. */
function distinct(plans: readonly Plan[]): Plan[] {
  return [...groupBy(plans, ({ fix }) => JSON.stringify(fix.edits)).values()].flatMap(([first]) => first ?? [])
}

/** The document's own text once edited. */
function edited({ file, document: { start, end } }: Sheet, edits: readonly Edit[]): string | Refusal {
  if (edits.some(({ span }) => span.start < start || span.end > end))
    return { refused: 'The edit would reach beyond its document' }
  const own = edits.map(({ span, text }) => ({ span: { start: span.start - start, end: span.end - start }, text }))
  try {
    return apply(file.text.slice(start, end), own)
  } catch {
    return { refused: 'Two edits would fall on one place' }
  }
}

/** The document alone: what stands beside it in the file is neither touched nor read. */
function reread({ file, manifests: before }: Sheet, text: string): Sheet | Refusal {
  const alone = { path: file.path, text }
  const [document, ...more] = documents(alone)
  if (!document || more.length > 0 || document.problem) return { refused: 'The edit would break the document' }
  const unread: UnreadPart[] = []
  const found = manifests(alone, document, unread)
  if (
    found.length !== before.length ||
    found.some((one, index) => !before[index] || identity(one) !== identity(before[index]))
  )
    return { refused: 'The edit would change which objects the document holds' }
  return { file: alone, document, manifests: found }
}

/** Why an edit does not mend what it should, or does harm; nothing when all is well. */
function worsens(before: Sheet, after: Sheet, goals: readonly Finding[], bench: Bench): Refusal | undefined {
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

function findingsOf(manifest: Manifest, { judged, court }: Bench): readonly Finding[] {
  const known = judged.get(manifest)
  if (known) return known
  const found = judge(manifest, court)
  judged.set(manifest, found)
  return found
}

/** The objects whose findings may depend on a document, beside its own. */
function dependents(sheet: Sheet, bench: Bench): readonly Manifest[] {
  const near = neighboursOf(sheet, bench) ?? bench.all.filter((other) => other !== sheet)
  return near.flatMap((other) => (bench.now.get(other) ?? other).manifests)
}

function neighboursOf(sheet: Sheet, { told, near }: Bench): readonly Sheet[] | undefined {
  if (!near.has(sheet)) near.set(sheet, neighbours(sheet, told))
  return near.get(sheet)
}
