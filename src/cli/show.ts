import { resolve } from 'node:path'
import type { Report } from '../finding.ts'
import { log } from '../report/escape.ts'
import { render } from '../report/formats.ts'
import { lastLine } from '../report/totals.ts'
import type { Options } from './options.ts'
import { onTerminal, print, write } from './output.ts'
import { seenFrom } from './seen.ts'
import type { Place } from './scan.ts'
import { tool } from './tool.ts'

/**
 * Writes each report where it is wanted. Paths in `sarif` and `github` count from the root of the repository, as
 * GitHub wants them; in all others from the current folder.
 */
export async function show(report: Report, { cwd, root }: Place, options: Options): Promise<void> {
  const near = cwd === root ? report : seenFrom(cwd, root, report)
  for (const { format, file } of options.reports) {
    const far = format === 'sarif' || format === 'github'
    const seen = far ? report : near
    const brief = options.quiet && format === 'text'
    const output = brief ? log(`${lastLine(seen)}\n`) : render(format, seen, look(file === undefined, options))
    if (file === undefined) await print(output)
    else write(resolve(cwd, file), output)
  }
}

/** How a text is to be written for where it goes. */
export function look(onScreen: boolean, { colour, verbose }: Options) {
  const width = onScreen && onTerminal() ? process.stdout.columns : 0
  return { tool, verbose, colour: onScreen && colour && wantsColour(), ...(width > 0 && { width }) }
}

/** As Node itself decides: FORCE_COLOR, then NO_COLOR (no-color.org), then whether it is a terminal. */
export function wantsColour(): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = process.env
  if (force !== undefined) return force !== '0' && force !== 'false'
  return !no && term !== 'dumb' && onTerminal()
}
