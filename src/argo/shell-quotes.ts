import type { Part } from '../yaml/change.ts'
import type { Hole, Spot } from './shell-word.ts'
import type { Tag } from './tag.ts'

/** Writes variables in the place of tags, each within the quotes that keep its text one word. */
export function quoted(text: string, spots: ReadonlyMap<Tag, Spot>, chosen: ReadonlyMap<Tag, string>): readonly Part[] {
  // By their starts: all tags of a word, or of a literal, have the same parts.
  const parts = new Map<number, Part>()
  for (const [tag, name] of chosen)
    for (const part of partsOf(text, tag, name, spots.get(tag), chosen)) parts.set(part.from, part)
  return [...parts.values()]
}

function partsOf(
  text: string,
  { from, to }: Tag,
  name: string,
  spot: Spot | undefined,
  chosen: ReadonlyMap<Tag, string>,
): readonly Part[] {
  if (spot?.quoting === 'single' && spot.literal) return literalParts(text, spot.literal, chosen)
  if (spot?.quoting === 'none') return [wordPart(text, spot, chosen) ?? { from, to, text: `"\${${name}}"` }]
  return [{ from, to, text: `\${${name}}` }]
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
function literalParts(text: string, { from, to }: Hole, chosen: ReadonlyMap<Tag, string>): readonly Part[] {
  const pieces = split(text, { from: from + 1, to: to - 1 }, chosen)
  const plain = pieces.every(({ name, written }) => {
    const rest = written.replace(names, '')
    return name || (literal.test(rest) && !rest.includes('{{'))
  })
  const parts: Part[] = plain ? [{ from, to: from + 1, text: '"' }] : []
  for (const [index, { name, at, written }] of pieces.entries()) {
    if (name === undefined) continue
    const [before, after] = plain ? ['', ''] : [quotes(pieces[index - 1], `'"`), quotes(pieces[index + 1], `"'`)]
    // The quotes of the literal go where nothing is left in them.
    const [start, end] = [at - (before === '"' ? 1 : 0), at + written.length + (after === '"' ? 1 : 0)]
    parts.push({ from: start, to: end, text: `${before}\${${name}}${after}` })
  }
  return plain ? [...parts, { from: to - 1, to, text: '"' }] : parts
}

/** What stands between a variable and its neighbour: both quotes, one where there is none, nothing beside another variable. */
function quotes(neighbour: Piece | undefined, both: string): string {
  if (!neighbour) return '"'
  return neighbour.name === undefined ? both : ''
}

interface Piece {
  readonly at: number
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
    if (tag.from > at) pieces.push({ at, written: text.slice(at, tag.from) })
    pieces.push({ at: tag.from, written: text.slice(tag.from, tag.to), name })
    at = tag.to
  }
  if (at < to) pieces.push({ at, written: text.slice(at, to) })
  return pieces
}

function doubled(pieces: readonly Piece[]): string {
  return pieces.map(({ name, written }) => (name ? `\${${name}}` : written)).join('')
}
