import { rewritten } from '../yaml/change.ts'
import type { Tag } from './tag.ts'

const brace = /\{\{[^]*?\}\}/g

/** A program with a word in the place of everything that stands in two braces. */
export function withoutBraces(program: string, word: string): string {
  return program.replace(brace, word)
}

/** Whether a tag begins within another one. */
export function isNested(program: string, { from }: Tag): boolean {
  const before = program.slice(0, from)
  return before.lastIndexOf('{{') > before.lastIndexOf('}}')
}

/** Whether what was written in the place of some tags of a program makes tags of what stands around it. */
export function makesTags(program: string, tags: readonly Tag[], after: string): boolean {
  const parts = tags.map(({ from, to }) => ({ from, to, text: ' ' }))
  return braces(after).join() !== braces(rewritten(program, parts)).join()
}

function braces(program: string): readonly string[] {
  return program.match(brace) ?? []
}
