/** A stretch of a program that is filled in before it runs; whatever stands in it is no part of the program's syntax. */
export interface Hole {
  readonly from: number
  readonly to: number
}

/**
 * What a word is for: `list` is one of several that are run over, in `for` or in an array, `input` is what `<<<` feeds
 * to a command, `target` the file of another redirection.
 */
export type Role = 'word' | 'assignment' | 'target' | 'input' | 'list' | 'pattern'

export interface Word extends Hole {
  /** Without its quotes; expansions as they are written. */
  readonly text: string
  readonly role: Role
}

/** A simple command, with what feeds it and where its output goes. */
export interface Command {
  readonly words: readonly Word[]
  readonly assignments: readonly Word[]
  /** Files that it writes. */
  readonly targets: readonly Word[]
  /** Itself and what stands beside it between `|`, in their order. */
  readonly pipeline: readonly Command[]
  /** The command of which a word holds it, in `$(…)`, backquotes or `<(…)`. */
  readonly within: Command | undefined
  /** The word that does; a here-document has none. */
  readonly inWord: Word | undefined
  /** It only ends a compound command, whose input and output its redirections and its pipeline are. */
  readonly compound: boolean
}

/** How the text around a hole is read. After the first four, no way to write a variable is surely right. */
export type Quoting =
  | 'none'
  | 'double'
  | 'single'
  | 'here-document'
  | 'quoted-here-document'
  | 'comment'
  | 'arithmetic'
  | 'expansion'
  | 'escape'
  | 'ansi'
  | 'backquote'

/** Where a hole stands. */
export interface Spot {
  readonly hole: Hole
  readonly quoting: Quoting
  /** Nothing outside of words: in a comment, an arithmetic command or a here-document. */
  readonly word: Word | undefined
  readonly command: Command | undefined
  /** The single-quoted text that it is in, quotes included; of a quoted here-document all of its lines. */
  readonly literal: Hole | undefined
}

export type Open<Kind> = {
  -readonly [Key in keyof Kind]: Kind[Key] extends readonly (infer Item)[] ? Item[] : Kind[Key]
}
