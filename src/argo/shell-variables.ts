import type { CodeItem } from './argv.ts'
import { basename } from './language.ts'
import type { Shell } from './shell.ts'
import type { Command, Word } from './shell-word.ts'

/** Commands that take the text before a `=` for a name, and run the index in it. */
export const naming = new Set('declare typeset local export readonly unset read mapfile readarray getopts'.split(' '))

/** Variables that change how the shell itself works. */
const special = 'BASH_ENV ENV PROMPT_COMMAND PS0 PS1 PS4 SHELLOPTS BASHOPTS IFS LD_PRELOAD LD_LIBRARY_PATH'.split(' ')

/**
 * Variables of a script whose text the shell, or a program that it starts, takes for more than text: for a number or
 * an index, which can hold a command in bash; for a name; for a query. Those that they are made of are among them, and
 * `1`, `@` and their like stand for the arguments of functions.
 *
 * @param codeOf the words of a command that are code or a query
 */
export function sensitive(
  shell: Shell,
  codeOf: (command: Command) => readonly Pick<CodeItem, 'index'>[],
): ReadonlySet<string> {
  const found = new Set([...special, ...shell.arithmetics.flatMap(identifiers)])
  const made = new Map<string, string[]>()
  for (const command of shell.commands) {
    for (const name of used(command, shell, codeOf(command))) found.add(name)
    for (const { name, from } of assigned(command, shell)) made.set(name, [...(made.get(name) ?? []), ...from])
  }
  for (const name of found) for (const source of made.get(name) ?? []) found.add(source)
  return found
}

function* used(command: Command, shell: Shell, code: readonly Pick<CodeItem, 'index'>[]): Generator<string> {
  const { words, assignments } = command
  const first = basename(words[0]?.text ?? '')
  for (const word of [...words, ...assignments]) {
    const raw = written(word, shell)
    for (const [, index = ''] of raw.matchAll(/\[([^\]\n]*)\]/g))
      if (/^\w|\$\{/.test(raw) || word.role === 'assignment') yield* identifiers(index)
    for (const [, name = ''] of raw.matchAll(/\$\{!(\w+)/g)) yield name
  }
  for (const { index } of code) yield* mentioned(words[index], shell)
  const numeric = first === '[[' && words.some(({ text }) => /^-(?:eq|ne|lt|le|gt|ge|v)$/.test(text))
  if (first === 'let' || numeric) for (const { text } of words.slice(1)) yield* identifiers(text)
  if (/^(?:\[|test|printf)$/.test(first))
    for (const [at, word] of words.entries()) if (words[at - 1]?.text === '-v') yield* mentioned(word, shell)
  if (!naming.has(first)) return
  const integer = words.some(({ text }) => /^-[a-zA-Z]*i/.test(text))
  for (const word of words.slice(1)) {
    if (integer) yield* identifiers(word.text)
    yield* names(written(word, shell).split('=')[0] ?? '')
  }
}

/** The variables that a command sets, and those whose text it puts into them. */
function* assigned(
  { words, assignments }: Command,
  shell: Shell,
): Generator<{ name: string; from: readonly string[] }> {
  const first = basename(words[0]?.text ?? '')
  for (const word of [...assignments, ...(naming.has(first) ? words.slice(1) : [])]) {
    const raw = written(word, shell)
    yield { name: /^\w+/.exec(raw)?.[0] ?? '', from: names(raw) }
  }
  if (first === 'for')
    yield { name: words[1]?.text ?? '', from: words.slice(2).flatMap((word) => mentioned(word, shell)) }
}

function written({ from, to }: Word, { text }: Shell): string {
  return text.slice(from, to)
}

function mentioned(word: Word | undefined, shell: Shell): readonly string[] {
  return word ? names(written(word, shell)) : []
}

/** Names behind a `$`. */
function names(raw: string): readonly string[] {
  return [...raw.matchAll(/\$\{?[#!]?(\w+|[@*])/g)].map(([, name = '']) => name)
}

/** All that can be a name in an arithmetic expression. */
function identifiers(expression: string): readonly string[] {
  return [...expression.matchAll(/[A-Za-z_]\w*|(?<=\$\{?)(?:\d+|[@*])/g)].map(([name]) => name)
}
