import type { Part } from '../yaml/change.ts'
import type { Program } from './program.ts'
import type { Hole } from './shell-word.ts'
import type { Tag } from './tag.ts'

/** A program for Node or Bun; nothing when it cannot be read. */
export function javascriptProgram(text: string, tags: readonly Tag[]): Program | undefined {
  const script = readScript(text, tags)
  if (!script) return undefined
  const literals = new Map(
    tags.map((tag) => [tag, script.literals.find(({ holes }) => holes.some(({ from }) => from === tag.from))]),
  )
  const runs = sinks.test(script.code)
  return {
    refusal(tag, texts) {
      const literal = literals.get(tag)
      if (!literal) return outside(tag, script)
      if (runs) return 'The program runs text as code, as commands or as queries'
      return unwritable(tag, literal, text, script.code) ?? differing(texts)
    },
    write(names) {
      const found = new Set([...names.keys()].flatMap((tag) => literals.get(tag) ?? []))
      return [...found].flatMap((literal) => write(text, literal, names))
    },
  }
}

/** What runs text, or makes queries of it. */
const sinks =
  /(?<![\w$])(?:eval|Function)\b|\b(?:exec|spawn)\w*\s*\(|\.query\s*\(|\brunIn\w*Context\b|\bprocess\s*=(?!=)/

function outside({ from }: Tag, { comments }: Script): string {
  return comments.some((comment) => comment.from <= from && from < comment.to)
    ? 'The tag stands in a comment, where it serves nothing: delete it'
    : 'The tag stands outside of quotes: its text is an expression, and a variable always holds text'
}

function unwritable(tag: Tag, literal: Literal, text: string, code: string): string | undefined {
  const { from, to, quote, escaped } = literal
  const before = code.slice(0, from).trimEnd()
  const after = code.slice(to).trimStart()
  if (escaped.has(tag.from)) return 'A backslash or a `$` before the tag changes what stands there'
  if (/[{,]$/.test(before) && /^[:(]/.test(after)) return 'The tag stands in the name of a property'
  if (/(?:^|[;{}])$/.test(before) && !/^[+.[(]/.test(after))
    return 'The tag stands in a text that the program does not use'
  if (/\b(?:from|import|require\s*\(|import\s*\()$/.test(before))
    return 'The text around the tag names a module that is run'
  if (quote === '`' && /[\w$)\]]$/.test(before) && !keyword.test(before))
    return 'A function takes the text around the tag apart'
  if (quote === '`') return undefined
  return isWhole(tag, literal) || !/`|\$\{|\\\d/.test(text.slice(from, to))
    ? undefined
    : 'The text around the tag cannot become a template literal'
}

const keyword = /\b(?:return|case|typeof|await|yield|in|of|throw|else)$/

function differing(texts: readonly string[]): string | undefined {
  return texts.some((known) => /[\\'"`\n]|\$\{/.test(known))
    ? 'A value in this file holds signs that JavaScript acts upon inside of quotes'
    : undefined
}

function isWhole(tag: Hole, { from, to }: Literal): boolean {
  return tag.from === from + 1 && tag.to === to - 1
}

function write(text: string, literal: Literal, names: ReadonlyMap<Tag, string>): readonly Part[] {
  const { from, to, quote, holes } = literal
  const space = /\w/.test(text[from - 1] ?? '') ? ' ' : ''
  const chosen = [...names].filter(([tag]) => holes.some((hole) => hole.from === tag.from))
  const whole = chosen.find(([tag]) => isWhole(tag, literal))
  if (whole) return [{ from, to, text: `${space}process.env.${whole[1]}` }]
  const parts = chosen.map(([tag, name]) => ({ from: tag.from, to: tag.to, text: `\${process.env.${name}}` }))
  if (quote === '`') return parts
  return [{ from, to: from + 1, text: '`' }, ...parts, { from: to - 1, to, text: '`' }]
}

interface Literal extends Hole {
  readonly quote: string
  readonly holes: readonly Hole[]
  /** Holes behind a backslash or a `$`. */
  readonly escaped: ReadonlySet<number>
}

interface Script {
  readonly comments: readonly Hole[]
  readonly literals: readonly Literal[]
  /** The text with blanks for all that is a literal, a comment or a hole. */
  readonly code: string
}

/** Splits a program into code, comments and literals (ECMA-262, 12); nothing when one of them stays open. */
export function readScript(text: string, all: readonly Hole[]): Script | undefined {
  const holes = new Map(all.map((hole) => [hole.from, hole]))
  const literals: Literal[] = []
  const comments: Hole[] = []
  let code = ''
  for (let at = 0, start = 0; at < text.length; start = at) {
    const char = text.charAt(at)
    const hole = holes.get(at)
    if (hole) at = hole.to
    else if (text.startsWith('//', at) || text.startsWith('/*', at)) {
      const end = text.indexOf(text[at + 1] === '*' ? '*/' : '\n', at + 2)
      comments.push({ from: at, to: (at = end < 0 ? text.length : end + (text[at + 1] === '*' ? 2 : 0)) })
    } else if (/['"`]/.test(char)) {
      const literal = readLiteral(text, at, holes)
      if (!literal) return undefined
      literals.push(literal)
      at = literal.to
    } else if (char === '/' && /[)\]}]/.test(lastOf(code)) && /^\/[^\n/]*['"`][^\n]*\//.test(text.slice(at))) {
      // A pattern, or a division: a quote in it is one thing or another.
      return undefined
    } else if (char === '/' && !/[\w$)\]}]/.test(lastOf(code))) {
      const [pattern] = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/\w*/.exec(text.slice(at)) ?? []
      if (pattern === undefined || all.some(({ from }) => from > at && from < at + pattern.length)) return undefined
      at += pattern.length
    } else {
      code += char
      at++
      continue
    }
    code += text.slice(start, at).replace(/[^\n]/g, ' ')
  }
  return { code, comments, literals }
}

function lastOf(code: string): string {
  return code.trimEnd().slice(-1)
}

/** A text in quotes. One with code in it, in `${…}`, is taken as far as no quotes and braces stand in that. */
function readLiteral(text: string, from: number, holes: ReadonlyMap<number, Hole>): Literal | undefined {
  const quote = text.charAt(from)
  const inside: Hole[] = []
  const escaped = new Set<number>()
  for (let at = from + 1; at < text.length;) {
    const hole = holes.get(at)
    if (hole) {
      inside.push(hole)
      at = hole.to
      continue
    }
    const char = text.charAt(at)
    if (char === quote) return { from, to: at + 1, quote, holes: inside, escaped }
    if (char === '\n' && quote !== '`') return undefined
    const next = holes.has(at + 1)
    if (next && (char === '\\' || (char === '$' && quote === '`'))) escaped.add(at + 1)
    if (!next && quote === '`' && text.startsWith('${', at)) {
      const [code] = /^\$\{[^{}'"`]*\}/.exec(text.slice(at)) ?? []
      if (code === undefined || code.includes('{{')) return undefined
      at += code.length
    } else at += char === '\\' && !next ? 2 : 1
  }
  return undefined
}
