import { codeIn } from './argv.ts'
import { basename, languageOf } from './language.ts'
import { readShell, type Shell } from './shell.ts'
import type { Command, Word } from './shell-word.ts'
import { type Found, isInside, ofWords } from './unverified.ts'
import { commandAt } from './wrapper.ts'

/** Something that a program takes from elsewhere, and what it does with it. */
export interface Download {
  /** Where the command stands in the program. */
  readonly from: number
  readonly to: number
  /**
   * - `run`: it is run without a look at what it is.
   * - `apply`: it is a manifest, which is applied to the cluster.
   * - `unverified`: a protection is switched off, whatever becomes of it.
   */
  readonly kind: 'run' | 'apply' | 'unverified'
  /** The words that say so, as they are written. */
  readonly what: string
  /** Nobody looks who answers: it is not encrypted, or the check is switched off. */
  readonly open: boolean
  /** All addresses are of the same cluster or machine. */
  readonly inside: boolean
}

/** A cheap look before a program is read. */
export function mayDownload(text: string): boolean {
  return /curl|wget|aria2c|kubectl|k3s|\boc\b|sslVerify|SSL_NO_VERIFY|trusted-host|strict-ssl|StrictHostKey|TLS_REJECT|HTTPSVERIFY|skip-tls-verify/i.test(
    text,
  )
}

/** A program within a program within a program: nobody writes more. */
const deepest = 2

/** What a shell program downloads and runs or applies, and where it does not look who answers. */
export function downloads(shell: Shell, depth = 0): readonly Download[] {
  const { commands, text } = shell
  const checked = commands.some(({ words }) => checks.test(nameOf(words)))
  const started = commands.map((command) => startedBy(command.words) ?? '')
  return commands.flatMap((command, index) => {
    const { words, assignments } = command
    const [first] = [...assignments, ...words].toSorted((a, b) => a.from - b.from)
    if (!first) return []
    const found = ofWords([...assignments, ...words].map((word) => word.text)) ?? written(command)
    const kind =
      isFetch(words) &&
      (isPiped(command) || isRunHere(command) || (!checked && started.lastIndexOf(fileOf(command)) > index))
        ? 'run'
        : found?.kind
    const last = words.at(-1) ?? first
    if (!kind && depth < deepest)
      return inner(command).flatMap((one) =>
        downloads(one, depth + 1).map((found) => ({ ...found, from: first.from, to: last.to })),
      )
    return kind
      ? [
          {
            from: first.from,
            to: last.to,
            ...of(words, found),
            kind,
            what: found?.kind === kind ? found.what : lineOf(text, first),
          },
        ]
      : []
  })
}

/** A setting of SSH that a command prints into a file. */
function written({ words, targets }: Command): Found | undefined {
  if (targets.length === 0 || !/^(?:echo|printf)$/.test(nameOf(words))) return undefined
  const what = words.map((word) => /StrictHostKeyChecking[= ]+(?:no|off)\b/i.exec(word.text)?.[0]).find(Boolean)
  return what === undefined ? undefined : { kind: 'unverified', what }
}

