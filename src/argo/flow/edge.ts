import type { Mapping, Node } from '../../yaml/node.ts'
import { once } from '../../yaml/once.ts'
import { get, isNull, mapping, text } from '../../yaml/query.ts'
import { groupBy } from '../group.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import { referenced, target } from '../reference.ts'
import { callNodes, hookNodes, type Template, templates } from '../template.ts'
import { events, type Fed, submittedBy } from './event.ts'

/** A step, task or hook, and the template that it runs. */
export interface Edge {
  readonly manifest: Manifest
  readonly node: Mapping
  /** The template that holds it; nothing for a hook of the spec. */
  readonly from: Template | undefined
  /** The step or task whose loop variable it may use: itself, or the one that it is a hook of. */
  readonly loop: Mapping | undefined
  /** Nothing when the template is not written in this manifest. */
  readonly to: Template | undefined
  /** The arguments that it gives. */
  readonly given: Node | undefined
  /**
   * An exit handler. Without arguments of its own it gets those of the workflow (`GetExitHook` and `WithArgs` in
   * pkg/apis/workflow/v1alpha1/workflow_types.go).
   */
  readonly exits: boolean
}

interface Edges {
  readonly byNode: ReadonlyMap<Mapping, Edge>
  /** The calls of each template; one that is written inside of its call has just that one. */
  readonly byTarget: ReadonlyMap<Template, readonly Edge[]>
  /** Calls of what other manifests hold. */
  readonly leaving: readonly Edge[]
}

/** The calls that one manifest makes, as far as it tells. */
export const edges = once((manifest: Manifest): Edges => {
  const all = find(manifest)
  return {
    byNode: new Map(all.map((edge) => [edge.node, edge])),
    byTarget: groupBy(all, ({ to }) => to),
    leaving: all.filter(({ to }) => !to),
  }
})

function find(manifest: Manifest): readonly Edge[] {
  const found: Edge[] = []
  // A step and its `onExit` have one node, which stands for the step: so these come first.
  const handlers: Edge[] = []
  const all = templates(manifest)
  const named = new Map(all.filter(({ inline }) => !inline).map((template) => [template.name, template]))
  // An anchor makes one node the inline templates of several calls, which come in the same order here and there.
  const written = groupBy(all, ({ inline, node }) => (inline ? node : undefined))
  const taken = new Map<Mapping, number>()
  addHooks(manifest.spec, undefined)
  for (const from of all) {
    for (const node of callNodes(from.node)) {
      found.push({ manifest, node, from, loop: node, to: local(node), given: get(node, 'arguments'), exits: false })
      addHooks(node, from)
      const handler = node.mayHave('onExit') ? named.get(text(get(node, 'onExit')) ?? '') : undefined
      if (handler) handlers.push({ manifest, node, from, loop: node, to: handler, given: undefined, exits: true })
    }
  }
  return [...handlers, ...found]

  function local(node: Mapping): Template | undefined {
    const inline = mapping(get(node, 'inline'))
    if (inline) {
      const index = taken.get(inline) ?? 0
      taken.set(inline, index + 1)
      return written.get(inline)?.[index]
    }
    return get(node, 'templateRef') ? undefined : named.get(text(get(node, 'template')) ?? '')
  }

  function addHooks(holder: Mapping | undefined, from: Template | undefined): void {
    for (const { name, node } of holder?.mayHave('hooks') ? hookNodes(holder) : []) {
      const given = get(node, 'arguments')
      const exits = name === 'exit' && ['parameters', 'artifacts'].every((key) => isNull(get(given, key)))
      found.push({ manifest, node, from, loop: from && holder, to: local(node), given, exits })
    }
  }
}

/** How the manifests of a project run each other. */
export interface Links {
  /** Calls of a template by other manifests. */
  readonly calls: ReadonlyMap<Template, readonly Edge[]>
  /** The workflows that take over a library's spec with `workflowTemplateRef`. */
  readonly runs: ReadonlyMap<Manifest, readonly Manifest[]>
  /** Those of them that start with a template of their choice, by its name. */
  readonly choices: ReadonlyMap<Manifest, ReadonlyMap<string, readonly Manifest[]>>
  /** What events fill when they submit a manifest, by the name below `workflow`. */
  readonly fed: ReadonlyMap<Manifest, ReadonlyMap<string, readonly Fed[]>>
  /** The manifests of which others call templates. */
  readonly called: ReadonlySet<Manifest>
  /** The libraries that something in the project runs. */
  readonly used: ReadonlySet<Manifest>
}

export const links = once(link)

function link(project: Project): Links {
  const linking = project.manifests.filter(({ spec }) => spec && pointsAway(spec))
  const leaving = linking.flatMap((manifest) => edges(manifest).leaving)
  const calls = groupBy(leaving, (edge) => calledBy(edge, project))
  const runs = groupBy(linking, (manifest) => referenced(manifest, project))
  const fed = mapped(events(project), (all) => groupBy(all, ({ name }) => name))
  const choices = mapped(runs, (runners) => {
    const chosen = runners.flatMap((runner) => entries(runner).map((name) => ({ name, runner })))
    return mapped(
      groupBy(chosen, ({ name }) => name),
      (all) => all.map(({ runner }) => runner),
    )
  })
  const called = new Set([...calls.keys()].map(({ manifest }) => manifest))
  const used = new Set([...called, ...runs.keys(), ...fed.keys(), ...submittedBy(project)])
  return { calls, runs, choices, fed, called, used }
}

function mapped<Key, From, To>(from: ReadonlyMap<Key, From>, change: (value: From) => To): ReadonlyMap<Key, To> {
  return new Map([...from].map(([key, value]) => [key, change(value)]))
}

/** A hook of a workflow that takes over a library's spec calls templates of that. */
function calledBy({ manifest, node, from }: Edge, project: Project): Template | undefined {
  const other = from || get(node, 'templateRef') ? undefined : referenced(manifest, project)
  return target(other ?? manifest, node, project)
}

function pointsAway(spec: Mapping): boolean {
  return spec.mayHave('templateRef') || spec.mayHave('workflowTemplateRef')
}

/** The templates of a manifest that a submission runs itself, by their names. */
export function entries({ spec }: Manifest): readonly string[] {
  return ['entrypoint', 'onExit'].flatMap((key) => text(get(spec, key)) ?? [])
}
