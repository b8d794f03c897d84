import { codeIn } from '../argv.ts'
import { basename, languageOf, program } from '../language.ts'
import type { Shell } from '../shell.ts'
import { nameOf } from '../shell-use.ts'
import type { Command, Word } from '../shell-word.ts'
import { commandAt } from '../wrapper.ts'
import { ofPatch } from './applying.ts'
import type { Expanded } from './expansion.ts'
import { isInput } from './holding.ts'
import { ofInput, ofOutput } from './feeding.ts'
import { fetched, fetcherOf } from './fetching.ts'
import { changes, encloses, passes, readersOf, textsOf } from './passing.ts'
import type { Sink } from './use.ts'

/** What a shell does with text, by the name of its program; nothing for those with another syntax. */
export function kindOf(name: string): Kind | undefined {
  if (!/^(?:ba|da|a|k|mk|pdk|z)?sh$/.test(name)) return undefined
  return { calculates: /^(?:ba|k|mk|pdk|z)sh$/.test(name), splits: name !== 'zsh' }
}

/** What kind of shell runs the program: not all of them calculate with names, and `zsh` splits no words. */
export interface Kind {
  /** Its arithmetic can run commands, as in bash and ksh. */
  readonly calculates: boolean
  /** It splits variables without quotes into words. */
  readonly splits: boolean
}

export const command: Sink = { how: 'code', what: 'it is the command that is run' }

/**
 * What takes the text of a variable for more than text; nothing when nothing is known to do so.
 *
 * @param leads whether the variable begins with text from outside
 */
export function sinkOf(expanded: Expanded, shell: Shell, kind: Kind & { readonly leads: boolean }): Sink | undefined {
  let { command: holder, word } = expanded.spot
  let isValue = false
  let fetcher: string | undefined
  // What is fetched may do worse than to split the address.
  let split: Sink | undefined
  for (let direct = true; holder; direct = false) {
    const found = isInput(word) ? ofInput(holder) : word && ofWord({ holder, word, direct, expanded }, shell, kind)
    if (direct) fetcher = word && fetcherOf(holder, word, expanded, shell)
    if (found && (found.how !== 'word' || fetcher === undefined)) return acting(found)
    split ??= found
    const isPassed = direct && fetcher !== undefined ? true : isInput(word) ? changes(holder) : passes(holder)
    if (!isPassed) return split
    isValue ||= encloses(holder) || readersOf(holder).some(encloses)
    const fed = ofOutput(holder, shell)
    if (fed) return acting(fed)
    if (!readersOf(holder).every(changes)) return split
    word = holder.inWord
    holder = holder.within
  }
  return split

  function acting(sink: Sink): Sink | undefined {
    if (isValue && sink.how === 'manifest') return undefined
    return fetcher === undefined ? sink : fetched(fetcher, sink)
  }
}

interface Spot {
  readonly holder: Command
  readonly word: Word
  /** The variable stands in the word itself, not in a command in it. */
  readonly direct: boolean
  readonly expanded: Expanded
}

/** Commands that run the first of their arguments, or all of them, as commands. */
const evaluating = new Set(['eval', 'trap', 'watch', 'parallel'])
/** Commands that take the text of a query among their arguments. */
const querying = new Set(
  'bq snowsql sqlcmd isql beeline hive presto trino impala-shell spark-sql cqlsh cypher-shell vsql'.split(' '),
)

function ofWord(spot: Spot, shell: Shell, kind: Parameters<typeof sinkOf>[2]): Sink | undefined {
  const { holder, word, direct, expanded } = spot
  if (word.role !== 'word') return undefined
  const texts = textsOf(holder)
  const index = holder.words.findIndex(({ from }) => from === word.from)
  const first = basename(texts[0] ?? '')
  if (index < 0 || index >= texts.length) return undefined
  if (first === '[[') return kind.calculates ? ofTest(texts, index) : undefined
  if (first === 'case' || first === 'for' || first === 'select' || first === '[' || first === 'test')
    return kind.calculates && texts[index - 1] === '-v' ? named(first) : undefined
  const name = nameOf(texts)
  const at = commandIndex(texts)
  if (index === at && kind.leads && begins(spot, shell)) return command
  if (
    index > at &&
    evaluating.has(name) &&
    (name !== 'trap' || index === operand(texts, at)) &&
    !isQuoted(texts, index)
  )
    return { how: 'code', what: `\`${name}\` runs its text as a command` }
  const written = shell.text.slice(word.from, word.to)
  if (index === operand(texts, at) && /^(?:\.|source)$/.test(name)) {
    if (written.startsWith('<(')) return { how: 'code', what: `\`${name}\` runs its text as a program` }
    if (direct && isWhole(word, expanded)) return { how: 'code', what: `it is the file that \`${name}\` runs` }
  }
  if (index === operand(texts, at) && languageOf(texts[at] ?? '') && written.startsWith('<('))
    return { how: 'code', what: `\`${name}\` runs its text as a program` }
  return (
    ofProgram(texts, index, name) ??
    ofPatch(texts, index) ??
    (kind.calculates ? calculated(spot, texts, index) : undefined) ??
    (kind.splits && direct ? split(spot, index >= at ? name : '', shell) : undefined)
  )
}

/** Whether `parallel` quotes a word for the command that it is given before. */
function isQuoted(texts: readonly string[], index: number): boolean {
  const sign = texts.findIndex((text) => /^::::?\+?$/.test(text))
  return sign > 1 && index > sign
}

