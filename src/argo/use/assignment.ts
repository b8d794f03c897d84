import { basename } from '../language.ts'
import type { Shell } from '../shell.ts'
import type { Command, Hole } from '../shell-word.ts'
import type { Expanded } from './expansion.ts'
import type { Structure } from './statement.ts'

/** What gives a variable a value. */
export interface Assignment {
  readonly name: string
  /** Where its value stands. */
  readonly value: Hole
  /** From where it counts. */
  readonly at: number
  /** It is not sure to be done. */
  readonly conditional: boolean
}

const naming = new Set('declare typeset local export readonly'.split(' '))
const reading = new Set('read mapfile readarray'.split(' '))

/** All that gives variables values. */
export function* assignmentsOf(
  { commands, text }: Shell,
  { statements }: Structure,
  expanded: readonly Expanded[],
): Generator<Assignment> {
  const places = new Map(statements.map((statement) => [statement.command, statement]))
  for (const command of commands) {
    const { words, assignments } = command
    const statement = places.get(command)
    const conditional =
      !statement || statement.joint === '&&' || statement.joint === '||' || statement.block !== undefined
    const first = basename(words[0]?.text ?? '')
    // Before a command they count for that alone.
    const own = words.length === 0 ? assignments : naming.has(first) ? words.slice(1) : []
    for (const word of own) {
      const [prefix = '', name = ''] =
        /^([A-Za-z_]\w{0,80})(?:\[[^\]]{0,80}\])?\+?=/.exec(text.slice(word.from, word.to)) ?? []
      const value = { from: word.from + prefix.length, to: word.to }
      if (name !== '') yield { name, value, at: word.to, conditional: conditional || /[+\]]=$/.test(prefix) }
    }
    if (first === 'for' && words[1] && words[2])
      yield {
        name: words[1].text,
        value: { from: words[2].from, to: words.at(-1)?.to ?? 0 },
        at: words[1].to,
        conditional: false,
      }
    if (reading.has(first)) yield* readings(command, expanded, conditional)
    if (first === 'printf' && words[1]?.text === '-v' && words[2] && words[3])
      yield {
        name: words[2].text,
        value: { from: words[3].from, to: (isQuoting(words[3].text) ? words[3] : words.at(-1))?.to ?? 0 },
        at: words.at(-1)?.to ?? 0,
        conditional,
      }
  }
}

/** Whether a format of `printf` quotes all that it is given for the shell, or takes it for numbers. */
function isQuoting(format: string): boolean {
  const all = format.replaceAll('%%', '').match(/%[^%a-zA-Z]*[a-zA-Z]?/g) ?? []
  return all.length > 0 && all.every((one) => /[qdiouxX]$/.test(one))
}

/** `read` takes what `<<<` gives it, or what stands before it in its pipeline. */
function* readings(command: Command, expanded: readonly Expanded[], conditional: boolean): Generator<Assignment> {
  const { words, pipeline } = command
  const input = expanded.find(({ spot }) => spot.command === command && spot.word?.role === 'input')?.spot.word
  const [feeder] = pipeline
  const value = input ?? (feeder && feeder !== command ? stretch(feeder) : undefined)
  const at = Math.max(...words.map(({ to }) => to), input?.to ?? 0)
  for (const { text: name } of words.slice(1))
    if (/^[A-Za-z_]\w*$/.test(name)) yield { name, value: value ?? { from: at, to: at }, at, conditional }
}

function stretch({ words }: Command): Hole {
  return { from: words[0]?.from ?? 0, to: words.at(-1)?.to ?? 0 }
}

/** Whether a command gives variables what it reads. */
export function isReading({ words }: Command): boolean {
  return reading.has(words[0]?.text ?? '')
}
