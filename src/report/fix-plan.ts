import type { Finding, Fix, Safety } from '../finding.ts'
import { digest } from './digest.ts'
import type { Change } from './patch.ts'
import { count, groupBy } from './totals.ts'

/** Which findings somebody wants to have mended. */
export interface Wish {
  readonly safety: Safety
  /** Only the findings of this rule. */
  readonly rule?: string
}

/** Of a finding what is told of its fix: values, and its rule. */
export interface Told extends Pick<Finding, 'rule' | 'severity' | 'confidence' | 'message' | 'at' | 'fingerprint'> {
  readonly manifest: Pick<Finding['manifest'], 'file'>
}

/** A finding, and what was proved to mend it. */
export interface Mended {
  readonly finding: Told
  readonly fix: Pick<Fix, 'title' | 'safety'>
}

/** A finding that is not mended. */
export interface Left {
  readonly finding: Told
  /** A sentence without full stop. */
  readonly reason: string
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
  readonly fixed: readonly Mended[]
  readonly refused: readonly Left[]
  readonly withheld: readonly Mended[]
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
