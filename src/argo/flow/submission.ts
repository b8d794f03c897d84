import type { Mapping, Node } from '../../yaml/node.ts'
import { get, isNull, text } from '../../yaml/query.ts'
import { flowsOf } from '../expression.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import { referenced } from '../reference.ts'
import type { Template } from '../template.ts'
import { entries, links } from './edge.ts'
import { type Feed, held, through } from './held.ts'
import type { Source, Stop } from './source.ts'
import { isLibrary, names, parameter } from './variable.ts'

/** Whether a parameter has a value without a submission. */
function hasValue(declared: Node): boolean {
  return ['value', 'default', 'valueFrom'].some((key) => get(declared, key))
}

/**
 * What those who submit a manifest may give a parameter. A library is there for others to submit, with any of its
 * templates as the entrypoint; of one that the project itself runs, that is the exception.
 *
 * @param name empty for what is no parameter, or for all of them
 */
export function chosen(
  manifest: Manifest,
  declared: Mapping | undefined,
  name: string,
  isRun: boolean,
  isGiven = true,
): Source {
  const level = !isLibrary(manifest) ? (isGiven ? 'preset' : 'argument') : isRun ? 'preset' : 'submitter'
  const { root } = manifest
  const metadata = get(root, 'metadata')
  const at = declared
    ? (get(declared, 'name') ?? declared)
    : name && (get(metadata, 'name') ?? get(metadata, 'generateName') ?? get(root, 'kind'))
  const [from, said] = words[isLibrary(manifest) && isRun ? 'used' : level](name)
  const note = declared ? said : `Nothing in this ${manifest.kind} declares \`${name}\`. ${said}`
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

/** What a submission gives to an input: the entrypoint gets the workflow's parameters of the same name. */
export function* submitted(
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
export function handed(name: string, declared: Mapping | undefined): string {
  return `workflow.${declared && hasValue(declared) ? 'optional' : 'parameters'}.${name}`
}

function takeover(runner: Manifest, { name }: Manifest): Stop {
  const at = get(runner.spec, 'workflowTemplateRef') ?? runner.root
  return { at, manifest: runner, note: `${runner.kind} \`${runner.name}\` runs \`${name}\` with its own arguments` }
}

/** What a parameter of a manifest's own may hold. */
export function* ofParameter(kind: string, name: string, manifest: Manifest, project: Project): Generator<Feed> {
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
    if (declared) {
      const place = { project, manifest, template: undefined }
      yield* held(declared, place, () => ({
        at: declared,
        manifest,
        note: `The workflow's parameter \`${name}\` has it`,
      }))
    }
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

/** What a label or an annotation may hold. */
export function* ofLabel(kind: string, name: string, manifest: Manifest, project: Project): Generator<Feed> {
  const { runs, used, fed } = links(project)
  yield { from: chosen(manifest, undefined, '', used.has(manifest)) }
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
