import { describe, expect, test } from 'vitest'
import { analyze } from '../src/analyze.ts'
import type { Manifest } from '../src/argo/manifest.ts'
import { podSetting, pods } from '../src/argo/pod.ts'
import { type Config, defaults } from '../src/config.ts'
import { defineRule, type Problem, type Rule } from '../src/rule.ts'
import unexplainedIgnore from '../src/rules/unexplained-ignore.ts'
import { scalars } from '../src/yaml/query.ts'

/** Reports every `bad` scalar. */
const badWord = rule('bad-word', badWords)

function* badWords(manifest: Manifest): Generator<Problem> {
  for (const leaf of scalars(manifest.root)) if (leaf.value === 'bad') yield { at: leaf, message: 'This is bad' }
}

/** Reports the service account that each pod will use, wherever it is written. */
const account = rule('account', function* (manifest, project) {
  for (const pod of pods(manifest, project)) {
    const setting = podSetting(pod, 'serviceAccountName')
    if (setting) yield { at: setting, message: 'This is the account', variant: 'any' }
  }
})

function rule(id: string, check: Rule['check'], grade: Partial<Rule> = {}): Rule {
  return defineRule({
    id,
    title: id,
    category: 'manifest',
    severity: 'medium',
    confidence: 'high',
    persona: 'regular',
    variants: { any: { when: 'always' } },
    docs: '',
    guide: [],
    references: [],
    examples: [],
    ...grade,
    check,
  })
}

function run(text: string, rules: readonly Rule[] = [badWord], config: Partial<Config> = {}, path = 'a.yaml') {
  return analyze([{ path, text }], rules, { ...defaults, ...config })
}

function paths(more: Partial<Config['paths']>): Partial<Config> {
  return { paths: { ...defaults.paths, ...more } }
}

function workflow(body: string, name = 'a'): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: ${name}}
spec:
  entrypoint: main
${body}`
}

test('a broken document is said with its line and hides none of its neighbours', () => {
  const report = run(`${workflow('  x: bad')}\n---\n${workflow('  x: [bad')}\n---\n${workflow('  x: bad', 'c')}`)
  expect(report.findings.map(({ manifest }) => manifest.name)).toEqual(['a', 'c'])
  expect(report.unread).toEqual([
    { path: 'a.yaml', line: expect.any(Number), reason: expect.stringContaining('not YAML') },
  ])
  expect(report.unread[0]?.line).toBeGreaterThan(7)
})

test('a rule that throws is a failure, and the other rules and files go on', () => {
  const broken = rule('broken', function (): Iterable<Problem> {
    throw new Error('ours')
  })
  const report = run(workflow('  x: bad'), [broken, badWord])
  expect(report.failures).toEqual([{ rule: 'broken', path: 'a.yaml', error: new Error('ours') }])
  expect(report.findings).toHaveLength(1)
})

test('each manifest reports what is written in it, not what it takes over', () => {
  const library = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  entrypoint: main
  serviceAccountName: builder
  templates: [{name: main, container: {image: a}}]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: user}
spec: {workflowTemplateRef: {name: lib}}`
  expect(run(library, [account]).findings.map(({ manifest }) => manifest.name)).toEqual(['lib'])
})

test.each([
  ['on the line', '  x: bad # lynceus: ignore[bad-word] known'],
  ['on the line above', '  # lynceus: ignore[bad-word] known\n  x: bad'],
  ['on a parent key', '  y: # lynceus: ignore[other, bad-word] known\n    x: bad'],
])('an ignore comment counts %s', (_, body) => {
  const { findings, suppressed } = run(workflow(body))
  expect(findings).toEqual([])
  expect(suppressed.map(({ by }) => by.reason)).toEqual(['known'])
})

test.each([
  ['for another rule', '  x: bad # lynceus: ignore[other] known'],
  ['after a blank line of content', '  # lynceus: ignore[bad-word] known\n  z: 1\n  x: bad'],
  ['inside a quoted text', '  y: "# lynceus: ignore[bad-word] known"\n  x: bad'],
  ['on the key beside it', '  y: 1 # lynceus: ignore[bad-word] known\n  x: bad'],
])('an ignore comment does not count %s', (_, body) => {
  expect(run(workflow(body)).findings).toHaveLength(1)
})

test('an annotation silences the whole object, with its reason', () => {
  const annotated = '{name: a, annotations: {lynceus.dev/ignore: bad-word, lynceus.dev/reason: known}}'
  const text = workflow('  x: bad').replace('{name: a}', annotated)
  expect(run(text).suppressed.map(({ by }) => [by.kind, by.reason])).toEqual([['annotation', 'known']])
})

