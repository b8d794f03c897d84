import type { Mapping, Node } from '../yaml/node.ts'
import { get, isNull, items, mapping, scalars, text } from '../yaml/query.ts'
import { type Edge, edges } from './edge.ts'
import type { Manifest } from './manifest.ts'
import { fedBySensor } from './sensor.ts'
import { constant, override, required, type Source, submitter } from './source.ts'
import { callNodes, type Template } from './template.ts'

/** Where a variable is used. */
export interface Place {
  readonly manifest: Manifest
  readonly template: Template | undefined
  /** The step, task or hook that uses it. */
  readonly call?: Mapping | undefined
}

/** An input parameter of a template: what it holds is decided by the calls. */
export interface Input {
  readonly template: Template
  /** Empty for all of them together. */
  readonly parameter: string
  /** It is no parameter but the variable of a loop over this list in the template. */
  readonly list?: Node
}

export function isInput(found: Source | Input): found is Input {
  return 'parameter' in found
}

/** Whether others run its templates: by a reference, or by choosing an entrypoint when they submit it. */
export function isLibrary({ kind }: Manifest): boolean {
  return kind === 'WorkflowTemplate' || kind === 'ClusterWorkflowTemplate'
}

/** What a variable holds, by its name alone (docs/variables.md). A part of a name stands for all that is below it. */
export function resolve(path: readonly string[], place: Place): readonly (Source | Input)[] {
  const [root, kind = '', ...rest] = path
  switch (root) {
    case 'workflow':
      return (kind === '' ? ['parameters', 'labels', 'outputs'] : [kind]).map((part) =>
        ofWorkflow(part, rest.join('.'), place.manifest),
      )
    case 'inputs':
      return kind === 'parameters' || kind === '' ? ofInputs(rest.join('.'), place) : []
    case 'item':
      return ofItem(place)
    case 'outputs':
      return rest.length > 1 && rest.at(-1) === 'path' ? [] : [{ level: 'output', from: 'what the step itself wrote' }]
    case 'steps':
    case 'tasks':
      // `steps.name` and `tasks.name` are the name of the step itself.
      if (rest[0] !== undefined ? rest[0] !== 'outputs' : kind === 'name') return []
      return [ofStep(kind, rest[2] ?? '', place)]
    case 'lastRetry':
      return kind === 'message' || kind === '' ? [{ level: 'output', from: 'the message of the last attempt' }] : []
    case 'cronworkflow':
      return kind === 'labels' || kind === 'annotations' || kind === '' ? [override] : []
    default:
      return []
  }
}

function ofWorkflow(kind: string, name: string, manifest: Manifest): Source {
  switch (kind) {
    case 'outputs':
    case 'failures':
      return { level: 'output', from: 'the outputs and messages of earlier steps' }
    case 'parameters':
      return ofParameter(name, manifest)
    case 'labels':
    case 'annotations':
      return isLibrary(manifest) ? submitter : override
    default:
      return constant
  }
}

function ofParameter(name: string, manifest: Manifest): Source {
  const declared = parameter(get(manifest.spec, 'arguments'), name)
  const fed = fedBySensor(manifest).get(name)
  if (fed?.constrained) return { level: 'argument', from: 'the payload of an event', at: fed.at, limited: true }
  if (fed) return { level: 'event', from: 'the payload of an event, so from anyone who can cause one', at: fed.at }
  if (isLibrary(manifest)) return { ...submitter, ...described(declared) }
  // `workflow.parameters` and `workflow.parameters.json` are all of them.
  const whole = name === '' || name === 'json' || manifest.partial || !isNull(get(manifest.spec, 'workflowTemplateRef'))
  return { ...((declared ? hasValue(declared) : whole) ? override : required), ...described(declared) }
}

/** A parameter in `arguments`, `inputs` or `outputs`. */
export function parameter(holder: Node | undefined, name: string): Mapping | undefined {
  const list = get(holder, 'parameters')
  if (!list) return undefined
  let found = byName.get(list)
  if (!found)
    byName.set(list, (found = new Map(items(list).map((item) => [text(get(item, 'name')) ?? '', mapping(item)]))))
  return found.get(name)
}

const byName = new WeakMap<Node, ReadonlyMap<string, Mapping | undefined>>()

