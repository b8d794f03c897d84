import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { get, getAt, items, mapping, scalar, text } from '../yaml/query.ts'

/** The containers that are written in a template, but for the one of its script. */
export function* containersOf(template: Mapping): Generator<{ readonly node: Mapping; readonly name: string }> {
  const main = mapping(get(template, 'container'))
  if (main) yield { node: main, name: 'main' }
  for (const path of [['containerSet', 'containers'], ['initContainers'], ['sidecars']]) {
    for (const node of items(getAt(template, path)))
      if (node.kind === 'mapping') yield { node, name: text(get(node, 'name')) ?? '' }
  }
}

/** The argument vector of a container, item by item. */
export function leavesOf(container: Mapping): readonly (Scalar | undefined)[] {
  return [...items(get(container, 'command')), ...items(get(container, 'args'))].map((item) => scalar(item))
}

const hooks = ['postStart', 'preStop']
const probes = ['startupProbe', 'readinessProbe', 'livenessProbe']

/** The commands that the kubelet runs in a container, with the hook or probe that each is of. */
export function kubeletCommands(container: Mapping): readonly { readonly of: string; readonly command: Node }[] {
  const lifecycle = get(container, 'lifecycle')
  return [...hooks, ...probes].flatMap((of) => {
    const command = get(hooks.includes(of) ? lifecycle : container, of, 'exec', 'command')
    return command ? { of, command } : []
  })
}
