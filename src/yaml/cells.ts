import { KeyFilter } from './key-filter.ts'
import type { Source } from './source.ts'

/** How many numbers are kept of each node. */
const width = 7

/** What they are. */
export const cell = {
  /** One of `kinds`, with `key` for what is one. */
  kind: 0,
  /** The index of the first node after it and all that lies in it. */
  next: 1,
  /** Offsets of the source's text. */
  start: 2,
  end: 3,
  /** Of a scalar what `formOf` makes, else some of `marks`. */
  form: 4,
  /** Of a scalar, where its value is written; of an alias, the index of what it stands for. */
  from: 5,
  to: 6,
} as const

export const kinds = { scalar: 0, sequence: 1, mapping: 2, alias: 3, key: 4 } as const

export const marks = { flow: 1, anchored: 2, merging: 4, mayRepeat: 8, braced: 16 } as const

/** The nodes of a tree as numbers. They are known by their index in the order of the text, a collection before its parts. */
export class Cells {
  readonly source: Source
  private readonly numbers: Int32Array
  /** In short form, of the few scalars that have one. */
  readonly tags = new Map<number, string>()
  /** Of aliases. */
  readonly names = new Map<number, string>()
  readonly keys = new KeyFilter()
  /** Of mappings with many pairs that were searched: the index of each key, of the last one when it is written twice. */
  readonly places = new Map<number, ReadonlyMap<string, number>>()
  /** How many nodes there are. */
  count = 0
  /** Whether a mapping may have a key twice. */
  mayRepeat = false
  /** Whether a collection stands as a key. */
  hasCollectionKey = false

  /** @param room for how many nodes */
  constructor(source: Source, room: number) {
    this.source = source
    this.numbers = new Int32Array(room * width)
  }

  get(index: number, of: number): number {
    return this.numbers[index * width + of] ?? 0
  }

  set(index: number, of: number, number: number): void {
    this.numbers[index * width + of] = number
  }

  write(index: number, kind: number, next: number, start: number, end: number, form: number, from = 0, to = 0): void {
    const row = index * width
    this.numbers[row + cell.kind] = kind
    this.numbers[row + cell.next] = next
    this.numbers[row + cell.start] = start
    this.numbers[row + cell.end] = end
    this.numbers[row + cell.form] = form
    this.numbers[row + cell.from] = from
    this.numbers[row + cell.to] = to
  }
}
