import { Ajv } from 'ajv'
import fc from 'fast-check'
import { dump } from 'js-yaml'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { closest, meant } from '../src/argo/closest.ts'
import { type Config, ConfigError, defaults } from '../src/config.ts'
import { rules } from '../src/rules/index.ts'
import { parseConfig } from '../src/schema.ts'
import { sourceAt } from '../src/yaml/source.ts'
import { parse } from '../src/yaml/tree.ts'
import { value } from '../src/yaml/value.ts'

const ids = ['run-as-root', 'privileged-container', 'host-namespace', 'mutable-image-tag']

function config(text: string, known: readonly string[] = ids): Config {
  return parseConfig({ path: '.github/lynceus.yml', text }, known)
}

/** The error's lines, the first of which is where it says it is. */
function mistakes(text: string): string[] {
  try {
    config(text)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    expect(error.path).toBe('.github/lynceus.yml')
    expect(error.message, 'is one line, so that it can be printed behind `path:line: `').not.toContain('\n')
    const [count, ...said] = error.message.split(/ (?=Line \d+: )/)
    if (said.length === 0) return [`Line ${error.line}: ${error.message}`]
    expect(count).toBe(`${said.length} mistakes.`)
    expect(said[0]).toMatch(new RegExp(`^Line ${error.line}: `))
    return said
  }
  throw new Error('The config was accepted')
}

describe('a config file', () => {
  test.each([[''], ['# nothing yet\n'], ['\uFEFF'], ['rules:\n'], ['rules: {}\npaths: ~\n'], ['--- {}\n']])(
    'that sets nothing gives the defaults: %j',
    (text) => {
      expect(config(text)).toEqual(defaults)
    },
  )

  test('sets everything', () => {
    const text = `
persona: pedantic
min-severity: medium
min-confidence: high
fail-on: never
argoVersion: v4.1.0-rc1
rules: {run-as-root: high}
paths:
  include: ['**/*.yaml']
  exclude: [vendor/]
  persona: {examples/**: off, prod/**: auditor}
assume:
  workflowDefaults:
    metadata: {labels: {a: b}}
    spec: {activeDeadlineSeconds: 0x10, priority: 1.5, hostNetwork: ~, serviceAccountName: "yes", automountServiceAccountToken: no, volumes: [{name: a}, null]}
fix: {serviceAccountName: workflow, executorServiceAccountName: "3.executor"}
dashboard: yes
extends: acme/policies:argo/strict.yml
`
    expect(config(text)).toEqual({
      persona: 'pedantic',
      minSeverity: 'medium',
      minConfidence: 'high',
      failOn: 'never',
      argoVersion: 'v4.1.0-rc1',
      rules: { 'run-as-root': { enabled: true, severity: 'high' } },
      paths: { include: ['**/*.yaml'], exclude: ['vendor/'], persona: { 'examples/**': 'off', 'prod/**': 'auditor' } },
      assume: {
        workflowDefaults: {
          metadata: { labels: { a: 'b' } },
          spec: {
            activeDeadlineSeconds: 16,
            priority: 1.5,
            serviceAccountName: 'yes',
            automountServiceAccountToken: false,
            volumes: [{ name: 'a' }, null],
          },
        },
      },
      fix: { serviceAccountName: 'workflow', executorServiceAccountName: '3.executor' },
      dashboard: true,
      extends: 'acme/policies:argo/strict.yml',
    } satisfies Config)
  })

  test.each([
    ['off', { enabled: false }],
    ['no', { enabled: false }],
    ['false', { enabled: false }],
    ['"off"', { enabled: false }],
    ['on', { enabled: true }],
    ['yes', { enabled: true }],
    ["'on'", { enabled: true }],
    ['info', { enabled: true, severity: 'info' }],
    ['{severity: critical}', { enabled: true, severity: 'critical' }],
  ])('switches a rule with %s', (setting, expected) => {
    expect(config(`rules:\n  run-as-root: ${setting}\n`).rules).toEqual({ 'run-as-root': expected })
  })

  test('is read through anchors and merge keys', () => {
    const text = 'rules:\n  <<: &base {run-as-root: off, host-namespace: low}\n  host-namespace: high\n'
    expect(config(text).rules).toEqual({
      'run-as-root': { enabled: false },
      'host-namespace': { enabled: true, severity: 'high' },
    })
  })

  test('keeps the order of path globs, since the last match counts', () => {
    const text = 'paths:\n  persona:\n    "**": auditor\n    b/**: off\n    a/**: regular\n'
    expect(Object.keys(config(text).paths.persona)).toEqual(['**', 'b/**', 'a/**'])
  })
})

