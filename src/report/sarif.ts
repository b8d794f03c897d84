import type { Finding, Fix, Location, Report } from '../finding.ts'
import { type File, position, type Span } from '../yaml/file.ts'
import { digest } from './digest.ts'
import { clip, plain, serialize, uri } from './escape.ts'
import type { Tool } from './json.ts'
import { flow, region, type Region } from './place.ts'
import { descriptors, levels } from './sarif-rule.ts'
import { failureReason } from './totals.ts'

/** What GitHub takes of an upload ("SARIF support for code scanning"): of more results it keeps the worst. */
const limits = { results: 5000, related: 100, message: 4096 }

export interface SarifOptions {
  /** Tells uploads for one commit apart, such as one for each folder of a repository. */
  readonly category?: string
  /**
   * Also writes what is suppressed, marked as such. GitHub does not read the mark and would open an alert for
   * each (github/codeql-action #1043), so it is for other readers.
   */
  readonly suppressed?: boolean
}

/** SARIF 2.1.0 (OASIS), with the fields that GitHub code scanning reads. */
export function sarif(
  report: Report,
  tool: Tool,
  { category = 'lynceus', suppressed = false }: SarifOptions = {},
): string {
  const silenced = new Map(suppressed ? report.suppressed.map(({ finding, by }) => [finding, by.reason]) : [])
  const findings = [...report.findings, ...silenced.keys()].slice(0, limits.results)
  const left = report.findings.length + silenced.size - findings.length
  const rules = descriptors(findings)
  const index = new Map(rules.map(({ id }, at) => [id, at]))
  const compared = report.findings.some(({ status }) => status === 'existing')
  return serialize({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool.name, semanticVersion: tool.version, rules } },
        automationDetails: { id: `${category}/` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that was checked.' } } },
        invocations: [invocation(report, left)],
        results: findings.map((finding) => ({
          ...result(finding, index.get(finding.rule.id) ?? -1),
          ...(compared ? { baselineState: finding.status === 'new' ? 'new' : 'unchanged' } : {}),
          ...suppression(silenced.get(finding)),
        })),
      },
    ],
  })
}

function result(finding: Finding, ruleIndex: number): object {
  const { rule, severity, confidence, persona, message, at, related, fingerprint, fix } = finding
  const way = flow(finding)
  return {
    ruleId: rule.id,
    ruleIndex,
    level: levels[severity],
    message: words(message),
    locations: [place(at)],
    ...(related.length && {
      relatedLocations: related.slice(0, limits.related).map((it, id) => ({ id, ...noted(it) })),
    }),
    ...(way && {
      codeFlows: [{ threadFlows: [{ locations: shown(way, at).map((location) => step(location, finding)) }] }],
    }),
    partialFingerprints: { primaryLocationLineHash: digest(fingerprint) },
    ...(fix && { fixes: [remedy(fix)] }),
    properties: { severity, confidence, persona },
  }
}

/** As much of a way as may be told, the finding's own place in it. */
function shown(way: readonly Location[], at: Location): readonly Location[] {
  const first = Math.max(0, way.indexOf(at) + 1 - limits.related)
  return way.slice(first, first + limits.related)
}

/** SARIF's words for a fix (3.55). GitHub ignores it; editors offer it. */
function remedy({ title, safety, file, edits }: Fix): object {
  const replacements = edits.map(({ span, text }) => ({
    deletedRegion: stretch(file, span),
    insertedContent: { text },
  }))
  return {
    description: words(`${title}.`),
    artifactChanges: [{ artifactLocation: artifact(file.path), replacements }],
    properties: { safety },
  }
}

/** All lines of it: nothing of what goes may be left out. */
function stretch(file: File, { start, end }: Span): Region {
  const [from, to] = [position(file, start), position(file, end)]
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column }
}

function suppression(reason: string | undefined): object {
  return reason === undefined
    ? {}
    : { suppressions: [{ kind: 'inSource', status: 'accepted', justification: plain(reason) }] }
}

/** Plain text: a link, which SARIF also knows in plain text (3.11.6), cannot come about without `](`. */
function words(text: string): { text: string } {
  return { text: clip(plain(text).replaceAll('](', '] ('), limits.message) }
}

/** The place of the finding itself is told by what is wrong there. */
function step(location: Location, { rule }: Finding): object {
  return { location: noted({ ...location, note: location.note ?? `Here: ${rule.title}` }) }
}

function noted(location: Location): object {
  return { ...place(location), message: words(location.note ?? 'Here') }
}

function place(location: Location): { physicalLocation: object } {
  return physical(location.file.path, region(location))
}

function physical(path: string, at: Partial<Region>): { physicalLocation: object } {
  return { physicalLocation: { artifactLocation: artifact(path), region: at } }
}

function artifact(path: string): object {
  return { uri: uri(path), uriBaseId: '%SRCROOT%' }
}

/** How the run went: what was not read, what failed, and how many results are left out. */
function invocation({ unread, failures }: Report, left: number): object {
  const notifications = [
    ...unread.map(({ path, line, reason }) => ({
      level: 'warning',
      message: words(`Not read: ${reason}`),
      locations: [physical(path, { startLine: line })],
    })),
    ...failures.map(({ rule, path, error }) => ({
      level: 'error',
      message: words(`Rule ${rule} failed: ${failureReason(error)}`),
      locations: [physical(path, { startLine: 1 })],
    })),
  ]
  const cut = `${left} more results are left out: these are the worst ${limits.results}.`
  if (left > 0) notifications.push({ level: 'warning', message: words(cut), locations: [] })
  return { executionSuccessful: !failures.length, toolExecutionNotifications: notifications }
}
