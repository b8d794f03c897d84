import { execFile } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Octokit } from 'octokit'
import { advisories, asOf } from '../src/argo/advisory-table.ts'
import { lacks } from '../src/dev/advisories.ts'
import { news, type Published } from '../src/dev/argo-news.ts'
import { unseen } from './report/hostile.ts'

/** As GitHub's description of its REST API has it, all of it. */
type Advisory = Awaited<ReturnType<Octokit['rest']['securityAdvisories']['listRepositoryAdvisories']>>['data'][number]
type Release = Pick<
  Awaited<ReturnType<Octokit['rest']['repos']['listReleases']>>['data'][number],
  'tag_name' | 'draft' | 'prerelease'
>

const day = `${asOf}T00:00:00Z`
const before = '2020-01-01T00:00:00Z'

function anAdvisory(ghsa: string, parts: Partial<Advisory> = {}): Advisory {
  return {
    ghsa_id: ghsa,
    cve_id: null,
    url: `https://api.github.com/repos/argoproj/argo-workflows/security-advisories/${ghsa}`,
    html_url: `https://github.com/argoproj/argo-workflows/security/advisories/${ghsa}`,
    summary: 'Something is wrong',
    description: null,
    severity: 'high',
    author: null,
    publisher: null,
    identifiers: [{ type: 'GHSA', value: ghsa }],
    state: 'published',
    created_at: before,
    updated_at: before,
    published_at: before,
    closed_at: null,
    withdrawn_at: null,
    submission: null,
    vulnerabilities: [],
    cvss: null,
    cwes: null,
    cwe_ids: null,
    credits: null,
    credits_detailed: null,
    collaborating_users: null,
    collaborating_teams: null,
    private_fork: null,
    ...parts,
  }
}

function affected(range: string | null, patched: string | null) {
  const its = { ecosystem: 'go', name: 'github.com/argoproj/argo-workflows/v3' } as const
  return {
    package: its,
    vulnerable_version_range: range,
    patched_versions: patched,
    vulnerable_functions: null,
  }
}

/** What GitHub has when the table is up to date. */
const same: readonly Advisory[] = advisories.flatMap(({ id, url }) => {
  const [ghsa] = /GHSA(?:-\w{4}){3}$/.exec(url) ?? ['GHSA-aaaa-bbbb-cccc']
  return anAdvisory(ghsa, { cve_id: id.startsWith('CVE') ? id : null })
})

const added = anAdvisory('GHSA-2222-3333-4444', {
  cve_id: 'CVE-2027-12345',
  severity: 'critical',
  summary: 'A step escapes\n\u202Eits pod\u001B[31m',
  updated_at: '2027-01-02T03:04:05Z',
  vulnerabilities: [
    affected('>= 3.7.0, < 3.7.19', '3.7.19'),
    affected('<= 3.6.19', '3.6.20, 3.7.19'),
    affected('>= 4.0.0, <= 4.0.10', 'v4.0.11, v4.1.3'),
    affected('all before the next', null),
  ],
})

const close: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of close.splice(0)) await end()
})

/** A server on 127.0.0.1 that is asked in the place of GitHub. */
async function served(answer: (request: IncomingMessage, response: ServerResponse, own: string) => void) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, response, own)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close.push(() => new Promise((resolve) => server.close(resolve)))
  return { api: own, asked }
}

/** Pages of one advisory each, as GitHub links them. */
function github(all: readonly Advisory[], releases: readonly Release[] = []) {
  return served((request, response, own) => {
    const url = new URL(request.url ?? '', own)
    response.setHeader('content-type', 'application/json; charset=utf-8')
    if (url.pathname.endsWith('/releases')) return response.end(JSON.stringify(releases))
    const page = Number(url.searchParams.get('after') ?? 0)
    const next = page + 10
    url.searchParams.set('after', String(next))
    if (next < all.length) response.setHeader('link', `<${url.href}>; rel="next"`)
    return response.end(JSON.stringify(all.slice(page, next)))
  })
}

