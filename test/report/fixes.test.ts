import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/finding.ts'
import { type Fixes, fixes, fixesSummary, type FixesOptions } from '../../src/report/fixes.ts'
import { fixesJson } from '../../src/report/fixes-json.ts'
import { paint } from '../../src/report/terminal.ts'
import { aFinding, aFix, aReport, aRule, find, manyFindings, workflow } from './factory.ts'
import { commandOf, unseen } from './hostile.ts'

const look: FixesOptions = { paint: paint(false), width: 100, verbose: false }
const change = {
  path: workflow.path,
  before: workflow,
  after: { ...workflow, text: workflow.text.replace('27-', '28-') },
}
const none: Fixes = { fixed: [], refused: [], withheld: [], files: [], dry: false, report: aReport() }
const low = aRule({ id: 'mutable-image-tag', severity: 'low' })

function made(findings: readonly Finding[], title = 'Run the container unprivileged') {
  return findings.map((finding) => ({ finding, fix: aFix({ title }) }))
}

const full: Fixes = {
  fixed: [
    ...made([aFinding({ rule: low, at: find('docker:27-dind') })], 'Pin `docker`'),
    ...made([aFinding(), aFinding({ at: find('kind: Workflow') })]),
  ],
  refused: [
    ...manyFindings(3).map((finding) => ({ finding, reason: 'Helm still changes this document' })),
    { finding: aFinding(), reason: 'The finding would still be there' },
  ],
  withheld: made(manyFindings(2)),
  files: [change],
  dry: false,
  report: aReport({ findings: manyFindings(10), unread: [{ path: 'a', line: 1, reason: 'b' }] }),
}

describe('who runs it is told', () => {
  test('what was fixed, worst first, what was not and why, and what is left', () => {
    expect(fixes(full, look)).toBe(`critical[privileged-container] Run the container unprivileged
  deploy/build.yaml:2:1, 10:27

low[mutable-image-tag] Pin \`docker\`
  deploy/build.yaml:9:16

Not fixed; --verbose shows where
  privileged-container: The finding would still be there
  privileged-container (3 findings): Helm still changes this document

2 findings with a fix that may change what runs: --unsafe makes it, --unsafe --diff shows it
4 findings without a fix: lynceus scan shows what to do
1 place not read: lynceus scan shows why

Fixed 3 of 13 findings in 1 file
`)
  })

  test('every place, when all is wanted', () => {
    const text = fixes({ ...none, fixed: made(manyFindings(30)), refused: full.refused }, { ...look, verbose: true })
    expect(text).toContain('  manifests/00029.yaml:10:27\n')
    expect(text).toContain(
      '\n  privileged-container (3 findings): Helm still changes this document\n    manifests/00000.yaml:10:27\n',
    )
  })

  test.each([
    [2, '  r1, r2 (2 findings): Helm'],
    [4, '  4 rules (4 findings): Helm'],
  ])('which of %d rules have something that is not done', (number, line) => {
    const refused = Array.from({ length: number }, (_, at) => ({
      finding: aFinding({ rule: aRule({ id: `r${at + 1}` }) }),
      reason: 'Helm still changes this document',
    }))
    expect(fixes({ ...none, refused }, look)).toContain(`\n${line}`)
  })

  test('no endless list, when not', () => {
    const text = fixes({ ...none, fixed: made(manyFindings(30)) }, look)
    expect(text.split('\n').filter((line) => line.includes('manifests/'))).toHaveLength(20)
    expect(text).toContain('\n  and in 10 more files; --verbose shows all\n')
  })

  test('once what differs in names only', () => {
    const [one, two, three] = ['Pass `A`, `B` on', 'Pass `C` on', 'Pass on'].flatMap((title) =>
      made([aFinding()], title),
    )
    const text = fixes({ ...none, fixed: [one, two, three].flatMap((it) => it ?? []) }, look)
    expect(text).toContain('Pass `…` on\n  deploy/build.yaml:10:27, 10:27\n\n')
    expect(text).toContain('Pass on\n  deploy/build.yaml:10:27\n\n')
  })

  test('which files could not be written', () => {
    const finding = aFinding()
    const files = [change, { ...change, path: 'b.yaml', unwritten: 'It is a symbolic link' }]
    const lost = {
      finding: { ...finding, at: find('kind', { ...workflow, path: 'b.yaml' }) },
      reason: 'It is a symbolic link',
    }
    expect(fixes({ ...none, fixed: made([finding]), refused: [lost], files }, look)).toBe(
      `critical[privileged-container] Run the container unprivileged
  deploy/build.yaml:10:27

Not written
  b.yaml: It is a symbolic link

Fixed 1 of 2 findings in 1 file
`,
    )
  })
})

