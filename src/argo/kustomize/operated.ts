import type { File } from '../../yaml/file.ts'
import type { Node, Scalar } from '../../yaml/node.ts'
import { documents } from '../../yaml/document.ts'
import { once } from '../../yaml/once.ts'
import { get, items, mapping, scalar, text } from '../../yaml/query.ts'
import { controllerSettings, isControllerConfig } from '../controller-config.ts'
import { embedded } from '../embedded.ts'
import { groupBy } from '../group.ts'
import type { Manifest } from '../manifest.ts'
import { namespaceOf } from '../rbac/near.ts'
import { Composed, partOf, rootOf, type Text } from './composed.ts'
import { type Kustomization, resolved } from './kustomization.ts'

/** What JSON patches put into an object, at one place of it. */
interface Addition {
  readonly file: File
  readonly target: Target
  /** Keys, and indexes of lists. */
  readonly path: readonly string[]
  /** More than one where they are items of the list there. */
  readonly values: readonly Node[]
  readonly isList: boolean
  readonly start: number
  readonly end: number
}

interface Target {
  readonly kind: string
  readonly name: string
  readonly namespace: string | undefined
}

/** What makes up an installation of Argo, as far as a part of it says something by itself. */
const kinds = new Set(['Deployment', 'StatefulSet', 'ConfigMap', 'Service'])
/** What Argo's own manifests and its Helm chart call it. */
const server = /^(?:.+-)?argo-(?:workflows-)?server$/
const controller = /^(?:.+-)?workflow-controller(?:-configmap|-metrics)?$/

/**
 * What JSON patches (RFC 6902) of a kustomization put into the parts of Argo's installation: for each place an object that
 * says only this, as a patch of the other kind would. What they take away is not told.
 *
 * @param files by their paths
 */
export function* operated(kustomization: Kustomization, files: ReadonlyMap<string, File>): Generator<Manifest> {
  let count = 0
  for (const addition of additions(kustomization, files)) {
    if (++count > most) return
    const { file, target, end } = addition
    const yaml = composed(addition)
    const root = yaml && rootOf(yaml, end)
    if (!root || (target.kind === 'ConfigMap' && !isControllerConfig(root))) continue
    const defaults = isControllerConfig(root) ? controllerSettings(root).get('workflowdefaults')?.value : undefined
    yield {
      file,
      ...target,
      root,
      spec: mapping(get(defaults, 'spec')),
      templated: false,
      partial: true,
      quoted: true,
      parent: file === kustomization.manifest.file ? kustomization.manifest : undefined,
    }
  }
}

function* additions({ manifest, folder }: Kustomization, files: ReadonlyMap<string, File>): Generator<Addition> {
  const all = [...items(get(manifest.root, 'patches')), ...items(get(manifest.root, 'patchesJson6902'))]
  for (const item of all.slice(0, most)) {
    const target = targetOf(get(item, 'target'))
    const path = text(get(item, 'path'))
    const file = path === undefined ? manifest.file : files.get(resolved(folder, path) ?? '')
    if (!target || !file) continue
    const operations = items(path === undefined ? written(scalar(get(item, 'patch'))) : rootIn(file)).slice(0, most)
    const steps = operations.flatMap((one) => step(one) ?? [])
    if (target.kind === 'Service' && steps.some(isLimiting)) continue
    const places = groupBy(steps, ({ place, isItem }) => `${isItem} ${place.join('/')}`)
    for (const same of places.values()) for (const one of joined(same)) yield { file, target, ...one }
  }
}

/** Whether a patch of a Service may say who can reach it: then its type alone, which is another place, does not. */
function isLimiting({ place }: Step): boolean {
  return place.includes('annotations') || place.includes('loadBalancerSourceRanges')
}

/** What steps to one place come to: an item of a list is one more, any other value takes the place of the one before. */
function joined(same: readonly Step[]): Omit<Addition, 'file' | 'target'>[] {
  const last = same.slice(-1)
  return last.map(({ place, isItem, value: { end } }) => {
    const values = (isItem ? same : last).map(({ value }) => value)
    return { path: place, isList: isItem, values, start: values[0]?.start ?? end, end }
  })
}

