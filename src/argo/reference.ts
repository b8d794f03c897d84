import type { Mapping, Node } from '../yaml/node.ts'
import { bool, get, mapping, text } from '../yaml/query.ts'
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
  /** Names on the way to it, which stay while lines move. */
  readonly key: string
  /** Nothing when the template is not among the manifests. */
  readonly to: Template | undefined
}

const calledBy = new WeakMap<Project, ReadonlyMap<Mapping, readonly Call[]>>()

/** Every call that leads to a template, also through other templates. */
export function callsTo(template: Template, project: Project): readonly Call[] {
  let index = calledBy.get(project)
  if (!index) {
    index = indexCalls(project)
    calledBy.set(project, index)
  }
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

function indexCalls(project: Project): ReadonlyMap<Mapping, readonly Call[]> {
  const index = new Map<Mapping, Call[]>()
  for (const manifest of project.manifests) {
    for (const call of calls(manifest, project)) {
      if (!call.to) continue
      const same = index.get(call.to.node)
      if (same) same.push(call)
      else index.set(call.to.node, [call])
    }
  }
  return index
}

/** The calls that a manifest makes. */
export function* calls(manifest: Manifest, project: Project): Generator<Call> {
  const { spec } = manifest
  if (!spec) return
  const library = referenced(manifest, project) ?? manifest
  for (const key of ['entrypoint', 'onExit'] as const) {
    const node = get(spec, key)
    const name = text(node)
    if (node && name !== undefined) yield { manifest, from: undefined, node, key, to: templateNamed(library, name) }
  }
  yield* referenceCall(manifest, library)
  yield* hookCalls(manifest, undefined, spec, '', project)
  for (const template of templates(manifest)) {
    for (const node of callNodes(template.node)) {
      const name = `${template.name}/${text(get(node, 'name')) ?? ''}`
      yield { manifest, from: template, node: get(node, 'name') ?? node, key: name, to: target(manifest, node, project) }
      yield* hookCalls(manifest, template, node, name, project)
    }
  }
}

/** A workflow that only names a WorkflowTemplate runs that one's entrypoint. */
function* referenceCall(manifest: Manifest, library: Manifest): Generator<Call> {
  const node = get(manifest.spec, 'workflowTemplateRef', 'name')
  const entry = text(get(manifest.spec, 'entrypoint')) ?? text(get(library.spec, 'entrypoint'))
  if (!node || library === manifest || entry === undefined) return
  yield { manifest, from: undefined, node, key: 'workflowTemplateRef', to: templateNamed(library, entry) }
}

function* hookCalls(manifest: Manifest, from: Template | undefined, node: Mapping, name: string, project: Project): Generator<Call> {
  for (const hook of hookNodes(node)) {
    yield { manifest, from, node: hook.node, key: `${name}@${hook.name}`, to: target(manifest, hook.node, project) }
  }
  const exit = get(node, 'onExit')
  const exitName = text(exit)
  if (from && exit && exitName !== undefined) {
    yield { manifest, from, node: exit, key: `${name}@onExit`, to: templateNamed(manifest, exitName) }
  }
}

/** What a step, task or hook calls: `inline`, `templateRef` or `template`. */
function target(manifest: Manifest, node: Mapping, project: Project): Template | undefined {
  const inline = mapping(get(node, 'inline'))
  if (inline) return templates(manifest).find((template) => template.node === inline)
  const reference = get(node, 'templateRef')
  const name = text(get(reference ?? node, 'template'))
  if (name === undefined) return undefined
  return templateNamed(reference ? library(reference, manifest, project) : manifest, name)
}

function templateNamed(manifest: Manifest | undefined, name: string): Template | undefined {
  if (!manifest) return undefined
  let index = named.get(manifest)
  if (!index) {
    index = new Map(templates(manifest).filter(({ inline }) => !inline).map((template) => [template.name, template]))
    named.set(manifest, index)
  }
  return index.get(name)
}

const named = new WeakMap<Manifest, ReadonlyMap<string, Template>>()

/** The WorkflowTemplate that `workflowTemplateRef` names, when it is among the manifests. */
export function referenced(manifest: Manifest, project: Project): Manifest | undefined {
  const reference = get(manifest.spec, 'workflowTemplateRef')
  return reference && library(reference, manifest, project)
}

function library(reference: Node, manifest: Manifest, project: Project): Manifest | undefined {
  const name = text(get(reference, 'name'))
  if (name === undefined) return undefined
  if (bool(get(reference, 'clusterScope'))) return project.find('ClusterWorkflowTemplate', name, undefined)
  return project.find('WorkflowTemplate', name, manifest.namespace)
}

/** Templates of other manifests that this one runs by `templateRef`, also through each other. */
export function foreignTemplates(manifest: Manifest, project: Project): readonly Template[] {
  const found = new Set<Template>()
  const queue: Template[] = []
  const add = (call: Call): void => {
    if (!call.to || found.has(call.to)) return
    queue.push(call.to)
    found.add(call.to)
  }
  for (const call of calls(manifest, project)) if (call.to?.manifest !== manifest) add(call)
  for (const template of queue) {
    for (const call of calls(template.manifest, project)) if (call.from === template) add(call)
  }
  return [...found]
}
