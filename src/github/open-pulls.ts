import { answer, type Repository, withTimeout } from './client.ts'
import { checkName } from './check.ts'

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
    nodes { checkRuns(first: 1, filterBy: {checkName: $check, checkType: LATEST}) { nodes { status } } }
  }
}`
}

type Nodes<T> = { readonly nodes: readonly T[] }

interface Listing {
  readonly repository: { readonly pullRequests: Nodes<{ readonly number: number; readonly headRefOid: string }> }
}

interface Looking {
  readonly repository: Readonly<
    Record<string, { readonly checkSuites?: Nodes<{ readonly checkRuns: Nodes<{ readonly status: string }> }> } | null>
  >
}

/**
 * Of the open pull requests that changed last the numbers of those whose head has no completed check run of ours.
 * 1 request when none is open, else 2.
 *
 * @param app the id of the App, since others may give their check runs the same name
 * @param count how many pull requests are looked at, at most 100
 * @throws Refused
 */
export async function unreviewedPulls(
  { client, owner, repo }: Repository,
  app: number,
  count: number,
): Promise<readonly number[]> {
  const listed = client.graphql<Listing>(listing, withTimeout({ owner, repo, count }))
  const { nodes: pulls } = (await answer('the open pull requests', listed)).repository.pullRequests
  if (pulls.length === 0) return []
  const query = looking(pulls.map(({ headRefOid }) => headRefOid))
  const looked = client.graphql<Looking>(query, withTimeout({ owner, repo, app, check: checkName }))
  const { repository: commits } = await answer('the check runs of open pull requests', looked)
  return pulls.filter((_, at) => !isDone(commits[`c${at}`])).map(({ number }) => number)
}

function isDone(commit: Looking['repository'][string] | undefined): boolean {
  const suites = commit?.checkSuites?.nodes ?? []
  return suites.some(({ checkRuns }) => checkRuns.nodes.some(({ status }) => status === 'COMPLETED'))
}
