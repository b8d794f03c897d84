import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'lynceus-start-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The chunks that a run loads. */
function loaded(...args: string[]): string[] {
  const cli = join(inject('dist'), 'cli.js')
  const code = `process.on('exit', () => console.error(Object.keys(require.cache).join('\\n'))); require(${JSON.stringify(cli)})`
  const { stderr } = spawnSync(process.execPath, ['-e', code, cli, ...args], { cwd: folder, encoding: 'utf8' })
  return stderr
    .split('\n')
    .filter((line) => line.includes(`/chunks/`))
    .map((line) => basename(line))
    .toSorted()
}

test('a scan of a workflow starts with the core and nothing else', () => {
  const workflow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: hello-}
spec:
  entrypoint: hello
  arguments: {parameters: [{name: message, value: hello}]}
  templates:
    - name: hello
      container: {image: 'alpine:3.20', command: [echo], args: ['{{workflow.parameters.message}}']}
`
  writeFileSync(join(folder, 'workflow.yaml'), workflow)
  expect(loaded('workflow.yaml')).toEqual(['core.js'])
})

test('a Node that is too old is told so', () => {
  const cli = join(inject('dist'), 'cli.js')
  const code = `process.getBuiltinModule = undefined; require(${JSON.stringify(cli)})`
  const { status, stderr, stdout } = spawnSync(process.execPath, ['-e', code], { cwd: folder, encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toBe(`lynceus: this is Node ${process.versions.node}; Lynceus needs Node 20.16 or later.\n`)
})

test('pages are loaded for who reads them', () => {
  expect(loaded('explain', 'run-as-root')).toContain('pages.js')
  expect(loaded('rules')).not.toContain('pages.js')
})
