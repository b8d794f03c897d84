import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { annotations, limitAnnotations } from '../../src/report/annotations.ts'
import { github } from '../../src/report/github.ts'
import { aFinding, aReport, find, manyFindings, workflow } from './factory.ts'
import { hostileReport } from './hostile-report.ts'
import { commandOf, unseen } from './hostile.ts'

describe('annotations', () => {
  test('say on one line what is wrong, and where else to look', () => {
    const report = aReport({
      findings: [aFinding({ confidence: 'low', related: [find('docker:27-dind', workflow, 'this image')] })],
    })
    expect(annotations(report)).toEqual([
      {
        level: 'error',
        title: 'A container runs privileged (privileged-container, critical, low confidence)',
        message:
          'Container `main` runs privileged: whoever controls it controls the node. Remove `privileged`.\nsee deploy/build.yaml:9 this image',
        path: 'deploy/build.yaml',
        startLine: 10,
        endLine: 10,
        startColumn: 27,
        endColumn: 43,
      },
    ])
  })

  test.each([
    ['critical', 'error'],
    ['high', 'error'],
    ['medium', 'warning'],
    ['low', 'notice'],
    ['info', 'notice'],
  ] as const)('%s is %s', (severity, level) =>
    expect(annotations(aReport({ findings: [aFinding({ severity })] }))[0]?.level).toBe(level),
  )

  test('leave out what the base has too, and begin with what failed', () => {
    const failures = ['a.yaml', 'b.yaml'].map((path) => ({ rule: 'broken', path, error: new Error('boom') }))
    const list = annotations(aReport({ findings: [aFinding(), aFinding({ status: 'existing' })], failures }))
    expect(list).toHaveLength(2)
    expect(list[0]).toMatchObject({
      level: 'error',
      path: 'a.yaml',
      message: 'Rule broken failed on a.yaml: boom\nRule broken failed on b.yaml: boom',
    })
  })

  test('stay inside 4,096 characters, as well-formed text', () => {
    const [annotation] = annotations(aReport({ findings: [aFinding({ message: `x${'🙂'.repeat(5000)}` })] }))
    expect(annotation?.message).toHaveLength(4096)
    expect(annotation?.message.isWellFormed()).toBe(true)
  })
})

describe('the limit of the runner', () => {
  test('is kept for each level, and what is left out is counted', () => {
    const list = annotations(aReport({ findings: [...manyFindings(10), ...manyFindings(25, { severity: 'medium' })] }))
    const limited = limitAnnotations(list)
    expect(limited.slice(0, 10)).toEqual(list.slice(0, 10))
    expect(limited.slice(10, 19)).toEqual(list.slice(10, 19))
    expect(limited.slice(19)).toMatchObject([
      {
        level: 'warning',
        title: '16 more warnings of Lynceus',
        message:
          'GitHub shows only a few warnings of a step. The first of the 16 that are left out is here; the text report lists them all.',
        path: 'manifests/00009.yaml',
      },
    ])
  })

  test.each([
    [2, 2],
    [1, 1],
    [0, 0],
  ])('of %d is kept too', (limit, length) => {
    expect(limitAnnotations(annotations(aReport({ findings: manyFindings(3) })), limit)).toHaveLength(length)
  })
})

describe('workflow commands', () => {
  test('carry the annotations', () => {
    expect(github(aReport({ findings: [aFinding({ severity: 'medium' })] }))).toBe(
      '::warning title=A container runs privileged (privileged-container%2C medium),file=deploy/build.yaml,line=10,endLine=10,col=27,endColumn=43::Container `main` runs privileged: whoever controls it controls the node. Remove `privileged`.\n' +
        '1 finding (1 medium) in 12 manifests of 9 files\n',
    )
  })

  test('leave a line for each file that is not read', () => {
    const unread = [{ path: 'chart/a.yaml', line: 3, reason: 'A Helm template' }]
    expect(github(aReport({ unread }))).toBe(
      'Not read: chart/a.yaml:3: A Helm template\nNo findings in 12 manifests of 9 files; 1 not read\n',
    )
  })

  test('of hostile text are those that we mean, and no others', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const meant = limitAnnotations(annotations(report))
        const lines = github(report).trimEnd().split('\n')
        const commands = lines.slice(0, meant.length).map(commandOf)
        expect(commands.map((it) => [it?.name, it?.properties['line']])).toEqual(
          meant.map((it) => [it.level, `${it.startLine}`]),
        )
        const others = lines.slice(meant.length)
        expect(others).toHaveLength(report.unread.length + 1)
        for (const line of others) expect(commandOf(line)).toBeUndefined()
        for (const { title, message } of meant) expect(title + message).not.toMatch(unseen)
      }),
    )
  })

  test('keep a path as it is, but for what nobody sees', () => {
    const file = { path: 'a,b:c%0A\n\u202E::error::.yaml', text: workflow.text }
    const [line = ''] = github(aReport({ findings: [aFinding({ at: find('kind', file) })] })).split('\n')
    expect(commandOf(line)).toMatchObject({ properties: { file: 'a,b:c%0A\\u{a}\\u{202e}::error::.yaml' } })
  })
})
