import type { Shell } from '../shell.ts'
import { nameOf } from '../shell-use.ts'
import type { Command, Hole, Word } from '../shell-word.ts'
import { textsOf } from './passing.ts'
import type { Sink } from './use.ts'

/** A command that writes what lies at an address, by its name, when the text chooses the host of that. */
export function fetcherOf(holder: Command, word: Word, { from }: Hole, { text }: Shell): string | undefined {
  const texts = textsOf(holder)
  const name = nameOf(texts)
  const before = text.slice(word.from, from).replace(/^["']/, '')
  const option = texts[holder.words.findIndex((one) => one.from === word.from) - 1] ?? ''
  const isOperand =
    !option.startsWith('-') ||
    /^(?:-[fsSLkgqnv]*(?:O-?)?|--(?:fail|silent|show-error|location|insecure|quiet|url))$/.test(option)
  return /^(?:curl|wget)$/.test(name) && isOperand && /^(?:(?:https?|ftp):\/\/[^/]*)?$/.test(before) ? name : undefined
}

const ends: Readonly<Record<Sink['how'], string>> = {
  code: 'that is run',
  arithmetic: 'that is calculated with',
  query: 'that is run as a query',
  manifest: 'that is sent to the cluster',
  word: 'that is split at blanks',
}

/** What is done with what a command fetches, told of the text that names the host. */
export function fetched(fetcher: string, { how }: Sink): Sink {
  return { how, what: `\`${fetcher}\` fetches what lies there, and ${ends[how]}` }
}
