import { Obscure } from './shell-cursor.ts'
import type { Command, Hole, Open, Role, Spot, Word } from './shell-word.ts'
import { Words } from './shell-words.ts'

export interface Shell {
  readonly text: string
  readonly arithmetics: readonly string[]
  readonly spots: readonly Spot[]
  readonly commands: readonly Command[]
  /** The names of those that it defines. */
  readonly functions: ReadonlySet<string>
}

/**
 * Reads a program of `sh`, `bash` or one of their kin as far as it takes to say where its holes stand (POSIX, Shell
 * Command Language, 2.2 to 2.10; bash's `[[`, `((`, `<<<`, `<(…)`, `$'…'` and arrays).
 *
 * @returns nothing for what is not understood, such as a quote that stays open
 */
export function readShell(text: string, holes: readonly Hole[]): Shell | undefined {
  const reader = new Reader(text, holes)
  try {
    reader.all()
  } catch (error) {
    if (error instanceof Obscure) return undefined
    throw error
  }
  return reader
}

interface Document {
  readonly end: string
  readonly quoted: boolean
  readonly tabs: boolean
  readonly command: Open<Command>
}

/** What stands between reading two words of one list of commands. */
interface List {
  command: Open<Command>
  readonly within: Open<Command> | undefined
  readonly inWord: Open<Word> | undefined
  /** For each `case` that is open, whether a pattern comes next. */
  readonly cases: boolean[]
}

