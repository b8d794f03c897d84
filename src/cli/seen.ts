import { join } from 'node:path'
import type { Finding, Location, Report } from '../finding.ts'
import { pathFrom } from '../source/disk.ts'
import type { File } from '../yaml/file.ts'

/** The same report with paths as they are written in another folder than the root that they count from. */
export function seenFrom(folder: string, root: string, report: Report): Report {
  const known = new Map<File, File>()
  return {
    ...report,
    findings: report.findings.map(finding),
    suppressed: report.suppressed.map((one) => ({
      finding: finding(one.finding),
      by: { ...one.by, file: file(one.by.file) },
    })),
    unread: report.unread.map((one) => ({ ...one, path: path(one.path) })),
    failures: report.failures.map((one) => ({ ...one, path: path(one.path) })),
  }

  function finding(one: Finding): Finding {
    const { unheeded, fix } = one
    return {
      ...one,
      at: location(one.at),
      related: one.related.map(location),
      calls: () => one.calls().map((call) => ({ ...call, at: location(call.at) })),
      ...(fix && { fix: { ...fix, file: file(fix.file) } }),
      ...(unheeded && { unheeded: { ...unheeded, file: file(unheeded.file) } }),
    }
  }

  function location(one: Location): Location {
    return { ...one, file: file(one.file) }
  }

  /** One for each, since the places of its lines are kept with it. */
  function file(one: File): File {
    const moved = known.get(one) ?? { path: path(one.path), text: one.text }
    known.set(one, moved)
    return moved
  }

  function path(one: string): string {
    return pathFrom(folder, join(root, one)) || '.'
  }
}
