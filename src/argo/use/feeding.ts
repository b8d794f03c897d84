import { codeIn } from '../argv.ts'
import { basename, languageOf } from '../language.ts'
import type { Shell } from '../shell.ts'
import { isProgram, nameOf, readsProgram } from '../shell-use.ts'
import type { Command, Word } from '../shell-word.ts'
import { commandAt } from '../wrapper.ts'
import { changes, readersOf, textsOf } from './passing.ts'
import type { Sink } from './use.ts'

/** What a command reads and runs. */
export function ofInput(command: Command): Sink | undefined {
  const texts = textsOf(command)
  const put = replacing(texts)
  if (put !== undefined) return put ? byXargs : undefined
  return texts.some(isXargs) || !readsProgram(texts) ? undefined : running(texts)
}

const databases = new Set('psql mysql mariadb sqlite3 mongosh mongo duckdb clickhouse-client'.split(' '))

function running(texts: readonly string[]): Sink {
  const name = nameOf(texts)
  return databases.has(name)
    ? { how: 'query', what: `\`${name}\` reads its text as a part of what to do` }
    : { how: 'code', what: `\`${name}\` reads its text as a part of a program, and runs it` }
}

/** What runs the output of a command: the next ones in its pipeline, or what runs the file that it goes to. */
export function ofOutput(command: Command, shell: Shell): Sink | undefined {
  const readers = readersOf(command)
  for (const later of readers) {
    const texts = textsOf(later)
    const put = replacing(texts)
    if (put === undefined ? !texts.some(isXargs) && readsProgram(texts) : put) return put ? byXargs : running(texts)
    if (!changes(later)) break
  }
  for (const one of [command, ...readers]) {
    const copies = basename(one.words[0]?.text ?? '') === 'tee' ? one.words.slice(1) : []
    for (const { text: file } of [...one.targets, ...copies])
      if (isRun(file, shell)) return { how: 'code', what: 'it is written to a file that is run then' }
  }
  return undefined
}

const byXargs: Sink = { how: 'code', what: '`xargs` puts its text into a program' }

function isXargs(text: string): boolean {
  return basename(text) === 'xargs'
}

/** Whether `xargs` puts what it reads into code; nothing when it puts it nowhere. */
function replacing(texts: readonly string[]): boolean | undefined {
  const at = texts.findIndex(isXargs)
  if (at < 0) return undefined
  const option = texts.findIndex((text, index) => index > at && /^-I|^-i$/.test(text))
  // Without it, what is read goes to the end.
  if (option < 0)
    return codeIn([...texts, '']).some(({ index, language }) => language !== 'query' && index === texts.length)
      ? true
      : undefined
  const mark = texts[option] === '-I' ? (texts[option + 1] ?? '') : texts[option]?.slice(2) || '{}'
  return codeIn(texts).some(({ index, language }) => language !== 'query' && (texts[index] ?? '').includes(mark))
}

/** A file whose path is run, or given to a program that runs it. */
function isRun(file: string, shell: Shell): boolean {
  const path = file.replace(/^\.\//, '')
  if (path === '' || /^(?:\/dev\/|&|-|\d)/.test(path) || /[$`{]/.test(path)) return false
  return (
    isProgram(file, shell.commands) &&
    shell.commands.some(({ words, targets }) => !targets.some(({ text }) => text === file) && runs(words, path))
  )
}

function runs(words: readonly Word[], path: string): boolean {
  const texts = words.slice(0, 200).map(({ text }) => text)
  const at = commandAt(texts)
  const name = basename(texts[at] ?? '')
  const own = (texts[at] ?? '').replace(/^\.\//, '') === path
  const given = texts.slice(at + 1).some((text) => text.replace(/^\.\//, '') === path)
  return own || (given && (languageOf(name) !== undefined || /^(?:\.|source)$/.test(name)))
}
