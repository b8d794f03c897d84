import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaults } from '../../src/config.ts'
import { type Box, tickedIn, withTicks } from '../../src/report/boxes.ts'
import { type Board, dashboard, dashboardMark } from '../../src/report/dashboard.ts'
import { bytes } from '../../src/report/fit.ts'
import { chart, continued, historyIn, memory, type Point } from '../../src/report/history.ts'
import { bySeverity } from '../../src/report/totals.ts'
import { aFinding, aFix, anIgnore, aReport, aRule, find, workflow } from './factory.ts'
import { hostile, html, tags, unseen } from './hostile.ts'
import { hostileReport } from './hostile-report.ts'

const tree = 'https://github.com/acme/flows/blob/main'

function board(parts: Partial<Board> = {}): Board {
  return { report: aReport({}), config: defaults, branch: 'main', tree, points: [], notes: [], ...parts }
}

function point(day: string, high = 0, low = 0): Point {
  return { day, counts: { ...bySeverity([]), high, low } }
}

const safe = aRule({ id: 'script-injection', title: 'A value becomes code' })
const at = find('privileged: true')
const span = at.span
const fixable = [
  aFinding({ at, fix: aFix({ safety: 'unsafe' }, [span, 'a']) }),
  aFinding({ at, fix: aFix({ safety: 'safe' }, [span, 'b']) }),
  aFinding({ at, fix: aFix({ safety: 'safe' }, [span, 'b']) }),
  aFinding({ at, rule: safe, fix: aFix({ safety: 'safe' }, [span, 'b']) }),
  aFinding({ at, rule: aRule({ id: 'host-namespace' }) }),
]

test('there is a box for each rule and safety that can be fixed, and one for all that is safe', () => {
  const lines = dashboard(board({ report: aReport({ findings: fixable }) })).split('\n')
  expect(lines.filter((line) => line.startsWith('- [ ]'))).toEqual([
    expect.stringContaining('- [ ] <!-- lynceus:fix=safe/* --> **All safe fixes** (3 places, 2 rules)'),
    expect.stringMatching(/^- \[ \] <!-- lynceus:fix=safe\/privileged-container --> .*\(2 places\)$/),
    expect.stringMatching(/^- \[ \] <!-- lynceus:fix=unsafe\/privileged-container --> .*\(1 place, unsafe/),
    expect.stringMatching(/^- \[ \] <!-- lynceus:fix=safe\/script-injection -->/),
  ])
  expect(lines.filter((line) => line.startsWith('- [`deploy/build.yaml:10`]'))).toHaveLength(5)
})

test('boxes are read as they are written, and emptied one by one', () => {
  const waiting: Box[] = [{ safety: 'safe' }, { safety: 'unsafe', rule: 'privileged-container' }]
  const empty = dashboard(board({ report: aReport({ findings: fixable }) }))
  expect(tickedIn(empty)).toEqual([])
  const text = withTicks(empty, [...waiting, { safety: 'safe', rule: 'host-namespace' }], true)
  expect(tickedIn(text)).toEqual(waiting)
  const left = withTicks(text, [{ safety: 'safe' }], false)
  expect(tickedIn(left)).toEqual([{ safety: 'unsafe', rule: 'privileged-container' }])
  expect(withTicks(left, waiting, false)).toBe(empty)
  expect(tickedIn(`${text}${text}`), 'each once').toEqual(waiting)
})

test.each([
  '- [ ] <!-- lynceus:fix=safe/a -->',
  '- [x] lynceus:fix=safe/a',
  '  - [x] <!-- lynceus:fix=safe/a -->',
  '- [x] <!-- lynceus:fix=harmless/a -->',
  '- [x] <!-- lynceus:fix=safe/A.b -->',
  '- [x] <!-- lynceus:fix=safe/../a -->',
  'text - [x] <!-- lynceus:fix=safe/a -->',
])('%s is no tick', (line) => {
  expect(tickedIn(line)).toEqual([])
})

test('what is suppressed, switched off, unread and broken is said', () => {
  const report = aReport({
    suppressed: [{ finding: aFinding({ at }), by: anIgnore('builds images until 2027', at) }],
    unread: [{ path: 'a.yaml', line: 3, reason: 'This is not YAML' }],
    failures: [{ rule: 'broken', path: 'b.yaml', error: new Error('oops') }],
  })
  const config = {
    ...defaults,
    rules: { 'run-as-root': { enabled: false }, 'host-namespace': { enabled: true } },
    paths: { include: ['flows/**'], exclude: ['vendor/'], persona: { 'examples/**': 'off', 'prod/**': 'auditor' } },
  } as const
  const text = dashboard(board({ report, config, notes: ['A note.'] }))
  for (const said of [
    '> A note.',
    'None of these has an end: each counts until its comment or annotation is removed.',
    ': builds images until 2027',
    '- The rule `run-as-root`\n',
    '- Files that match `vendor/`\n- Files that match `examples/**`\n- Files that do not match `flows/**`\n',
    `[\`a.yaml:3\`](${tree}/a.yaml#L3): This is not YAML`,
    'Rule `broken` failed on `b.yaml`: oops',
  ])
    expect(text).toContain(said)
  expect(text).not.toContain('host-namespace')
})

test('the table tells what changed last', () => {
  const report = aReport({ findings: [aFinding({ severity: 'high' }), aFinding({ severity: 'low' })] })
  const text = dashboard(board({ report, points: [point('2026-11-01', 0, 3), point('2026-11-23', 1, 1)] }))
  expect(text).toContain('| severity | findings | since 2026-11-01 |\n| --- | --- | --- |\n')
  expect(text).toContain('| high | 1 | +1 |')
  expect(text).toContain('| medium | 0 |  |')
  expect(text).toContain('| low | 1 | −2 |')
  expect(html(text)).toContain('<th>since 2026-11-01</th>')
})

test('a change becomes a point, and what stays the same none', () => {
  const report = aReport({ findings: [aFinding({ severity: 'high' })] })
  const one = continued([], report, '2026-11-01')
  expect(one).toEqual([point('2026-11-01', 1)])
  expect(continued(one, report, '2026-11-09')).toEqual(one)
  expect(continued(one, aReport({}), '2026-11-01'), 'of one day the last counts').toEqual([point('2026-11-01')])
  const two = continued(one, aReport({}), '2026-11-09')
  expect(two).toEqual([point('2026-11-01', 1), point('2026-11-09')])
  expect(continued(two, report, '2026-11-09'), 'and back again').toEqual(one)
  expect(historyIn(`text ${memory(two)} text`, '2026-11-09')).toEqual(two)
  expect(chart(one)).toBe('')
  expect(chart(two)).toContain(`
    x-axis ["2026-11-01", "2026-11-09"]
    y-axis "findings" 0 --> 1
    bar [1, 0]
    line [1, 0]
`)
})

test('no more than 24 changes are remembered', () => {
  let points: readonly Point[] = []
  for (let day = 1; day <= 28; day++) {
    const findings = Array.from({ length: day }, () => aFinding({ severity: 'high' }))
    points = continued(points, aReport({ findings }), `2026-11-${String(day).padStart(2, '0')}`)
  }
  expect(points.map(({ day }) => day)).toHaveLength(24)
  expect(points.at(-1)).toEqual(point('2026-11-28', 28))
  expect(historyIn(memory(points), '2026-11-28')).toEqual(points)
})

test.each([
  ['nothing', ''],
  ['no list', '<!-- lynceus:history={"a":1} -->'],
  ['no JSON', '<!-- lynceus:history=[["2026-11-01",1,] -->'],
  ['another shape', '<!-- lynceus:history=["2026-11-01",[1,2]] -->'],
  ['too few numbers', '<!-- lynceus:history=[["2026-11-01",1,2,3,4]] -->'],
  ['a number below none', '<!-- lynceus:history=[["2026-11-01",-1,2,3,4,5]] -->'],
  ['a number too large', '<!-- lynceus:history=[["2026-11-01",1000000,2,3,4,5]] -->'],
  ['no day', '<!-- lynceus:history=[["2026-13-01",1,2,3,4,5]] -->'],
  ['a day to come', '<!-- lynceus:history=[["2026-11-24",1,2,3,4,5]] -->'],
  ['text', '<!-- lynceus:history=[["2026-11-01",1,2,3,4,"<img>"]] -->'],
  ['too much', `<!-- lynceus:history=[${'["2026-11-01",1,2,3,4,5],'.repeat(500)}["2026-11-01",1,2,3,4,5]] -->`],
])('of a memory with %s nothing is taken', (_, text) => {
  expect(historyIn(text, '2026-11-23')).toEqual([])
})

test('of days that go back the earlier ones are taken', () => {
  const text = memory([point('2026-11-02', 1), point('2026-11-01', 2), point('2026-11-03', 3)])
  expect(historyIn(text, '2026-11-23')).toEqual([point('2026-11-02', 1), point('2026-11-03', 3)])
})

test('any text as memory gives points that are written back as they are read', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        hostile,
        fc.array(fc.array(fc.oneof(fc.nat(), fc.constant('2026-11-01')))).map((it) => JSON.stringify(it)),
      ),
      (text) => {
        const points = historyIn(`<!-- lynceus:history=${text} -->`, '2026-11-23')
        expect(historyIn(memory(points), '2026-11-23')).toEqual(points)
        expect(memory(points).length).toBeLessThan(2000)
      },
    ),
  )
})

