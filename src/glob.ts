/**
 * Whether a glob matches a whole path, in time proportional to glob × path whatever the glob is.
 *
 * - `*` stands for any characters but `/`, `?` for one of them
 * - `**` stands for any characters; `**` + `/` where a folder's name could begin stands for any folders, or none
 * - `{a,b}` stands for any of its alternatives, which may hold all of these; stars inside and outside do not join, and
 *   a brace without its partner stands for itself
 * - a glob whose last name has no star or question mark stands for all below a folder of that name too, with `/` at
 *   its end only for that; `./` before a glob changes nothing
 *
 * Upper and lower case differ. These are the meanings of GitHub's path filters, apart from `!`, `+` and `[]`, which
 * stand for themselves, and braces, which GitHub does not have.
 */
export function matches(glob: string, path: string): boolean {
  const pattern = Array.from(glob.replace(/^(\.\/)+/, '').replace(/\/$/, '/**'))
  const jumps = braces(pattern)
  const mayBeFolder = !/[*?][^/]*$/.test(glob)
  let places = new Set<number>()
  enter(0, places, true)
  for (const char of path) {
    if (char === '/' && mayBeFolder && places.has(pattern.length)) return true
    const next = new Set<number>()
    for (const place of places) {
      const after = step(place, char)
      if (after !== undefined) enter(after, next, char === '/')
    }
    places = next
  }
  return places.has(pattern.length)

  /** Adds a place in the pattern, and those that are reached from it for no character. */
  function enter(place: number, to: Set<number>, atName: boolean): void {
    if (to.has(place)) return
    to.add(place)
    const targets = jumps.get(place)
    if (targets) for (const target of targets) enter(target, to, atName)
    else if (isDeep(place)) {
      enter(place + 2, to, atName)
      if (atName && pattern[place + 2] === '/') enter(place + 3, to, atName)
    } else if (pattern[place] === '*') enter(place + 1, to, atName)
  }

  /** The place after a character, if the pattern takes it at this place. */
  function step(place: number, char: string): number | undefined {
    if (jumps.has(place)) return undefined
    if (isDeep(place)) return place
    if (pattern[place] === '*') return char === '/' ? undefined : place
    if (pattern[place] === '?') return char === '/' ? undefined : place + 1
    return pattern[place] === char ? place + 1 : undefined
  }

  function isDeep(place: number): boolean {
    return pattern[place] === '*' && pattern[place + 1] === '*'
  }
}

/** From each `{` to the beginnings of its alternatives, and from the ends of these to what follows the `}`. */
function braces(pattern: readonly string[]): ReadonlyMap<number, readonly number[]> {
  const jumps = new Map<number, readonly number[]>()
  const open: { start: number; commas: number[] }[] = []
  for (const [place, char] of pattern.entries()) {
    if (char === '{') open.push({ start: place, commas: [] })
    else if (char === ',') open.at(-1)?.commas.push(place)
    else if (char === '}') {
      const group = open.pop()
      if (!group) continue
      jumps.set(
        group.start,
        [group.start, ...group.commas].map((before) => before + 1),
      )
      for (const end of [...group.commas, place]) jumps.set(end, [place + 1])
    }
  }
  return jumps
}
