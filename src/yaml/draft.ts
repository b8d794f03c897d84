import { firstFrom } from './search.ts'
/** A text under repair. It knows where its offsets fall in the text that it was made from. */
export class Draft {
  text: string
  /** Where something was put in, in the order of the text, and how much up to there. */
  private places: number[] = []
  private sizes: number[] = []

  constructor(text: string) {
    this.text = text
  }

  /** Whether something was put in at just this offset. */
  holds(at: number): boolean {
    return this.places[this.count(at)] === at
  }

  /** Puts the same text in at each of some offsets, given in their order, none of them inside of what was put in before. */
  insert(what: string, offsets: readonly number[]): void {
    let text = ''
    let from = 0
    let next = 0
    const places: number[] = []
    const added: number[] = []
    for (const at of [...offsets, this.text.length]) {
      for (; next < this.places.length && (this.places[next] ?? 0) < at; next++) {
        places.push((this.places[next] ?? 0) + text.length - from)
        added.push(this.size(next))
      }
      text += this.text.slice(from, at)
      from = at
      if (at < this.text.length) {
        places.push(text.length)
        added.push(what.length)
        text += what
      }
    }
    this.text = text
    this.places = places
    let sum = 0
    this.sizes = added.map((size) => (sum += size))
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
    const count = this.count(offset)
    if (count === 0) return offset
    const place = (this.places[count - 1] ?? 0) - (this.sizes[count - 2] ?? 0)
    return Math.max(place, offset - (this.sizes[count - 1] ?? 0))
  }

  private size(index: number): number {
    return (this.sizes[index] ?? 0) - (this.sizes[index - 1] ?? 0)
  }

  /** How many places come before an offset. */
  private count(offset: number): number {
    return firstFrom(this.places, (place) => place < offset)
  }
}