describe('a mistake is told with its line and the cure', () => {
  test.each([
    ['persna: auditor', 'Line 1: There is no key `persna` here; did you mean `persona`?'],
    ['# a\nminSeverity: low', 'Line 2: There is no key `minSeverity` here; did you mean `min-severity`?'],
    ['argo-version: 3.7.1', 'Line 1: There is no key `argo-version` here; did you mean `argoVersion`?'],
    ['paths:\n  exclud: [a]', 'Line 2: There is no key `exclud` in `paths`; did you mean `exclude`?'],
    ['paths:\n  files: [a]', 'Line 2: There is no key `files` in `paths`; there are `include`, `exclude`, `persona`.'],
    ['rules:\n  run-as-rot: off', 'Line 2: There is no rule `run-as-rot`; did you mean `run-as-root`?'],
    ['exclude: [a]', 'Line 1: There is no key `exclude` here; did you mean `paths.exclude`?'],
    ['rules:\n  host: off', 'Line 2: There is no rule `host`; did you mean `host-namespace`?'],
    [
      'rules:\n  run-as-root: {enabled: false}',
      'Line 2: There is no key `enabled` in `rules.run-as-root`; there is only `severity`.',
    ],
    [
      'zzz: 1',
      'Line 1: There is no key `zzz` here; there are `persona`, `min-severity`, `min-confidence`, `fail-on`, `argoVersion`, `rules`, `paths`, `assume`, `fix`, `dashboard`, `extends`.',
    ],
    [
      'paths:\n  exclude: ["!a.yaml"]',
      'Line 2: Item 1 of `paths.exclude` must begin with neither `/` nor `!`: a glob counts from the top of the repository anyway, and takes nothing back.',
    ],
    [
      'paths:\n  persona: {/a/: off}',
      'Line 2: A key of `paths.persona` must begin with neither `/` nor `!`: a glob counts from the top of the repository anyway, and takes nothing back.',
    ],
    ...['paths:\n  exclude:\n    - **/*.yaml', 'paths:\n  exclude: [*.yaml]', 'paths:\n  persona:\n    */a: off'].map(
      (text) => [
        text,
        `Line ${text.split('\n').length}: A glob that begins with \`*\` needs quotes, such as \`'**/*.yaml'\`: bare, YAML takes it for an alias.`,
      ],
    ),
    ['paths: *none', 'Line 1: This is not YAML: no anchor `none` comes before this alias.'],
    ['dashboard: "true"', 'Line 1: `dashboard` must be `true` or `false` without quotes.'],
    [
      'extends: https://example.com/a',
      'Line 1: `extends` must be a repository such as `acme/policies`, or a file of one such as `policies:strict.yml`, not `https://example.com/a`.',
    ],
    ['rules:\n  sql: off', 'Line 2: There is no rule `sql`; `lynceus rules` lists all.'],
    ['rules:\n  __proto__: off', 'Line 2: There is no rule `__proto__`; `lynceus rules` lists all.'],
    [
      'assume:\n  workflowDefaults:\n    securityContext: {}',
      'Line 3: There is no key `securityContext` in `assume.workflowDefaults`; there are `apiVersion`, `kind`, `metadata`, `spec`.',
    ],
    [
      'persona: Auditor',
      'Line 1: `persona` must be one of `regular`, `pedantic`, `auditor`, not `Auditor`; did you mean `auditor`?',
    ],
    ['min-confidence: 5', 'Line 1: `min-confidence` must be one of `low`, `medium`, `high`, not `5`.'],
    [
      'fail-on: off',
      'Line 1: `fail-on` must be one of `info`, `low`, `medium`, `high`, `critical`, `never`, not `off`.',
    ],
    ['argoVersion: 3.10', 'Line 1: `argoVersion` must be a whole version such as `3.7.18`, not `3.10`.'],
    [
      'rules:\n  run-as-root: hihg',
      'Line 2: `rules.run-as-root` must be `off`, `on` or a severity (info, low, medium, high, critical), not `hihg`; did you mean `high`?',
    ],
    [
      'rules:\n  run-as-root:\n    severtiy: low',
      'Line 3: There is no key `severtiy` in `rules.run-as-root`; did you mean `severity`?',
    ],
    [
      'rules:\n  run-as-root: {}',
      'Line 2: `rules.run-as-root.severity` must be one of `info`, `low`, `medium`, `high`, `critical`.',
    ],
    ['rules: [run-as-root]', 'Line 1: `rules` must be a mapping of keys to values, not a list.'],
    ['fix:\n  labels: security', 'Line 2: `fix.labels` must be a list of labels, not `security`.'],
    [
      "fix:\n  labels: ['']",
      'Line 2: Item 1 of `fix.labels` must be the name of a label, of 1 to 50 characters, not ``.',
    ],
    ['paths:\n  include: a/**', 'Line 2: `paths.include` must be a list of globs, not `a/**`.'],
    ['paths:\n  include:\n    - a\n    - {b: c}', 'Line 4: Item 2 of `paths.include` must be a glob, not a mapping.'],
    ['paths:\n  exclude: [a, ]\n  include: [~]', 'Line 3: Item 1 of `paths.include` must be a glob, not nothing.'],
    [
      'paths:\n  persona:\n    a: of',
      'Line 3: `paths.persona.a` must be one of `regular`, `pedantic`, `auditor`, `off`, not `of`; did you mean `off`?',
    ],
    [
      `paths:\n  persona:\n    ${'a'.repeat(501)}: off`,
      'Line 3: A key of `paths.persona` must be a glob of at most 500 characters.',
    ],
    [
      'fix:\n  serviceAccount: workflow',
      'Line 2: There is no key `serviceAccount` in `fix`; did you mean `serviceAccountName`?',
    ],
    [
      'fix:\n  serviceAccountName: Workflow',
      'Line 2: `fix.serviceAccountName` must be the name of a ServiceAccount, such as `workflow`: lower-case letters, digits, `-` and `.`, not `Workflow`.',
    ],
    ...['-a', 'a-', 'a..b', 'a_b', '""', 'a/b', 'a'.repeat(254), '7', 'yes', '[a]'].map((name) => [
      `fix:\n  executorServiceAccountName: ${name}`,
      'Line 2: `fix.executorServiceAccountName` must be the name of a ServiceAccount, such as `workflow`: lower-case letters, digits, `-` and `.`, not ' +
        `${name === '[a]' ? 'a list' : `\`${name.length > 80 ? `${name.slice(0, 80)}…` : name.replaceAll('"', '')}\``}.`,
    ]),
    [
      'fix:\n\n  serviceAccountName: default',
      'Line 3: `fix.serviceAccountName` must not be `default`, which every pod that names no account shares: make one for workflows.',
    ],
    ['dashboard: 1', 'Line 1: `dashboard` must be `true` or `false`, not `1`.'],
    [
      'extends: https://example.com/a?b',
      'Line 1: `extends` must be a repository such as `acme/policies`, or a file of one such as `policies:strict.yml`, not `https://example.com/a?b`.',
    ],
    ['_extends: policies', 'Line 1: There is no key `_extends` here; did you mean `extends`?'],
    ['- persona', 'Line 1: The file must be a mapping of keys to values, not a list.'],
    ['a sentence', 'Line 1: The file must be a mapping of keys to values, not `a sentence`.'],
    ['persona: regular\npersona: auditor', 'Line 2: `persona` is written twice.'],
    ['assume:\n  workflowDefaults:\n    spec: {a: [{b: 1, b: 2}]}', 'Line 3: `b` is written twice.'],
    [
      'persona: regular\nrules: {run-as-root: off',
      'Line 2: This is not YAML: unexpected end of the stream within a flow collection.',
    ],
    ['\tpersona: regular', 'Line 1: A tab stands here where YAML wants spaces: tabs cannot indent.'],
    ['# a\nrules:\n\trun-as-root: off', 'Line 3: A tab stands here where YAML wants spaces: tabs cannot indent.'],
    [
      'persona: regular\n# caf\uFFFD',
      'Line 2: There is a byte here that is not UTF-8, or the character U+FFFD; save the file as UTF-8.',
    ],
    ['paths:\n  include: [yes]', 'Line 2: Item 1 of `paths.include` must be a glob, not `yes`.'],
    [
      'persona: regular\n---\npersona: auditor',
      'Line 2: A second document begins here, but the file may have only one.',
    ],
  ])('%j', (text, expected) => {
    expect(mistakes(text)).toEqual([expected])
  })

  test('of any length in time that grows with it', () => {
    expect(mistakes(`x:${' '.repeat(400_000)}]`)).toHaveLength(1)
  })

  test('and so is every other one, in the order of the file', () => {
    expect(mistakes('fail-on: never\npersona: a\nrules:\n  x: off\n  run-as-rooot: off\nfail-on: high\n')).toEqual([
      'Line 2: `persona` must be one of `regular`, `pedantic`, `auditor`, not `a`.',
      'Line 4: There is no rule `x`; `lynceus rules` lists all.',
      'Line 5: There is no rule `run-as-rooot`; did you mean `run-as-root`?',
      'Line 6: `fail-on` is written twice.',
    ])
  })

  test('quotes no more than a line of it', () => {
    const [said = ''] = mistakes(`${'x'.repeat(5000)}: 1`)
    expect(said.length).toBeLessThan(300)
  })
})

