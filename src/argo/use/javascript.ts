import { readScript } from '../javascript-program.ts'
import type { Hole } from '../shell-word.ts'
import {
  argumentsOf,
  type Assignment,
  type Calls,
  type Mark,
  endOf,
  flat,
  mostCalls,
  mostMarks,
  type Placed,
  type Sink,
  sql,
  usesInCalls,
} from './calls.ts'
import { longest, type Use } from './use.ts'

/** Names for all of the environment, by assignment, by import and taken out of `process`. */
const environment =
  /(?<![\w$.])([A-Za-z_]\w{0,80})\s*=\s*process\.env(?![\w$.[])|(?:import|const|let|var)\s*\{[^{}]{0,200}\b(env)\b[^{}]{0,200}\}\s*(?:from\s*|=\s*(?:require\(\s*)?)(?:process\b|['"](?:node:)?process['"])(?!\.)/g
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
  const all = [
    'process\\.env',
    ...[...text.matchAll(environment)].slice(0, 20).flatMap(([, own, env]) => own ?? env ?? []),
  ]
  const taken = [...takenOut(text, all, known)]
  const sources = [...readings(text, all, known), ...taken.map(({ mark }) => mark)]
  const plain = sources.length > 0 && sources.length <= mostMarks ? readScript(text, holes) : undefined
  if (!plain) return []
  const assignments = [...plain.code.matchAll(assignment)].map(({ 0: written, 1: name = '', index }): Assignment => ({
    name,
    from: index + written.length,
  }))
  for (const { name, mark } of taken) assignments.push({ name, ...mark })
  const names = new Set(assignments.map(({ name }) => name))
  const places = new Set(sources.map(({ from }) => from))
  const named = namesIn(text, names).filter(({ from }) => !places.has(from))
  const { marks, literals } = filledIn(
    text,
    holes,
    [...sources, ...named].toSorted((a, b) => a.from - b.from),
  )
  const code = flat(plain.code, literals)
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

/** `process.env.X` and `process.env['X']`. */
function* readings(text: string, all: readonly string[], known: ReadonlySet<string>): Generator<Mark> {
  const source = new RegExp(
    `(?<![\\w$.])(?:${all.join('|')})(?:\\??\\.([A-Za-z_]\\w*)|\\[\\s*(['"])(\\w+)\\2\\s*\\])`,
    'g',
  )
  for (const { 0: written, 1: field, 3: item, index } of text.matchAll(source)) {
    const given = field ?? item ?? ''
    if (known.has(given)) yield { from: index, to: index + written.length, given }
  }
}

/** `const { X, Y: name = "default" } = process.env`: the names in the program, and where each of them is taken. */
function* takenOut(
  text: string,
  all: readonly string[],
  known: ReadonlySet<string>,
): Generator<{ readonly name: string; readonly mark: Mark }> {
  const pattern = new RegExp(`(?:const|let|var)\\s*\\{([^{}]{0,800})\\}\\s*=\\s*(?:${all.join('|')})(?![\\w$.[])`, 'g')
  for (const { 0: written, 1: list = '', index } of text.matchAll(pattern)) {
    const start = index + written.indexOf('{') + 1
    for (const { 1: before = '', 2: given = '', 3: own, index: at } of list.matchAll(
      /((?:^|,)\s*)([A-Za-z_]\w*)(?:\s*:\s*([A-Za-z_]\w*))?/g,
    )) {
      const from = start + at + before.length
      if (known.has(given)) yield { name: own ?? given, mark: { from, to: from + given.length, given } }
    }
  }
}

function namesIn(text: string, names: ReadonlySet<string>): readonly Mark[] {
  return [...text.matchAll(/(?<![\w$.])[A-Za-z_]\w*(?![\w$])(?!\s*[=:](?!=))/g)].flatMap(({ 0: name, index }) =>
    names.has(name) ? [{ from: index, to: index + name.length, name }] : [],
  )
}

/** Those whose text comes to stand where they are: in code, and in `${…}` of template literals. */
function filledIn(text: string, holes: readonly Hole[], marks: readonly Mark[]): Placed {
  const read = readScript(text, [...holes, ...marks.map((mark) => wrapped(text, mark))])
  if (!read) return { marks: [], literals: [] }
  const { comments, literals } = read
  const placed = marks.filter((mark) => {
    const { from, to } = wrapped(text, mark)
    const literal = literals.find((one) => one.holes.some((hole) => hole.from === from))
    if (comments.some((one) => one.from <= from && from < one.to)) return false
    return literal ? literal.quote === '`' && to - from > mark.to - mark.from && !literal.escaped.has(from) : to > from
  })
  return { marks: placed, literals }
}

/** With the `${` and `}` around it. */
function wrapped(text: string, { from, to }: Hole): Hole {
  const before = /\$\{\s*$/.exec(text.slice(Math.max(0, from - 8), from))
  const after = /^\s*\}/.exec(text.slice(to, to + 8))
  return before && after ? { from: from - before[0].length, to: to + after[0].length } : { from, to }
}

/** `const run = promisify(exec)` */
const promising =
  /(?<![\w$.])([A-Za-z_]\w{0,80})\s*=\s*(?:[\w$]{1,80}\.|require\(\s*\)\.)?promisify\(\s*(?:\w{1,80}\.)?exec\s*\)/g

/** The calls of some functions, and where the arguments of each begin. */
function calls(code: string, names: ReadonlySet<string>): readonly { readonly name: string; readonly index: number }[] {
  if (names.size === 0) return []
  const found = [...code.matchAll(/(?<![\w$.])(\w+)\s*\(/g)].flatMap(({ 0: written, 1: name = '', index }) =>
    names.has(name) ? [{ name, index: index + written.length }] : [],
  )
  return found.slice(0, mostCalls)
}

/** What makes a query of text: of the drivers of PostgreSQL, MySQL and SQLite, and what is built on them. */
const query = /\.\s*(query|execute|raw|\$queryRawUnsafe|\$executeRawUnsafe)\s*\(/g
/** An object with the values beside the text, or a tag of a template that keeps them apart. */
const separate = /^\s*(?:\{|[A-Za-z_$][\w$.]*\s*`)/
const direct = /\brequire\(\s*['"](?:node:)?child_process['"]\s*\)\s*\.\s*exec(?:Sync)?\s*\(/g

function* sinks(code: string, text: string): Generator<Sink> {
  for (const { 0: written, index } of text.matchAll(direct)) {
    const [argument] = argumentsOf(code, index + written.length)
    if (argument) yield { argument, what: '`child_process` runs its text as commands of a shell' }
  }
  for (const { 0: written, 1: name = '', index } of sql.test(text)
    ? [...code.matchAll(query)].slice(0, mostCalls)
    : []) {
    const [argument] = argumentsOf(code, index + written.length)
    if (argument && !separate.test(text.slice(argument.from, argument.to)))
      yield { argument, what: `\`${name}\` takes its text for a part of the query`, query: true }
  }
  const modules = new Set(['child_process', 'cp', 'childProcess'])
  for (const { name, index } of calls(code, new Set([...code.matchAll(promising)].map(([, own = '']) => own)))) {
    const [argument] = argumentsOf(code, index)
    if (argument) yield { argument, what: `\`${name}\` runs its text as commands of a shell` }
  }
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
