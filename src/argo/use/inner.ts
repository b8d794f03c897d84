import { codeIn } from '../argv.ts'
import { basename } from '../language.ts'
import type { Shell } from '../shell.ts'
import { readsProgram } from '../shell-use.ts'
import type { Command, Hole, Spot } from '../shell-word.ts'
import { between, type Expanded } from './expansion.ts'
import { runnerOf } from './feeding.ts'
import { expands, type Holding, originsOf } from './holding.ts'
import { changes, readersOf, textsOf } from './passing.ts'
import { commandIndex, type Kind, kindOf } from './sink.ts'

/** A program in quotes that a shell runs in a program of a shell. */
export interface Inner extends Hole {
  readonly kind: Kind
  /** By the variables and arguments that it gets: the given ones whose text they hold. */
  readonly handed: ReadonlyMap<string, ReadonlySet<string>>
}

/** What runs it, and the arguments that it gets there, from `$0`. */
interface Run extends Hole {
  readonly kind: Kind
  readonly by: Command
  readonly words: readonly Hole[]
}

/** The programs in single quotes and in quoted here-documents that a variable is written in. */
export function* programsIn(
  shell: Shell,
  holding: Holding,
  expanded: readonly Expanded[],
  given: readonly string[],
): Generator<Inner> {
  const seen = new Set<number>()
  const names = exported(shell, given)
  for (const { spot } of expanded) {
    if (!spot.literal || seen.has(spot.literal.from)) continue
    seen.add(spot.literal.from)
    const run = spot.quoting === 'single' ? inWord(spot) : inDocument(spot, shell)
    if (!run) continue
    const { from, to, kind, by, words } = run
    const handed = handedOver(words, holding, expanded)
    for (const name of names) {
      const origins = originsOf([name], by.words[0]?.from ?? from, holding)
      if (origins.size > 0) handed.set(name, origins)
    }
    for (const [name, origins] of prefixed(by, holding, expanded)) handed.set(name, origins)
    yield { from, to, kind, handed }
  }
}

/** The text after `sh -c`. */
function inWord({ literal, command: by, word }: Spot): Run | undefined {
  if (!literal || !by || word?.from !== literal.from || word.to !== literal.to) return undefined
  const texts = textsOf(by)
  const index = by.words.findIndex(({ from }) => from === word.from)
  const code = codeIn(texts).find((item) => item.index === index)
  const kind = kindOf(basename(texts[commandIndex(texts)] ?? ''))
  if (!kind || code?.language !== 'shell') return undefined
  return { from: literal.from + 1, to: literal.to - 1, kind, by, words: by.words.slice(index + 1) }
}

/** A here-document that a shell reads, or that goes to a file which one runs. */
function inDocument({ literal, command, quoting }: Spot, shell: Shell): Run | undefined {
  if (!literal || !command || quoting !== 'quoted-here-document') return undefined
  const readers = [command, ...readersOf(command)]
  for (const by of readers) {
    const texts = textsOf(by)
    const kind = readsProgram(texts) ? kindOf(basename(texts[commandIndex(texts)] ?? '')) : undefined
    if (kind) return { ...literal, kind, by, words: [] }
    if (!changes(by)) break
  }
  const [file = ''] = readers.flatMap(({ targets }) => targets.map(({ text }) => text))
  const by = runnerOf(file, shell)
  if (!by) return undefined
  const texts = textsOf(by)
  const index = texts.findIndex((text) => basename(text) === basename(file))
  const [, line = 'sh'] = /^#!.*?(\w+)\s*$/m.exec(shell.text.slice(literal.from, literal.from + 80)) ?? []
  const kind = kindOf(index === commandIndex(texts) ? line : basename(texts[commandIndex(texts)] ?? ''))
  return kind && { ...literal, kind, by, words: by.words.slice(index) }
}

/** The variables that programs get from a shell: those that it got itself, and those that it exports. */
export function exported({ commands }: Shell, given: readonly string[]): ReadonlySet<string> {
  const names = new Set(given.filter((name) => /^[A-Za-z_]/.test(name)))
  for (const { words } of commands) {
    const [first, ...others] = words.map(({ text }) => text)
    const exports = first === 'export' || (/^(?:declare|typeset)$/.test(first ?? '') && others[0]?.startsWith('-x'))
    if (exports) for (const text of others) names.add(/^\w*/.exec(text)?.[0] ?? '')
  }
  return names
}

/** Variables that a command alone gets. */
function* prefixed(
  { assignments }: Command,
  holding: Holding,
  expanded: readonly Expanded[],
): Generator<readonly [string, ReadonlySet<string>]> {
  for (const word of assignments) yield [/^\w*/.exec(word.text)?.[0] ?? '', originsIn(word, holding, expanded)]
}

/** The arguments behind a program, by their numbers. */
function handedOver(
  words: readonly Hole[],
  holding: Holding,
  expanded: readonly Expanded[],
): Map<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>()
  const all = new Set<string>()
  for (const [index, word] of words.slice(0, 20).entries()) {
    const origins = originsIn(word, holding, expanded)
    if (origins.size === 0) continue
    found.set(`${index}`, origins)
    if (index > 0) for (const origin of origins) all.add(origin)
  }
  if (all.size > 0) for (const name of ['@', '*']) found.set(name, all)
  return found
}

function originsIn(word: Hole, holding: Holding, expanded: readonly Expanded[]): ReadonlySet<string> {
  const all = between(expanded, word).filter(expands)
  return new Set(all.flatMap(({ gives, from }) => [...originsOf(gives, from, holding)]))
}
