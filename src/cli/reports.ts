import { resolve } from 'node:path'
import { type Format, formats } from '../report/formats.ts'
import { choice, UsageError } from './usage.ts'

/** A report that is asked for. */
export interface Output {
  readonly format: Format
  /** Standard output when there is none. */
  readonly file?: string
}

/**
 * The reports that options ask for, in their order. Each `output` belongs to the `format` before it.
 *
 * @throws UsageError
 */
export function reports(options: Iterable<{ readonly name: string; readonly value: string }>): Output[] {
  const outputs: Pair[] = []
  for (const { name, value } of options) {
    if (name === 'format') outputs.push({ format: choice('--format', value, formats) })
    else if (name === 'output' && value === '-') throw new UsageError(toScreen)
    else if (name === 'output') pair(outputs, value)
  }
  return told(outputs)
}

const toScreen = '--output names a file. The report of a --format without one goes to standard output, so leave it out.'

interface Pair {
  readonly format: Format
  file?: string
}

function pair(outputs: readonly Pair[], file: string): void {
  const before = outputs.at(-1)
  if (!before)
    throw new UsageError(`--output ${file} needs a --format before it, such as --format sarif --output ${file}.`)
  if (before.file !== undefined)
    throw new UsageError(`--format ${before.format} has two outputs; give --output ${file} a --format of its own.`)
  if (outputs.some((other) => other.file !== undefined && resolve(other.file) === resolve(file)))
    throw new UsageError(`--output ${file} is given twice; the second report would replace the first.`)
  before.file = file
}

/** The formats with a file; and one for standard output, which is text unless another is asked for. */
function told(outputs: readonly Pair[]): Output[] {
  const [first, second] = outputs.filter(({ file }) => file === undefined)
  if (first && second)
    throw new UsageError(`Only one report can go to standard output: give --format ${second.format} an --output.`)
  return [...outputs.filter(({ file }) => file !== undefined), first ?? { format: 'text' }]
}
