import { readdirSync, readFileSync } from 'node:fs'
import { posix as path } from 'node:path'
import { parseSync } from 'rolldown/utils'
import { describe, expect, test } from 'vitest'

interface Layer {
  /**
   * The layers or files of ours, and the packages, that it may import. `type ` before one allows its types only;
   * a `*` at the end stands for any ending. Files of a layer may import each other only when it names itself.
   */
  readonly imports: readonly string[]
  /** No Node, no network, no clock, no chance, no promise: the same input gives the same output, at once. */
  readonly pure?: true
}

const core = ['yaml', 'argo', 'engine', 'rules', 'report', 'source', 'github', 'package.json']

const layers: Record<string, Layer> = {
  yaml: { imports: ['yaml', 'js-yaml'], pure: true },
  argo: { imports: ['argo', 'yaml'], pure: true },
  rule: { imports: ['argo', 'yaml', 'src/rule.ts'], pure: true },
  rules: { imports: ['rule', 'src/rule.ts'], pure: true },
  engine: { imports: ['engine', 'argo', 'yaml', 'zod*'], pure: true },
  report: { imports: ['report', 'engine', 'yaml'], pure: true },
  source: { imports: ['source', 'type engine', 'type yaml', 'node:*'] },
  github: { imports: ['github', 'type engine', 'type report', 'type yaml', 'type @octokit/*'] },
  cli: { imports: ['cli', ...core, 'node:*'] },
  dev: { imports: ['dev', 'cli', ...core, 'node:*', 'zod*', 'micromark*'] },
  action: { imports: ['action', ...core, 'node:*', '@actions/*', 'zod*'] },
  app: { imports: ['app', ...core, '*'] },
}

/** What makes a result depend on more than the input. */
const impure = new Set(
  (
    'process console require globalThis performance crypto Date Promise queueMicrotask fetch WebSocket Worker ' +
    'setTimeout setInterval setImmediate'
  ).split(' '),
)

/** The layer of a file of ours; a file outside of all layers is named by its path. */
function layerOf(file: string): string {
  const [top = '', second = ''] = file.split('/')
  if (top === 'action' || top === 'app') return top
  if (top !== 'src') return file
  if (second === 'cli.ts') return 'cli'
  if (second === 'rules') return file === 'src/rules/index.ts' ? 'rules' : 'rule'
  return second.endsWith('.ts') ? 'engine' : second
}

type Syntax = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

/** A node and all below it, apart from names that refer to nothing: keys, and members after a dot. */
function* walk(node: Syntax): Generator<Syntax> {
  yield node
  for (const [key, value] of Object.entries(node)) {
    if ((key === 'key' || key === 'property') && node['computed'] !== true) continue
    for (const child of Array.isArray(value) ? value : [value]) if (isSyntax(child)) yield* walk(child)
  }
}