test('config switches rules off, regrades them, and chooses files and personas', () => {
  const text = workflow('  x: bad')
  expect(run(text, [badWord], { rules: { 'bad-word': { enabled: false } } }).findings).toEqual([])
  expect(
    run(text, [badWord], { rules: { 'bad-word': { enabled: true, severity: 'low' } } }).findings[0]?.severity,
  ).toBe('low')
  expect(run(text, [badWord], paths({ exclude: ['**/a.yaml'] })).files).toBe(0)
  expect(run(text, [badWord], paths({ include: ['b/**'] })).files).toBe(0)
  expect(run(text, [badWord], paths({ persona: { '*.yaml': 'off' } })).findings).toEqual([])
  const pedantic = rule('pedantic-word', badWords, { persona: 'pedantic' })
  expect(run(text, [pedantic])).toMatchObject({ findings: [], hidden: 1 })
  expect(run(text, [pedantic], paths({ persona: { '*.yaml': 'pedantic' } })).findings).toHaveLength(1)
})

test('a fingerprint is made of names, and stays while lines and items move', () => {
  const before = run(workflow('  templates:\n    - name: one\n      x: bad')).findings[0]
  const after = run(workflow('  # more\n\n  templates:\n    - name: zero\n    - name: one\n      x: bad')).findings[0]
  expect(before?.fingerprint).toContain('spec.templates[one].x')
  expect(after?.fingerprint).toBe(before?.fingerprint)
})

test('what a Helm template or a string holds is one step less sure', () => {
  expect(run(workflow('  y: {{ .Values.y }}\n  x: bad')).findings[0]?.confidence).toBe('medium')
})

test('what is put together elsewhere is one step less sure', () => {
  const texts = { 'patch.yaml': workflow('  x: bad'), 'kustomization.yaml': 'patches: [{path: patch.yaml}]\n' }
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }))
  expect(analyze(files, [badWord], defaults).findings[0]?.confidence).toBe('medium')
  expect(analyze(files.slice(0, 1), [badWord], defaults).findings[0]?.confidence).toBe('high')
})

test('what is suspended is one step milder, unless config says how bad it is', () => {
  function cron(suspend: string): string {
    return workflow(`  suspend: ${suspend}\n  workflowSpec: {x: bad}`).replace('kind: Workflow', 'kind: CronWorkflow')
  }
  expect(run(cron('false')).findings[0]?.severity).toBe('medium')
  expect(run(cron('true')).findings[0]?.severity).toBe('low')
  const config = { rules: { 'bad-word': { enabled: true, severity: 'high' } } } as const
  expect(run(cron('true'), [badWord], config).findings[0]?.severity).toBe('high')
})

describe('an ignore that silences nothing is told', () => {
  const left = workflow('  x: good # lynceus: ignore[bad-word] known')
  const used = workflow('  x: bad # lynceus: ignore[bad-word] known')
  function unused(text: string, rules: readonly Rule[] = [badWord], config: Partial<Config> = {}) {
    const wanted: Partial<Config> = { persona: 'pedantic', minSeverity: 'info', ...config }
    return run(text, [...rules, unexplainedIgnore], wanted).findings.filter(({ variant }) => variant === 'unused')
  }

  test('where it stands', () => {
    const [found, ...others] = unused(left)
    expect(others).toEqual([])
    expect(found && left.slice(found.at.span.start, found.at.span.end)).toBe('# lynceus: ignore[bad-word] known')
    expect(unused(used)).toEqual([])
  })

  test('not where what it silences is hidden', () => {
    const hidden = rule('bad-word', badWords, { persona: 'auditor' })
    expect(unused(used, [hidden])).toEqual([])
  })

  test('not where its rule was not asked', () => {
    expect(unused(left, [badWord], { rules: { 'bad-word': { enabled: false } } })).toEqual([])
    expect(unused(left, [badWord], paths({ persona: { '*.yaml': 'off' } }))).toEqual([])
    const broken = rule('bad-word', function (): Iterable<Problem> {
      throw new Error('ours')
    })
    expect(unused(left, [broken])).toEqual([])
    const two = left.replace('bad-word', 'bad-word, account')
    expect(unused(two, [badWord, account])).toHaveLength(1)
    expect(unused(two, [badWord, account], { rules: { account: { enabled: false } } })).toEqual([])
  })

  test('to those who want to see it', () => {
    expect(unused(left, [badWord], { persona: 'regular' })).toEqual([])
  })
})