/** A target of a pattern may be any object, and one of no name any of its kind. */
function targetOf(node: Node | undefined): Target | undefined {
  const kind = text(get(node, 'kind')) ?? ''
  const name = text(get(node, 'name')) ?? ''
  if (!kinds.has(kind) || !/^[a-z0-9.-]+$/.test(name) || !(server.test(name) || controller.test(name))) return undefined
  return { kind, name, namespace: namespaceOf(text(get(node, 'namespace'))) }
}

function written(leaf: Scalar | undefined): Node | undefined {
  return leaf && embedded(leaf, 'own').root
}

const rootIn = once((file: File): Node | undefined => {
  const [first] = documents(file)
  return first?.root
})

/** One operation that puts something somewhere. */
interface Step {
  readonly place: readonly string[]
  /** Whether it is for one item of the list there. */
  readonly isItem: boolean
  readonly value: Node
}

/** Nobody patches deeper, or has more to patch. */
const deepest = 30
const most = 1000

function step(node: Node): Step | undefined {
  const operation = text(get(node, 'op'))
  const pointer = text(get(node, 'path'))
  const value = get(node, 'value')
  if ((operation !== 'add' && operation !== 'replace') || !pointer?.startsWith('/') || !value) return undefined
  const path = pointer
    .slice(1)
    .split('/', deepest)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const isItem = isIndex(path.at(-1))
  return { place: isItem ? path.slice(0, -1) : path, isItem, value }
}

function isIndex(key: string | undefined): boolean {
  return key !== undefined && /^(?:-|\d+)$/.test(key)
}

/** The object with nothing but the values at their place; nothing where one of them has an alias. */
function composed({ target: { kind, name }, path, values, isList, start, end }: Addition): Composed | undefined {
  let opening = `{"kind": ${JSON.stringify(kind)}, "metadata": {"name": ${JSON.stringify(name)}}, `
  let closing = '}'
  path.forEach((key, index) => {
    if (isIndex(key)) {
      opening += '['
      closing = `]${closing}`
      return
    }
    if (index > 0) {
      opening += '{'
      closing = `}${closing}`
    }
    // By its name a container without an image is known.
    if (path[index - 2] === 'containers')
      opening += `"name": "${server.test(name) ? 'argo-server' : 'workflow-controller'}", `
    opening += `${JSON.stringify(key)}: `
  })
  const yaml = new Composed().add(`${opening}${isList ? '[' : ''}`, start)
  for (const value of values) {
    if (!put(value, yaml)) return undefined
    if (isList) yaml.add(', ', value.end)
  }
  return yaml.add(`${isList ? ']' : ''}${closing}`, end)
}

/** What is no text when it is written without quotes. */
const words = /^(?:true|false|yes|no|on|off|null|~|[-+]?[\d.]+)?$/i

/** A text with its quotes. */
function wholeOf(node: Scalar): Text {
  const inner = partOf(node, 0, node.value.length)
  return { ...inner, part: (from, to) => (from === 0 && to === inner.value.length ? node : inner.part(from, to)) }
}

/** Writes a value anew, letter by letter from where it stands. */
function put(node: Node, yaml: Composed): boolean {
  switch (node.kind) {
    case 'scalar':
      if (node.plain && words.test(node.value)) yaml.word(node.value || 'null', node)
      else yaml.text(wholeOf(node))
      return true
    case 'sequence':
      yaml.add('[', node.start)
      if (!node.items.every((item) => put(item, yaml) && yaml.add(', ', item.end))) return false
      yaml.add(']', node.end)
      return true
    case 'mapping':
      yaml.add('{', node.start)
      if (
        !node.pairs.every(
          ({ key, value }) =>
            put(key, yaml) && yaml.add(': ', key.end) && put(value, yaml) && yaml.add(', ', value.end),
        )
      )
        return false
      yaml.add('}', node.end)
      return true
    default:
      return false
  }
}
