import { afterEach, expect, test, vi } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { main } from '../../src/cli/main.ts'
import type { Report } from '../../src/finding.ts'
import { fs } from '../../src/source/node.ts'

vi.mock('../../src/analyze.ts', () => ({ analyze: vi.fn() }))

afterEach(() => vi.restoreAllMocks())

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written: Record<number, string> = { 1: '', 2: '' }
  vi.spyOn(fs, 'writeSync').mockImplementation((fd: number, data: string | NodeJS.ArrayBufferView) => {
    const text = typeof data === 'string' ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString()
    written[fd] += text
    return Buffer.byteLength(text)
  })
  const code = await main(['examples/good/server.yaml', ...args])
  return { code, stdout: written[1] ?? '', stderr: written[2] ?? '' }
}

const report: Report = {
  files: 1,
  manifests: 1,
  objects: new Set(),
  findings: [],
  suppressed: [],
  hidden: 0,
  unread: [],
  failures: [{ rule: 'run-as-root', path: 'a\u001B[2J.yaml', error: new TypeError('x is not\n::error::a function') }],
}

test('a rule that fails gives 3, after the report, and says which, where, and whom to tell', async () => {
  vi.mocked(analyze).mockReturnValue(report)
  const { code, stdout, stderr } = await run('--format', 'json')
  expect(code).toBe(3)
  expect(JSON.parse(stdout)).toMatchObject({ failures: [{ rule: 'run-as-root' }] })
  const [first, second, third] = stderr.split('\n')
  expect(first).toBe(
    'lynceus: internal error: rule run-as-root failed on a\\u{1b}[2J.yaml; the other rules and files went on.',
  )
  expect(second).toBe('  TypeError: x is not')
  expect(third).toMatch(/^Please open an issue .*Lynceus \d.*Node \d/)
  expect((await run('--verbose')).stderr).toMatch(/\n {4,}at /)
})

test('one mistake in many files is told once, unless all is wanted', async () => {
  const failures = ['a.yaml', 'b.yaml', 'c.yaml'].map((path) => ({ rule: 'run-as-root', path, error: new Error('x') }))
  vi.mocked(analyze).mockReturnValue({
    ...report,
    failures: [...failures, { rule: 'run-as-root', path: 'd.yaml', error: new Error('y') }],
  })
  const brief = await run()
  expect(brief.stderr.match(/rule run-as-root failed on .*(?=; the)/g)).toEqual([
    'rule run-as-root failed on a.yaml and 2 more files',
    'rule run-as-root failed on d.yaml',
  ])
  expect(brief.stdout.match(/rule run-as-root failed on .*/g)).toEqual([
    'rule run-as-root failed on a.yaml and 2 more files: x',
    'rule run-as-root failed on d.yaml: y',
  ])
  const all = await run('--verbose')
  expect([all.stderr, all.stdout].map((text) => text.match(/failed on [a-d]\.yaml/g)?.length)).toEqual([4, 4])
})

test('any other mistake of ours gives 3 with the stack, and no half report', async () => {
  vi.mocked(analyze).mockImplementation(() => {
    throw new RangeError('oh\n::warning::no')
  })
  const { code, stdout, stderr } = await run()
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
  expect(stderr).toMatch(/^lynceus: internal error\. This is a mistake of Lynceus.*\nRangeError: oh\n.*no\n {4}at /)
  expect(stderr).not.toMatch(/^\s*::/m)
  expect(stderr).toContain('Please open an issue')
})
