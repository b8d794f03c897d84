import type { Part } from '../yaml/change.ts'
import { readShell, type Shell } from './shell.ts'
import type { Hole, Quoting, Spot } from './shell-word.ts'
import { runsAnything, runsElsewhere } from './shell-use.ts'
import type { Program } from './program.ts'
import type { Tag } from './tag.ts'

/** A program of `sh`, `bash` or one of their kin; nothing when it cannot be read. */
export function shellProgram(text: string, tags: readonly Tag[]): Program | undefined {
  const shell = readShell(text, tags)
  if (!shell) return undefined
  const spots = new Map<Tag, Spot>()
  for (const tag of tags) {
    const spot = shell.spots.find(({ hole }) => hole.from === tag.from)
    // A tag that the reader has not seen stands where nothing is known.
    if (!spot) return undefined
    spots.set(tag, spot)
  }
  const obstacle = runsAnything(shell)
  return {
    refusal: (tag, texts) => obstacle ?? refusal(tag, spots.get(tag), texts, { text, shell }),
    write: (names) => write(text, spots, names),
  }
}

interface Context {
  readonly text: string
  readonly shell: Shell
}

const unwritable: Partial<Record<Quoting, string>> = {
  comment: 'The tag stands in a comment, where it serves nothing: delete it',
  'quoted-here-document': 'The tag stands in a here-document with a quoted end, in which no variable is expanded',
  arithmetic: 'The tag stands in an arithmetic expression, which would run what the variable holds',
  expansion: 'The tag stands inside of `${…}`, where quotes mean different things to different shells',
  escape: 'A `$` or a backslash before the tag changes what stands there',
  ansi: 'The tag stands inside of `$\'…\'` or `$"…"`, in which no variable can be written',
  backquote: 'The tag stands in backquotes inside of other quotes: write `$(…)` instead of them',
}

function refusal(
  tag: Tag,
  spot: Spot | undefined,
  texts: readonly string[],
  { text, shell }: Context,
): string | undefined {
  if (!spot) return 'It is not known how the shell reads the tag'
  return (
    unwritable[spot.quoting] ??
    runsElsewhere(spot, shell) ??
    (spot.quoting === 'none' ? unquoted(tag, spot, texts, text) : undefined) ??
    differing(spot, texts)
  )
}

const optional = /(?:args|flags|options|opts|extra|cmd|command)$/i

/** What the shell does to text without quotes may be what the author wants. */
function unquoted(tag: Tag, { word, command }: Spot, texts: readonly string[], text: string): string | undefined {
  if (!word || !command) return 'It is not known how the shell reads the tag'
  if (word.role === 'list') return 'The tag stands in a list, and the shell makes several items of its text'
  if (command.words[0]?.text === 'set') return '`set` makes several arguments of the text'
  if (tag.flows.some(({ path }) => optional.test(path.at(-1) ?? '')))
    return 'By its name the value holds options, which have to be split into words'
  const alone = word.from === tag.from && word.to === tag.to
  if (alone && texts.includes('') && !(command.words[0]?.text === 'echo' && command.words.length === 2))
    return 'The value may be empty, and would then be an empty argument instead of none'
  const echoed = command.words[0]?.text === 'echo' && word.role === 'word' && alone
  const plain = echoed ? /^(?!-)(?:[\p{L}\p{N}_@%+=:,./^!-]+(?: (?!$)|$))*$/u : /^[\p{L}\p{N}_@%+=:,./^-]*$/u
  if (texts.some((known) => !plain.test(known)))
    return 'A value in this file is split into words or expanded by the shell'
  const before = text.slice(word.from, tag.from)
  return /(?:^|[=:])~[^/]*$/.test(before) ? 'The shell takes the value for the name of a user' : undefined
}

