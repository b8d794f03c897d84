import { expect, test } from 'vitest'
import { analyze } from '../src/analyze.ts'
import { defaults } from '../src/config.ts'
import { introduced } from '../src/diff.ts'
import type { Report } from '../src/finding.ts'
import { defineRule } from '../src/rule.ts'
import type { File } from '../src/yaml/file.ts'
import { position } from '../src/yaml/file.ts'
import { scalars } from '../src/yaml/query.ts'

const badImage = defineRule({
  id: 'bad-image',
  title: 'Bad image',
  category: 'manifest',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  docs: '',
  guide: [],
  references: [],
  examples: [],
  *check(manifest) {
    for (const leaf of scalars(manifest.root)) if (leaf.value === 'bad') yield { at: leaf, message: 'A bad image.' }
  },
})

const watched = defineRule({
  ...badImage,
  id: 'watched',
  variants: {
    mild: { when: 'it is mild', severity: 'low' },
    grave: { when: 'it is grave', severity: 'critical' },
  },
  *check(manifest) {
    for (const leaf of scalars(manifest.root))
      if (leaf.value === 'mild' || leaf.value === 'grave')
        yield { at: leaf, variant: leaf.value, message: 'One of two reasons.' }
  },
})

function report(texts: Record<string, string>): Report {
  const files = Object.entries(texts).map(([path, text]): File => ({ path, text }))
  return analyze(files, [badImage, watched], defaults)
}

function compare(head: Record<string, string>, base: Record<string, string>) {
  const { findings, suppressed } = introduced(report(head), report(base))
  return {
    findings: findings.map(({ status, at, unheeded }) => [
      status,
      `${at.file.path}:${position(at.file, at.span.start).line}`,
      ...(unheeded ? ['unheeded'] : []),
    ]),
    suppressed: suppressed.length,
  }
}

const library = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
    - name: old
      container: {image: bad}
    - name: wrap
      steps:
        - - {name: inner, template: old}
`

function caller(steps: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: run-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
${steps}`
}

function step(name: string, template: string): string {
  return `        - - name: ${name}\n            templateRef: {name: lib, template: ${template}}\n`
}

test('what base has too is existing, wherever its lines went', () => {
  expect(compare({ a: `# one\n# two\n${library}` }, { a: library }).findings).toEqual([['existing', 'a:9']])
})

test('a renamed file brings nothing new, a copied one does', () => {
  expect(compare({ b: library }, { a: library }).findings).toEqual([['existing', 'b:7']])
  expect(compare({ a: library, 'A-copy': library }, { a: library }).findings).toEqual([
    ['new', 'A-copy:7'],
    ['existing', 'a:7'],
  ])
})

test('a new call of an old bad template is new, at the call', () => {
  const base = { lib: library, run: caller(step('one', 'wrap')) }
  expect(compare({ ...base, run: caller(step('one', 'wrap') + step('two', 'old')) }, base).findings).toEqual([
    ['new', 'run:11'],
  ])
})

test('a new call that leads there through another template is new too', () => {
  const base = { lib: library, run: caller(step('one', 'old')) }
  expect(compare({ ...base, run: caller(step('zero', 'wrap') + step('one', 'old')) }, base).findings).toEqual([
    ['new', 'run:9'],
  ])
})

test('a call that only moved is not new', () => {
  const base = { lib: library, run: caller(step('one', 'old') + step('two', 'wrap')) }
  expect(compare({ ...base, run: caller(step('two', 'wrap') + step('one', 'old')) }, base).findings).toEqual([
    ['existing', 'lib:7'],
  ])
})

test('an ignore counts only when base has it', () => {
  const ignored = library.replace('{image: bad}', '{image: bad} # lynceus: ignore[bad-image] mine')
  expect(compare({ a: ignored }, { a: ignored })).toEqual({ findings: [], suppressed: 1 })
  expect(compare({ a: ignored }, { a: library })).toEqual({
    findings: [['existing', 'a:7', 'unheeded']],
    suppressed: 0,
  })
  expect(compare({ a: ignored }, {})).toEqual({ findings: [['new', 'a:7', 'unheeded']], suppressed: 0 })
})

test('taking an ignore away brings its finding back as an existing one', () => {
  const ignored = library.replace('{image: bad}', '{image: bad} # lynceus: ignore[bad-image] mine')
  expect(compare({ a: library }, { a: ignored })).toEqual({ findings: [['existing', 'a:7']], suppressed: 0 })
})

test('what becomes graver at its place is new, what becomes milder is not', () => {
  function at(value: string, comment = ''): string {
    return caller('').replace('kind: Workflow', `kind: Workflow\nnote: ${value}${comment}`)
  }
  expect(compare({ a: at('grave') }, { a: at('mild') }).findings).toEqual([['new', 'a:3']])
  expect(compare({ a: at('mild') }, { a: at('grave') }).findings).toEqual([['existing', 'a:3']])
  expect(compare({ a: at('mild') }, { a: at('mild') }).findings).toEqual([['existing', 'a:3']])
  // An ignore that base has counts for its place.
  const ignored = ' # lynceus: ignore[watched] it is only a note'
  expect(compare({ a: at('grave', ignored) }, { a: at('mild', ignored) })).toEqual({ findings: [], suppressed: 1 })
})
