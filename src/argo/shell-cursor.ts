import { type Command, type Hole, type Open, type Quoting, type Spot, type Word } from './shell-word.ts'

/** What the shell would not take, or takes in a way that is not known here. */
export class Obscure extends Error {}

/** A place in a program, and the holes that are passed on the way. */
export abstract class Cursor {
  readonly spots: Spot[] = []
  /** What stands in `((…))` and `$((…))`. */
  readonly arithmetics: string[] = []
  readonly text: string
  protected at = 0
  /** The text ends here: it is less than all within backquotes and here-documents. */
  protected end: number
  protected command: Open<Command> | undefined
  protected word: Open<Word> | undefined
  protected readonly holes: ReadonlyMap<number, Hole>
  /** How everything is read within something whose quotes mean more than elsewhere. */
  protected forced: Quoting | undefined

  constructor(text: string, holes: readonly Hole[]) {
    this.text = text
    this.end = text.length
    this.holes = new Map(holes.map((hole) => [hole.from, hole]))
  }

  protected get char(): string {
    return this.at < this.end ? this.text.charAt(this.at) : ''
  }

  protected starts(text: string): boolean {
    return this.at + text.length <= this.end && this.text.startsWith(text, this.at)
  }

  protected blanks(): void {
    for (;;) {
      if (this.char === ' ' || this.char === '\t') this.at++
      else if (this.starts('\\\n')) this.at += 2
      else return
    }
  }

  protected comment(): void {
    this.pass('comment', () => this.char === '\n')
  }

  /** Passes a stretch in which all holes are alike. */
  protected pass(quoting: Quoting, done: () => boolean, literal?: Hole): void {
    while (this.char !== '' && !done()) if (!this.hole(quoting, literal)) this.at++
  }

  /** Notes the hole that begins here, if one does, and passes it. */
  protected hole(quoting: Quoting, literal?: Hole): boolean {
    const hole = this.at < this.end ? this.holes.get(this.at) : undefined
    if (!hole) return false
    const { word, command } = this
    this.spots.push({ hole, quoting: this.forced ?? quoting, word, command, literal })
    if (word) word.text += this.text.slice(hole.from, hole.to)
    this.at = hole.to
    return true
  }

  /** One character, or a backslash with the one that it escapes. */
  protected letter(): void {
    if (this.char === '\\') {
      this.at++
      if (this.hole('escape')) return
    }
    if (this.word && this.char !== '\n') this.word.text += this.char
    this.at++
  }
}
