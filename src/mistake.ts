import type * as z from 'zod/mini'
import { closest, meant } from './argo/closest.ts'

/** A mistake of a config file: under which keys and indexes, and what is wrong there. */
export interface Mistake {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/**
 * What zod found, one by one, in words. An unknown key comes with the nearest known one: see `section` in schema.ts
 * for where the known ones are.
 */
export function* mistakes(issues: readonly z.core.$ZodIssue[], above: readonly PropertyKey[] = []): Generator<Mistake> {
  for (const issue of issues) {
    const path = [...above, ...issue.path]
    const inside = issue.code === 'invalid_union' ? deeper(issue) : []
    if (inside.length > 0) yield* mistakes(inside, path)
    else if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(' ').filter((key) => key !== '')
      for (const key of issue.keys) yield { path: [...path, key], message: unknownKey(key, path.join('.'), known) }
    } else if (issue.code === 'invalid_key') {
      yield { path, message: `A key of ${name(path.slice(0, -1))} ${issue.issues[0]?.message}` }
    } else yield { path, message: `${name(path)} ${issue.message}` }
  }
}

/** What is wrong inside a value whose own type is right for one side of a union. */
function deeper({ errors }: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] {
  const inside =
    errors.find((side) => side.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys')) ?? []
  // A key that is missing because it is mistyped is one mistake.
  const unknown = inside.filter(({ code }) => code === 'unrecognized_keys')
  return unknown.length > 0 ? unknown : inside
}

function name(path: readonly PropertyKey[]): string {
  const last = path.at(-1)
  if (typeof last === 'number') return `Item ${last + 1} of ${name(path.slice(0, -1))}`
  return path.length === 0 ? 'The file' : quoted(path.join('.'))
}

function unknownKey(key: string, section: string, known: readonly string[]): string {
  const near = meant(key, known)
  const what =
    section === 'rules'
      ? `There is no rule ${quoted(key)}`
      : `There is no key ${quoted(key)} ${section === '' ? 'here' : `in ${quoted(section)}`}`
  if (near.length > 0 && near.length <= most) return `${what}; did you mean ${near.map(quoted).join(' or ')}?`
  if (section === 'rules') return `${what}; \`lynceus rules\` lists all`
  const own = known.filter((one) => !one.includes('.'))
  return `${what}; there ${own.length === 1 ? 'is only' : 'are'} ${listed(own)}`
}

/** A key that resembles more than these resembles none. */
const most = 6

/** `, not …`, and what may have been meant. */
export function instead(input: unknown, meant: readonly string[] = []): string {
  if (input === undefined) return ''
  const near = typeof input === 'string' ? closest(input, meant) : undefined
  return `, not ${quoted(input)}${near === undefined ? '' : `; did you mean ${quoted(near)}?`}`
}

export function listed(words: readonly string[]): string {
  return words.map(quoted).join(', ')
}

/** Short enough for a line: a file may hold anything. */
export function quoted(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'a mapping'
  const text = String(value)
  return value === null ? 'nothing' : `\`${text.length > 80 ? `${text.slice(0, 80)}…` : text}\``
}
