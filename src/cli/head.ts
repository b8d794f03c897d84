import { join, resolve } from 'node:path'
import { closest } from '../argo/closest.ts'
import { dataPaths } from '../data.ts'
import { count } from '../report/totals.ts'
import { pathFrom, readData, readManifests } from '../source/disk.ts'
import { fs } from '../source/node.ts'
import { collect, decode, type Read, withData } from '../source/read.ts'
import { maxBytes } from '../source/unread.ts'
import { commands, type Options } from './options.ts'
import { note } from './output.ts'
import { progress } from './progress.ts'
import type { Place } from './scan.ts'
import { UsageError } from './usage.ts'

/**
 * What the command line names, as it stands on disk and on standard input.
 *
 * @param input what standard input gave, where that is read already
 */
export async function readHead(options: Options, { cwd, root }: Place, input?: Buffer): Promise<Read> {
  const paths = options.operands.length ? options.operands : ['.']
  refuseMistypedCommand(paths, cwd)
  const standard = paths.includes('-')
    ? [decode(pathFrom(root, join(cwd, options.stdinFilename)), input ?? (await standardInput()))]
    : []
  const read = readManifests(
    paths.filter((path) => path !== '-'),
    {
      cwd,
      root,
      ownFilesOnly: options.base !== undefined,
      onFile: (number) => number % 100 || progress(`Reading file ${number}`, number, options),
    },
  )
  if (options.verbose) note(`lynceus: read ${count(read.files.length + standard.length, 'file')}.`)
  const all = standard.length ? collect([...standard, ...read.files, ...read.unread]) : read
  return withData(all, readData(root, dataPaths(all.files)))
}

/** As much of it as tells that it is too large. */
export async function standardInput(): Promise<Buffer> {
  if (process.stdin.isTTY) throw new UsageError('"-" reads from standard input, and nothing is piped into it.')
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of process.stdin) {
    if (!Buffer.isBuffer(chunk)) continue
    chunks.push(chunk)
    length += chunk.length
    if (length > maxBytes) break
  }
  return Buffer.concat(chunks)
}

/** The first word that is no command is a path, so a mistyped command would only be said to be missing. */
function refuseMistypedCommand([first = '']: readonly string[], cwd: string): void {
  const meant = ['help', 'version'].includes(first) ? `option --${first}` : command(first)
  if (meant === undefined || first === '-' || fs.existsSync(resolve(cwd, first))) return
  throw new UsageError(`There is no file or folder "${first}". Did you mean the ${meant}?`)
}

function command(word: string): string | undefined {
  const near = closest(word, commands)
  return near && `command ${near}`
}
