import { answer, type Repository, withTimeout } from './client.ts'
import { checkName } from './check.ts'
import { typesOf } from './refusal.ts'

const listing = `query openPulls($owner: String!, $repo: String!, $count: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequests(states: OPEN, first: $count, orderBy: {field: UPDATED_AT, direction: DESC}) { nodes { number headRefOid } }
  }
}`

/** The check runs of commits, by alias. A fork's commits are looked for here too: that is where our check runs are. */
function looking(heads: readonly string[]): string {
  const aliases = heads.map((head, at) => `c${at}: object(oid: "${head}") { ...checks }`)
  return `query openChecks($owner: String!, $repo: String!, $app: Int!, $check: String!) {
  repository(owner: $owner, name: $repo) { ${aliases.join(' ')} }
}
fragment checks on Commit {
  checkSuites(first: 1, filterBy: {appId: $app}) {
    nodes { checkRuns(last: 20, filterBy: {checkName: $check}) { nodes { status externalId } } }
  }
}`
}

type Checked = { readonly status: string; readonly externalId: string | null }
type Nodes<T> = { readonly nodes: readonly T[] }

interface Listing {
  readonly repository: { readonly pullRequests: Nodes<{ readonly number: number; readonly headRefOid: string }> }
}

interface Looking {
  readonly repository: Readonly<
    Record<string, { readonly checkSuites?: Nodes<{ readonly checkRuns: Nodes<Checked> }> } | null>
  >
}

/**
 * Of the open pull requests that changed last the numbers of those that have no completed check run of ours at their
 * head. 1 request when none is open, else 2.
 *
 * @param app the id of the App, since others may give their check runs the same name
 * @param isAbout tells by what a check run was begun with whether it is about a pull request
 * @param count how many pull requests are looked at, at most 100
 * @throws Refused
 */
export async function unreviewedPulls(
  { client, owner, repo }: Repository,
  app: number,
  isAbout: (job: string, pull: number) => boolean,
  count: number,
): Promise<readonly number[]> {
  const listed = client.graphql<Listing>(listing, withTimeout({ owner, repo, count }))
  const { nodes: pulls } = (await answer('the open pull requests', listed)).repository.pullRequests
  if (pulls.length === 0) return []
  const query = looking(pulls.map(({ headRefOid }) => headRefOid))
  const looked = client.graphql<Looking>(query, withTimeout({ owner, repo, app, check: checkName }))
  const { repository: commits } = await answer('the check runs of open pull requests', looked)
  return pulls
    .filter(({ number }, at) => {
      const runs = commits[`c${at}`]?.checkSuites?.nodes.flatMap(({ checkRuns }) => checkRuns.nodes) ?? []
      return !runs.some(({ status, externalId }) => status === 'COMPLETED' && isAbout(externalId ?? '', number))
    })
    .map(({ number }) => number)
}

/** So many pull requests are asked for at once. */
const perRequest = 50

interface Heads {
  readonly repository: Readonly<
    Record<string, { readonly number: number; readonly state: string; readonly headRefOid: string } | null>
  >
}

/**
 * Of some pull requests the heads of those that are open, by number. 1 request for each 50.
 *
 * @throws Refused
 */
export async function openAmong(
  { client, owner, repo }: Repository,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const heads = new Map<number, string>()
  for (let from = 0; from < numbers.length; from += perRequest) {
    const fields = numbers
      .slice(from, from + perRequest)
      .map((number) => `p${number}: pullRequest(number: ${number}) { number state headRefOid }`)
    const query = `query($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${fields.join(' ')} } }`
    const asked = client.graphql<Heads>(query, withTimeout({ owner, repo })).catch(withoutGone)
    for (const pull of Object.values((await answer('the heads of pull requests', asked)).repository))
      if (pull?.state === 'OPEN') heads.set(pull.number, pull.headRefOid)
  }
  return heads
}

/** GitHub takes away the pull requests of an account that it holds for spam: then it tells the others, beside an error. */
function withoutGone(error: unknown): Heads {
  const isGone = typesOf(error).length > 0 && typesOf(error).every((type) => type === 'NOT_FOUND')
  if (!isGone || !(error instanceof Error) || !('data' in error) || !isHeads(error.data)) throw error
  return error.data
}

function isHeads(data: unknown): data is Heads {
  return typeof data === 'object' && data !== null && 'repository' in data && data.repository !== null
}
