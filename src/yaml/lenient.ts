import { parseEvents, YAMLException } from 'js-yaml'
import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml'

export type { AliasEvent, Event, ScalarEvent }
export type CollectionEvent = MappingEvent | SequenceEvent

/** Why a text is not YAML, and at which offset of the text. */
export class SyntaxProblem extends Error {
  readonly reason: string
  readonly offset: number

  constructor(reason: string, offset: number) {
    super(reason)
    this.reason = reason
    this.offset = offset
  }
}

/** What reading a file may still cost. A hostile file is refused before it takes long. */
export interface Budget {
  /** UTF-16 units to parse again because a line had to be repaired. */
  units: number
  /** Nodes for which aliases stand. */
  nodes: number
}

export interface Parsed {
  readonly events: readonly Event[]
  /** The text that the events count in: the given one, with blanks put in where js-yaml wanted them. */
  readonly text: string
  /** The offset in the given text at which its document ends; nothing after it is read. */
  readonly end: number
  /** The offset in the given text of an offset in `text`. */
  back(offset: number): number
}

const pad = ' '.repeat(64)

/**
 * One document of YAML as Go's parser (go.yaml.in/yaml/v2) takes it, which is what the cluster runs. js-yaml refuses
 * some of it. Where it stops, the text is repaired and parsed again:
 *
 * - a flow collection or quoted text may go on at any indentation, and the header of a block scalar may stand below
 *   its key: the line is indented (the blanks that open it mean nothing);
 * - tabs may stand between the tokens of a flow collection: they become blanks;
 * - a comment needs no blank before it when it follows a quote or bracket: it is blanked out;
 * - what follows the root node is not read: it is cut off.
 *
 * Not repaired, and so refused, though Go takes it: two anchors or tags on one node, an anchor on an alias, and
 * text after a flow collection at the root when it starts with `:`.
 *
 * @throws SyntaxProblem
 */
export function parseLeniently(source: string, maxDepth: number, budget: Budget): Parsed {
  const padded: number[] = []
  const back = (offset: number): number => (padded.length === 0 ? offset : before(padded, offset))
  let text = source
  for (;;) {
    try {
      return { events: parseEvents(text, { maxDepth }), text, end: back(text.length), back }
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error
      const at = error.mark?.position ?? 0
      const repaired = (budget.units -= 2 * text.length) > 0 ? repair(text, at, error.reason, maxDepth, padded) : undefined
      if (repaired === undefined) throw new SyntaxProblem(error.reason, Math.min(back(at), source.length))
      text = repaired
    }
  }
}

/** The offset before blanks were put in at the given offsets, each of which counts the blanks before it. */
function before(padded: readonly number[], offset: number): number {
  let low = 0
  let high = padded.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((padded[middle] ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low === 0 ? offset : Math.max(offset - low * pad.length, (padded[low - 1] ?? 0) - (low - 1) * pad.length)
}

function repair(text: string, at: number, reason: string, maxDepth: number, padded: number[]): string | undefined {
  const line = lineStart(text, at)
  const opening = text.slice(line, at)
  if (reason === 'deficient indentation' && opening.trim() !== '') return blankTabs(text, line, at)
  if (line > (padded.at(-1) ?? -1) && opening.trim() === '') {
    if (reason === 'deficient indentation') return indent(text, line, flowEnd(text, line, maxDepth), padded)
    if ((text[at] === '|' || text[at] === '>') && keyColumn(text, line) === opening.length) return indent(text, line, line, padded)
  }
  if (text[at] === '#' && at > line) return blank(text, at, /.*/y)
  return reason === 'end of the stream or a document separator is expected' ? text.slice(0, at) : undefined
}

function blank(text: string, from: number, what: RegExp): string {
  what.lastIndex = from
  const length = what.exec(text)?.[0].length ?? 0
  return text.slice(0, from) + ' '.repeat(length) + text.slice(from + length)
}

/** The last tabs before an offset stand between tokens. */
function blankTabs(text: string, line: number, at: number): string | undefined {
  const tabs = /\t+(?=[^\t]*$)/.exec(text.slice(line, at))
  return tabs ? blank(text, line + tabs.index, /\t+/y) : undefined
}

/** The column of the key whose value begins on the line that starts at an offset; -1 when that is no such line. */
function keyColumn(text: string, line: number): number {
  const before = text.slice(0, line).trimEnd()
  const key = /^( *(?:[-?:] +)*)(?:\S.*:|[-?:])(?:\s+[&!]\S*)*\s*(?:#.*)?$/.exec(before.slice(lineStart(before, before.length)))
  return key?.[1]?.length ?? -1
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Indents the line at `from` and every line that starts before `to`. */
function indent(text: string, from: number, to: number, padded: number[]): string {
  let out = text.slice(0, from)
  let line = from
  do {
    const next = text.indexOf('\n', line) + 1 || text.length
    padded.push(out.length)
    out += pad + text.slice(line, next)
    line = next
  } while (line < to)
  return out + text.slice(line)
}

/** The end of the innermost quoted text or flow collection that goes on at the start of a line. */
function flowEnd(text: string, line: number, maxDepth: number): number {
  const inside = refusal(text.slice(0, line) + pad, maxDepth)
  if (inside.includes('double quoted')) return after(text, line, /(?:[^"\\]|\\[^])*"/y)
  if (inside.includes('single quoted')) return after(text, line, /(?:[^']|'')*'/y)
  return inside.includes('flow collection') ? collectionEnd(text, line) : line
}

function refusal(text: string, maxDepth: number): string {
  try {
    parseEvents(text, { maxDepth })
    return ''
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    return error.reason
  }
}

function after(text: string, from: number, pattern: RegExp): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : from
}

const flowToken = /\s*(?:#.*|"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*'|([[{])|([\]}])|[,?:]|[^\s,[\]{}](?:[^\n,:[\]{}#]|(?<!\s)#|:(?!\s))*)/y

/** The end of the flow collection whose inside goes on at an offset. */
function collectionEnd(text: string, from: number): number {
  let at = from
  for (let depth = 1; depth > 0; ) {
    flowToken.lastIndex = at
    const token = flowToken.exec(text)
    if (!token) return from
    at = flowToken.lastIndex
    depth += token[1] ? 1 : token[2] ? -1 : 0
  }
  return at
}
