import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml'
import { contentEnd, skip } from './blank.ts'
import { cell, Cells, kinds, marks } from './cells.ts'
import {
  type AliasEvent,
  type CollectionEvent,
  type Event,
  type Parsed,
  type ScalarEvent,
  SyntaxProblem,
} from './lenient.ts'
import { type Budget, limits } from './limits.ts'
import { formOf, isFast, Scalar, shortTag } from './scalar.ts'
import type { Source } from './source.ts'

/** Writes the events of one document as cells. Events lack the ends of collections: they follow from what came last. */
export class Reader {
  private readonly cells: Cells
  /** How many nodes there are so far. */
  private count = 0
  /** The same, each alias counted as what it stands for. */
  private weight = 0
  /** The index of the next event; the document event is passed over. */
  private next = 1
  /** The end of the last token: what the events leave out is found from here. */
  private cursor = 0
  /** How many nodes so far are marked as `braced`. */
  private braced = 0
  private nextBraces = -1
  private readonly anchors = new Map<string, { readonly index: number; readonly weight: number }>()
  private readonly events: readonly Event[]
  private readonly text: string
  private readonly parsed: Parsed
  private readonly budget: Budget

  constructor(parsed: Parsed, source: Source, budget: Budget) {
    this.events = parsed.events
    this.text = parsed.text
    const own =
      parsed.text === source.text
        ? source
        : {
            text: parsed.text,
            written: written(parsed, source),
            at: (offset: number) => source.at(parsed.back(offset)),
          }
    this.cells = new Cells(own, parsed.events.length)
    this.parsed = parsed
    this.budget = budget
  }

  read(): Cells {
    this.node('')
    this.cells.count = this.count
    return this.cells
  }

