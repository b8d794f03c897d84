import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Location, Report, Way } from '../../src/finding.ts'
import { digest } from '../../src/report/digest.ts'
import { sarif, type SarifOptions } from '../../src/report/sarif.ts'
import { aFinding, aFix, anIgnore, aReport, aRule, find, manyFindings, workflow } from './factory.ts'
import { commandOf, unseen } from './hostile.ts'
import { hostileReport } from './hostile-report.ts'
import { sarifErrors } from './sarif-schema.ts'

const tool = { name: 'lynceus', version: '0.1.0' }

interface Place {
  physicalLocation: { artifactLocation: { uri: string }; region: object }
  message?: { text: string }
}

interface Result {
  ruleId: string
  ruleIndex: number
  level: string
  message: { text: string }
  locations: Place[]
  relatedLocations?: Place[]
  codeFlows?: { threadFlows: { locations: { location: Place }[] }[] }[]
  partialFingerprints: Record<string, string>
  suppressions?: object[]
  baselineState?: string
}

interface Run {
  tool: { driver: { rules: { properties: Record<string, unknown> }[] } }
  results: Result[]
  invocations: {
    executionSuccessful: boolean
    toolExecutionNotifications: { level: string; message: { text: string } }[]
  }[]
}

function run(report: Report, options?: SarifOptions): Run {
  return (JSON.parse(sarif(report, tool, options)) as { runs: [Run] }).runs[0]
}

const errors = sarifErrors()

const injection = aRule({
  id: 'script-injection',
  title: 'A value becomes code',
  category: 'injection',
  severity: 'high',
  confidence: 'medium',
})

const full = aReport({
  findings: [
    aFinding({
      rule: injection,
      at: find('{{inputs.parameters.message}}'),
      related: [find('kind: Workflow', workflow, 'the source', 'to')],
    }),
    aFinding({ related: [find('docker:27-dind', workflow, 'this image')], fix: aFix() }),
    aFinding({ severity: 'low', status: 'existing' }),
  ],
  suppressed: [{ finding: aFinding(), by: anIgnore('we know') }],
  unread: [{ path: 'chart/a b.yaml', line: 3, reason: 'A Helm template' }],
  failures: [{ rule: 'broken', path: 'a.yaml', error: new Error('boom') }],
})

describe('the schema of SARIF 2.1.0', () => {
  test('refuses what is no SARIF', () => {
    expect(errors({ version: '2.1.0', runs: [{ tool: {} }] })).not.toEqual([])
  })

  test.each([
    ['an empty report', aReport()],
    ['everything at once', full],
  ])('takes %s', (_, report) => {
    expect(errors(JSON.parse(sarif(report, tool, { suppressed: true })))).toEqual([])
  })

  test('takes hostile text, which stays inert', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = sarif(report, tool, { suppressed: true })
        expect(errors(JSON.parse(text))).toEqual([])
        expect(text).not.toMatch(unseen)
        expect(text.split('\n').filter(commandOf)).toEqual([])
        const messages = run(report).results.flatMap(({ message, relatedLocations = [] }) => [
          message,
          ...relatedLocations.map((it) => it.message),
        ])
        for (const message of messages) expect(message?.text).not.toMatch(/\]\(|\n/)
      }),
    )
  })
})

describe('a result', () => {
  test('points at one line, in full, at its rule and at its identity', () => {
    const { results, tool: its } = run(full)
    const [first] = results
    expect(first).toMatchObject({
      ruleId: 'script-injection',
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'deploy/build.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 11, startColumn: 17, endLine: 11, endColumn: 46 },
          },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: digest(full.findings[0]?.fingerprint ?? '') },
    })
    expect(its.driver.rules[first?.ruleIndex ?? -1]).toMatchObject({ id: 'script-injection' })
  })

  test('of many lines ends with its first', () => {
    const at = { file: workflow, span: { start: workflow.text.indexOf('templates:'), end: workflow.text.length } }
    expect(run(aReport({ findings: [aFinding({ at })] })).results[0]?.locations[0]?.physicalLocation.region).toEqual({
      startLine: 6,
      startColumn: 3,
      endLine: 6,
      endColumn: 13,
    })
  })

  test('is new or unchanged only where a base was compared', () => {
    expect(run(full).results.map((it) => it.baselineState)).toEqual(['new', 'new', 'unchanged'])
    expect(run(aReport({ findings: [aFinding()] })).results[0]).not.toHaveProperty('baselineState')
  })

  test('tells the way of a value, from its source to its sink', () => {
    const [flow, other] = run(full).results
    const steps = flow?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location.message?.text)
    expect(steps).toEqual(['the source', expect.stringMatching(/^Here: /)])
    expect(other).not.toHaveProperty('codeFlows')
    expect(other?.relatedLocations?.[0]?.message).toEqual({ text: 'this image' })
  })

  test('tells of a long way what lies around the finding', () => {
    function steps(way: Way) {
      return Array.from({ length: 150 }, (_, index) => find('kind', workflow, `${way} ${index}`, way))
    }
    function told(related: readonly Location[]) {
      const [result] = run(aReport({ findings: [aFinding({ related })] })).results
      return result?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location.message?.text) ?? []
    }
    expect(told([...steps('to'), ...steps('from')])).toHaveLength(100)
    expect(told([...steps('to'), ...steps('from')])).toContainEqual(expect.stringMatching(/^Here: /))
    expect(told(steps('to')).slice(-2)).toEqual(['to 149', expect.stringMatching(/^Here: /)])
    expect(told(steps('from')).slice(0, 2)).toEqual([expect.stringMatching(/^Here: /), 'from 0'])
  })

  test('brings its fix along', () => {
    const fix = aFix(
      { title: 'Run `a](b` unprivileged', safety: 'safe', file: { ...workflow, path: 'deploy/a b.yaml' } },
      [find('        image: docker:27-dind\n').span, ''],
      [{ start: workflow.text.length, end: workflow.text.length }, '\u202E\n'],
    )
    expect(run(aReport({ findings: [aFinding({ fix })] })).results[0]).toMatchObject({
      fixes: [
        {
          description: { text: 'Run `a] (b` unprivileged.' },
          artifactChanges: [
            {
              artifactLocation: { uri: 'deploy/a%20b.yaml', uriBaseId: '%SRCROOT%' },
              replacements: [
                {
                  deletedRegion: { startLine: 9, startColumn: 1, endLine: 10, endColumn: 1 },
                  insertedContent: { text: '' },
                },
                {
                  deletedRegion: { startLine: 12, startColumn: 1, endLine: 12, endColumn: 1 },
                  insertedContent: { text: '\u202E\n' },
                },
              ],
            },
          ],
          properties: { safety: 'safe' },
        },
      ],
    })
  })

  test('that is suppressed is written when asked only, for GitHub opens an alert for it', () => {
    expect(run(full).results).toHaveLength(3)
    expect(run(full, { suppressed: true }).results[3]?.suppressions).toEqual([
      { kind: 'inSource', status: 'accepted', justification: 'we know' },
    ])
  })
})

