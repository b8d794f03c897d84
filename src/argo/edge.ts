import type { Mapping } from '../yaml/node.ts'
import { get, mapping, text } from '../yaml/query.ts'
import type { Manifest } from './manifest.ts'
import { callNodes, hookNodes, type Template, templates } from './template.ts'

/** A step, task or hook, and the template of the same manifest that it runs. */
export interface Edge {
  readonly node: Mapping
  /** The template that holds it; nothing for a hook of the spec. */
  readonly from: Template | undefined
  /** The step or task whose loop variable it may use: itself, or the one that it is a hook of. */
  readonly loop: Mapping | undefined
  /** Nothing when the template is written elsewhere. */
  readonly to: Template | undefined
}

interface Edges {
  readonly byNode: ReadonlyMap<Mapping, Edge>
  /** The calls of each template; one that is written inside of its call has just that one. */
  readonly byTarget: ReadonlyMap<Template, readonly Edge[]>
}

const known = new WeakMap<Manifest, Edges>()

/** The calls inside one manifest. */
export function edges(manifest: Manifest): Edges {
  let found = known.get(manifest)
  if (!found) {
    const byNode = new Map<Mapping, Edge>()
    const byTarget = new Map<Template, Edge[]>()
    for (const edge of find(manifest)) {
      byNode.set(edge.node, edge)
      const same = edge.to && byTarget.get(edge.to)
      if (same) same.push(edge)
      else if (edge.to) byTarget.set(edge.to, [edge])
    }
    known.set(manifest, (found = { byNode, byTarget }))
  }
  return found
}

function* find(manifest: Manifest): Generator<Edge> {
  const all = templates(manifest)
  const named = new Map(all.filter(({ inline }) => !inline).map((template) => [template.name, template]))
  const written = new Map(all.map((template) => [template.node, template]))
  yield* hooks(manifest.spec, undefined)
  for (const from of all) {
    for (const node of callNodes(from.node)) {
      yield { node, from, loop: node, to: target(node) }
      yield* hooks(node, from)
    }
  }

  function target(node: Mapping): Template | undefined {
    const inline = mapping(get(node, 'inline'))
    if (inline) return written.get(inline)
    return get(node, 'templateRef') ? undefined : named.get(text(get(node, 'template')) ?? '')
  }

  function* hooks(holder: Mapping | undefined, from: Template | undefined): Generator<Edge> {
    for (const { node } of holder ? hookNodes(holder) : []) yield { node, from, loop: from && holder, to: target(node) }
  }
}
