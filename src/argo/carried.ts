import type { Mapping, Scalar } from '../yaml/node.ts'
import { get, items, scalar, text } from '../yaml/query.ts'
import { codeIn } from './argv.ts'
import { basename, languageOf } from './language.ts'
import { tags } from './tag.ts'
import { usesInScript } from './use/javascript.ts'
import { usesInPython } from './use/python.ts'
import { usesInShell } from './use/shell.ts'
import { kindOf } from './use/sink.ts'
import type { Use } from './use/use.ts'
import { commandAt, wordsOf } from './wrapper.ts'

/** A text that a program holds under a name, and the texts with tags that it is made of. */
export interface Carrier {
  /** What holds it, such as "the variable `NAME`". */
  readonly name: string
  readonly leaves: readonly Scalar[]
}

/** A use in a program of text that tags bring to it as data. */
export interface CarriedUse extends Use {
  readonly program: Scalar
  readonly carriers: readonly Carrier[]
  /** Kubernetes pastes it in before the program starts. */
  readonly pasted?: true
}

/** The variables of a container whose values hold tags, by name. A value may name variables before it. */
export function carriersOf(container: Mapping): ReadonlyMap<string, Carrier> {
  const found = new Map<string, Carrier>()
  for (const entry of items(get(container, 'env'))) {
    const name = text(get(entry, 'name')) ?? ''
    const value = scalar(get(entry, 'value'))
    const own = value && tags(value).length > 0 ? [value] : []
    const named = value ? [...references(value.value)].flatMap(({ name: other }) => found.get(other)?.leaves ?? []) : []
    const leaves = [...new Set([...own, ...named])]
    // Of two with one name the last one counts.
    if (leaves.length > 0) found.set(name, { name: `the variable \`${name.slice(0, 80)}\``, leaves })
    else found.delete(name)
  }
  return found
}

/** `$(NAME)`, which the kubelet replaces in arguments and in values of variables; `$$(NAME)` it does not. */
function* references(value: string): Generator<{ name: string; from: number; to: number }> {
  for (const { 0: written, 1: name, index } of value.matchAll(/\$\$|\$\(([\w.-]{1,200})\)/g))
    if (name !== undefined) yield { name, from: index, to: index + written.length }
}

/** An argument vector, and where in it commands and programs stand. */
export interface Argv {
  readonly leaves: readonly (Scalar | undefined)[]
  readonly words: readonly string[]
  /** The word that names the command. */
  readonly at: number
  /** Whether it is the command, and no argument of one that only the image knows. */
  readonly named: boolean
  readonly programs: ReturnType<typeof codeIn>
}

/** @param named whether all of it is written here, and nothing that the image says stands before it */
export function argvOf(leaves: readonly (Scalar | undefined)[], named: boolean): Argv {
  const words = leaves.map((leaf) => leaf?.value ?? '')
  const at = commandAt(words)
  return { leaves, words, at, named: named || at > 0, programs: codeIn(words) }
}

/** What the programs in an argument vector do with the variables and the arguments that they get. */
export function* usesInArgv(
  { leaves, words, at, named, programs }: Argv,
  carriers: ReadonlyMap<string, Carrier>,
): Generator<CarriedUse> {
  const command = leaves[at]
  if (named && command && /^\s*\$\([\w.-]+\)\s*$/.test(command.value))
    yield* expandedIn(command, carriers, { what: 'it names the command that is run' })
  for (const { index, language, sure } of programs) {
    const program = leaves[index]
    if (!program) continue
    yield* expandedIn(program, carriers, pasting)
    const interpreter = basename(words[at] ?? '')
    const behind = leaves.slice(index + 1)
    // For a shell the first of them is `$0`, for Python it is `sys.argv[1]`.
    const handed = language === 'shell' ? behind : language === 'python' ? [undefined, ...behind] : []
    const all = new Map([...carriers, ...argumentsOf(handed)])
    if (all.size > 0 && sure && languageOf(interpreter) === language) yield* usesIn(program, interpreter, all)
  }
}

/** What the source of a script does with the variables of its container. */
export function usesInSource(
  source: Scalar,
  leaves: readonly (Scalar | undefined)[],
  carriers: ReadonlyMap<string, Carrier>,
): Iterable<CarriedUse> {
  const words = wordsOf(leaves.map((leaf) => leaf?.value ?? '')).map((word) => word.text)
  return usesIn(source, basename(words[commandAt(words)] ?? ''), carriers)
}

/** Arguments of a shell behind its program, by the names that they have there. */
function argumentsOf(leaves: readonly (Scalar | undefined)[]): Map<string, Carrier> {
  const found = new Map<string, Carrier>()
  const held = leaves.flatMap((leaf, index) => (leaf && tags(leaf).length > 0 ? [{ leaf, index }] : []))
  for (const { leaf, index } of held) found.set(`${index}`, { name: `argument ${index}`, leaves: [leaf] })
  const all = held.flatMap(({ leaf, index }) => (index > 0 ? [leaf] : []))
  if (all.length > 0) for (const name of ['@', '*']) found.set(name, { name: 'an argument', leaves: all })
  return found
}

const pasting = {
  what: 'Kubernetes pastes what stands in `$(…)` into the program before that starts',
  pasted: true,
} as const

/** The kubelet pastes variables into arguments, and so into programs there. */
function* expandedIn(
  program: Scalar,
  carriers: ReadonlyMap<string, Carrier>,
  by: Pick<CarriedUse, 'what' | 'pasted'>,
): Generator<CarriedUse> {
  if (carriers.size === 0) return
  for (const { name, from, to } of references(program.value)) {
    const carrier = carriers.get(name)
    if (!carrier) continue
    const use = { from, to, variable: name, origins: new Set([name]), how: 'code' } as const
    yield { ...use, ...by, program, carriers: [carrier] }
  }
}

function* usesIn(program: Scalar, interpreter: string, carriers: ReadonlyMap<string, Carrier>): Generator<CarriedUse> {
  for (const use of usesInProgram(program, interpreter, [...carriers.keys()])) {
    const held = [...use.origins].flatMap((name) => carriers.get(name) ?? [])
    yield { ...use, program, carriers: held }
  }
}

function usesInProgram(program: Scalar, interpreter: string, given: readonly string[]): readonly Use[] {
  const language = languageOf(interpreter)
  if (language === 'python') return usesInPython(program.value, tags(program), given)
  if (language === 'javascript') return usesInScript(program.value, tags(program), given)
  const kind = kindOf(interpreter)
  return kind ? usesInShell(program.value, tags(program), given, kind) : []
}
