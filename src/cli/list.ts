import { serialize } from '../report/escape.ts'
import { rules } from '../rules/index.ts'
import type { Options } from './options.ts'
import { print } from './output.ts'
import { UsageError } from './usage.ts'

/** Prints all rules, one a line, or as JSON. */
export async function list({ operands, reports }: Options): Promise<number> {
  const [report] = reports
  if (operands.length) throw new UsageError('`lynceus rules` takes no path; `lynceus explain <rule>` tells about one.')
  if (reports.length > 1 || report?.file !== undefined || (report?.format !== 'text' && report?.format !== 'json'))
    throw new UsageError('`lynceus rules` prints --format text or json to standard output.')
  await print(report.format === 'json' ? serialize(rules.map(describe)) : table())
  return 0
}

function describe({
  id,
  title,
  category,
  severity,
  confidence,
  persona,
  variants = {},
  guide,
  references,
}: (typeof rules)[number]) {
  return { id, title, category, severity, confidence, persona, variants, guide, references }
}

function table(): string {
  const rows = [
    ['rule', 'severity', 'persona', 'title'],
    ...rules.map(({ id, severity, persona, title }) => [id, severity, persona, title]),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
  return `${lines.join('\n')}\n`
}