test('nothing that comes from a manifest leaves its place', () => {
  fc.assert(
    fc.property(hostileReport, hostile, fc.array(hostile, { maxLength: 3 }), (report, branch, globs) => {
      const config = { ...defaults, paths: { ...defaults.paths, exclude: globs } }
      const text = dashboard(board({ report, branch, config, points: [point('2026-11-01', 1), point('2026-11-02')] }))
      expect(text.startsWith(`${dashboardMark}\n<!-- lynceus:history=[`)).toBe(true)
      expect(tickedIn(text)).toEqual([])
      expect(historyIn(text, '2026-11-02')).toHaveLength(2)
      expect(bytes(text)).toBeLessThanOrEqual(60_000)
      const shown = html(text)
      expect(text.replaceAll('\u200D', '')).not.toMatch(unseen)
      for (const tag of tags(shown)) expect(tag).toMatch(allowed)
    }),
    { numRuns: 60 },
  )
})

const allowed =
  /^(<\/?(h3|p|strong|code|ul|li|em|blockquote|table|thead|tbody|tr|th|td|details|summary|span|pre|a)( class="language-mermaid")?( type="checkbox")?>|<input type="checkbox" disabled="" \/>|<a href="https:\/\/github\.com\/acme\/flows\/blob\/main\/[^"<>]*">|<!-- lynceus:[^<>]* -->)$/

test('a text that would be too long is cut between its parts, and says so', () => {
  const findings = Array.from({ length: 400 }, (_, n) =>
    aFinding({ rule: aRule({ id: `rule-${n}` }), message: 'x'.repeat(900), at, fix: aFix({}, [span, 'a']) }),
  )
  const text = dashboard(board({ report: aReport({ findings }) }))
  expect(bytes(text)).toBeLessThanOrEqual(60_000)
  expect(text).toMatch(/\d+ more rules did not fit here/)
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
  expect(workflow.text).toContain('privileged')
})
