import { type Report, safeties, type Safety } from '../finding.ts'
import { code, sentence } from './escape.ts'
import { count, fresh, groupBy } from './totals.ts'

/** What a box of a dashboard stands for: the fixes of a rule, or of all. */
export interface Box {
  readonly safety: Safety
  /** An id; nothing for all rules. */
  readonly rule?: string
}

const line = /^- \[([ xX])\] <!-- lynceus:fix=(safe|unsafe)\/(\*|[a-z0-9-]{1,80}) -->/gm

/** The boxes of a dashboard that somebody ticked, each once. */
export function tickedIn(text: string): readonly Box[] {
  const found = [...text.matchAll(line)].flatMap(([, tick, safety, rule = '']): Box[] => {
    if (tick === ' ' || (safety !== 'safe' && safety !== 'unsafe')) return []
    return [{ safety, ...(rule !== '*' && { rule }) }]
  })
  return [...new Map(found.map((box) => [boxName(box), box])).values()]
}

/** The boxes that an edit of a dashboard ticked. */
export function newlyTicked(before: string, after: string): readonly Box[] {
  const old = new Set(tickedIn(before).map(boxName))
  return tickedIn(after).filter((box) => !old.has(boxName(box)))
}

/** A dashboard in which some boxes are ticked, or empty, and all others as they were. */
export function withTicks(text: string, boxes: readonly Box[], tick: boolean): string {
  const names = new Set(boxes.map(boxName))
  return text.replace(line, (whole, _, safety: string, rule: string) => {
    return names.has(`${safety}/${rule}`) ? lineOf(`${safety}/${rule}`, tick) : whole
  })
}

/** A name that no other box of a dashboard has. */
export function boxName({ safety, rule = '*' }: Box): string {
  return `${safety}/${rule}`
}

function lineOf(name: string, tick: boolean): string {
  return `- [${tick ? 'x' : ' '}] <!-- lynceus:fix=${name} -->`
}

/** A line for each group of findings that one pull request can fix, worst first. */
export function boxes(report: Report): readonly string[] {
  const fixable = fresh(report).filter(({ fix }) => fix)
  const lines = [...groupBy(fixable, ({ rule }) => rule.id).values()].flatMap((findings) =>
    safeties.flatMap((safety) => {
      const those = findings.filter(({ fix }) => fix?.safety === safety)
      const [first] = those
      if (!first) return []
      const how = safety === 'safe' ? '' : ', unsafe: look at each before you merge'
      const { id, title } = first.rule
      const words = `${code(id)} ${sentence(title)} (${count(those.length, 'place')}${how})`
      return [`${lineOf(boxName({ safety, rule: id }), false)} ${words}\n`]
    }),
  )
  const safe = fixable.filter(({ fix }) => fix?.safety === 'safe')
  const rules = new Set(safe.map(({ rule }) => rule.id))
  if (rules.size < 2) return lines
  const words = `**All safe fixes** (${count(safe.length, 'place')}, ${count(rules.size, 'rule')})`
  return [`${lineOf(boxName({ safety: 'safe' }), false)} ${words}\n`, ...lines]
}
