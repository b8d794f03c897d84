import type { Finding, Fix } from './finding.ts'
import { meaning, written } from './meant.ts'
import type { Sheet } from './neighbours.ts'
import type { Proposal } from './rule.ts'
import type { Change } from './yaml/change.ts'
import type { Document } from './yaml/document.ts'
import type { Refusal } from './yaml/edit.ts'
import type { File } from './yaml/file.ts'
import { oncePer } from './yaml/once.ts'

/** How a finding would be mended, and what that is to mean. */
export interface Plan {
  readonly finding: Finding
  readonly fix: Fix
  readonly changes: readonly Change[]
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

/** What a finding's rule proposes, not proved yet. */
export function plan(
  finding: Finding,
  propose: NonNullable<Finding['propose']>,
  { file, document }: Sheet,
): Plan | Refusal {
  const { templated, partial, quoted } = finding.manifest
  if (templated || isForHelm(document, file)) return { refused: 'Helm still changes this document' }
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

/** What is YAML as it stands may be meant for Helm all the same: its objects then need not be what they seem. */
const isForHelm = oncePer((document: Document, { text }: File): boolean =>
  actions.test(text.slice(document.start, document.end)),
)

const actions = /\{\{[^{}]*\.(?:Values|Release|Chart|Capabilities|Files)\b|\{\{-?\s*(?:include|tpl)\s/
