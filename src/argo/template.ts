import type { Mapping } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, isNull, items, mapping, pairs, scalar, text } from '../yaml/query.ts'
import type { Manifest } from './manifest.ts'

/** What a template is, by the one key that says so (docs/fields.md). */
export const templateTypes = [
  'container',
  'script',
  'containerSet',
  'resource',
  'data',
  'http',
  'plugin',
  'suspend',
  'steps',
  'dag',
] as const
export type TemplateType = (typeof templateTypes)[number]

export interface Template {
  readonly manifest: Manifest
  readonly node: Mapping
  /** Empty for an inline template. */
  readonly name: string
  /** Nothing when the document does not say it, as in a patch or in `templateDefaults`. */
  readonly type: TemplateType | undefined
  /** The call that holds it, for an inline template. */
  readonly inline: boolean
}

/** Types whose pods run containers that the author of the workflow chooses. */
export function runsUserCode(type: TemplateType | undefined): boolean {
  return type === 'container' || type === 'script' || type === 'containerSet'
}

/** Types that get a pod of their own. */
export function makesPod(type: TemplateType | undefined): boolean {
  return runsUserCode(type) || type === 'resource' || type === 'data'
}

/** Types that run in the one agent pod of a workflow. */
export function runsInAgent(type: TemplateType | undefined): boolean {
  return type === 'http' || type === 'plugin'
}

/** The templates that a manifest holds, with those written inline in its steps and tasks. */
export const templates = once((manifest: Manifest): readonly Template[] => {
  const found: Template[] = []
  for (const node of items(get(manifest.spec, 'templates')))
    if (node.kind === 'mapping') addWithInline(found, manifest, node, false)
  return found
})

function addWithInline(found: Template[], manifest: Manifest, node: Mapping, inline: boolean): void {
  const type = typeOf(node)
  found.push({ manifest, node, name: text(get(node, 'name')) ?? '', type, inline })
  if ((type !== undefined && type !== 'steps' && type !== 'dag') || !node.mayHave('inline')) return
  for (const call of callNodes(node)) {
    const nested = mapping(get(call, 'inline'))
    if (nested) addWithInline(found, manifest, nested, true)
  }
}

/** By the first key that names a type; a second one is a mistake that Argo refuses. */
function typeOf(template: Mapping): TemplateType | undefined {
  const [only, second] = templateTypes.filter((type) => template.mayHave(type) && template.own(type))
  if (only && !second && (only === 'suspend' || !isNull(template.own(only)))) return only
  for (const { key, value } of template.pairs) {
    const name = scalar(key)
    const type = name && templateTypes.find((candidate) => name.is(candidate))
    if (type && (type === 'suspend' || !isNull(value))) return type
  }
  return templateTypes.find((key) => !isNull(get(template, key)))
}

const none: readonly Mapping[] = []
/** The steps (a list of lists) and DAG tasks of a template. */
export const callNodes = once((template: Mapping): readonly Mapping[] => {
  const steps = get(template, 'steps')
  const tasks = get(template, 'dag', 'tasks')
  if (!steps && !tasks) return none
  // Argo also reads a step that stands in the outer list alone.
  const listed = items(steps).flatMap((group) => (group.kind === 'sequence' ? items(group) : [group]))
  return [...listed, ...items(tasks)].filter((call) => call.kind === 'mapping')
})

/** The lifecycle hooks of a spec, step or task: each has a name and calls a template. */
export function* hookNodes(node: Mapping): Generator<{ readonly name: string; readonly node: Mapping }> {
  for (const { key, value } of pairs(get(node, 'hooks'))) {
    const hook = mapping(value)
    if (hook) yield { name: text(key) ?? '', node: hook }
  }
}
