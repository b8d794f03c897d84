import { type Change, replace } from '../../yaml/change.ts'
import type { Refusal } from '../../yaml/edit.ts'
import type { Mapping, Node } from '../../yaml/node.ts'
import { get, items, text } from '../../yaml/query.ts'
import { without } from '../removal.ts'
import type { Policy } from './policy.ts'

/**
 * Takes verbs and resources out of a rule, or the whole rule when nothing is left. A rule allows each of its verbs on
 * each of its resources: where only some pairs are to go, it has to be split by hand.
 */
export function narrow(
  { written, resources, verbs }: Policy,
  isTooMuch: (resource: string, verb: string) => boolean,
): readonly Change[] | Refusal {
  if (!written) return { refused: 'A role that every cluster has is not to be changed' }
  const lostResources = resources.filter((resource) => verbs.every((verb) => isTooMuch(resource, verb)))
  const kept = resources.filter((resource) => !lostResources.includes(resource))
  const lostVerbs = verbs.filter((verb) => kept.length > 0 && kept.every((resource) => isTooMuch(resource, verb)))
  const keptVerbs = verbs.filter((verb) => !lostVerbs.includes(verb))
  if (kept.length === 0 || keptVerbs.length === 0) return without(written.manifest.root, written.node)
  if (kept.some((resource) => keptVerbs.some((verb) => isTooMuch(resource, verb))))
    return { refused: 'The rule has resources that need these verbs: split it, so that each has what it needs' }
  return [
    ...lacking(written.manifest.root, get(written.node, 'resources'), lostResources),
    ...lacking(written.manifest.root, get(written.node, 'verbs'), lostVerbs),
  ]
}

/** Of a list in one line several items go at once, or the commas between them would go twice. */
function lacking(root: Mapping, list: Node | undefined, words: readonly string[]): readonly Change[] {
  const lost = items(list).filter((item) => words.includes(text(item) ?? ''))
  const inOneLine = list?.kind === 'sequence' && list.flow && !list.raw.includes('#')
  if (!inOneLine || lost.length < 2) return without(root, ...lost)
  return [
    replace(
      list,
      items(list).flatMap((item) => (lost.includes(item) ? [] : (text(item) ?? []))),
    ),
  ]
}
