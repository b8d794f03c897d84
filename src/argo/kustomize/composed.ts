import type { Span } from '../../yaml/file.ts'
import { SyntaxProblem } from '../../yaml/lenient.ts'
import type { Mapping, Scalar } from '../../yaml/node.ts'
import { mapping } from '../../yaml/query.ts'
import type { Source } from '../../yaml/source.ts'
import { parse } from '../../yaml/tree.ts'

/** A text that is written somewhere in a file. */
export interface Text {
  readonly value: string
  /** Where a stretch of it stands. */
  part(from: number, to: number): Span
}

/** A part of the text of a scalar. */
export function partOf(scalar: Scalar, from: number, to: number): Text {
  return {
    value: scalar.value.slice(from, to),
    part: (start, end) => scalar.part(from + start, from + end),
  }
}

/** A part of the text of a file. */
export function partOfFile(text: string, from: number, to: number): Text {
  return {
    value: text.slice(from, to),
    part: (start, end) => ({ start: from + start, end: from + end }),
  }
}

/** YAML that nobody wrote, made of texts that somebody did: what it says of them, it says of where they stand. */
export class Composed {
  private readonly offsets: number[] = []
  private yaml = ''

  /** Adds YAML that stands at a place. */
  add(yaml: string, at: number): this {
    for (let index = 0; index < yaml.length; index++) this.offsets.push(at)
    this.yaml += yaml
    return this
  }

  /** Adds a word that is written as it stands. */
  word(yaml: string, { start, end }: Span): this {
    for (let index = 0; index < yaml.length; index++) this.offsets.push(Math.min(start + index, end))
    this.yaml += yaml
    return this
  }

  /** Adds a text as a scalar in quotes, letter by letter. */
  text(written: Text): this {
    const { value } = written
    const { start, end } = written.part(0, value.length)
    this.add('"', start)
    for (let index = 0; index < value.length; index++)
      this.add(JSON.stringify(value[index]).slice(1, -1), written.part(index, index + 1).start)
    return this.add('"', end)
  }

  /** @param end where the whole ends */
  source(end: number): Source {
    const { offsets, yaml } = this
    // What is put together in another order than it is written still has to be read from first to last.
    for (let index = 1; index < offsets.length; index++)
      offsets[index] = Math.max(offsets[index] ?? 0, offsets[index - 1] ?? 0)
    return { text: yaml, written: yaml, at: (offset) => offsets[offset] ?? Math.max(end, offsets.at(-1) ?? 0) }
  }
}

/**
 * The object that composed YAML holds; nothing for what is too large or too deep to be read.
 *
 * @param end where the whole ends
 */
export function rootOf(yaml: Composed, end: number): Mapping | undefined {
  try {
    return mapping(parse(yaml.source(end)))
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error
    return undefined
  }
}
