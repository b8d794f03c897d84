import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml'
import { contentEnd, skip } from './blank.ts'
import {
  type AliasEvent,
  type CollectionEvent,
  type Event,
  type Parsed,
  type ScalarEvent,
  SyntaxProblem,
} from './lenient.ts'
import { type Budget, limits } from './limits.ts'
import type { Alias, Mapping, Node, Pair, Sequence } from './node.ts'
import { formOf, Scalar, shortTag } from './scalar.ts'
import type { Source } from './source.ts'

/** Folds the events of one document into nodes. Events lack the ends of collections: they follow from what came last. */
export class Reader {
  /** Nodes so far, each alias counted as what it stands for. */
  private weight = 0
  /** The index of the next event; the document event is passed over. */
  private next = 1
  /** The end of the last token: what the events leave out is found from here. */
  private cursor = 0
  /**
   * The pairs and items of the collections that are open. Each gets a copy of its own when it ends: an array that grows
   * keeps room for sixteen more.
   */
  private readonly pairs: Pair[] = []
  private pairCount = 0
  private readonly items: Node[] = []
  private itemCount = 0
  private readonly anchors = new Map<string, { node: Node; weight: number }>()
  private readonly events: readonly Event[]
  private readonly text: string
  private readonly source: Source
  private readonly parsed: Parsed
  private readonly budget: Budget

  constructor(parsed: Parsed, source: Source, budget: Budget) {
    this.events = parsed.events
    this.text = parsed.text
    this.source =
      parsed.text === source.text
        ? source
        : { text: parsed.text, written: written(parsed, source), at: (offset) => source.at(parsed.back(offset)) }
    this.parsed = parsed
    this.budget = budget
  }

  /** The next node; `indicator` is what comes before it in a block collection. */
  node(indicator: string): Node {
    const event = this.events[this.next++]
    const before = this.weight++
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.anchor(event, this.scalar(event, indicator), before)
      case EVENT_ID.MAPPING:
        return this.anchor(event, this.mapping(event), before)
      case EVENT_ID.SEQUENCE:
        return this.anchor(event, this.sequence(event), before)
      case EVENT_ID.ALIAS:
        return this.alias(event)
      default:
        throw new Error(`js-yaml sent event ${event?.type} where a node begins`)
    }
  }

  private anchor<N extends Node>(event: ScalarEvent | CollectionEvent, node: N, before: number): N {
    if (event.anchorStart >= 0) {
      const name = this.text.slice(event.anchorStart, event.anchorEnd)
      this.anchors.set(name, { node, weight: this.weight - before })
    }
    return node
  }

  private alias({ anchorStart, anchorEnd }: AliasEvent): Alias {
    const name = this.text.slice(anchorStart, anchorEnd)
    const anchored = this.anchors.get(name)
    if (!anchored) throw this.problem(`no anchor \`${name}\` comes before this alias`, anchorStart - 1)
    this.weight += anchored.weight
    this.budget.nodes -= anchored.weight
    if (this.budget.nodes < 0)
      throw this.problem(`the aliases of this file stand for more than ${limits.nodes} nodes`, anchorStart - 1)
    this.cursor = anchorEnd
    return {
      kind: 'alias',
      start: this.source.at(anchorStart - 1),
      end: this.source.at(anchorEnd),
      name,
      target: anchored.node,
    }
  }

  private problem(reason: string, offset: number): SyntaxProblem {
    return new SyntaxProblem(reason, this.parsed.back(offset))
  }

  private scalar(event: ScalarEvent, indicator: string): Scalar {
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
    const tag = event.tagStart < 0 ? '' : shortTag(this.text.slice(event.tagStart, event.tagEnd))
    const from = this.source.at(opening(event, start))
    return new Scalar(from, this.source.at(end), this.source, event.valueStart, event.valueEnd, tag, formOf(event))
  }

  /** The place where an empty value would stand. */
  private emptyAt(event: ScalarEvent, indicator: string): number {
    const mark = indicator === '' ? -1 : skip(this.text, this.cursor)
    const after = this.text[mark] === indicator ? mark + 1 : this.cursor
    return Math.max(after, event.anchorEnd, event.tagEnd)
  }

  private mapping(event: CollectionEvent): Mapping {
    const flow = event.style === COLLECTION_STYLE.FLOW
    // `[a: b]` is a flow mapping that has no braces of its own.
    const braces = flow && this.text[event.start] === '{'
    this.cursor = braces ? event.start + 1 : event.start
    const from = this.pairCount
    let merging = false
    while (this.more()) {
      const key = this.node('?')
      const value = this.node(':')
      merging ||= key.kind === 'scalar' && key.is('<<')
      this.pairs[this.pairCount++] = { key, value }
    }
    const pairs = this.pairs.slice(from, this.pairCount)
    this.pairCount = from
    const end = this.close(braces)
    return {
      kind: 'mapping',
      start: this.source.at(opening(event, event.start)),
      end,
      flow,
      anchored: event.anchorStart >= 0,
      merging,
      pairs,
    }
  }

  private sequence(event: CollectionEvent): Sequence {
    const flow = event.style === COLLECTION_STYLE.FLOW
    this.cursor = flow ? event.start + 1 : event.start
    const from = this.itemCount
    while (this.more()) {
      const item = this.node(flow ? '' : '-')
      this.items[this.itemCount++] = item
    }
    const items = this.items.slice(from, this.itemCount)
    this.itemCount = from
    const end = this.close(flow)
    return {
      kind: 'sequence',
      start: this.source.at(opening(event, event.start)),
      end,
      flow,
      anchored: event.anchorStart >= 0,
      items,
    }
  }

  /** Whether the collection goes on; its closing event is passed over. */
  private more(): boolean {
    if (this.events[this.next]?.type !== EVENT_ID.POP) return true
    this.next++
    return false
  }

  private close(bracketed: boolean): number {
    if (bracketed) this.cursor = skip(this.text, this.cursor, ',:?') + 1
    return this.source.at(this.cursor)
  }
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
