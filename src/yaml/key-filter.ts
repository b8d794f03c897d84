/** Each half of a hash gives eleven bits. */
const size = 1 << 11

/** Which keys a document may have, in few bits (a Bloom filter): it sees every key, and rarely one that is not there. */
export class KeyFilter {
  private readonly bits = new Int32Array(size / 32)

  /** Adds the key that stands in a stretch of a text. */
  add(text: string, from: number, to: number): void {
    const both = hash(text, from, to)
    this.set(both >>> 21)
    this.set((both >>> 10) & (size - 1))
  }

  mayHave(key: string): boolean {
    const both = hash(key, 0, key.length)
    return this.has(both >>> 21) && this.has((both >>> 10) & (size - 1))
  }

  private set(bit: number): void {
    this.bits[bit >> 5] = (this.bits[bit >> 5] ?? 0) | (1 << bit)
  }

  private has(bit: number): boolean {
    return ((this.bits[bit >> 5] ?? 0) & (1 << bit)) !== 0
  }
}

/** Four things in which names differ, mixed by a multiplication as Knuth has it (The Art of Computer Programming, 6.4). */
function hash(text: string, from: number, to: number): number {
  if (from === to) return 0
  const ends = (text.charCodeAt(from) << 16) ^ text.charCodeAt(to - 1)
  const inner = ((to - from) << 24) ^ (text.charCodeAt((from + to) >> 1) << 8)
  return Math.imul(ends ^ inner, 0x9e3779b1)
}
