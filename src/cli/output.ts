import type { Stats } from 'node:fs'
import { dirname } from 'node:path'
import { exact, log } from '../report/escape.ts'
import { SourceError } from '../source/error.ts'
import { fs } from '../source/node.ts'
import { replaceFile } from '../source/write.ts'
import { UsageError } from './usage.ts'

/**
 * Whole text to standard output. Who reads it may stop early (`| head`): that is no error. At the end everything is
 * handed over, so that nothing is cut off at the exit.
 */
export async function print(text: string | Buffer): Promise<void> {
  let left = typeof text === 'string' ? Buffer.from(text) : text
  try {
    while (left.length) left = left.subarray(fs.writeSync(1, left))
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EPIPE') return
    if (code !== 'EAGAIN') throw new SourceError(`Standard output cannot be written (${code}).`)
    await printLater(left)
  }
}

/** Through Node's stream, which waits for a pipe that is full. It takes long to load, so it is not the first choice. */
function printLater(bytes: Buffer): Promise<void> {
  return new Promise((done, fail) => {
    process.stdout.once('error', (error) => {
      if (codeOf(error) === 'EPIPE') done()
      else fail(error)
    })
    process.stdout.write(bytes, (error) => {
      if (!error) done()
    })
  })
}

/** Whether standard output is a terminal, without loading a stream when it is a pipe, a file or nothing. */
export function onTerminal(): boolean {
  const out = fs.fstatSync(1)
  return out.isCharacterDevice() && out.rdev !== stats('/dev/null')?.rdev && process.stdout.isTTY
}

/** A line for people on standard error. It may hold any text: nothing in it steers a terminal or the Actions runner. */
export function note(message: string): void {
  try {
    fs.writeSync(2, log(`${exact(message)}\n`))
  } catch {
    // Nobody listens; there is nowhere left to say so.
  }
}

/** @throws UsageError */
export function checkWritable(file: string): void {
  const folder = dirname(file)
  if (!stats(folder)?.isDirectory())
    throw new UsageError(`--output ${file}: there is no folder "${folder}"; make it first.`)
  if (stats(file)?.isDirectory()) throw new UsageError(`--output ${file}: this is a folder; name a file in it.`)
}

/**
 * A file is there as a whole or as it was before, whatever happens meanwhile. What is no plain file (a pipe, a
 * device) cannot be replaced and is written to.
 *
 * @throws SourceError
 */
export function write(file: string, text: string): void {
  try {
    const there = stats(file)
    if (there && !there.isFile()) fs.writeFileSync(file, text)
    else replaceFile(there ? fs.realpathSync(file) : file, text)
  } catch (error) {
    throw new SourceError(`--output ${file}: it cannot be written (${reason(error)}).`)
  }
}

/** What the system says, such as `EACCES: permission denied`, without the call that it said it to. */
function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split(',', 1).join('')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

function stats(file: string): Stats | undefined {
  return fs.statSync(file, { throwIfNoEntry: false })
}
