import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import type { Report } from '../../src/finding.ts'
import { json } from '../../src/report/json.ts'
import { markdown } from '../../src/report/markdown.ts'
import { review } from '../../src/report/review.ts'
import { text } from '../../src/report/text.ts'
import { rules } from '../../src/rules/index.ts'
import { position } from '../../src/yaml/file.ts'

function report(yaml: string): Report {
  const injection = rules.filter(({ category }) => category === 'injection')
  return analyze([{ path: 'a.yaml', text: yaml }], injection, defaults)
}

function library(template: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: a}
spec:
  templates:
    - name: a
      inputs: {parameters: [{name: x}, {name: y}]}
${template.replaceAll(/^/gm, '      ')}
`
}

const tags = ['{{inputs.parameters.x}}', '{{ inputs.parameters.y }}', "{{=inputs.parameters['x'] + '!'}}"]

const script = library(`script:
  image: alpine:3.20
  command: [sh]
  source: |
    set -e
    echo ${tags[0]} and '${tags[1]}'

    echo "${tags[2]}"`)

test('each tag that is pasted into a program has its own place, in JSON too', () => {
  const { findings } = JSON.parse(json(report(script), { name: 'lynceus', version: '0' })) as {
    findings: readonly { readonly rule: string; readonly start: object; readonly end: object }[]
  }
  const lines = script.split('\n')
  const wanted = tags.map((tag) => {
    const index = lines.findIndex((line) => line.includes(tag))
    const column = (lines[index] ?? '').indexOf(tag) + 1
    return {
      rule: 'script-injection',
      start: { line: index + 1, column, offset: script.indexOf(tag) },
      end: { line: index + 1, column: column + tag.length, offset: script.indexOf(tag) + tag.length },
    }
  })
  expect(findings.map(({ rule, start, end }) => ({ rule, start, end }))).toEqual(wanted)
})

test('nothing is left once each is a variable in quotes', () => {
  const mended = library(`script:
  image: alpine:3.20
  command: [sh]
  env:
${tags.map((tag, index) => `    - {name: V${index}, value: "${tag}"}`).join('\n')}
  source: |
    set -e
    echo "$V0" and "$V1"

    echo "\${V2}"`)
  expect(report(mended).findings).toEqual([])
})

test('a script with many tags is told once, with the place of each', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `    echo ${index} ${tags[0]} ${tags[1]}`)
  const many = report(library(`script:\n  image: alpine:3.20\n  command: [sh]\n  source: |\n${lines.join('\n')}`))
  expect(many.findings).toHaveLength(40)
  const [first, ...others] = many.findings.map(({ at: { file, span } }) => position(file, span.start))
  const page = text(many)
  expect(page.split('\n').filter((line) => line.includes('-->'))).toEqual([
    `  --> a.yaml:${first?.line}:${first?.column}`,
  ])
  for (const { line, column } of others) expect(page).toMatch(new RegExp(`\\b${line}:${column}\\b`))
  const { remarks, body } = review(many.findings, new Map([['a.yaml', [{ start: 1, end: 100 }]]]))
  expect(remarks.map(({ line }) => line)).toEqual([first?.line])
  for (const { line } of others) expect(remarks[0]?.body).toMatch(new RegExp(`\\b${line}\\b`))
  expect(body).not.toContain('script-injection')
  expect(
    markdown(many)
      .split('\n')
      .filter((line) => line.startsWith('| high')),
  ).toHaveLength(1)
})
