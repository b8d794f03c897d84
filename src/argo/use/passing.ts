import { basename } from '../language.ts'
import type { Command } from '../shell-word.ts'
import { commandAt } from '../wrapper.ts'

/** Commands that write what they are given, or most of it. */
const passing = new Set('echo printf cat tee head tail sort dirname basename envsubst rev uniq'.split(' '))
/** Commands that write what they read in another form, which is still the author of the input's. */
const changing = new Set([...passing, ...'tr sed awk gawk cut grep base64 base32 tac nl jq yq gunzip zcat'.split(' ')])

/** Whether a command writes the text of its arguments, or of its input, as it is. */
export function passes(command: Command): boolean {
  const words = textsOf(command)
  const name = basename(words[commandAt(words)] ?? '')
  if (name === 'tr') return !words.some((word) => /^-\w*[cdC]/.test(word) || word === '--delete')
  if (name === 'printf') return !words.some((word) => word.includes('%q') || word === '-v') && !isNumeric(words)
  return passing.has(name)
}

/** Whether what a command reads comes out in some form that is not made harmless. */
export function changes(command: Command): boolean {
  const words = textsOf(command)
  const name = basename(words[commandAt(words)] ?? '')
  if (name === 'tr') return passes(command)
  if (name.startsWith('base')) return words.some((word) => /^(?:-\w*[dD]|--decode)/.test(word))
  if (name === 'jq') return !words.some((word) => word.includes('@sh'))
  // What is cut out by a class of signs that may stay, or by something unknown, may be harmless.
  if (/^(?:sed|g?awk|grep|cut)$/.test(name) && words.some((word) => /\[\^|\$./.test(word))) return false
  return changing.has(name)
}

/** Whether the output of a command stays one value in a manifest: as a JSON string, or set in by blanks. */
export function encloses(command: Command): boolean {
  const words = textsOf(command)
  const name = basename(words[commandAt(words)] ?? '')
  if (name === 'jq')
    return words.some((word) => /^(?:-\w*R|--raw-input$)/.test(word)) && !words.some((word) => /^-\w*r/.test(word))
  return name === 'sed' && words.some((word) => /^(?:\d+,\$)?s(.)\^\1[ \t]+\1g?$/.test(word))
}

/** The variables that `envsubst` fills in: those that it is told, or all; nothing for another command. */
export function substituted(command: Command): readonly string[] | 'all' | undefined {
  const words = textsOf(command)
  const at = commandAt(words)
  if (basename(words[at] ?? '') !== 'envsubst') return undefined
  const format = words.slice(at + 1).find((word) => !word.startsWith('-'))
  return format === undefined ? 'all' : [...format.matchAll(/\$\{?([A-Za-z_]\w{0,80})/g)].map(([, name = '']) => name)
}

/** `printf` with nothing but numbers. */
function isNumeric(words: readonly string[]): boolean {
  const format = words.slice(1).find((word) => !word.startsWith('-')) ?? ''
  return /%/.test(format) && !/%-?[\d.*]*[sbc]/.test(format)
}

/** No command that is meant to be read has more words. */
export function textsOf({ words }: Command): readonly string[] {
  return words.slice(0, 200).map(({ text }) => text)
}

/** What reads the output of a command, as far as anybody pipes. */
export function readersOf(command: Command): readonly Command[] {
  const from = command.pipeline.indexOf(command) + 1
  return command.pipeline.slice(from, from + 20)
}
