import type { Hole, Spot } from '../shell-word.ts'

/** A variable as the shell expands it: `$NAME`, `${NAME}`, `${NAME:-word}` and so on. */
export interface Expansion extends Hole {
  readonly name: string
  /** Names whose text it may put in: not its own where it only counts, tests, quotes or cleans that. */
  readonly gives: readonly string[]
  /** Names that bash calculates with, or takes for a name, to find out what is meant. */
  readonly calculates: readonly string[]
}

/** An expansion with the place where it stands. */
export interface Expanded extends Expansion {
  readonly spot: Spot
}

/** No `${…}` that is meant to be read is longer. */
const longest = 400

const plain = /\$(?:[A-Za-z_]\w*|[0-9@*#?!$-])/y
const braced = /\$\{([#!]?)([A-Za-z_]\w*|[0-9]+|[@*#?!$-])(?:\[([^\]\n]{0,80})\])?/y

/** The expansions of variables in a program of a shell, in their order and side by side; quotes are not looked at. */
export function expansions(text: string, holes: readonly Hole[]): readonly Expansion[] {
  const skip = new Map(holes.map(({ from, to }) => [from, to]))
  const found: Expansion[] = []
  for (let at = 0; at < text.length;) {
    const hole = skip.get(at)
    const expansion = hole === undefined && text[at] === '$' ? expansionAt(text, at, skip) : undefined
    if (expansion) found.push(expansion)
    at = hole ?? expansion?.to ?? at + 1
  }
  return found
}

function expansionAt(text: string, from: number, skip: ReadonlyMap<number, number>): Expansion | undefined {
  if (text[from + 1] === '{') return inBraces(text, from, skip)
  // In `\$$NAME` the first is only a sign.
  if (text[from - 1] === '\\' && text[from - 2] !== '\\' && text[from + 1] === '$') return undefined
  plain.lastIndex = from
  const [written] = plain.exec(text) ?? []
  if (written === undefined) return undefined
  const name = written.slice(1)
  return { from, to: from + written.length, name, gives: [name], calculates: [] }
}

function inBraces(text: string, from: number, skip: ReadonlyMap<number, number>): Expansion | undefined {
  braced.lastIndex = from
  const [written = '', sign = '', name = '', index = ''] = braced.exec(text) ?? []
  const to = written === '' ? undefined : closing(text, from + written.length, skip)
  if (to === undefined) return undefined
  const rest = text.slice(from + written.length, to - 1)
  const inner = namesIn(rest)
  const indexed = /^[@*]?$/.test(index) ? [] : identifiers(index)
  // The names of variables, or the indexes of an array.
  if (sign === '!' && (/^[@*]$/.test(index) || /^[@*]$/.test(rest)))
    return { from, to, name, gives: [], calculates: [] }
  if (sign === '!') return { from, to, name, gives: [], calculates: [name, ...indexed] }
  if (sign === '#') return { from, to, name, gives: [], calculates: indexed }
  return { from, to, name, gives: given(name, rest, inner), calculates: [...indexed, ...offsets(rest)] }
}

/** The names whose text comes out, by what stands behind the name. */
function given(name: string, rest: string, inner: readonly string[]): readonly string[] {
  // Quotes for the shell, and attributes of the variable.
  if (/^@[^UuLP]/.test(rest)) return []
  if (/^:?\+/.test(rest)) return inner
  if (/^:?[-=]/.test(rest)) return [name, ...inner]
  // What is left of it is of a kind that is named: `${X//[^a-z]/}`.
  if (/^\/\/\[[!^]/.test(rest)) return []
  return [name]
}

/** `${X:offset:length}` calculates with both. */
function offsets(rest: string): readonly string[] {
  return /^:(?![-=?+])/.test(rest) ? identifiers(rest.replace(/\$\{#\w+\}/g, '0')) : []
}

function namesIn(rest: string): readonly string[] {
  return [...rest.matchAll(/\$\{?([A-Za-z_]\w*|[0-9@*])/g)].map(([, name = '']) => name)
}

/** All that can be the name of a variable in an arithmetic expression. */
function identifiers(expression: string): readonly string[] {
  return [...expression.matchAll(/[A-Za-z_]\w*|(?<=\$\{?)[0-9@*]/g)].map(([name]) => name)
}

/** Where `${…}` ends, behind its brace. */
function closing(text: string, from: number, skip: ReadonlyMap<number, number>): number | undefined {
  const end = Math.min(text.length, from + longest)
  for (let at = from, depth = 1; at < end;) {
    const hole = skip.get(at)
    if (hole !== undefined) at = hole
    else if (text.startsWith('${', at)) {
      depth++
      at += 2
    } else if (text[at] === '}') {
      at++
      if (--depth === 0) return at
    } else if (text[at] === '"') {
      const close = text.indexOf('"', at + 1)
      at = close < 0 || close >= end ? at + 1 : close + 1
    } else at += text[at] === '\\' ? 2 : 1
  }
  return undefined
}

/** Those of a list in order that begin in a stretch. */
export function between<Kind extends Hole>(all: readonly Kind[], { from, to }: Hole): readonly Kind[] {
  return all.slice(firstAt(all, from), firstAt(all, to))
}

function firstAt(all: readonly Hole[], place: number): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.from ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}
