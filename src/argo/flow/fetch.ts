import { get, items, scalars } from '../../yaml/query.ts'
import type { Template } from '../template.ts'

const fetching = /\b(?:curl|wget|git +(?:clone|fetch|pull)|urlopen|requests\.(?:get|post))\b/
const known = new WeakMap<Template, boolean>()

/** Whether what a template returns may come from another system. */
export function isFetching(template: Template): boolean {
  let found = known.get(template)
  if (found === undefined) {
    const { node, type } = template
    const artifacts = items(get(node, 'inputs', 'artifacts'))
    const code = ['script', 'container'].flatMap((key) => [...scalars(get(node, key))])
    found =
      type === 'http' ||
      artifacts.some((artifact) => get(artifact, 'git') ?? get(artifact, 'http')) ||
      code.some(({ value }) => fetching.test(value))
    known.set(template, found)
  }
  return found
}
