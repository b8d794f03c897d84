import { basename } from '../language.ts'
import { readShell, type Shell } from '../shell.ts'
import type { Hole } from '../shell-word.ts'
import { between, type Expanded, type Expansion, expansions } from './expansion.ts'
import { expands, type Holding, holdingOf, originsOf } from './holding.ts'
import { exported, programsIn } from './inner.ts'
import { ofOutput } from './feeding.ts'
import { substituted } from './passing.ts'
import { command, type Kind, sinkOf } from './sink.ts'
import { structure } from './statement.ts'
import { longest, mostUses, type Use } from './use.ts'

/** Programs in programs that are followed. */
const deepest = 3

/**
 * Where a program of a shell takes the text of variables for more than text. Quoted variables that are arguments, and
 * those that the program has checked before, are not among them.
 *
 * @param holes stretches that are filled in before the shell reads the program
 * @param given the variables that hold text from outside; `1` and `@` are arguments
 */
export function usesInShell(
  text: string,
  holes: readonly Hole[],
  given: readonly string[],
  kind: Kind,
): readonly Use[] {
  return given.length === 0 ? [] : usesIn(text, { holes, given, kind, depth: 0 })
}

interface Given {
  readonly holes: readonly Hole[]
  readonly given: readonly string[]
  readonly kind: Kind
  readonly depth: number
}

function usesIn(text: string, { holes, given, kind, depth }: Given): readonly Use[] {
  if (text.length > longest) return []
  const found = expansions(text, holes)
  if (found.length > mostUses) return []
  const shell = readShell(text, [...holes, ...found])
  if (!shell) return []
  const spots = new Map(shell.spots.map((spot) => [spot.hole.from, spot]))
  const expanded = found.flatMap((one) => {
    const spot = spots.get(one.from)
    return spot ? [{ ...one, spot }] : []
  })
  const holding = holdingOf(shell, structure(shell), expanded, given)
  const uses = [
    ...expanded.flatMap((one) => usesOf(one, { shell, holding, kind })),
    ...(kind.calculates ? calculations({ shell, holding, kind }, expanded) : []),
    ...substitutions(shell, holding, expanded, given),
    ...(depth < deepest ? inner(shell, holding, expanded, { given, kind, depth, holes }) : []),
  ]
  return uses.toSorted((a, b) => a.from - b.from)
}

interface Context {
  readonly shell: Shell
  readonly holding: Holding
  readonly kind: Kind
}

function usesOf(expanded: Expanded, { shell, holding, kind }: Context): readonly Use[] {
  const { from, to, name: variable, gives, calculates, spot } = expanded
  if (!expands(expanded) && spot.quoting !== 'arithmetic') return []
  if (kind.calculates && shell.text.slice(from, to).endsWith('@P}')) {
    const prompted = originsOf(gives, from, holding)
    if (prompted.size > 0) return [{ from, to, variable, origins: prompted, ...prompt }]
  }
  if (kind.calculates) {
    const indexed = originsOf(calculates, from, holding)
    const place = spot.quoting === 'arithmetic' ? originsOf(gives, from, holding) : indexed
    if (place.size > 0) return [{ from, to, variable, origins: place, ...calculation }]
  }
  if (spot.quoting === 'arithmetic') return []
  const origins = originsOf(gives, from, holding)
  if (origins.size === 0) return []
  // Only what a command begins with chooses which one it is; `"$@"` begins with the first argument.
  const first = /^[@*]$/.test(variable) ? ['1'] : gives
  const leading = new Set(first.flatMap((name) => [...holding.originsAt(name, from, true)]))
  const sink = sinkOf(expanded, shell, { ...kind, leads: leading.size > 0 })
  if (!sink) return indexUse(expanded, { shell, holding, kind })
  return [{ from, to, variable, origins: sink === command ? leading : origins, ...sink }]
}

const prompt: Pick<Use, 'how' | 'what'> = {
  how: 'code',
  what: 'the shell expands its text as a prompt, and runs the commands in that',
}

const calculation: Pick<Use, 'how' | 'what'> = {
  how: 'arithmetic',
  what: 'the shell calculates with its text, and an index in that can run a command',
}

/** `name[$X]=value` calculates with the index, unless names of the program have texts for indexes. */
function indexUse(
  { from, to, name: variable, gives, spot }: Expanded,
  { shell, holding, kind }: Context,
): readonly Use[] {
  const { word } = spot
  if (!kind.calculates || word?.role !== 'assignment') return []
  const before = shell.text.slice(word.from, from)
  if (!/^\w+\[[^\]=]*$/.test(before) || /\b(?:declare|local|typeset|readonly)[ \t]+-\w*A/.test(shell.text)) return []
  const origins = originsOf(gives, from, holding)
  return origins.size > 0 ? [{ from, to, variable, origins, ...calculation }] : []
}

/** Names without `$` in `((…))` and `$((…))`. */
function* calculations({ shell, holding }: Context, expanded: readonly Expansion[]): Generator<Use> {
  let at = 0
  for (const expression of shell.arithmetics) {
    const start = shell.text.indexOf(expression, at)
    if (start < 0) continue
    at = start + expression.length
    const known = between(expanded, { from: start, to: at })
    for (const { 0: name, index } of expression.matchAll(/(?<![\w$])(?<!\$\{[#!]?)[A-Za-z_]\w*/g)) {
      const from = start + index
      const to = from + name.length
      if (known.some((one) => one.from < to && one.to > from)) continue
      const origins = holding.originsAt(name, from)
      if (origins.size > 0) yield { from, to, variable: name, origins, ...calculation }
    }
  }
}

/**
 * Variables that `envsubst` puts into a file which is not known here: those that it is told, else those that the
 * program does nothing else with, since they have to be there for something.
 */
function* substitutions(
  shell: Shell,
  holding: Holding,
  expanded: readonly Expanded[],
  given: readonly string[],
): Generator<Use> {
  const used = new Set(expanded.map(({ name }) => name))
  for (const command of shell.commands) {
    const names = substituted(command)
    const word = command.words.find(({ text }) => basename(text) === 'envsubst')
    const sink = names && ofOutput(command, shell)
    if (!names || !word || !sink) continue
    const { from, to } = word
    const put = names === 'all' ? [...exported(shell, given)].filter((name) => !used.has(name)) : names
    const origins = originsOf(put, from, holding)
    if (origins.size > 0) yield { from, to, variable: put.join(' '), origins, ...sink }
  }
}

/** Programs in quotes that another shell runs, which sees the variables of the environment. */
function* inner(shell: Shell, holding: Holding, expanded: readonly Expanded[], outer: Given): Generator<Use> {
  for (const { from, to, kind, handed } of programsIn(shell, holding, expanded, outer.given)) {
    const holes = between(outer.holes, { from, to }).map((hole) => ({ from: hole.from - from, to: hole.to - from }))
    const given = { holes, given: [...handed.keys()], kind, depth: outer.depth + 1 }
    if (handed.size === 0) continue
    for (const use of usesIn(shell.text.slice(from, to), given)) {
      const origins = new Set([...use.origins].flatMap((name) => [...(handed.get(name) ?? [])]))
      if (origins.size > 0) yield { ...use, from: use.from + from, to: use.to + from, origins }
    }
  }
}
