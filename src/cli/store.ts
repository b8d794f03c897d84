import { join } from 'node:path'
import type { Fixed } from '../fix.ts'
import { block, log } from '../report/escape.ts'
import { type Change, patch } from '../report/patch.ts'
import { paint } from '../report/terminal.ts'
import { pathFrom } from '../source/disk.ts'
import { SourceError } from '../source/error.ts'
import type { Read } from '../source/read.ts'
import { uncommitted } from '../source/uncommitted.ts'
import { encoder, lossy, type Writable, writable } from '../source/write.ts'
import type { File } from '../yaml/file.ts'
import type { Options } from './options.ts'
import { note, onTerminal } from './output.ts'
import type { Place } from './scan.ts'
import { wantsColour } from './show.ts'

/** What becomes of texts that were fixed. */
export interface Done {
  /** A file that is not written has the reason, in a sentence without full stop. */
  readonly files: readonly (Change & { readonly unwritten?: string })[]
  /** Whether nothing is to be written, only shown. */
  readonly dry: boolean
  /** What standard output is for, when that is not the report. */
  readonly output?: string | Buffer
}

interface Target extends Change {
  /** Or why it cannot be written. */
  readonly to: Pick<Writable, 'encode'> | string
}

/** Writes each file by itself, so that one which cannot be written holds up none of the others; or shows them all. */
export function stored({ files }: Fixed, place: Place, options: Options, isJson: boolean): Done {
  const targets = files.map((change) => ({ ...change, to: writable(place.root, change.before) }))
  if (options.mending?.diff || (!options.mending?.force && isUncommitted(targets, place)))
    return compared(targets, options, isJson)
  const written = targets.map(({ to, ...change }) =>
    ended(change, typeof to === 'string' ? to : to.replace(change.after.text)),
  )
  return { files: written, dry: false }
}

/**
 * Hands on what standard input becomes.
 *
 * @throws SourceError when that would lose or hide something of it
 */
export function piped({ files }: Fixed, head: Read, input: Buffer, options: Options, isJson: boolean): Done {
  const [file] = head.files
  const encode = file && encoder(file.text, input)
  if (!encode) throw new SourceError(`Standard input cannot be fixed. ${head.unread[0]?.reason ?? lossy}.`)
  if (options.mending?.diff || isJson)
    return compared(
      files.map((change) => ({ ...change, to: { encode } })),
      options,
      isJson,
    )
  const { text } = files[0]?.after ?? file
  if (isForRunner(text)) throw new SourceError(`Standard input cannot be fixed. ${command}.`)
  return { files, dry: false, output: onTerminal() ? block(text) : encode(text) }
}

const command = 'A line of it would be a command for the runner of GitHub Actions, were it printed'

function ended(change: Change, unwritten: string | undefined): Done['files'][number] {
  return { ...change, ...(unwritten !== undefined && { unwritten }) }
}

function compared(targets: readonly Target[], options: Options, isJson: boolean): Done {
  const parts: Buffer[] = []
  const files = targets.map(({ to, ...change }) => {
    if (typeof to === 'string' || isJson) return ended(change, typeof to === 'string' ? to : undefined)
    const diff = onTerminal()
      ? Buffer.from(patch([change], paint(options.colour && wantsColour())))
      : exactDiff(change, to)
    if (isForRunner(diff.toString())) return ended(change, command)
    parts.push(diff)
    return change
  })
  return { files, dry: true, ...(!isJson && { output: Buffer.concat(parts) }) }
}

/** Byte by byte, whatever the encoding: git knows bytes and no characters. */
function exactDiff({ before, after }: Change, { encode }: Pick<Writable, 'encode'>): Buffer {
  const change = { before: asBytes(before, encode), after: asBytes(after, encode) }
  return Buffer.from(patch([change]), 'latin1')
}

/** A file with a character for each byte. */
function asBytes({ path, text }: File, encode: Writable['encode']): File {
  return { path, text: encode(text).toString('latin1') }
}

/** What is exact cannot be escaped; on a terminal it is, and elsewhere but in GitHub Actions nobody obeys it. */
function isForRunner(text: string): boolean {
  return process.env['GITHUB_ACTIONS'] === 'true' && log(text) !== text
}

/** Whether git has changes in the files that a fix would be mixed up with; says so. */
function isUncommitted(targets: readonly Target[], { cwd, root }: Place): boolean {
  const files = targets.flatMap(({ before, to }) => (typeof to === 'string' ? [] : [before]))
  try {
    const [first, ...more] = uncommitted(root, files).map(({ path }) => `"${pathFrom(cwd, join(root, path))}"`)
    if (first === undefined) return false
    const which = more.length ? `${first} and ${more.length} more have` : `${first} has`
    note(`lynceus: nothing is written: ${which} changes that are not committed. Commit or stash them, or give --force.`)
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    note(
      `lynceus: nothing is written, since it is not known what is committed. ${error.message} --force writes nevertheless.`,
    )
  }
  return true
}
