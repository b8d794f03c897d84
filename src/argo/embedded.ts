import { SyntaxProblem } from '../yaml/lenient.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import { unknown } from '../yaml/template.ts'
import { parse } from '../yaml/tree.ts'

const parsed = new WeakMap<Scalar, Embedded>()

/** The YAML that a string holds, with nodes that know their places in the file. */
export interface Embedded {
  readonly root?: Node
  readonly problem?: { readonly reason: string; readonly offset: number }
}

/**
 * Reads the text of a scalar as YAML (JSON is a part of it). Argo's tags are not YAML until they are replaced, so
 * each stands as an unknown text of its own length.
 */
export function embedded(scalar: Scalar): Embedded {
  const known = parsed.get(scalar)
  if (known) return known
  const result = read(scalar)
  parsed.set(scalar, result)
  return result
}

function read(scalar: Scalar): Embedded {
  const text = scalar.value.replace(/\{\{[^\n]*?\}\}/g, (tag) => unknown.repeat(tag.length))
  try {
    const root = parse({ text, at: (offset) => scalar.part(offset, offset).start })
    return root ? { root } : {}
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error
    return { problem: { reason: error.reason, offset: scalar.part(error.offset, error.offset).start } }
  }
}

/** Whether a value holds text that is put in later, by Argo or by Helm. */
export function isUnknown(value: string): boolean {
  return value.includes(unknown) || /\{\{.*\}\}/.test(value)
}
