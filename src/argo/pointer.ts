import type { Mapping, Node } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, items, mapping, pairs, text } from '../yaml/query.ts'
import { embedded } from './embedded.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'

/** A way into an object by keys and indexes, along which something puts other text before the object is used. */
interface Pointer {
  readonly path: readonly string[]
  /** Where it begins; nothing for the root of each target. */
  readonly from: Mapping | undefined
  readonly isTarget: (manifest: Manifest) => boolean
}

type Target = Pointer['isTarget']

/** What a fix of a program rewrites, or moves. */
const moved = new Set(['env', 'args', 'command', 'source'])

/**
 * Whether something of the project reaches for the variables, the arguments or the program of a container: a Sensor
 * with `dest` (Argo Events, "Trigger Parameterization"), a JSON patch (RFC 6902) or a replacement of Kustomize. It
 * counts the items of lists, or replaces what is written there, so that a program that was rewritten would get others.
 */
export function isPointedInto(container: Mapping, manifest: Manifest, project: Project): boolean {
  const pointers = pointersOf(project)
  // Each of them would be followed for each container.
  if (pointers.length > most) return true
  const around = [manifest]
  for (let { parent } = manifest; parent; { parent } = parent) around.push(parent)
  return pointers.some(({ path, from, isTarget }) =>
    around.some((object) => isTarget(object) && leadsInto(from ?? object.root, path, container)),
  )
}

/** Nobody has more. */
const most = 1000

function leadsInto(root: Node, path: readonly string[], container: Mapping): boolean {
  let nodes: readonly Node[] = [root]
  for (const step of path) {
    if (nodes.includes(container) && moved.has(step)) return true
    nodes = nodes.flatMap((node) => follow(node, step))
  }
  return false
}

/** The nodes that a step may lead to: a key or an index; `[name=x]` and `*` are Kustomize's. */
function follow(node: Node, step: string): readonly Node[] {
  const list = items(node)
  if (list.length === 0) return one(get(node, step))
  const [, key = '', value] = /^\[([\w.-]+)=(.*)\]$/.exec(step) ?? []
  if (value !== undefined) return list.filter((item) => text(get(item, key)) === value)
  return step === '*' ? list : one(list[Number(step)])
}

function one(node: Node | undefined): readonly Node[] {
  return node ? [node] : []
}

const pointersOf = once((project: Project): readonly Pointer[] => {
  const found: Pointer[] = []
  for (const pointer of find(project)) if (found.push(pointer) > most) break
  return found
})

function* find({ manifests, documents }: Project): Generator<Pointer> {
  for (const { kind, root } of manifests) if (kind === 'Sensor') yield* inSensor(root)
  for (const { root } of documents) if (root && mayPatch(root)) yield* inPatch(root, anything, false)
}

/** What a trigger fills in: of its template as a whole, or of the object that it makes. */
function* inSensor(sensor: Mapping): Generator<Pointer> {
  for (const trigger of items(get(sensor, 'spec', 'triggers'))) {
    const template = mapping(get(trigger, 'template'))
    if (!template) continue
    for (const path of destinations(trigger)) yield { path, from: template, isTarget: anything }
    for (const { value: kind } of pairs(template)) {
      const source = mapping(get(kind, 'source'))
      const from = mapping(get(source, 'resource'))
      // What comes from elsewhere may be any object.
      const isTarget = from ? anything : isWhole
      for (const path of source ? destinations(kind) : []) yield { path, from, isTarget }
    }
  }
}

function anything(): boolean {
  return true
}

function isWhole({ parent }: Manifest): boolean {
  return !parent
}

function destinations(holder: Node): readonly (readonly string[])[] {
  return items(get(holder, 'parameters')).map((parameter) => steps(text(get(parameter, 'dest')) ?? ''))
}

/** Patches and replacements in a document, also those that stand in it as text. */
function* inPatch(node: Node, outer: Target, quoted: boolean): Generator<Pointer> {
  if (node.kind === 'sequence') for (const item of node.items) yield* inPatch(item, outer, quoted)
  if (node.kind === 'scalar' && !quoted && mayPatch(node)) {
    const { root } = embedded(node)
    if (root) yield* inPatch(root, outer, true)
  }
  if (node.kind !== 'mapping') return
  const isTarget = targetOf(get(node, 'target') ?? get(node, 'select')) ?? outer
  const pointer = get(node, 'op') && text(get(node, 'path'))
  if (pointer !== undefined) yield { path: pointed(pointer), from: undefined, isTarget }
  for (const way of items(get(node, 'fieldPaths'))) yield { path: steps(text(way) ?? ''), from: undefined, isTarget }
  for (const { value } of node.pairs) yield* inPatch(value, isTarget, quoted)
}

/** A cheap look. */
function mayPatch(node: Node): boolean {
  return node.kind !== 'alias' && (/\bop\b/.test(node.raw) ? /\bpath\b/ : /\bfieldPaths\b/).test(node.raw)
}

/** The objects that a patch of Kustomize is for. Its names may be patterns, and may have gained a prefix. */
function targetOf(target: Node | undefined): Target | undefined {
  if (target?.kind !== 'mapping') return undefined
  const kind = text(get(target, 'kind')) ?? ''
  const name = text(get(target, 'name')) ?? ''
  return (object) => isLike(object.kind, kind) && isLike(object.name, name)
}

function isLike(name: string, pattern: string): boolean {
  return !/^[\w-]+$/.test(pattern) || pattern.includes(name)
}

/** No way is longer. */
const longest = 1000

function steps(path: string): readonly string[] {
  return path.length > longest ? [] : path.split(/\.(?![^[]*\])/)
}

/** A JSON pointer (RFC 6901). */
function pointed(pointer: string): readonly string[] {
  const [, ...path] = pointer.split('/')
  return path.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}
