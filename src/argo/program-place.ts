import type { Mapping, Scalar } from '../yaml/node.ts'
import { pathTo } from '../yaml/path.ts'
import { get, items, keyOf, scalar, text } from '../yaml/query.ts'
import type { Vector } from './interpreter.ts'
import type { Manifest } from './manifest.ts'

/** Where a program stands. */
export interface Place extends Vector {
  readonly container: Mapping
}

const fields = new Set('command args source lifecycle startupProbe livenessProbe readinessProbe'.split(' '))

/** The container that a text is a part of, and the argument vector that runs it. */
export function placeOf(leaf: Scalar, { root }: Manifest): Place | undefined {
  let container: Mapping | undefined
  let holder = root
  for (const step of pathTo(root, leaf)) {
    const node = 'item' in step ? step.item : step.value
    if (!container && 'key' in step && fields.has(keyOf(step) ?? '')) container = holder
    if (node.kind === 'mapping') holder = node
    else if (node === leaf && container)
      return {
        container,
        source: get(holder, 'source') === leaf,
        words: argv(holder),
        image: text(get(container, 'image')),
      }
  }
  return undefined
}

function argv(holder: Mapping): readonly string[] {
  const leaves = ['command', 'args'].flatMap((key) => items(get(holder, key)))
  return leaves.map((item) => scalar(item)?.value ?? '')
}
