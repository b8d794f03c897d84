import { basename, type Language, languageOf } from './language.ts'
import { afterOptions, commandAt, wordsOf } from './wrapper.ts'

/** An item of an argument vector that is code. */
export interface CodeItem {
  readonly index: number
  readonly language: Language
  /** Whether it is known to be code, not only likely. */
  readonly sure: boolean
}

/** The file whose program an argument vector runs: the command itself, or what an interpreter or `.` is given first. */
export function fileIn(argv: readonly string[]): { readonly file: string; readonly language: Language } | undefined {
  const at = commandAt(argv)
  const command = argv[at] ?? ''
  if (/^(?:\.|source)$/.test(command)) return named(argv, 'shell', at + (argv[at + 1] === '--' ? 2 : 1))
  const language = languageOf(command)
  if (language === 'awk') return named(argv, language, given(argv, at + 1, /^(?:-f$|--file(?:=|$))/)[0])
  if (language && codeOf(argv, at, language).length > 0) return undefined
  if (language) return named(argv, language, afterOptions(argv, at + 1, withOperand))
  if (clients.test(basename(command))) return named(argv, 'query', given(argv, at + 1, /^(?:-f$|--file(?:=|$))/)[0])
  // Without a folder it is looked for elsewhere.
  return /[/{$]/.test(command) ? named(argv, 'unknown', at) : undefined
}

const withOperand = /^(?:[-+][oO]|-[WXrI]|--(?:rcfile|init-file|require|import|loader))$/
/** Clients of databases that are given a file of queries with `-f`. */
const clients = /^(?:psql|beeline|hive|presto|trino|spark-sql|snowsql|impala-shell)$/

function named(argv: readonly string[], language: Language, index: number | undefined): ReturnType<typeof fileIn> {
  const file = argv[index ?? argv.length]?.replace(/^--file=/, '')
  return file === undefined || file === '' ? undefined : { file, language }
}

/** The code in an argument vector: for `sh -c` only the next item that is no option; what follows it is data. */
export function codeIn(argv: readonly string[]): readonly CodeItem[] {
  const words = wordsOf(argv)
  const found = codeInWords(words.map(({ text }) => text)).map((item) => ({
    ...item,
    index: words[item.index]?.index ?? item.index,
  }))
  const split = words.find(({ text, index }) => text !== argv[index])?.index
  // A value can add words to a text that is split, and so change what runs.
  if (split !== undefined) found.push({ index: split, language: 'unknown', sure: false })
  const seen = new Set<number>()
  return found.filter(({ index }) => !seen.has(index) && seen.add(index))
}

function codeInWords(argv: readonly string[]): readonly CodeItem[] {
  const at = commandAt(argv)
  const language = languageOf(argv[at] ?? '')
  if (language) return codeOf(argv, at, language)
  const query = queries.get(basename(argv[at] ?? ''))
  if (query) return query(argv, at + 1).map((index) => ({ index, language: 'query', sure: false }))
  if (basename(argv[at] ?? '') === 'ssh') return remote(argv, at)
  if (/^(?:su|runuser|sg|flock|script)$/.test(basename(argv[at] ?? '')))
    return given(argv, at + 1, /^(?:-c|--(?:session-)?command(?:=|$))/).map((index) => ({
      index,
      language: 'shell',
      sure: true,
    }))
  if (basename(argv[at] ?? '') === 'ansible' && argv.some((item) => /^(?:-m|--module-name=)?(?:shell|raw)$/.test(item)))
    return given(argv, at + 1, /^(?:-a$|--args(?:=|$))/).map((index) => ({ index, language: 'shell', sure: true }))
  return deeper(argv, at)
}

/** A command that is not known may still run a shell: `kubectl exec pod -- sh -c …`, `conda run bash -c …`. */
function deeper(argv: readonly string[], from: number): readonly CodeItem[] {
  for (let at = from; at < argv.length; at++) {
    const language = at > from ? languageOf(argv[at] ?? '') : undefined
    const found = language === 'shell' || language === 'python' ? codeOf(argv, at, language) : []
    if (found.length > 0) return found.map((item) => ({ ...item, sure: false }))
  }
  // Only the image knows its entrypoint, but a program after `-c` is one in most languages.
  const program = /^-[a-z]*c$/.test(argv[from] ?? '') && /\s/.test(argv[from + 1] ?? '')
  return program ? [{ index: from + 1, language: 'unknown', sure: false }] : []
}

function codeOf(argv: readonly string[], at: number, language: Language): readonly CodeItem[] {
  return indexes(argv, at, language).map((index) => ({ index, language, sure: true }))
}

function indexes(argv: readonly string[], at: number, language: Language): readonly number[] {
  switch (language) {
    case 'shell':
      return shellCode(argv, at + 1)
    case 'python':
      return before(argv, at)
    case 'javascript':
      return given(argv, at + 1, /^(?:(?:-e|-p|-pe|eval)$|--(?:eval|print)(?:=|$))/)
    case 'perl':
    case 'ruby':
      return given(argv, at + 1, /^-(?:[a-zA-Z]*[eE]$|[alnpsw0]*[eE])/)
    case 'php':
      return given(argv, at + 1, /^(?:-[rBRE]|--(?:run|process-(?:begin|code|end))(?:=|$))/)
    case 'lua':
      return given(argv, at + 1, /^-e/)
    case 'r':
      return given(argv, at + 1, /^(?:-e|--eval(?:=|$))/)
    case 'powershell':
      return rest(
        argv,
        at,
        /^(?:--?|\/)(?:c|co|com|comm|comma|comman|command|commandwithargs|cwa|e|ec|enc|encodedcommand)$/i,
      )
    case 'cmd':
      return rest(argv, at, /^\/[ck]$/i)
    case 'awk':
      return [
        ...given(argv, at + 1, /^--source(?:=|$)/),
        ...firstOperand(argv, at, /^-[Fv]$/, /^(?:-f|--file|--source)/),
      ]
    default:
      return []
  }
}

/** After `-c`, also as part of `-euc`, options may still follow; `-o` takes an operand. */
function shellCode(argv: readonly string[], from: number): readonly number[] {
  let code = false
  for (let at = from; at < argv.length; at++) {
    const item = argv[at] ?? ''
    if (/^--(?:init-)?command=/.test(item)) return [at]
    if (item === '--' || !/^[-+]./.test(item)) return code ? [item === '--' ? at + 1 : at] : []
    if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(item) || item === '--command') code = true
    if (/^[-+][a-zA-Z]*[oO]$/.test(item) || /^--(?:rcfile|init-file)$/.test(item)) at++
  }
  return []
}