function mayImport(file: string, from: string, typeOnly: boolean): boolean {
  const target = from.startsWith('.') ? path.join(path.dirname(file), from) : from
  const names = from.startsWith('.') ? [target, layerOf(target)] : [target]
  return (layers[layerOf(file)]?.imports ?? []).some((entry) => {
    const allowed = entry.replace(/^type /, '')
    if (allowed !== entry && !typeOnly) return false
    return names.some((name) => (allowed.endsWith('*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed))
  })
}

function wrongImport(file: string, node: Syntax): string | undefined {
  const imports = node.type === 'ImportExpression' || node.type === 'TSImportType'
  const declares = /^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type) && isSyntax(node['source'])
  if (!imports && !declares) return undefined
  const from = isSyntax(node['source']) ? node['source']['value'] : undefined
  if (typeof from !== 'string') return 'imports a computed name'
  const typeOnly = node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type'
  if (mayImport(file, from, typeOnly)) return undefined
  const layer = layerOf(file)
  return `${typeOnly ? 'imports types of' : 'imports'} ${from}; ${layer} may import only ${layers[layer]?.imports.join(', ')}`
}

function impurity(node: Syntax): string | undefined {
  if (node.type === 'Identifier' && impure.has(String(node['name']))) return String(node['name'])
  if (node.type === 'AwaitExpression' || node['await'] === true) return 'await'
  if (node['async'] === true) return 'async'
  if (node.type === 'MetaProperty') return 'import.meta'
  if (node.type !== 'MemberExpression' || !isSyntax(node['object']) || !isSyntax(node['property'])) return undefined
  return node['object']['name'] === 'Math' && node['property']['name'] === 'random' ? 'Math.random' : undefined
}

/** Each import that the table forbids and each impurity of a pure layer, as `file:line: what`. */
function violations(file: string, text: string): string[] {
  const layer = layerOf(file)
  if (!layers[layer]) return [`${file} belongs to no layer; give it one in this test`]
  const { program, errors } = parseSync(file, text)
  if (errors.length || !isSyntax(program)) return [`${file} does not parse`]
  return [...walk(program)].flatMap((node) => {
    const foreign = wrongImport(file, node)
    const found = layers[layer]?.pure ? impurity(node) : undefined
    const line = text.slice(0, node.start).split('\n').length
    return [foreign, found && `uses ${found}; ${layer} is pure`].flatMap((what) =>
      what ? `${file}:${line}: ${what}` : [],
    )
  })
}

const files = ['src', 'action', 'app']
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((name) => path.join(top, name)))
  .filter((name) => name.endsWith('.ts'))

describe('every source file keeps to its layer', () => {
  test.each(files)('%s', (file) => {
    expect(violations(file, readFileSync(file, 'utf8'))).toEqual([])
  })
})

describe('the checker', () => {
  test.each([
    [
      'src/yaml/tree.ts',
      "import { find } from '../argo/project.ts'",
      'src/yaml/tree.ts:1: imports ../argo/project.ts; yaml',
    ],
    ['src/argo/a.ts', "\nexport * from '../rule.ts'", 'src/argo/a.ts:2: imports ../rule.ts; argo'],
    ['src/rules/a.ts', "import { b } from './b.ts'", 'imports ./b.ts; rule may import only'],
    ['src/rules/a.ts', "import type { Report } from '../analyze.ts'", 'imports types of ../analyze.ts'],
    ['src/rules/index.ts', "export { default as a } from '../analyze.ts'", 'imports ../analyze.ts; rules'],
    ['src/analyze.ts', "import rules from './rules/index.ts'", 'imports ./rules/index.ts; engine'],
    ['src/analyze.ts', "type A = import('./rules/index.ts').A", 'imports types of ./rules/index.ts'],
    ['src/report/text.ts', "import { readFileSync } from 'node:fs'", 'imports node:fs'],
    ['src/report/text.ts', "import '../rules/index.ts'", 'imports ../rules/index.ts'],
    ['src/source/disk.ts', "import { analyze } from '../analyze.ts'", 'imports ../analyze.ts'],
    ['src/github/a.ts', "import { Octokit } from '@octokit/core'", 'imports @octokit/core'],
    ['src/cli/scan.ts', "const a = await import('../../action/main.ts')", 'imports ../../action/main.ts; cli'],
    ['action/main.ts', "import { main } from '../src/cli/main.ts'", 'imports ../src/cli/main.ts; action'],
    ['action/main.ts', 'await import(name)', 'imports a computed name'],
    ['src/new/a.ts', '', 'src/new/a.ts belongs to no layer'],
    ['src/yaml/a.ts', 'const a = process.env', 'uses process; yaml is pure'],
    ['src/yaml/a.ts', "fetch('https://example.org')", 'uses fetch'],
    ['src/argo/a.ts', 'const now = Date.now()', 'uses Date'],
    ['src/argo/a.ts', 'const now = new Date()', 'uses Date'],
    ['src/rules/a.ts', 'const a = Math.random()', 'uses Math.random'],
    ['src/rules/a.ts', 'setTimeout(() => {}, 1)', 'uses setTimeout'],
    ['src/report/a.ts', 'export async function a() {}', 'uses async'],
    ['src/report/a.ts', 'declare const a: Promise<void>', 'uses Promise'],
    ['src/finding.ts', 'await a', 'uses await'],
    ['src/finding.ts', 'export {}\nfor await (const a of b) {}', 'uses await'],
    ['src/finding.ts', 'console.log(import.meta.url)', 'uses import.meta'],
  ])('%s: refuses %s', (file, text, expected) => {
    expect(violations(file, text).join('\n')).toContain(expected)
  })

  test.each([
    ['src/yaml/a.ts', "import { parseEvents } from 'js-yaml'\nimport type { File } from './file.ts'"],
    ['src/rules/a.ts', "import { defineRule } from '../rule.ts'\nimport { steps } from '../argo/template.ts'"],
    ['src/rules/a.ts', 'const example = `import os; await fetch(process.env.URL)` // Date.now()'],
    ['src/argo/a.ts', 'const a = template.process\ninterface B { fetch: string }'],
    ['src/github/a.ts', "import type { Octokit } from '@octokit/core'"],
    ['src/cli/scan.ts', "const { rules } = await import('../rules/index.ts')\nprocess.exit(0)"],
  ])('%s: accepts %s', (file, text) => {
    expect(violations(file, text)).toEqual([])
  })
})
