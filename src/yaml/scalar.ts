import { CHOMPING_MODE, EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml'
import { align } from './align.ts'
import { cell, type Cells } from './cells.ts'
import type { Span } from './file.ts'
import type { ScalarEvent } from './lenient.ts'
import type { Source } from './source.ts'

/** Text of any style. Its value is decoded when it is first asked for. */
export class Scalar implements Span {
  readonly kind = 'scalar'
  private readonly cells: Cells
  private readonly index: number
  /** Where it lies when it is reached through an alias: then its parts have no place of their own. */
  private readonly place: Span | undefined
  private decoded: string | undefined = undefined

  constructor(cells: Cells, index: number, place: Span | undefined) {
    this.cells = cells
    this.index = index
    this.place = place
  }

  get start(): number {
    return this.place?.start ?? this.source.at(this.cells.get(this.index, cell.start))
  }

  get end(): number {
    return this.place?.end ?? this.source.at(this.cells.get(this.index, cell.end))
  }

  /** Where it is written. */
  get source(): Source {
    return this.cells.source
  }

  /** Its tag in short form (`!!str`), or nothing. */
  get tag(): string {
    return this.cells.tags.get(this.index) ?? ''
  }

  /** Where that begins which stands between the quotes, or below the header, in `source.text`; -1 where a value is missing. */
  get valueStart(): number {
    return this.cells.get(this.index, cell.from)
  }

  get valueEnd(): number {
    return this.cells.get(this.index, cell.to)
  }

  private get form(): number {
    return this.cells.get(this.index, cell.form)
  }

  get value(): string {
    this.decoded ??= this.tag === '!!binary' ? fromBase64(this.decode()) : this.decode()
    return this.decoded
  }

  private decode(): string {
    if (this.valueStart < 0) return ''
    if (this.fast) return this.source.written.slice(this.valueStart, this.valueEnd)
    return getScalarValue(this.source.written, this.event)
  }

  /** Of the text as it is written, without quotes or header. */
  get length(): number {
    return this.valueEnd - this.valueStart
  }

  /** Whether something is written, without a tag, and its value is just that, letter by letter. */
  get fast(): boolean {
    return isFast(this.form)
  }

  /** Whether `{{` may stand in its value: a cheap look. */
  get braced(): boolean {
    return isBraced(this.form)
  }

  /** Whether its value is a word, without decoding it where that can be seen. */
  is(word: string): boolean {
    if (!this.fast) return this.value === word
    return this.valueEnd - this.valueStart === word.length && this.source.written.startsWith(word, this.valueStart)
  }

  /** The text as it is written, without quotes or header; what `!!binary` hides, as its value. */
  get raw(): string {
    if (this.tag === '!!binary') return this.value
    return this.valueStart < 0 ? '' : this.source.written.slice(this.valueStart, this.valueEnd)
  }

  /** Whether the text can mean null, a boolean or a number: written without quotes or block, or tagged as such. */
  get plain(): boolean {
    return this.tag === '' ? this.style === SCALAR_STYLE.PLAIN : resolvable.has(this.tag)
  }

  /** `|` or `>`: its lines are content, whatever they look like. */
  get block(): boolean {
    return this.literal || this.style === SCALAR_STYLE.FOLDED_BLOCK
  }

  /** A block scalar that keeps its lines: an edit of a line of its value is an edit of a line of the file. */
  get literal(): boolean {
    return this.style === SCALAR_STYLE.LITERAL_BLOCK
  }

  /** Where a stretch of the decoded value stands in the file; under an alias, the whole alias. */
  part(from: number, to: number): Span {
    if (this.place || this.tag === '!!binary') return this
    if (this.valueStart < 0) return { start: this.end, end: this.end }
    let map = maps.get(this)
    if (!map) maps.set(this, (map = align(this.value, this.raw, this.event)))
    const start = this.offset(map[2 * from])
    return { start, end: to > from ? this.offset(map[2 * to - 1]) : start }
  }

  /** The last line end of a block scalar belongs to its value, but stands outside of the node. */
  private offset(inside: number | undefined): number {
    return Math.min(this.source.at(inside === undefined ? this.valueEnd : this.valueStart + inside), this.end)
  }

  private get style(): number {
    return this.form & 7
  }

  /** The event that it was made from, as far as its value depends on it. */
  private get event(): ScalarEvent {
    const { form, valueStart, valueEnd, fast: isFast } = this
    const style = styles[this.style - 1] ?? SCALAR_STYLE.PLAIN
    const chomping = chompings[((form >> 3) & 3) - 1] ?? CHOMPING_MODE.CLIP
    return { ...unmarked, valueStart, valueEnd, style, chomping, indent: (form >> 7) - 1, fast: isFast }
  }
}

/** Few texts are asked for their parts. */
const maps = new WeakMap<Scalar, readonly number[]>()

const unmarked = { type: EVENT_ID.SCALAR, anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 }

const styles = Object.values(SCALAR_STYLE)
const chompings = Object.values(CHOMPING_MODE)
const fast = 1 << 5
const braced = 1 << 6

/**
 * How a scalar is written, in one number.
 *
 * @param mayBrace whether `{{` may stand in its value
 */
export function formOf(event: ScalarEvent, mayBrace: boolean): number {
  return (
    event.style |
    (event.chomping << 3) |
    (event.fast && event.valueStart >= 0 && event.tagStart < 0 ? fast : 0) |
    (mayBrace ? braced : 0) |
    ((event.indent + 1) << 7)
  )
}

/** Whether a form says that a value is written letter by letter, without a tag. */
export function isFast(form: number): boolean {
  return (form & fast) !== 0
}

/** Whether a form says that `{{` may stand in a value. */
export function isBraced(form: number): boolean {
  return (form & braced) !== 0
}

const resolvable = new Set(['!!null', '!!bool', '!!int', '!!float'])

/** A tag in short form. */
export function shortTag(written: string): string {
  const tag = written.startsWith('!<') ? written.slice(2, -1) : written
  return unescaped(tag).replace(/^tag:yaml\.org,2002:/, '!!')
}

function unescaped(tag: string): string {
  try {
    return decodeURIComponent(tag)
  } catch {
    return tag
  }
}

/** The text of a `!!binary` value; what is no base64 stays as it is. */
function fromBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)))
  } catch {
    return text
  }
}
