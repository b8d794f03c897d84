import type { Finding } from '../finding.ts'
import { digest } from './digest.ts'
import { block, code, entities, sentence, verbatim } from './escape.ts'
import { fit, type Section } from './fit.ts'
import { type Fold, folded, sameOf } from './fold.ts'
import { references } from './page.ts'
import { mostPictures, picture } from './picture.ts'
import { lineOf } from './place.ts'
import { type Suggestion, suggestion } from './suggestion.ts'
import { count } from './totals.ts'

/** Lines of a file's head that a pull request shows together, from 1, both included. */
export interface Shown {
  readonly start: number
  readonly end: number
}

/** A remark at lines of the head of a pull request. */
export interface Remark {
  readonly path: string
  /** Nothing when it is one line. */
  readonly startLine?: number
  readonly line: number
  /** Markdown. */
  readonly body: string
}

/** What a review says: remarks at lines, and a body for what has no line in the diff. */
export interface Review {
  readonly body: string
  readonly remarks: readonly Remark[]
}

/** Only at the very end, behind which nothing of a pull request's own can stand. */
const mark = /<!-- lynceus:fp=([0-9a-f,]+) -->\s*$/

/** The identities of the findings that a text of ours is about. */
export function marksIn(text: string): string[] {
  return mark.exec(text)?.[1]?.split(',') ?? []
}

/** A finding's identity, which stays the same over pushes. */
export function markOf(finding: Finding): string {
  return digest(`${finding.at.file.path}|${finding.fingerprint}`).slice(0, 16)
}

/** More of them would fill a body alone. */
const mostMarks = 1500

function marker(findings: readonly Finding[]): string {
  return findings.length > 0 ? `<!-- lynceus:fp=${findings.slice(0, mostMarks).map(markOf).join(',')} -->` : ''
}

/** More remarks than these bury a pull request; the worst have a line, the others stand in the body. */
const mostRemarks = 30
const budget = 60_000

/**
 * A review of new findings, worst first. Those on a line that the diff shows become remarks, with a suggestion where the
 * proved fix lies on lines that are shown together; the others stand in the body.
 *
 * @param shown by path, what the diff shows of the head
 * @param patch what the fixes would change, where nobody but the author may write
 */
export function review(
  findings: readonly Finding[],
  shown: ReadonlyMap<string, readonly Shown[]>,
  { patch = '' }: { readonly patch?: string } = {},
): Review {
  const remarks: Remark[] = []
  const others: Fold[] = []
  for (const fold of folded(findings)) {
    const { path } = fold.first.at.file
    const place = remarks.length < mostRemarks ? placeOf(fold, shown.get(path) ?? []) : undefined
    if (place) remarks.push({ path, ...place })
    else others.push(fold)
  }
  return { remarks, body: body(findings, others, patch) }
}

function placeOf(fold: Fold, shown: readonly Shown[]): Omit<Remark, 'path'> | undefined {
  const { first } = fold
  const proposed = suggested(first)
  if (proposed && isShown(proposed.startLine, proposed.endLine, shown)) {
    const { startLine, endLine, lines } = proposed
    const block = verbatim(lines.split('\n').slice(0, -1), 'suggestion')
    const how = first.fix?.safety === 'unsafe' ? ' This may change how it runs.' : ''
    const text = `${words(fold)}\n\n${sentence(first.fix?.title ?? '')}.${how}\n\n${block}\n${details(fold)}`
    return { ...(startLine < endLine && { startLine }), line: endLine, body: text }
  }
  const all = [first, ...fold.others]
  const seen = all.find(({ at }) => isShown(lineOf(at), lineOf(at), shown))
  if (!seen) return undefined
  const own = { first: seen, others: all.filter((finding) => finding !== seen) }
  return { line: lineOf(seen.at), body: `${words(own)}\n\n${details(own)}` }
}

function isShown(first: number, last: number, shown: readonly Shown[]): boolean {
  return shown.some(({ start, end }) => start <= first && last <= end)
}

/** Not where lines end in a carriage return: what GitHub makes of one in a suggestion is not documented. */
function suggested({ fix, at }: Finding): Suggestion | undefined {
  const proposed = fix?.file === at.file ? suggestion(fix) : undefined
  return proposed?.lines.includes('\r') ? undefined : proposed
}

function words(fold: Fold): string {
  const { rule, severity, confidence, message } = fold.first
  const grade = confidence === 'high' ? severity : `${severity}, ${confidence} confidence`
  return `**${sentence(rule.title)}** (${grade})\n\n${sentence(message)}${sameOf(fold)}`
}

function details({ first, others }: Fold): string {
  const { rule } = first
  const chart = picture(first)
  const why = [rule.docs.trim(), references(rule)].filter(Boolean).join('\n\n')
  return `${chart ? `${chart}\n\n` : ''}<details><summary>${entities(`Why it matters: ${rule.id}`)}</summary>\n\n${why}\n\n</details>\n\n${marker([first, ...others])}`
}

function body(findings: readonly Finding[], others: readonly Fold[], patch: string): string {
  const section: Section = {
    heading: `\n### Not on a line of the diff\n\n`,
    items: others.map((fold, index) => item(fold, index < mostPictures)),
    more: (left) => `\n${count(left, 'more finding')} in the check run.\n`,
  }
  const top = `Lynceus found ${count(findings.length, 'new problem')} in this change.\n`
  const end = `${fixes(patch)}\n${marker(others.flatMap((fold) => [fold.first, ...fold.others]))}`
  return fit(top, [section], budget - end.length) + end
}

/** Above so many characters a patch is not for reading. */
const longestPatch = 20_000

/** Taken byte for byte, so not where a character would be unseen. */
function fixes(patch: string): string {
  if (patch === '' || patch.length > longestPatch || block(patch) !== patch || patch.includes('\r')) return ''
  return `\n<details><summary>Fixes, for git apply</summary>\n\nLook at each before you take it: some change how it runs.\n\n${verbatim(patch.trimEnd().split('\n'), 'diff')}\n</details>\n`
}

function item(fold: Fold, isDrawn: boolean): string {
  const { rule, severity, message, at } = fold.first
  const chart = isDrawn ? picture(fold.first) : undefined
  const below = chart === undefined ? '' : `\n${chart.replaceAll(/^/gm, '  ')}\n`
  return `- ${code(`${at.file.path}:${lineOf(at)}`)} **${sentence(rule.title)}** (${code(rule.id)}, ${severity}): ${sentence(message)}${sameOf(fold)}\n${below}`
}
