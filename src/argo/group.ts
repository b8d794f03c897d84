/** Things by a key, in the order in which the keys first appear. What has no key is left out. */
export function groupBy<Key, Thing>(
  things: Iterable<Thing>,
  keyOf: (thing: Thing) => Key | undefined,
): ReadonlyMap<Key, Thing[]> {
  const groups = new Map<Key, Thing[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    const same = key === undefined ? undefined : groups.get(key)
    if (same) same.push(thing)
    else if (key !== undefined) groups.set(key, [thing])
  }
  return groups
}
