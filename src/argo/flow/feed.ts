import { follow, type Mapping, type Node } from '../../yaml/node.ts'
import { get, isNull, items, scalar, scalars, text } from '../../yaml/query.ts'
import { type Flow, flowsOf } from '../expression.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import { referenced, target } from '../reference.ts'
import { tags } from '../tag.ts'
import type { Template } from '../template.ts'
import { type Edge, edges, entries, links } from './edge.ts'
import { isFetching } from './fetch.ts'
import type { Source, Stop } from './source.ts'
import { isLibrary, isTemplate, names, ofRun, parameter, type Place, resolve, type Variable } from './variable.ts'

/** One thing that a variable may hold. */
export interface Feed {
  readonly from: Variable | Source
  /** The place where it is passed on; nothing where a name just stands for another one. */
  readonly stop?: Stop
}

/** All that a variable may hold, one step back (catalogue 1.8.4). */
export function feeds(variable: Variable, project: Project): Iterable<Feed> {
  const { of, name, list, step } = variable
  const [root = '', kind = '', ...rest] = name.split('.')
  const own = rest.join('.')
  if (isTemplate(of)) {
    if (list) return ofList(list, of, project)
    if (step) return ofStep(step, variable, of, project)
    return root === 'workflow' ? ofRunner(name, of, project) : ofInput(own, of, project)
  }
  if (root === 'inputs') return [{ from: chosen(of, undefined, '', false) }]
  return kind === 'labels' || kind === 'annotations'
    ? ofLabel(kind, own, of, project)
    : ofParameter(kind, own, of, project)
}

/** The list of a loop. An item of a loop around it is that one's own. */
function* ofList(list: Node, template: Template, project: Project): Generator<Feed> {
  const { manifest } = template
  const leaves = [scalar(list), ...items(list).flatMap((item) => [...scalars(item)])]
  const flows = leaves
    .flatMap((leaf) => tags(leaf).flatMap((tag) => tag.flows))
    .filter(({ path }) => path[0] !== 'item')
  yield* through(flows, { project, manifest, template }, { at: list, manifest, note: 'A loop goes over this list' })
}

/** The variables of a text that is passed on at a place. */
function through(flows: readonly Flow[], place: Place, stop: Stop): Feed[] {
  return flows.flatMap(({ path }) => resolve(path, place)).map((from) => ({ from, stop }))
}

/** The value of an argument, a default or an output: a text with tags, or a reference to something else. */
function* held(holder: Mapping, place: Place, stop: Stop): Generator<Feed> {
  const reference = get(holder, 'valueFrom')
  const leaves = [get(holder, 'value'), get(holder, 'default'), get(reference, 'default'), get(reference, 'parameter')]
  for (const leaf of leaves) {
    // A list or mapping is taken as text, with all that is in it.
    for (const part of scalars(follow(leaf)))
      for (const { flows } of tags(part)) yield* through(flows, place, { ...stop, at: leaf ?? stop.at })
  }
  if (!reference) return
  const at = { ...stop, at: reference }
  if (get(reference, 'configMapKeyRef')) yield { from: { level: 'output', from: 'a ConfigMap', way: [at] } }
  if (get(reference, 'supplied')) yield { from: supplied(reference, stop) }
  const expression = scalar(get(reference, 'expression'))
  yield* through([...flowsOf(expression?.value ?? ''), ...tags(expression).flatMap(({ flows }) => flows)], place, at)
}

function supplied(at: Node, stop: Stop): Source {
  return {
    level: 'argument',
    from: 'whoever resumes the suspended workflow',
    way: [{ ...stop, at, note: 'Whoever resumes the workflow fills it in' }],
  }
}

/** Whether a parameter has a value without a submission. */
function hasValue(declared: Node): boolean {
  return ['value', 'default', 'valueFrom'].some((key) => get(declared, key))
}

/**
 * What those who submit a manifest may give a parameter. A library is there for others to submit, with any of its
 * templates as the entrypoint; of one that the project itself runs, that is the exception.
 */
function chosen(
  manifest: Manifest,
  declared: Mapping | undefined,
  name: string,
  isRun: boolean,
  isGiven = true,
): Source {
  const level = !isLibrary(manifest) ? (isGiven ? 'preset' : 'argument') : isRun ? 'preset' : 'submitter'
  const at = get(declared, 'name') ?? declared
  const [from, note] = words[isLibrary(manifest) && isRun ? 'used' : level](name)
  return {
    level,
    from,
    way: at ? [{ at, manifest, note }] : [],
    // `enum` is what the UI offers; nothing enforces it (argo-workflows issue 6959).
    ...(get(declared, 'enum') && { limited: true }),
  }
}

