import type { Mapping, Node } from '../yaml/node.ts'
import { once, oncePer } from '../yaml/once.ts'
import { get, isNull, items, mapping, pairs, scalar, text } from '../yaml/query.ts'
import { controllerSettings, isControllerConfig } from './controller-config.ts'
import { embedded } from './embedded.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'
import { callNodes, hookNodes, templates } from './template.ts'

/** A place that says where an artifact lies: it may hold `s3`, `git`, `http` and their like (docs/fields.md). */
export interface Artifact {
  readonly node: Mapping
  /** What it is, in words for a reader. */
  readonly of: string
}

/**
 * Every artifact location of a manifest: inputs and outputs, arguments of the spec and of each call, `archiveLocation`,
 * `manifestFrom`, sources of data templates, and the repositories of the controller and of a namespace.
 */
export const artifacts = oncePer((manifest: Manifest, project: Project): readonly Artifact[] => [
  ...find(manifest, project),
])

function* find(manifest: Manifest, project: Project): Generator<Artifact> {
  const { root, spec, kind } = manifest
  if (spec) yield* ofSpec(manifest, spec)
  if (kind === 'WorkflowEventBinding')
    yield* listed(get(root, 'spec', 'submit', 'arguments'), 'argument', 'the binding')
  if (isControllerConfig(root)) {
    yield* one(controllerSettings(root).get('artifactrepository')?.value, "the controller's `artifactRepository`")
  } else if (isRepositories(manifest, project)) {
    for (const { key, value } of pairs(get(root, 'data'))) {
      const written = scalar(value)
      yield* one(written && embedded(written).root, `artifact repository \`${text(key) ?? ''}\``)
    }
  }
}

function* ofSpec(manifest: Manifest, spec: Mapping): Generator<Artifact> {
  yield* listed(get(spec, 'arguments'), 'argument', 'the workflow')
  yield* ofHooks(spec, 'the workflow')
  const defaults = mapping(get(spec, 'templateDefaults'))
  if (defaults) yield* ofTemplate(defaults, '`templateDefaults`')
  for (const { node, name } of templates(manifest))
    yield* ofTemplate(node, name ? `template \`${name}\`` : 'an inline template')
}

function* ofTemplate(node: Mapping, name: string): Generator<Artifact> {
  yield* listed(get(node, 'inputs'), 'input', name)
  yield* listed(get(node, 'outputs'), 'output', name)
  yield* one(get(node, 'archiveLocation'), `\`archiveLocation\` of ${name}`)
  yield* one(get(node, 'resource', 'manifestFrom', 'artifact'), `the manifest that ${name} applies`)
  yield* one(get(node, 'data', 'source', 'artifactPaths'), `the source of ${name}`)
  for (const call of callNodes(node)) {
    yield* listed(get(call, 'arguments'), 'argument', `a call in ${name}`)
    yield* ofHooks(call, name)
  }
}

function* ofHooks(holder: Mapping, name: string): Generator<Artifact> {
  for (const hook of hookNodes(holder)) yield* listed(get(hook.node, 'arguments'), 'argument', `a hook of ${name}`)
}

function* listed(holder: Node | undefined, role: 'input' | 'output' | 'argument', owner: string): Generator<Artifact> {
  for (const item of items(get(holder, 'artifacts'))) {
    const name = text(get(item, 'name'))
    const what = name === undefined ? `an ${role} artifact` : `${role} artifact \`${name}\``
    if (item.kind === 'mapping') yield { node: item, of: `${what} of ${owner}` }
  }
}

function* one(node: Node | undefined, of: string): Generator<Artifact> {
  const found = mapping(node)
  if (found) yield { node: found, of }
}

/** Whether a ConfigMap holds the artifact repositories of a namespace (docs/artifact-repository-ref.md). */
function isRepositories({ kind, name, root }: Manifest, project: Project): boolean {
  if (kind !== 'ConfigMap') return false
  if (name === 'artifact-repositories') return true
  if (!isNull(get(root, 'metadata', 'annotations', 'workflows.argoproj.io/default-artifact-repository'))) return true
  return repositoryNames(project).has(name)
}

/** The ConfigMaps that some `artifactRepositoryRef` names. */
const repositoryNames = once(
  (project: Project): ReadonlySet<string> =>
    new Set(project.manifests.flatMap(({ spec }) => text(get(spec, 'artifactRepositoryRef', 'configMap')) ?? [])),
)
