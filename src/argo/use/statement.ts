import { once } from '../../yaml/once.ts'
import type { Shell } from '../shell.ts'
import type { Command, Hole } from '../shell-word.ts'

/** A command that stands in no word of another one. */
export interface Statement extends Hole {
  readonly command: Command
  /** What joins it to the one before, such as `||`; a line end or `;` is nothing. */
  readonly joint: '&&' | '||' | '|' | ''
  /** `if`, `!`, `else` and such right before it. */
  readonly keywords: readonly string[]
  readonly block: Block | undefined
}

/** What stands between `if` and `fi` and the like, or in the braces of a function. */
export interface Block {
  readonly kind: 'if' | 'do' | 'case' | '{'
  readonly from: number
  to: number
  /** The function whose body it is. */
  readonly name: string | undefined
  readonly outer: Block | undefined
}

export interface Structure {
  readonly statements: readonly Statement[]
  readonly functions: readonly Block[]
}

const words = /(?:^|[\s;&|(){}])((?:(?:if|then|elif|else|while|until|do|!|time|\{)(?:\s+|$))+)$/
const openers = new Map<string, Block['kind']>([
  ['if', 'if'],
  ['while', 'do'],
  ['until', 'do'],
  ['for', 'do'],
  ['select', 'do'],
  ['case', 'case'],
  ['{', '{'],
])
const closers = new Map<string, Block['kind']>([
  ['fi', 'if'],
  ['done', 'do'],
  ['esac', 'case'],
  ['}', '{'],
])

/** The commands of a program in their order, each with the blocks around it. */
export const structure = once(read)

/** What ends the block around a command, whose output is also the block's; nothing outside of blocks. */
export function outerOf(command: Command, shell: Shell): Command | undefined {
  const { statements } = structure(shell)
  const own = statements.find((one) => one.command === command)?.block
  const block = command.compound ? own?.outer : own
  // What a function writes goes where it is called.
  if (!block || block.name !== undefined) return undefined
  return statements.find((one) => one.command.compound && one.to === block.to)?.command
}

function read({ commands, text }: Shell): Structure {
  const statements: Statement[] = []
  const functions: Block[] = []
  let block: Block | undefined
  let before = 0
  const own = commands.filter(({ within }) => !within).map((command) => ({ command, ...extent(command) }))
  for (const { command, from, to } of own.toSorted((a, b) => a.from - b.from)) {
    const gap = text.slice(Math.max(before, from - 200), from)
    const [, found = ''] = words.exec(gap) ?? []
    const keywords = found.split(/\s+/).filter((word) => word !== '')
    for (const [index, word] of keywords.entries()) {
      const kind = openers.get(word)
      if (kind) block = open(kind, from, block, index === 0 && word === '{' ? functionName(gap, found) : undefined)
      if (block?.name !== undefined) functions.push(block)
    }
    const first = command.words[0]?.text ?? ''
    const closes = command.compound ? closers.get(first) : undefined
    statements.push({ command, from, to, joint: jointOf(text.slice(before, from)), keywords, block })
    const kind = command.compound || first === '{' ? undefined : openers.get(first)
    if (kind) block = open(kind, from, block, undefined)
    if (closes) block = close(closes, to, block)
    before = Math.max(before, to)
  }
  return { statements, functions: [...new Set(functions)] }
}

function open(kind: Block['kind'], from: number, outer: Block | undefined, name: string | undefined): Block {
  return { kind, from, to: Infinity, name, outer }
}

/** What is closed is the nearest of its kind: others around it were not understood. */
function close(kind: Block['kind'], to: number, block: Block | undefined): Block | undefined {
  for (let found = block; found; found = found.outer)
    if (found.kind === kind) {
      found.to = to
      return found.outer
    }
  return block
}

function functionName(gap: string, keywords: string): string | undefined {
  const before = gap.slice(0, gap.length - keywords.length)
  return (
    /([\w.:-]{1,80})[ \t]*\([ \t]*\)\s*$/.exec(before)?.[1] ?? /\bfunction[ \t]+([\w.:-]{1,80})\s*$/.exec(before)?.[1]
  )
}

function extent({ words: own, assignments }: Command): Hole {
  const all = [...assignments, ...own]
  let from = Infinity
  let to = 0
  for (const word of all) {
    from = Math.min(from, word.from)
    to = Math.max(to, word.to)
  }
  return { from: all.length > 0 ? from : 0, to }
}

function jointOf(gap: string): Statement['joint'] {
  const [, sign] = /(&&|\|\||\|&?)[\s\\]*(?:[{!(]\s*)*$/.exec(gap.slice(-200)) ?? []
  return sign === '&&' || sign === '||' ? sign : sign ? '|' : ''
}
