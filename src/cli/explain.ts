import { page } from '../report/page.ts'
import { wrap } from '../report/terminal.ts'
import type { Options } from './options.ts'
import { print } from './output.ts'
import { findRule } from './rule.ts'
import { look } from './show.ts'
import { UsageError } from './usage.ts'

/** Prints the page of a rule. */
export async function explain(options: Options): Promise<number> {
  const [id, ...more] = options.operands
  if (id === undefined || more.length)
    throw new UsageError('`lynceus explain <rule>` takes one rule; `lynceus rules` lists them.')
  const { colour, width = widest } = look(true, options)
  const markdown = fitted(page(findRule(id)), Math.min(width, widest))
  await print(colour ? coloured(markdown) : markdown)
  return 0
}

/** Longer lines are hard to read, however wide the terminal is. */
const widest = 100

/** Paragraphs in lines of a width; code, tables and lists stay as they are. */
function fitted(markdown: string, width: number): string {
  const parts = markdown.split(/(^```.*\n[^]*?^```$)/m)
  return parts.map((part, at) => (at % 2 ? part : part.split('\n\n').map(paragraph).join('\n\n'))).join('')

  function paragraph(text: string): string {
    return /^[|#-]/.test(text) ? text : wrap(text.replaceAll(/(?<=\S)\n(?=\S)/g, ' '), width).join('\n')
  }
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
