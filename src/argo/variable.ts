import type { Span } from '../yaml/file.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { get, isNull, items, mapping, scalars, text } from '../yaml/query.ts'
import { type Edge, edges } from './edge.ts'
import type { Manifest } from './manifest.ts'
import { fedBySensor } from './sensor.ts'
import { tags } from './tag.ts'
import { callNodes, type Template } from './template.ts'

/**
 * Who controls a value, from nobody to anybody (T0 to T4 of catalogue 1.8.3). T2 is two: a `preset` is a value that
 * somebody may override, an `argument` is one that somebody has to give.
 */
export const levels = ['constant', 'output', 'preset', 'argument', 'submitter', 'event'] as const
export type Level = (typeof levels)[number]

/** Where a value comes from. */
export interface Source {
  readonly level: Level
  /** Words that end "it comes from …". */
  readonly from: string
  /** The place that says so. */
  readonly at?: Span
  /** Only some texts are offered or likely, though nothing enforces it. */
  readonly limited?: boolean
  /** The output of a step that fetches something from elsewhere. */
  readonly fetched?: boolean
}

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
  readonly parameter: string
}

export function isInput(found: Source | Input): found is Input {
  return 'parameter' in found
}

/** Whether others run its templates: by a reference, or by choosing an entrypoint when they submit it. */
export function isLibrary({ kind }: Manifest): boolean {
  return kind === 'WorkflowTemplate' || kind === 'ClusterWorkflowTemplate'
}

export const constant: Source = { level: 'constant', from: 'fixed text in this file' }
export const submitter: Source = { level: 'submitter', from: 'anyone who may submit this template' }
export const override: Source = { level: 'preset', from: 'whoever submits the workflow with another value' }
const required: Source = { level: 'argument', from: 'whoever submits the workflow' }

/** What a variable holds, by its name alone (docs/variables.md). */
export function resolve(path: readonly string[], place: Place): readonly (Source | Input)[] {
  const [root, kind = '', ...rest] = path
  switch (root) {
    case 'workflow':
      return [ofWorkflow(kind, rest.join('.'), place.manifest)]
    case 'inputs':
      return kind === 'parameters' ? ofInputs(rest.join('.'), place) : []
    case 'item':
      return ofItem(place)
    case 'outputs':
      return rest.at(-1) === 'path' ? [] : [{ level: 'output', from: 'what the step itself wrote' }]
    case 'steps':
    case 'tasks':
      return rest[0] === 'outputs' && rest.at(-1) !== 'path' ? [ofStep(kind, rest[2] ?? '', place)] : []
    case 'lastRetry':
      return kind === 'message' ? [{ level: 'output', from: 'the message of the last attempt' }] : []
    case 'cronworkflow':
      return kind === 'labels' || kind === 'annotations' ? [override] : []
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
  if (fed) return { level: 'event', from: 'the payload of an event, so anyone who can cause one', at: fed.at }
  if (isLibrary(manifest)) return { ...submitter, ...described(declared) }
  // `workflow.parameters` and `workflow.parameters.json` are all of them.
  const whole = name === '' || name === 'json' || manifest.partial || !isNull(get(manifest.spec, 'workflowTemplateRef'))
  return { ...(declared ? hasValue(declared) : whole) ? override : required, ...described(declared) }
}

/** A parameter in `arguments`, `inputs` or `outputs`. */
export function parameter(holder: Node | undefined, name: string): Mapping | undefined {
  const list = get(holder, 'parameters')
  if (!list) return undefined
  let found = byName.get(list)
  if (!found) byName.set(list, (found = new Map(items(list).map((item) => [text(get(item, 'name')) ?? '', mapping(item)]))))
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

/** One input, or all of them as JSON. */
function ofInputs(name: string, { manifest, template }: Place): readonly (Source | Input)[] {
  if (!template) return [isLibrary(manifest) ? submitter : override]
  if (name !== '') return [{ template, parameter: name }]
  return items(get(template.node, 'inputs', 'parameters')).map((item) => ({ template, parameter: text(get(item, 'name')) ?? '' }))
}

/** An item is as good as the list, of the nearest loop around it. */
function ofItem({ manifest, template, call }: Place): readonly (Source | Input)[] {
  const { byNode, byTarget } = edges(manifest)
  let edge = call ? byNode.get(call) : around(template)
  while (edge) {
    const list = get(edge.loop, 'withParam') ?? get(edge.loop, 'withItems')
    if (list) return ofList(list, { manifest, template: edge.from })
    if (get(edge.loop, 'withSequence')) return []
    edge = around(edge.from)
  }
  return [{ level: 'output', from: 'the list that it loops over' }]

  function around(inside: Template | undefined): Edge | undefined {
    return inside?.inline ? byTarget.get(inside)?.[0] : undefined
  }
}

function ofList(list: Node, place: Place): readonly (Source | Input)[] {
  const flows = [...scalars(list)].flatMap((leaf) => tags(leaf).flatMap((tag) => tag.flows))
  return flows.flatMap(({ path }) => (path[0] === 'item' ? [] : resolve(path, place)))
}

function ofStep(name: string, output: string, { manifest, template }: Place): Source {
  const step = template && stepsOf(template.node).get(name)
  const producer = step && edges(manifest).byNode.get(step)?.to
  const supplied = producer && get(parameter(get(producer.node, 'outputs'), output), 'valueFrom', 'supplied')
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
  if (!found) stepsByName.set(template, (found = new Map([...callNodes(template)].map((node) => [text(get(node, 'name')) ?? '', node]))))
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
    found = type === 'http' || artifacts.some((artifact) => get(artifact, 'git') ?? get(artifact, 'http')) || code.some(({ raw }) => fetching.test(raw))
    fetchers.set(template, found)
  }
  return found
}
