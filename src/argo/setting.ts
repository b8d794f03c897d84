import type { Mapping, Node } from '../yaml/node.ts'
import { bool, getAt, isNull, mapping, scalar } from '../yaml/query.ts'
import type { Manifest } from './manifest.ts'

/** Where an effective value is written, by the field's own names. */
export type Origin =
  | 'container'
  | 'template'
  | 'templateDefaults'
  | 'spec'
  | 'workflowTemplateRef'
  | 'workflowDefaults'
  | 'mainContainer'
  | 'podSpecPatch'

/** A value that will be in force, and where it comes from. */
export interface Setting {
  readonly node: Node
  readonly origin: Origin
  /** The manifest that holds `node`. */
  readonly manifest: Manifest
}

/** One source of values, laid over others. */
export interface Layer {
  readonly node: Mapping
  readonly origin: Origin
  readonly manifest: Manifest
  /** The same layer of other environments: a value counts only when each of them gives one. */
  readonly others?: readonly Mapping[]
}

/**
 * The value under a path in layers, highest first. Maps merge field by field and other values replace, as in
 * the strategic merge of Argo's `JoinWorkflowSpec` (docs/default-workflow-specs.md). Null and an empty text are
 * absent, but a patch of the finished pod sets the text and takes away what it makes null.
 */
export function effective(layers: readonly Layer[], ...path: readonly string[]): Setting | undefined {
  for (const { node, origin, manifest, others } of layers) {
    const value = getAt(node, path)
    const isPatch = origin === 'podSpecPatch'
    if (value !== undefined && isGiven(value, isPatch) && (!others || agree(others, path, value)))
      return { node: value, origin, manifest }
    if (isPatch && removes(node, path)) return undefined
  }
  return undefined
}

function isGiven(value: Node, isPatch: boolean): boolean {
  return !isNull(value) && (isPatch || scalar(value)?.value !== '')
}

/** Environments that give different numbers or texts all give one; a switch must stand the same in all. */
function agree(others: readonly Mapping[], path: readonly string[], value: Node): boolean {
  return others.every((environment) => {
    const other = getAt(environment, path)
    return other !== undefined && isGiven(other, false) && bool(other) === bool(value)
  })
}

function removes(node: Mapping, path: readonly string[]): boolean {
  return path.some((_, index) => {
    const value = getAt(node, path.slice(0, index + 1))
    return value !== undefined && isNull(value)
  })
}

/** The layers of a mapping that lies under a path of each. */
export function under(layers: readonly Layer[], path: readonly string[], origin?: Origin): Layer[] {
  const found: Layer[] = []
  for (const layer of layers) {
    const node = mapping(getAt(layer.node, path))
    if (!node) continue
    const others = layer.others?.map((other) => mapping(getAt(other, path))).filter((other) => other !== undefined)
    if (others?.length !== layer.others?.length) continue
    found.push({ node, origin: origin ?? layer.origin, manifest: layer.manifest, ...(others && { others }) })
  }
  return found
}

/** A setting, and all for which it is in force. */
interface Shared<T> {
  readonly setting: Setting
  readonly by: readonly T[]
}

/** Pods or containers by the setting that governs them, so that a place that governs many is told once. */
export function bySetting<T>(things: Iterable<T>, settingOf: (thing: T) => Setting | undefined): readonly Shared<T>[] {
  const found: { readonly setting: Setting; readonly by: T[] }[] = []
  let byNode: Map<Node, T[]> | undefined
  for (const thing of things) {
    const setting = settingOf(thing)
    if (!setting) continue
    // Most settings are set nowhere, and a map is dear.
    byNode ??= new Map()
    const same = byNode.get(setting.node)
    if (same) same.push(thing)
    else {
      const by = [thing]
      byNode.set(setting.node, by)
      found.push({ setting, by })
    }
  }
  return found
}
