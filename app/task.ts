import type { Safety } from '../src/finding.ts'
import { type Box, boxName } from '../src/report/boxes.ts'

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
  /** Somebody ticked boxes of what may be the dashboard. Nothing but the event tells who ticked which. */
  | { readonly kind: 'dashboard'; readonly issue: number; readonly by: string; readonly boxes: readonly Box[] }
  | { readonly kind: 'merge-group'; readonly head: string; readonly base: string; readonly again?: string }
  /** Somebody wants all checks of a commit once more, and GitHub did not say what they were about. */
  | { readonly kind: 'rerun'; readonly head: string; readonly again: string }
  /** What reviews a pull request, or a merge group, failed too often: its check run is not to wait for ever. */
  | { readonly kind: 'unfinished'; readonly pull: number }
  | { readonly kind: 'unfinished'; readonly head: string; readonly base: string }

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
      return `dashboard ${task.issue} ${task.by} ${task.boxes.map(boxName).join(' ')}`
    case 'merge-group':
      return `merge-group ${task.head} ${task.again ?? ''}`.trimEnd()
    case 'rerun':
      return `rerun ${task.head} ${task.again}`
    case 'unfinished':
      return 'head' in task ? `unfinished ${task.head}` : 'unfinished'
    default:
      return task.kind
  }
}

/** What is to be done about a work that failed too often; nothing for most. */
export function afterParking({ task, ...place }: Work): Work | undefined {
  if (task.kind === 'merge-group') {
    const { head, base } = task
    return { ...place, task: { kind: 'unfinished', head, base } }
  }
  const isReview = task.kind === 'review' || (task.kind === 'command' && /^\/lynceus\s+review$/i.test(task.text))
  return isReview ? { ...place, task: { kind: 'unfinished', pull: task.pull } } : undefined
}
