import { rules } from '../../src/rules/index.ts'
import { defaults } from '../../src/config.ts'
import { analyze } from '../../src/analyze.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { File } from '../../src/yaml/file.ts'
import { exact } from '../../src/report/escape.ts'
import { cells, paint } from '../../src/report/terminal.ts'
import { frame } from '../../src/report/frame.ts'
import { text } from '../../src/report/text.ts'
import { aFinding, anIgnore, aReport, aRule, find, manyFindings } from './factory.ts'
import { hostileReport } from './hostile-report.ts'
import { commandOf, hostile, unseen } from './hostile.ts'

const sensor: File = { path: 'events/sensor.yaml', text: 'a:\n  src: payload.title\n' }

describe('a finding', () => {
  test('is told with its code, what belongs to it, and how to go on', () => {
    const finding = aFinding({
      confidence: 'medium',
      related: [
        find('payload.title', sensor, 'where `it` comes from', 'to'),
        find('src', sensor, 'what it does', 'from'),
        find('a:', sensor),
      ],
      unheeded: anIgnore('trust me'),
    })
    expect(text(aReport({ findings: [finding] })))
      .toBe(`critical[privileged-container] Container \`main\` runs privileged: whoever controls it controls the
  node. Remove \`privileged\`. (medium confidence)
  --> deploy/build.yaml:10:27
     |
   8 |       container:
   9 |         image: docker:27-dind
  10 |         securityContext: {privileged: true}
     |                           ^^^^^^^^^^^^^^^^
  11 |         args: ["{{inputs.parameters.message}}"]
  = comes from events/sensor.yaml:2:8: where \`it\` comes from
  = leads to events/sensor.yaml:2:3: what it does
  = see events/sensor.yaml:1:1
  = the comment at deploy/build.yaml:2:1 does not silence it: it is part of the change under
    review

More about a rule: lynceus explain privileged-container
To accept a finding, on its line or above it: # lynceus: ignore[privileged-container] reason

1 finding (1 critical) in 12 manifests of 9 files
`)
  })

  test('has the colour of its severity, when colours are wanted', () => {
    const report = aReport({ findings: [aFinding()] })
    expect(text(report, { colour: true })).toContain('\u001B[35m\u001B[1mcritical[privileged-container]')
    expect(text(report)).not.toContain('\u001B')
  })
})

describe('findings that say the same', () => {
  const findings = manyFindings(30)

  test('are shown thrice, then only their places', () => {
    const shown = text(aReport({ findings }))
    expect(shown.match(/-->/g)).toHaveLength(3)
    expect(shown).toContain('27 more like these: critical[privileged-container]\n  manifests/00003.yaml:10:27\n')
    expect(shown).toContain('  and 7 in 7 more files; --verbose shows all')
    expect(shown.match(/lynceus explain/g)).toHaveLength(1)
  })

  test('share a line when they are in one file', () => {
    const more = ['kind', 'spec', 'image', 'args', 'main'].map((at) => aFinding({ at: find(at) }))
    expect(text(aReport({ findings: more }))).toContain(
      '2 more like these: critical[privileged-container]\n  deploy/build.yaml:11:9, 5:15\n',
    )
  })

  test('are all shown when asked', () => {
    const shown = text(aReport({ findings }), { verbose: true })
    expect(shown.match(/-->/g)).toHaveLength(30)
    expect(shown).not.toContain('more like these')
  })

  test('are no others: another rule, severity or sentence stands for itself', () => {
    const others = [
      ...manyFindings(3),
      aFinding({ severity: 'low' }),
      aFinding({ message: 'Else.' }),
      aFinding({ rule: aRule({ id: 'other' }) }),
    ]
    expect(text(aReport({ findings: others })).match(/-->/g)).toHaveLength(6)
  })
})

describe('what is not shown', () => {
  const report = aReport({
    findings: [aFinding({ status: 'existing' }), aFinding({ status: 'existing' })],
    suppressed: [
      { finding: aFinding(), by: anIgnore('we know') },
      { finding: aFinding(), by: anIgnore('') },
    ],
    hidden: 4,
    unread: Array.from({ length: 12 }, (_, at) => ({ path: `chart/${at}.yaml`, line: 3, reason: 'A Helm template' })),
    failures: [{ rule: 'broken', path: 'a.yaml', error: new Error('boom') }],
  })

  test('is counted', () => {
    const shown = text(report)
    expect(shown).toContain(`2 findings that the base has too
4 findings hidden: --persona auditor --min-severity info --min-confidence low shows all
2 findings suppressed: --verbose shows them

Not read
  chart/0.yaml:3: A Helm template
`)
    expect(shown).toContain('  chart/9.yaml:3: A Helm template\n  and 2 more; --verbose shows all\n')
    expect(shown).toContain('Internal error, please report it: rule broken failed on a.yaml: boom\n')
    expect(shown).toMatch(/\n\nNo new findings in 12 manifests of 9 files; 12 not read\n$/)
  })

  test('is told when asked', () => {
    const shown = text(report, { verbose: true })
    expect(shown).toContain('2 findings suppressed:\n  deploy/build.yaml:10:27 privileged-container: we know\n')
    expect(shown).toContain('  deploy/build.yaml:10:27 privileged-container: no reason given\n')
    expect(shown).toContain('  chart/11.yaml:3: A Helm template\n')
  })
})

