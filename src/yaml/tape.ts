import { cell, type Cells, kinds, marks } from './cells.ts'
import { Alias, Mapping, Sequence } from './collection.ts'
import type { Span } from './file.ts'
import type { KeyFilter } from './key-filter.ts'
import { manyPairs } from './limits.ts'
import type { Node } from './node.ts'
import { isBraced, isFast, Scalar } from './scalar.ts'

/**
 * A tree whose nodes are numbers until they are asked for. Most never are; and numbers, unlike objects, cost the
 * garbage collector nothing.
 */
export class Tape {
  private readonly cells: Cells
  private readonly nodes: (Node | undefined)[] = []
  /** Where all of it lies, when it is reached through an alias. */
  private readonly place: Span | undefined

  constructor(cells: Cells, place?: Span) {
    this.cells = cells
    this.place = place
    // Of what an alias stands for, which may be many times the same, only what is made takes room.
    if (!place) this.nodes.length = cells.count
  }

  /** The same nodes as they are reached through an alias. */
  under(place: Span): Tape {
    return new Tape(this.cells, place)
  }

  /** The text that was written for a node. */
  raw(index: number): string {
    return this.cells.source.written.slice(this.number(index, cell.start), this.number(index, cell.end))
  }

  get keys(): KeyFilter {
    return this.cells.keys
  }

  number(index: number, of: number): number {
    return this.cells.get(index, of)
  }

  next(index: number): number {
    return this.number(index, cell.next)
  }

  start(index: number): number {
    return this.place?.start ?? this.cells.source.at(this.number(index, cell.start))
  }

  end(index: number): number {
    return this.place?.end ?? this.cells.source.at(this.number(index, cell.end))
  }

  node(index: number): Node {
    return (this.nodes[index] ??= this.make(index))
  }

  /** Whether `{{` may stand in a node or under it. */
  braced(index: number): boolean {
    const form = this.number(index, cell.form)
    const isScalar = (this.number(index, cell.kind) & ~kinds.key) === kinds.scalar
    return isScalar ? isBraced(form) : (form & marks.braced) !== 0
  }

  private make(index: number): Node {
    switch (this.number(index, cell.kind) & ~kinds.key) {
      case kinds.scalar:
        return new Scalar(this.cells, index, this.place)
      case kinds.sequence:
        return new Sequence(this, index)
      case kinds.mapping:
        return new Mapping(this, index)
      default:
        return new Alias(this, index, this.cells.names.get(index) ?? '')
    }
  }

  /** The index of a mapping's own key, of the last one when it is written twice; -1 when there is none. */
  find(mapping: number, key: string): number {
    const { keys, places } = this.cells
    if (!keys.mayHave(key)) return -1
    const known = places.size > 0 ? places.get(mapping) : undefined
    if (known) return known.get(key) ?? -1
    const end = this.next(mapping)
    let found = -1
    let count = 0
    for (let at = mapping + 1; at < end; count++) {
      const value = this.next(at)
      if (this.says(at, key)) found = at
      at = this.next(value)
    }
    if (count > manyPairs) places.set(mapping, this.placesOf(mapping))
    return found
  }

  private placesOf(mapping: number): Map<string, number> {
    const found = new Map<string, number>()
    for (let at = mapping + 1, end = this.next(mapping); at < end; at = this.next(this.next(at))) {
      const key = this.node(at)
      const meant = key.kind === 'alias' ? key.content : key
      if (meant.kind === 'scalar') found.set(meant.value, at)
    }
    return found
  }

  private says(index: number, word: string): boolean {
    if (this.number(index, cell.kind) === (kinds.scalar | kinds.key) && isFast(this.number(index, cell.form))) {
      const from = this.number(index, cell.from)
      return this.number(index, cell.to) - from === word.length && this.cells.source.written.startsWith(word, from)
    }
    const key = this.node(index)
    const meant = key.kind === 'alias' ? key.content : key
    return meant.kind === 'scalar' && meant.is(word)
  }

  /** The scalars under a node, but keys and what stands in them. */
  scalars(index: number): Scalar[] {
    const found: Scalar[] = []
    this.search(index, (at, kind) => {
      const node = kind === kinds.scalar ? this.node(at) : undefined
      if (node?.kind === 'scalar') found.push(node)
    })
    return found
  }

  /** The mappings of a node and under it in which a key may stand twice, but those in keys. */
  repeating(index: number): Mapping[] {
    const found: Mapping[] = []
    if (!this.cells.mayRepeat) return found
    this.search(index, (at, kind) => {
      const isOne = kind === kinds.mapping && (this.number(at, cell.form) & marks.mayRepeat) !== 0
      const node = isOne ? this.node(at) : undefined
      if (node?.kind === 'mapping') found.push(node)
    })
    return found
  }

  private search(index: number, visit: (at: number, kind: number) => void): void {
    const end = this.next(index)
    for (let at = index; at < end;) {
      const kind = this.number(at, cell.kind)
      if ((kind & kinds.key) === 0) visit(at++, kind)
      else at = this.next(at)
    }
  }
}
