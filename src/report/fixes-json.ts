import type { Finding } from '../finding.ts'
import { serialize } from './escape.ts'
import type { Fixes, Made } from './fixes.ts'
import { place, type Tool } from './json.ts'
import { patch } from './patch.ts'
import { failureReason } from './totals.ts'

/** The version of the format that docs/report.md documents: it grows when a field changes its meaning or goes. */
const formatVersion = 1

/** For programs; docs/report.md tells each field. */
export function fixesJson({ fixed, refused, withheld, files, dry, report }: Fixes, tool: Tool): string {
  return serialize({
    version: formatVersion,
    tool: { name: tool.name, version: tool.version },
    fixed: fixed.map(made),
    refused: refused.map(({ finding, reason }) => ({ ...brief(finding), reason })),
    withheld: withheld.map(made),
    files: files.map((file) => ({
      file: file.path,
      changed: !dry && file.unwritten === undefined,
      reason: file.unwritten ?? '',
      diff: patch([file]),
    })),
    unread: report.unread.map(({ path, line, reason }) => ({ file: path, line, reason })),
    failures: report.failures.map(({ rule, path, error }) => ({ rule, file: path, reason: failureReason(error) })),
  })
}

function made({ finding, fix: { title, safety } }: Made): object {
  return { ...brief(finding), fix: { title, safety } }
}

function brief({ rule, severity, at }: Finding): object {
  return { rule: rule.id, title: rule.title, severity, ...place(at) }
}