test.each<[string, Partial<Fixes>]>([
  ['No findings', {}],
  ['Fixed none of 10 findings', { report: full.report }],
  ['Fixed none of 1 finding', { report: aReport({ findings: [aFinding()] }) }],
  ['Fixed 1 finding in 1 file', { fixed: made([aFinding()]), files: [change] }],
  [
    'Would fix 1 of 11 findings in 1 file',
    { fixed: made([aFinding()]), files: [change], dry: true, report: full.report },
  ],
])('the last line says: %s', (line, parts) => {
  expect(fixesSummary({ ...none, ...parts })).toBe(line)
})

test('hostile text stays inert', () => {
  const words = 'x\u001B[2J\n::error::y ##[error]z \u202E'
  const file = { path: `a${words}.yaml`, text: words }
  const finding = aFinding({ at: { file, span: { start: 0, end: 1 } } })
  const all: Fixes = {
    ...none,
    fixed: [{ finding, fix: aFix({ title: words }) }],
    refused: [{ finding: aFinding(), reason: words }],
    files: [{ path: file.path, before: file, after: { ...file, text: 'y' }, unwritten: words }],
  }
  for (const text of [fixes(all, { ...look, verbose: true }), fixesJson(all, { name: 'lynceus', version: '1' })]) {
    expect(text).not.toMatch(unseen)
    expect(text.split('\n').filter(commandOf)).toEqual([])
  }
  const parsed = JSON.parse(fixesJson(all, { name: 'lynceus', version: '1' })) as {
    files: { file: string; diff: string }[]
  }
  expect(parsed.files[0]?.file).toBe(file.path)
  expect(parsed.files[0]?.diff).toContain('-x\u001B[2J\n')
})

test('programs get all of it, in the documented form', () => {
  const where = {
    file: 'deploy/build.yaml',
    start: { line: 10, column: 27, offset: 209 },
    end: { line: 10, column: 43, offset: 225 },
  }
  const brief = { rule: 'privileged-container', title: 'A container runs privileged', severity: 'critical', ...where }
  const files = [change, { ...change, path: 'b.yaml', unwritten: 'It belongs to git' }]
  const one = made([aFinding()])
  const all: Fixes = { ...none, fixed: one, withheld: one, refused: [{ finding: aFinding(), reason: 'No' }], files }
  const parsed = JSON.parse(fixesJson(all, { name: 'lynceus', version: '0.1.0' })) as { files: object[] }
  const fix = { title: 'Run the container unprivileged', safety: 'unsafe' }
  expect(parsed).toEqual({
    version: 1,
    tool: { name: 'lynceus', version: '0.1.0' },
    fixed: [{ ...brief, fix }],
    refused: [{ ...brief, reason: 'No' }],
    withheld: [{ ...brief, fix }],
    files: [
      { file: 'deploy/build.yaml', changed: true, reason: '', diff: expect.stringMatching(/^diff --git /) },
      { file: 'b.yaml', changed: false, reason: 'It belongs to git', diff: expect.stringMatching(/^diff --git /) },
    ],
    unread: [],
    failures: [],
  })
  expect(JSON.parse(fixesJson({ ...all, dry: true }, { name: 'a', version: 'b' }))).toMatchObject({
    files: [{ changed: false }, {}],
  })
  const part =
    readFileSync(new URL('../../docs/report.md', import.meta.url), 'utf8').split('## The report of a fix')[1] ?? ''
  const example = JSON.parse(/```json\n(.*?)```/s.exec(part)?.[1] ?? '') as Record<string, unknown>
  expect(Object.keys(example)).toEqual(Object.keys(parsed))
  expect(Object.keys((example['fixed'] as object[])[0] ?? {})).toEqual([...Object.keys(brief), 'fix'])
  expect(Object.keys((example['files'] as object[])[0] ?? {})).toEqual(Object.keys(parsed.files[0] ?? {}))
  const told = new Set([...part.matchAll(/`(\w+)`/g)].map(([, word]) => word))
  expect(Object.keys(parsed).filter((key) => !told.has(key))).toEqual([])
})
