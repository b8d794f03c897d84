import type { Safety } from '../src/finding.ts'

/** What is to be done in a repository. */
export type Task =
  /** Review the newest head of a pull request; `again` names the request when somebody asked for what is done already. */
  | { readonly kind: 'review'; readonly pull: number; readonly again?: string }
  /** A pull request was closed: what was opened for it goes too. */
  | { readonly kind: 'closed'; readonly pull: number }
  /** Somebody asked for a pull request with fixes, of a pull request or of the default branch. */
  | {
      readonly kind: 'fix'
      readonly pull?: number
      readonly safety: Safety
      /** Only the findings of this rule. */
      readonly rule?: string
      /** The login of who asked. */
      readonly by: string
    }
  /** Somebody wrote a comment that may be for us. */
  | {
      readonly kind: 'command'
      readonly pull: number
      readonly comment: number
      readonly by: string
      readonly text: string
    }
  /** Look at the whole default branch. */
  | { readonly kind: 'scan' }
  /** A box of the dashboard may have been ticked. */
  | { readonly kind: 'dashboard'; readonly issue: number; readonly by: string }
  | { readonly kind: 'merge-group'; readonly head: string; readonly base: string }

/** A task, and where. */
export interface Work {
  readonly installation: number
  readonly owner: string
  readonly repo: string
  readonly task: Task
}

/** Works of one lane run one after the other, never two at once. */
export function laneOf({ installation, owner, repo, task }: Work): string {
  const pull = 'pull' in task && task.pull !== undefined ? `#${task.pull}` : ''
  return `${installation}/${owner}/${repo}${pull}`.toLowerCase()
}

/** A work takes the place of one that waits in its lane under the same key: only the newest state counts. */
export function keyOf({ task }: Work): string {
  switch (task.kind) {
    case 'command':
      return `command ${task.comment}`
    case 'review':
      return `review ${task.again ?? ''}`.trimEnd()
    case 'fix':
      return `fix ${task.safety} ${task.rule ?? ''} ${task.by}`
    case 'dashboard':
      return `dashboard ${task.issue} ${task.by}`
    case 'merge-group':
      return `merge-group ${task.head}`
    default:
      return task.kind
  }
}
