import type { Finding, Location } from '../finding.ts'
import { mermaid } from './escape.ts'
import { flow, lineOf } from './place.ts'

/** Nodes of a picture beside the finding itself. */
const limit = 12

/**
 * A Mermaid flowchart of what leads to a finding, when words cannot show it well: the way of a value with two stops
 * or more, several places that make it true together, several places that call the template. Long ones are cut.
 */
export function picture(finding: Finding): string | undefined {
  const way = flow(finding)
  const others = finding.related.length > 1 ? finding.related : finding.calls().map(({ at }) => at)
  const lines =
    way && way.length > 2 ? chain(way, finding.rule.id) : others.length > 1 ? star(finding, others) : undefined
  return lines && ['```mermaid', 'flowchart LR', ...lines, '```'].join('\n')
}

/** From the source to the sink; the middle of a long way is left out. */
function chain(way: readonly Location[], sink: string): string[] {
  const shown = way.length > limit ? [...way.slice(0, limit - 1), ...way.slice(-1)] : way
  const left = way.length - shown.length
  return shown.flatMap((location, index) => {
    const arrow = left && index === shown.length - 1 ? `-. ${mermaid(`${left} more`)} .->` : '-->'
    const line = node(`n${index}`, index === shown.length - 1 ? { ...location, note: sink } : location)
    return index ? [line, `  n${index - 1} ${arrow} n${index}`] : [line]
  })
}

/** All that lead to one place. */
function star({ rule, at }: Finding, others: readonly Location[]): string[] {
  const left = others.length - limit
  return [
    node('here', { ...at, note: rule.id }),
    ...others.slice(0, limit).flatMap((location, index) => [node(`n${index}`, location), `  n${index} --> here`]),
    ...(left > 0 ? [`  rest[${mermaid(`and ${left} more`)}] --> here`] : []),
  ]
}

function node(id: string, location: Location): string {
  const place = `${location.file.path}:${lineOf(location)}`
  return `  ${id}[${mermaid(location.note ? `${location.note.replaceAll('`', '')} (${place})` : place, 120)}]`
}
