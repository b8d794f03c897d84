import type { Report } from '../finding.ts'
import { type Annotation, annotations, limitAnnotations } from './annotations.ts'
import { command, exact } from './escape.ts'
import { summaryLine } from './totals.ts'

/** Workflow commands for the log of a step, inside the runner's limits, and a last line for who reads the log. */
export function github(report: Report): string {
  const commands = limitAnnotations(annotations(report)).map(workflowCommand)
  return `${[...commands, summaryLine(report)].join('\n')}\n`
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
