import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { analyze } from '../src/analyze.ts'
import { type Config, defaults } from '../src/config.ts'
import type { Finding } from '../src/finding.ts'
import { fix } from '../src/fix.ts'
import { guide } from '../src/guide.ts'
import { defineRule, type Example, type Rule } from '../src/rule.ts'
import { rules } from '../src/rules/index.ts'
import { position } from '../src/yaml/file.ts'
import { get } from '../src/yaml/query.ts'

const mark = /[ \t]*# ✗(.*)$/

/** An example without its marks, and a config that holds nothing back. */
function given(example: Example) {
  const everything: Config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' }
  const config = example.argoVersion === undefined ? everything : { ...everything, argoVersion: example.argoVersion }
  return { files: [{ path: 'example.yaml', text: example.yaml.replaceAll(new RegExp(mark, 'gm'), '') }], config }
}

/** Only this rule. */
function run(rule: Rule, example: Example) {
  const { files, config } = given(example)
  const report = analyze(files, rules.includes(rule) ? rules : [rule], config)
  return {
    ...report,
    findings: report.findings.filter((finding) => finding.rule === rule),
    suppressed: report.suppressed.filter(({ finding }) => finding.rule === rule),
  }
}

/** What this rule's fixes make of an example; all rules watch that they do no harm. */
function mend(rule: Rule, example: Example) {
  const { files, config } = given(example)
  return fix(files, rules, config, { safety: 'unsafe', only: (finding) => finding.rule === rule })
}

/** The variants after each line's mark, sorted; a mark with none is one finding of any variant. */
function marks(example: Example): (readonly string[])[] {
  return example.yaml.split('\n').map((line) => {
    const names = mark.exec(line)?.[1]
    return names === undefined
      ? []
      : names
          .split(',')
          .map((name) => name.trim())
          .toSorted()
  })
}

/** The example with a mark on each line that has findings, so that a comparison shows the difference where it is. */
function marked(example: Example, onLine: readonly (readonly string[])[]): string {
  const lines = example.yaml.split('\n').map((line, index) => {
    const names = onLine[index] ?? []
    return line.replace(mark, '') + (names.length > 0 ? ` # ✗ ${names.join(', ')}`.trimEnd() : '')
  })
  return lines.join('\n')
}

/** What `marks` should have been. A variant is left out where the example leaves it out. */
function found(example: Example, findings: readonly Finding[]): (readonly string[])[] {
  return marks(example).map((expected, index) => {
    const here = findings.filter(({ at }) => position(at.file, at.span.start).line === index + 1)
    const unnamed = expected.length === 1 && expected[0] === ''
    return unnamed && here.length === 1 ? [''] : here.map(({ variant = '' }) => variant).toSorted()
  })
}

function compare(rule: Rule, example: Example): { actual: string; expected: string } {
  return {
    actual: marked(example, found(example, run(rule, example).findings)),
    expected: marked(example, marks(example)),
  }
}

