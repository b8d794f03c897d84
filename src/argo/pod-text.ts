import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, keyOf, mapping, scalar, text } from '../yaml/query.ts'
import { unknown } from '../yaml/template.ts'
import { codeIn } from './argv.ts'
import { embedded } from './embedded.ts'
import { languageOfFile } from './language.ts'
import type { Hole } from './shell-word.ts'
import { commandAt } from './wrapper.ts'
import { firstFrom } from '../yaml/search.ts'

/** A stretch of a YAML text that describes pods, which one of them runs. */
interface Run extends Hole {
  /** Whether it is known to be run, and not only likely. */
  readonly sure: boolean
}

/**
 * How a stretch of a text that describes objects is run by one of their pods: by an argument vector such as that of
 * `sh -c`, as the `source` of a script or as a file that is a program. JSON's quotes are gone when it is.
 *
 * @returns nothing where it is data
 */
export function runOf(text: Scalar, { from, to }: Hole): 'surely' | 'maybe' | undefined {
  const around = lastBefore(runsOf(text), to)
  if (!around || around.to <= from) return undefined
  return around.sure ? 'surely' : 'maybe'
}

/** By their places: they are scalars, which do not overlap. */
const runsOf = once((text: Scalar): readonly Run[] => {
  const bySurety = [...runsIn(embedded(text).root)].toSorted((a, b) => Number(a.sure) - Number(b.sure))
  const byStart = new Map(bySurety.map((found) => [found.from, found]))
  return [...byStart.values()].toSorted((a, b) => a.from - b.from)
})

function lastBefore(runs: readonly Run[], offset: number): Run | undefined {
  return runs[firstFrom(runs, ({ from }) => from < offset) - 1]
}

function* runsIn(node: Node | undefined): Generator<Run> {
  if (node?.kind === 'sequence') for (const item of node.items) yield* runsIn(item)
  if (node?.kind !== 'mapping') return
  yield* argv(node)
  for (const leaf of [...files(node), scalar(get(node, 'script', 'source'))]) if (leaf) yield run(leaf, true)
  for (const { value } of node.pairs) yield* runsIn(value)
}

function* argv(holder: Mapping): Generator<Run> {
  const command = listOf(holder, 'command')
  const args = listOf(holder, 'args')
  const leaves = [...command, ...args]
  if (leaves.length === 0) return
  const words = leaves.map((leaf) => leaf?.value ?? '')
  const first = leaves[commandAt(words)]
  if (first && command.includes(first) && nothingKnown.test(first.value)) yield run(first, true)
  for (const { index } of codeIn(words)) {
    const leaf = leaves[index]
    if (leaf) yield run(leaf, true)
  }
  // What the image or another layer runs is not known: a text that looks like a program may be one.
  if (command.length > 0) return
  for (const [index, leaf] of args.entries())
    if (leaf && (/[\s;|&$`()]/.test(leaf.value) || /^-\w*c$/.test(words[index - 1] ?? ''))) yield run(leaf, false)
}

/** Those of an alias are looked at where they are written, once. */
function listOf(holder: Mapping, key: string): readonly (Scalar | undefined)[] {
  const list = get(holder, key)
  return list?.kind === 'sequence' ? list.items.map((item) => scalar(item)) : []
}

const nothingKnown = new RegExp(`^${unknown}+$`)

/** Files whose names say that they are programs: of a ConfigMap, and those that a workflow brings along. */
function* files(holder: Mapping): Generator<Scalar | undefined> {
  for (const key of ['data', 'stringData'])
    for (const pair of mapping(get(holder, key))?.pairs ?? [])
      if (languageOfFile(keyOf(pair) ?? '')) yield scalar(pair.value)
  if (languageOfFile(text(get(holder, 'path')) ?? '')) yield scalar(get(holder, 'raw', 'data'))
}

function run({ valueStart: from, valueEnd: to }: Scalar, sure: boolean): Run {
  return { from, to, sure }
}
