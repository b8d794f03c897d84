import { cell, marks } from './cells.ts'
import type { Span } from './file.ts'
import type { Node, Pair } from './node.ts'
import type { Scalar } from './scalar.ts'
import type { Tape } from './tape.ts'

/** A node that has other nodes: a place on the tape. */
class Branch implements Span {
  protected readonly tape: Tape
  protected readonly index: number

  constructor(tape: Tape, index: number) {
    this.tape = tape
    this.index = index
  }

  get start(): number {
    return this.tape.start(this.index)
  }

  get end(): number {
    return this.tape.end(this.index)
  }

  get flow(): boolean {
    return this.has(marks.flow)
  }

  get anchored(): boolean {
    return this.has(marks.anchored)
  }

  /** The text that was written for it. */
  get raw(): string {
    return this.tape.raw(this.index)
  }

  /** Whether `{{` may stand in a value under it: a cheap look. Aliases may stand for anything. */
  get braced(): boolean {
    return this.has(marks.braced)
  }

  /** Whether a mapping of its document may have a key: a cheap look, which may see one where there is none. */
  mayHave(key: string): boolean {
    return this.tape.keys.mayHave(key)
  }

  /** Every scalar under it in the order of the file, but keys. Aliases are not entered. */
  scalars(): readonly Scalar[] {
    return this.tape.scalars(this.index)
  }

  /** The mappings of it and under it in which a key may be written twice: a cheap look. Aliases are not entered. */
  repeating(): readonly Mapping[] {
    return this.tape.repeating(this.index)
  }

  protected has(mark: number): boolean {
    return (this.tape.number(this.index, cell.form) & mark) !== 0
  }
}

export class Mapping extends Branch {
  readonly kind = 'mapping'
  private made: readonly Pair[] | undefined = undefined

  get pairs(): readonly Pair[] {
    return (this.made ??= this.make())
  }

  private make(): readonly Pair[] {
    return this.read(() => true)
  }

  /** The pairs in whose values `{{` may stand: no others are made. */
  bracedPairs(): readonly Pair[] {
    return this.read((value) => this.tape.braced(value))
  }

  private read(isWanted: (value: number) => boolean): Pair[] {
    const { tape, index } = this
    const found: Pair[] = []
    for (let at = index + 1, end = tape.next(index); at < end;) {
      const value = tape.next(at)
      if (isWanted(value)) found.push({ key: tape.node(at), value: tape.node(value) })
      at = tape.next(value)
    }
    return found
  }

  /** Whether one of its keys is `<<`. */
  get merging(): boolean {
    return this.has(marks.merging)
  }

  /** The value of a key that it has itself, the last one when it is written twice. */
  own(key: string): Node | undefined {
    const found = this.tape.find(this.index, key)
    return found < 0 ? undefined : this.tape.node(this.tape.next(found))
  }

  /** That key itself. */
  ownKey(key: string): Node | undefined {
    const found = this.tape.find(this.index, key)
    return found < 0 ? undefined : this.tape.node(found)
  }
}

export class Sequence extends Branch {
  readonly kind = 'sequence'
  private made: readonly Node[] | undefined = undefined

  get items(): readonly Node[] {
    return (this.made ??= this.make())
  }

  private make(): readonly Node[] {
    return this.read(() => true)
  }

  /** The items in which `{{` may stand: no others are made. */
  bracedItems(): readonly Node[] {
    return this.read((item) => this.tape.braced(item))
  }

  private read(isWanted: (item: number) => boolean): Node[] {
    const { tape, index } = this
    const found: Node[] = []
    for (let at = index + 1, end = tape.next(index); at < end; at = tape.next(at))
      if (isWanted(at)) found.push(tape.node(at))
    return found
  }
}

/** `*name`. What it stands for is read with `follow`. */
export class Alias implements Span {
  readonly kind = 'alias'
  readonly name: string
  private readonly tape: Tape
  private readonly index: number
  private followed: Exclude<Node, Alias> | undefined = undefined

  constructor(tape: Tape, index: number, name: string) {
    this.tape = tape
    this.index = index
    this.name = name
  }

  get start(): number {
    return this.tape.start(this.index)
  }

  get end(): number {
    return this.tape.end(this.index)
  }

  /** What it stands for may hold anything. */
  get braced(): boolean {
    return true
  }

  /** The anchored node, where it is anchored. */
  get target(): Node {
    return this.tape.node(this.tape.number(this.index, cell.from))
  }

  /** The same as whoever reads it here has it: all of it lies where the alias is written. */
  get content(): Exclude<Node, Alias> {
    if (!this.followed) {
      const { start, end } = this
      const node = this.tape.under({ start, end }).node(this.tape.number(this.index, cell.from))
      this.followed = node.kind === 'alias' ? node.content : node
    }
    return this.followed
  }
}
