/** A text under repair. It knows where its offsets fall in the text that it was made from. */
export class Draft {
  text: string
  /** Where something was put in, and how much up to there, in the order of the text. */
  private readonly places: number[] = []
  private readonly sizes: number[] = []

  constructor(text: string) {
    this.text = text
  }

  /** Whether nothing was put in at an offset or behind it, so that something can be. */
  open(at: number): boolean {
    return at > (this.places.at(-1) ?? -1)
  }

  /** Puts the same text in at each of some offsets, the first of which is open. */
  insert(what: string, at: readonly number[]): void {
    const parts: string[] = []
    let from = 0
    for (const offset of at) {
      parts.push(this.text.slice(from, offset), what)
      const before = this.sizes.at(-1) ?? 0
      this.places.push(offset + what.length * (parts.length / 2 - 1))
      this.sizes.push(before + what.length)
      from = offset
    }
    this.text = parts.join('') + this.text.slice(from)
  }

  /** Writes over a part of the text with as much other text. */
  overwrite(from: number, what: string): void {
    this.text = this.text.slice(0, from) + what + this.text.slice(from + what.length)
  }

  cut(at: number): void {
    this.text = this.text.slice(0, at)
  }

  /** The offset in the original text; what was put in falls where it was put in. */
  back(offset: number): number {
    let low = 0
    let high = this.places.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.places[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    if (low === 0) return offset
    const place = (this.places[low - 1] ?? 0) - (this.sizes[low - 2] ?? 0)
    return Math.max(place, offset - (this.sizes[low - 1] ?? 0))
  }
}
