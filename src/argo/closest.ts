/** The candidate that a mistyped word means, if that can be told: the only one of `meant`. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const [first, ...others] = meant(word, candidates)
  return others.length === 0 ? first : undefined
}

/** As few letters stand in too many words. */
const shortest = 3

/**
 * The candidates that a mistyped word most likely means: the one with the fewest typing mistakes (a letter put in,
 * left out, changed, or swapped with its neighbour), if they are at most a third of the word; else those that the word
 * is a part of. Case, `-` and `_` do not count, so `minSeverity` finds `min-severity`.
 */
export function meant(word: string, candidates: readonly string[]): readonly string[] {
  const typed = normal(word)
  const near = nearest(typed, candidates)
  if (near !== undefined) return [near]
  return typed.length < shortest ? [] : candidates.filter((candidate) => normal(candidate).includes(typed))
}

function nearest(typed: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1
  for (const candidate of candidates) {
    const right = normal(candidate)
    // The lengths alone tell that it is too far: a word of any length costs no more than the candidates do.
    if (Math.abs(right.length - typed.length) >= least) continue
    const mistakes = distance(typed, right)
    if (mistakes < least) [best, least] = [candidate, mistakes]
  }
  return best
}

function normal(word: string): string {
  return word.toLowerCase().replaceAll(/[-_]/g, '')
}

/** Optimal string alignment distance, in two kept rows. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(at(above, column) + 1, at(current, column - 1) + 1, at(above, column - 1) + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) cost = Math.min(cost, at(before, column - 2) + 1)
      current.push(cost)
    }
    before = above
    above = current
  }
  return at(above, b.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
