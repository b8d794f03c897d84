import type { Safety } from '../finding.ts'
import { digest } from './digest.ts'
import type { Made, Refused } from './fixes.ts'
import type { Change } from './patch.ts'
import { count, groupBy } from './totals.ts'

/** Which findings somebody wants to have mended. */
export interface Wish {
  readonly safety: Safety
  /** Only the findings of this rule. */
  readonly rule?: string
}

/** What a pull request with fixes does, and what it does not. */
export interface FixPlan {
  readonly wish: Wish
  /** The login of who asked. */
  readonly by: string
  /** The pull request that is mended; nothing for the default branch. */
  readonly pull?: number
  /** The commit that is mended. */
  readonly head: string
  readonly changes: readonly Change[]
  readonly fixed: readonly Made[]
  readonly refused: readonly Refused[]
  readonly withheld: readonly Made[]
}

export function fixTitle({ fixed, pull }: FixPlan): string {
  return `Fix ${count(fixed.length, 'security finding')}${pull === undefined ? '' : ` of #${pull}`}`
}

/** Words of ours only: in a commit message, some texts close issues and call people. */
export function fixMessage({ fixed }: FixPlan): { readonly headline: string; readonly body: string } {
  const groups = [...groupBy(fixed, ({ finding }) => finding.rule.id).values()]
  const lines = groups.flatMap((group) => {
    const [first] = group
    return first ? [`- ${first.finding.rule.title} (${first.finding.rule.id}): ${group.length}`] : []
  })
  return { headline: `Fix ${count(fixed.length, 'security finding')}`, body: lines.join('\n') }
}

/** The edits of a plan by name: the same findings, mended in the same way, wherever their lines have moved. */
export function editsOf({ fixed }: Pick<FixPlan, 'fixed'>): string {
  const edits = fixed.map(({ finding, fix }) => [finding.manifest.file.path, finding.fingerprint, fix.title].join('\0'))
  return digest(edits.toSorted().join('\n')).slice(0, 12)
}
