import type { Finding, Fix, Location, Report } from '../finding.ts'
import { type File, type Position, position, type Span } from '../yaml/file.ts'
import { digest } from './digest.ts'
import { serialize } from './escape.ts'
import { bySeverity, failureReason, fresh } from './totals.ts'

/** The tool as reports name it. */
export interface Tool {
  readonly name: string
  readonly version: string
}

/** The version of the format that docs/report.md documents: it grows when a field changes its meaning or goes. */
const formatVersion = 1

/** For programs: findings, worst first, new and existing ones; docs/report.md tells each field. */
export function json(report: Report, tool: Tool): string {
  return serialize({
    version: formatVersion,
    tool: { name: tool.name, version: tool.version },
    summary: {
      files: report.files,
      manifests: report.manifests,
      bySeverity: bySeverity(fresh(report)),
      hidden: report.hidden,
    },
    findings: report.findings.map(finding),
    suppressed: report.suppressed.map(({ finding: it, by }) => ({ ...finding(it), reason: by.reason })),
    unread: report.unread.map(({ path, line, reason }) => ({ file: path, line, reason })),
    failures: report.failures.map(({ rule, path, error }) => ({ rule, file: path, reason: failureReason(error) })),
  })
}

function finding(it: Finding): object {
  const { kind, name, namespace } = it.manifest
  return {
    rule: it.rule.id,
    title: it.rule.title,
    severity: it.severity,
    confidence: it.confidence,
    persona: it.persona,
    message: it.message,
    ...place(it.at),
    manifest: { kind, name, namespace: namespace ?? null },
    related: it.related.map((other) => ({ ...place(other), note: other.note ?? '', way: other.way ?? null })),
    fingerprint: digest(it.fingerprint),
    status: it.status,
    ...(it.fix && { fix: fix(it.fix) }),
  }
}

function fix({ title, safety, file, edits }: Fix): object {
  const sorted = edits.toSorted((a, b) => a.span.start - b.span.start)
  return { title, safety, file: file.path, edits: sorted.map(({ span, text }) => ({ ...stretch(file, span), text })) }
}

interface Place extends Stretch {
  readonly file: string
}

interface Stretch {
  readonly start: Offset
  readonly end: Offset
}

interface Offset extends Position {
  readonly offset: number
}

/** Where something is, as every report in JSON says it. */
export function place({ file, span }: Location): Place {
  return { file: file.path, ...stretch(file, span) }
}

function stretch(file: File, { start, end }: Span): Stretch {
  return {
    start: { ...position(file, start), offset: start },
    end: { ...position(file, end), offset: end },
  }
}
