import { parseEvents, YAMLException } from 'js-yaml'
import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml'
import { Draft } from './draft.ts'
import type { Budget } from './limits.ts'
import { repair } from './repair.ts'

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

export interface Parsed {
  readonly events: readonly Event[]
  /** The text that the events count in: the given one, or the same with repairs. */
  readonly text: string
  /** The offset in the given text at which its document ends; nothing after it is read. */
  readonly end: number
  /** The offset in the given text of an offset in `text`. */
  back(offset: number): number
}

/**
 * One document of YAML as Go's parser (go.yaml.in/yaml/v2) takes it, which is what the cluster runs. js-yaml refuses
 * some of it. Where it stops, the text is repaired and parsed again:
 *
 * - a flow collection or quoted text may go on at any indentation, and the header of a block scalar may stand below
 *   its key: the line is indented (the blanks that open it mean nothing);
 * - tabs may stand between the tokens of a flow collection: they become blanks;
 * - a comment needs no blank before it when it follows a quote or bracket: it is blanked out;
 * - `\'` is an escape, and `*name:` an alias and a colon: they are written in a way that js-yaml knows;
 * - what follows the root node is not read: it is cut off.
 *
 * Refused all the same, though Go takes it: two anchors or tags on one node, an anchor on an alias, text after a flow
 * collection at the root when it starts with `:`, and in flow collections a value that ends in a colon.
 * Read otherwise: in flow collections `[a:]` (a text to Go) and `[?a]` (a key to Go), an anchor whose name goes on
 * with a colon, an empty line after an escaped line end, and U+2028 inside a text (not folded by Go). A block scalar
 * that ends with the file always ends in a line end, as kubectl reads it.
 *
 * @throws SyntaxProblem
 */
export function parseLeniently(source: string, maxDepth: number, budget: Budget): Parsed {
  const events = attempt(source, maxDepth)
  if (!(events instanceof YAMLException)) return { events, text: source, end: source.length, back: (offset) => offset }
  return parseRepaired(new Draft(source), events, maxDepth, budget)
}

function parseRepaired(draft: Draft, first: YAMLException, maxDepth: number, budget: Budget): Parsed {
  for (let refusal = first; ;) {
    const { text } = draft
    const at = Math.min(refusal.mark?.position ?? 0, text.length)
    // A repair may parse twice up to where it is, and js-yaml looks at the whole text to describe a refusal.
    budget.units -= text.length + 2 * at
    const mended = budget.units >= 0 && repair(draft, at, refusal.reason, (start) => reasonOf(attempt(start, maxDepth)))
    if (!mended) {
      throw new SyntaxProblem(refusal.reason, draft.back(at))
    }
    const events = attempt(draft.text, maxDepth)
    if (!(events instanceof YAMLException)) {
      return { events, text: draft.text, end: draft.back(draft.text.length), back: (offset) => draft.back(offset) }
    }
    refusal = events
  }
}

function attempt(text: string, maxDepth: number): Event[] | YAMLException {
  try {
    return parseEvents(text, { maxDepth })
  } catch (error) {
    if (error instanceof YAMLException) return error
    // How deep the stack goes is the machine's affair.
    if (error instanceof RangeError) throw new SyntaxProblem('its collections are nested too deeply', 0)
    throw error
  }
}

function reasonOf(result: Event[] | YAMLException): string {
  return result instanceof YAMLException ? result.reason : ''
}
