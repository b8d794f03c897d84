import type { Mapping, Node } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, items, mapping, text } from '../yaml/query.ts'
import type { Manifest } from './manifest.ts'
import { callNodes, hookNodes, type Template, templates } from './template.ts'

/** A parameter as it is declared or given somewhere: `{name, value, default, valueFrom}` (docs/fields.md). */
export interface Parameter {
  readonly node: Mapping
  readonly name: string
  readonly place: 'argument' | 'input' | 'output' | 'call'
  /** The template that declares it, or makes the call; nothing for what the spec itself gives. */
  readonly template: Template | undefined
}

const none: readonly Parameter[] = []

/** Every parameter of a manifest: arguments of the spec and of each call, inputs and outputs. */
export const parameters = once((manifest: Manifest): readonly Parameter[] =>
  (manifest.spec ?? manifest.root).mayHave('parameters') ? [...find(manifest)] : none,
)

function* find(manifest: Manifest): Generator<Parameter> {
  const { spec } = manifest
  if (manifest.kind === 'WorkflowEventBinding')
    yield* listed(get(manifest.root, 'spec', 'submit', 'arguments'), 'argument', undefined)
  if (!spec) return
  yield* listed(get(spec, 'arguments'), 'argument', undefined)
  yield* ofHooks(spec, undefined)
  yield* ofTemplate(mapping(get(spec, 'templateDefaults')), undefined)
  for (const template of templates(manifest)) yield* ofTemplate(template.node, template)
}

function* ofTemplate(node: Mapping | undefined, template: Template | undefined): Generator<Parameter> {
  if (!node) return
  yield* listed(get(node, 'inputs'), 'input', template)
  yield* listed(get(node, 'outputs'), 'output', template)
  for (const call of callNodes(node)) {
    yield* listed(get(call, 'arguments'), 'call', template)
    yield* ofHooks(call, template)
  }
}

function* ofHooks(holder: Mapping, template: Template | undefined): Generator<Parameter> {
  for (const hook of hookNodes(holder)) yield* listed(get(hook.node, 'arguments'), 'call', template)
}

function* listed(
  holder: Node | undefined,
  place: Parameter['place'],
  template: Template | undefined,
): Generator<Parameter> {
  for (const node of items(get(holder, 'parameters'))) {
    const name = text(get(node, 'name'))
    if (node.kind === 'mapping' && name !== undefined) yield { node, name, place, template }
  }
}
