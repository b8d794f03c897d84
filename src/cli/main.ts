import { ConfigError } from '../config.ts'
import { SourceError } from '../source/error.ts'
import { explain } from './explain.ts'
import { help, version } from './help.ts'
import { list } from './list.ts'
import { type Options, parseOptions } from './options.ts'
import { note } from './output.ts'
import { scan } from './scan.ts'
import { pleaseReport } from './tool.ts'
import { UsageError } from './usage.ts'

/**
 * Runs one command line and gives its exit code: 0 nothing at or above fail-on, 1 something, 2 a mistake of the
 * user's, 3 a mistake of ours. Never rejects.
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await run(parseOptions(args))
  } catch (error) {
    if (error instanceof ConfigError)
      for (const { line, message } of error.mistakes) note(`${error.path}:${line}: ${message}`)
    else if (error instanceof SourceError) note(`lynceus: ${error.message}`)
    else if (error instanceof UsageError) note(`lynceus: ${error.message} See lynceus --help.`)
    else return internalError(error)
    return 2
  }
}

async function run(options: Options): Promise<number> {
  switch (options.command) {
    case 'scan':
      return scan(options)
    case 'fix':
      return (await import('./fix.ts')).fix(options)
    case 'explain':
      return explain(options)
    case 'rules':
      return list(options)
    case 'help':
      return help()
    case 'version':
      return version()
  }
}

function internalError(error: unknown): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  note('lynceus: internal error. This is a mistake of Lynceus, not of your manifests.')
  for (const line of stack.split('\n')) note(line)
  note(pleaseReport())
  return 3
}
