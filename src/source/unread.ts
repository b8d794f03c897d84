import type { Unread } from '../finding.ts'

/** In bytes. A cluster takes no object near this size: etcd refuses requests above 1.5 MiB. */
export const maxBytes = 4 * 1024 * 1024

/** Why a file is not read: each says what Lynceus does, not what others would do with the file. */
export const reasons = {
  tooLarge: `Lynceus does not read files larger than ${maxBytes / 1024 / 1024} MiB`,
  misnamed: 'Lynceus does not read files whose name or folder is not UTF-8, or holds the character U+FFFD',
  linkOut: 'Lynceus does not follow this symbolic link: it leads out of the folder that is scanned',
  linkLost: 'Lynceus cannot follow this symbolic link: it leads nowhere',
  link: 'Lynceus does not follow symbolic links here',
} as const

const links: ReadonlySet<string> = new Set([reasons.linkOut, reasons.linkLost, reasons.link])

/**
 * What is not read though the base could read it or did not have it. A file is known by its path and the reason, so
 * that one that is renamed counts, as does a second document that cannot be read for the same reason as the first. A
 * symbolic link is known by its path alone: where it leads may depend on the machine.
 *
 * @param base also the symbolic links of the base
 */
export function newlyUnread(head: readonly Unread[], base: readonly Unread[]): Unread[] {
  const left = new Map<string, number>()
  for (const one of base) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1)
  return head.filter((one) => {
    const count = left.get(keyOf(one)) ?? 0
    left.set(keyOf(one), count - 1)
    return count <= 0
  })
}

function keyOf({ path, reason }: Unread): string {
  return `${path}\0${links.has(reason) ? reasons.link : reason}`
}

const shown = 3

/** Why a change does not pass, and the cure. It quotes paths, so whoever prints it escapes it. */
export function notPassed(unread: readonly Unread[]): string {
  const places = unread.slice(0, shown).map(({ path, line }) => `${path}:${line}`)
  const more = unread.length > shown ? ` and ${unread.length - shown} more` : ''
  return `Cannot be read, and counts as new: ${places.join(', ')}${more}. What nobody read cannot pass. Make it readable, or leave it out by paths.exclude in the config of the base.`
}

/** Names that are not UTF-8 look alike once they are decoded, so one of them could stand for another. */
export function isMisnamed(path: string): boolean {
  return path.includes('\uFFFD')
}
