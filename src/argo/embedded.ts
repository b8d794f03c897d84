import { SyntaxProblem } from '../yaml/lenient.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import { unknown } from '../yaml/template.ts'
import { parse } from '../yaml/tree.ts'

/** From each opening to the first closing on its line; another opening begins anew, so a text is seen once. */
const tag = /\{\{(?:(?!\{\{|\}\})[^\n])*\}\}/g

const parsed = new WeakMap<Scalar, Embedded>()

/** The YAML that a string holds, with nodes that know their places in the file. */
export interface Embedded {
  readonly root?: Node
  readonly problem?: { readonly reason: string; readonly offset: number }
}

/**
 * Reads the text of a scalar as YAML (JSON is a part of it). Argo's tags are not YAML until they are replaced, so
 * each is parsed as an unknown text of its own length. They are filled in with the text around them, unless they are
 * the own tags of what the text holds: then its scalars say them.
 */
export function embedded(scalar: Scalar, tags: 'outer' | 'own' = 'outer'): Embedded {
  const known = parsed.get(scalar)
  if (known) return known
  const result = read(scalar, tags === 'own')
  parsed.set(scalar, result)
  return result
}

function read(scalar: Scalar, ownTags: boolean): Embedded {
  const text = scalar.value.replace(tag, (written) => unknown.repeat(written.length))
  try {
    const root = parse({ text, written: ownTags ? scalar.value : text, at: (offset) => place(scalar, offset) })
    return root ? { root } : {}
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error
    return { problem: { reason: error.reason, offset: place(scalar, error.offset) } }
  }
}

/** Where an offset of the text falls in the file. The end of a line is right after its last character: a `\r` is not part of it. */
function place(scalar: Scalar, offset: number): number {
  const { value } = scalar
  if (offset > 0 && (offset >= value.length || value[offset] === '\n')) return scalar.part(offset - 1, offset).end
  return scalar.part(offset, offset).start
}

/** Whether a value holds text that is put in later, by Argo or by Helm. */
export function isUnknown(value: string): boolean {
  const start = value.indexOf('{{')
  return value.includes(unknown) || (start >= 0 && value.includes('}}', start))
}
