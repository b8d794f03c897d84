import { follow, type Mapping, type Node } from '../../yaml/node.ts'
import { once } from '../../yaml/once.ts'
import { get, items, mapping, text } from '../../yaml/query.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import { callNodes, type Template } from '../template.ts'
import { type Edge, edges } from './edge.ts'
import type { Source, Stop } from './source.ts'

/** Where a variable is used. */
export interface Place {
  readonly project: Project
  readonly manifest: Manifest
  readonly template: Template | undefined
  /** The step, task or hook that uses it. */
  readonly call?: Mapping | undefined
}

/** Something that holds text which is decided elsewhere: by calls, by a submission, by events. */
export interface Variable {
  /** The template whose inputs or loop it belongs to, else the manifest. */
  readonly of: Template | Manifest
  /** As a tag names it, `inputs.parameters.x`; `inputs.parameters.` for all of them together. */
  readonly name: string
  /** It is the variable of a loop over this list. */
  readonly list?: Node
  /** It is an output of this step: its kind, and its name unless it is all of them. */
  readonly step?: Mapping
  readonly put?: readonly [kind: string, name: string]
}

export function isSource(found: Source | Variable): found is Source {
  return 'level' in found
}

/** Whether others run its templates: by a reference, or by choosing an entrypoint when they submit it. */
export function isLibrary({ kind }: Manifest): boolean {
  return kind === 'WorkflowTemplate' || kind === 'ClusterWorkflowTemplate'
}

export function isTemplate(of: Template | Manifest): of is Template {
  return 'node' in of
}

/** What a variable holds, by its name alone (docs/variables.md). A part of a name stands for all that is below it. */
export function resolve(path: readonly string[], place: Place): readonly (Source | Variable)[] {
  const [root, kind = '', ...rest] = path
  switch (root) {
    case 'workflow':
      return (kind === '' ? ['parameters', 'labels', 'outputs'] : [kind]).flatMap((part) =>
        ofWorkflow(part, rest.join('.'), place),
      )
    case 'inputs':
      return kind === 'parameters' || kind === '' ? ofInputs(rest.join('.'), place) : []
    case 'item':
      return ofItem(place)
    case 'outputs':
      return rest.length > 1 && rest.at(-1) === 'path' ? [] : [output('what the step itself wrote')]
    case 'steps':
    case 'tasks':
      // `steps.name` and `tasks.name` are the name of the step itself.
      if (rest[0] !== undefined ? rest[0] !== 'outputs' : kind === 'name') return []
      return [ofStep(kind, rest.slice(1), place)]
    case 'lastRetry':
      return kind === 'message' || kind === '' ? [output('the message of the last attempt')] : []
    case 'cronworkflow':
      return kind === 'labels' || kind === 'annotations' || kind === ''
        ? [{ level: 'preset', from: 'whoever changes the labels of the CronWorkflow', way: [] }]
        : []
    default:
      return []
  }
}

function output(from: string, ...way: readonly Stop[]): Source {
  return { level: 'output', from, way }
}

/** A template of a library uses the parameters and labels of the workflow that runs it. */
function ofWorkflow(kind: string, name: string, place: Place): readonly (Source | Variable)[] {
  switch (kind) {
    case 'outputs':
    case 'failures':
      return [output('the outputs and messages of earlier steps')]
    case 'parameters':
    case 'labels':
    case 'annotations':
      // `workflow.parameters.json` is all of them.
      return [ofRun(`workflow.${kind}.${name === 'json' ? '' : name}`, place)]
    default:
      return []
  }
}

/** A variable of the workflow that runs what stands at a place. */
export function ofRun(name: string, { manifest, template }: Place): Variable {
  return { of: template && isLibrary(manifest) ? (scopes(template)[0] ?? template) : manifest, name }
}

/** A parameter in `arguments`, `inputs` or `outputs`. */
export function parameter(holder: Node | undefined, name: string): Mapping | undefined {
  const list = follow(get(holder, 'parameters'))
  if (list?.kind !== 'sequence') return undefined
  // Most lists are short, and an index of each would cost more than it saves.
  if (list.items.length < 8) return mapping(items(list).findLast((item) => (text(get(item, 'name')) ?? '') === name))
  return byName(list).get(name)
}

const byName = once(
  (list: Node): ReadonlyMap<string, Mapping | undefined> =>
    new Map(items(list).map((item) => [text(get(item, 'name')) ?? '', mapping(item)])),
)

/** The names of the parameters in `arguments` or `inputs`. */
export function names(holder: Node | undefined): readonly string[] {
  return items(get(holder, 'parameters')).flatMap((item) => text(get(item, 'name')) || [])
}

/**
 * Argo fills in a template with all that is written inside of it (`SubstituteParams` in workflow/common/util.go), so
 * the inputs of the templates around an inline one come before its own.
 */
function ofInputs(name: string, { manifest, template }: Place): readonly Variable[] {
  const key = `inputs.parameters.${name}`
  if (!template) return [{ of: manifest, name: key }]
  const all = scopes(template)
  if (name === '') return all.map((of) => ({ of, name: key }))
  return [{ of: all.find(({ node }) => parameter(get(node, 'inputs'), name)) ?? template, name: key }]
}

/** The templates that an inline one is written in, from the outermost, and itself. */
function scopes(template: Template): readonly Template[] {
  const found = [template]
  for (let at = callAround(template)?.from; at; at = callAround(at)?.from) found.push(at)
  return found.toReversed()
}

/** The call that an inline template is written in. */
function callAround(template: Template | undefined): Edge | undefined {
  return template?.inline ? edges(template.manifest).byTarget.get(template)?.[0] : undefined
}

/**
 * An item is as good as the list. Argo fills in a step of a loop with all that is written inside of it (`expandStep`
 * in workflow/controller/steps.go), so in an inline template the item of every loop around it counts.
 */
function ofItem({ manifest, template, call }: Place): readonly (Source | Variable)[] {
  const found: Variable[] = []
  let isLooped = false
  let from = call ? template : callAround(template)?.from
  let loop = (call ? edges(manifest).byNode.get(call) : callAround(template))?.loop
  while (from) {
    isLooped ||= get(loop, 'withSequence') !== undefined
    for (const list of [get(loop, 'withItems'), get(loop, 'withParam'), get(loop, 'withSequence', 'format')])
      if (list) found.push({ of: from, name: `item of ${list.start}`, list })
    const around: Edge | undefined = callAround(from)
    from = around?.from
    loop = around?.loop
  }
  return isLooped || found.length > 0 ? found : [output('the list that it loops over')]
}

/** What a step puts out: an output parameter by name, all of them, or its result and whatever else. */
function ofStep(
  name: string,
  [kind = 'parameters', ...own]: readonly string[],
  { template }: Place,
): Source | Variable {
  if (name === '' || !template) return output('the outputs of earlier steps')
  for (const scope of scopes(template)) {
    const step = stepsOf(scope.node).get(name)
    if (step) return { of: scope, name: `steps.${name}.${kind}.${own.join('.')}`, step, put: [kind, own.join('.')] }
  }
  return output(`the output of step \`${name}\``)
}

const stepsOf = once(
  (template: Mapping): ReadonlyMap<string, Mapping> =>
    new Map([...callNodes(template)].map((node) => [text(get(node, 'name')) ?? '', node])),
)
