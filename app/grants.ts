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
export function missing(granted: Readonly<Record<string, string>>): readonly Missing[] {
  return uses
    .filter(({ permission, level }) => {
      const has = granted[permission]
      return level === 'read' ? has === undefined : has !== 'write'
    })
    .map(({ permission, level, without }) => ({ permission: `${permission}: ${level}`, without }))
}
