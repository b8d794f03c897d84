import { basename } from './language.ts'

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
  let command = 0
  for (const { next } of wrapping(argv)) command = next
  return command
}

/** The commands that only run another one: where each stands, where its options end, and where the next one is. */
function* wrapping(argv: readonly string[]): Generator<{ name: string; at: number; end: number; next: number }> {
  for (let at = 0; ;) {
    const name = basename(argv[at] ?? '')
    const wrapper = wrappers.get(name)
    if (!wrapper) return
    const end = afterOptions(argv, at + 1, wrapper.options)
    let next = end
    while (/^\w+=/.test(argv[next] ?? '')) next++
    next += wrapper.operands ?? 0
    yield { name, at, end, next }
    at = next
  }
}

/** A word that a command gets, and the item of the vector that it is written in. */
interface Word {
  readonly text: string
  readonly index: number
}

/** The words of an argument vector, once `env -S` has split the text that it is given. */
export function wordsOf(argv: readonly string[]): readonly Word[] {
  let words: readonly Word[] = argv.map((text, index) => ({ text, index }))
  // What is split may hold another one, but nobody writes many.
  for (let depth = 0; depth < 3; depth++) {
    const texts = words.map(({ text }) => text)
    const at = splitAt(texts)
    const [option = '', letters] = splitting.exec(texts[at] ?? '') ?? []
    if (option === '') break
    const stuck = (texts[at] ?? '').slice(option.length)
    const from = stuck === '' ? at + 1 : at
    const index = words[from]?.index ?? at
    const split = splitWords(stuck === '' ? (texts[from] ?? '') : stuck)
    const before = [...words.slice(0, at), ...(letters ? [{ text: `-${letters}`, index }] : [])]
    words = [...before, ...split.map((text) => ({ text, index })), ...words.slice(from + 1)]
  }
  return words
}

const splitting = /^(?:-([0iv]*)S|--split-string(?:=|$))/

/** The index of the option of `env` whose text is split, or -1. */
function splitAt(argv: readonly string[]): number {
  for (const { name, at, end } of wrapping(argv)) {
    if (name !== 'env') continue
    for (let option = at + 1; option < end; option++) if (splitting.test(argv[option] ?? '')) return option
  }
  return -1
}

function splitWords(text: string): readonly string[] {
  const words = text.match(/(?:'[^']*'?|"(?:\\[^]|[^"\\])*"?|\\[^]|[^\s'"\\])+/g) ?? []
  return words.map((word) => word.replace(/['"]/g, ''))
}

/** The index behind the options that begin there; an `operand` is an option that takes the next item. */
export function afterOptions(argv: readonly string[], from: number, operand: RegExp | undefined): number {
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
