/**
 * The index of the first of some things in an order that do not lie before a place; their number when all do.
 *
 * @param isBefore holds for the things up to some index, and for none from there on
 */
export function firstFrom<Thing>(things: readonly Thing[], isBefore: (thing: Thing) => boolean): number {
  let low = 0
  let high = things.length
  while (low < high) {
    const middle = (low + high) >> 1
    const thing = things[middle]
    if (thing !== undefined && isBefore(thing)) low = middle + 1
    else high = middle
  }
  return low
}
