import { once } from '../../yaml/once.ts'
import { get, items, scalars } from '../../yaml/query.ts'
import type { Template } from '../template.ts'

const fetching = /\b(?:curl|wget|git +(?:clone|fetch|pull)|urlopen|requests\.(?:get|post))\b/
/** Whether what a template returns may come from another system. */
export const isFetching = once(({ node, type }: Template): boolean => {
  const artifacts = items(get(node, 'inputs', 'artifacts'))
  const code = ['script', 'container'].flatMap((key) => [...scalars(get(node, key))])
  return (
    type === 'http' ||
    artifacts.some((artifact) => get(artifact, 'git') ?? get(artifact, 'http')) ||
    code.some(({ value }) => fetching.test(value))
  )
})
