import type { Mapping } from '../yaml/node.ts'
import { get, items, scalar, scalars, text } from '../yaml/query.ts'
import { edges } from './flow/edge.ts'
import { tags } from './tag.ts'
import { isSource, isTemplate, parameter, type Place, resolve } from './flow/variable.ts'

/** A tag in a text that is known but for it. */
const tag = /\{\{[^]*?\}\}/g

/** The texts that a manifest itself gives to a variable: defaults, arguments of calls, what `enum` offers and items. */
export function givenTexts(path: readonly string[], place: Place): readonly string[] {
  return [...new Set(given(path, place, new Set()))]
}

function* given(path: readonly string[], place: Place, seen: Set<unknown>): Generator<string> {
  const { project, manifest } = place
  const [root, kind, ...rest] = path
  if (root === 'workflow' && kind === 'parameters')
    yield* held(
      parameter(get(manifest.spec, 'arguments'), rest.join('.')),
      { project, manifest, template: undefined },
      seen,
    )
  for (const found of root === 'inputs' || root === 'item' ? resolve(path, place) : []) {
    if (isSource(found) || !isTemplate(found.of)) continue
    const { of: template, list } = found
    const name = found.name.replace('inputs.parameters.', '')
    if (list) {
      const own = items(list).map((item) => (item.kind === 'mapping' ? get(item, path[1] ?? '') : item))
      for (const leaf of own.flatMap((item) => [...scalars(item)])) yield leaf.value
      continue
    }
    yield* held(parameter(get(template.node, 'inputs'), name), { project, manifest, template }, seen)
    for (const { node, from } of edges(manifest).byTarget.get(template) ?? [])
      yield* held(parameter(get(node, 'arguments'), name), { project, manifest, template: from, call: node }, seen)
    if (text(get(manifest.spec, 'entrypoint')) === template.name)
      yield* held(parameter(get(manifest.spec, 'arguments'), name), { project, manifest, template: undefined }, seen)
  }
}

/** What a parameter holds. A text with tags in it counts with a plain word in their place. */
function* held(declared: Mapping | undefined, place: Place, seen: Set<unknown>): Generator<string> {
  if (!declared || seen.has(declared)) return
  seen.add(declared)
  for (const choice of items(get(declared, 'enum'))) yield scalar(choice)?.value ?? ''
  for (const key of ['value', 'default']) {
    const leaf = scalar(get(declared, key))
    if (!leaf) continue
    for (const { flows } of tags(leaf)) for (const { path } of flows) yield* given(path, place, seen)
    const around = leaf.value.replace(tag, 'x')
    if (tags(leaf).length === 0 || around !== 'x') yield around
  }
}
