import { once } from '../yaml/once.ts'
import { type CodeItem, codeIn } from './argv.ts'
import { basename, languageOf, languageOfFile } from './language.ts'
import type { Shell } from './shell.ts'
import type { Command, Spot, Word } from './shell-word.ts'
import { naming, sensitive } from './shell-variables.ts'
import { afterOptions, commandAt } from './wrapper.ts'

/** Why no variable of a script is sure to be data; nothing when it can be. */
export function runsAnything(shell: Shell): string | undefined {
  const { commands, text } = shell
  if (commands.some((command) => runsVariable(command, text))) return 'The script runs the text of variables as code'
  if (commands.some((command) => command.compound && feedsProgram(command, commands)))
    return 'What the script writes is run as a program'
  const read = commands.some(
    ({ words }) =>
      /^(?:read|mapfile|readarray)$/.test(words[0]?.text ?? '') &&
      words.slice(1).some((word) => sensitiveOf(shell).has(word.text)),
  )
  return read ? 'The script reads a variable that it calculates with, or makes a query of' : undefined
}

/**
 * Why a variable in the place of a hole would only move the problem: something that the shell runs would take its
 * text for code. Nothing when it is an argument, an input or an output like any other.
 */
export function runsElsewhere(spot: Spot, shell: Shell): string | undefined {
  return (spot.word && ofWord(spot, spot.word, shell)) ?? ofCommands(spot, shell)
}

