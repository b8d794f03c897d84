/**
 * Text that is parsed, and where its offsets fall in the file. The text is the file's own, a document of it,
 * the same with padding that the parser wanted, or the value of a scalar that holds YAML.
 */
export interface Source {
  readonly text: string
  /** What scalars say: the same text, or the one that was made readable to get `text`, as long as it. */
  readonly written: string
  /** The offset in the file of an offset in `text`. Never decreases. */
  at(offset: number): number
}

/** A part of a file's text that starts at `base`. */
export function sourceAt(text: string, base: number): Source {
  return { text, written: text, at: base === 0 ? same : (offset) => base + offset }
}

function same(offset: number): number {
  return offset
}