const significant: Partial<Record<Quoting, RegExp>> = {
  double: /["$`\\]/,
  'here-document': /[$`\\]/,
  single: /'/,
}

function differing({ quoting }: Spot, texts: readonly string[]): string | undefined {
  const sign = significant[quoting]
  return sign && texts.some((known) => sign.test(known))
    ? 'A value in this file holds signs that the shell acts upon inside of these quotes'
    : undefined
}

function write(text: string, spots: ReadonlyMap<Tag, Spot>, chosen: ReadonlyMap<Tag, string>): readonly Part[] {
  // By their starts: all tags of a word, or of a literal, have one part.
  const parts = new Map<number, Part>()
  for (const [tag, name] of chosen) {
    const part = partOf(text, tag, name, spots.get(tag), chosen)
    parts.set(part.from, part)
  }
  return [...parts.values()]
}

function partOf(
  text: string,
  { from, to }: Tag,
  name: string,
  spot: Spot | undefined,
  chosen: ReadonlyMap<Tag, string>,
): Part {
  if (spot?.quoting === 'single' && spot.literal) return literalPart(text, spot.literal, chosen)
  if (spot?.quoting === 'none') return wordPart(text, spot, chosen) ?? { from, to, text: `"\${${name}}"` }
  return { from, to, text: `\${${name}}` }
}

/** Text that means the same with double quotes around it as without. */
const inert = /^[\w@%+=:,./-]*$/
/** Text that means the same in double quotes as in single ones. */
const literal = /^[^"$`\\!]*$/
/** Tags that hold nothing but letters, digits, dots and dashes. */
const names = /\{\{ *(?:workflow\.(?:name|uid|namespace|status)|(?:pod|node)\.name|retries) *\}\}/g

/** One pair of quotes around all of a word, or of what it assigns, where nothing in it means anything to the shell. */
function wordPart(text: string, { word }: Spot, chosen: ReadonlyMap<Tag, string>): Part | undefined {
  if (!word) return undefined
  const prefix = /^-{0,2}[A-Za-z_][\w-]*\+?=/.exec(text.slice(word.from, word.to))?.[0] ?? ''
  const from = word.from + prefix.length
  const pieces = split(text, { from, to: word.to }, chosen)
  if (!pieces.every(({ name, written }) => name || inert.test(written.replace(names, '')))) return undefined
  return { from, to: word.to, text: `"${doubled(pieces)}"` }
}

/** Double quotes instead of single ones, else single quotes that end before each variable. */
function literalPart(text: string, { from, to }: Hole, chosen: ReadonlyMap<Tag, string>): Part {
  const pieces = split(text, { from: from + 1, to: to - 1 }, chosen)
  const plain = pieces.every(({ name, written }) => {
    const rest = written.replace(names, '')
    return name || (literal.test(rest) && !rest.includes('{{'))
  })
  if (plain) return { from, to, text: `"${doubled(pieces)}"` }
  const made = pieces.map(({ name, written }) => (name ? `"\${${name}}"` : `'${written}'`)).join('')
  return { from, to, text: made.replaceAll('}""${', '}${') }
}

interface Piece {
  readonly written: string
  /** The variable that is to stand for it. */
  readonly name?: string
}

/** A stretch as tags that become variables, and what is between them. */
function split(text: string, { from, to }: Hole, chosen: ReadonlyMap<Tag, string>): readonly Piece[] {
  const pieces: Piece[] = []
  let at = from
  for (const [tag, name] of [...chosen].toSorted(([a], [b]) => a.from - b.from)) {
    if (tag.from < from || tag.to > to) continue
    if (tag.from > at) pieces.push({ written: text.slice(at, tag.from) })
    pieces.push({ written: text.slice(tag.from, tag.to), name })
    at = tag.to
  }
  if (at < to) pieces.push({ written: text.slice(at, to) })
  return pieces
}

function doubled(pieces: readonly Piece[]): string {
  return pieces.map(({ name, written }) => (name ? `\${${name}}` : written)).join('')
}