test('the last line counts in the words of a person', () => {
  const findings = [aFinding({ severity: 'high' }), aFinding({ severity: 'medium' }), aFinding({ severity: 'medium' })]
  expect(text(aReport({ findings, manifests: 1, files: 1 }))).toMatch(
    /\n3 findings \(1 high, 2 medium\) in 1 manifest of 1 file\n$/,
  )
})

test('the last line says when there was nothing to judge', () => {
  expect(text(aReport({ manifests: 0, files: 3 }))).toBe('No Argo manifests to judge in 3 files\n')
})

describe('a frame', () => {
  function lines(content: string, marked: string, width = 60): string[] {
    const at = find(marked, { path: 'a.yaml', text: content })
    return frame(at, { paint: paint(false), width, mark: (carets) => carets })
  }

  test.each([
    ['tabs', 'a: |\n\tx {{b}}\n', '{{b}}', ['  |', '1 | a: |', '2 |     x {{b}}', '  |       ^^^^^']],
    ['wide characters', 'a: 日本 {{b}}', '{{b}}', ['  |', '1 | a: 日本 {{b}}', '  |         ^^^^^']],
    ['unseen characters', 'a: \u202Ex', 'x', ['  |', '1 | a: \\u{202e}x', '  |            ^']],
    ['combining marks', 'a: e\u0301 x', 'x', ['  |', '1 | a: e\u0301 x', '  |      ^']],
    ['a carriage return', 'a: x\r\nb: y\r\n', 'x', ['  |', '1 | a: x', '  |    ^', '2 | b: y']],
    ['many lines', 'a:\n  b: c\n  d: e\n', 'b: c\n  d: e', ['  |', '1 | a:', '2 |   b: c', '  |   ^^^^', '3 |   d: e']],
  ])('stays in place with %s', (_, content, marked, expected) => expect(lines(content, marked)).toEqual(expected))

  test('points at an empty value', () => {
    const file = { path: 'a.yaml', text: 'a:\nb: 1\n' }
    expect(
      frame({ file, span: { start: 2, end: 2 } }, { paint: paint(false), width: 60, mark: (carets) => carets }),
    ).toEqual(['  |', '1 | a:', '  |   ^', '2 | b: 1'])
  })

  test('shows a window of a long line, the place in sight', () => {
    const long = lines(`${'x'.repeat(5000)} {{tag}} ${'y'.repeat(5000)}`, '{{tag}}')
    expect(long[1]).toBe(`1 | …${'x'.repeat(32)} {{tag}} ${'y'.repeat(13)}…`)
    expect(long[2]).toBe(`  |${' '.repeat(35)}${'^'.repeat(7)}`)
  })

  test('points at what it shows', () => {
    function drawn(part: string): string {
      return exact(part.replaceAll('\t', '    '))
    }
    fc.assert(
      fc.property(hostile.map(oneLine), hostile.map(oneLine), hostile, (before, marked, after) => {
        const file = { path: 'a', text: `${before}x${marked}\n${after}` }
        const span = { start: before.length, end: before.length + 1 + marked.length }
        const shown = frame({ file, span }, { paint: paint(false), width: 10_000, mark: (carets) => carets })
        expect(shown.join('\n')).not.toMatch(unseen)
        const gutter = shown[0]?.length ?? 0
        expect(shown[1]?.slice(gutter + 1)).toBe(`${drawn(before)}${drawn(`x${marked}`)}`.trimEnd())
        expect(shown[2]?.slice(gutter + 1)).toBe(
          ' '.repeat(cells(drawn(before))) + '^'.repeat(cells(drawn(`x${marked}`))),
        )
      }),
    )
  })

  test('fits into its width', () => {
    fc.assert(
      fc.property(
        hostile.map(oneLine),
        hostile.map(oneLine),
        fc.integer({ min: 30, max: 60 }),
        (before, marked, width) => {
          const file = { path: 'a', text: `${before}x${marked}` }
          const span = { start: before.length, end: file.text.length }
          const shown = frame({ file, span }, { paint: paint(false), width, mark: (carets) => carets })
          for (const line of shown) expect(cells(line)).toBeLessThanOrEqual(width)
          expect(shown[2]).toContain('^')
        },
      ),
    )
  })
})

function oneLine(hostileText: string): string {
  return hostileText.replace(/[\r\n]/g, '')
}

test('hostile text steers neither the terminal nor the runner', () => {
  fc.assert(
    fc.property(hostileReport, fc.boolean(), (report, verbose) => {
      const shown = text(report, { verbose })
      expect(shown).not.toMatch(unseen)
      expect(shown.split('\n').filter(commandOf)).toEqual([])
      expect(text(report, { verbose, colour: true }).split('\n').filter(commandOf)).toEqual([])
    }),
  )
})

test('a line that holds a secret is shown by no frame, its own or that of a neighbour', () => {
  const secret = `ghp_${'aB3dE6gH9j'.repeat(4)}`
  const yaml = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: a}
spec:
  entrypoint: a
  templates:
    - name: a
      container:
        image: alpine:latest
        env:
          - {name: TOKEN, value: ${secret}}
`
  const shown = text(analyze([{ path: 'a.yaml', text: yaml }], rules, { ...defaults, persona: 'auditor' }), {
    verbose: true,
  })
  expect(shown).toContain('hardcoded-secret')
  expect(shown).toContain('(not shown: it holds a secret)')
  expect(shown).not.toContain(secret.slice(0, 12))
})
