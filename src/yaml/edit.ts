import { type Change, target } from './change.ts'
import { duplicates } from './duplicate.ts'
import { nodes } from './entry.ts'
import type { Span } from './file.ts'
import { added } from './insert.ts'
import type { Alias, Mapping, Node, Sequence } from './node.ts'
import { once } from './once.ts'
import { type Key, keyName, locate, merges } from './path.ts'
import { removed } from './remove.ts'
import { replaced } from './replace.ts'
import { isMerge } from './resolve.ts'
import { reworded } from './rewrite.ts'
import type { Site } from './style.ts'

/** A stretch of a file's text, and what is to stand there. */
export interface Edit {
  readonly span: Span
  readonly text: string
}

/** Why something is not done, in a sentence without a full stop. */
export interface Refusal {
  readonly refused: string
}

/**
 * How a change is written: as edits of just what it is about, in the style of what stands around. All comments stay.
 *
 * @param text the whole file
 * @param root of the tree that the change's node belongs to, with offsets of the file. It may be a tree that a scalar
 * holds, where that is a literal block (`scalar.literal`): there a line of the tree is a line of the file.
 * @param all the changes of the tree that are made together, this one among them: their edits then make one text
 */
export function edit(
  text: string,
  root: Node,
  change: Change,
  all: readonly Change[] = [change],
): readonly Edit[] | Refusal {
  const path = locate(root, target(change))
  if (!path) return { refused: 'it stands behind an alias or a merge key (`<<`), or a key above it is written twice' }
  const chain = chainOf(root, path)
  const refused = shared(root, chain, change) ?? mistaken(change) ?? ambiguous(chain, change)
  if (refused !== undefined) return { refused }
  return written({ text: withPlainBreaks(text), chain }, change, all)
}

/** What the reader takes for a line end too. */
const otherBreaks = /\r(?!\n)|[\x85\u2028\u2029]/g

/** The last text that was asked for: a file has many changes. */
let plain = { text: '', read: '' }

function withPlainBreaks(text: string): string {
  if (plain.text !== text) plain = { text, read: text.replace(otherBreaks, '\n') }
  return plain.read
}

function written(site: Site, change: Change, all: readonly Change[]): readonly Edit[] | Refusal {
  switch (change.kind) {
    case 'insert':
    case 'append':
      return added(site, change, all)
    case 'remove':
      return removed(site, change.from, indexOf(change.from, change.key), goneOf(change.from, all))
    case 'replace':
      return replaced(site, change.node, change.value)
    case 'rewrite':
      return reworded(site, change.node, change.parts)
  }
}

/** The indices of all entries of a collection that are removed. */
function goneOf(from: Mapping | Sequence, all: readonly Change[]): ReadonlySet<number> {
  return new Set(all.flatMap((one) => (one.kind === 'remove' && one.from === from ? indexOf(from, one.key) : [])))
}

function indexOf(from: Mapping | Sequence, key: Key): number {
  if (from.kind === 'sequence') return typeof key === 'number' && key in from.items ? key : -1
  return from.pairs.findIndex((pair) => pair.key.kind === 'scalar' && keyName(pair.key) === key)
}

function chainOf(root: Node, path: readonly Key[]): Site['chain'] {
  const chain: [Node, ...Node[]] = [root]
  let node: Node | undefined = root
  for (const key of path) {
    if (node?.kind === 'sequence') node = node.items[indexOf(node, key)]
    else if (node?.kind === 'mapping') node = node.pairs[indexOf(node, key)]?.value
    if (node) chain.push(node)
  }
  return chain
}

/** Why a change would reach further than it says: other places of the document say what is written here. */
function shared(root: Node, chain: readonly Node[], change: Change): string | undefined {
  const aliases = aliasesIn(root)
  if (aliases.length === 0) return undefined
  if (chain.some((node) => usedIn(root).has(node)))
    return 'it has an anchor (`&`), and the aliases (`*`) of that would change too'
  const gone = goneWith(change)
  const needed = gone && aliases.some((alias) => !holds(gone, alias) && holds(gone, alias.target))
  return needed ? 'an alias (`*`) elsewhere needs an anchor (`&`) that would be gone' : undefined
}

const aliasesIn = once((root: Node): readonly Alias[] =>
  [...nodes(root)].filter((node): node is Alias => node.kind === 'alias'),
)

/** What the aliases of a tree stand for. */
const usedIn = once((root: Node): ReadonlySet<Node> => new Set(aliasesIn(root).map(({ target: anchored }) => anchored)))

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

/** What is no more when a change is made. */
function goneWith(change: Change): Span | undefined {
  if (change.kind === 'replace') return change.node
  if (change.kind !== 'remove') return undefined
  const index = indexOf(change.from, change.key)
  if (change.from.kind === 'sequence') return change.from.items[index]
  const pair = change.from.pairs[index]
  return pair && { start: pair.key.start, end: pair.value.end }
}

/** Why a change cannot be meant. */
function mistaken(change: Change): string | undefined {
  if (change.kind === 'insert') {
    return indexOf(change.into, change.key) < 0 ? undefined : `the key \`${change.key}\` is there already`
  }
  if (change.kind !== 'remove') return undefined
  if (indexOf(change.from, change.key) < 0) return 'what it would remove is not written here'
  const { key, from } = change
  if (from.kind === 'sequence') return undefined
  const written = from.pairs.filter((pair) => pair.key.kind === 'scalar' && keyName(pair.key) === key)
  if (written.length > 1) return `the key \`${key}\` is written twice`
  if (written.some(isMerge)) return 'a merge key (`<<`) stands for more than one value'
  const isMerged = from.pairs.some((pair) => isMerge(pair) && merges(pair, String(key)))
  return isMerged ? `a merge key (\`<<\`) gives \`${key}\` too, so it would not be gone` : undefined
}

/** A key that is written twice is for a person to sort out: who wrote it may have meant the one that does not count. */
function ambiguous(chain: readonly Node[], change: Change): string | undefined {
  const gone = change.kind === 'replace' || change.kind === 'remove' ? duplicates(target(change)) : []
  return gone.length > 0 || chain.some(repeats) ? 'a key is written twice in it, or in what it stands in' : undefined
}

function repeats(node: Node): boolean {
  if (node.kind !== 'mapping') return false
  const keys = node.pairs.flatMap((pair) => (pair.key.kind === 'scalar' && !isMerge(pair) ? keyName(pair.key) : []))
  return new Set(keys).size < keys.length
}

/** A text with edits made; they must not overlap. Of several at one place, the first stands first. */
export function apply(text: string, edits: readonly Edit[]): string {
  const sorted = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  let made = ''
  let from = 0
  for (const { span, text: words } of sorted) {
    if (span.start < from) throw new Error(`Edits overlap at offset ${span.start}`)
    made += text.slice(from, span.start) + words
    from = span.end
  }
  return made + text.slice(from)
}