test('whatever a file holds, it is a config or a ConfigError at a line of the file', () => {
  const words = [
    'persona',
    'rules',
    'paths',
    'assume',
    'workflowDefaults',
    'include',
    'run-as-root',
    'severity',
    'spec',
  ]
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: 'medium' }, tie('leaf'), tie('list'), tie('map')),
    leaf: fc.constantFrom(null, true, 0, 'off', 'low', 'pedantic', '**/*.yaml', '__proto__', '<<', ''),
    list: fc.array(tie('tree'), { maxLength: 3 }),
    map: fc.dictionary(fc.constantFrom(...words, '__proto__', '<<', '1', ''), tie('tree'), { maxKeys: 5 }),
  }))
  let accepted = 0
  fc.assert(
    fc.property(tree, (wanted) => {
      const text = dump(wanted)
      try {
        expect(config(text)).toHaveProperty('persona')
        accepted++
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error
        expect(error.line).toBeLessThanOrEqual(text.split('\n').length)
        expect(error.message).not.toBe('')
      }
    }),
    { numRuns: 2000 },
  )
  expect(accepted).toBeGreaterThan(50)
})

describe('the word that was meant', () => {
  test.each([
    ['run-as-rot', 'run-as-root'],
    ['runAsRoot', 'run-as-root'],
    ['RUN_AS_ROOT', 'run-as-root'],
    ['privelged-contaner', 'privileged-container'],
    ['hostnamepsace', 'host-namespace'],
    ['root', 'run-as-root'],
    ['host', 'host-namespace'],
    ['ot', undefined],
    ['x', undefined],
    ['', undefined],
    ['x'.repeat(1_000_000), undefined],
  ])('%.40s', (word, expected) => {
    expect(closest(word, ids)).toBe(expected)
  })

  test('is not known where several hold what was typed', () => {
    const several = ['host-namespace', 'host-path-volume', 'run-as-root']
    expect(closest('host', several)).toBeUndefined()
    expect(meant('host', several)).toEqual(['host-namespace', 'host-path-volume'])
  })

  test('is the nearest of several', () => {
    expect(closest('sso-weak-seting', ['sso-weak-settling-x', 'sso-weak-settings', 'sso'])).toBe('sso-weak-settings')
  })
})

