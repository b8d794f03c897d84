/** A condition on the claims of a user, as a tree: the part of expr-lang that people write (server/auth/rbac). */
export type Claim =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Claim[] }
  | { readonly kind: 'not'; readonly of: Claim }
  | { readonly kind: 'pair'; readonly operator: string; readonly left: Claim; readonly right: Claim }
  /** Anything else: a call, a member, a choice. */
  | { readonly kind: 'other'; readonly parts: readonly Claim[] }

const token =
  /\s+|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`|\d[\w.]*|[A-Za-z_$#][\w$]*|\?\.|\?\?|\.\.|&&|\|\||[=!<>]=|[-+*/%<>!?:,.()[\]{}|^#;=]|([^])/g

/** What stands between two operands, by how tightly it binds. */
const ranks: ReadonlyMap<string, number> = new Map(
  [
    ['||', 'or', '??'],
    ['&&', 'and'],
    ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'contains', 'startsWith', 'endsWith', 'matches'],
    ['+', '-', '..'],
    ['*', '/', '%'],
  ].flatMap((operators, rank) => operators.map((operator) => [operator, rank] as const)),
)

const maxLength = 4000

/** @returns nothing for what is no expression: an open bracket or quote, an operator without an operand */
export function parseClaim(written: string): Claim | undefined {
  const unknown: Claim = { kind: 'other', parts: [] }
  if (written.length > maxLength) return unknown
  const words: string[] = []
  for (const { 0: word, 1: odd } of written.matchAll(token)) {
    if (odd !== undefined) return undefined
    if (word.trim() !== '') words.push(word)
  }
  if (isBroken(words)) return undefined
  const parser = new Parser(words)
  const found = parser.operation(0)
  return found && parser.isDone() ? found : unknown
}

const brackets: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
])

/** Whether a row of words cannot be an expression, in any part of the language. */
function isBroken(words: readonly string[]): boolean {
  const open: string[] = []
  for (const word of words) {
    const opening = brackets.get(word)
    if (opening !== undefined && open.pop() !== opening) return true
    if ('([{'.includes(word)) open.push(word)
  }
  if (words.includes('=') && !words.includes('let')) return true
  const [first = '', last = ''] = [words[0], words.at(-1)]
  const isBinary = ranks.has(first) && first !== '-' && first !== '+'
  return open.length > 0 || words.length === 0 || isBinary || ranks.has(last) || last === 'not' || last === '!'
}

/** One word of lookahead, and a limit of depth: what is written in a manifest must not exhaust the stack. */
class Parser {
  private readonly words: readonly string[]
  private at = 0
  private depth = 0

  constructor(words: readonly string[]) {
    this.words = words
  }

  isDone(): boolean {
    return this.at === this.words.length
  }

  private take(word: string): boolean {
    if (this.words[this.at] !== word) return false
    this.at++
    return true
  }

  operation(rank: number): Claim | undefined {
    if (++this.depth > 200) return undefined
    let left = this.operand()
    for (let operator = this.operator(rank); left && operator !== undefined; operator = this.operator(rank)) {
      const right = this.operation((ranks.get(operator) ?? 0) + 1)
      left = right && { kind: 'pair', operator, left, right }
    }
    this.depth--
    if (!left || rank > 0 || !this.take('?')) return left
    const [yes, no] = [this.operation(0), this.take(':') ? this.operation(0) : undefined]
    return yes && no && { kind: 'other', parts: [left, yes, no] }
  }

  /** The next operator, when it binds at least so tightly. */
  private operator(rank: number): string | undefined {
    const word = this.words[this.at] ?? ''
    const two = word === 'not' && this.words[this.at + 1] === 'in'
    const operator = two ? 'not in' : word
    if ((ranks.get(operator) ?? -1) < rank) return undefined
    this.at += two ? 2 : 1
    return operator
  }

  private operand(): Claim | undefined {
    if (this.take('!') || this.take('not')) {
      const of = this.operation(2)
      return of && { kind: 'not', of }
    }
    const word = this.words[this.at++]
    if (word === undefined) return undefined
    const first = this.simple(word)
    return first && this.suffixed(first)
  }

  private simple(word: string): Claim | undefined {
    if (/^["'`]/.test(word)) return { kind: 'value', value: word.slice(1, -1).replaceAll(/\\(.)/g, '$1') }
    if (/^\d/.test(word)) return { kind: 'value', value: Number(word.replaceAll('_', '')) }
    if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' }
    if (word === 'nil') return { kind: 'value', value: null }
    if (word === '(') {
      const inner = this.operation(0)
      return this.take(')') ? inner : undefined
    }
    if (word === '[') {
      const items = this.list(']')
      return items && { kind: 'list', items }
    }
    if (word === '{' || word === '-' || word === '+') return this.other(word)
    return /^[A-Za-z_$#]/.test(word) && !ranks.has(word) ? { kind: 'name', name: word } : undefined
  }

  /** A closure or map, or a sign before an operand. */
  private other(word: string): Claim | undefined {
    const parts = word === '{' ? this.list('}') : [this.operand()].filter((part) => part !== undefined)
    return parts && parts.length > 0 ? { kind: 'other', parts } : undefined
  }

  /** What follows an operand: a member, an index, the arguments of a call. */
  private suffixed(first: Claim): Claim | undefined {
    let found: Claim | undefined = first
    while (found) {
      if (this.take('.') || this.take('?.')) {
        this.at++
        found = this.at <= this.words.length ? { kind: 'other', parts: [found] } : undefined
      } else if (this.words[this.at] === '(' || this.words[this.at] === '[') {
        const close: string = this.words[this.at++] === '(' ? ')' : ']'
        const parts: readonly Claim[] | undefined = this.list(close)
        found = parts && { kind: 'other', parts: [found, ...parts] }
      } else return found
    }
    return undefined
  }

  private list(close: string): readonly Claim[] | undefined {
    const found: Claim[] = []
    while (!this.take(close)) {
      const item = this.operation(0)
      if (!item) return undefined
      found.push(item)
      if (!this.take(',') && !this.take(':') && !this.take(';') && this.words[this.at] !== close) return undefined
    }
    return found
  }
}

/** Every node of a condition. */
export function* walk(claim: Claim): Generator<Claim> {
  yield claim
  const parts =
    claim.kind === 'pair'
      ? [claim.left, claim.right]
      : claim.kind === 'not'
        ? [claim.of]
        : claim.kind === 'list'
          ? claim.items
          : claim.kind === 'other'
            ? claim.parts
            : []
  for (const part of parts) yield* walk(part)
}