const words = {
  preset: (name: string) => ['whoever submits the workflow with another value', `A submission may set \`${name}\``],
  argument: (name: string) => ['whoever submits the workflow', `A submission has to set \`${name}\``],
  submitter: (name: string) => ['anyone who may submit this template', `Whoever submits the template sets \`${name}\``],
  used: (name: string) => [
    'whoever submits this template with a value that no caller in these files gives',
    `A submission of the template may set \`${name}\``,
  ],
} as const satisfies Record<string, (name: string) => readonly [string, string]>

/** What the workflow that runs a template of a library has: the library's own, or another that calls the template. */
function* ofRunner(name: string, template: Template, project: Project): Generator<Feed> {
  const { manifest } = template
  const { calls, called } = links(project)
  yield { from: { of: manifest, name } }
  if (!called.has(manifest)) return
  for (const { from } of edges(manifest).byTarget.get(template) ?? []) if (from) yield { from: { of: from, name } }
  for (const edge of calls.get(template) ?? []) {
    const stop = {
      at: get(edge.node, 'templateRef') ?? edge.node,
      manifest: edge.manifest,
      note: `${title(edge)} runs template \`${template.name}\``,
    }
    yield { from: ofRun(name, placeOf(edge, project)), stop }
  }
}

function* ofInput(name: string, template: Template, project: Project): Generator<Feed> {
  const { manifest, node, inline } = template
  if (name === '') {
    for (const own of names(get(node, 'inputs'))) yield { from: { of: template, name: `inputs.parameters.${own}` } }
    return
  }
  const declared = parameter(get(node, 'inputs'), name)
  const { calls, fed } = links(project)
  const callers = [...(edges(manifest).byTarget.get(template) ?? []), ...(calls.get(template) ?? [])]
  if (declared) {
    const stop = { at: declared, manifest, note: `Input \`${name}\` has it as its default` }
    yield* held(declared, { project, manifest, template }, stop)
  }
  for (const one of fed.get(manifest)?.get(`inputs.parameters.${name}`) ?? [])
    if (one.template === template) yield { from: one.source }
  if (!inline) yield* submitted(name, declared, template, callers.length > 0, project)
  for (const edge of callers) {
    const argument = parameter(edge.given, name)
    const stop = { at: argument ?? edge.node, manifest: edge.manifest, note: passing(edge, name) }
    if (argument) yield* held(argument, placeOf(edge, project), stop)
    else if (edge.exits) yield { from: ofRun(handed(name, declared), placeOf(edge, project)), stop }
  }
}

function placeOf({ manifest, from, node }: Edge, project: Project): Place {
  return { project, manifest, template: from, call: node }
}

function passing(edge: Edge, name: string): string {
  const own = `passes it on as \`${name}\``
  return edge.exits
    ? `An exit handler without arguments gets those of the workflow, and ${own}`
    : `${title(edge)} ${own}`
}

function title({ node, from, loop }: Edge): string {
  const name = text(get(node, 'name'))
  if (name === undefined || !from || loop !== node) return 'A hook'
  return `${get(from.node, 'dag') ? 'Task' : 'Step'} \`${name}\``
}

/** What a submission gives to an input: the entrypoint gets the workflow's parameters of the same name. */
function* submitted(
  name: string,
  declared: Mapping | undefined,
  template: Template,
  isCalled: boolean,
  project: Project,
): Generator<Feed> {
  const { manifest } = template
  const { runs, choices, used, fed } = links(project)
  const isEntry = entries(manifest).includes(template.name)
  const given = parameter(get(manifest.spec, 'arguments'), name)
  const own = { of: manifest, name: handed(name, declared) }
  const starts = choices.get(manifest)?.get(template.name) ?? []
  if (isLibrary(manifest)) {
    const isRun = isCalled || starts.length > 0 || (isEntry && used.has(manifest))
    yield { from: chosen(manifest, declared, name, isRun) }
    if (isEntry && (given || runs.has(manifest) || fed.has(manifest))) yield { from: own }
  } else if (isEntry ? declared && hasValue(declared) && !given : !isCalled) {
    yield { from: chosen(manifest, declared, name, false) }
  } else if (isEntry) yield { from: own }
  for (const runner of starts) yield { from: { of: runner, name: own.name }, stop: takeover(runner, manifest) }
}

/**
 * The parameter of a workflow that an input of the same name takes its text from. One that is only there to be taken
 * by an input with a value of its own need not be given.
 */
function handed(name: string, declared: Mapping | undefined): string {
  return `workflow.${declared && hasValue(declared) ? 'optional' : 'parameters'}.${name}`
}

function takeover(runner: Manifest, { name }: Manifest): Stop {
  const at = get(runner.spec, 'workflowTemplateRef') ?? runner.root
  return { at, manifest: runner, note: `${runner.kind} \`${runner.name}\` runs \`${name}\` with its own arguments` }
}