const skipped = new Set('if then elif else do while until ! { time coproc'.split(' '))
const closing = new Set('fi done } esac'.split(' '))
const redirection = /(?:\d*|&)(<<<|<<-?|<>|<&|>&|>>|>\||<(?!\()|>(?!\())/y
const operator = /;;&|;;|;&|&&|\|\||\|&|[;&|]/y
const assignment = /[A-Za-z_]\w*(?:\[[^\]\s]*\])?\+?=/y

class Reader extends Words implements Shell {
  readonly commands: Command[] = []
  readonly functions = new Set<string>()
  private pending: Document[] = []

  all(): void {
    this.list('')
  }

  protected list(close: ')' | ''): void {
    this.enter()
    const { pending } = this
    this.pending = []
    const list: List = { command: empty([]), within: this.command, inWord: this.word, cases: [] }
    this.begin(list, [])
    this.word = undefined
    while (!this.closes(close, list)) this.step(list)
    this.finish(list, false)
    if (this.pending.length > 0) throw new Obscure()
    this.pending = pending
    this.depth--
  }

  private closes(close: ')' | '', { cases }: List): boolean {
    this.blanks()
    if (this.char === '' && (close !== '' || cases.length > 0)) throw new Obscure()
    if (this.char === '') return true
    if (close === '' || this.char !== ')' || cases.at(-1) === true || inTest(this.command)) return false
    if (cases.length > 0) throw new Obscure()
    this.at++
    return true
  }

  private step(list: List): void {
    const { char } = this
    const test = inTest(list.command)
    if (char === '\n') this.line(list, test)
    else if (char === '#') this.comment()
    else if (list.cases.at(-1) === true) this.pattern(list)
    else if (test && /[<>()&|]/.test(char)) this.at++
    else if (char === '(') this.bracket(list)
    else if (this.match(redirection)) this.redirect(list.command)
    else if (/[;&|]/.test(char)) this.operator(list)
    else if (char === ')') throw new Obscure()
    else this.next(list)
  }

  private begin(list: List, pipeline: Command[]): void {
    list.command = { ...empty(pipeline), within: list.within, inWord: list.inWord }
    this.command = list.command
  }

  private finish(list: List, piped: boolean): void {
    const { command } = list
    const { words, assignments, targets, pipeline } = command
    if (words.length + assignments.length + targets.length === 0) return
    pipeline.push(command)
    this.commands.push(command)
    this.begin(list, piped ? pipeline : [])
  }

  private line(list: List, test: boolean): void {
    const { words } = list.command
    this.at++
    // The `in` of `for name` may stand on the next line.
    const open = words.length === 2 && /^(?:for|select|case)$/.test(words[0]?.text ?? '')
    if (!test && !open) this.finish(list, false)
    const { pending } = this
    this.pending = []
    for (const document of pending) this.body(document, list)
  }

  private bracket(list: List): void {
    const { words, assignments } = list.command
    const [first] = words
    if (this.starts('((') && (words.length === 0 || first?.text === 'for')) return this.arithmetic(2)
    if (words.length === 1 && /^\(\s*\)/.test(this.text.slice(this.at, this.at + 9))) {
      this.at = this.text.indexOf(')', this.at) + 1
      this.functions.add(first?.text ?? '')
      words.length = 0
      return
    }
    if (words.length + assignments.length > 0) throw new Obscure()
    this.at++
    this.command = list.within
    this.word = list.inWord
    this.list(')')
    this.command = list.command
    this.word = undefined
    this.compound(list, ')')
  }

  private compound({ command }: List, text: string): void {
    command.words.push({ from: this.at, to: this.at, text, role: 'word' })
    command.compound = true
  }

  private operator(list: List): void {
    const sign = this.match(operator)?.[0] ?? ''
    this.at += sign.length
    this.finish(list, sign === '|' || sign === '|&')
    if (sign.length === 1 || !sign.startsWith(';')) return
    if (list.cases.pop() === undefined) throw new Obscure()
    list.cases.push(true)
  }

  /** The patterns of one clause of `case`, or its `esac`. */
  private pattern(list: List): void {
    if (/^esac(?![\w-])/.test(this.text.slice(this.at, this.at + 5))) {
      this.at += 4
      list.cases.pop()
      return this.compound(list, 'esac')
    }
    if (this.char === '(') this.at++
    for (;;) {
      this.blanks()
      this.read('pattern')
      this.blanks()
      if (this.char !== '|') break
      this.at++
    }
    if (this.char !== ')') throw new Obscure()
    this.at++
    list.cases.pop()
    list.cases.push(false)
  }

  private next(list: List): void {
    const { command } = list
    const { words } = command
    const first = words.length === 0
    const word = this.read(roleOf(command, this.match(assignment)), words.at(-1)?.text === '=~')
    if (word.role === 'assignment') {
      command.assignments.push(word)
      return
    }
    const bare = this.text.slice(word.from, word.to)
    if (first && command.assignments.length === 0 && skipped.has(bare)) return
    if (first && closing.has(bare)) {
      if (bare === 'esac' && list.cases.pop() === undefined) throw new Obscure()
      return this.compound(list, bare)
    }
    words.push(word)
    if (words.length === 3 && words[0]?.text === 'case') {
      if (bare !== 'in') throw new Obscure()
      this.finish(list, false)
      list.cases.push(true)
    }
    if (words.length === 2 && words[0]?.text === 'function') {
      this.blanks()
      if (this.starts('()')) this.at += 2
      this.functions.add(word.text)
      words.length = 0
    }
  }

  private redirect(command: Open<Command>): void {
    const [written = '', sign = ''] = this.match(redirection) ?? []
    this.at += written.length
    this.blanks()
    const word = this.read(sign === '<<<' ? 'input' : 'target')
    if (sign.includes('>')) command.targets.push(word)
    if (sign !== '<<' && sign !== '<<-') return
    const quoted = /['"\\]/.test(this.text.slice(word.from, word.to))
    this.pending.push({ end: word.text, quoted, tabs: sign === '<<-', command })
  }

  private body({ end, quoted, tabs, command }: Document, list: List): void {
    let line = this.at
    let next = line
    for (; ; line = next) {
      if (line >= this.end) throw new Obscure()
      const stop = this.text.indexOf('\n', line)
      next = stop < 0 || stop >= this.end ? this.end : stop + 1
      const content = this.text.slice(line, stop < 0 || stop >= this.end ? this.end : stop)
      if ((tabs ? content.replace(/^\t+/, '') : content) === end) break
    }
    this.command = command
    if (quoted) this.pass('quoted-here-document', () => this.at >= line, { from: this.at, to: line })
    else this.document(line)
    this.command = list.command
    this.at = next
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    return found && this.at + found[0].length <= this.end ? found : undefined
  }
}

function empty(pipeline: Command[]): Open<Command> {
  return { words: [], assignments: [], targets: [], pipeline, within: undefined, inWord: undefined, compound: false }
}

function inTest(command: Command | undefined): boolean {
  return command?.words[0]?.text === '[[' && command.words.at(-1)?.text !== ']]'
}

function roleOf({ words }: Command, assigns: unknown): Role {
  if (words.length === 0) return assigns ? 'assignment' : 'word'
  return words.length > 2 && /^(?:for|select)$/.test(words[0]?.text ?? '') ? 'list' : 'word'
}
