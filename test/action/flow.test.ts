import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { binding, caller, library, pasted, quoted } from '../greet.ts'
import { sarifErrors } from '../report/sarif-schema.ts'
import { github } from './github.ts'
import { checkout, type Changes, pullRequest } from './repository.ts'
import { type Outcome, run } from './run.ts'
import { shown } from './runner.ts'

/** The Action on the trial merge of a pull request, which is all that the clone has. */
async function review(before: Changes, change: Changes): Promise<Outcome & { readonly sarif: string }> {
  const origin = pullRequest(before, change)
  const workspace = checkout(origin)
  const { url } = await github(origin)
  const inputs = { 'sarif-file': 'a.sarif' }
  const outcome = await run({ workspace, event: 'pull_request', origin, api: url, inputs })
  return { ...outcome, sarif: readFileSync(join(workspace, 'a.sarif'), 'utf8') }
}

/** The annotations that people see, as `level path:line title`. */
function told({ commands }: Outcome): readonly string[] {
  return shown(commands)
    .filter(({ properties }) => properties['file'] !== undefined)
    .map(({ name, properties: { file, line, title } }) => `${name} ${file}:${line} ${title}`)
    .toSorted()
}

const script = 'A value that others choose becomes part of a program (script-injection'
const both = [
  'error comment.yaml:11 Text of an event reaches a place where it acts (untrusted-event-parameter, high)',
  `error greet.yaml:25 ${script}, high)`,
]

