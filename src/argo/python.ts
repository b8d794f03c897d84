import type { Hole } from './shell-word.ts'

/** A string literal with holes in it. */
export interface Literal extends Hole {
  /** `r`, `f`, `b`, `u` and two of them, in any case. */
  readonly prefix: string
  /** One or three. */
  readonly quote: string
  readonly holes: readonly InLiteral[]
  /** It is a statement of its own: a description that nothing reads. */
  readonly statement: boolean
  /** Another literal beside it is part of the same text. */
  readonly joined: boolean
  /** It stands behind `case`, where no expression can. */
  readonly pattern: boolean
}

interface InLiteral extends Hole {
  /** Within the braces of an f-string. */
  readonly expression: boolean
  /** Behind a backslash. */
  readonly escaped: boolean
}

export interface Python {
  readonly comments: readonly Hole[]
  readonly literals: readonly Literal[]
  /** The text with blanks for all that is a literal, a comment or a hole. Line ends stay. */
  readonly code: string
  /** It holds an f-string, or what only Python 2 takes; nothing when it holds neither. */
  readonly formats: boolean | undefined
}

type Holes = ReadonlyMap<number, Hole>
type Open = Omit<Literal, 'statement' | 'joined' | 'pattern'>

const beginning = /((?<!\w)[rRbBuUfF]{1,2}|)('''|"""|'|")/y

/** Splits a program into code, comments and literals (Python Language Reference 2.4); nothing when a literal stays open. */
export function readPython(text: string, all: readonly Hole[]): Python | undefined {
  const holes = new Map(all.map((hole) => [hole.from, hole]))
  const found: Open[] = []
  const comments: Hole[] = []
  let code = ''
  for (let at = 0, start = 0; at < text.length; start = at) {
    const hole = holes.get(at)
    if (hole) at = hole.to
    else if (text[at] === '#') comments.push({ from: at, to: (at = lineEnd(text, at, holes)) })
    else {
      beginning.lastIndex = at
      const [opening, prefix = '', quote = ''] = beginning.exec(text) ?? []
      if (opening === undefined) {
        code += text[at++]
        continue
      }
      const literal = readLiteral(text, { from: at, prefix, quote }, holes)
      if (!literal) return undefined
      found.push(literal)
      at = literal.to
    }
    code += text.slice(start, at).replace(/[^\n]/g, ' ')
  }
  const literals = found.filter(({ holes: inside }) => inside.length > 0)
  const formats = found.some(({ prefix }) => /f/i.test(prefix)) || undefined
  return {
    code,
    comments,
    formats: isOld(text, code) ? false : formats,
    literals: literals.map((literal) => ({ ...literal, ...around(literal, found, text, code) })),
  }
}

/** What Python 2 has and Python 3 has not: statements, signs, and names of its library. */
const old =
  /(?:^|[;:])[ \t]*(?:exec[ \t]+\w|except[ \t]+[\w.]+[ \t]*,[ \t]*\w+[ \t]*:|raise[ \t]+\w+[ \t]*,|(?:import|from)[ \t]+(?:urllib2|ConfigParser|StringIO)\b)|(?<![\w.])(?:xrange|raw_input|unicode)[ \t]*\(|<>|`/m

function isOld(text: string, code: string): boolean {
  if (/^#!.*\bpython2/.test(text) || old.test(code)) return true
  return [...code.matchAll(/(?:^|[;:])[ \t]*print[ \t]+/gm)].some(({ 0: found, index }) =>
    /^(?!(?:in|is|if|and|or|not)\b)(?:\w|'|"|>>)/.test(text.slice(index + found.trimEnd().length).trimStart()),
  )
}

function lineEnd(text: string, from: number, holes: Holes): number {
  let at = from
  while (at < text.length && text[at] !== '\n') at = holes.get(at)?.to ?? at + 1
  return at
}

type Opening = Pick<Literal, 'from' | 'prefix' | 'quote'>

function readLiteral(text: string, opening: Opening, holes: Holes): Open | undefined {
  const { from, prefix, quote } = opening
  const inside: InLiteral[] = []
  let depth = 0
  let escaped = false
  for (let at = from + prefix.length + quote.length; at < text.length;) {
    const hole = holes.get(at)
    if (hole) {
      inside.push({ from: at, to: hole.to, expression: depth > 0, escaped })
      escaped = false
      at = hole.to
    } else if (text.startsWith(quote, at))
      return depth === 0 ? { ...opening, to: at + quote.length, holes: inside } : undefined
    else if (text[at] === '\n' && quote.length === 1) return undefined
    else if (text[at] === '\\') {
      escaped = holes.has(at + 1)
      at += escaped ? 1 : 2
    } else if (/f/i.test(prefix) && /[{}]/.test(text.charAt(at))) {
      const doubled = depth === 0 && text[at + 1] === text[at] && !holes.has(at + 1)
      if (!doubled) depth += text[at] === '{' ? 1 : -1
      at += doubled ? 2 : 1
    } else at++
  }
  return undefined
}

function around(
  { from, to }: Open,
  all: readonly Open[],
  text: string,
  code: string,
): Pick<Literal, 'statement' | 'joined' | 'pattern'> {
  const before = code.slice(0, from)
  const depth = (before.match(/[([{]/g)?.length ?? 0) - (before.match(/[)\]}]/g)?.length ?? 0)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  const begins = depth === 0 && /(?:^|[;:])\s*$/.test(line) && !/\blambda\b[^:]*:\s*$/.test(line)
  const continues = /\\\n[ \t]*$/.test(text.slice(0, from))
  return {
    statement: begins && !continues && /^[^\S\n]*(?:\n|;|$)/.test(code.slice(to)),
    joined: all.some((other) => touches(other, { from, to }, { code, text, bracketed: depth > 0 })),
    pattern: /^\s*case\b/.test(line),
  }
}

interface Context {
  readonly code: string
  readonly text: string
  readonly bracketed: boolean
}

/** Whether nothing stands between two literals, so that they are one text. */
function touches(other: Hole, { from, to }: Hole, { code, text, bracketed }: Context): boolean {
  if (other.from === from) return false
  const [low, high] = other.to <= from ? [other.to, from] : [to, other.from]
  const between = code.slice(low, high)
  if (between.trim() !== '') return false
  return bracketed || !between.includes('\n') || /^\s*\\\n\s*$/.test(text.slice(low, high))
}