describe('a rule', () => {
  test('has what GitHub reads', () => {
    expect(run(full).tool.driver.rules[0]).toEqual({
      id: 'script-injection',
      name: 'ScriptInjection',
      shortDescription: { text: 'A value becomes code.' },
      fullDescription: { text: 'A privileged container has all devices of its node. Drop `privileged`.' },
      help: {
        text: expect.stringContaining('Drop `privileged`.'),
        markdown: expect.stringContaining('Severity **high**'),
      },
      helpUri: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
      defaultConfiguration: { level: 'error' },
      properties: {
        tags: ['security', 'argo-workflows', 'injection'],
        precision: 'medium',
        'problem.severity': 'error',
        'security-severity': '8.0',
      },
    })
  })

  test.each([
    ['critical', 9, 10],
    ['high', 6.9, 9],
    ['medium', 3.9, 7],
    ['low', 0, 4],
  ] as const)('of severity %s is read as such by GitHub', (severity, above, below) => {
    const [rule] = run(aReport({ findings: [aFinding({ severity })] })).tool.driver.rules
    const score = Number(rule?.properties['security-severity'])
    expect(score).toBeGreaterThan(above)
    expect(score).toBeLessThan(below)
  })

  test('is as severe as the worst of its findings, and no vulnerability when that is a fact only', () => {
    const findings = [aFinding({ severity: 'low' }), aFinding({ severity: 'medium', confidence: 'low' })]
    expect(run(aReport({ findings })).tool.driver.rules).toMatchObject([
      { properties: { precision: 'low', 'security-severity': '5.5' } },
    ])
    const [fact] = run(aReport({ findings: [aFinding({ severity: 'info' })] })).tool.driver.rules
    expect(fact?.properties).not.toHaveProperty('security-severity')
  })
})

describe('the run', () => {
  test('tells what was not read, what failed, and what is left out', () => {
    expect(run(full).invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: 'warning', message: { text: 'Not read: A Helm template' } },
          { level: 'error', message: { text: 'Rule broken failed: boom' } },
        ],
      },
    ])
    expect(run(aReport()).invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }])
  })

  test('keeps the worst 5,000 results, says so, and stays far below 10 MB', () => {
    const long = `${'`x`, as a long sentence says, '.repeat(100)}.`
    const report = aReport({ findings: manyFindings(5003, { message: long }) })
    const { results, invocations } = run(report)
    expect(results).toHaveLength(5000)
    expect(results[0]?.partialFingerprints).toEqual({
      primaryLocationLineHash: digest(report.findings[0]?.fingerprint ?? ''),
    })
    expect(invocations[0]?.toolExecutionNotifications[0]?.message.text).toMatch(/^3 more results are left out/)
    expect(gzipSync(sarif(report, tool)).length).toBeLessThan(5_000_000)
  })

  test('is told apart by its category', () => {
    expect(run(aReport(), { category: 'team-a' })).toMatchObject({
      automationDetails: { id: 'team-a/' },
      columnKind: 'utf16CodeUnits',
    })
  })
})

test('a path becomes a relative URI', () => {
  const file = { path: 'a b/#1?.yaml', text: workflow.text }
  const report = aReport({ findings: [aFinding({ at: find('kind', file) })] })
  expect(run(report).results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('a%20b/%231%3F.yaml')
})