/** Commands whose arguments are code, commands or expressions that run some. */
const evaluating = new Set(
  (
    'eval trap alias let watch parallel tmux screen script flock runuser sg su nsenter at batch crontab osascript ' +
    'expect make gmake groovy julia elixir octave complete compgen bind'
  ).split(' '),
)
/** Commands with little languages of their own, whose arguments are not told apart here. */
const querying = new Set(
  (
    'bq snowsql sqlcmd sqlplus isql beeline hive presto trino impala-shell spark-sql cqlsh influx cypher-shell ' +
    'redis-cli vsql yq'
  ).split(' '),
)
function ofWord({ hole, quoting }: Spot, word: Word, shell: Shell): string | undefined {
  const { commands } = shell
  if (word.role === 'pattern') return 'The tag stands in a pattern of `case`'
  const command = commands.find(({ words, assignments }) => words.includes(word) || assignments.includes(word))
  if (!command)
    return word.role === 'list' && shell.arithmetics.length > 0
      ? 'The script calculates, maybe with items of this array'
      : undefined
  if (word.role === 'assignment') {
    if (word.text.indexOf('{{') < word.text.indexOf('='))
      return 'The tag stands in an index, which is an arithmetic expression'
    return ofVariable(word.text, shell)
  }
  const words = command.words.map(({ text }) => text)
  const index = command.words.indexOf(word)
  const first = basename(words[0] ?? '')
  if (word.role === 'list') return ofVariable(words[1] ?? '', shell)
  const begins = word.from === hole.from || (quoting !== 'none' && word.from + 1 === hole.from)
  if (index === 0 && begins && !word.text.slice(hole.to - hole.from).startsWith('/'))
    return 'The value is the command that is run'
  if (first === '[[') return ofTest(words, index)
  if (words[index - 1] === '-v' && /^(?:\[|test|printf)$/.test(first)) return 'The value is the name of a variable'
  if (!naming.has(first)) return undefined
  const sign = word.text.indexOf('=')
  if (begins || sign < 0 || word.text.indexOf('{{') < sign)
    return `\`${first}\` takes the value for the name of a variable`
  return ofVariable(word.text, shell)
}

/** What the script does with the variable with which a text begins. */
function ofVariable(text: string, shell: Shell): string | undefined {
  const name = /^\w+/.exec(text)?.[0] ?? ''
  return sensitiveOf(shell).has(name)
    ? `\`${name}\` is used in arithmetic, as a name, or in a query, where its text would be code again`
    : undefined
}

/** In `[[ … ]]`, numbers are arithmetic expressions, in which an index can hold a command. */
function ofTest(words: readonly string[], index: number): string | undefined {
  const around = [words[index - 1] ?? '', words[index + 1] ?? '']
  if (around.some((word) => /^-(?:eq|ne|lt|le|gt|ge|v)$/.test(word)))
    return '`[[` takes the value for an arithmetic expression, which can run commands: use `[`'
  return words[index - 1] === '=~'
    ? 'The value is a regular expression, which quotes would make a fixed text'
    : undefined
}

/** From the command that holds the hole outwards. */
function ofCommands(spot: Spot, shell: Shell): string | undefined {
  const { commands } = shell
  let { command, word } = spot
  for (; command; word = command.inWord, command = command.within) {
    const words = command.words.map(({ text }) => text)
    const name = nameOf(words)
    const index = word ? command.words.indexOf(word) : -1
    if (index >= 0 && evaluating.has(name)) return `\`${name}\` takes its arguments for code`
    const code = codeOf(command).find((found) => found.index === index)
    if (index >= 0 && querying.has(name)) return `\`${name}\` takes its arguments for a query`
    if (code?.language === 'query')
      return `The tag is part of a program of \`${name}\`, in which a variable would be code again`
    if (code) return 'The tag is part of a program inside of the script, in which a variable would be code again'
    if (
      word &&
      shell.functions.has(words[0] ?? '') &&
      [...sensitiveOf(shell)].some((variable) => /^(?:\d+|[@*])$/.test(variable))
    )
      return `The function \`${name}\` calculates with its arguments, or makes queries of them`
    const kept = word?.role === 'assignment' ? ofVariable(word.text, shell) : undefined
    if (kept !== undefined) return kept
    const input = word?.role === 'input' || (!word && spot.quoting === 'here-document')
    if (input && readsProgram(words)) return `\`${name}\` runs what it is fed here`
    if (feedsProgram(command, commands)) return 'What the command writes is run as a program'
  }
  return undefined
}

export function nameOf(words: readonly string[]): string {
  let at = commandAt(words)
  while (/^(?:command|builtin)$/.test(words[at] ?? '')) at++
  return basename(words[at] ?? '')
}

/** Whether what a command writes is run: by the next one in its pipeline, or from a file. */
function feedsProgram(command: Command, commands: readonly Command[]): boolean {
  const { pipeline } = command
  const from = pipeline.indexOf(command)
  const later = pipeline.slice(from + 1).map(({ words }) => words.map(({ text }) => text))
  if (later.some(readsProgram)) return true
  const files = pipeline.slice(from).flatMap(({ targets }) => targets.map(({ text }) => text))
  const copied = later.flatMap((words) => (basename(words[0] ?? '') === 'tee' ? words.slice(1) : []))
  return [...files, ...copied].some((file) => isProgram(file, commands))
}

function isProgram(file: string, commands: readonly Command[]): boolean {
  if (languageOfFile(file)) return true
  if (/^(?:\/dev\/|&|-|\d)/.test(file) || file === '') return false
  return commands.some(({ words: own }) => {
    const words = own.map(({ text }) => text)
    const at = commandAt(words)
    const runs = languageOf(words[at] ?? '') !== undefined || /^(?:\.|source|chmod|exec|install)$/.test(words[at] ?? '')
    return words.some((word, index) => basename(word) === basename(file) && (runs || index === at))
  })
}

const fed = new Set(
  'ssh psql mysql mariadb sqlite3 mongosh mongo duckdb clickhouse-client parallel at batch crontab su make gmake'.split(
    ' ',
  ),
)

/** Whether a command runs what it reads from its input. */
export function readsProgram(words: readonly string[]): boolean {
  const at = commandAt(words)
  if (fed.has(basename(words[at] ?? '')) && basename(words[at] ?? '') !== 'xargs') return true
  if (words.slice(0, at).some((word) => basename(word) === 'xargs')) return codeIn(words).length > 0
  return words.some((word, index) => {
    if (index < at || !languageOf(word)) return false
    // What it is given to run stands near it.
    if (codeIn(words.slice(index, index + 16)).length > 0) return false
    const operand = words[afterOptions(words, index + 1, /^-[WXoO]$/)] ?? '-'
    const stdin =
      words.slice(index + 1, index + 16).some((option) => /^-[a-z]*s$/.test(option)) && languageOf(word) === 'shell'
    return stdin || operand === '-' || operand === '/dev/stdin'
  })
}

/** Whether a command runs the text of any variable as code. */
function runsVariable(command: Command, text: string): boolean {
  const { words: own } = command
  if (nameOf(own.map((word) => word.text)) === 'eval') return own.some(({ from, to }) => expands(text.slice(from, to)))
  return codeOf(command).some(({ index, language }) => {
    const word = own[index]
    return language !== 'query' && word !== undefined && expands(text.slice(word.from, word.to))
  })
}

/** Whether the shell puts the text of a variable into a word. */
function expands(written: string): boolean {
  const parts = written.match(/'[^']*'|"(?:\\[^]|[^"\\])*"|\\[^]|[^'"\\]+/g) ?? []
  return parts.some((part) => !part.startsWith("'") && /\$[\w{@*]/.test(part.replace(/\\[^]/g, '')))
}

const sensitiveOf = once((shell: Shell): ReadonlySet<string> => sensitive(shell, programsOf))

/** The words of a command that are code, a query, or an argument of something that takes all of them so. */
function programsOf(command: Command): readonly Pick<CodeItem, 'index'>[] {
  const name = nameOf(command.words.map(({ text }) => text))
  const all = evaluating.has(name) || querying.has(name)
  return all ? command.words.map((_, index) => ({ index })) : codeOf(command)
}

/** The words of a command that some program takes for code. */
const codeOf = once((command: Command): readonly CodeItem[] => codeIn(command.words.map(({ text }) => text)))
