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
    ['const { X } = process.env\neval(X)', 'X'],
    ['const { A, X: y = "a", B } = process.env; eval(y)', 'y'],
    ['const { A, X = "a" } = process.env; new Function("require", X)(require)', 'X'],
    ['const { X } = process.env;\nconst { execSync } = require("child_process")\nexecSync(`echo ${X}`)', 'X'],
    ['const all = process.env; eval(all.X)', 'all.X'],
    ['const { env } = process; eval(env["X"])', 'env["X"]'],
    ['const { env } = require("node:process"); eval(env.X)', 'env.X'],
    [
      `const { exec } = require("child_process"); const run = require("util").promisify(exec)\nrun(process.env.X).catch(() => 0)`,
      'process.env.X',
    ],
    ['const { A, X } = process.env; eval(A)'],
    ['const { X } = process.env; console.log({ X })'],
    ['const { X } = process.env\nif (!/^a$/.test(X)) throw 1\neval(X)'],
    ['const { X } = { X: "1" }; console.log(process.env.X); eval(X)'],
    ['const { length } = process.env.X; eval(length)'],
    ['const all = { X: "1" }; console.log(process.env.X); eval(all.X)'],
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

test('queries that hold it', () => {
  expect(uses('await db.query(`select a\nfrom b\nwhere c = ${process.env.X}`)')).toEqual(['process.env.X'])
  expect(uses('const q = `select a\nfrom ${process.env.X}`\nawait db.execute(q)')).toEqual(['q'])
  expect(uses('await db.query("select a from b where c = $1", [process.env.X])')).toEqual([])
  expect(uses('await router.query(process.env.X)')).toEqual([])
  expect(uses('await db.query({text: "select a from b where c = $1", values: [process.env.X]})')).toEqual([])
  expect(uses('await db.execute(sql`select a from b where c = ${process.env.X}`)')).toEqual([])
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
  ['import {env '.repeat(2_500)],
  [`const {${'X,'.repeat(399)}} = process.env;`.repeat(30)],
  [`${'y=promisify(exec)\n'.repeat(900)}${'y('.repeat(5_000)}`],
])('reads hostile programs in time: %.20s', (program) => {
  expect(uses(`const x = process.env.X\n${program}`.slice(0, longest))).toBeInstanceOf(Array)
})
