import { checkedBy, isStrict, literal, refusedBy } from './expression-check.ts'

/** A variable whose text becomes part of the result of an expression. */
export interface Flow {
  /** `inputs.parameters['a-b']` is `inputs`, `parameters`, `a-b`. */
  readonly path: readonly string[]
  /** It arrives as a JSON literal, quotes and escapes included. */
  readonly json: boolean
}

/** What a part of an expression results in. */
interface Part {
  readonly flows: readonly Flow[]
  /** The text of a string literal. */
  readonly text?: string
}

/** Variables that Argo knows (docs/variables.md). */
export const variables: ReadonlySet<string> = new Set(
  (
    'inputs outputs steps tasks workflow pod item node retries lastRetry cronworkflow ' +
    'duration status exitCode resourcesDuration'
  ).split(' '),
)

const nothing: Part = { flows: [] }

/** Their results are numbers, truth values, hashes or text of a harmless alphabet (expr-lang, sprig). */
const harmless = new Set(
  (
    'asInt asFloat int int64 float float64 atoi toDecimal len count abs ceil floor round add add1 sub mul div mod max min ' +
    'hasPrefix hasSuffix contains regexMatch mustRegexMatch has empty all any none one ' +
    'sha1sum sha256sum sha512sum md5sum adler32sum'
  ).split(' '),
)
/** Their results are of a harmless alphabet too, as long as nothing in the expression decodes them. */
const coders = new Set(['b64enc', 'b32enc', 'toBase64'])
const decoders = new Set(['b64dec', 'b32dec', 'fromBase64', 'decryptAES'])
const encoders = new Set(['toJson', 'toJSON', 'mustToJson', 'toRawJson', 'mustToRawJson'])
const finders = new Set(['regexFind', 'mustRegexFind'])
const replacers = new Set([
  'regexReplaceAll',
  'mustRegexReplaceAll',
  'regexReplaceAllLiteral',
  'mustRegexReplaceAllLiteral',
])
/** A class that removes everything but letters, digits and a few signs that no language gives a meaning to. */
const negatedClass = /^\[\^-?(?:a-z|A-Z|0-9|\\[wd./_-]|[\w./:@=,%+](?!-[^\]]))*-?\]\+?$/

/** What makes the result of a row of operands a truth value or a number, in which no text survives. */
const consuming = new Set(
  'or || and && == != < > <= >= in contains startsWith endsWith matches not ! - * / % ** ^'.split(' '),
)
const joining = new Set(['+', '??', '..'])

const token =
  /\s+|"(?:\\[^]|[^"\\])*"?|'(?:\\[^]|[^'\\])*'?|`[^`]*`?|\d[\w.]*|[A-Za-z_$][\w$]*|\?\.|\?\?|\*\*|&&|\|\||[=!<>]=|\.\.|[^]/g

/** Expressions beyond these are not understood: every variable in them counts. */
const maxLength = 10_000
const maxDepth = 50

/**
 * The variables of an expression (expr-lang with sprig's functions) whose text reaches its result. A comparison or a
 * number holds none of it, a condition decides but does not appear, a sanitizer lets nothing through. Of an
 * expression that is not understood, every variable is told.
 *
 * @param roots the first names of the variables that there are: those of a template, or those of an event
 */
export function flowsOf(expression: string, roots = variables): readonly Flow[] {
  if (expression.length > maxLength) return mentioned(expression, roots)
  const reader = new Reader(wordsOf(expression), roots)
  const { flows } = reader.expression(0)
  return reader.failed || !reader.done ? mentioned(expression, roots) : flows
}

/** Names, literals and signs. */
export function wordsOf(expression: string): readonly string[] {
  return (expression.slice(0, maxLength).match(token) ?? []).filter((word) => word.trim() !== '')
}

