import { type Advisory, advisories, asOf, newestReleases } from '../argo/advisory-table.ts'
import { compareVersions, formatVersion, parseVersion, type Version } from '../argo/version.ts'
import { Refused } from '../github/client.ts'
import { plain } from '../report/escape.ts'
import { count } from '../report/totals.ts'
import { type News, news, type Published } from './argo-news.ts'

/** What the table lacks, as lines for a terminal, and what to write into it; nothing when it is up to date. */
export function lacks({ advisories: published, releases }: News, table: readonly Advisory[] = advisories): string[] {
  const rows = published.map((one) => ({ one, row: table.find((row) => isOf(row, one)) }))
  const missing = rows.flatMap(({ one, row }) => (row ? [] : [one]))
  const changed = rows.flatMap(({ one, row }) => (row && isChanged(one, row) ? [{ one, row }] : []))
  const gone = table.filter(({ url }) => url.includes(advisoryPath) && !rows.some(({ row }) => row?.url === url))
  return [
    ...part('Missing', missing, (one) => [...told(one), '', ...lines(one), '']),
    ...part('Changed since, or given another id: look at them again', changed, ({ one, row }) => [
      ...told(one),
      `    the table has ${row.id}, ${row.severity}, fixed in ${row.ranges.map(({ fixed }) => fixed).join(', ')}`,
    ]),
    ...part('No longer published: withdrawn?', gone, ({ id, url }) => [`  ${id} ${url}`]),
    ...part('Newer releases, for `newestReleases`', newer(releases), (version) => [`  ${formatVersion(version)}`]),
  ]
}

const advisoryPath = '/argo-workflows/security/advisories/'

function part<Thing>(title: string, things: readonly Thing[], shown: (thing: Thing) => readonly string[]): string[] {
  return things.length > 0 ? [`${title} (${things.length}):`, ...things.flatMap(shown), ''] : []
}

function isOf({ id, url }: Advisory, { ghsa_id: ghsa, cve_id: cve }: Published): boolean {
  return url.endsWith(`/${ghsa}`) || id === ghsa || id === cve
}

/** Ranges are not compared: the table corrects some on purpose. Who changed an advisory is seen by its date. */
function isChanged({ cve_id: cve, updated_at: updated }: Published, { id }: Advisory): boolean {
  return (cve !== null && cve !== id) || (updated !== null && updated.slice(0, 10) >= asOf)
}

function told({ ghsa_id: ghsa, cve_id: cve, summary, severity, updated_at: updated, vulnerabilities }: Published) {
  return [
    `  ${ghsa}${cve === null ? '' : ` (${cve})`}, ${severity ?? 'no severity'}, changed on ${updated?.slice(0, 10) ?? 'an unknown day'}`,
    `    ${plain(summary)}`,
    ...(vulnerabilities ?? []).map(
      ({ vulnerable_version_range: range, patched_versions: patched }) =>
        `    affected: ${plain(range ?? '?')}; fixed in ${plain(patched ?? '?')}`,
    ),
  ]
}

/** A row for the table. What GitHub does not tell is left for a person, and does not compile until it is there. */
function lines({ ghsa_id: ghsa, cve_id: cve, severity, vulnerabilities }: Published): string[] {
  const ids = [ghsa, ...(cve === null ? [] : [cve])].map((id) => `'${id}'`)
  const ranges = [...new Set((vulnerabilities ?? []).map(rangeOf))]
  return [
    '  {',
    `    ...advisory(${ids.join(', ')}),`,
    "    what: 'TODO: what it allows, as the end of a sentence',",
    "    component: 'TODO: controller, server or executor',",
    `    ranges: [${ranges.join(', ')}],`,
    `    severity: '${severity === 'critical' || severity === 'high' ? 'high' : 'medium'}',`,
    '  },',
  ]
}

const bound = /(>=|<=|<|=)\s*v?(\d{1,4}\.\d{1,4}\.\d{1,4}(?:-rc\d+)?)(?![\w.])/g

/** One range as the table writes it; what people wrote in other words is for a person. */
function rangeOf({ vulnerable_version_range: range, patched_versions: patched }: Vulnerability): string {
  const bounds = [...(range ?? '').matchAll(bound)].map(([, sign = '', version = '']) => ({ sign, version }))
  const isPlain = (range ?? '').replaceAll(bound, '').replaceAll(/[\s,]/g, '') === ''
  const low = bounds.find(({ sign }) => sign === '>=' || sign === '=')?.version
  const high = bounds.find(({ sign }) => sign === '<')?.version
  const last = bounds.find(({ sign }) => sign === '<=' || sign === '=')?.version
  const fixed = high ?? firstBehind(last, patched ?? '')
  if (!isPlain || bounds.length > 2 || fixed === undefined) return "'TODO: introduced and fixed'"
  const from = low === undefined || low.startsWith('0.0.0') ? '' : `introduced: '${low}', `
  return `{ ${from}fixed: '${fixed}' }`
}

type Vulnerability = NonNullable<Published['vulnerabilities']>[number]

/** The first of some versions that is newer than another one. */
function firstBehind(last: string | undefined, among: string): string | undefined {
  const after = last === undefined ? undefined : parseVersion(last)
  if (!after) return undefined
  const newerOnes = [...among.matchAll(/\d{1,4}\.\d{1,4}\.\d{1,4}(?:-rc\d+)?/g)]
    .flatMap(([text]) => parseVersion(text) ?? [])
    .filter((version) => compareVersions(version, after) > 0)
    .toSorted(compareVersions)
  return newerOnes[0] && formatVersion(newerOnes[0])
}

/** The newest release of each minor version that the table should have: of those in it, and of later ones. */
function newer(releases: readonly Version[]): readonly Version[] {
  const known = newestReleases.flatMap((text) => parseVersion(text) ?? [])
  const newest = new Map<string, Version>()
  for (const release of releases.toSorted(compareVersions)) newest.set(`${release.major}.${release.minor}`, release)
  const last = known.at(-1)
  return [...newest.values()].filter((release) => {
    const same = known.find(({ major, minor }) => major === release.major && minor === release.minor)
    return compareVersions(release, same ?? last ?? release) > 0
  })
}

async function main(): Promise<void> {
  const api = process.env['GITHUB_API_URL'] ?? 'https://api.github.com'
  try {
    const found = await news(api, process.env['GITHUB_TOKEN'])
    const todo = lacks(found)
    const today = new Date().toISOString().slice(0, 10)
    const what = count(found.advisories.length, 'published advisory').replace(/advisorys$/, 'advisories')
    process.stdout.write(
      [
        `GitHub has ${what} of argoproj/argo-workflows. The table, src/argo/advisory-table.ts, is of ${asOf}.`,
        '',
        ...(todo.length > 0 ? todo : ['It has all of them.']),
        `Then set \`asOf\` to '${today}'.`,
        '',
      ].join('\n'),
    )
    process.exitCode = todo.length > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    process.stderr.write(`${plain(error.message)}\n`)
    process.exitCode = 2
  }
}

if (import.meta.main) await main()
