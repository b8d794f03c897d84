import type { FixPlan, Left, Mended, Told, Wish } from '../src/report/fix-plan.ts'
import { rules } from '../src/rules/index.ts'
import { planFor, type Source } from './plan.ts'

/** A rule has functions, which no thread can give another: its id does. */
interface Packed extends Omit<Told, 'rule'> {
  readonly rule: string
}

/** A plan as plain data. */
export interface PackedPlan extends Omit<FixPlan, 'fixed' | 'refused' | 'withheld'> {
  readonly fixed: readonly (Omit<Mended, 'finding'> & { readonly finding: Packed })[]
  readonly refused: readonly (Omit<Left, 'finding'> & { readonly finding: Packed })[]
  readonly withheld: PackedPlan['fixed']
}

/** What a plan is made from. Plain data, which another thread can be given. */
export interface Wanted {
  readonly source: Source
  readonly wish: Wish
  readonly by: string
}

export function packedPlan({ source, wish, by }: Wanted): PackedPlan {
  const { fixed, refused, withheld, ...same } = planFor(source, wish, by)
  return {
    ...same,
    fixed: fixed.map(packedFix),
    refused: refused.map(({ finding, reason }) => ({ finding: packed(finding), reason })),
    withheld: withheld.map(packedFix),
  }
}

function packedFix({ finding, fix: { title, safety } }: Mended): PackedPlan['fixed'][number] {
  return { finding: packed(finding), fix: { title, safety } }
}

/** Also a span may be more than it says: a node of the tree. */
function packed({ rule, severity, confidence, message, at, fingerprint, manifest }: Told): Packed {
  const { start, end } = at.span
  return {
    rule: rule.id,
    severity,
    confidence,
    message,
    fingerprint,
    at: { file: at.file, span: { start, end } },
    manifest: { file: manifest.file },
  }
}

/** The plan again. */
export function unpacked({ fixed, refused, withheld, ...same }: PackedPlan): FixPlan {
  return { ...same, fixed: fixed.flatMap(told), refused: refused.flatMap(told), withheld: withheld.flatMap(told) }
}

const byId = new Map(rules.map((rule) => [rule.id, rule]))

function told<T extends { readonly finding: Packed }>({ finding, ...more }: T) {
  const rule = byId.get(finding.rule)
  return rule ? [{ ...more, finding: { ...finding, rule } }] : []
}
