import { type Entry, type Files, filesOf, type Objects } from './objects.ts'

/** A commit and all that came before it, newest first. */
export function ancestors({ commits }: Objects, tip: string): readonly string[] {
  const seen = new Set([tip])
  for (const id of seen) for (const parent of commits.get(id)?.parents ?? []) seen.add(parent)
  return [...seen]
}

/** The newest commit that both histories have; nothing when they share none. */
export function mergeBase(objects: Objects, base: string, head: string): string | undefined {
  const known = new Set(ancestors(objects, base))
  return ancestors(objects, head).find((id) => known.has(id))
}

/** The commits of `head` that `base` has not, oldest first, as pull requests list them. */
export function commitsBetween(objects: Objects, base: string, head: string): readonly string[] {
  const known = new Set(ancestors(objects, base))
  return ancestors(objects, head)
    .filter((id) => !known.has(id))
    .toReversed()
}

/** The files of a merge, whole file by whole file; nothing when both sides changed the same one differently. */
export function merge(objects: Objects, base: string, head: string): Files | undefined {
  const origin = mergeBase(objects, base, head)
  const [old, ours, theirs] = [origin ?? '', base, head].map((commit) => filesOf(objects, commit))
  const merged = new Map<string, Entry>()
  for (const path of new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])) {
    const [was, here, there] = [old, ours, theirs].map((files) => files?.get(path))
    const chosen = same(was, here) ? there : here
    if (!same(was, here) && !same(was, there) && !same(here, there)) return undefined
    if (chosen) merged.set(path, chosen)
  }
  return merged
}

function same(a: Entry | undefined, b: Entry | undefined): boolean {
  return a?.id === b?.id && a?.mode === b?.mode
}
