/** A part of a Markdown text that may lose items at its end. */
export interface Section {
  /** Ends in a blank line. */
  readonly heading: string
  readonly items: readonly string[]
  /** The line that stands for so many items left out. */
  more(left: number): string
}

/**
 * The heading and the sections in at most `budget` bytes of UTF-8, cut between items. Each section that lost
 * items says how many; a budget too small for that gives the heading alone, or nothing.
 */
export function fit(heading: string, sections: readonly Section[], budget: number): string {
  const parts = sections.filter(({ items }) => items.length)
  const reserved = parts.map((part) => bytes(part.heading) + bytes(part.more(part.items.length)))
  let left = budget - bytes(heading) - reserved.reduce((sum, size) => sum + size, 0)
  if (left < 0) return bytes(heading) <= budget ? heading : ''
  const texts = parts.map((part) => {
    let shown = 0
    for (const item of part.items) {
      const size = bytes(item)
      if (size > left) break
      left -= size
      shown++
    }
    const rest = part.items.length - shown
    return `${part.heading}${part.items.slice(0, shown).join('')}${rest ? part.more(rest) : ''}`
  })
  return heading + texts.join('')
}

/** The length of a text in UTF-8. */
export function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}
