import type { Edit } from './yaml/edit.ts'
import type { Span } from './yaml/file.ts'
import { firstFrom } from './yaml/search.ts'

/** Places of a text that edits have taken. */
export class Taken {
  /** Of edits, as text: the same edits may come again. */
  private readonly sets = new Set<string>()
  /** In the order of the text; they do not overlap. */
  private readonly spans: Span[] = []

  /** Takes the places of some edits; `false`, and none is taken, when one is taken by others already. */
  add(edits: readonly Edit[]): boolean {
    const own = JSON.stringify(edits)
    if (this.sets.has(own)) return true
    if (edits.some(({ span }) => this.isTaken(span))) return false
    this.sets.add(own)
    for (const { span } of edits) this.spans.splice(this.after(span.start), 0, span)
    return true
  }

  private isTaken(span: Span): boolean {
    const at = this.after(span.start)
    return [this.spans[at - 1], this.spans[at]].some((other) => other !== undefined && meet(span, other))
  }

  /** The index of the first place that starts behind an offset. */
  private after(offset: number): number {
    return firstFrom(this.spans, ({ start }) => start <= offset)
  }
}

/** What is inserted at the edge of another place may not stand where it should. */
function meet(a: Span, b: Span): boolean {
  const isInsertion = a.start === a.end || b.start === b.end
  return isInsertion ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end
}
