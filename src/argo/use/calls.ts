import type { Hole } from '../shell-word.ts'
import { between } from './expansion.ts'
import type { Use } from './use.ts'

/** A place in a program where a variable of the environment, or a name that may hold the text of one, is read. */
export interface Mark extends Hole {
  /** The variable of the environment. */
  readonly given?: string
  /** The name in the program. */
  readonly name?: string
  /** The expression that it is part of, in a literal whose expressions are filled in. */
  readonly within?: Hole
}

/** A program of a language whose code is expressions with calls. */
export interface Calls {
  /** With blanks for literals, comments and marks. */
  readonly code: string
  /** In their order; none in comments, nor in literals that are not filled in. */
  readonly marks: readonly Mark[]
  readonly assignments: readonly Assignment[]
  readonly sinks: readonly Sink[]
  /** Calls whose result still holds the text that they are given. */
  readonly passing: ReadonlySet<string>
  /** Whether the program looks at a name before a place. */
  readonly isChecked: (name: string, before: number) => boolean
}

export interface Assignment {
  readonly name: string
  /** Where its value begins. */
  readonly from: number
  /** Where it ends, when that is not with the line. */
  readonly to?: number
}

export interface Sink {
  /** The stretch of the argument that is run. */
  readonly argument: Hole
  readonly what: string
  /** It is a query, and no code. */
  readonly query?: true
}

/** What a program says that makes queries of a database, as opposed to other things that can be executed. */
export const sql =
  /\b(?:select\s[^;]{0,400}?\sfrom|insert\s+(?:or\s+\w+\s+)?into|update\s+\S{1,80}\s+set|delete\s+from|(?:create|drop|alter|truncate)\s+(?:table|view|schema|database|index|role|user)|copy\s+\S{1,80}\s+(?:from|to)|merge\s+into)\b/i

/** Marks whose text comes to stand where they are, and the literals that hold some of them. */
export interface Placed {
  readonly marks: readonly Mark[]
  readonly literals: readonly Hole[]
}

/** Code in which a literal of several lines is one of them. */
export function flat(code: string, literals: readonly Hole[]): string {
  let found = ''
  let at = 0
  for (const { from, to } of literals) {
    if (from < at) continue
    found += code.slice(at, from) + code.slice(from, to).replaceAll('\n', ' ')
    at = to
  }
  return found + code.slice(at)
}

/** Nobody reads more variables in one program. */
export const mostMarks = 300
export const mostCalls = 500
/** Letters that are looked at; a hostile program is not followed to its end. */
const most = 5_000_000

/** Uses of variables as code, by one pass over what is assigned, from the beginning to the end. */
export function usesInCalls(program: Calls, text: string): readonly Use[] {
  const held = new Map<string, ReadonlySet<string>>()
  const events = [
    ...program.assignments.map((assignment) => ({ at: assignment.from, assignment, sink: undefined })),
    ...program.sinks.map((sink) => ({ at: sink.argument.from, assignment: undefined, sink })),
  ].toSorted((a, b) => a.at - b.at)
  const uses: Use[] = []
  const budget = { left: most }
  for (const { assignment, sink } of events) {
    if (assignment) {
      const { from, to = lineEnd(program.code, from) } = assignment
      const value = { from, to }
      const origins = new Set(arriving(value, program, text, held, budget).flatMap((one) => one.origins))
      if (origins.size > 0 || isPlain(program.code, assignment)) held.set(assignment.name, origins)
    } else
      for (const { mark, origins } of arriving(sink.argument, program, text, held, budget)) {
        const { from, to } = mark
        const variable = mark.name ?? mark.given ?? ''
        uses.push({
          from,
          to,
          variable,
          origins: new Set(origins),
          how: sink.query ? 'query' : 'code',
          what: sink.what,
        })
      }
  }
  const seen = new Set<number>()
  return uses.filter(({ from, to }) => text.length >= to && !seen.has(from) && seen.add(from))
}

/** At the beginning of a line: not done only in some cases. */
function isPlain(code: string, { from }: Assignment): boolean {
  return !/^[ \t]/.test(code.slice(code.lastIndexOf('\n', from) + 1, from))
}

function arriving(
  stretch: Hole,
  { code, marks, passing, isChecked }: Calls,
  text: string,
  held: ReadonlyMap<string, ReadonlySet<string>>,
  budget: { left: number },
): readonly { readonly mark: Mark; readonly origins: readonly string[] }[] {
  return between(marks, stretch).flatMap((mark) => {
    const origins = mark.given === undefined ? [...(held.get(mark.name ?? '') ?? [])] : [mark.given]
    if (origins.length === 0 || (mark.name !== undefined && isChecked(mark.name, stretch.from))) return []
    budget.left -= stretch.to - stretch.from
    if (budget.left < 0) return []
    const calls = [...callsAround(code, stretch, mark), ...(mark.within ? callsAround(text, mark.within, mark) : [])]
    return calls.every((name) => passing.has(name)) ? [{ mark, origins }] : []
  })
}

/** The names of the functions in whose brackets a mark stands, and of those that are called on it or on its text. */
function callsAround(code: string, { from, to }: Hole, mark: Hole): readonly string[] {
  const open: string[] = []
  for (let at = from; at < mark.from; at++) {
    if (code[at] === '(') open.push(nameBefore(code, at))
    else if (code[at] === ')') open.pop()
  }
  const methods: string[] = []
  const method = /\s*\.\s*(\w+)\s*\(?|\s*\[[^[\]]{0,80}\]/y
  for (let at = mark.to; at < to;) {
    method.lastIndex = at
    const found = method.exec(code)
    if (!found) break
    if (found[1] !== undefined) methods.push(found[1])
    at = found[0].endsWith('(') ? closing(code, method.lastIndex) : method.lastIndex
  }
  return [...open.filter((name) => name !== ''), ...methods]
}

function nameBefore(code: string, at: number): string {
  return /(\w+)\s*$/.exec(code.slice(Math.max(0, at - 60), at))?.[1] ?? ''
}

/** Where the brackets end that are open at a place, behind the one that closes them. */
function closing(code: string, from: number): number {
  let depth = 1
  for (let at = from; at < code.length && at < from + longestValue; at++) {
    if (/[([{]/.test(code.charAt(at))) depth++
    else if (/[)\]}]/.test(code.charAt(at)) && --depth === 0) return at + 1
  }
  return Math.min(code.length, from + longestValue)
}

/** The end of a line, or of the last one of those that brackets join. */
function lineEnd(code: string, from: number): number {
  let depth = 0
  for (let at = from; at < code.length && at < from + longestValue; at++) {
    const char = code.charAt(at)
    if (/[([{]/.test(char)) depth++
    else if (/[)\]}]/.test(char)) depth--
    else if (depth <= 0 && /[\n;]/.test(char)) return at
  }
  return Math.min(code.length, from + longestValue)
}

/** No value or argument that is meant to be read is longer. */
const longestValue = 4000

/** The arguments of a call whose bracket opens before a place, as far as they are told apart by commas. */
export function argumentsOf(code: string, from: number): readonly Hole[] {
  const end = closing(code, from) - 1
  const found: Hole[] = []
  let start = from
  for (let at = from, depth = 0; at <= end; at++) {
    const char = code.charAt(at)
    if (at === end || (char === ',' && depth === 0)) {
      found.push({ from: start, to: at })
      start = at + 1
    } else if (/[([{]/.test(char)) depth++
    else if (/[)\]}]/.test(char)) depth--
  }
  return found
}

/** The place behind a match, or none that comes. */
export function endOf(found: RegExpExecArray | null): number {
  return found ? found.index + found[0].length : Infinity
}
