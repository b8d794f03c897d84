import { readPython } from '../python.ts'
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

const source =
  /(?<![\w.])(?:(?:os\.)?environ(?:\[\s*(['"])(\w+)\1\s*\]|\.get\(\s*(['"])(\w+)\3\s*(?:,[^()\n]{0,80})?\))|(?:os\.)?getenv\(\s*(['"])(\w+)\5\s*(?:,[^()\n]{0,80})?\)|sys\.argv\[([1-9])\])/g
const assignment = /(?:^|;)[ \t]*([A-Za-z_]\w*)[ \t]*(?::[ \t]*\w+[ \t]*)?=(?!=)/gm
const passing = new Set(
  (
    'str format strip lstrip rstrip lower upper title join replace split splitlines encode decode dedent ' +
    'b64decode standard_b64decode urlsafe_b64decode unquote unquote_plus compile text SQL'
  ).split(' '),
)
const call =
  /(?<![\w.])(eval|exec|(?:os\.)?(?:system|popen)|(?:asyncio\.)?create_subprocess_shell|(?:(?:subprocess|sp)\.)?(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput))\s*\(/g
/** What makes a query of text: of DB-API, pandas, Spark, DuckDB and BigQuery. */
const query = /\.\s*(execute|executemany|executescript|read_sql|read_sql_query|sql|query)\s*\(/g
/** What makes objects of text, and runs what the text says for that. */
const loading = /(?<![\w.])((?:c?[pP]ickle|cloudpickle|dill|_pickle)\.loads|yaml\.(?:unsafe_load|load))\s*\(/g
const shell = /^\s*\[\s*(['"])(?:\/[\w/]*\/)?(?:ba|da|a|k|z)?sh\1\s*,\s*(['"])-\w*c\2\s*,/

/**
 * Where a Python program runs the text of variables of the environment: in `eval` and `exec`, or by a shell.
 *
 * @param given the names of those that hold text from outside; `1` is the first argument
 */
export function usesInPython(text: string, holes: readonly Hole[], given: readonly string[]): readonly Use[] {
  if (text.length > longest || given.length === 0) return []
  const plain = readPython(text, holes)
  if (!plain) return []
  const assignments = [...plain.code.matchAll(assignment)].map(({ 0: written, 1: name = '', index }): Assignment => ({
    name,
    from: index + written.length,
  }))
  const known = new Set(given)
  const looks = new Map<string, number>()
  const sources = [...text.matchAll(source)].flatMap(({ 0: written, 2: item, 4: got, 6: env, 7: argument, index }) => {
    const name = item ?? got ?? env ?? argument ?? ''
    return known.has(name) ? [{ from: index, to: index + written.length, given: name }] : []
  })
  const marks = [...sources, ...namesIn(text, new Set(assignments.map(({ name }) => name)), sources)]
  if (sources.length === 0 || marks.length > mostMarks) return []
  const placed = filledIn(
    text,
    holes,
    marks.toSorted((a, b) => a.from - b.from),
  )
  const code = flat(plain.code, placed.literals)
  const program: Calls = { code, marks: placed.marks, assignments, passing, sinks: [...sinks(code, text)], isChecked }
  return usesInCalls(program, text)

  /** Compared with texts, or looked at by a pattern or as digits. */
  function isChecked(name: string, before: number): boolean {
    const look = new RegExp(
      `(?:match|search|findall|strptime|fromisoformat|UUID|validate\\w*|check(?!_)\\w*|index)\\s*\\([^()\\n]{0,200}\\b${name}\\b|\\b${name}\\s+(?:not\\s+)?in\\b|\\b${name}\\.is[a-z]+\\s*\\(`,
    )
    const found = looks.get(name) ?? endOf(look.exec(text))
    looks.set(name, found)
    return found <= before
  }
}

function namesIn(text: string, names: ReadonlySet<string>, sources: readonly Hole[]): readonly Mark[] {
  const inside = new Set<number>()
  for (const { from, to } of sources) for (let at = from; at < to; at++) inside.add(at)
  return [...text.matchAll(/(?<![\w.])[A-Za-z_]\w*(?![\w]|\s*=(?!=))/g)].flatMap(({ 0: name, index }) =>
    names.has(name) && !inside.has(index) ? [{ from: index, to: index + name.length, name }] : [],
  )
}

/** Those whose text comes to stand where they are: in code, and between the braces of f-strings. */
function filledIn(text: string, holes: readonly Hole[], marks: readonly Mark[]): Placed {
  const read = readPython(text, [...holes, ...marks])
  if (!read) return { marks: [], literals: [] }
  const inText = new Set(
    read.literals.flatMap((literal) => literal.holes.flatMap(({ from, expression }) => (expression ? [] : from))),
  )
  const { comments, literals } = read
  const inside = new Set(literals.flatMap((literal) => literal.holes.map(({ from }) => from)))
  const placed = marks.flatMap((mark) => {
    const { from, to } = mark
    if (inText.has(from) || comments.some((one) => one.from <= from && from < one.to)) return []
    if (!inside.has(from)) return [mark]
    const end = text.indexOf('}', to)
    return [{ ...mark, within: { from: text.lastIndexOf('{', from) + 1, to: end < 0 ? text.length : end } }]
  })
  return { marks: placed, literals }
}

function* sinks(code: string, text: string): Generator<Sink> {
  for (const { 0: written, 1: name = '', index } of [...code.matchAll(loading)].slice(0, mostCalls)) {
    const [argument, loader] = argumentsOf(code, index + written.length)
    const safe =
      name === 'yaml.load' && !/\b(?:Unsafe)?Loader\b(?!\s*=)/.test(code.slice(loader?.from, loader?.to ?? 0))
    if (argument && !safe)
      yield { argument, what: `\`${name}\` makes objects of its text, and runs what that says for it` }
  }
  for (const { 0: written, 1: name = '', index } of sql.test(text)
    ? [...code.matchAll(query)].slice(0, mostCalls)
    : []) {
    const [argument] = argumentsOf(code, index + written.length)
    // A dictionary is the query of another system, and no text.
    if (argument && !/^\s*\{/.test(text.slice(argument.from, argument.to)))
      yield { argument, what: `\`${name}\` takes its text for a part of the query`, query: true }
  }
  for (const { 0: written, 1: name = '', index } of [...code.matchAll(call)].slice(0, mostCalls)) {
    const all = argumentsOf(code, index + written.length)
    const [first] = all
    if (!first) continue
    const own = name.slice(name.lastIndexOf('.') + 1)
    const what = `\`${name}\` runs its text as ${/^(?:eval|exec)$/.test(own) ? 'Python' : 'commands of a shell'}`
    if (
      /^(?:eval|exec|getoutput|getstatusoutput)$/.test(own) ||
      (/^(?:system|popen)$/.test(own) && isOf(name, 'os', code)) ||
      (own === 'create_subprocess_shell' && isOf(name, 'asyncio', code))
    )
      yield { argument: first, what }
    else if (!isOf(name, 'subprocess', code) && !name.startsWith('sp.')) continue
    else if (all.some(({ from, to }) => /^\s*shell\s*=\s*True\s*$/.test(code.slice(from, to))))
      yield { argument: first, what }
    else {
      const [list] = shell.exec(text.slice(first.from, Math.min(first.to, first.from + 200))) ?? []
      const from = first.from + (list ?? '').length
      const argument = list === undefined ? undefined : argumentsOf(code, from)[0]
      if (argument) yield { argument, what }
    }
  }
}

/** Whether a function is named with its module, or imported from it. */
function isOf(name: string, module: string, code: string): boolean {
  if (name.includes('.')) return name.startsWith(`${module}.`)
  return new RegExp(`^[ \\t]*from\\s+${module}\\s+import\\s[^\\n]*\\b${name}\\b`, 'm').test(code)
}
