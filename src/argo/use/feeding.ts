import { oncePer } from '../../yaml/once.ts'
import { codeIn, fileIn } from '../argv.ts'
import { basename } from '../language.ts'
import type { Shell } from '../shell.ts'
import { nameOf, readsProgram } from '../shell-use.ts'
import type { Command } from '../shell-word.ts'
import { commandAt } from '../wrapper.ts'
import { applied, ofManifest } from './applying.ts'
import { changes, readersOf, textsOf } from './passing.ts'
import { outerOf } from './statement.ts'
import type { Sink } from './use.ts'

/** What a command reads and runs. */
export function ofInput(command: Command): Sink | undefined {
  const texts = textsOf(command)
  const put = replacing(texts)
  if (put !== undefined) return put ? byXargs : undefined
  if (texts.some(isXargs)) return undefined
  if (isFed(texts)) return running(texts)
  return buildsInput(texts) ? built : ofManifest(texts)
}

/** `parallel` quotes what it reads for the command that it is given; without one, it runs each line. */
function isFed(texts: readonly string[]): boolean {
  return readsProgram(texts) && !(nameOf(texts) === 'parallel' && texts.slice(1).some((text) => !text.startsWith('-')))
}

const databases = new Set('psql mysql mariadb sqlite3 mongosh mongo duckdb clickhouse-client'.split(' '))

function running(texts: readonly string[]): Sink {
  const name = nameOf(texts)
  return databases.has(name)
    ? { how: 'query', what: `\`${name}\` reads its text as a part of what to do` }
    : { how: 'code', what: `\`${name}\` reads its text as a part of a program, and runs it` }
}

/** What runs or applies the output of a command: the next ones in its pipeline, or what is done with its file. */
export function ofOutput(command: Command, shell: Shell): Sink | undefined {
  const readers = readersOf(command)
  for (const later of readers) {
    const texts = textsOf(later)
    const put = replacing(texts)
    if (put === undefined ? !texts.some(isXargs) && isFed(texts) : put) return put ? byXargs : running(texts)
    const other = buildsInput(texts) ? built : ofManifest(texts)
    if (other) return other
    if (!changes(later)) break
  }
  for (const one of [command, ...readers]) {
    const copies = basename(one.words[0]?.text ?? '') === 'tee' ? one.words.slice(1) : []
    for (const { text: file } of [...one.targets, ...copies]) {
      if (isBuilt(file, shell)) return built
      const runner = runnerOf(file, shell)
      if (runner) return runningFile(textsOf(runner))
      const path = pathOf(file)
      const manifest = path === undefined ? undefined : applied(path, shell)
      if (manifest) return manifest
    }
  }
  const last = readers.at(-1) ?? command
  const outer = last.targets.length === 0 ? outerOf(last, shell) : undefined
  return outer && ofOutput(outer, shell)
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

function runningFile(texts: readonly string[]): Sink {
  return fileIn(texts)?.language === 'query'
    ? { how: 'query', what: `it is written to a file of queries, which \`${nameOf(texts)}\` runs then` }
    : { how: 'code', what: 'it is written to a file that is run then' }
}

/** A file by its name, or by the one variable that its name begins with; nothing when another time it may be another. */
function pathOf(file: string): string | undefined {
  const path = file.replace(/^\.\//, '')
  return path === '' || /^(?:\/dev\/|&|-|\d)/.test(path) || !/^(?:\$\{?[A-Za-z_]\w*\}?)?[^$`{]*$/.test(path)
    ? undefined
    : path
}

const built: Sink = {
  how: 'code',
  what: 'it becomes part of a Dockerfile, and a build runs the commands in that, where `--build-arg` would keep it data',
}

/** A Dockerfile that the script builds: the one that a build names, or of the usual name where it names none. */
function isBuilt(file: string, { commands }: Shell): boolean {
  if (!/(?:^|\/)(?:Docker|Container)file[\w.-]*$/i.test(file)) return false
  return commands.some((command) => {
    const texts = textsOf(command)
    if (!builds(texts)) return false
    const named = fileOf(texts)
    if (named !== undefined) return named.replace(/^\.\//, '') === file.replace(/^\.\//, '')
    return /(?:^|\/)(?:Docker|Container)file$/.test(file)
  })
}

/** The Dockerfile that a build is told to read. */
function fileOf(texts: readonly string[]): string | undefined {
  const at = texts.findIndex((text) => /^(?:-f|--file|--dockerfile)$/.test(text))
  if (at >= 0) return texts[at + 1]
  return texts.flatMap((text) => /^(?:-f|--file=|--dockerfile=)(.+)$/s.exec(text)?.[1] ?? [])[0]
}

/** Whether a command builds an image. */
function builds(texts: readonly string[]): boolean {
  const at = commandAt(texts)
  const name = basename(texts[at] ?? '')
  if (/^(?:docker|podman|nerdctl|buildah|img)$/.test(name))
    return texts.slice(at + 1).some((text) => /^(?:build|bud|build-using-dockerfile)$/.test(text))
  return /^(?:buildctl|buildctl-daemonless\.sh)$/.test(name) || /(?:^|\/)kaniko\/executor$/.test(texts[at] ?? '')
}

/** Whether it reads the Dockerfile, not only the files beside it. */
function buildsInput(texts: readonly string[]): boolean {
  return builds(texts) && texts.some((text, index) => /^(?:-f|--file)=?-$/.test(text) || (text === '-' && index > 1))
}

/** The command that a file is, or that runs it. */
export const runnerOf = oncePer((file: string, { commands }: Shell): Command | undefined => {
  const path = pathOf(file)
  if (path === undefined) return undefined
  return commands.find(
    (command) =>
      !command.targets.some(({ text }) => text === file) &&
      fileIn(textsOf(command))?.file.replace(/^\.\//, '') === path,
  )
})
