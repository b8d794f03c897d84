import { basename } from '../language.ts'
import type { Shell } from '../shell.ts'
import type { Hole, Word } from '../shell-word.ts'
import { between, type Expansion } from './expansion.ts'
import type { Block, Statement, Structure } from './statement.ts'

/** Where the text of a variable is known to be harmless, since the program has looked at it. */
export interface Check extends Hole {
  readonly name: string
}

/** A look at a variable that lets only some texts through. */
interface Look {
  readonly name: string
  readonly statement: Statement
  readonly index: number
  /** Where it is done. */
  readonly from: number
  /** The text is one of some when it succeeds, when it fails, when one or the other leaves, or whenever it comes back. */
  readonly passes: 'success' | 'failure' | 'either' | 'always'
}

/** Commands that leave, and usual names of functions that do. */
const leaving =
  /^(?:exit|return|false|continue|break|kill|die|abort|bail|quit|panic|fatal|usage)$|^(?:fail|error|err|die)(?:[_-]|$)|(?:_|-)(?:fail|die|exit|fatal|abort)$/
/** Nobody checks more; a hostile program is read to its end without. */
const most = 2000

/** Functions of the program that look at their arguments, by their names. */
const looking = /valid|sanit|assert|verify|ensure|require|allow|safe|check|guard/i

/**
 * Where variables are checked: by a pattern, a list of texts or a comparison of numbers whose other side leaves. Where
 * that is in doubt, it is one.
 */
export function checks(shell: Shell, { statements }: Structure, all: readonly Expansion[]): readonly Check[] {
  const leaves = statements.filter(({ command }) => leaving.test(command.words[0]?.text ?? ''))
  const context: Context = { shell, statements, all, leaves, strict: strictFrom(statements) }
  const found: Check[] = []
  for (const [index, statement] of statements.entries()) {
    if (found.length < most) found.push(...caseChecks(statement, context))
    for (const look of looks(statement, index, context)) found.push(...checked(look, context))
  }
  return found
}

interface Context {
  readonly shell: Shell
  readonly statements: readonly Statement[]
  readonly leaves: readonly Statement[]
  readonly all: readonly Expansion[]
  /** From where a command that fails ends the program. */
  readonly strict: number
}

function namesIn(stretch: Hole, all: readonly Expansion[]): readonly string[] {
  return between(all, stretch).flatMap(({ gives }) => gives)
}

function strictFrom(statements: readonly Statement[]): number {
  const found = statements.find(
    ({ command: { words } }) =>
      words[0]?.text === 'set' && words.some(({ text }) => /^-[a-zA-Z]*e/.test(text) || text === 'errexit'),
  )
  return found?.from ?? Infinity
}

