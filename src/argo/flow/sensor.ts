import type { Mapping, Node } from '../../yaml/node.ts'
import { once } from '../../yaml/once.ts'
import { get, items, mapping, text } from '../../yaml/query.ts'
import { groupBy } from '../group.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import { child, destinations } from '../sensor-destination.ts'
import { type Template, templates } from '../template.ts'
import { type Content, ofSource } from './payload.ts'

/** What a sensor puts into a workflow that it submits. */
interface Filling extends Part {
  readonly content: Content
  readonly source: Node
}

/** A part of a workflow. */
interface Part {
  /** Nothing when it is not among the manifests. */
  readonly into: Manifest | undefined
  /** The name below `workflow`, or of an input of a template. Without the last part, all of them. */
  readonly name: string
  readonly template?: Template
}

/** All that the triggers of a sensor take from events. */
export function* fillings(sensor: Manifest, project: Project): Generator<Filling> {
  const { root, namespace } = sensor
  const inside = new Map(
    objectsIn(project)
      .get(sensor)
      ?.map((manifest) => [manifest.root, manifest]),
  )
  const senders = new Map(
    items(get(root, 'spec', 'dependencies')).map((dependency) => [
      text(get(dependency, 'name')) ?? '',
      senderOf(dependency, namespace, project),
    ]),
  )
  for (const { source, keys, object, ...destination } of destinations(root)) {
    const sender = senders.get(text(get(source, 'dependencyName')) ?? '')
    const content = sender === 'clock' ? undefined : ofSource(source, sender === 'anyone')
    if (!content || destination.in !== 'object') continue
    if (!object) {
      if (/^spec\/(?:workflowSpec\/)?arguments\b/.test(keys.join('/')))
        yield { into: undefined, name: 'parameters.', content, source }
      continue
    }
    const found = filled(keys, object, inside)
    if (found) yield { ...found, content, source }
  }
}

/** The workflows that stand in other objects, by those. */
const objectsIn = once((project: Project): ReadonlyMap<Manifest, readonly Manifest[]> =>
  groupBy(
    project.manifests.filter(({ spec }) => spec),
    ({ parent }) => parent,
  ),
)

/** Who sends an event, as far as its EventSource is among the manifests and says so. */
function senderOf(dependency: Node, namespace: string | undefined, project: Project): 'anyone' | 'clock' | undefined {
  const source = project.find('EventSource', text(get(dependency, 'eventSourceName')) ?? '', namespace)
  const event = text(get(dependency, 'eventName')) ?? ''
  if (get(source?.root, 'spec', 'calendar', event)) return 'clock'
  const webhook = get(source?.root, 'spec', 'webhook', event)
  return webhook && !get(webhook, 'authSecret') ? 'anyone' : undefined
}

/** What a path below the object of a trigger fills: of the object, or of a workflow in it. */
function filled(keys: readonly string[], object: Node, inside: ReadonlyMap<Mapping, Manifest>): Part | undefined {
  let node: Node | undefined = object
  for (const [index, key] of ['', ...keys].entries()) {
    if (index > 0) node = child(node, key)
    const root = mapping(node)
    const manifest = root && inside.get(root)
    if (manifest) return inWorkflow(keys.slice(index), manifest)
  }
  return undefined
}

function inWorkflow([first, ...path]: readonly string[], manifest: Manifest): Part | undefined {
  const { kind, spec } = manifest
  const [second = '', third, ...rest] = first === 'spec' && path[0] === 'workflowSpec' ? path.slice(1) : path
  // A CronWorkflow does not hand its labels on.
  if (first === 'metadata' && kind === 'Workflow' && (second === 'labels' || second === 'annotations'))
    return { into: manifest, name: `${second}.${third ?? ''}` }
  if (first !== 'spec') return undefined
  if (second === 'arguments') {
    const name = third === undefined ? '' : third === 'parameters' ? inList(rest, get(spec, 'arguments')) : undefined
    return name === undefined ? undefined : { into: manifest, name: `parameters.${name}` }
  }
  const holder = third === undefined ? undefined : child(get(spec, second), third)
  const template = second === 'templates' ? templates(manifest).find(({ node }) => node === holder) : undefined
  const [fourth, fifth, ...own] = rest
  if (!template || fourth !== 'inputs' || fifth !== 'parameters') return undefined
  const name = inList(own, get(template.node, 'inputs'))
  return name ? { into: manifest, template, name: `inputs.parameters.${name}` } : undefined
}

/** The parameter that a path below a list of them leads to: empty for any of them, nothing when it fills no value. */
function inList([key, field]: readonly string[], holder: Node | undefined): string | undefined {
  if (key === undefined || field === undefined) return ''
  if (field !== 'value' && field !== 'default') return undefined
  const parameter = child(get(holder, 'parameters'), key)
  return parameter ? text(get(parameter, 'name')) : key.startsWith('#') ? '' : undefined
}
