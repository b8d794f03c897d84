import type { Rule } from '../rule.ts'
import { digest } from './digest.ts'
import { block, clip, code, sentence, verbatim } from './escape.ts'
import { bytes, fit } from './fit.ts'
import type { FixPlan, Wish } from './fix-plan.ts'
import { explanation } from './page.ts'
import { patch } from './patch.ts'
import { lineOf } from './place.ts'
import { count } from './totals.ts'

/** What became of a wish for fixes. */
export type Outcome =
  /** A pull request was opened, brought up to date, or stood there already. */
  | { readonly kind: 'opened' | 'updated' | 'there'; readonly number: number; readonly plan: FixPlan }
  /** A person closed a pull request with these very edits. */
  | { readonly kind: 'declined'; readonly number: number }
  /** Somebody else has committed to our branch. */
  | { readonly kind: 'foreign'; readonly branch: string; readonly number?: number }
  /** There is nothing that was proved and asked for. */
  | { readonly kind: 'nothing'; readonly plan: FixPlan }
  /** The App may not push there, so here is what it would have pushed. */
  | { readonly kind: 'patch'; readonly plan: FixPlan; readonly why: 'fork' | 'permission' | 'rules' }
  /** To find out what to mend took longer, or more memory, than is given to one wish. */
  | { readonly kind: 'long' }
  /** The pull request to be mended is closed. */
  | { readonly kind: 'over' }

/** GitHub takes 65,536 characters. */
const budget = 60_000

/**
 * Opens an answer of ours: an answer to the same thing opens in the same way, so that nothing is answered twice.
 *
 * @param to names what is answered
 */
export function markerFor(to: string): string {
  return `<!-- lynceus:re=${digest(to)} -->`
}

export function answered(to: string, text: string): string {
  return `${markerFor(to)}\n\n${fit('', [{ heading: '', items: [text], more: () => 'This answer is too long for GitHub.\n' }], budget)}`
}

