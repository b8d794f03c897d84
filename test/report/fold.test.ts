import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import { withFixes } from '../../src/fix.ts'
import { fixBody } from '../../src/report/fix-pull.ts'
import { json } from '../../src/report/json.ts'
import { markdown } from '../../src/report/markdown.ts'
import { marksIn, review } from '../../src/report/review.ts'
import { sarif } from '../../src/report/sarif.ts'
import { text } from '../../src/report/text.ts'
import { rules } from '../../src/rules/index.ts'
import { binding, library } from '../greet.ts'
import { aFinding, aReport } from './factory.ts'
import { commandOf, hostile, html, tags, unseen, words } from './hostile.ts'

const names = Array.from({ length: 12 }, (_, index) => `p${index + 1}`)
const script = library(names.map((name) => `echo "${name}: {{inputs.parameters.${name}}}" >> out`).join('\n          '))
  .replace('[{name: words}]', `[${names.map((name) => `{name: ${name}}`).join(', ')}]`)
  .replace(/\[\{name: words, value: (.*?)\}\]/, (_, value: string) => {
    return `[${names.map((name) => `{name: ${name}, value: ${value}}`).join(', ')}]`
  })
const files = [
  { path: 'greet.yaml', text: script },
  { path: 'comment.yaml', text: binding },
]
const report = withFixes(analyze(files, rules, defaults), files, rules, defaults)
const tool = { name: 'lynceus', version: '0.1.0' }

/** The lines of the script, which are those of its tags. */
const lines = names.map((_, index) => 25 + index)

test('each tag of a script has its own line and column for programs', () => {
  const { findings } = JSON.parse(json(report, tool)) as {
    findings: { rule: string; start: { line: number; column: number } }[]
  }
  const found = findings.filter(({ rule }) => rule === 'script-injection').map(({ start }) => start)
  expect(found.map(({ line }) => line)).toEqual(lines)
  expect(found.map(({ column }) => column)).toEqual(names.map((name) => 19 + name.length))
  const { runs } = JSON.parse(sarif(report, tool)) as { runs: { results: object[] }[] }
  expect(runs[0]?.results).toHaveLength(13)
})

test('people are told of the script once, with the lines of the other tags', () => {
  const summary = markdown(report)
  const rows = summary.split('\n').filter((line) => line.startsWith('| high |'))
  expect(rows).toHaveLength(2)
  const others = names.slice(1).map((name, index) => `\`{{inputs.parameters.${name}}}\` in line ${26 + index}`)
  expect(rows[1]).toContain(` The same is true of ${others.join(', ')}.<br>→ comes from`)
  expect(rows[0]).toMatch(/→ see `greet\.yaml:26`, 27, 28, .* Here it becomes part of the shell script/)
  expect(summary.match(/```diff/g)).toHaveLength(1)
  expect(summary.match(/```mermaid/g)).toHaveLength(2)
  expect(summary).toContain('**13 findings (13 high)')
})

test('the terminal shows it once, and all when asked', () => {
  const shown = text(report, { width: 200 })
  expect(shown.match(/high\[script-injection\]/g)).toHaveLength(1)
  expect(shown).toMatch(/= the same at greet\.yaml:26:21, 27:21, .*36:22\n/)
  expect(shown).toMatch(/= see greet\.yaml:26:21, 27:21, .*: Here it becomes part of/)
  expect(text(report, { verbose: true }).match(/high\[script-injection\]/g)).toHaveLength(12)
})

test('a review has one remark for it, which stands for all of them', () => {
  const all = review(report.findings, new Map([['greet.yaml', [{ start: 1, end: 99 }]]]))
  expect(all.remarks.map(({ startLine, line }) => [startLine, line])).toEqual([[24, 36]])
  expect(marksIn(all.remarks[0]?.body ?? '')).toHaveLength(12)
  expect(all.body).toMatch(/^Lynceus found 13 new problems[^]*\n- `comment\.yaml:11` /)
  const part = review(report.findings, new Map([['greet.yaml', [{ start: 30, end: 36 }]]]))
  expect(part.remarks.map(({ line }) => line)).toEqual([30])
  expect(part.remarks[0]?.body).toMatch(
    /\n`\{\{inputs\.parameters\.p6\}\}` becomes.* The same is true of .*p1\}\}` in line 25, /,
  )
  const none = review(report.findings, new Map())
  expect(none.body.match(/^- /gm)).toHaveLength(2)
  expect(marksIn(none.body)).toHaveLength(13)
})

test('only what differs in nothing but its tag is told together', () => {
  const of = aFinding({ message: '`{{a}}` becomes part of `x`.' })
  const findings = [
    of,
    { ...of, message: '`{{b}}` becomes part of `x`.' },
    { ...of, message: '`{{b}}` becomes part of `y`.' },
    { ...of, severity: 'low' as const },
    { ...of, confidence: 'low' as const },
    { ...of, manifest: { ...of.manifest } },
    { ...of, message: 'Container `a` is bad.' },
    { ...of, message: 'Container `a` is bad.' },
  ]
  const rows = markdown(aReport({ findings })).match(/^\| (?:high|low|critical|medium)/gm)
  expect(rows).toHaveLength(7)
})

test('tags without end are counted', () => {
  const of = aFinding()
  const findings = Array.from({ length: 60 }, (_, index) => ({ ...of, message: `\`{{p${index}}}\` is bad.` }))
  expect(markdown(aReport({ findings }))).toContain('`{{p20}}` in line 10 and 39 more tags.')
})

test('a hostile tag among those that are told together makes no markup, no mention and no command', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 2, maxLength: 4 }), (texts) => {
      const of = aFinding()
      const findings = texts.map((tag) => ({ ...of, message: `\`{{${tag}}}\` becomes part of \`${texts[0]}\`.` }))
      const { body, remarks } = review(findings, new Map())
      const all = [markdown(aReport({ findings })), body, ...remarks.map((remark) => remark.body)]
      for (const one of [...all, text(aReport({ findings }))]) {
        expect(one.replaceAll('\u200D', '')).not.toMatch(unseen)
        expect(one.split('\n').filter(commandOf)).toEqual([])
      }
      for (const rendered of all.map(html)) {
        expect(
          tags(rendered).filter(
            (tag) =>
              !/^<\/?(?:h\d|p|ul|li|strong|t\w+|br|code|span|pre|details|summary|a href="https:\/\/kubernetes[^"]*"|a|!-- lynceus:fp=[\da-f,]+ --)>$/.test(
                tag,
              ),
          ),
        ).toEqual([])
        const bare = words(rendered.replace(/<code[ >].*?<\/code>/gs, ' ').replace(/<a [^>]*>.*?<\/a>/gs, ' '))
        expect(bare).not.toMatch(/@[\w-]|:\/\/|www\.|#\w|GH-\d/i)
      }
    }),
  )
})

test('a pull request with fixes says of a script once what it does', () => {
  const fixed = report.findings.flatMap((finding) => (finding.fix ? [{ finding, fix: finding.fix }] : []))
  const plan = { wish: { safety: 'unsafe' as const }, by: 'ada', head: 'abc', changes: [], refused: [], withheld: [] }
  const body = fixBody({ ...plan, fixed }, 'https://github.com/o/r/blob/abc')
  expect(body.match(/May change what runs/g)).toHaveLength(1)
  for (const line of lines)
    expect(body).toContain(`[\`greet.yaml:${line}\`](https://github.com/o/r/blob/abc/greet.yaml#L${line})`)
  expect(body).toMatch(/ The same is true of `\{\{inputs\.parameters\.p2\}\}`, .*`\{\{inputs\.parameters\.p12\}\}`\.\n/)
})
