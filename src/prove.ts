import { groupBy } from './argo/group.ts'
import { manifests, type UnreadPart } from './argo/manifest.ts'
import { accept, type Bench, benchOf } from './bench.ts'
import type { Config } from './config.ts'
import type { Finding } from './finding.ts'
import { identity } from './identity.ts'
import { isSaid, meaning } from './meant.ts'
import type { Sheet } from './neighbours.ts'
import { type Plan, plan } from './plan.ts'
import { read } from './read.ts'
import type { Rule } from './rule.ts'
import { worsens } from './worsen.ts'
import { documents } from './yaml/document.ts'
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