/** Code among the arguments of a command, such as the text after `sh -c`. */
function ofProgram(texts: readonly string[], index: number, name: string): Sink | undefined {
  const code = codeIn(texts).find((found) => found.index === index)
  if (code?.language === 'query') return { how: 'query', what: `\`${name}\` takes its text for a part of what to do` }
  const article = code?.language === 'r' || code?.language === 'awk' ? 'an' : 'a'
  if (code) return { how: 'code', what: `it is part of ${article} ${program(code.language)} that \`${name}\` runs` }
  if (name === 'make' && /^\w+[:+?]?=/.test(texts[index] ?? ''))
    return { how: 'code', what: '`make` expands its text, and runs the commands in `$(shell …)`' }
  if (/^(?:aws|gcloud)$/.test(name) && /^--(?:query-string|sql)(?:=|$)/.test(optionOf(texts, index)))
    return { how: 'query', what: `\`${name}\` takes its text for a part of the query` }
  const query =
    querying.has(name) &&
    /\s/.test(texts[index] ?? '') &&
    /\b(?:select|insert|update|delete|create|drop|alter|call|match|copy|merge)\b/i.test(texts[index] ?? '')
  return query ? { how: 'query', what: `\`${name}\` takes its text for a part of the query` } : undefined
}

/** The option that a word is, or belongs to. */
function optionOf(texts: readonly string[], index: number): string {
  return (texts[index]?.startsWith('-') ? texts[index] : texts[index - 1]) ?? ''
}

/** The index of the command itself, behind `exec`, `timeout` and such. */
export function commandIndex(texts: readonly string[]): number {
  let at = commandAt(texts)
  while (/^(?:command|builtin)$/.test(texts[at] ?? '') && !/^-[vV]$/.test(texts[at + 1] ?? '')) at++
  return at
}

function operand(texts: readonly string[], at: number): number {
  let index = at + 1
  while (texts[index]?.startsWith('-')) if (texts[index++] === '--') break
  return index
}

function isWhole({ from, to }: Word, expanded: Expanded): boolean {
  const quotes = expanded.spot.quoting === 'double' ? 1 : 0
  return expanded.from - quotes === from && expanded.to + quotes === to
}

/** Whether the text chooses the command, not only a file below a directory that it names. */
function begins({ word, direct, expanded }: Spot, { text }: Shell): boolean {
  if (!direct) return true
  // The first item of an array is not known.
  if (/\[[@*]\]/.test(text.slice(expanded.from, expanded.to))) return false
  const quotes = expanded.spot.quoting === 'none' ? 0 : 1
  return expanded.from - quotes <= word.from && (quotes === 0 || text[expanded.to] !== '/')
}

/** In `[[ … ]]` numbers are arithmetic expressions. */
function ofTest(texts: readonly string[], index: number): Sink | undefined {
  const around = [texts[index - 1] ?? '', texts[index + 1] ?? '']
  if (around.some((word) => /^-(?:eq|ne|lt|le|gt|ge)$/.test(word))) return arithmetic('[[')
  return texts[index - 1] === '-v' ? named('[[') : undefined
}

function arithmetic(name: string): Sink {
  return { how: 'arithmetic', what: `\`${name}\` calculates with its text, and an index in that can run a command` }
}

function named(name: string): Sink {
  return {
    how: 'arithmetic',
    what: `\`${name}\` takes its text for the name of a variable, and an index in that can run a command`,
  }
}

/** Commands that take names of variables, in which an index is calculated. */
const naming = new Set('declare typeset local unset read mapfile readarray'.split(' '))

function calculated({ word, expanded, direct }: Spot, texts: readonly string[], index: number): Sink | undefined {
  const first = basename(texts[0] ?? '')
  if (first === 'let') return arithmetic(first)
  if (first === 'printf' && texts[index - 1] === '-v') return named(first)
  if (!naming.has(first) || !direct) return undefined
  const before = word.text.slice(0, Math.max(0, expanded.from - word.from))
  if (!before.includes('='))
    return first === 'read' && /^-\w*[ptnNdiu]$/.test(texts[index - 1] ?? '') ? undefined : named(first)
  return texts.some((text) => /^-[a-zA-Z]*i/.test(text)) ? arithmetic(first) : undefined
}

/** Commands to which one word more does nothing, or for which words are made on purpose. */
const harmless = new Set(
  (
    'echo printf true false : test [ exit return shift sleep export local declare typeset readonly set unset wait ' +
    'cd pushd mkdir touch basename dirname seq expr date cat head tail wc ls hostname trap kill umask ulimit read getopts ' +
    'break continue which type command hash let nproc whoami id uname logger say log info warn error debug'
  ).split(' '),
)

function split({ word, expanded }: Spot, name: string, shell: Shell): Sink | undefined {
  if (expanded.spot.quoting !== 'none' || name === '' || harmless.has(name) || shell.functions.has(name))
    return undefined
  // `${1+"$@"}`
  if (/["']/.test(shell.text.slice(expanded.from, expanded.to))) return undefined
  // A name that is only known when it runs is not worth saying.
  const who = /^[\w.+/-]{1,60}$/.test(name) ? `\`${name}\`` : 'the command'
  const what = `without quotes it is split at blanks, and ${who} may take a part for an option`
  // Braces make several words, as `$*` does of arguments.
  return {
    how: 'word',
    what,
    quotable: expanded.name !== '*' && !/[{}]/.test(word.text.replace(/\$\{[^{}]*\}/g, '')),
  }
}
