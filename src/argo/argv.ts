import { basename, type Language, languageOf } from './language.ts'

/** An item of an argument vector that is code. */
export interface CodeItem {
  readonly index: number
  readonly language: Language
  /** Whether it is known to be code, not only likely. */
  readonly sure: boolean
}

/** Commands that run the rest of their arguments, with the options that take an operand, and operands of their own. */
interface Wrapper {
  readonly options?: RegExp
  readonly operands?: number
}

const wrappers = new Map<string, Wrapper>(
  Object.entries({
    env: { options: /^(?:-u|-C|--unset|--chdir)$/ },
    tini: { options: /^-[pe]$/ },
    'dumb-init': { options: /^-r$/ },
    catatonit: {},
    timeout: { options: /^(?:-s|-k|--signal|--kill-after)$/, operands: 1 },
    nice: { options: /^-n$/ },
    ionice: { options: /^-[cn]$/ },
    nohup: {},
    setsid: {},
    time: {},
    exec: {},
    stdbuf: { options: /^-[ioe]$/ },
    xargs: { options: /^-[IndPLsEa]$/ },
    sudo: { options: /^-[ughpCT]$/ },
    gosu: { operands: 1 },
    'su-exec': { operands: 1 },
    chroot: { operands: 1 },
    busybox: {},
  }),
)

/** The index at which the command itself stands, behind `env`, `timeout` and other commands that only run it. */
export function commandAt(argv: readonly string[]): number {
  let at = 0
  for (;;) {
    const wrapper = wrappers.get(basename(argv[at] ?? ''))
    if (!wrapper) return at
    at = afterOptions(argv, at + 1, wrapper.options)
    while (/^\w+=/.test(argv[at] ?? '')) at++
    at += wrapper.operands ?? 0
  }
}

function afterOptions(argv: readonly string[], from: number, operand: RegExp | undefined): number {
  let at = from
  while (argv[at]?.startsWith('-')) {
    const option = argv[at++] ?? ''
    if (option === '--') break
    if (operand?.test(option)) at += twice.has(option) ? 2 : 1
  }
  return at
}

/** Options of `jq` that take a name and a value. */
const twice = new Set(['--arg', '--argjson', '--slurpfile', '--rawfile'])

/** The code in an argument vector: for `sh -c` only the next item that is no option; what follows it is data. */
export function codeIn(argv: readonly string[]): readonly CodeItem[] {
  const at = commandAt(argv)
  const language = languageOf(argv[at] ?? '')
  if (language) return codeOf(argv, at, language)
  const query = queries.get(basename(argv[at] ?? ''))
  if (query) return query(argv, at + 1).map((index) => ({ index, language: 'query', sure: false }))
  if (basename(argv[at] ?? '') === 'ssh') return remote(argv, at)
  if (basename(argv[at] ?? '') === 'su')
    return after(argv, at, /^(?:-c|--command)$/).map((index) => ({ index, language: 'shell', sure: true }))
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
      return before(argv, at, /^-[a-zA-Z]*c$/, /^-(?:m|[a-zA-Z]*m)$/)
    case 'javascript':
      return after(argv, at, /^(?:-e|-p|-pe|--eval|--print|eval)$/)
    case 'perl':
    case 'ruby':
      return after(argv, at, /^-[a-zA-Z]*[eE]$/)
    case 'php':
      return after(argv, at, /^-[rBRE]$/)
    case 'lua':
    case 'r':
      return after(argv, at, /^-e$/)
    case 'powershell':
      return rest(argv, at, /^[-/](?:c|co|com|comm|comma|comman|command|e|ec|enc|encodedcommand)$/i)
    case 'cmd':
      return rest(argv, at, /^\/[ck]$/i)
    case 'awk':
      return firstOperand(argv, at, /^-[Fv]$/, /^(?:-f|--file)/)
    default:
      return []
  }
}

/** After `-c`, also as part of `-euc`, options may still follow; `-o` takes an operand. */
function shellCode(argv: readonly string[], from: number): readonly number[] {
  let code = false
  for (let at = from; at < argv.length; at++) {
    const item = argv[at] ?? ''
    if (item === '--' || !/^[-+]./.test(item)) return code ? [item === '--' ? at + 1 : at] : []
    if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(item) || item === '--command') code = true
    if (/^[-+][a-zA-Z]*[oO]$/.test(item) || /^--(?:rcfile|init-file)$/.test(item)) at++
  }
  return []
}

/** The item after each of some options. */
function after(argv: readonly string[], at: number, option: RegExp): number[] {
  return argv.flatMap((item, index) => (index > at && index + 1 < argv.length && option.test(item) ? [index + 1] : []))
}

/** The item after an option, unless a script or another option ends the options before. */
function before(argv: readonly string[], at: number, option: RegExp, end: RegExp): number[] {
  for (let index = at + 1; index < argv.length; index++) {
    const item = argv[index] ?? ''
    if (option.test(item)) return index + 1 < argv.length ? [index + 1] : []
    if (end.test(item) || !item.startsWith('-')) return []
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
      ...optioned(argv, from, /^(?:-[nEr]*e|--expression)$/),
      ...(argv.some((item) => /^(?:-[nEr]*[ef]|--expression|--file)/.test(item))
        ? []
        : firstOperand(argv, from - 1, /^-l$/, /^$/)),
    ],
    jq: (argv, from) =>
      firstOperand(argv, from - 1, /^--(?:arg|argjson|slurpfile|rawfile|indent)$/, /^(?:-f|--from-file)/),
    psql: (argv, from) => optioned(argv, from, /^(?:-c|--command)$/),
    duckdb: (argv, from) => optioned(argv, from, /^-c$/),
    mysql: (argv, from) => optioned(argv, from, /^(?:-e|--execute)$/),
    mariadb: (argv, from) => optioned(argv, from, /^(?:-e|--execute)$/),
    mongosh: (argv, from) => optioned(argv, from, /^--eval$/),
    mongo: (argv, from) => optioned(argv, from, /^--eval$/),
    'clickhouse-client': (argv, from) => optioned(argv, from, /^(?:-q|--query)$/),
    sqlite3: (argv, from) => firstOperand(argv, from, /^-(?:cmd|separator)$/, /^$/),
  }),
)

/** The operand of an option, as the next item or after `=`. */
function optioned(argv: readonly string[], from: number, option: RegExp): number[] {
  return argv.flatMap((item, index) => {
    if (index < from) return []
    if (option.test(item)) return index + 1 < argv.length ? [index + 1] : []
    return /^--\w+=/.test(item) && option.test(item.slice(0, item.indexOf('='))) ? [index] : []
  })
}
