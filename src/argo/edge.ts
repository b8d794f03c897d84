import type { Mapping } from '../yaml/node.ts'
import { get, mapping, text } from '../yaml/query.ts'
import { groupBy } from './group.ts'
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
    const all = find(manifest)
    const byNode = new Map(all.map((edge) => [edge.node, edge]))
    const byTarget = groupBy(all, ({ to }) => to)
    known.set(manifest, (found = { byNode, byTarget }))
  }
  return found
}

function find(manifest: Manifest): readonly Edge[] {
  const found: Edge[] = []
  const all = templates(manifest)
  const named = new Map(all.filter(({ inline }) => !inline).map((template) => [template.name, template]))
  const written = new Map(all.filter(({ inline }) => inline).map((template) => [template.node, template]))
  addHooks(manifest.spec, undefined)
  for (const from of all) {
    for (const node of callNodes(from.node)) {
      found.push({ node, from, loop: node, to: target(node) })
      addHooks(node, from)
    }
  }
  return found

  function target(node: Mapping): Template | undefined {
    const inline = mapping(get(node, 'inline'))
    if (inline) return written.get(inline)
    return get(node, 'templateRef') ? undefined : named.get(text(get(node, 'template')) ?? '')
  }

  function addHooks(holder: Mapping | undefined, from: Template | undefined): void {
    for (const { node } of holder?.mayHave('hooks') ? hookNodes(holder) : [])
      found.push({ node, from, loop: from && holder, to: target(node) })
  }
}
