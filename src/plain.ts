import { follow, type Mapping, type Node, type Pair } from './yaml/node.ts'
import { bool, integer, isNull, items, keyOf, pair, pairs, scalar } from './yaml/query.ts'
import type { Span } from './yaml/file.ts'

/** A node as a value: booleans and numbers as Go reads them, merge keys merged, and no keys whose value is null. */
export function plain(node: Node | undefined): unknown {
  const followed = follow(node)
  if (!followed || isNull(followed)) return null
  if (followed.kind === 'sequence') return followed.items.map(plain)
  if (followed.kind === 'mapping') return Object.fromEntries(entries(followed).filter(([, value]) => value !== null))
  return bool(followed) ?? integer(followed) ?? decimal(followed.plain, followed.value) ?? followed.value
}

function entries(map: Mapping): [string, unknown][] {
  const merged = map.pairs.filter(isMerge).flatMap(({ value }) => sources(value).toReversed().flatMap(entries))
  const own = map.pairs
    .filter((entry) => !isMerge(entry))
    .map((entry): [string, unknown] => [keyOf(entry) ?? '', plain(entry.value)])
  return [...merged, ...own]
}

function isMerge({ key }: Pair): boolean {
  return key.kind === 'scalar' && key.plain && key.value === '<<'
}

function sources(node: Node): Mapping[] {
  const list = follow(node)?.kind === 'sequence' ? items(node) : [follow(node)]
  return list.filter((source) => source?.kind === 'mapping')
}

function decimal(isPlain: boolean, text: string): number | undefined {
  return isPlain && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined
}

/** Where a path of keys and indexes is written: its last key or item that exists, else the node itself. */
export function place(node: Node, path: readonly PropertyKey[]): Span {
  const [step, ...rest] = path
  if (typeof step === 'number') {
    const item = items(node)[step]
    return item ? place(item, rest) : node
  }
  const entry = step === undefined ? undefined : pair(node, String(step))
  if (!entry) return node
  const below = place(entry.value, rest)
  return below === entry.value ? entry.key : below
}

/** The keys that a mapping, or one below it, has already had. */
export function* repeated(node: Node | undefined): Generator<Pair> {
  if (node?.kind === 'sequence') for (const item of node.items) yield* repeated(item)
  const seen = new Set<string>()
  for (const entry of node?.kind === 'mapping' ? pairs(node) : []) {
    const key = scalar(entry.key)?.value ?? ''
    if (seen.has(key) && !isMerge(entry)) yield entry
    seen.add(key)
    yield* repeated(entry.value)
  }
}