function run(env: Record<string, string>): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const script = new URL('../src/dev/advisories.ts', import.meta.url).pathname
    const { GITHUB_TOKEN: _, ...own } = process.env
    execFile(process.execPath, [script], { env: { ...own, ...env } }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

test('a table that is up to date lacks nothing', async () => {
  const { api, asked } = await github(same, [{ tag_name: 'v3.7.18', draft: false, prerelease: false }])
  const { code, out, err } = await run({ GITHUB_API_URL: api })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(
    new RegExp(
      `^GitHub has ${same.length} published advisories .* is of ${asOf}\\.\n\nIt has all of them\\.\nThen set`,
    ),
  )
  expect(asked.map(({ url }) => url)[0]).toBe(
    '/repos/argoproj/argo-workflows/security-advisories?state=published&per_page=100',
  )
  expect(asked.length).toBe(Math.ceil(same.length / 10) + 1)
  expect(asked.some(({ headers }) => headers.authorization !== undefined)).toBe(false)
})

test('what is new comes with the lines to add, and no text of GitHub steers the terminal', async () => {
  const { api } = await github([...same, added])
  const { code, out } = await run({ GITHUB_API_URL: api })
  expect(code).toBe(1)
  expect(out).toContain(`Missing (1):
  GHSA-2222-3333-4444 (CVE-2027-12345), critical, changed on 2027-01-02
    A step escapes \\u{202e}its pod\\u{1b}[31m
    affected: >= 3.7.0, < 3.7.19; fixed in 3.7.19
    affected: <= 3.6.19; fixed in 3.6.20, 3.7.19
    affected: >= 4.0.0, <= 4.0.10; fixed in v4.0.11, v4.1.3
    affected: all before the next; fixed in ?

  {
    ...advisory('GHSA-2222-3333-4444', 'CVE-2027-12345'),
    what: 'TODO: what it allows, as the end of a sentence',
    component: 'TODO: controller, server or executor',
    ranges: [{ introduced: '3.7.0', fixed: '3.7.19' }, { fixed: '3.6.20' }, { introduced: '4.0.0', fixed: '4.0.11' }, 'TODO: introduced and fixed'],
    severity: 'high',
  },
`)
  expect(out.replaceAll('\n', '')).not.toMatch(unseen)
})

function changes(all: readonly Advisory[], releases: readonly string[] = []): string[] {
  const parsed = releases.map((text) => {
    const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number)
    return { major, minor, patch, prerelease: '' }
  })
  return lacks({ advisories: all satisfies readonly Published[], releases: parsed }).filter((line) =>
    /^\S.*:$/.test(line),
  )
}

test('an advisory that changed, got an id or went away is told', () => {
  const [first, second, third, ...others] = same
  if (!first || !second || !third) throw new Error('the table is empty')
  expect(changes([...same])).toEqual([])
  expect(changes([{ ...first, updated_at: day }, { ...second, cve_id: 'CVE-2027-1111' }, third, ...others])).toEqual([
    'Changed since, or given another id: look at them again (2):',
  ])
  expect(changes([second, third, ...others])).toEqual(['No longer published: withdrawn? (1):'])
})

test('newer releases of minor versions that get fixes are told, and later minor versions', () => {
  expect(lacks({ advisories: same, releases: [] })).toEqual([])
  const releases = ['3.6.99', '3.7.18', '3.7.98', '3.7.99', '4.1.2', '9.0.0']
  expect(changes(same, releases)).toEqual(['Newer releases, for `newestReleases` (2):'])
})

test('a token is sent where there is one, and to no other server', async () => {
  const { api, asked } = await github(same)
  await news(api, 'secret')
  expect(asked.every(({ headers }) => headers.authorization === 'Bearer secret')).toBe(true)
  const away = await served((_, response) => {
    response.setHeader('link', '<https://evil.example/next>; rel="next"')
    response.end('[]')
  })
  await expect(news(away.api, 'secret')).rejects.toThrow('goes on at https://evil.example')
  expect(away.asked).toHaveLength(1)
})

test.each([
  [
    403,
    { 'x-ratelimit-remaining': '0' },
    '{}',
    'answers 403. It takes few questions without a token: set GITHUB_TOKEN',
  ],
  [404, {}, '{}', '/repos/argoproj/argo-workflows/security-advisories answers 404.'],
  [200, {}, '<html>', 'is not what GitHub documents: all of it'],
  [200, {}, '{"message": "hello"}', 'is not what GitHub documents: all of it'],
  [200, {}, JSON.stringify([anAdvisory("GHSA-x', evil(), '")]), 'is not what GitHub documents: 0.ghsa_id'],
])('an answer %s %j that says nothing is told', async (status, headers, body, expected) => {
  const { api } = await served((_, response) => response.writeHead(status, headers).end(body))
  await expect(news(api)).rejects.toThrow(expected)
})

test('pages without an end are not asked for', async () => {
  const { api, asked } = await served((request, response, own) => {
    response.setHeader('link', `<${own}${request.url}>; rel="next"`)
    response.end('[]')
  })
  await expect(news(api)).rejects.toThrow('more than 20 pages')
  expect(asked.length).toBe(20)
})

test('without a network the reason is told, and nothing is said to be up to date', async () => {
  const { api } = await served(() => {})
  await Promise.all(close.splice(0).map((end) => end()))
  const { code, out, err } = await run({ GITHUB_API_URL: api })
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toBe(`GitHub cannot be reached at ${api} (ECONNREFUSED): this needs the network.\n`)
})
