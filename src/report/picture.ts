import type { Finding, Location } from '../finding.ts'
import { unknown } from '../yaml/template.ts'
import { mermaid } from './escape.ts'
import { flow, lineOf } from './place.ts'

/** Nodes of a picture beside the finding itself. */
const limit = 12
/** More pictures in one text than these are not looked at. */
export const mostPictures = 5

/**
 * A Mermaid flowchart of how a finding comes about, when words cannot show it well: the way that it lies on, with two
 * other stops or more; several places that make it true together; several places that call the template. Long ones are
 * cut.
 */
export function picture(finding: Finding): string | undefined {
  const way = flow(finding)
  const others = finding.related.length > 1 ? finding.related : finding.calls().map(({ at }) => at)
  const lines = way && way.length > 2 ? chain(way, finding) : others.length > 1 ? star(finding, others) : undefined
  return lines && ['```mermaid', 'flowchart LR', ...lines, '```'].join('\n')
}

/** From the first stop to the last. Of a long way both ends and the finding are shown. */
function chain(way: readonly Location[], finding: Finding): string[] {
  const here = way.indexOf(finding.at)
  const last = way.length - 1
  const kept = [...new Set([here, last, ...way.keys()])].slice(0, limit).toSorted((a, b) => a - b)
  return kept.flatMap((index, at) => {
    const location = way[index] ?? finding.at
    const line = node(`n${at}`, index === here ? self(finding) : location)
    const left = index - (kept[at - 1] ?? 0) - 1
    const arrow = left > 0 ? `-. ${mermaid(`${left} more`)} .->` : '-->'
    return at ? [line, `  n${at - 1} ${arrow} n${at}`] : [line]
  })
}

/** All that lead to one place, or that it leads to. */
function star(finding: Finding, others: readonly Location[]): string[] {
  const left = others.length - limit
  return [
    node('here', self(finding)),
    ...others.slice(0, limit).flatMap((location, index) => {
      const [from, to] = location.way === 'from' ? ['here', `n${index}`] : [`n${index}`, 'here']
      return [node(`n${index}`, location), `  ${from} --> ${to}`]
    }),
    ...(left > 0 ? [`  rest[${mermaid(`and ${left} more`)}] --> here`] : []),
  ]
}

/** The finding as a stop: what is wrong, and of which object. */
function self({ rule, at, manifest: { kind, name } }: Finding): Location {
  const named = name === '' || name.includes(unknown) ? kind : `${kind} ${name}`
  return { ...at, note: `${rule.id} in ${named}` }
}

function node(id: string, location: Location): string {
  const place = `${location.file.path}:${lineOf(location)}`
  return `  ${id}[${mermaid(location.note ? `${location.note.replaceAll('`', '')} (${place})` : place, 120)}]`
}
