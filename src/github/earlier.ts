import { answer, type Repository, withTimeout } from './client.ts'

/** The last of a list, and where those before them end. */
export interface Last<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null }
}

/** Pages that are read of a conversation without end. */
const most = 20

/**
 * All of a list of a pull request, oldest first: the last ones are known. 1 request for each 100 before them.
 *
 * @param list a field of a pull request
 * @param fields of each of its nodes
 * @throws Refused
 */
export async function withEarlier<Node>(
  { client, owner, repo }: Repository,
  pull: number,
  { list, fields }: { readonly list: 'reviews' | 'reviewThreads'; readonly fields: string },
  last: Last<Node>,
): Promise<readonly Node[]> {
  const query = `query($owner: String!, $repo: String!, $pull: Int!, $before: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $pull) {
      list: ${list}(last: 100, before: $before) { nodes { ${fields} } pageInfo { hasPreviousPage startCursor } }
    }
  }
}`
  let nodes = last.nodes
  let { hasPreviousPage: isLeft, startCursor: before } = last.pageInfo
  for (let page = 0; isLeft && page < most; page++) {
    type Page = { readonly repository: { readonly pullRequest: { readonly list: Last<Node> } } }
    const asked: Promise<Page> = client.graphql<Page>(query, withTimeout({ owner, repo, pull, before }))
    const { list: more } = (await answer('the conversation', asked)).repository.pullRequest
    nodes = [...more.nodes, ...nodes]
    ;({ hasPreviousPage: isLeft, startCursor: before } = more.pageInfo)
  }
  return nodes
}
