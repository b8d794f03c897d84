import { readFileSync } from 'node:fs'
import { analyze } from '../analyze.ts'
import { defaults } from '../config.ts'
import { withFixes } from '../fix.ts'
import { check } from '../report/check.ts'
import { review } from '../report/review.ts'
import type { Rule } from '../rule.ts'
import { lineText } from '../yaml/file.ts'
import { pagePicture } from './page-picture.ts'

/** A pull request that adds one of the examples: what the App says of it is what it would say on GitHub. */
const path = 'examples/bad/nightly-backup.yaml'

/** What people see of the App, by the path of the picture. */
export function appPictures(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const file = { path, text: readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8') }
  const report = withFixes(analyze([file], rules, defaults), [file], rules, defaults)
  const { remarks } = review(report.findings, new Map([[path, [{ start: 1, end: 10_000 }]]]))
  const { title, summary } = check({ report, config: defaults, notes: [], newlyUnread: [], isPartial: false })
  const remark = remarks.find(({ body }) => /```suggestion\n(?!```)/.test(body)) ?? { body: '', line: 1, startLine: 1 }
  const from = remark.startLine ?? remark.line
  const code = Array.from({ length: remark.line - from + 1 }, (_, index) => `+ ${lineText(file, from + index)}`)
  return new Map([
    ['docs/review.svg', pagePicture({ title: 'lynceus (bot) commented', code, markdown: remark.body }, 400)],
    [
      'docs/check.svg',
      pagePicture({ title: `Lynceus: ${title}`, buttons: ['Fix, unsafe ones too'], markdown: beginning(summary) }, 560),
    ],
  ])
}

/** The findings; what follows them is below the edge of the screen. */
function beginning(summary: string): string {
  return summary.split('\n### ').slice(0, 2).join('\n### ')
}
