import type { Mapping, Node } from '../yaml/node.ts'
import { once, oncePer } from '../yaml/once.ts'
import { bool, get, mapping, text } from '../yaml/query.ts'
import { groupBy } from './group.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'
import { callNodes, hookNodes, type Template, templates } from './template.ts'

/** A place that calls a template by name. */
export interface Call {
  readonly manifest: Manifest
  /** The template that holds it; nothing for the entrypoint, exit handlers and hooks of the spec. */
  readonly from: Template | undefined
  /** What a reader should look at: the step, task or hook, or the scalar that names the template. */
  readonly node: Node
  /** The step, task or hook, where it is one: it holds what the call gives. */
  readonly step?: Mapping
  /** Names on the way to it, which stay while lines move. */
  readonly key: string
  /** Nothing when the template is not among the manifests. */
  readonly to: Template | undefined
}

/** Every call that leads to a template, also through other templates. */
export function callsTo(template: Template, project: Project): readonly Call[] {
  const index = calledBy(project)
  const found = new Set<Call>()
  const queue = [template.node]
  for (const node of queue) {
    for (const call of index.get(node) ?? []) {
      if (found.has(call)) continue
      found.add(call)
      if (call.from) queue.push(call.from.node)
    }
  }
  return [...found]
}

const calledBy = once((project: Project): ReadonlyMap<Mapping, readonly Call[]> => {
  const all = project.manifests.flatMap((manifest) => [...calls(manifest, project)])
  return groupBy(all, ({ to }) => to?.node)
})

/** The calls that a manifest makes. What it only refers to by `workflowTemplateRef` makes the same calls for it. */
export function* calls(manifest: Manifest, project: Project): Generator<Call> {
  const { spec } = manifest
  if (!spec) return
  const library = referenced(manifest, project) ?? manifest
  for (const key of ['entrypoint', 'onExit'] as const) {
    const node = get(spec, key)
    const name = text(node)
    if (node && name !== undefined) yield { manifest, from: undefined, node, key, to: templateNamed(library, name) }
  }
  if (library !== manifest) yield* referenceCalls(manifest, library, project)
  yield* hookCalls(manifest, undefined, spec, '', library, project)
  for (const template of templates(manifest)) {
    for (const node of callNodes(template.node)) {
      const name = `${template.name}/${text(get(node, 'name')) ?? ''}`
      yield {
        manifest,
        from: template,
        node: get(node, 'name') ?? node,
        step: node,
        key: name,
        to: target(manifest, node, project),
      }
      yield* hookCalls(manifest, template, node, name, manifest, project)
    }
  }
}

/** What a workflow takes over from the WorkflowTemplate that it names: its entrypoint, exit handler and hooks. */
function* referenceCalls(manifest: Manifest, library: Manifest, project: Project): Generator<Call> {
  const node = get(manifest.spec, 'workflowTemplateRef', 'name')
  if (!node) return
  for (const key of ['entrypoint', 'onExit'] as const) {
    const name = text(get(library.spec, key))
    if (name === undefined || text(get(manifest.spec, key)) !== undefined) continue
    yield { manifest, from: undefined, node, key: `workflowTemplateRef@${key}`, to: templateNamed(library, name) }
  }
  for (const hook of library.spec ? hookNodes(library.spec) : []) {
    const key = `workflowTemplateRef@${hook.name}`
    if (!get(manifest.spec, 'hooks', hook.name))
      yield { manifest, from: undefined, node, key, to: target(library, hook.node, project) }
  }
}

function* hookCalls(
  manifest: Manifest,
  from: Template | undefined,
  node: Mapping,
  name: string,
  library: Manifest,
  project: Project,
): Generator<Call> {
  for (const hook of hookNodes(node)) {
    yield { manifest, from, node: hook.node, key: `${name}@${hook.name}`, to: target(library, hook.node, project) }
  }
  const exit = get(node, 'onExit')
  const exitName = text(exit)
  if (from && exit && exitName !== undefined) {
    yield { manifest, from, node: exit, key: `${name}@onExit`, to: templateNamed(library, exitName) }
  }
}

/** What a step, task or hook calls: `inline`, `templateRef` or `template`. */
export function target(manifest: Manifest, node: Mapping, project: Project): Template | undefined {
  const inline = mapping(get(node, 'inline'))
  if (inline) return templateNamed(manifest, inline)
  const reference = mapping(get(node, 'templateRef'))
  const name = text(get(reference ?? node, 'template'))
  if (name === undefined) return undefined
  return templateNamed(reference ? library(reference, manifest, project) : manifest, name)
}

function templateNamed(manifest: Manifest | undefined, name: string | Mapping): Template | undefined {
  return manifest && named(manifest).get(name)
}

/** By name, or by its node when it is inline. */
const named = once(
  (manifest: Manifest): ReadonlyMap<string | Mapping, Template> =>
    new Map(templates(manifest).map((template) => [template.inline ? template.node : template.name, template])),
)

/** The WorkflowTemplate that `workflowTemplateRef` names, when it is among the manifests. */
export function referenced(manifest: Manifest, project: Project): Manifest | undefined {
  const reference = get(manifest.spec, 'workflowTemplateRef')
  return reference && library(reference, manifest, project)
}

/** The WorkflowTemplate that a reference of a manifest names, when it is among the manifests. */
export function library(reference: Node, manifest: Manifest, project: Project): Manifest | undefined {
  const name = text(get(reference, 'name'))
  if (name === undefined) return undefined
  if (bool(get(reference, 'clusterScope'))) return project.find('ClusterWorkflowTemplate', name, undefined, manifest)
  // What a sensor submits goes, without a namespace of its own, into the sensor's.
  return project.find('WorkflowTemplate', name, manifest.namespace ?? manifest.parent?.namespace, manifest)
}

/**
 * Templates of other manifests that this one runs, also through each other: by `templateRef` or `workflowTemplateRef`.
 *
 * @param most of them are told
 */
export function foreignTemplates(manifest: Manifest, project: Project, most: number): readonly Template[] {
  const { spec } = manifest
  if (!spec?.mayHave('templateRef') && !spec?.mayHave('workflowTemplateRef')) return []
  const found = new Set<Template>()
  for (const { to } of calls(manifest, project)) if (to && to.manifest !== manifest) found.add(to)
  // A set also yields what is added while it is walked.
  for (const template of found) {
    if (found.size > most) break
    for (const { to } of callsFrom(template, project)) if (to && to.manifest !== manifest) found.add(to)
  }
  return [...found].slice(0, most)
}

function callsFrom(template: Template, project: Project): readonly Call[] {
  return byCaller(template.manifest, project).get(template) ?? []
}

const byCaller = oncePer((manifest: Manifest, project: Project): ReadonlyMap<Template, readonly Call[]> =>
  groupBy(calls(manifest, project), ({ from }) => from),
)