/** What is told of a wish. */
export function told(outcome: Outcome, wish: Wish): string {
  switch (outcome.kind) {
    case 'opened':
      return `Opened #${outcome.number}: ${done(outcome.plan)}${left(outcome.plan, wish)}\n`
    case 'updated':
      return `Brought #${outcome.number} up to date: ${done(outcome.plan)}${left(outcome.plan, wish)}\n`
    case 'there':
      return `#${outcome.number} has these fixes already: ${done(outcome.plan)}${left(outcome.plan, wish)}\n`
    case 'declined':
      return `#${outcome.number} had the same fixes and was closed, which I take for a no. Open it again if you want them after all.\n`
    case 'foreign':
      return `${code(outcome.branch)}${outcome.number === undefined ? '' : ` (#${outcome.number})`} has commits that are not mine, and I do not overwrite them. Merge it, or delete the branch and ask again.\n`
    case 'nothing':
      return `There is nothing to fix${wish.rule ? ` for ${code(wish.rule)}` : ''}${wish.safety === 'safe' ? ' without a risk to what runs' : ''}.${left(outcome.plan, wish)}\n${refusals(outcome.plan)}`
    case 'patch':
      return `${byHand(outcome.plan, outcome.why)}${left(outcome.plan, wish).trim()}\n${refusals(outcome.plan)}`
    case 'long':
      return `To find and prove these fixes takes longer, or more memory, than is given to one wish. ${wish.rule ? 'Run' : 'Ask for those of one rule, or run'} ${code('lynceus fix')} on your machine, where nobody waits for it.\n`
    case 'over':
      return 'This pull request is closed, so there is nothing to fix in it.\n'
  }
}

function done({ fixed, changes }: FixPlan): string {
  return `${count(fixed.length, 'finding')} fixed in ${count(changes.length, 'file')}.`
}

/** What was not done, and how to have it done. */
function left({ refused, withheld, pull }: FixPlan, { rule }: Wish): string {
  const command = pull === undefined ? '' : ` (${code(`/lynceus fix unsafe${rule ? ` ${rule}` : ''}`)} makes them)`
  const parts = [
    ...(withheld.length > 0
      ? [`${count(withheld.length, 'proved change')} left out that may change what runs${command}`]
      : []),
    ...(refused.length > 0 ? [`${count(refused.length, 'finding')} not for a program to fix`] : []),
  ]
  return parts.length > 0 ? ` ${parts.join('; ')}.` : ''
}

/** Refusals that are shown; nobody reads more in an answer. */
const mostRefusals = 20

function refusals({ refused }: FixPlan): string {
  if (refused.length === 0) return ''
  const items = refused.slice(0, mostRefusals).map(({ finding: { at, rule }, reason }) => {
    return `- ${code(`${at.file.path}:${lineOf(at)}`)} ${code(rule.id)}: ${sentence(clip(reason, 300))}\n`
  })
  const rest = refused.length - items.length
  return `\n<details><summary>What is not for a program to fix, and why</summary>\n\n${items.join('')}${rest > 0 ? `\n${count(rest, 'more finding')}.\n` : ''}\n</details>\n`
}

const reasons = {
  fork: 'This pull request comes from a fork, and no App can push to it.',
  permission: 'The App may not write to this repository (it lacks `contents: write` or `pull_requests: write`).',
  rules: 'The rules of this repository do not let the App make its branch `lynceus/fix/…`.',
} as const

/** Characters of a patch that fit with what is around it. */
const mostPatch = 50_000

function byHand(plan: FixPlan, why: keyof typeof reasons): string {
  const chosen: string[] = []
  let size = 0
  for (const change of plan.changes) {
    const text = patch([change])
    if (!isShowable(text) || size + bytes(text) > mostPatch) continue
    size += bytes(text)
    chosen.push(text)
  }
  const missing = plan.changes.length - chosen.length
  const rest =
    missing > 0
      ? `${count(missing, 'more file')} cannot be shown here; ${code('lynceus fix')} on your machine does all.\n`
      : ''
  if (chosen.length === 0) return `${reasons[why]} ${done(plan)} ${rest}`
  const lines = verbatim(chosen.join('').split('\n').slice(0, -1), 'diff')
  return [
    `${reasons[why]} Here are the fixes: copy the patch, then run ${code('git apply')} and paste it.`,
    `<details><summary>Patch for ${count(chosen.length, 'file')}</summary>\n\n${lines}\n</details>\n`,
    ...(rest ? [rest] : []),
  ].join('\n\n')
}

/** What is copied from a page must be what was seen, and a page loses carriage returns. */
function isShowable(text: string): boolean {
  return block(text) === text && !text.includes('\r')
}

/** What the commands are. */
export function help(opening = ''): string {
  const rows = [
    ['/lynceus fix', 'opens a pull request with the fixes that cannot change what runs'],
    ['/lynceus fix unsafe', 'also makes fixes that may change what runs, each marked'],
    ['/lynceus fix <rule>', 'fixes the findings of one rule; `unsafe` may stand before it'],
    ['/lynceus review', 'reviews the newest commit again'],
    ['/lynceus explain <rule>', 'says what a rule finds, why, and what to do'],
    ['/lynceus help', 'shows this'],
  ]
  const table = rows.map(([command = '', what = '']) => `| ${code(command)} | ${what} |\n`).join('')
  return `${opening}| command | what it does |\n| --- | --- |\n${table}\nA command stands at the start of a line, and works for people who may push to this repository.\n`
}

export function explained(rule: Rule): string {
  return `### ${rule.id}\n\n${explanation(rule)}\n`
}

/** To somebody who pressed a button and may not push. */
export function noPermission(login: string): string {
  return `${code(login)} asked for fixes, which takes write permission for this repository. Somebody who has it can press the button or comment ${code('/lynceus fix')}.\n`
}
