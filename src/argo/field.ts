import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, keyOf, mapping } from '../yaml/query.ts'
import type { Manifest } from './manifest.ts'
import { mayUseTags, tags } from './tag.ts'
import { type Template, templates } from './template.ts'

/** A text with tags in it, anywhere in a WorkflowSpec. */
export interface Field {
  readonly scalar: Scalar
  /** The keys on the way to it, joined by `/`: items of lists add none, the name of a hook is `*`. */
  readonly path: string
  /** The mapping that it is a value of, or an item of a list in. */
  readonly holder: Mapping
  /** Whether the path begins at a template, or at `templateDefaults`; else it begins at the spec. */
  readonly inTemplate: boolean
  /** Nothing for `templateDefaults` and for the spec itself. */
  readonly template: Template | undefined
  /** The step, task or hook that it belongs to. */
  readonly call: Mapping | undefined
}

/** Every text of a manifest that Argo fills in. Aliases are not entered: what they stand for has its own place. */
export const fields = once((manifest: Manifest): readonly Field[] => (mayUseTags(manifest) ? find(manifest) : []))

/** Whose field it is, in words. */
export function ownerOf({ template, inTemplate }: Pick<Field, 'template' | 'inTemplate'>): string {
  if (!inTemplate) return 'the workflow'
  if (!template) return '`templateDefaults`'
  return template.inline ? 'an inline template' : `template \`${template.name}\``
}

function find(manifest: Manifest): readonly Field[] {
  const found: Field[] = []
  const { spec } = manifest
  if (!spec) return found
  inMapping(spec, '', { inTemplate: false, template: undefined, call: undefined }, found)
  const defaults = mapping(get(spec, 'templateDefaults'))
  if (defaults) inMapping(defaults, '', { inTemplate: true, template: undefined, call: undefined }, found)
  for (const template of templates(manifest))
    inMapping(template.node, '', { inTemplate: true, template, call: undefined }, found)
  return found
}

type Around = Pick<Field, 'inTemplate' | 'template' | 'call'>

/** Templates are looked at by themselves, wherever they are written. */
const apart = new Set(['templates', 'templateDefaults', 'steps/inline', 'dag/tasks/inline'])

function inMapping(holder: Mapping, path: string, around: Around, found: Field[]): void {
  if (!holder.braced) return
  const isCall = path === 'steps' || path === 'dag/tasks' || path.endsWith('hooks/*')
  const inner = isCall ? { ...around, call: holder } : around
  const named = path === 'hooks' || path.endsWith('/hooks')
  for (const pair of holder.bracedPairs()) {
    const key = named ? '*' : (keyOf(pair) ?? '')
    const below = path === '' ? key : `${path}/${key}`
    if (!apart.has(below)) inNode(pair.value, below, holder, inner, found)
  }
}

function inNode(node: Node, path: string, holder: Mapping, around: Around, found: Field[]): void {
  if (node.kind === 'mapping') inMapping(node, path, around, found)
  else if (node.kind === 'sequence') {
    for (const item of node.bracedItems()) inNode(item, path, holder, around, found)
  } else if (node.kind === 'scalar' && tags(node).length > 0) found.push({ scalar: node, path, holder, ...around })
}
