import type { Permissions } from './probot.ts'
import type { Task } from './task.ts'

/** What a permission of the installation is for, and what is off without it. */
const uses: readonly {
  readonly permission: string
  readonly level: 'read' | 'write'
  readonly without: string
}[] = [
  { permission: 'contents', level: 'read', without: 'manifests cannot be read: nothing is reviewed' },
  { permission: 'checks', level: 'write', without: 'no check runs: nothing is reviewed' },
  {
    permission: 'pull_requests',
    level: 'write',
    without: 'no review comments, no answers to commands, no fix pull requests',
  },
  {
    permission: 'contents',
    level: 'write',
    without: 'no fix pull requests; comments on what is gone are hidden, not resolved',
  },
  { permission: 'issues', level: 'write', without: 'no dashboard issue' },
  { permission: 'issues', level: 'read', without: 'commands in comments are not heard' },
  {
    permission: 'merge_queues',
    level: 'read',
    without: 'merge queues are not heard: a required check would wait for ever',
  },
]

/** A permission that an installation did not grant. */
export interface Missing {
  /** `contents: write` */
  readonly permission: string
  readonly without: string
}

/** What is off for want of permissions, worst first. */
export function missing(granted: Permissions): readonly Missing[] {
  return uses
    .filter(({ permission, level }) => !has(granted, permission, level))
    .map(({ permission, level, without }) => ({ permission: `${permission}: ${level}`, without }))
}

function has(granted: Permissions, permission: string, level: 'read' | 'write'): boolean {
  return granted[permission] === 'write' || (level === 'read' && granted[permission] !== undefined)
}

const reviews: ReadonlySet<Task['kind']> = new Set(['review', 'merge-group', 'rerun', 'unfinished'])

/** A permission that a work cannot even begin without, and that the installation did not grant. */
export function lacking(task: Task, granted: Permissions): string | undefined {
  if (!has(granted, 'contents', 'read')) return 'contents: read'
  if (reviews.has(task.kind) && !has(granted, 'checks', 'write')) return 'checks: write'
  return 'pull' in task && !has(granted, 'pull_requests', 'read') ? 'pull_requests: read' : undefined
}