function* ofParameter(kind: string, name: string, manifest: Manifest, project: Project): Generator<Feed> {
  const { runs, used, fed } = links(project)
  const given = get(manifest.spec, 'arguments')
  const key = `workflow.${kind}.${name}`
  const events = fed.get(manifest)
  if (name === '') {
    const filled = below('parameters', events).map((own) => own.slice('parameters.'.length))
    for (const own of new Set([...names(given), ...filled])) if (own) yield { from: { of: manifest, name: key + own } }
    yield { from: chosen(manifest, undefined, '', used.has(manifest)) }
  } else {
    const declared = parameter(given, name)
    const isFree = (kind === 'optional' && !declared) || isGiven(name, declared, manifest, project)
    yield { from: chosen(manifest, declared, name, used.has(manifest), isFree) }
    const stop = { at: declared ?? manifest.root, manifest, note: `The workflow's parameter \`${name}\` has it` }
    if (declared) yield* held(declared, { project, manifest, template: undefined }, stop)
    for (const { source } of events?.get(`parameters.${name}`) ?? []) yield { from: source }
  }
  // An event may fill all of them.
  for (const { source } of events?.get('parameters.') ?? []) yield { from: source }
  for (const runner of runs.get(manifest) ?? [])
    yield { from: { of: runner, name: key }, stop: takeover(runner, manifest) }
}

/** The names below `parameters`, `labels` or `annotations` that events fill. */
function below(kind: string, events: ReadonlyMap<string, unknown> | undefined): readonly string[] {
  return [...(events?.keys() ?? [])].filter((name) => name.startsWith(`${kind}.`))
}

/** Whether a workflow can be submitted without giving a parameter. */
function isGiven(name: string, declared: Mapping | undefined, manifest: Manifest, project: Project): boolean {
  if (declared && hasValue(declared)) return true
  if (manifest.partial) return !declared
  const library = referenced(manifest, project)
  const there = parameter(get(library?.spec, 'arguments'), name)
  if (there) return hasValue(there)
  return !declared && !library && !isNull(get(manifest.spec, 'workflowTemplateRef'))
}

function* ofLabel(kind: string, name: string, manifest: Manifest, project: Project): Generator<Feed> {
  const { runs, used, fed } = links(project)
  yield { from: chosen(manifest, undefined, name, used.has(manifest)) }
  const events = fed.get(manifest)
  for (const own of name === '' ? below(kind, events) : [`${kind}.${name}`, `${kind}.`])
    for (const { source } of events?.get(own) ?? []) yield { from: source }
  const computed = get(manifest.spec, 'workflowMetadata', 'labelsFrom', name)
  const expression = kind === 'labels' ? get(computed, 'expression') : undefined
  if (expression) {
    const stop = { at: expression, manifest, note: `The label \`${name}\` is made from it` }
    yield* through(flowsOf(text(expression) ?? ''), { project, manifest, template: undefined }, stop)
  }
  for (const runner of runs.get(manifest) ?? [])
    yield { from: { of: runner, name: `workflow.${kind}.${name}` }, stop: takeover(runner, manifest) }
}

/** What a step puts out is made by its program, unless its template only hands on what it was given. */
function* ofStep(
  step: Mapping,
  { put: [kind, name] = ['', ''] }: Variable,
  template: Template,
  project: Project,
): Generator<Feed> {
  const { manifest } = template
  const producer = edges(manifest).byNode.get(step)?.to ?? target(manifest, step, project)
  const stepName = text(get(step, 'name')) ?? ''
  const title = `${get(template.node, 'dag') ? 'task' : 'step'} \`${stepName}\``
  const stop = { at: get(step, 'name') ?? step, manifest, note: `The output of ${title}` }
  const outputs = kind === 'parameters' ? get(producer?.node, 'outputs') : undefined
  if (outputs && name === '') {
    for (const own of names(outputs))
      yield { from: { of: template, name: `steps.${stepName}.parameters.${own}`, step, put: [kind, own] } }
  }
  const put = parameter(outputs, name)
  if (producer?.type === 'suspend' && put && get(put, 'valueFrom', 'supplied')) {
    yield { from: supplied(put, { ...stop, manifest: producer.manifest }) }
    return
  }
  yield {
    from: {
      level: 'output',
      from: `the output of ${title}`,
      way: [stop],
      // Reads all of the producer, so only for those who ask.
      get fetched() {
        return producer !== undefined && isFetching(producer)
      },
    },
  }
  if (producer && put)
    yield* held(
      put,
      { project, manifest: producer.manifest, template: producer },
      { ...stop, at: put, manifest: producer.manifest },
    )
}
