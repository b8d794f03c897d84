import * as z from 'zod/mini'
import { parseVersion, type Version } from '../argo/version.ts'
import { Refused } from '../github/client.ts'

/** What the table needs of a repository's advisory (GitHub REST, "List repository security advisories"). */
const publishedAdvisory = z.object({
  ghsa_id: z.string().check(z.regex(/^GHSA(?:-[0-9a-z]{4}){3}$/)),
  cve_id: z.nullable(z.string().check(z.regex(/^CVE-\d{4}-\d{4,9}$/))),
  summary: z.string(),
  severity: z.nullable(z.enum(['critical', 'high', 'medium', 'low'])),
  updated_at: z.nullable(z.string().check(z.regex(/^\d{4}-\d\d-\d\dT/))),
  vulnerabilities: z.nullable(
    z.array(
      z.object({
        vulnerable_version_range: z.nullable(z.string()),
        patched_versions: z.nullable(z.string()),
      }),
    ),
  ),
})
export type Published = z.output<typeof publishedAdvisory>

const publishedRelease = z.object({ tag_name: z.string(), draft: z.boolean(), prerelease: z.boolean() })

/** More advisories than on so many pages of 100 are a mistake. */
const mostPages = 20

/** What GitHub has published of Argo Workflows. */
export interface News {
  readonly advisories: readonly Published[]
  /** Without release candidates. */
  readonly releases: readonly Version[]
}

/**
 * Asks GitHub. It takes no token, which only lets one ask more often.
 *
 * @param api such as `https://api.github.com`
 * @throws Refused when there is no answer, or one that is not as GitHub documents it
 */
export async function news(api: string, token?: string): Promise<News> {
  const repository = `${api.replace(/\/$/, '')}/repos/argoproj/argo-workflows`
  const found: Published[] = []
  let page: URL | undefined = new URL(`${repository}/security-advisories?state=published&per_page=100`)
  for (let number = 1; page; number++) {
    if (number > mostPages) throw new Refused(`GitHub has more than ${mostPages} pages of advisories, which cannot be.`)
    const { body, next }: Answer<Published[]> = await ask(page, z.array(publishedAdvisory), token)
    found.push(...body)
    page = next
  }
  const { body } = await ask(new URL(`${repository}/releases?per_page=100`), z.array(publishedRelease), token)
  const releases = body
    .filter(({ draft, prerelease }) => !draft && !prerelease)
    .flatMap(({ tag_name: tag }) => parseVersion(tag) ?? [])
    .filter(({ prerelease }) => prerelease === '')
  return { advisories: found, releases }
}

interface Answer<Body> {
  readonly body: Body
  readonly next: URL | undefined
}

async function ask<Body>(url: URL, shape: z.ZodMiniType<Body>, token: string | undefined): Promise<Answer<Body>> {
  const answer = await fetch(url, {
    headers: {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      'user-agent': 'lynceus',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    signal: AbortSignal.timeout(30_000),
  }).catch((error: unknown) => {
    throw new Refused(`GitHub cannot be reached at ${url.origin} (${causeOf(error)}): this needs the network.`)
  })
  if (!answer.ok) throw new Refused(refusal(url, answer), answer.status)
  const parsed = z.safeParse(shape, await answer.json().catch(() => undefined))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Refused(
      `The answer of ${url.origin} is not what GitHub documents: ${issue?.path.join('.') || 'all of it'}: ${issue?.message}.`,
    )
  }
  return { body: parsed.data, next: nextOf(url, answer) }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return code || error.name
}

function refusal(url: URL, { status, headers }: Response): string {
  const isSpent = headers.get('x-ratelimit-remaining') === '0' || status === 429
  const cure = isSpent ? ' It takes few questions without a token: set GITHUB_TOKEN, or wait an hour.' : ''
  return `${url.origin}${url.pathname} answers ${status}.${cure}`
}

/** The next page, as the Link header has it (RFC 8288), on the same server: a token goes to no other. */
function nextOf(url: URL, { headers }: Response): URL | undefined {
  const target = /<([^<>]+)>;\s*rel="next"/.exec(headers.get('link') ?? '')?.[1]
  if (target === undefined) return undefined
  const next = new URL(target, url)
  if (next.origin !== url.origin) throw new Refused(`The answer of ${url.origin} goes on at ${next.origin}.`)
  return next
}