function mentioned(expression: string, roots: ReadonlySet<string>): Flow[] {
  const chains = expression.matchAll(
    /(?<![\w$.])(?:\$env\b|[a-zA-Z]\w*)(?:\.[\w-]+|\[\s*(?:'[^'\\]*'|"[^"\\]*")\s*\])*/g,
  )
  return [...chains].flatMap(([chain]) =>
    named(
      chain.split(/[.[\]'"\s]+/).filter((part) => part !== ''),
      roots,
    ),
  )
}

/** The variable of this name, or all that a part of its name stands for. `$env` holds every variable (expr-lang). */
function named(path: readonly string[], roots: ReadonlySet<string>): readonly Flow[] {
  const inner = path[0] === '$env' ? path.slice(1) : path
  if (inner.length === 0 || inner[0] === '$env') return [...roots].map((name) => ({ path: [name], json: false }))
  return roots.has(inner[0] ?? '') ? [{ path: inner, json: false }] : []
}

class Reader {
  failed = false
  private at = 0
  private readonly tokens: readonly string[]
  private readonly roots: ReadonlySet<string>
  private readonly decodes: boolean

  constructor(tokens: readonly string[], roots: ReadonlySet<string>) {
    this.tokens = tokens
    this.roots = roots
    this.decodes = tokens.some((word) => decoders.has(word.replace(/^["'`]|["'`]$/g, '')))
  }

  get done(): boolean {
    return this.at >= this.tokens.length
  }

  /** `condition ? then : else`, or a row of operands. What the condition checks is harmless in one of the two. */
  expression(depth: number): Part {
    if (depth > maxDepth) {
      this.failed = true
      return nothing
    }
    const from = this.at
    const row = this.row(depth)
    if (!this.take('?')) return row
    const condition = this.tokens.slice(from, this.at - 1)
    const yes = this.expression(depth + 1)
    if (!this.take(':')) this.failed = true
    const no = this.expression(depth + 1)
    // What is checked may be decoded then.
    if (this.decodes) return join([yes, no])
    return join([without(yes, checkedBy(condition)), without(no, refusedBy(condition))])
  }

  /** Operands with operators between them. Which binds closer does not matter for what can survive. */
  private row(depth: number): Part {
    const parts: Part[] = []
    let consumed = false
    for (;;) {
      while (this.take('not') || this.take('!') || this.take('-') || this.take('+')) consumed = true
      parts.push(this.operand(depth))
      // `a not in b`
      if (this.peek() === 'not' && consuming.has(this.peek(1))) this.at++
      const operator = this.peek()
      if (consuming.has(operator)) consumed = true
      else if (!joining.has(operator)) break
      this.at++
    }
    let result = consumed ? nothing : parts.length === 1 ? (parts[0] ?? nothing) : plain(parts)
    while (!this.failed && this.take('|')) result = this.chain(this.next(), depth, result)
    return result
  }

  private operand(depth: number): Part {
    const word = this.next()
    if (/^["'`]/.test(word)) return this.after({ flows: [], text: literal(word) ?? '' }, depth)
    if (/^\d/.test(word)) return nothing
    if (word === '(') return this.after(join(this.list(')', depth)), depth)
    if (word === '[') return this.after(join(this.list(']', depth)), depth)
    if (word === '{') return this.after(join(this.list('}', depth)), depth)
    if (word === '#') return this.after(nothing, depth)
    if (word === '.' && this.next() !== '') return this.after(nothing, depth)
    if (/^[A-Za-z_$]/.test(word) && word !== 'let') return this.chain(word, depth)
    this.failed = true
    return nothing
  }

  /** A name with what follows it: members, indexes and calls. */
  private chain(name: string, depth: number, piped?: Part): Part {
    const path = [name]
    for (;;) {
      if (this.take('.') || this.take('?.')) path.push(this.next())
      else if (this.peek() === '[' && /^(?:["'][^\\]*|`[^]*)$/.test(this.peek(1)) && this.peek(2) === ']') {
        path.push(this.peek(1).slice(1, -1))
        this.at += 3
      } else if (
        this.roots !== variables &&
        /^\d+$/.test(this.peek(1)) &&
        this.peek() === '[' &&
        this.peek(2) === ']'
      ) {
        // The lists of a payload hold objects.
        path.push(this.peek(1))
        this.at += 3
      } else break
    }
    if (this.take('(')) {
      const args = [...(piped ? [piped] : []), ...this.list(')', depth)]
      const coded = this.decodes && coders.has(path.at(-1) ?? '')
      return this.after(coded ? plain(args) : this.call(path, args), depth)
    }
    const flows = named(path, this.roots)
    return this.after(piped ? join([piped, { flows }]) : { flows }, depth)
  }

  private call(path: readonly string[], args: readonly Part[]): Part {
    const name = path.at(-1) ?? ''
    if (harmless.has(name) || coders.has(name)) return nothing
    if (encoders.has(name))
      return { flows: args.flatMap(({ flows }) => flows.map((flow) => ({ ...flow, json: true }))) }
    if (finders.has(name) && !this.decodes && finds(args)) return nothing
    if (replacers.has(name) && !this.decodes && cleans(args)) return nothing
    return plain([{ flows: path.length > 1 ? named(path.slice(0, -1), this.roots) : [] }, ...args])
  }

  /**
   * Members and items of a result: its text may survive in them, its encoding does not. What an index says only chooses
   * among them.
   */
  private after(part: Part, depth: number): Part {
    let result = part
    for (;;) {
      if (this.take('.') || this.take('?.')) {
        this.next()
        result = plain([result, ...(this.take('(') ? this.list(')', depth) : [])])
      } else if (this.take('[')) {
        this.list(']', depth)
        result = plain([result])
      } else return result
    }
  }

  /** The parts up to a closing bracket; keys of a map are parts too. */
  private list(close: string, depth: number): Part[] {
    const parts: Part[] = []
    while (!this.take(close)) {
      if (this.done || this.failed) {
        this.failed = true
        return parts
      }
      if (!this.take(',') && !this.take(':')) parts.push(this.expression(depth + 1))
    }
    return parts
  }

  private peek(ahead = 0): string {
    return this.tokens[this.at + ahead] ?? ''
  }

  private next(): string {
    return this.tokens[this.at++] ?? ''
  }

  private take(word: string): boolean {
    if (this.tokens[this.at] !== word) return false
    this.at++
    return true
  }
}

/** Whether all that a pattern can find is of a harmless alphabet. */
function finds([pattern]: readonly Part[]): boolean {
  const text = pattern?.text
  return text !== undefined && isStrict(`^${text.replace(/^\^|\$$/g, '')}$`)
}

/** Whether a replacement leaves only a harmless alphabet of a text. */
function cleans([pattern, , put]: readonly Part[]): boolean {
  return negatedClass.test(pattern?.text ?? '') && /^[\w.-]*$/.test(put?.text ?? '$')
}

function without({ flows }: Part, names: ReadonlySet<string>): Part {
  return { flows: flows.filter(({ path }) => !names.has(path.join('.'))) }
}

function join(parts: readonly Part[]): Part {
  return { flows: parts.flatMap(({ flows }) => flows) }
}

function plain(parts: readonly Part[]): Part {
  return { flows: parts.flatMap(({ flows }) => flows.map(({ path }) => ({ path, json: false }))) }
}