/** The place of a declaration. `enum` is what the UI offers; nothing enforces it (argo-workflows issue 6959). */
export function described(declared: Mapping | undefined): Pick<Source, 'at' | 'limited'> {
  return { ...(declared && { at: get(declared, 'name') ?? declared }), ...(get(declared, 'enum') && { limited: true }) }
}

export function hasValue(declared: Mapping): boolean {
  return ['value', 'default', 'valueFrom'].some((key) => get(declared, key))
}

/**
 * Argo fills in a template with all that is written inside of it (`SubstituteParams` in workflow/common/util.go), so
 * the inputs of the templates around an inline one come before its own.
 */
function ofInputs(name: string, { manifest, template }: Place): readonly (Source | Input)[] {
  if (!template) return [isLibrary(manifest) ? submitter : override]
  const all = scopes(template, manifest)
  if (name === '') return all.map((scope) => ({ template: scope, parameter: '' }))
  const owner = all.find(({ node }) => parameter(get(node, 'inputs'), name)) ?? template
  return [{ template: owner, parameter: name }]
}

/** The templates that an inline one is written in, from the outermost, and itself. */
function scopes(template: Template, manifest: Manifest): readonly Template[] {
  const found = [template]
  for (let at = callAround(template, manifest)?.from; at; at = callAround(at, manifest)?.from) found.push(at)
  return found.toReversed()
}

/** The call that an inline template is written in. */
function callAround(template: Template | undefined, manifest: Manifest): Edge | undefined {
  return template?.inline ? edges(manifest).byTarget.get(template)?.[0] : undefined
}

/** An item is as good as the list, of the nearest loop around it. */
function ofItem({ manifest, template, call }: Place): readonly (Source | Input)[] {
  let edge = call ? edges(manifest).byNode.get(call) : callAround(template, manifest)
  while (edge) {
    const list = get(edge.loop, 'withParam') ?? get(edge.loop, 'withItems')
    if (list && edge.from) return [{ template: edge.from, parameter: `{{item}} at ${list.start}`, list }]
    if (get(edge.loop, 'withSequence')) return []
    edge = callAround(edge.from, manifest)
  }
  return [{ level: 'output', from: 'the list that it loops over' }]
}

function ofStep(name: string, output: string, { manifest, template }: Place): Source {
  if (name === '') return { level: 'output', from: 'the outputs of earlier steps' }
  const all = template ? scopes(template, manifest) : []
  const step = all.map(({ node }) => stepsOf(node).get(name)).find((found) => found !== undefined)
  const producer = step && edges(manifest).byNode.get(step)?.to
  const supplied =
    producer?.type === 'suspend' && get(parameter(get(producer.node, 'outputs'), output), 'valueFrom', 'supplied')
  if (supplied) return { level: 'argument', from: 'whoever resumes the suspended workflow', at: supplied }
  const at = step && { at: get(step, 'name') ?? step }
  return {
    level: 'output',
    from: `the output of step \`${name}\``,
    ...at,
    // Reads all of the producer, so only for those who ask.
    get fetched() {
      return producer !== undefined && isFetching(producer)
    },
  }
}

const stepsByName = new WeakMap<Mapping, ReadonlyMap<string, Mapping>>()

function stepsOf(template: Mapping): ReadonlyMap<string, Mapping> {
  let found = stepsByName.get(template)
  if (!found)
    stepsByName.set(
      template,
      (found = new Map([...callNodes(template)].map((node) => [text(get(node, 'name')) ?? '', node]))),
    )
  return found
}

const fetching = /\b(?:curl|wget|git +(?:clone|fetch|pull)|urlopen|requests\.(?:get|post))\b/
const fetchers = new WeakMap<Template, boolean>()

/** Whether what a template returns may come from another system. */
function isFetching(template: Template): boolean {
  let found = fetchers.get(template)
  if (found === undefined) {
    const { node, type } = template
    const artifacts = items(get(node, 'inputs', 'artifacts'))
    const code = ['script', 'container'].flatMap((key) => [...scalars(get(node, key))])
    found =
      type === 'http' ||
      artifacts.some((artifact) => get(artifact, 'git') ?? get(artifact, 'http')) ||
      code.some(({ value }) => fetching.test(value))
    fetchers.set(template, found)
  }
  return found
}
