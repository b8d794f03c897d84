import type { Scalar } from '../yaml/node.ts'
import type { Tag } from './tag.ts'

const braces = /\{\{[^]*?\}\}/g

/** Whether scheme and host are over before a tag: what follows them cannot change them. */
export function isBehindHost({ from }: Tag, { value }: Scalar): boolean {
  const before = value.slice(0, Math.min(from, 2000)).replace(braces, 'x').trimStart()
  if (/^[\w.-]+@[\w.-]+:/.test(before)) return true
  return /^(?:[a-zA-Z][\w+.-]*:\/\/)?(?:[^/?#\s\\@]*@)?[^/?#\s\\:@]+(?::\d+)?[/?#]/.test(before)
}
