import { type Finding, type Severity, worstFirst } from '../finding.ts'
import type { Rule } from '../rule.ts'
import { code, entities, sentence, uri } from './escape.ts'
import { fit, type Section } from './fit.ts'
import { remembered } from './fix-memory.ts'
import type { FixPlan, Mended, Told } from './fix-plan.ts'
import { sameOf, tagless } from './fold.ts'
import { references } from './page.ts'
import { lineOf } from './place.ts'
import { count, groupBy } from './totals.ts'

/** GitHub takes 65,536 characters. */
const budget = 60_000

/**
 * The body of a pull request with fixes: per finding what changed and why, and what was not done.
 *
 * @param tree URL of the files of the commit that is mended, such as `https://github.com/o/r/blob/<commit>`
 */
export function fixBody(plan: FixPlan, tree: string): string {
  const sorted = plan.fixed.toSorted((a, b) => worstFirst(whole(a.finding), whole(b.finding)))
  const groups = [...groupBy(sorted, ({ finding }) => `${finding.severity} ${finding.rule.id}`).values()]
  const place = placeIn(plan, tree)
  return fit(
    `${opening(plan)}\n`,
    [...groups.flatMap((group) => changed(group, place)), refused(plan, place), withheld(plan, place), why(plan)],
    budget,
  )
}

function opening(plan: FixPlan): string {
  const { by, pull, changes, fixed } = plan
  const where = pull === undefined ? 'of this branch' : `that #${pull} brings in`
  const isRisky = fixed.some(({ fix }) => fix.safety === 'unsafe')
  const left = plan.refused.length + plan.withheld.length
  return [
    remembered(plan),
    `Fixes ${count(fixed.length, 'finding')} ${where}, in ${count(changes.length, 'file')}. ${
      isRisky
        ? 'Some of the fixes **may change what runs**; they say so. Look at each of them before you merge.'
        : 'No fix can change what runs.'
    } Each was tried on the whole change: its finding goes, and no rule finds anything new.`,
    ...(left > 0
      ? [`${count(left, 'other finding')} with something to say about a fix stayed as they are; see below.`]
      : []),
    `Asked for by ${code(by)}. Lynceus keeps this up to date as long as nobody else commits to its branch. To close it is to say no.`,
  ].join('\n\n')
}

/** What decides the order is told. */
function whole(finding: Told): Finding {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the order looks at nothing that is not told
  return finding as Finding
}

type Place = (made: Pick<Mended, 'finding'>) => string

/** As `path:line` with a link. What was found in a later pass has its line in a text that nobody sees. */
function placeIn({ changes }: FixPlan, tree: string): Place {
  const changing = new Set(changes.map(({ before }) => before.path))
  const known = new Set(changes.map(({ before }) => before))
  return ({ finding: { at } }) => {
    const { path } = at.file
    const isSeen = known.has(at.file) || !changing.has(path)
    const line = isSeen ? lineOf(at) : undefined
    const shown = code(line === undefined ? path : `${path}:${line}`)
    return `[${shown}](${tree}/${uri(path)}${line === undefined ? '' : `#L${line}`})`
  }
}

/** More places of one fix than these are counted. */
const mostPlaces = 20

function changed(group: readonly Mended[], place: Place): Section[] {
  const [first] = group
  if (!first) return []
  const { rule, severity } = first.finding
  const alike = groupBy(group, ({ finding: { at, message }, fix: { title, safety } }) =>
    [at.file.path, title, safety, tagless(message)].join('\n'),
  )
  const items = [...alike.values()].flatMap(([made, ...more]) => {
    if (!made) return []
    const risk = made.fix.safety === 'unsafe' ? ' **May change what runs.**' : ''
    const others = more.map(({ finding }) => finding).filter(({ message }) => message !== made.finding.message)
    const all = [...new Set([made, ...more].map(place))]
    const left = all.length - mostPlaces
    const places = `${all.slice(0, mostPlaces).join(', ')}${left > 0 ? ` and ${count(left, 'more place')}` : ''}`
    const words = `${sentence(made.finding.message)}${sameOf({ others }, () => '')}`
    return [`- ${places}: **${sentence(made.fix.title)}.**${risk}<br>${words}\n`]
  })
  return [
    {
      heading: `\n### ${sentence(rule.title)}\n\n${linked(rule, severity)}\n\n`,
      items,
      more: (left) => `\n${count(left, 'more place')} did not fit here: the diff shows all.\n`,
    },
  ]
}

function linked({ id, references: [url] }: Rule, severity: Severity): string {
  return `${url ? `[${code(id)}](<${url}>)` : code(id)}, severity ${severity}. ${code(`/lynceus explain ${id}`)} tells more.`
}

function refused(plan: FixPlan, place: Place): Section {
  const items = plan.refused.map((one) => {
    return `- ${place(one)} ${code(one.finding.rule.id)}: ${sentence(one.reason)}.\n`
  })
  return {
    heading: '\n### Not fixed, and why\n\n',
    items,
    more: (left) => `\n${count(left, 'more finding')} did not fit here.\n`,
  }
}

function withheld({ withheld: list, pull, wish }: FixPlan, place: Place): Section {
  const items = list.map((one) => `- ${place(one)} ${code(one.finding.rule.id)}: ${sentence(one.fix.title)}.\n`)
  const command = `/lynceus fix unsafe${wish.rule ? ` ${wish.rule}` : ''}`
  const how = pull === undefined ? '' : ` ${code(command)} in #${pull} makes them.`
  return {
    heading: `\n### Left out, because it may change what runs\n\nThese fixes were proved too.${how}\n\n`,
    items,
    more: (left) => `\n${count(left, 'more such change')} did not fit here.\n`,
  }
}

function why({ fixed }: FixPlan): Section {
  const rules = [...new Map(fixed.map(({ finding: { rule } }) => [rule.id, rule])).values()]
  const items = rules.map((rule) => {
    const text = [rule.docs.trim(), references(rule)].filter(Boolean).join('\n\n')
    return `<details><summary>${entities(`${rule.title} (${rule.id})`)}</summary>\n\n${text}\n\n</details>\n`
  })
  return { heading: '\n### Why it matters\n\n', items, more: (left) => `\n${count(left, 'more rule')}.\n` }
}
