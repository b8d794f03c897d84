import { describe, expect, test } from 'vitest'
import { analyze } from '../src/analyze.ts'
import { defaults } from '../src/config.ts'
import { introduced } from '../src/diff.ts'
import type { Location } from '../src/finding.ts'
import { rules } from '../src/rules/index.ts'
import { type File, position } from '../src/yaml/file.ts'
import { binding, caller, pasted, quoted } from './greet.ts'

/** What is new, with the places beside it. */
function added(base: Record<string, string>, head: Record<string, string>): readonly string[] {
  const [before, after] = [base, { ...base, ...head }].map((texts) => {
    const files = Object.entries(texts).map(([path, text]): File => ({ path, text }))
    return analyze(files, rules, defaults)
  })
  if (!before || !after) return []
  return introduced(after, before)
    .findings.filter(({ status }) => status === 'new')
    .map(({ at, severity, related }) => {
      const beside = related.map((one) => ` ${one.way ?? 'see'} ${placed(one)} ${one.note ?? ''}`)
      return `${severity} ${placed(at)}${beside.join('')}`.replaceAll('`', '')
    })
}

function placed({ file, span }: Location): string {
  return `${file.path}:${position(file, span.start).line}`
}

describe('a call of what a value makes bad', () => {
  const known = { 'greet.yaml': pasted, 'comment.yaml': binding }
  const fixed = { 'greet.yaml': pasted, 'run.yaml': caller('hello') }
  const passing = caller('{{workflow.parameters.x}}', 'more')

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['fixed text', known, { 'more.yaml': caller('hello', 'more') }],
    [
      'what is fixed by its default',
      known,
      { 'more.yaml': caller('{{workflow.parameters.x}}', 'more', 'name: x, value: a') },
    ],
    ['the name of the run', known, { 'more.yaml': caller('{{workflow.name}}', 'more') }],
    [
      'a list of fixed texts',
      known,
      { 'more.yaml': caller('{{item}}', 'more').replace('name: go', '$&\n            withItems: [a, b]') },
    ],
    [
      'fixed text, in a library',
      known,
      { 'more.yaml': caller('hello', 'more').replace('kind: Workflow', '$&Template') },
    ],
  ])('is nothing new where it passes %s', (_, base, head) => {
    expect(added(base, head)).toEqual([])
  })

  test('is new where it passes what a submission brings, as a step of the way', () => {
    expect(added({ 'greet.yaml': pasted }, { 'more.yaml': passing })).toEqual([
      'medium more.yaml:15 to more.yaml:11 A submission has to set x from greet.yaml:25 What the new call runs see more.yaml:5 Another new call',
    ])
  })

  test('is new beside the way of what is worse', () => {
    expect(added(known, { 'more.yaml': passing })).toEqual([
      'high more.yaml:15 see comment.yaml:11 The payload of an event fills text see greet.yaml:18 Step pass passes it on as words from greet.yaml:25 What the new call runs see more.yaml:5 Another new call',
    ])
  })

  test('is new where the template has the parameters of the workflow that runs it', () => {
    const direct = pasted.replace('echo "{{inputs', 'echo "{{workflow.parameters.text}} {{inputs')
    const base = { 'greet.yaml': direct, 'comment.yaml': binding }
    expect(added(base, { 'more.yaml': caller('hello', 'more', 'name: text') })).toHaveLength(2)
  })

  test('is new where the template has the parameters of its own workflow', () => {
    const spare = `    - name: spare
      script: {image: 'alpine:3.20.3', command: [sh], source: 'echo {{workflow.parameters.x}}'}
`
    const base = caller('hello').replace('  templates:\n', `$&${spare}`)
    const head = base.replace('        - - name: go', '        - - {name: now, template: spare}\n$&')
    expect(added({ 'run.yaml': base }, { 'run.yaml': head })).toEqual([expect.stringMatching(/^medium run\.yaml:17 /)])
  })

  test('is no matter of its own where it makes the place worse: the place is new', () => {
    expect(added(fixed, { 'more.yaml': passing })).toEqual([
      'medium greet.yaml:25 to more.yaml:11 A submission has to set x to more.yaml:17 Step go passes it on as words',
    ])
  })
})

test('a place that was as bad for another reason is an old one; what adds the reason is new', () => {
  expect(added({ 'greet.yaml': pasted }, { 'comment.yaml': binding })).toEqual([
    expect.stringMatching(/^high comment\.yaml:11 from greet\.yaml:18 /),
  ])
})

describe('objects of one name in several folders', () => {
  const dev = { 'dev/greet.yaml': pasted, 'dev/comment.yaml': binding }

  test('are kept apart: what ends in one does not stand for what begins in another', () => {
    const base = { ...dev, 'prod/greet.yaml': pasted, 'prod/run.yaml': caller('hello') }
    expect(added(base, { 'dev/greet.yaml': quoted, 'prod/comment.yaml': binding })).toEqual([
      expect.stringMatching(/^high prod\/comment\.yaml:11 from prod\/greet\.yaml:18 /),
      expect.stringMatching(/^high prod\/greet\.yaml:25 to prod\/comment\.yaml:11 /),
    ])
  })

  test('are the same where a folder is renamed, or a file is parted', () => {
    const gone = { 'dev/greet.yaml': '', 'dev/comment.yaml': '' }
    expect(added(dev, { ...gone, 'prod/greet.yaml': pasted, 'prod/comment.yaml': binding })).toEqual([])
    expect(added(dev, { ...gone, 'dev/all.yaml': `${pasted}---\n${binding}` })).toEqual([])
    expect(
      added(
        { 'all.yaml': `${pasted}---\n${binding}`, 'x.yaml': caller('hello') },
        { 'all.yaml': pasted, 'x.yaml': `${caller('hello')}---\n${binding}` },
      ),
    ).toEqual([])
  })

  test('are new where they are copied, though the one that was there is mended', () => {
    expect(added({ 'dev/greet.yaml': pasted }, { 'dev/greet.yaml': quoted, 'prod/greet.yaml': pasted })).toHaveLength(1)
  })
})