/** What each of some options is given: the next item, or what stands behind `=` or sticks to the letter. */
function given(argv: readonly string[], from: number, option: RegExp): number[] {
  return argv.flatMap((item, index) => {
    const found = index < from ? undefined : option.exec(item)?.[0]
    if (found === undefined) return []
    if (found !== item || item.endsWith('=')) return [index]
    return index + 1 < argv.length ? [index + 1] : []
  })
}

/** What Python's `-c` is given, unless a script or a module ends the options before. */
function before(argv: readonly string[], at: number): number[] {
  for (let index = at + 1; index < argv.length; index++) {
    const item = argv[index] ?? ''
    if (/^-[a-zA-Z]*c$/.test(item)) return index + 1 < argv.length ? [index + 1] : []
    if (/^-[bBdEhiIOPqsSuvx]*c/.test(item)) return [index]
    if (/^-(?:[a-zA-Z]*m$|[bBdEhiIOPqsSuvx]*m)/.test(item) || !item.startsWith('-')) return []
    if (/^-[WX]$/.test(item)) index++
  }
  return []
}

/** Everything after an option. */
function rest(argv: readonly string[], at: number, option: RegExp): number[] {
  const from = argv.findIndex((item, index) => index > at && option.test(item))
  return from < 0 ? [] : argv.flatMap((_, index) => (index > from ? [index] : []))
}

function firstOperand(argv: readonly string[], at: number, operand: RegExp, none: RegExp): number[] {
  const first = afterOptions(argv, at + 1, operand)
  return first >= argv.length || argv.slice(at + 1, first).some((item) => none.test(item)) ? [] : [first]
}

/** What `ssh` runs on the other side goes through a shell there. */
function remote(argv: readonly string[], at: number): readonly CodeItem[] {
  const host = afterOptions(argv, at + 1, /^-[bcDEeFIiJLlmOopQRSWw]$/)
  return argv.flatMap((_, index) => (index > host ? [{ index, language: 'shell', sure: false }] : []))
}

type Finder = (argv: readonly string[], from: number) => readonly number[]

const queries = new Map<string, Finder>(
  Object.entries<Finder>({
    sed: (argv, from) => [
      ...given(argv, from, /^(?:-[nEruz]*e|--expression(?:=|$))/),
      ...(argv.some((item) => /^(?:-[nEruz]*[ef]|--expression|--file)/.test(item))
        ? []
        : firstOperand(argv, from - 1, /^-l$/, /^$/)),
    ],
    jq: (argv, from) =>
      firstOperand(argv, from - 1, /^--(?:arg|argjson|slurpfile|rawfile|indent)$/, /^(?:-f|--from-file)/),
    yq: (argv, from) => {
      const operand = /^(?:-[opI]|--(?:output-format|input-format|indent))$/
      const first = afterOptions(argv, from, operand)
      const isVerb = /^(?:e|ea|eval|eval-all)$/.test(argv[first] ?? '')
      // Without an expression there is only the name of a file.
      return firstOperand(argv, isVerb ? first : from - 1, operand, /^--from-file/).filter((index) =>
        /[=|[]|^\./.test((argv[index] ?? '').replace(/\{\{.{0,200}?\}\}|\$\{?\w+\}?/g, '')),
      )
    },
    psql: (argv, from) => given(argv, from, /^(?:-c|--command(?:=|$))/),
    duckdb: (argv, from) => given(argv, from, /^-c$/),
    mysql: (argv, from) => given(argv, from, /^(?:-e|--execute(?:=|$))/),
    mariadb: (argv, from) => given(argv, from, /^(?:-e|--execute(?:=|$))/),
    mongosh: (argv, from) => given(argv, from, /^--eval(?:=|$)/),
    mongo: (argv, from) => given(argv, from, /^--eval(?:=|$)/),
    'clickhouse-client': (argv, from) => given(argv, from, /^(?:-q|--query(?:=|$))/),
    sqlite3: (argv, from) => firstOperand(argv, from, /^-(?:cmd|separator)$/, /^$/),
  }),
)