/** The programs that a command gives to a shell as a text: `sh -c '…'`. What is filled in is read where it stands. */
function inner({ words }: Command): readonly Shell[] {
  const texts = words.map((word) => word.text)
  if (!texts.some((word) => /\s/.test(word) && mayDownload(word))) return []
  return codeIn(texts).flatMap(({ index, language, sure }) => {
    const code = texts[index] ?? ''
    return language === 'shell' && sure && !/\$\(|`/.test(code) ? (readShell(code, []) ?? []) : []
  })
}

function lineOf(text: string, { from }: Word): string {
  const end = text.indexOf('\n', from)
  return text.slice(from, end < 0 ? text.length : end).trim()
}

function of(words: readonly Word[], found: Found | undefined): Pick<Download, 'open' | 'inside'> {
  const texts = words.map((word) => word.text)
  return {
    open: found?.kind === 'unverified' || texts.some((word) => /^http:\/\//i.test(word)),
    inside: isInside(texts),
  }
}

const checks = /^(?:sha\d+sum|shasum|md5sum|gpgv?|cosign|minisign|openssl|slsa-verifier)$/

function nameOf(words: readonly Word[]): string {
  const texts = words.map((word) => word.text)
  return basename(texts[commandAt(texts)] ?? '')
}

function isFetch(words: readonly Word[]): boolean {
  return /^(?:curl|wget|aria2c)$/.test(nameOf(words))
}

/** Commands of a pipe that are looked at behind a download: nobody writes more. */
const longest = 20

/** Whether what it prints is the program of an interpreter further down the pipe. */
function isPiped(command: Command): boolean {
  const { pipeline } = command
  const next = pipeline.indexOf(command) + 1
  return pipeline.slice(next, next + longest).some(({ words }) => readsProgram(words))
}

/** An interpreter without a program of its own reads one from its input. */
function readsProgram(words: readonly Word[]): boolean {
  const texts = words.map((word) => word.text)
  const at = commandAt(texts)
  const language = languageOf(texts[at] ?? '')
  const rest = texts.slice(at + 1)
  if (language === 'shell')
    return rest.some((word) => /^-[a-z]*s[a-z]*$/.test(word)) || rest.every((word) => /^-(?!.*c)/.test(word))
  return isInterpreter(language) && rest.every((word) => word === '-')
}

function isInterpreter(language: string | undefined): boolean {
  return (
    language === 'python' ||
    language === 'perl' ||
    language === 'ruby' ||
    language === 'javascript' ||
    language === 'php'
  )
}

/** Whether what it prints is code for the command that it stands in: `sh -c "$(curl …)"`, `bash <(curl …)`, `eval`, `source`. */
function isRunHere({ within, inWord }: Command): boolean {
  if (!within || !inWord) return false
  const texts = within.words.map((word) => word.text)
  const at = commandAt(texts)
  const name = basename(texts[at] ?? '')
  if (name === 'eval') return true
  const operand = within.words.slice(at + 1).find((word) => !word.text.startsWith('-'))
  const isFirst = operand !== undefined && operand.from === inWord.from
  if (name === 'source' || name === '.') return isFirst
  const language = languageOf(name)
  const isCode = texts.slice(at + 1).some((word) => /^-[a-z]*[ce]$/.test(word)) || inWord.text.startsWith('<(')
  return isFirst && isCode && (language === 'shell' || isInterpreter(language))
}

/** The file that a command starts, or gives to an interpreter as its program. */
function startedBy(words: readonly Word[]): string | undefined {
  const texts = words.map((word) => word.text)
  const at = commandAt(texts)
  const name = texts[at] ?? ''
  const language = languageOf(name)
  const runs = language === 'shell' || isInterpreter(language) || name === 'source' || name === '.'
  if (runs) return plain(texts.slice(at + 1).find((word) => !word.startsWith('-')))
  return name.includes('/') ? plain(name) : undefined
}

function plain(file: string | undefined): string | undefined {
  return file?.replace(/^\.\//, '')
}

/** The file that it writes, where that is a file. */
function fileOf(command: Command): string {
  const file = plain(outputOf(command))
  return file === undefined || file === '' || file === '-' || file === '/dev/null' ? '\0' : file
}

function outputOf({ words, targets }: Command): string | undefined {
  const texts = words.map((word) => word.text)
  const at = texts.findIndex((word) => /^(?:-[a-zA-Z]*o|--output|--output-document|-[a-zA-Z]*O)$/.test(word))
  const isWget = nameOf(words) === 'wget'
  const option = texts[at] ?? ''
  const address = texts.find((word) => /^https?:\/\//.test(word))
  const own = address
    ?.replace(/[?#].*$/, '')
    .split('/')
    .at(-1)
  if (at >= 0 && (!option.endsWith('O') || isWget)) return option.endsWith('o') && isWget ? own : texts[at + 1]
  if (at >= 0 || isWget) return own
  return targets[0]?.text
}
