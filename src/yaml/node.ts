import { getScalarValue, SCALAR_STYLE } from 'js-yaml'
import { align } from './align.ts'
import type { ScalarEvent } from './lenient.ts'
import type { Span } from './file.ts'
import type { Source } from './source.ts'

/** A node of the tree; its span covers everything that was written for it: quotes, header, anchor and tag. */
export type Node = Scalar | Sequence | Mapping | Alias

/** Text of any style. Its value is decoded when it is first asked for. */
export class Scalar implements Span {
  readonly kind = 'scalar'
  readonly start: number
  readonly end: number
  /** The text in which `event` counts its offsets. */
  readonly source: Source
  readonly event: ScalarEvent
  /** Whether it was reached through an alias, so that its parts have no place of their own. */
  readonly aliased: boolean
  private decoded: string | undefined = undefined
  private map: readonly number[] | undefined = undefined

  constructor(start: number, end: number, source: Source, event: ScalarEvent, aliased = false) {
    this.start = start
    this.end = end
    this.source = source
    this.event = event
    this.aliased = aliased
  }

  get value(): string {
    this.decoded ??= decode(this.source.written, this.event, this.tag)
    return this.decoded
  }

  /** Of the text as it is written, without quotes or header. */
  get length(): number {
    return this.event.valueEnd - this.event.valueStart
  }

  /** Whether its value is a word, without decoding it where that can be seen. */
  is(word: string): boolean {
    const { fast, valueStart, valueEnd, tagStart } = this.event
    if (!fast || tagStart >= 0 || valueStart < 0) return this.value === word
    return valueEnd - valueStart === word.length && this.source.written.startsWith(word, valueStart)
  }

  /** The text as it is written, without quotes or header; what `!!binary` hides, as its value. */
  get raw(): string {
    if (this.tag === '!!binary') return this.value
    return this.event.valueStart < 0 ? '' : this.source.written.slice(this.event.valueStart, this.event.valueEnd)
  }

  /** Its tag in short form (`!!str`), or nothing. */
  get tag(): string {
    const { tagStart, tagEnd } = this.event
    return tagStart < 0 ? '' : shortTag(this.source.written.slice(tagStart, tagEnd))
  }

  /** Whether the text can mean null, a boolean or a number: written without quotes or block, or tagged as such. */
  get plain(): boolean {
    return this.event.tagStart < 0 ? this.event.style === SCALAR_STYLE.PLAIN : resolvable.has(this.tag)
  }

  /** `|` or `>`: its lines are content, whatever they look like. */
  get block(): boolean {
    return this.literal || this.event.style === SCALAR_STYLE.FOLDED_BLOCK
  }

  /** A block scalar that keeps its lines: an edit of a line of its value is an edit of a line of the file. */
  get literal(): boolean {
    return this.event.style === SCALAR_STYLE.LITERAL_BLOCK
  }

  /** Where a stretch of the decoded value stands in the file; under an alias, the whole alias. */
  part(from: number, to: number): Span {
    if (this.aliased || this.tag === '!!binary') return this
    if (this.event.valueStart < 0) return { start: this.end, end: this.end }
    this.map ??= align(this.value, this.raw, this.event)
    const start = this.place(this.map[2 * from])
    return { start, end: to > from ? this.place(this.map[2 * to - 1]) : start }
  }

  /** The last line end of a block scalar belongs to its value, but stands outside of the node. */
  private place(offset: number | undefined): number {
    return Math.min(
      this.source.at(offset === undefined ? this.event.valueEnd : this.event.valueStart + offset),
      this.end,
    )
  }
}

function decode(source: string, event: ScalarEvent, tag: string): string {
  if (event.valueStart < 0) return ''
  if (tag === '!!binary') return fromBase64(getScalarValue(source, event))
  if (event.fast) return source.slice(event.valueStart, event.valueEnd)
  return getScalarValue(source, event)
}

const resolvable = new Set(['!!null', '!!bool', '!!int', '!!float'])

function shortTag(written: string): string {
  const tag = written.startsWith('!<') ? written.slice(2, -1) : written
  return unescaped(tag).replace(/^tag:yaml\.org,2002:/, '!!')
}

/** The text of a `!!binary` value; what is no base64 stays as it is. */
function fromBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)))
  } catch {
    return text
  }
}

function unescaped(tag: string): string {
  try {
    return decodeURIComponent(tag)
  } catch {
    return tag
  }
}

export interface Pair {
  readonly key: Node
  readonly value: Node
}

export interface Mapping extends Span {
  readonly kind: 'mapping'
  readonly flow: boolean
  readonly anchored: boolean
  readonly pairs: readonly Pair[]
}

export interface Sequence extends Span {
  readonly kind: 'sequence'
  readonly flow: boolean
  readonly anchored: boolean
  readonly items: readonly Node[]
}

/** `*name`. What it stands for is read with `follow`. */
export interface Alias extends Span {
  readonly kind: 'alias'
  readonly name: string
  /** The anchored node, or nothing when no anchor of that name came before. */
  readonly target: Node | undefined
}

const followed = new WeakMap<Alias, Exclude<Node, Alias> | undefined>()

/**
 * The node itself, or what its alias stands for. Everything under an alias lies, for whoever reads it, where the
 * alias is written: that is the place a change would touch.
 */
export function follow(node: Node | undefined): Exclude<Node, Alias> | undefined {
  if (node?.kind !== 'alias') return node
  if (!followed.has(node)) followed.set(node, node.target && follow(moved(node.target, node)))
  return followed.get(node)
}

function moved(node: Node, to: Span): Node {
  const span = { start: to.start, end: to.end }
  switch (node.kind) {
    case 'scalar':
      return new Scalar(to.start, to.end, node.source, node.event, true)
    case 'alias':
      return { ...node, ...span }
    case 'sequence':
      return { ...node, ...span, items: node.items.map((item) => moved(item, to)) }
    case 'mapping':
      return {
        ...node,
        ...span,
        pairs: node.pairs.map(({ key, value }) => ({ key: moved(key, to), value: moved(value, to) })),
      }
  }
}
