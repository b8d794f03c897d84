import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usesInScript } from '../../../src/argo/use/javascript.ts'
import { longest } from '../../../src/argo/use/use.ts'

function uses(program: string): readonly string[] {
  return usesInScript(program, [], ['X']).map(({ from, to }) => program.slice(from, to))
}

const cp = 'const cp = require("node:child_process");\n'

describe('Node runs the text of a variable, or takes it for text, as it is said:', () => {
  let home = ''
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'use-'))
  })
  afterAll(() => rmSync(home, { recursive: true }))

  function isRun(program: string): boolean {
    const file = join(home, 'F')
    return ['require("fs").writeFileSync("F", "")', '$(touch F)'].some((value) => {
      rmSync(file, { force: true })
      try {
        execFileSync('node', ['-e', program], {
          cwd: home,
          env: { PATH: process.env['PATH'] ?? '', X: value },
          stdio: 'ignore',
        })
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error
      }
      return existsSync(file)
    })
  }

  test.each([
    ['eval(process.env.X)', 'process.env.X'],
    ['eval("1;" + process.env["X"])', 'process.env["X"]'],
    ['const x = process.env.X\neval(x)', 'x'],
    ['const { X: y } = process.env; const x = process.env.X.trim(); eval(x)', 'x'],
    ['new Function("require", process.env.X)(require)', 'process.env.X'],
    ['require("child_process").execSync(`echo ${process.env.X}`)', 'process.env.X'],
    [`${cp}cp.execSync("echo " + process.env.X)`, 'process.env.X'],
    [`${cp}const x = process.env.X;\ncp.execSync(\`echo \${x}\`)`, 'x'],
    [`${cp}cp.spawnSync("echo " + process.env.X, { shell: true })`, 'process.env.X'],
    ['const { execSync } = require("node:child_process");\nexecSync("echo " + process.env.X)', 'process.env.X'],
    [
      'const vm = require("vm"); vm.runInThisContext("(r) => r", {}); globalThis.require = require; vm.runInThisContext(process.env.X)',
      'process.env.X',
    ],
    [`${cp}cp.execFileSync("echo", [process.env.X])`],
    [`${cp}cp.spawnSync("echo", [process.env.X])`],
    ['/a/.exec(process.env.X)'],
    ['console.log(process.env.X)'],
    ['// eval(process.env.X)'],
    ['console.log("eval(process.env.X)")'],
    ['console.log("${process.env.X}", `${process.env.X}`)'],
    ['const x = Number(process.env.X)\neval(x)'],
    ['const x = process.env.X\nif (!/^a$/.test(x)) throw 1\neval(x)'],
    ['const x = process.env.X\nif (!["a"].includes(x)) throw 1\neval(x)'],
    ['eval(JSON.stringify(process.env.X))'],
  ])('%s', (program: string, use?: string) => {
    expect(uses(program)).toEqual(use === undefined ? [] : [use])
    expect(isRun(program)).toBe(use !== undefined)
  })
})

test('modules that are imported count', () => {
  expect(uses('import { exec } from "child_process"\nexec(process.env.X)')).toEqual(['process.env.X'])
  expect(uses('import * as c from "child_process"\nc.exec(process.env.X)')).toEqual(['process.env.X'])
  expect(uses('import { exec } from "./other.js"\nexec(process.env.X)')).toEqual([])
})

test.each([
  ['x=('.repeat(10_000)],
  ['eval('.repeat(6_000)],
  ['#\n'.repeat(16_000)],
  ["f'{x}'".repeat(280)],
  ['/a/.'.repeat(8_000)],
  ['${x}'.repeat(8_000)],
  ['`${x}`'.repeat(290)],
])('reads hostile programs in time: %.20s', (program) => {
  const start = performance.now()
  uses(`const x = process.env.X\n${program}`.slice(0, longest))
  expect(performance.now() - start).toBeLessThan(2_000)
})
