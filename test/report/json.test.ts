import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { json } from '../../src/report/json.ts'
import { aFinding, aFix, aManifest, anIgnore, aReport, find, workflow } from './factory.ts'
import { hostileReport } from './hostile-report.ts'
import { commandOf, unseen } from './hostile.ts'

const tool = { name: 'lynceus', version: '0.1.0' }

const finding = {
  rule: 'privileged-container',
  title: 'A container runs privileged',
  severity: 'critical',
  confidence: 'high',
  persona: 'regular',
  message: 'Container `main` runs privileged: whoever controls it controls the node. Remove `privileged`.',
  file: 'deploy/build.yaml',
  start: { line: 10, column: 27, offset: 209 },
  end: { line: 10, column: 43, offset: 225 },
  manifest: { kind: 'Workflow', name: 'build-', namespace: 'ci' },
  related: [
    {
      file: 'deploy/build.yaml',
      start: { line: 9, column: 16, offset: 168 },
      end: { line: 9, column: 30, offset: 182 },
      note: 'this image',
      way: 'to',
    },
    {
      file: 'deploy/build.yaml',
      start: { line: 2, column: 1, offset: 33 },
      end: { line: 2, column: 5, offset: 37 },
      note: '',
      way: null,
    },
  ],
  fingerprint: '252f10c83610ebca1a059c0bae8255eb',
  status: 'new',
}

const parts = {
  fingerprint: 'f',
  manifest: { ...aManifest(), namespace: 'ci' },
  related: [find('docker:27-dind', { ...workflow }, 'this image', 'to'), find('kind')],
}

const fix = aFix({}, [find('privileged: true').span, ''], [find('docker:27-dind').span, '"x"\n'])

const report = aReport({
  findings: [aFinding({ ...parts, fix }), aFinding({ fingerprint: 'g', severity: 'low', status: 'existing' })],
  suppressed: [{ finding: aFinding(parts), by: anIgnore('we know') }],
  hidden: 4,
  unread: [{ path: 'chart/x.yaml', line: 3, reason: 'A Helm template' }],
  failures: [{ rule: 'broken', path: 'a.yaml', error: new Error('boom') }],
})

test('the documented format, in the documented order', () => {
  const expected = {
    version: 1,
    tool,
    summary: { files: 9, manifests: 12, bySeverity: { critical: 1, high: 0, medium: 0, low: 0, info: 0 }, hidden: 4 },
    findings: [
      {
        ...finding,
        fix: {
          title: 'Run the container unprivileged',
          safety: 'unsafe',
          file: 'deploy/build.yaml',
          edits: [
            { start: { line: 9, column: 16, offset: 168 }, end: { line: 9, column: 30, offset: 182 }, text: '"x"\n' },
            { start: { line: 10, column: 27, offset: 209 }, end: { line: 10, column: 43, offset: 225 }, text: '' },
          ],
        },
      },
      {
        ...finding,
        severity: 'low',
        manifest: { kind: 'Workflow', name: 'build-', namespace: null },
        related: [],
        fingerprint: 'cd0aa9856147b6c5b4ff2b7dfee5da20',
        status: 'existing',
      },
    ],
    suppressed: [{ ...finding, reason: 'we know' }],
    unread: [{ file: 'chart/x.yaml', line: 3, reason: 'A Helm template' }],
    failures: [{ rule: 'broken', file: 'a.yaml', reason: 'boom' }],
  }
  expect(json(report, tool)).toBe(`${JSON.stringify(expected, null, 2)}\n`)
})

test('each field is documented, and the example is one', () => {
  const page = readFileSync(new URL('../../docs/report.md', import.meta.url), 'utf8')
  const example: unknown = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '')
  const told = new Set([...page.matchAll(/`(\w+)`/g)].map(([, word]) => word))
  const fields = new Set(keys(JSON.parse(json(report, tool))))
  expect([...fields].filter((key) => !told.has(key))).toEqual([])
  expect(keys(example).filter((key) => !fields.has(key))).toEqual([])
})

function keys(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = Array.isArray(value) ? [] : Object.keys(value)
  return [...own, ...Object.values(value).flatMap(keys)]
}

test('hostile text is kept as it is, and written so that it stays inert', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const text = json(report, tool)
      const parsed = JSON.parse(text) as { findings: { message: string; file: string }[] }
      expect(parsed.findings.map(({ message }) => message)).toEqual(report.findings.map(({ message }) => message))
      expect(parsed.findings.map(({ file }) => file)).toEqual(report.findings.map(({ at }) => at.file.path))
      expect(text).not.toMatch(unseen)
      expect(text.split('\n').filter(commandOf)).toEqual([])
    }),
  )
})
