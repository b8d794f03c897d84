import type { Mapping, Node } from '../yaml/node.ts'
import { get, isNull, mapping } from '../yaml/query.ts'
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
 * the strategic merge of Argo's `JoinWorkflowSpec` (docs/default-workflow-specs.md); null is absent.
 */
export function effective(layers: readonly Layer[], ...path: readonly string[]): Setting | undefined {
  for (const { node, origin, manifest, others = [] } of layers) {
    const value = get(node, ...path)
    if (value === undefined || isNull(value)) continue
    if (others.every((other) => !isNull(get(other, ...path)))) return { node: value, origin, manifest }
  }
  return undefined
}

/** The layers of a mapping that lies under a path of each. */
export function under(layers: readonly Layer[], path: readonly string[], origin?: Origin): Layer[] {
  return layers.flatMap((layer) => {
    const node = mapping(get(layer.node, ...path))
    if (!node) return []
    const others = layer.others?.map((other) => mapping(get(other, ...path)))
    if (others?.some((other) => other === undefined)) return []
    return [{ ...layer, node, origin: origin ?? layer.origin, ...(others && { others: others.filter((other) => other !== undefined) }) }]
  })
}
