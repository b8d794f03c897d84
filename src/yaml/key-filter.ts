const size = 1024

/** Which keys a document may have, in few bits (a Bloom filter): it sees every key, and rarely one that is not there. */
export class KeyFilter {
  private readonly bits = new Int32Array(size / 32)

  /** Adds the key that stands in a stretch of a text. */
  add(text: string, from: number, to: number): void {
    const at = hash(text, from, to)
    this.bits[at >> 5] = (this.bits[at >> 5] ?? 0) | (1 << at)
  }

  mayHave(key: string): boolean {
    const at = hash(key, 0, key.length)
    return ((this.bits[at >> 5] ?? 0) & (1 << at)) !== 0
  }
}

function hash(text: string, from: number, to: number): number {
  if (from === to) return 0
  const first = text.charCodeAt(from)
  const middle = text.charCodeAt((from + to) >> 1)
  const last = text.charCodeAt(to - 1)
  return ((((to - from) * 31 + first) * 31 + middle) * 31 + last) & (size - 1)
}
