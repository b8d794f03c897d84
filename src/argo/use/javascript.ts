import { readScript } from '../javascript-program.ts'
import type { Hole } from '../shell-word.ts'
import {
  argumentsOf,
  type Assignment,
  type Calls,
  type Mark,
  endOf,
  mostCalls,
  mostMarks,
  type Sink,
  usesInCalls,
} from './calls.ts'
import { longest, type Use } from './use.ts'

const source = /(?<![\w$.])process\.env(?:\.([A-Za-z_]\w*)|\[\s*(['"])(\w+)\2\s*\])/g
const assignment = /(?:^|[;{}])[ \t]*(?:(?:const|let|var)[ \t]+)?([A-Za-z_]\w*)[ \t]*=(?![=>])/gm
const passing = new Set(
  'String trim trimStart trimEnd toLowerCase toUpperCase toString concat join replaceAll split slice'.split(' '),
)
const call =
  /(?<![\w$.])((?:([\w$]+)\s*\.\s*)?(eval|Function|exec|execSync|spawn|spawnSync|runIn\w{0,20}Context))\s*\(/g

/**
 * Where a program for Node runs the text of variables of the environment: in `eval` and its like, or by a shell.
 *
 * @param given the names of those that hold text from outside
 */
export function usesInScript(text: string, holes: readonly Hole[], given: readonly string[]): readonly Use[] {
  if (text.length > longest || given.length === 0) return []
  const known = new Set(given)
  const looks = new Map<string, number>()
  const sources = [...text.matchAll(source)].flatMap(({ 0: written, 1: field, 3: item, index }) => {
    const name = field ?? item ?? ''
    return known.has(name) ? [{ from: index, to: index + written.length, given: name }] : []
  })
  const plain = sources.length > 0 && sources.length <= mostMarks ? readScript(text, holes) : undefined
  if (!plain) return []
  const { code } = plain
  const assignments = [...code.matchAll(assignment)].map(({ 0: written, 1: name = '', index }): Assignment => ({
    name,
    from: index + written.length,
  }))
  const names = new Set(assignments.map(({ name }) => name))
  const marks = filledIn(
    text,
    holes,
    [...sources, ...namesIn(text, names)].toSorted((a, b) => a.from - b.from),
  )
  const program: Calls = { code, marks, assignments, passing, sinks: [...sinks(code, text)], isChecked }
  return marks.length > mostMarks ? [] : usesInCalls(program, text)

  /** Compared with texts, or looked at by a pattern. */
  function isChecked(name: string, before: number): boolean {
    const look = new RegExp(
      `(?:test|includes|has|indexOf|validate\\w*|check(?!_)\\w*)\\s*\\([^()\\n]{0,200}\\b${name}\\b|\\b${name}\\.(?:match|search)\\s*\\(|\\b${name}\\s*[!=]==?\\s*['"]`,
    )
    const found = looks.get(name) ?? endOf(look.exec(text))
    looks.set(name, found)
    return found <= before
  }
}

function namesIn(text: string, names: ReadonlySet<string>): readonly Mark[] {
  return [...text.matchAll(/(?<![\w$.])[A-Za-z_]\w*(?![\w$])(?!\s*[=:](?!=))/g)].flatMap(({ 0: name, index }) =>
    names.has(name) ? [{ from: index, to: index + name.length, name }] : [],
  )
}

/** Those whose text comes to stand where they are: in code, and in `${…}` of template literals. */
function filledIn(text: string, holes: readonly Hole[], marks: readonly Mark[]): readonly Mark[] {
  const read = readScript(text, [...holes, ...marks.map((mark) => wrapped(text, mark))])
  if (!read) return []
  const { comments, literals } = read
  return marks.filter((mark) => {
    const { from, to } = wrapped(text, mark)
    const literal = literals.find((one) => one.holes.some((hole) => hole.from === from))
    if (comments.some((one) => one.from <= from && from < one.to)) return false
    return literal ? literal.quote === '`' && to - from > mark.to - mark.from && !literal.escaped.has(from) : to > from
  })
}

/** With the `${` and `}` around it. */
function wrapped(text: string, { from, to }: Hole): Hole {
  const before = /\$\{\s*$/.exec(text.slice(Math.max(0, from - 8), from))
  const after = /^\s*\}/.exec(text.slice(to, to + 8))
  return before && after ? { from: from - before[0].length, to: to + after[0].length } : { from, to }
}

const direct = /\brequire\(\s*['"](?:node:)?child_process['"]\s*\)\s*\.\s*exec(?:Sync)?\s*\(/g

function* sinks(code: string, text: string): Generator<Sink> {
  for (const { 0: written, index } of text.matchAll(direct)) {
    const [argument] = argumentsOf(code, index + written.length)
    if (argument) yield { argument, what: '`child_process` runs its text as commands of a shell' }
  }
  const modules = new Set(['child_process', 'cp', 'childProcess'])
  const loading =
    /([\w$]{1,80})\s*=\s*(?:await\s+)?(?:require|import)\(\s*['"](?:node:)?child_process['"]|import\s+(?:\*\s+as\s+)?([\w$]{1,80})\s+from\s*['"](?:node:)?child_process['"]/g
  for (const [, required, imported] of text.matchAll(loading)) modules.add(required ?? imported ?? '')
  const [, picked = ''] =
    /\{([^{}]{0,200})\}\s*(?:=\s*require\(|from)\s*['"](?:node:)?child_process['"]/.exec(text) ?? []
  for (const { 0: written, 1: name = '', 2: object, 3: own = '', index } of [...code.matchAll(call)].slice(
    0,
    mostCalls,
  )) {
    const all = argumentsOf(code, index + written.length)
    const [first] = all
    const ofProcess = object === undefined ? new RegExp(`\\b${own}\\b`).test(picked) : modules.has(object)
    const inShell = all.some(({ from, to }) => /\bshell\s*:\s*true\b/.test(code.slice(from, to)))
    if (!first) continue
    if (/^(?:eval|Function)$/.test(own) ? object === undefined : own.startsWith('runIn') && object === 'vm')
      for (const argument of own === 'Function' ? all : [first])
        yield { argument, what: `\`${name}\` runs its text as JavaScript` }
    else if (ofProcess && (own.startsWith('exec') || inShell))
      yield { argument: first, what: `\`${name}\` runs its text as commands of a shell` }
  }
}
