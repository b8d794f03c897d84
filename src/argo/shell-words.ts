import { Cursor, Obscure } from './shell-cursor.ts'
import type { Open, Quoting, Role, Word } from './shell-word.ts'

/** Nobody nests further. */
const deepest = 40

/** Reads words with their quotes and expansions. */
export abstract class Words extends Cursor {
  /** Of what stands inside of something else. */
  protected depth = 0

  /** Commands up to the bracket that closes them, or to the end. */
  protected abstract list(close: ')' | ''): void

  /** A word up to a blank or an operator; one after `=~` may hold brackets and bars. */
  protected read(role: Role, pattern = false): Open<Word> {
    const word = (this.word = { from: this.at, to: this.at, text: '', role })
    const stop = pattern ? /\s/ : /[\s;&|<>()]/
    for (;;) {
      if (this.hole('none')) continue
      const { char } = this
      const start = this.at
      if (this.starts('<(') || this.starts('>(')) this.nested(2)
      else if (char === '(' && !pattern && this.text[start - 1] === '=' && start > word.from) this.array()
      else if (char === '' || stop.test(char)) break
      else if (char === "'") this.single()
      else if (char === '"') this.double()
      else if (char === '$') this.dollar(false)
      else if (char === '`') this.backquote(false)
      else this.letter()
      if (/[<>$`(]/.test(char)) word.text += this.text.slice(start, this.at)
    }
    word.to = this.at
    if (word.to === word.from) throw new Obscure()
    this.word = undefined
    return word
  }

  /** What stands in a here-document whose end is not quoted. */
  protected document(to: number): void {
    const { end } = this
    this.end = to
    while (this.char !== '') {
      if (this.hole('here-document')) continue
      if (this.char === '$') this.dollar(true)
      else if (this.char === '`') this.backquote(true)
      else this.letter()
    }
    this.end = end
  }

  /** After `((`, up to the `))` that closes it. */
  protected arithmetic(opening: number): void {
    const from = (this.at += opening)
    for (let depth = 0; ;) {
      this.pass('arithmetic', () => /[()]/.test(this.char))
      if (this.char === '') throw new Obscure()
      if (depth === 0 && this.starts('))')) break
      depth += this.char === '(' ? 1 : -1
      if (depth < 0) throw new Obscure()
      this.at++
    }
    this.arithmetics.push(this.text.slice(from, this.at))
    this.at += 2
  }

  private single(): void {
    const literal = { from: this.at++, to: 0 }
    while (this.char !== "'") {
      if (this.char === '') throw new Obscure()
      if (this.hole('single', literal)) continue
      if (this.word) this.word.text += this.char
      this.at++
    }
    literal.to = ++this.at
  }

  private double(): void {
    this.at++
    while (this.char !== '"') {
      const start = this.at
      const { char } = this
      if (char === '') throw new Obscure()
      if (this.hole('double')) continue
      if (char === '$') this.dollar(true)
      else if (char === '`') this.backquote(true)
      else this.letter()
      if (this.word && /[$`]/.test(char)) this.word.text += this.text.slice(start, this.at)
    }
    this.at++
  }

  private dollar(quoted: boolean): void {
    if (this.starts('$((')) return this.arithmetic(3)
    if (this.starts('$[')) return this.oldArithmetic()
    if (this.starts('$(')) return this.nested(2)
    if (this.starts('${')) return this.holes.has(this.at + 1) ? this.escaped() : this.expansion(quoted)
    this.at++
    if (/[A-Za-z_]/.test(this.char)) return this.name()
    if (quoted) return
    if (this.char === "'") this.ansi()
    if (this.char === '"') this.as('ansi', () => this.double())
  }

  /** bash's `$[…]`. */
  private oldArithmetic(): void {
    const from = (this.at += 2)
    this.pass('arithmetic', () => this.char === ']')
    if (this.char === '') throw new Obscure()
    this.arithmetics.push(this.text.slice(from, this.at++))
  }

  /** A name without braces goes on in what stands behind it. */
  private name(): void {
    while (/\w/.test(this.char)) this.at++
    this.hole('escape')
  }

  /** A hole behind `$` makes a name of it, or `$$`. */
  private escaped(): void {
    this.at++
    this.hole('escape')
  }

  private ansi(): void {
    this.at++
    while (this.char !== "'") {
      if (this.char === '') throw new Obscure()
      if (this.hole('ansi')) continue
      this.at += this.char === '\\' && !this.holes.has(this.at + 1) ? 2 : 1
    }
    this.at++
  }

  /** `${…}`, in which quotes mean one thing or another depending on the operator and the shell. */
  private expansion(quoted: boolean): void {
    this.at += 2
    this.as('expansion', () => {
      while (this.char !== '}') {
        if (this.char === '') throw new Obscure()
        if (this.hole('expansion')) continue
        if (this.char === '$') this.dollar(quoted)
        else if (this.char === '`') throw new Obscure()
        else if (this.char === '"') this.double()
        else if (this.char === "'" && !quoted) this.single()
        else this.letter()
      }
    })
    this.at++
  }

  private backquote(quoted: boolean): void {
    const { end, text } = this
    let to = this.at + 1
    let escapes = false
    while (text[to] !== '`') {
      if (to >= end) throw new Obscure()
      if (text[to] === '\\') escapes = true
      to = this.holes.get(to)?.to ?? to + (text[to] === '\\' ? 2 : 1)
    }
    this.at++
    this.end = to
    if (quoted || escapes) this.as('backquote', () => this.inside(''))
    else this.inside('')
    this.end = end
    this.at = to + 1
  }

  private nested(opening: number): void {
    this.at += opening
    this.inside(')')
  }

  protected enter(): void {
    if (++this.depth > deepest) throw new Obscure()
  }

  private inside(close: ')' | ''): void {
    const { command, word } = this
    this.list(close)
    this.command = command
    this.word = word
  }

  private array(): void {
    const { word } = this
    this.enter()
    this.at++
    for (;;) {
      this.blanks()
      if (this.char === '\n') this.at++
      else if (this.char === '#') this.comment()
      else if (this.char === ')') break
      else this.read('list')
    }
    this.at++
    this.word = word
    this.depth--
  }

  private as(quoting: Quoting, read: () => void): void {
    const { forced, word } = this
    this.enter()
    this.forced ??= quoting
    // What is read so has been added to the word as it is written.
    this.word = word && { ...word }
    read()
    this.word = word
    this.forced = forced
    this.depth--
  }
}
