import { answer, type Repository, withTimeout } from './client.ts'
import { type FixPull, fixPull, isOurs, pullFields, type PullNode } from './fix-pull.ts'

/** A branch of ours. */
export interface FixBranch {
  readonly name: string
  /** The commit at its tip. */
  readonly tip: string
  /** What is open from it. */
  readonly open: FixPull | undefined
}

export interface FixBranches {
  /** In GraphQL. */
  readonly repositoryId: string
  readonly branches: readonly FixBranch[]
  /** The pull request that was asked about. */
  readonly source: (FixPull & { readonly isOurs: boolean }) | undefined
}

interface Answer {
  readonly repository: {
    readonly id: string
    readonly pullRequest?: PullNode
    readonly refs: {
      readonly nodes: readonly {
        readonly name: string
        readonly target: { readonly oid: string }
        readonly associatedPullRequests: { readonly nodes: readonly PullNode[] }
      }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    }
  }
}

/**
 * The branches whose names begin so, with what is open from them. 1 request for each 100.
 *
 * @param pull a pull request whose state is asked for too
 * @throws Refused
 */
export async function fixBranches(
  { client, owner, repo }: Repository,
  start: string,
  pull?: number,
): Promise<FixBranches> {
  const query = `query($owner: String!, $repo: String!, $start: String!, $after: String${pull === undefined ? '' : ', $pull: Int!'}) {
  repository(owner: $owner, name: $repo) {
    id
    ${pull === undefined ? '' : `pullRequest(number: $pull) { ${pullFields} }`}
    refs(refPrefix: "refs/heads/", query: $start, first: 100, after: $after) {
      nodes {
        name
        target { oid }
        associatedPullRequests(states: [OPEN], first: 10) { nodes { ${pullFields} } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`
  const branches: FixBranch[] = []
  for (let after: string | null = null; ;) {
    const given = { owner, repo, start, after, ...(pull !== undefined && { pull }) }
    const asked: Promise<Answer> = client.graphql<Answer>(query, withTimeout(given))
    const { id: repositoryId, pullRequest: it, refs } = (await answer('the branches of fixes', asked)).repository
    for (const { name, target, associatedPullRequests: from } of refs.nodes) {
      const open = from.nodes.find(isOurs)
      // GitHub finds what was asked for anywhere in a name.
      if (name.startsWith(start)) branches.push({ name, tip: target.oid, open: open && fixPull(open) })
    }
    after = refs.pageInfo.endCursor
    if (!refs.pageInfo.hasNextPage)
      return { repositoryId, branches, source: it && { ...fixPull(it), isOurs: isOurs(it) } }
  }
}