describe('a pull request that changes who decides what a script in another file runs', () => {
  test.each<[string, Changes, Changes, readonly string[]]>([
    ['adds a binding', { 'greet.yaml': pasted, 'run.yaml': caller('hi') }, { 'comment.yaml': binding }, both],
    [
      'removes it',
      { 'greet.yaml': pasted, 'run.yaml': caller('hi'), 'comment.yaml': binding },
      { 'comment.yaml': null },
      [],
    ],
    [
      'adds a caller with fixed text',
      { 'greet.yaml': pasted, 'comment.yaml': binding },
      { 'run.yaml': caller('hi') },
      [],
    ],
    [
      'adds a caller with a parameter',
      { 'greet.yaml': pasted, 'run.yaml': caller('hi') },
      { 'more.yaml': caller('{{workflow.parameters.x}}', 'more') },
      [`warning greet.yaml:25 ${script}, medium)`],
    ],
    [
      'adds a caller with a preset to what has a worse one',
      { 'greet.yaml': pasted, 'comment.yaml': binding },
      { 'more.yaml': caller('{{workflow.parameters.x}}', 'more', 'name: x, value: main') },
      [],
    ],
    [
      'removes the only caller',
      { 'greet.yaml': pasted, 'run.yaml': caller('hi') },
      { 'run.yaml': null },
      both.slice(1),
    ],
    ['quotes the variable', { 'greet.yaml': pasted, 'comment.yaml': binding }, { 'greet.yaml': quoted }, []],
    ['pastes it', { 'greet.yaml': quoted, 'comment.yaml': binding }, { 'greet.yaml': pasted }, both],
    [
      'adds a binding to one of two environments',
      Object.fromEntries(
        ['dev', 'prod'].flatMap((env) => [
          [`${env}/greet.yaml`, pasted],
          [`${env}/run.yaml`, caller('hi')],
        ]),
      ),
      { 'prod/comment.yaml': binding },
      both.map((line) => line.replace('error ', 'error prod/')),
    ],
  ])('%s', async (_, before, change, expected) => {
    const outcome = await review(before, change)
    expect(told(outcome)).toEqual(expected)
    expect(outcome.code).toBe(expected.some((line) => line.startsWith('error')) ? 1 : 0)
    expect(outcome.summary.match(/```mermaid/g) ?? []).toHaveLength(expected.length)
  })
})

/** Each would do something, somewhere, if it were let through. */
const hostile = [
  'a\n::error::owned',
  'a%0A::error::owned',
  '##[error]owned',
  'a`b``c`',
  '@team #1 [x](https://example.org/owned)',
  '\u202Elmay.x\u2066',
  '<!-- x --> <img src=x onerror=owned>',
  '"] --> n9["owned',
  '| a |\n# owned',
  '\u001B]0;owned\u0007',
  'a\r\n```\n```mermaid\nowned',
]

interface Result {
  readonly ruleId: string
  readonly codeFlows?: readonly [{ readonly threadFlows: readonly [{ readonly locations: readonly Step[] }] }]
}

interface Step {
  readonly location: {
    readonly message: { readonly text: string }
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string }
      readonly region: { readonly startLine: number }
    }
  }
}

/** A value that goes from an event through two libraries into a script, by hostile names where there is a name. */
function story(text: string, index: number): Changes {
  const [name, own] = [JSON.stringify(text), `lib${index}`]
  const first = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: first-${own}}
spec:
  entrypoint: ${name}
  arguments: {parameters: [{name: text}]}
  templates:
    - name: ${name}
      steps:
        - - name: ${name}
            templateRef: {name: ${own}, template: main}
            arguments: {parameters: [{name: words, value: "{{workflow.parameters.text}}"}]}
`
  const second = library('echo "{{inputs.parameters.words}}"', '', own)
    .replace('    - name: main\n', `    - name: main\n      inputs: {parameters: [{name: words}, {name: ${name}}]}\n`)
    .replaceAll('template: say', `template: ${JSON.stringify(`say ${text}`)}`)
    .replace('- name: say', `- name: ${JSON.stringify(`say ${text}`)}`)
    .replace('name: pass', `name: ${name}`)
    .replace('{{workflow.parameters.text}}', '{{inputs.parameters.words}}')
  const event = binding
    .replace('name: greet', `name: first-${own}`)
    .replace('event: payload.comment.body', `event: ${JSON.stringify(`payload.comment.body + ${name}`)}`)
  return { [`${own}/first.yaml`]: first, [`${own}/second.yaml`]: second, [`${own}/event.yaml`]: event }
}

describe('a value that goes through four places, by hostile names', () => {
  let outcome: Outcome & { readonly sarif: string }
  beforeAll(async () => {
    outcome = await review({ 'x.txt': 'x' }, Object.assign({}, ...hostile.map(story)) as Changes)
  })

  test('is told for each name, at the script and at the event', () => {
    const { findings } = JSON.parse(readFileSync(outcome.outputs['report-json'] ?? '', 'utf8')) as {
      findings: { rule: string; file: string; related: unknown[] }[]
    }
    for (const [rule, file] of [
      ['script-injection', 'second.yaml'],
      ['untrusted-event-parameter', 'event.yaml'],
    ]) {
      const found = findings.filter((finding) => finding.rule === rule)
      expect(found.map((finding) => finding.file).toSorted()).toEqual(
        hostile.map((_, index) => `lib${index}/${file}`).toSorted(),
      )
      expect(found.map(({ related }) => related.length)).toEqual(hostile.map(() => 3))
    }
  })

  test('is a code flow in order, in a report that the schema takes', () => {
    const log = JSON.parse(outcome.sarif) as { runs: [{ results: Result[] }] }
    expect(sarifErrors()(log)).toEqual([])
    const flows = log.runs[0].results.filter(({ ruleId }) => ruleId === 'script-injection')
    for (const { codeFlows } of flows) {
      const steps = codeFlows?.[0].threadFlows[0].locations ?? []
      const [own] = steps[0]?.location.physicalLocation.artifactLocation.uri.split('/') ?? []
      expect(
        steps.map(({ location: { physicalLocation: at } }) => `${at.artifactLocation.uri}:${at.region.startLine}`),
      ).toEqual([`${own}/event.yaml:11`, `${own}/first.yaml:12`, `${own}/second.yaml:19`, `${own}/second.yaml:26`])
      for (const { location } of steps)
        expect(location.message.text).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]|\]\(/u)
    }
    expect(flows).toHaveLength(hostile.length)
    expect(outcome.sarif).not.toMatch(/##\[/)
  })

  test('draws pictures whose labels nothing leaves', () => {
    const pictures = outcome.summary.match(/^```mermaid\n[^]*?^```$/gm) ?? []
    expect(pictures).toHaveLength(5)
    for (const picture of pictures)
      expect(picture).toMatch(
        /^```mermaid\nflowchart LR\n(?: {2}n\d\["(?:[\p{L}\p{M}\p{N} /_;…]|#(?=\d+;))*"\]\n| {2}n\d --> n\d\n)+```$/u,
      )
  })

  test('gives the runner our annotations only, with nothing unseen', () => {
    const lines = outcome.stdout.split(/\r\n|\r|\n/).filter((line) => line !== '')
    expect(outcome.commands).toHaveLength(lines.length - 1)
    for (const { name, data } of outcome.commands) {
      expect(['error', 'warning', 'notice']).toContain(name)
      expect(data).not.toMatch(/^owned|##\[/m)
    }
    // oxlint-disable-next-line no-control-regex -- those are the ones
    const unseen = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/
    for (const text of [outcome.stdout, outcome.summary]) expect(text).not.toMatch(unseen)
    for (const { data } of outcome.commands) expect(data.replaceAll('\n', '')).not.toMatch(unseen)
  })

  test('is words in the summary', () => {
    const prose = outcome.summary
      .replace(/^(`{3,})\w*\n[^]*?^\1$/gm, '')
      .replace(/\]\(https:\/\/github\.com\/octo\/manifests\/blob\/[0-9a-f]{40}\/[\w.~%/-]+#L\d+\)/g, '')
      .replace(/<code>.*?<\/code>/g, '')
      .replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '')
      .replace(/\\./g, '')
    expect(prose).not.toMatch(/@team|<img|<!--|\]\(|^# owned/m)
  })
})
