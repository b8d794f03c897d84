import type { Mapping, Node } from '../../yaml/node.ts'
import { get, items, scalar, scalars, text } from '../../yaml/query.ts'
import type { Project } from '../project.ts'
import { target } from '../reference.ts'
import { tags } from '../tag.ts'
import type { Template } from '../template.ts'
import { type Edge, edges, links } from './edge.ts'
import { isFetching } from './fetch.ts'
import { type Feed, held, supplied, through } from './held.ts'
import type { Stop } from './source.ts'
import { chosen, handed, ofLabel, ofParameter, submitted } from './submission.ts'
import { isTemplate, names, ofRun, parameter, type Place, type Variable } from './variable.ts'

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
    const note = `Input \`${name}\` has it as its default`
    yield* held(declared, { project, manifest, template }, () => ({ at: declared, manifest, note }))
  }
  for (const one of fed.get(manifest)?.get(`inputs.parameters.${name}`) ?? [])
    if (one.template === template) yield { from: one.source }
  if (!inline) yield* submitted(name, declared, template, callers.length > 0, project)
  for (const edge of callers) {
    const argument = parameter(edge.given, name)
    if (argument) yield* held(argument, placeOf(edge, project), () => passed(edge, argument, name))
    else if (edge.exits)
      yield { from: ofRun(handed(name, declared), placeOf(edge, project)), stop: passed(edge, edge.node, name) }
  }
}

function placeOf({ manifest, from, node }: Edge, project: Project): Place {
  return { project, manifest, template: from, call: node }
}

function passed(edge: Edge, at: Node, name: string): Stop {
  const who = edge.exits ? 'An exit handler without arguments gets those of the workflow, and' : title(edge)
  return { at, manifest: edge.manifest, note: `${who} passes it on as \`${name}\`` }
}

function title({ node, from, loop }: Edge): string {
  const name = text(get(node, 'name'))
  if (name === undefined || !from || loop !== node) return 'A hook'
  return `${get(from.node, 'dag') ? 'Task' : 'Step'} \`${name}\``
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
    yield { from: supplied({ ...stop, at: put, manifest: producer.manifest }) }
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
    yield* held(put, { project, manifest: producer.manifest, template: producer }, () => ({
      ...stop,
      at: put,
      manifest: producer.manifest,
    }))
}