describe('the documented config', () => {
  const page = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8')
  const documented = /^```yaml\n(# Who reads.*?)^```$/ms.exec(page)?.[1] ?? ''
  const schema: object = JSON.parse(readFileSync(new URL('../lynceus.schema.json', import.meta.url), 'utf8'))
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema)

  function valid(text: string): boolean {
    return validate(value(parse(sourceAt(text, 0))) ?? {})
  }

  test('is accepted, and sets every key', () => {
    const { argoVersion, ...set } = config(
      documented,
      rules.map(({ id }) => id),
    )
    expect(argoVersion).toBe('3.7.18')
    expect(set.assume.workflowDefaults).toEqual({ spec: { securityContext: { runAsNonRoot: true } } })
    expect(Object.keys(set.rules).length).toBe(3)
    for (const list of Object.values(set.paths)) expect(Object.keys(list)).not.toEqual([])
    expect(Object.keys(set.fix)).toEqual(['serviceAccountName', 'executorServiceAccountName', 'labels'])
    for (const key of ['persona', 'min-severity', 'min-confidence', 'fail-on', 'dashboard', 'extends'])
      expect(documented).toMatch(new RegExp(`^${key}:`, 'm'))
  })

  test('is what the JSON Schema accepts', () => {
    expect(valid(documented), JSON.stringify(validate.errors)).toBe(true)
    expect(valid('')).toBe(true)
  })

  test.each(
    [...documented.matchAll(/^ *([a-z-]+):/gim)].flatMap(([line, key = '']) =>
      /securityContext|runAsNonRoot/.test(key)
        ? []
        : [[line.trim(), documented.replace(line, line.replace(key, `${key}x`))]],
    ),
  )('with a typing mistake in %s, both refuse it', (_, mistyped) => {
    expect(valid(mistyped)).toBe(false)
    expect(() =>
      config(
        mistyped,
        rules.map(({ id }) => id),
      ),
    ).toThrow(ConfigError)
  })

  test.each([
    'persona: all',
    'fail-on: [high]',
    'rules: {run-as-root: loud}',
    'paths: {include: a}',
    'argoVersion: latest',
    'assume: 1',
    'dashboard: maybe',
    'extends: a/b/c',
  ])('with the wrong value %s, both refuse it', (text) => {
    expect(valid(text)).toBe(false)
    expect(() => config(text)).toThrow(ConfigError)
  })
})