/** The patterns that `case` has for one variable: a default that leaves, or fixed texts. */
function* caseChecks({ command, to, from }: Statement, { shell, all, leaves, statements }: Context): Generator<Check> {
  const { words } = command
  if (words[0]?.text !== 'case' || !words[1]) return
  const end = endOf(statements, from) ?? shell.text.length
  const its = namesIn(words[1], all)
  let at = to
  for (const clause of shell.text.slice(to, end).split(';;')) {
    const start = at
    at += clause.length + 2
    const [, pattern = ''] = /^\s*(?:#[^\n]*\n\s*)*\(?([^)]*)\)/.exec(clause) ?? []
    const options = pattern.split('|').map((option) => option.trim())
    const refuses = options.some((option) => option === '*' || /\[[!^]/.test(option))
    const fixed = options.every((option) => !/[*?[$`]/.test(option))
    for (const name of its) {
      if (refuses && leaves.some((leave) => leave.from > start && leave.from < at))
        yield { name, from: to, to: Infinity }
      else if (fixed) yield { name, from: start, to: at }
    }
  }
}

function endOf(statements: readonly Statement[], from: number): number | undefined {
  return statements.find(({ block }) => block?.kind === 'case' && block.from === from)?.block?.to
}

function* looks(statement: Statement, index: number, { shell, all: expansions }: Context): Generator<Look> {
  const { command, keywords } = statement
  const { words } = command
  const first = basename(words[0]?.text ?? '')
  const not = keywords.includes('!')
  function* all(stretch: Hole, passes: Look['passes'], from = statement.to): Generator<Look> {
    const turned = not && passes === 'success' ? 'failure' : not && passes === 'failure' ? 'success' : passes
    for (const name of namesIn(stretch, expansions)) yield { name, statement, index, from, passes: turned }
  }
  if (first === '[' || first === 'test' || first === '[[')
    for (const { word, passes, from } of compared(words, shell.text)) yield* all(word, passes, from)
  else if (first === 'expr') for (const word of words.slice(1)) yield* all(word, 'either')
  else if (looking.test(first) && shell.functions.has(first)) yield* all(statement, 'always')
  else if (/^[ef]?grep$/.test(first)) {
    const narrow = words.some(({ text }) => /^-\w*[xv]/.test(text) || text === '--line-regexp' || isNarrow(text))
    // What it reads stands before it in its pipeline, or behind it.
    const input = command.pipeline[0] ?? command
    const from = input.words[0]?.from ?? statement.from
    const line = shell.text.indexOf('\n', statement.to)
    if (narrow) yield* all({ from, to: line < 0 ? shell.text.length : line }, 'either')
  }
}

/** A pattern for all of a text, or for signs that must not stand in it. */
function isNarrow(pattern: string): boolean {
  if (/\[\^/.test(pattern)) return true
  return /\$['"]?$/.test(pattern) && /^['"]?\^/.test(pattern) && !/\.[*+]/.test(pattern)
}

/** The sides of comparisons that say what a text is. */
function* compared(
  words: readonly Word[],
  text: string,
): Generator<{ word: Word; passes: Look['passes']; from?: number }> {
  const not = words[1]?.text === '!'
  for (const [index, { text: sign }] of words.entries()) {
    const left = words[index - 1]
    const right = words[index + 1]
    if (index < 1 || !left || !right) continue
    if (/^-(?:eq|ne|lt|le|gt|ge)$/.test(sign)) {
      yield { word: left, passes: 'either' }
      yield { word: right, passes: 'either' }
    } else if (sign === '=~') {
      const pattern = text.slice(right.from, right.to)
      const known = pattern.startsWith('$') || pattern.startsWith('"')
      if (known || isNarrow(pattern)) yield { word: left, passes: 'either', from: right.to }
      // `[[ " a b " =~ " $X " ]]`
      if (known) yield { word: right, passes: 'either', from: right.to }
    } else if (/^(?:==?|!=)$/.test(sign)) {
      // `[[ " a b " == *" $X "* ]]`
      if (/\*.*\$/.test(right.text.slice(0, 200))) yield { word: right, passes: 'either', from: right.to }
      const [fixed, other] = /[$`]/.test(left.text) ? [right.text, left] : [left.text, right]
      if (fixed === '' || /[$`*]/.test(fixed)) continue
      yield { word: other, passes: (sign === '!=') === not ? 'success' : 'failure' }
    }
  }
}

/** The stretches in which what a look let through is used. */
function* checked(look: Look, context: Context): Generator<Check> {
  const { name, statement, passes, index, from } = look
  const { block } = statement
  if (passes === 'always') {
    yield { name, from, to: Infinity }
    return
  }
  const condition = block?.kind === 'if' && isCondition(look, block, context)
  if (condition) {
    const turn = turnOf(block, context)
    const left = context.leaves.filter(({ from }) => from > statement.to && from < block.to)
    const [inThen, inElse] = [left.some((leave) => leave.from < turn), left.some((leave) => leave.from >= turn)]
    const until = { success: inElse, failure: inThen, either: inThen || inElse }[passes]
    if (until) yield { name, from, to: Infinity }
    if (passes !== 'failure') yield { name, from, to: turn }
    if (passes !== 'success') yield { name, from: turn, to: block.to }
    return
  }
  const { end, leaves } = rest(index, context)
  const joint = leaves?.joint ?? ''
  const fits = passes === 'either' || (passes === 'success' ? joint !== '&&' : joint === '&&')
  if (leaves ? fits : statement.from > context.strict && passes !== 'failure') yield { name, from, to: Infinity }
  else yield { name, from, to: end }
}

/** Whether a command decides which way `if` goes: no `then` stands between them. */
function isCondition({ index }: Look, block: Block, { statements }: Context): boolean {
  for (let at = index; at >= 0; at--) {
    const found = statements[at]
    if (!found || found.from < block.from) return false
    if (found.block !== block) continue
    if (found.keywords.includes('then') || found.keywords.includes('else')) return false
    if (found.keywords.includes('if') || found.keywords.includes('elif')) return true
  }
  return false
}

/** Where `else` or `elif` begins in a block, or where it ends. */
function turnOf(block: Block, { statements }: Context): number {
  const found = statements.find(
    (one) => one.block === block && one.keywords.some((word) => word === 'else' || word === 'elif'),
  )
  return found?.from ?? block.to
}

/** What is joined to a command: how far it goes, and the first of it that leaves. */
function rest(index: number, { statements, shell, leaves }: Context): { end: number; leaves: Statement | undefined } {
  const own = statements[index]
  let end = own?.to ?? 0
  let joint: Statement | undefined
  for (let at = index + 1; at < statements.length; at++) {
    const next = statements[at]
    if (!next) break
    const inside = next.block !== own?.block && (next.block?.from ?? 0) > (own?.from ?? 0)
    if (!inside && next.joint === '' && /[;\n]/.test(shell.text.slice(end, next.from))) break
    if (next.joint === '&&' || next.joint === '||') joint = next
    end = Math.max(end, next.to)
    if (joint && leaves.includes(next)) return { end, leaves: { ...next, joint: joint.joint } }
  }
  return { end, leaves: undefined }
}
