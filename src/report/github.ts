import type { Report } from '../finding.ts'
import { type Annotation, annotations, limitAnnotations } from './annotations.ts'
import { command, exact, log, plain } from './escape.ts'
import { lastLine } from './totals.ts'

/** Workflow commands for the log of a step, inside the runner's limits, and a last line for who reads the log. */
export function github(report: Report): string {
  const commands = limitAnnotations(annotations(report)).map(workflowCommand)
  const unread = report.unread.map(({ path, line, reason }) =>
    log(`Not read: ${exact(path)}:${line}: ${plain(reason)}`),
  )
  return `${[...commands, ...unread, lastLine(report)].join('\n')}\n`
}

function workflowCommand({
  level,
  title,
  message,
  path,
  startLine,
  endLine,
  startColumn,
  endColumn,
}: Annotation): string {
  return command(level, { title, file: exact(path), line: startLine, endLine, col: startColumn, endColumn }, message)
}
