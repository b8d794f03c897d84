/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, its first half in hex: an identity of fixed length that holds nothing of
 * the text, and that nobody can make a second text for.
 */
export function digest(text: string): string {
  const words = padded(text)
  const { initial, constants } = standard()
  const state = Int32Array.from(initial)
  const schedule = new Int32Array(64)
  for (let block = 0; block < words.length; block += 16)
    mix(state, words.subarray(block, block + 16), schedule, constants)
  return Array.from(state.subarray(0, 4), (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** The text, a one bit, zeros, and the length in bits: whole blocks of sixteen words. */
function padded(text: string): Int32Array {
  const bytes = new TextEncoder().encode(text)
  const words = new Int32Array(((bytes.length + 8) >> 6) * 16 + 16)
  for (const [at, byte] of [...bytes, 0x80].entries())
    words[at >> 2] = (words[at >> 2] ?? 0) | (byte << (24 - (at % 4) * 8))
  words[words.length - 1] = bytes.length * 8
  return words
}

function mix(state: Int32Array, block: Int32Array, schedule: Int32Array, constants: readonly number[]): void {
  schedule.set(block)
  for (let at = 16; at < 64; at++) {
    const early = schedule[at - 15] ?? 0
    const late = schedule[at - 2] ?? 0
    const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    schedule[at] = (schedule[at - 16] ?? 0) + first + (schedule[at - 7] ?? 0) + second
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let at = 0; at < 64; at++) {
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const first =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (constants[at] ?? 0) + (schedule[at] ?? 0)) | 0
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] ?? 0) + word
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

/** The constants of the standard, which takes them from the roots of the first primes. Made when first asked for. */
let made: { readonly initial: readonly number[]; readonly constants: readonly number[] } | undefined

function standard(): NonNullable<typeof made> {
  made ??= {
    initial: primes(8).map((prime) => fraction(Math.sqrt(prime))),
    constants: primes(64).map((prime) => fraction(Math.cbrt(prime))),
  }
  return made
}

function primes(count: number): number[] {
  const found: number[] = []
  for (let number = 2; found.length < count; number++) {
    if (found.every((prime) => number % prime !== 0)) found.push(number)
  }
  return found
}

function fraction(root: number): number {
  return Math.floor((root % 1) * 2 ** 32) | 0
}
