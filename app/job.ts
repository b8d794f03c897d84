import type { Task } from './task.ts'

/**
 * What a check run of ours is about, as its `external_id` remembers it: `pr/7` or `merge-group/<commit>`, and behind
 * that `/for/<request>` where somebody asked for it, `/on/<branch>` for a base that is not the usual one, `/unfinished`
 * where it was given up. GitHub names no pull request of a fork in the events of a check run, and none with a merge group.
 */
export function jobOf(about: { readonly pull: number } | { readonly base: string }): string {
  return 'pull' in about ? `pr/${about.pull}` : `merge-group/${about.base}`
}

/** What the check run of something is about once it is given up: nothing takes that for done. */
export function gaveUp(job: string): string {
  return `${job}/unfinished`
}

/** Whether a check run is about this, however it came to be. */
export function isAbout(job: string, of: string): boolean {
  return job === of || job.startsWith(`${of}/`)
}

/** The number of the pull request that a check run is about. */
export function pullIn(job: string): number | undefined {
  return Number(/^pr\/([1-9]\d{0,9})(\/|$)/.exec(job)?.[1]) || undefined
}

/**
 * What to do when somebody wants a check run of a commit once more.
 *
 * @param again names the request
 */
export function onceMore(job: string, head: string, again: string): Task | undefined {
  const pull = pullIn(job)
  if (pull !== undefined) return { kind: 'review', pull, again }
  const base = /^merge-group\/([0-9a-f]{40}|[0-9a-f]{64})(\/|$)/.exec(job)?.[1]
  return base === undefined ? undefined : { kind: 'merge-group', head, base, again }
}
