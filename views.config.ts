import { readFileSync } from 'node:fs'
import type { Plugin } from 'rolldown'
import { parseSync, Visitor } from 'rolldown/utils'

/** The id of a module that is a view of a rule's file: `page` or `check`. */
const view = /^(.*\/src\/rules\/[\w-]+\.ts)\?(page|check)$/
const fields = { page: ['docs', 'guide', 'references', 'examples'], check: ['check'] } as const

/** Keys that nearly every workflow has: a rule that needs one of them is always asked. */
const usual = ['image', 'command', 'args', 'env', 'steps', 'parameters', 'securityContext', 'outputs']

interface Place {
  readonly start: number
  readonly end: number
}

/**
 * A rule is one file, and a scan needs little of it: pages and examples are for readers, and most checks are about what
 * is not among the files. So its file becomes three modules, of each of which the bundler leaves out what it does not
 * use: the rule, its page, and its check when it is seldom asked. Chunks that hold the latter two can be loaded late.
 */
export function ruleViews(): Plugin {
  return {
    name: 'rule-views',
    resolveId: (id, importer) => (importer !== undefined && view.test(importer + id) ? importer + id : null),
    load(id) {
      const [, path, part] = view.exec(id) ?? []
      if (path === undefined) return null
      return { code: only(readFileSync(path, 'utf8'), path, fields[part as 'page' | 'check']), moduleType: 'ts' }
    },
    transform: (code, id) => (/\/src\/rules\/(?!index\.)[\w-]+\.ts$/.test(id) ? { code: without(code, id) } : null),
  }
}

/** Whether a module is a part of a rule that is loaded late. */
export function isView(id: string, part: 'page' | 'check'): boolean {
  return view.exec(id)?.[2] === part
}

/** The file with some fields of the rule instead of the rule. */
function only(code: string, path: string, names: readonly string[]): string {
  const { rule, field } = parse(code, path)
  const part = names.map((name) => textOf(code, field(name)))
  return `${code.slice(0, rule.start)}export const rulePart = {\n${part.join(',\n')}\n}\n${code.slice(rule.end)}`
}

/** The rule with getters for its page, and for its check when that is seldom asked. */
function without(code: string, path: string): string {
  const { field, has } = parse(code, path)
  const isSeldom = has('about') || (has('needs') && !isUsual(textOf(code, field('needs'))))
  const changes = [
    ...fields.page.map((name) => ({ ...field(name), text: `get ${name}() { return rulePage.${name} }` })),
    ...(isSeldom
      ? [{ ...field('check'), text: 'check: (manifest, project) => ruleCheck.check(manifest, project)' }]
      : []),
  ]
  const late = [['rulePage', '?page'], ...(isSeldom ? [['ruleCheck', '?check']] : [])]
  return late.map(([name, from]) => `import { rulePart as ${name} } from '${from}'\n`).join('') + changed(code, changes)
}

function isUsual(needs: string): boolean {
  return usual.some((key) => needs.includes(`'${key}'`))
}

function textOf(code: string, { start, end }: Place): string {
  return code.slice(start, end)
}

interface Parsed {
  /** The statement that exports the rule. */
  readonly rule: Place
  readonly has: (name: string) => boolean
  /** A field of the rule, with its name. */
  readonly field: (name: string) => Place
}

function parse(code: string, path: string): Parsed {
  const rule = parseSync(path, code).program.body.find((node) => node.type === 'ExportDefaultDeclaration')
  const value = rule?.declaration.type === 'CallExpression' ? rule.declaration.arguments[0] : undefined
  if (!rule || value?.type !== 'ObjectExpression') throw new Error(`${path} does not export a rule.`)
  const all = new Map(
    value.properties.map((field): [string, Place] => [
      field.type === 'Property' && field.key.type === 'Identifier' ? field.key.name : '',
      field,
    ]),
  )
  return {
    rule,
    has: (name) => all.has(name),
    field(name) {
      const found = all.get(name)
      if (!found) throw new Error(`The rule of ${path} has no ${name}.`)
      return found
    },
  }
}

/**
 * Chunks that are loaded when something of them is used, not before: what imports them calls for them. Their modules
 * must do nothing that is seen when they are loaded.
 */
export function loadedLate(chunks: readonly string[]): Plugin {
  const files = chunks.map((name) => `/${name}.js`)
  return {
    name: 'loaded-late',
    renderChunk(code, { fileName }) {
      const { program } = parseSync(fileName, code)
      const late = new Set<string>()
      const changes: Change[] = []
      for (const { start, end } of program.body) {
        const [, name, file] = /^const (require_\w+) = require\("([^"]+)"\);$/.exec(code.slice(start, end)) ?? []
        if (name === undefined || file === undefined || !files.some((end) => file.endsWith(end))) continue
        late.add(name)
        const text = `let ${name}$1;\nfunction ${name}() {\n\treturn ${name}$1 ??= require("${file}");\n}`
        changes.push({ start, end, text })
      }
      new Visitor({
        MemberExpression({ object: { type, start, end } }) {
          const name = code.slice(start, end)
          // In parentheses, for a class: `new` would else take the call for its own.
          if (type === 'Identifier' && late.has(name)) changes.push({ start, end, text: `(${name}())` })
        },
      }).visit(program)
      return changed(code, changes).replace(getter, 'exports.$1 = $2;')
    },
  }
}

/** Nothing that is exported changes after its chunk was loaded: to read a value is faster than to call for it. */
const getter =
  /^Object\.defineProperty\(exports, "(\w+)", \{\n {2}enumerable: true,\n {2}get: function \(\) \{\n {4}return ([\w$]+);\n {2}\}\n\}\);$/gm

interface Change extends Place {
  readonly text: string
}

function changed(code: string, changes: readonly Change[]): string {
  return changes
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, change) => text.slice(0, change.start) + change.text + text.slice(change.end), code)
}
