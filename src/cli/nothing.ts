import { resolve } from 'node:path'
import type { Report } from '../finding.ts'
import { pathFrom } from '../source/disk.ts'
import type { Read } from '../source/read.ts'
import type { Options } from './options.ts'
import type { Place } from './scan.ts'

/** What was named and gave nothing to judge, in sentences: a scan of nothing looks like one that found nothing. */
export function nothingRead(head: Read, { files }: Report, options: Options, place: Place): string[] {
  const { operands, stdinFilename } = options
  const empty = (operands.length ? operands : ['.'])
    .filter((path) => isEmpty(path, path === '-' ? stdinFilename : path, head, place))
    .map(sentence)
  const isLeftOut = empty.length === 0 && files === 0 && head.files.length > 0
  return isLeftOut ? ['paths.include and paths.exclude of the config leave out every file.'] : empty
}

/** @param name what the operand is called */
function isEmpty(operand: string, name: string, { files, unread }: Read, { cwd, root }: Place): boolean {
  const named = pathFrom(root, resolve(cwd, name))
  const below = [...files, ...unread].filter(
    ({ path }) => (named === '' && !path.startsWith('../')) || path === named || path.startsWith(`${named}/`),
  )
  return below.length === 0 || (operand === '-' && below.every((file) => 'text' in file && file.text.trim() === ''))
}

function sentence(operand: string): string {
  return operand === '-' ? 'standard input is empty.' : `no *.yaml, *.yml or *.json file is in "${operand}".`
}
