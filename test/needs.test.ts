import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyze } from '../src/analyze.ts'
import { defaults } from '../src/config.ts'
import type { Finding } from '../src/finding.ts'
import type { Rule } from '../src/rule.ts'
import { rules } from '../src/rules/index.ts'
import type { File } from '../src/yaml/file.ts'

const config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' } as const
const gated = rules.filter(({ about, needs }) => about ?? needs)

/** The same rule, asked about every object, and about values of Argo's chart. */
function eager(rule: Rule): Rule {
  const { about: _about, ...always } = rule
  return { ...always, needs: ['kind', 'controller', 'server', 'argo-workflows'] }
}

function told({ rule, at, fingerprint, message }: Finding): unknown {
  return { rule: rule.id, path: at.file.path, start: at.span.start, fingerprint, message }
}

/** What rules say that are only asked where their keys are, and what they say when they are asked always. */
function both(files: readonly File[]): { readonly asked: unknown; readonly always: unknown } {
  const [asked, always] = [gated, gated.map(eager)].map((some) => analyze(files, some, config))
  return { asked: asked?.findings.map(told), always: always?.findings.map(told) }
}

test('a rule finds nothing where it is not asked: in examples of all rules', () => {
  const files = rules.flatMap(({ id, examples }) =>
    examples.map(({ yaml }, index) => ({ path: `${id}-${index}.yaml`, text: yaml })),
  )
  for (const file of files) {
    const { asked, always } = both([file])
    expect(asked, file.path).toEqual(always)
  }
  const { asked, always } = both(files)
  expect(asked).toEqual(always)
  expect(gated.length).toBeGreaterThan(0)
})

const corpus = new URL('../../shared/corpus', import.meta.url).pathname

test.runIf(existsSync(corpus))(
  'a rule finds nothing where it is not asked: in real manifests',
  () => {
    const paths = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(ya?ml|json)$/.test(path),
    )
    const { asked, always } = both(paths.map((path) => ({ path, text: readFileSync(join(corpus, path), 'utf8') })))
    expect(asked).toEqual(always)
  },
  60_000,
)