  /** The next node; `indicator` is what comes before it in a block collection. Gives its index. */
  private node(indicator: string): number {
    const event = this.events[this.next++]
    const index = this.count++
    const before = this.weight++
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        this.scalar(index, event, indicator)
        break
      case EVENT_ID.MAPPING:
        this.mapping(index, event)
        break
      case EVENT_ID.SEQUENCE:
        this.sequence(index, event)
        break
      case EVENT_ID.ALIAS:
        this.alias(index, event)
        return index
      default:
        throw new Error(`js-yaml sent event ${event?.type} where a node begins`)
    }
    if (event.anchorStart >= 0)
      this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), { index, weight: this.weight - before })
    return index
  }

  private alias(index: number, { anchorStart, anchorEnd }: AliasEvent): void {
    const name = this.text.slice(anchorStart, anchorEnd)
    const anchored = this.anchors.get(name)
    if (!anchored) throw this.problem(`no anchor \`${name}\` comes before this alias`, anchorStart - 1)
    this.weight += anchored.weight
    this.budget.nodes -= anchored.weight
    if (this.budget.nodes < 0)
      throw this.problem(`the aliases of this file stand for more than ${limits.nodes} nodes`, anchorStart - 1)
    this.cursor = anchorEnd
    this.cells.names.set(index, name)
    this.braced++
    this.cells.write(index, kinds.alias, this.count, anchorStart - 1, anchorEnd, marks.braced, anchored.index)
  }

  private problem(reason: string, offset: number): SyntaxProblem {
    return new SyntaxProblem(reason, this.parsed.back(offset))
  }

  private scalar(index: number, event: ScalarEvent, indicator: string): void {
    let start = event.valueStart
    let end = event.valueEnd
    if (start < 0) {
      start = this.emptyAt(event, indicator)
      end = start
    } else if (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED) {
      start--
      end++
    } else if (event.style !== SCALAR_STYLE.PLAIN) {
      start = skip(this.text, Math.max(this.cursor, event.anchorEnd, event.tagEnd), ':-?')
      if (event.chomping !== CHOMPING_MODE.KEEP) end = contentEnd(this.text, event)
    }
    this.cursor = end
    if (event.tagStart >= 0) this.cells.tags.set(index, shortTag(this.text.slice(event.tagStart, event.tagEnd)))
    this.cells.write(
      index,
      kinds.scalar,
      this.count,
      opening(event, start),
      end,
      formOf(event, this.isBraced(event)),
      event.valueStart,
      event.valueEnd,
    )
  }

  /** Whether `{{` may stand in a value: written as it is, or hidden by an escape or in base64. */
  private isBraced({ valueStart, valueEnd, style, tagStart }: ScalarEvent): boolean {
    const { written } = this.cells.source
    if (this.nextBraces < valueStart) this.nextBraces = offsetOf('{{', written, valueStart)
    const is =
      this.nextBraces < valueEnd ||
      tagStart >= 0 ||
      (style === SCALAR_STYLE.DOUBLE_QUOTED && written.slice(valueStart, valueEnd).includes('\\'))
    if (is) this.braced++
    return is
  }

  /** The place where an empty value would stand. */
  private emptyAt(event: ScalarEvent, indicator: string): number {
    const mark = indicator === '' ? -1 : skip(this.text, this.cursor)
    const after = this.text[mark] === indicator ? mark + 1 : this.cursor
    return Math.max(after, event.anchorEnd, event.tagEnd)
  }

  private mapping(index: number, event: CollectionEvent): void {
    const isFlow = event.style === COLLECTION_STYLE.FLOW
    // `[a: b]` is a flow mapping that has no braces of its own.
    const braces = isFlow && this.text[event.start] === '{'
    this.cursor = braces ? event.start + 1 : event.start
    const { braced } = this
    let form = (isFlow ? marks.flow : 0) | (event.anchorStart < 0 ? 0 : marks.anchored)
    let seen = 0
    while (this.more()) {
      const key = this.node('?')
      const bit = this.key(key)
      if (bit === 0 || ((seen & bit) !== 0 && this.repeats(index, key))) form |= marks.mayRepeat
      if ((bit === 0 || bit === mergeBit) && this.valueOf(key) === '<<') form |= marks.merging
      seen |= bit
      this.node(':')
    }
    if (this.braced > braced) form |= marks.braced
    if ((form & marks.mayRepeat) !== 0) this.cells.mayRepeat = true
    const end = this.close(braces)
    this.cells.write(index, kinds.mapping, this.count, opening(event, event.start), end, form)
  }

  private sequence(index: number, event: CollectionEvent): void {
    const isFlow = event.style === COLLECTION_STYLE.FLOW
    this.cursor = isFlow ? event.start + 1 : event.start
    const { braced } = this
    while (this.more()) this.node(isFlow ? '' : '-')
    const end = this.close(isFlow)
    const form =
      (isFlow ? marks.flow : 0) |
      (event.anchorStart < 0 ? 0 : marks.anchored) |
      (this.braced > braced ? marks.braced : 0)
    this.cells.write(index, kinds.sequence, this.count, opening(event, event.start), end, form)
  }

  /** Whether the collection goes on; its closing event is passed over. */
  private more(): boolean {
    if (this.events[this.next]?.type !== EVENT_ID.POP) return true
    this.next++
    return false
  }

  private close(bracketed: boolean): number {
    if (bracketed) this.cursor = skip(this.text, this.cursor, ',:?') + 1
    return this.cursor
  }

  /** Marks a key as one. Gives a bit that is the same for the same keys; none for a key that has to be decoded. */
  private key(index: number): number {
    const { cells } = this
    const kind = cells.get(index, cell.kind)
    cells.set(index, cell.kind, kind | kinds.key)
    if (kind === kinds.sequence || kind === kinds.mapping) cells.hasCollectionKey = true
    if (kind !== kinds.scalar || !isFast(cells.get(index, cell.form))) {
      const name = this.valueOf(index) ?? ''
      cells.keys.add(name, 0, name.length)
      return 0
    }
    const from = cells.get(index, cell.from)
    cells.keys.add(cells.source.written, from, cells.get(index, cell.to))
    return bitOf(cells.get(index, cell.to) - from, cells.source.written.charCodeAt(from))
  }

  /** Whether a key stands in its mapping before, or may: beyond the first ones it is not worth a look. */
  private repeats(mapping: number, key: number): boolean {
    const name = this.valueOf(key)
    let at = mapping + 1
    for (let left = 50; at < key; left--) {
      if (left === 0 || this.valueOf(at) === name) return true
      at = this.cells.get(this.cells.get(at, cell.next), cell.next)
    }
    return false
  }

  /** The value of a key that is a scalar, or an alias of one. */
  private valueOf(index: number): string | undefined {
    const { cells } = this
    const kind = cells.get(index, cell.kind) & ~kinds.key
    if (kind === kinds.alias) return this.valueOf(cells.get(index, cell.from))
    return kind === kinds.scalar ? new Scalar(cells, index, undefined).value : undefined
  }
}

/** The first offset of a text from one on; beyond its end when there is none. */
function offsetOf(what: string, text: string, from: number): number {
  const found = text.indexOf(what, from)
  return found < 0 ? text.length : found
}

const mergeBit = bitOf(2, 60)

function bitOf(length: number, first: number): number {
  return 1 << (length * 5 + first)
}

/** A repaired text with what its scalars say: the repairs are the same. */
function written(parsed: Parsed, source: Source): string {
  if (source.text === source.written) return parsed.text
  const units = parsed.text.split('').map((unit, offset) => {
    const at = parsed.back(offset)
    return unit === source.text.charAt(at) ? source.written.charAt(at) : unit
  })
  return units.join('')
}

/** Where a node begins when its anchor and tag are counted in. */
function opening({ anchorStart, tagStart }: ScalarEvent | CollectionEvent, start: number): number {
  if (anchorStart < 0 && tagStart < 0) return start
  return Math.min(start, anchorStart < 0 ? start : anchorStart - 1, tagStart < 0 ? start : tagStart)
}
