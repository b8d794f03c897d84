import type { Part } from '../yaml/change.ts'
import type { Program } from './program.ts'
import { type Literal, type Python, readPython } from './python.ts'
import type { Tag } from './tag.ts'

/**
 * A program of Python; nothing when it cannot be read, or `os` cannot be imported in it.
 *
 * @param known whether the interpreter is known to have f-strings
 */
export function pythonProgram(text: string, tags: readonly Tag[], known: boolean): Program | undefined {
  const python = readPython(text, tags)
  if (!python || /(?<![\w.])os\s*(?::?=(?!=)|:)|\b(?:as|def|class|del|for)\s+os\b/.test(python.code)) return undefined
  const formats = python.formats ?? known
  const importing = importOf(text, python.code, Math.min(...tags.map(({ from }) => from)))
  if (importing === undefined) return undefined
  const literals = new Map(
    tags.map((tag) => [tag, python.literals.find(({ holes }) => holes.some(({ from }) => from === tag.from))]),
  )
  const runs = sinks.test(python.code) || commands.test(text)
  return {
    refusal(tag, texts) {
      const literal = literals.get(tag)
      if (!literal) return outside(tag, python)
      if (runs) return 'The program runs text as code or as commands'
      return unwritable(tag, literal, text, formats) ?? differing(literal, texts)
    },
    write(names) {
      const found = new Set([...names.keys()].flatMap((tag) => literals.get(tag) ?? []))
      return [...importing, ...[...found].flatMap((literal) => write(text, literal, names))]
    },
  }
}

/** What runs text, or makes queries of it. */
const sinks =
  /(?<![\w.])(?:eval|exec|compile|execfile|__import__)\s*\(|\bimport_module\b|\bos\.(?:system|popen|exec\w+|spawn\w+)\b|\bshell\s*=(?!\s*False)|\bget(?:status)?output\b|\bcreate_subprocess_shell\b|\bexec_command\b|\.(?:execute|executemany|executescript|read_sql\w*|sql|query|raw)\s*\(|\bTemplate\s*\(/
/** Words of commands that take a text for one more. */
const commands = /(['"])(?:-\w*c|ssh|su)\1/

function outside({ from }: Tag, { comments }: Python): string {
  return comments.some((comment) => comment.from <= from && from < comment.to)
    ? 'The tag stands in a comment, where it serves nothing: delete it'
    : 'The tag stands outside of quotes: its text is an expression, and a variable always holds text'
}

function unwritable(tag: Tag, literal: Literal, text: string, formats: boolean): string | undefined {
  const { prefix, statement, pattern, holes } = literal
  if (statement) return 'The tag stands in a text that the program does not use'
  if (pattern) return 'The tag stands in a pattern of `case`'
  if (/b/i.test(prefix)) return 'The tag stands in a text of bytes'
  const hole = holes.find(({ from }) => from === tag.from)
  if (hole?.expression) return 'The tag stands in an expression of an f-string'
  if (hole?.escaped) return 'A backslash before the tag changes what stands there'
  if (!formats && /u/i.test(prefix)) return 'The text around the tag is of another type than variables in Python 2'
  if (/f/i.test(prefix) || isWhole(tag, literal)) return undefined
  if (!formats || /u/i.test(prefix)) return 'The text around the tag cannot become an f-string'
  return /[{}]/.test(withoutHoles(literal, text))
    ? 'The text around the tag holds braces, so it cannot become an f-string'
    : undefined
}

function withoutHoles({ from, to, holes }: Literal, text: string): string {
  return holes
    .toReversed()
    .reduce((rest, hole) => rest.slice(0, hole.from - from) + rest.slice(hole.to - from), text.slice(from, to))
}

/** Whether a tag is all of a text, which is then no text but a variable. */
function isWhole(tag: Tag, { from, to, prefix, quote, joined }: Literal): boolean {
  return !joined && tag.from === from + prefix.length + quote.length && tag.to === to - quote.length
}

function differing({ prefix, quote }: Literal, texts: readonly string[]): string | undefined {
  const signs = [
    quote.length === 1 ? /['"\n]/ : /'''|"""|['"]$/,
    /r/i.test(prefix) ? /\\$/ : /\\/,
    ...(/f/i.test(prefix) ? [/[{}]/] : []),
  ]
  return texts.some((known) => signs.some((sign) => sign.test(known)))
    ? 'A value in this file holds signs that Python acts upon inside of these quotes'
    : undefined
}

function write(text: string, literal: Literal, names: ReadonlyMap<Tag, string>): readonly Part[] {
  const { from, to, prefix, quote, holes } = literal
  // A keyword may stand right before a quote, but not before a name.
  const space = /\w/.test(text[from - 1] ?? '') ? ' ' : ''
  const chosen = [...names].filter(([tag]) => holes.some((hole) => hole.from === tag.from))
  const whole = chosen.find(([tag]) => isWhole(tag, literal))
  if (whole) return [{ from, to, text: `${space}os.environ["${whole[1]}"]` }]
  const other = quote.startsWith('"') ? "'" : '"'
  const parts = chosen.map(([tag, name]) => ({
    from: tag.from,
    to: tag.to,
    text: `{os.environ[${other}${name}${other}]}`,
  }))
  return /f/i.test(prefix) ? parts : [{ from, to: from, text: `${space}f` }, ...parts]
}

const importing =
  /^(?![ \t])(?:[^\n:]*;)?[ \t]*import[ \t]+(?:[\w.]+(?:[ \t]+as[ \t]+\w+)?[ \t]*,[ \t]*)*os(?:\.\w+)*[ \t]*(?:[,;]|$)/m

/** What imports `os`, unless that is done before the first use; nothing where no line can be put. */
function importOf(text: string, code: string, use: number): readonly Part[] | undefined {
  const imported = importing.exec(code)
  if (imported && imported.index < use) return []
  const from = firstStatement(code)
  if (from === undefined) return undefined
  const compound = /^(?:if|for|while|def|class|with|try|async|match|@)/.test(code.slice(from))
  const oneLine = !text.includes('\n') && !compound
  return [{ from, to: from, text: oneLine ? 'import os; ' : 'import os\n' }]
}

/** Where the first statement begins, behind comments, the program's own description and imports from the future. */
function firstStatement(code: string): number | undefined {
  const [skipped = ''] = /^(?:[^\S\n]*\n|from[ \t]+__future__[^\n;(\\]*\n)*/.exec(code) ?? []
  return /^(?!from\s+__future__)\S/.test(code.slice(skipped.length)) ? skipped.length : undefined
}
