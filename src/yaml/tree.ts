import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml'
import {
  type AliasEvent,
  type Budget,
  type CollectionEvent,
  type Event,
  type Parsed,
  parseLeniently,
  type ScalarEvent,
  SyntaxProblem,
} from './lenient.ts'
import type { Alias, Mapping, Node, Pair, Sequence } from './node.ts'
import { formOf, Scalar, shortTag } from './scalar.ts'
import type { Source } from './source.ts'

/** What a file may cost. A document beyond it is refused; no manifest that a cluster runs comes near. */
export const limits = {
  /** Collections inside collections. */
  depth: 1000,
  /** Nodes for which the aliases of a file stand. */
  nodes: 100_000,
  /** UTF-16 units that are parsed again for the sake of leniency. */
  units: 16 * 1024 * 1024,
}

/**
 * One document as a tree of nodes that know where they are written.
 *
 * @returns nothing for a document with no content
 * @throws SyntaxProblem with an offset of `source.text`
 */
export function parse(source: Source): Node | undefined {
  return parseDocument(source, { ...limits }).root
}

/** The same, and the offset of `source.text` at which the document ends: the cluster reads nothing after it. */
export function parseDocument(
  source: Source,
  budget: Budget,
): { readonly root: Node | undefined; readonly end: number } {
  const parsed = parseLeniently(source.text, limits.depth, budget)
  const [document] = parsed.events
  if (document?.type === EVENT_ID.DOCUMENT && document.directives.some(({ kind }) => kind === 'tag')) {
    throw new SyntaxProblem('a %TAG directive changes what its tags mean, which kubectl refuses', 0)
  }
  const root = parsed.events.length < 3 ? undefined : new Reader(parsed, source, budget).node('')
  return { root, end: parsed.end }
}

/** Folds the events of one document into nodes. Events lack the ends of collections: they follow from what came last. */
class Reader {
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
function written({ text, back }: Parsed, source: Source): string {
  if (source.text === source.written) return text
  const units = text.split('').map((unit, offset) => {
    const at = back(offset)
    return unit === source.text.charAt(at) ? source.written.charAt(at) : unit
  })
  return units.join('')
}

/** Where a node begins when its anchor and tag are counted in. */
function opening({ anchorStart, tagStart }: ScalarEvent | CollectionEvent, start: number): number {
  if (anchorStart < 0 && tagStart < 0) return start
  return Math.min(start, anchorStart < 0 ? start : anchorStart - 1, tagStart < 0 ? start : tagStart)
}

/** Skips blanks, line breaks and comments, and the given indicators, from an offset outside any scalar. */
function skip(text: string, from: number, indicators = ''): number {
  for (let at = from; ; at++) {
    const char = text.charCodeAt(at)
    if (char === 35 && (at === 0 || isBlank(text.charCodeAt(at - 1)))) at = lineEnd(text, at) - 1
    else if (!isBlank(char) && char !== 0xfeff && !(at < text.length && indicators.includes(text.charAt(at)))) return at
  }
}

/** The end of the last line of a block scalar that holds more than indentation; of its header when none does. */
function contentEnd(text: string, { valueStart, valueEnd, indent }: ScalarEvent): number {
  for (let end = valueEnd; end > valueStart;) {
    while (end > valueStart && isBreak(text.charCodeAt(end - 1))) end--
    let line = end
    while (line > valueStart && text.charCodeAt(line - 1) === 32) line--
    const blank = line === valueStart || isBreak(text.charCodeAt(line - 1))
    if (!blank || (indent >= 0 && end - line > indent)) return end
    end = line
  }
  let header = valueStart
  while (isBlank(text.charCodeAt(header - 1))) header--
  return header
}

function lineEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

function isBlank(char: number): boolean {
  return char === 32 || char === 9 || isBreak(char)
}

function isBreak(char: number): boolean {
  return char === 10 || char === 13
}
