/** A place in a program where text that came to it as data is taken for more than data. */
export interface Use {
  /** The variable as it is written there. */
  readonly from: number
  readonly to: number
  /** Its name in the program. */
  readonly variable: string
  /** The given variables whose text it may hold there. */
  readonly origins: ReadonlySet<string>
  /**
   * What the text is taken for: `code` for a command or a program, `arithmetic` for an expression of the shell that can
   * hold a command, `query` for a part of a query or an editing program, `manifest` for a part of one that is sent to
   * the cluster, `word` for several words.
   */
  readonly how: 'code' | 'arithmetic' | 'query' | 'manifest' | 'word'
  /** Who does so, as a sentence without a full stop that calls the variable `it`. */
  readonly what: string
  /** Of words: with double quotes around the variable they are one. */
  readonly quotable?: boolean
}

/** How a variable is used, and who uses it so. */
export type Sink = Pick<Use, 'how' | 'what' | 'quotable'>

/** Programs that people write are shorter, and use fewer variables. */
export const longest = 32 * 1024
export const mostUses = 2000