test('every rule file is registered, in alphabetical order and under its own name', () => {
  const names = readdirSync(new URL('../src/rules', import.meta.url)).flatMap(
    (file) => /^(.*)\.ts$/.exec(file)?.[1] ?? [],
  )
  expect(rules.map(({ id }) => id)).toEqual(names.filter((name) => name !== 'index').toSorted())
})

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test.each(rule.examples.map((example) => [example.title, example] as const))(
    'reports the lines of "%s" that end in `# ✗`, and no others',
    (_title, example) => {
      const { failures, unread, suppressed, hidden, manifests } = run(rule, example)
      if (failures[0]) throw failures[0].error
      expect(unread, 'an example is YAML that can be read').toEqual([])
      expect({ suppressed, hidden }, 'an example shows everything it has').toEqual({ suppressed: [], hidden: 0 })
      expect(
        manifests,
        'an example holds something that Argo reads: give it `apiVersion`, `kind` and so on',
      ).toBeGreaterThan(0)
      const { actual, expected } = compare(rule, example)
      expect(actual, 'lines with `-` should have been reported, lines with `+` were').toBe(expected)
    },
  )

  test('has at least two examples that are reported and two that are not', () => {
    const bad = rule.examples.filter((example) => marks(example).some((names) => names.length > 0))
    expect.soft(bad.length, 'examples with a `# ✗`').toBeGreaterThanOrEqual(2)
    expect.soft(rule.examples.length - bad.length, 'examples without a `# ✗`').toBeGreaterThanOrEqual(2)
    const titles = rule.examples.map(({ title }) => title)
    expect.soft(new Set(titles).size, 'titles of examples differ').toBe(titles.length)
  })

  test('marks a line once', () => {
    const lines = rule.examples.flatMap(({ yaml }) => yaml.split('\n'))
    expect
      .soft(
        lines.filter((line) => line.split('✗').length > 2),
        'several findings on a line are `# ✗ variant, variant`',
      )
      .toEqual([])
  })

  test('shows each of its variants in an example', () => {
    const shown = rule.examples.flatMap((example) => run(rule, example).findings.map(({ variant }) => variant))
    expect
      .soft([...new Set(shown.filter((variant) => variant !== undefined))].toSorted())
      .toEqual(Object.keys(rule.variants ?? {}).toSorted())
  })

  test.each(rule.examples.map((example) => [example.title, example] as const))(
    'mends "%s" as it says',
    (_title, example) => {
      const { files, fixed, refused } = mend(rule, example)
      if (example.fixed !== undefined) expect(files[0]?.after.text).toBe(example.fixed)
      const unproved = refused.filter(({ finding }) => {
        const proposal = finding.propose?.()
        return proposal && !('refused' in proposal) && !finding.manifest.partial && !finding.manifest.quoted
      })
      expect(
        unproved.map(({ finding, reason }) => `${position(finding.at.file, finding.at.span.start).line}: ${reason}`),
        'what a rule proposes holds',
      ).toEqual([])
      for (const { fix: made } of fixed) {
        expect.soft(made.title, 'a title is an order that starts with a capital').toMatch(/^\p{Lu}.*[^.\s]$/u)
      }
    },
  )

  test('shows what its fixes make', () => {
    const mends = rule.examples.some((example) => mend(rule, example).fixed.length > 0)
    expect(rule.examples.some(({ fixed }) => fixed !== undefined)).toBe(mends)
  })

  test('describes itself', () => {
    const own = `${JSON.stringify(rule)}${rule.check.toString()}`
    expect.soft([...own.matchAll(/TODO[^"'`\\]*/g)].join('\n'), 'what the template left to do').toBe('')
    expect.soft(rule.id, 'an id is in kebab-case').toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect.soft(rule.title, 'a title is a short sentence without a full stop').toMatch(/^[\p{Lu}\d`].{8,89}[^.!]$/u)
    expect
      .soft(rule.docs.trim(), 'docs are paragraphs that say why it matters and what to do, 80 characters or more')
      .toMatch(/^[^#\s][^]{80,}[.`)]$/)
    expect.soft(rule.docs, 'docs have no headings').not.toMatch(/^#/m)
    for (const [name, { when }] of Object.entries(rule.variants ?? {})) {
      expect.soft(name, 'a variant is named in kebab-case').toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect.soft(when, `${name}: the end of a sentence that begins with "when"`).toMatch(/^(?!when ).{8,}[^.]$/)
    }
  })

  test('names its sources', () => {
    const known = new Set(guide.map(({ id }) => id))
    expect
      .soft(
        rule.guide.filter((id) => !known.has(id)),
        'ids that src/guide.ts does not have',
      )
      .toEqual([])
    expect.soft(rule.references.length, 'references').toBeGreaterThan(0)
    expect.soft(new Set(rule.references).size, 'references differ').toBe(rule.references.length)
    for (const reference of rule.references) {
      expect.soft(reference).toMatch(/^https:\/\/\S+$/)
      expect.soft(() => new URL(reference)).not.toThrow()
    }
  })
})

describe('the comparison with the marks', () => {
  const rule = defineRule({
    id: 'toy',
    title: 'A toy that reports what is called bad',
    category: 'manifest',
    severity: 'low',
    confidence: 'high',
    persona: 'regular',
    variants: { first: { when: 'it is the first' }, second: { when: 'it is the second' } },
    docs: '',
    guide: [],
    references: [],
    examples: [],
    *check({ root }) {
      for (const variant of ['first', 'second']) {
        const node = get(root, 'spec', variant)
        if (node) yield { at: node, variant, message: 'Bad' }
      }
    },
  })
  const yaml = 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec:\n'

  test.each([
    ['  first: 1 # ✗ first\n  second: 2 # ✗'],
    ['  first: 1 # ✗\n  # ok'],
    ['  {first: 1, second: 2} # ✗ second, first'],
    ['  other: 1'],
  ])('accepts %j', (spec) => {
    const { actual, expected } = compare(rule, { title: 'a', yaml: yaml + spec })
    expect(actual).toBe(expected)
  })

  test.each([
    ['a line that is not marked', '  first: 1', '  first: 1 # ✗ first'],
    ['a marked line that is not reported', '  other: 1 # ✗', '  other: 1'],
    ['another variant', '  first: 1 # ✗ second', '  first: 1 # ✗ first'],
    ['one of two', '  {first: 1, second: 2} # ✗', '  {first: 1, second: 2} # ✗ first, second'],
    ['a mark that is one line off', '  # ✗\n  first: 1', '\n  first: 1 # ✗ first'],
  ])('shows %s', (_, spec, shown) => {
    const { actual, expected } = compare(rule, { title: 'a', yaml: yaml + spec })
    expect(actual).toBe(yaml + shown)
    expect(actual).not.toBe(expected)
  })
})
