import type { Finding, Location } from '../finding.ts'
import { code } from './escape.ts'
import { lineOf } from './place.ts'
import { count, groupBy } from './totals.ts'

/** Findings that say the same of several tags of one program, as one entry. */
export interface Fold {
  readonly first: Finding
  /** In the order of the file. */
  readonly others: readonly Finding[]
}

/** A tag of Argo as a message quotes it. */
const quoted = /(?<!`)(`+)(?!`) ?(\{\{.*?)(?<!`)\1(?!`)/s

/** In the order of the first of each: who reads a script with twelve tags wants to be told once. */
export function folded(findings: readonly Finding[]): readonly Fold[] {
  const kinds = new Map<Finding['manifest'], number>()
  let alone = 0
  const groups = groupBy(findings, ({ at, rule, severity, confidence, message, manifest, unheeded }) => {
    if (!quoted.test(message) || unheeded) return `${alone++}`
    const number = kinds.get(manifest) ?? kinds.size
    kinds.set(manifest, number)
    return [rule.id, severity, confidence, number, at.file.path, tagless(message)].join('\n')
  })
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [{ first, others }] : []))
}

/** More tags than these are counted. */
const most = 20

/** A message without its tag: the same for what is told together. */
export function tagless(message: string): string {
  return message.replace(quoted, '')
}

/**
 * The tags of the others of an entry, as a sentence in Markdown behind the message; empty where there are none.
 *
 * @param line its line, as Markdown; empty where that is told elsewhere
 */
export function sameOf<One extends Pick<Finding, 'message' | 'at'>>(
  { others }: { readonly others: readonly One[] },
  line: (finding: One) => string = ({ at }) => `${lineOf(at)}`,
): string {
  if (others.length === 0) return ''
  const all = groupBy(others, ({ message }) => quoted.exec(message)?.[2]?.trimEnd() ?? '')
  const shown = [...all].slice(0, most).map(([tag, those]) => {
    const lines = [...new Set(those.map(line))].filter(Boolean)
    if (lines.length === 0) return code(tag)
    return `${code(tag)} in line ${lines.slice(0, most).join(', ')}${lines.length > most ? ', …' : ''}`
  })
  const left = all.size - shown.length
  return ` The same is true of ${shown.join(', ')}${left > 0 ? ` and ${count(left, 'more tag')}` : ''}.`
}

/** Related places that are told together: where none is a step of a way, those of one file and note. */
export function foldedPlaces(related: readonly Location[]): readonly (readonly [Location, ...Location[]])[] {
  let steps = 0
  const groups = groupBy(related, ({ file, note = '', way }) =>
    way === undefined ? `${file.path}\n${note}` : `${steps++}`,
  )
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []))
}
