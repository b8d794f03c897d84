import { page } from '../report/page.ts'
import type { Options } from './options.ts'
import { print } from './output.ts'
import { findRule } from './rule.ts'
import { wantsColour } from './show.ts'
import { UsageError } from './usage.ts'

/** Prints the page of a rule. */
export async function explain({ operands, colour }: Options): Promise<number> {
  const [id, ...more] = operands
  if (id === undefined || more.length)
    throw new UsageError('`lynceus explain <rule>` takes one rule; `lynceus rules` lists them.')
  const markdown = page(findRule(id))
  await print(colour && wantsColour() ? coloured(markdown) : markdown)
  return 0
}

/** Markdown is made to be read as it is: its marks stay, what they mark is made bold or dim. */
function coloured(markdown: string): string {
  return markdown
    .replace(/^```yaml\n.*?^```$/gms, (block) => block.replace(/^.+$/gm, dim))
    .replace(/^#+ .+$|\*\*[^*\n]+\*\*/gm, '\u001B[1m$&\u001B[0m')
}

function dim(line: string): string {
  return `\u001B[2m${line}\u001B[0m`
}
