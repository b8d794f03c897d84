import { append, type Change, rewrite, set } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import { follow, type Mapping, type Node, Scalar, type Sequence } from '../yaml/node.ts'
import { get, items, scalar } from '../yaml/query.ts'
import { type Flag, parseBool } from './flags.ts'
import type { Manifest } from './manifest.ts'
import { without } from './removal.ts'

/** A container, or what values of Argo's Helm chart have for one, and the manifest that holds it. */
interface Holder {
  readonly manifest: Manifest
  readonly node: Mapping
}

/** Changes that are made to a command line, or why they are not. */
type Changes = readonly Change[] | Refusal

const unclear: Refusal = {
  refused: 'The flag is part of a text that a shell runs, of a word with others, or of a variable',
}

/** Takes flags and variables from a container: of a flag of two words, both. */
export function withoutFlags({ manifest, node }: Holder, flags: readonly Pick<Flag, 'name' | 'at'>[]): Changes {
  const nodes: Node[] = []
  for (const flag of flags) {
    const found = variableOf(node, flag)?.item ?? valueOf(node, flag) ?? wordsOf(node, flag)
    if (!found) return unclear
    nodes.push(...[found].flat())
  }
  return without(manifest.root, ...new Set(nodes))
}

/** Gives a flag or a variable another value; a flag that stands alone has none. */
export function withValue({ node }: Holder, flag: Flag, value: string): Changes {
  const on = parseBool(value)
  if (on !== undefined && flag.at === get(node, 'secure')) return [set(node, 'secure', on)]
  const holder = variableOf(node, flag)?.value ?? valueOf(node, flag) ?? wordsOf(node, flag)?.at(-1)
  if (!holder?.value.endsWith(flag.value)) return unclear
  const end = holder.value.length
  return [rewrite(holder, [{ from: end - flag.value.length, to: end, text: value }])]
}

/** Adds a word behind those of a program's command, where they are written one by one. */
export function withWord({ node }: Holder, command: string, word: string): Changes {
  const lists = ['args', 'command'].flatMap((key) => sequence(get(node, key)) ?? [])
  const words = lists.flatMap((list) => items(list).flatMap((item) => scalar(item)?.value ?? []))
  const [last] = lists
  return last && words.includes(command) && !words.includes('--') ? [append(last, word)] : unclear
}

/** The variable whose value is a flag's. */
function variableOf(container: Mapping, { at }: Pick<Flag, 'at'>): { item: Node; value: Scalar } | undefined {
  for (const item of ['env', 'extraEnv'].flatMap((key) => items(get(container, key)))) {
    const value = scalar(get(item, 'value'))
    if (value && value === at) return { item, value }
  }
  return undefined
}

/** What values of the chart have in a flag's place. */
function valueOf(container: Mapping, { at }: Pick<Flag, 'at'>): Scalar | undefined {
  const own = ['secure', 'authMode'].map((key) => get(container, key))
  return [...own, ...items(get(container, 'authModes'))]
    .flatMap((node) => scalar(node) ?? [])
    .find((node) => node === at)
}

/** The items of `command` or `args` that are a flag, the one with its value last; nothing when they are more than it. */
function wordsOf(container: Mapping, { name, at }: Pick<Flag, 'name' | 'at'>): Scalar[] | undefined {
  for (const key of ['command', 'args', 'extraArgs']) {
    const list = sequence(get(container, key))?.items ?? []
    const index = list.findIndex((item) => item === at)
    const word = list[index]
    const before = list[index - 1]
    if (!(word instanceof Scalar) || word.value.includes('$(')) continue
    if (isAlone(word.value, name)) return [word]
    if (before instanceof Scalar && !word.value.startsWith('-') && isAlone(before.value, name)) return [before, word]
  }
  return undefined
}

/** Whether a word is one flag: by its long name, or by a letter that no others stand beside. */
function isAlone(word: string, name: string): boolean {
  return /^-[a-zA-Z](?:=|$)/.test(word) || word === `--${name}` || word.startsWith(`--${name}=`)
}

function sequence(node: Node | undefined): Sequence | undefined {
  const found = follow(node)
  return found?.kind === 'sequence' ? found : undefined
}
