import type { Span } from '../yaml/file.ts'
import type { Mapping, Scalar } from '../yaml/node.ts'
import { get, items, scalar, text } from '../yaml/query.ts'
import { codeIn } from './argv.ts'
import { languageOf } from './language.ts'

/** A word of a command line, and where it is written. */
export interface Word {
  readonly text: string
  readonly at: Span
}

/** A flag with its value; one that stands alone is `true`. */
export interface Flag {
  /** Without hyphens, a shorthand by its long name. */
  readonly name: string
  readonly value: string
  /** The word that holds the value. */
  readonly at: Span
}

/** What a program's flags are like; a flag that is not boolean takes the next word when it has no `=`. */
export interface Grammar {
  readonly booleans: ReadonlySet<string>
  readonly shorthands: Readonly<Record<string, string>>
}

/** The literal values of a container's environment, by name; of two with one name the last counts. */
export function environment(container: Mapping, field = 'env'): ReadonlyMap<string, Word> {
  const found = new Map<string, Word>()
  for (const entry of items(get(container, field))) {
    const name = text(get(entry, 'name'))
    const value = scalar(get(entry, 'value'))
    if (name !== undefined && value) found.set(name, { text: value.value, at: value })
  }
  return found
}

/**
 * The commands that `command` and `args` of a container come to: one, or each of a shell's `-c` text or of a script that a
 * shell reads. The kubelet's `$(NAME)` is replaced where the environment is written out.
 */
export function commands(container: Mapping): readonly (readonly Word[])[] {
  const known = environment(container)
  const leaves = [...items(get(container, 'command')), ...items(get(container, 'args'))].flatMap(
    (item) => scalar(item) ?? [],
  )
  const source = scalar(get(container, 'source'))
  const code = source && languageOf(leaves[0]?.value ?? '') === 'shell' ? source : shellCode(leaves)
  if (code) return [...split(code)]
  return [leaves.map((leaf) => ({ text: expanded(leaf.value, known), at: leaf }))]
}

function expanded(value: string, known: ReadonlyMap<string, Word>): string {
  return value.replace(/\$\(([\w.-]+)\)/g, (whole, name: string) => known.get(name)?.text ?? whole)
}

/** The text after a shell's `-c`. */
function shellCode(words: readonly Scalar[]): Scalar | undefined {
  const found = codeIn(words.map(({ value }) => value)).find(({ language, sure }) => language === 'shell' && sure)
  return found && words[found.index]
}

/** One part of a shell text: blanks and comments, the end of a command, or a piece of a word. */
const piece =
  /(?<blank>[ \t\r]+|\\\r?\n)|(?<end>[\n;|&()]+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[^])*)"|\\(?<escaped>[^])|(?<plain>[^\s;|&()'"\\]+|[^])/gy

/** The commands of a shell text as words without their quotes. Variables stay as they are written. */
function* split(code: Scalar): Generator<readonly Word[]> {
  const { value } = code
  let words: Word[] = []
  let word: { text: string; start: number; end: number } | undefined
  function close(): void {
    if (word) words.push({ text: word.text, at: code.part(word.start, word.end) })
    word = undefined
  }
  piece.lastIndex = 0
  for (let match = piece.exec(value); match; match = piece.exec(value)) {
    const { blank, end, single, double, escaped, plain } = match.groups ?? {}
    if (blank !== undefined) {
      if (!blank.startsWith('\\')) close()
    } else if (end !== undefined) {
      close()
      if (words.length > 0) yield words
      words = []
    } else if (!word && plain?.startsWith('#')) {
      const line = value.indexOf('\n', piece.lastIndex)
      piece.lastIndex = line < 0 ? value.length : line
    } else {
      word ??= { text: '', start: match.index, end: match.index }
      word.text += single ?? double?.replace(/\\([$`"\\])/g, '$1').replace(/\\\r?\n/g, '') ?? escaped ?? plain ?? ''
      word.end = piece.lastIndex
    }
  }
  close()
  if (words.length > 0) yield words
}

/**
 * Reads words as Go's pflag does: `--name=value`, `--name value`, `-n=value`, `-nvalue`, `-n value`. A boolean flag never
 * takes the next word: `--secure false` is `--secure` and a stray argument. After `--` nothing is a flag.
 */
export function flags(words: readonly Word[], grammar: Grammar): { flags: readonly Flag[]; rest: readonly Word[] } {
  const found: Flag[] = []
  const rest: Word[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index]
    if (!word) continue
    if (word.text === '--') return { flags: found, rest: [...rest, ...words.slice(index + 1)] }
    if (!/^-./.test(word.text)) {
      rest.push(word)
      continue
    }
    const { name, value, also } = readFlag(word.text, grammar)
    for (const other of also) found.push({ name: other, value: 'true', at: word.at })
    const next = value === undefined ? words[++index] : word
    if (next) found.push({ name, value: value ?? next.text, at: next.at })
  }
  return { flags: found, rest }
}

/** One word that starts with a hyphen; no value when that is the next word. */
function readFlag(
  text: string,
  { booleans, shorthands }: Grammar,
): { name: string; value: string | undefined; also: string[] } {
  const also: string[] = []
  if (text.startsWith('--')) {
    const [, name = '', value] = /^--([^=]*)(?:=([^]*))?$/.exec(text) ?? []
    return { name, value: value ?? (booleans.has(name) ? 'true' : undefined), also }
  }
  for (let at = 1; ; at++) {
    const name = shorthands[text[at] ?? ''] ?? text[at] ?? ''
    const tail = text.slice(at + 1)
    if (tail.startsWith('=')) return { name, value: tail.slice(1), also }
    if (!booleans.has(name)) return { name, value: tail === '' ? undefined : tail, also }
    if (tail === '') return { name, value: 'true', also }
    also.push(name)
  }
}

/** A boolean as Go's `strconv.ParseBool` reads it. */
export function parseBool(value: string): boolean | undefined {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(value)) return true
  return /^(?:0|f|F|FALSE|false|False)$/.test(value) ? false : undefined
}
