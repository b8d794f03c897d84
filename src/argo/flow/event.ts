import type { Node } from '../../yaml/node.ts'
import { oncePer } from '../../yaml/once.ts'
import { get, items, keyOf, pairs, text } from '../../yaml/query.ts'
import { groupBy } from '../group.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import { library } from '../reference.ts'
import type { Template } from '../template.ts'
import { type Content, ofExpression } from './payload.ts'
import { fillings } from './sensor.ts'
import type { Source } from './source.ts'

/** A part of a workflow that an event fills when it submits it. */
export interface Fed {
  /** What is submitted; nothing when it is not among the manifests. */
  readonly manifest: Manifest | undefined
  /** `parameters.message`, `labels.team`: the name below `workflow`. Without the last part, all of them. */
  readonly name: string
  /** The template whose input it is, when it is none of the workflow. */
  readonly template?: Template
  readonly content: Content
  readonly source: Source
  /** Where the sensor or event binding says what of the event it is: the way of the source begins there. */
  readonly at: Node
}

/** What the sensors and event bindings of a project fill, by the manifest that they submit. */
export function events(project: Project): ReadonlyMap<Manifest, readonly Fed[]> {
  return groupBy(
    project.manifests.flatMap((manifest) => fedBy(manifest, project)),
    ({ manifest }) => manifest,
  )
}

/** What one sensor or event binding fills. */
export const fedBy = oncePer((manifest: Manifest, project: Project): readonly Fed[] => {
  if (manifest.kind === 'Sensor') return [...bySensor(manifest, project)]
  return manifest.kind === 'WorkflowEventBinding' ? [...byBinding(manifest, project)] : []
})

/** The libraries that event bindings submit, also those that they give nothing. */
export function submittedBy(project: Project): readonly Manifest[] {
  return project.manifests.flatMap((one) =>
    one.kind === 'WorkflowEventBinding' ? (targetOf(get(one.root, 'spec', 'submit'), one, project) ?? []) : [],
  )
}

function targetOf(submit: Node | undefined, binding: Manifest, project: Project): Manifest | undefined {
  const reference = get(submit, 'workflowTemplateRef')
  return reference && library(reference, binding, project)
}

function* byBinding(binding: Manifest, project: Project): Generator<Fed> {
  const submit = get(binding.root, 'spec', 'submit')
  if (!get(submit, 'workflowTemplateRef', 'name')) return
  const manifest = targetOf(submit, binding, project)
  const selector = text(get(binding.root, 'spec', 'event', 'selector')) ?? ''
  for (const [own, at] of expressionsOf(submit)) {
    const content = at && ofExpression(text(at) ?? '', selector)
    if (at && content) yield fed(own, content, at, binding, manifest)
  }
}

/** The expressions of a submission, by what they fill: names below `workflow`. */
function* expressionsOf(submit: Node | undefined): Generator<readonly [string, Node | undefined]> {
  for (const parameter of items(get(submit, 'arguments', 'parameters'))) {
    const name = text(get(parameter, 'name'))
    if (name !== undefined) yield [`parameters.${name}`, get(parameter, 'valueFrom', 'event')]
  }
  const metadata = get(submit, 'metadata')
  for (const kind of ['labels', 'annotations'])
    for (const pair of pairs(get(metadata, kind))) yield [`${kind}.${keyOf(pair) ?? ''}`, pair.value]
  // The API server lets only lower-case letters, digits and hyphens through.
  for (const key of ['name', 'generateName']) yield ['name', get(metadata, key)]
}

function* bySensor(sensor: Manifest, project: Project): Generator<Fed> {
  for (const { content, source, into, name, template } of fillings(sensor, project))
    yield fed(name, content, source, sensor, into, template)
}

/** Values of labels are letters, digits and `-_.` only. */
const narrow = /^(?:labels\.|name$)/

function fed(
  name: string,
  content: Content,
  at: Node,
  manifest: Manifest,
  into: Manifest | undefined,
  template?: Template,
): Fed {
  const [kind = '', ...rest] = name.replace('inputs.', '').split('.')
  const own = rest.join('.')
  const way = [{ at, manifest, note: `The payload of an event fills ${own === '' ? `its ${kind}` : `\`${own}\``}` }]
  const source: Source =
    content === 'limited' || narrow.test(name)
      ? { level: 'argument', from: 'the payload of an event', way, limited: true }
      : { level: 'event', from: 'the payload of an event, so from anyone who can cause one', way }
  return { manifest: into, name, content, source, at, ...(template && { template }) }
}
