import type { Shell } from '../shell.ts'
import type { Hole, Quoting, Word } from '../shell-word.ts'
import { type Assignment, assignmentsOf, isReading } from './assignment.ts'
import { between, type Expanded } from './expansion.ts'
import { changes, passes, readersOf, substituted } from './passing.ts'
import { type Check, checks } from './check.ts'
import type { Structure } from './statement.ts'

type Origins = ReadonlySet<string>
const none: Origins = new Set()

/** What variables hold, from where it is said: the given ones whose text it is. */
export interface Holding {
  /** @param leading those alone whose text the variable begins with */
  originsAt(name: string, at: number, leading?: boolean): Origins
}

/** The given variables whose text some names hold at a place. */
export function originsOf(names: readonly string[], at: number, holding: Holding): ReadonlySet<string> {
  return new Set(names.flatMap((name) => [...holding.originsAt(name, at)]))
}

interface State {
  readonly at: number
  readonly origins: Origins
  readonly leading: Origins
}

/**
 * Follows the text of given variables through a program of a shell, once from its beginning to its end; into its
 * functions by their arguments.
 */
export function holdingOf(
  shell: Shell,
  structure: Structure,
  expanded: readonly Expanded[],
  given: readonly string[],
): Holding {
  const holder = new Holder(structure, checks(shell, structure, expanded), expanded, given)
  const assignments = [...assignmentsOf(shell, structure, expanded)].toSorted((a, b) => a.at - b.at)
  // A function stands before it is called, and may call another one.
  for (let round = 0; round < 3; round++) {
    holder.restart()
    for (const assignment of assignments) holder.assign(assignment)
    if (structure.functions.length === 0 || !holder.call(shell)) break
  }
  return holder
}

class Holder implements Holding {
  private readonly structure: Structure
  private readonly expanded: readonly Expanded[]
  private readonly given: readonly string[]
  private states = new Map<string, State[]>()
  private readonly checks = new Map<string, Check[]>()
  private readonly calls = new Map<string, Set<string>>()

  constructor(structure: Structure, checks: readonly Check[], expanded: readonly Expanded[], given: readonly string[]) {
    this.structure = structure
    for (const check of checks) {
      const known = this.checks.get(check.name)
      if (known) known.push(check)
      else this.checks.set(check.name, [check])
    }
    this.expanded = expanded
    this.given = given
  }

  restart(): void {
    this.states = new Map(
      this.given.map((name) => [name, [{ at: -1, origins: new Set([name]), leading: new Set([name]) }]]),
    )
  }

  originsAt(name: string, at: number, leading = false): Origins {
    if (this.isChecked(name, at)) return none
    const body = /^[1-9@*]/.test(name)
      ? this.structure.functions.find(({ from, to }) => from <= at && at < to)
      : undefined
    if (body) return this.calls.get(`${body.name} ${name}`) ?? none
    const state = this.states.get(name)?.findLast((one) => one.at <= at)
    const origins = (leading ? state?.leading : state?.origins) ?? none
    if (origins.size === 0) return none
    return new Set([...origins].filter((origin) => !this.isChecked(origin, at)))
  }

  private isChecked(name: string, at: number): boolean {
    return this.checks.get(name)?.some(({ from, to }) => from <= at && at < to) ?? false
  }

  assign({ name, value, at, conditional }: Assignment): void {
    const origins = new Set<string>()
    const leading = new Set<string>()
    let own = false
    for (const expansion of between(this.expanded, value)) {
      if (expansion.name === name) own = true
      if (!arrives(expansion, value)) continue
      const begins = expansion.from <= value.from + 1 || expansion.spot.word?.role !== 'assignment'
      for (const source of expansion.gives) {
        for (const origin of this.originsAt(source, expansion.from)) origins.add(origin)
        if (begins) for (const origin of this.originsAt(source, expansion.from, true)) leading.add(origin)
      }
    }
    const before = this.originsAt(name, at)
    // A value that is made of the one before without its text is made harmless.
    if (origins.size === 0 && (before.size === 0 || (conditional && !own))) return
    const states = this.states.get(name) ?? []
    if (states.length === 0) this.states.set(name, states)
    const kept = conditional && origins.size > 0 ? [...before] : []
    const keptLeading = kept.length > 0 ? [...this.originsAt(name, at, true)] : []
    states.push({ at, origins: new Set([...kept, ...origins]), leading: new Set([...keptLeading, ...leading]) })
  }

  /** Brings what calls of functions hand over into them; whether that is anything new. */
  call({ commands, functions }: Shell): boolean {
    let news = false
    for (const { words } of commands) {
      const name = words[0]?.text ?? ''
      if (!functions.has(name)) continue
      for (const [index, word] of words.slice(0, 20).entries()) {
        if (index === 0) continue
        for (const expansion of between(this.expanded, word)) {
          const origins = expansion.gives.flatMap((source) => [...this.originsAt(source, expansion.from)])
          for (const key of [`${name} ${index}`, `${name} @`, `${name} *`]) news = this.add(key, origins) || news
        }
      }
    }
    return news
  }

  private add(key: string, origins: readonly string[]): boolean {
    const known = this.calls.get(key) ?? new Set<string>()
    if (!this.calls.has(key)) this.calls.set(key, known)
    const { size } = known
    for (const origin of origins) known.add(origin)
    return known.size > size
  }
}

const inert = new Set<Quoting>(['single', 'quoted-here-document', 'comment', 'escape', 'ansi', 'arithmetic'])

/** Whether an expansion is done where it stands, and puts its text there. */
export function expands({ name, spot: { quoting, command } }: Expanded): boolean {
  if (!inert.has(quoting)) return true
  if (!command || (quoting !== 'quoted-here-document' && quoting !== 'single')) return false
  // Quotes keep it for `envsubst`.
  const readers = [...(quoting === 'single' ? [] : [command]), ...readersOf(command)]
  return readers.some((reader) => {
    const names = substituted(reader)
    return names === 'all' || (names?.includes(name) ?? false)
  })
}

/** Whether the text of an expansion gets out of the commands around it, up to where a value begins. */
function arrives(expanded: Expanded, { from }: Hole): boolean {
  if (!expands(expanded)) return false
  for (let { command, word } = expanded.spot; command; word = command.inWord, command = command.within) {
    const first = command.assignments[0] ?? command.words[0]
    if (!first || first.from < from) return true
    if (isInput(word) ? !changes(command) : !passes(command)) return false
    if (!readersOf(command).every((reader) => changes(reader) || isReading(reader))) return false
  }
  return true
}

/** Whether a command reads what stands there: in a here-document, or behind `<<<`. */
export function isInput(word: Word | undefined): boolean {
  return !word || word.role === 'input'
}
