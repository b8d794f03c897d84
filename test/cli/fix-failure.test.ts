import { readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { type Fixed, fix } from '../../src/fix.ts'
import { fs } from '../../src/source/node.ts'

vi.mock('../../src/fix.ts', () => ({ fix: vi.fn() }))

afterEach(() => vi.restoreAllMocks())

const path = 'examples/bad/server.yaml'

function run(fixed: Fixed): Promise<{ code: number; stdout: string; stderr: string }> {
  const written: Record<number, string> = { 1: '', 2: '' }
  vi.mocked(fix).mockReturnValue(fixed)
  vi.spyOn(fs, 'writeSync').mockImplementation((fd: number, data: string | NodeJS.ArrayBufferView) => {
    const text = typeof data === 'string' ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString()
    written[fd] += text
    return Buffer.byteLength(text)
  })
  return main(['fix', path]).then((code) => ({ code, stdout: written[1] ?? '', stderr: written[2] ?? '' }))
}

const nothing: Fixed = {
  files: [],
  fixed: [],
  refused: [],
  withheld: [],
  report: {
    files: 1,
    manifests: 1,
    objects: new Set(),
    findings: [],
    suppressed: [],
    hidden: 0,
    unread: [],
    failures: [],
  },
}

test('a rule that fails gives 3, after the report, and says which, where, and whom to tell', async () => {
  const failures = [
    { rule: 'run-as-root', path: 'a\u001B[2J.yaml', error: new TypeError('x is not\n::error::a function') },
  ]
  const { code, stdout, stderr } = await run({ ...nothing, report: { ...nothing.report, failures } })
  expect({ code, stdout }).toEqual({ code: 3, stdout: 'No findings\n' })
  expect(stderr).toMatch(/^lynceus: internal error: rule run-as-root failed on a\\u\{1b\}\[2J\.yaml; /)
  expect(stderr).toMatch(/\n {2}TypeError: x is not\n/)
  expect(stderr).toMatch(/\nPlease open an issue /)
  expect(stderr).not.toMatch(/^::/m)
})

test('a file that changes while it is fixed is left alone', async () => {
  const text = readFileSync(path, 'utf8')
  const before = { path, text: `${text}# as it was read\n` }
  const { code, stdout } = await run({ ...nothing, files: [{ before, after: { path, text: '# lost\n' } }] })
  expect(code).toBe(1)
  expect(stdout).toContain(`Not written\n  ${path}: It has changed on disk since it was read\n`)
  expect(readFileSync(path, 'utf8')).toBe(text)
})
