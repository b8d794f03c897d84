import { callerName, type Call } from '../call.ts'
import type { Node } from '../state.ts'
import { check, typed } from './errors.ts'
import { actor, refObject } from './git.ts'
import { repositoryObject } from './repository.ts'
import { commentObject, reviewCommentObject, reviewObject, threadObject } from './comment.ts'
import { issueObject, labelObject, pullObject } from './pull.ts'
import { checkRunObject, checkSuiteObject } from './check.ts'

/** The fields at the root of a query. */
export const queries = {
  repository: ({ owner, name }: { owner: string; name: string }, call: Call) => {
    const found = call.world.state.repositories.get(`${owner}/${name}`.toLowerCase())
    const missing = typed('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`)
    if (!found) throw missing
    check(call, found, 'metadata:read')
    return repositoryObject(call, found)
  },
  node: ({ id }: { id: string }, call: Call) => nodeObject(call, id),
  nodes: ({ ids }: { ids: readonly string[] }, call: Call) => ids.map((id) => nodeObject(call, id)),
  viewer: (_: unknown, call: Call) => ({ ...actor(call.user), __typename: 'User' }),
  user: ({ login }: { login: string }, call: Call) => {
    const found = call.world.state.users.get(login.toLowerCase())
    if (found?.type !== 'User') throw typed('NOT_FOUND', `Could not resolve to a User with the login of '${login}'.`)
    return actor(found)
  },
  rateLimit: (_: unknown, call: Call) => {
    const { limit, remaining, used, reset } = call.meter.left(callerName(call.actor), 'graphql')
    return { cost: 1, nodeCount: 0, limit, remaining, used, resetAt: new Date(reset * 1000).toISOString() }
  },
}

function nodeObject(call: Call, id: string) {
  const node = call.world.state.nodes.get(id)
  if (!node) throw typed('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
  if ('repository' in node) check(call, node.repository, 'metadata:read')
  return node
}

/** What GraphQL shows of a node. Objects name each other by their nodes, so that each is made when it is asked for. */
export function objectOf(call: Call, node: Node): object | null {
  switch (node.type) {
    case 'User':
      return actor(node.of)
    case 'Repository':
      return repositoryObject(call, node.of)
    case 'Ref':
      return refObject(node.repository, node.of)
    case 'PullRequest':
      return pullObject(call, node.repository, node.of)
    case 'Issue':
      return issueObject(call, node.repository, node.of)
    case 'Label':
      return labelObject(node.repository, node.of)
    case 'IssueComment':
      return commentObject(call, node.repository, node.on, node.of)
    case 'PullRequestReview':
      return reviewObject(call, node.repository, node.on, node.of)
    case 'PullRequestReviewComment':
      return reviewCommentObject(call, node.repository, node.pull, node.on, node.of)
    case 'PullRequestReviewThread':
      return threadObject(call, node.repository, node.on, node.of)
    case 'CheckSuite':
      return checkSuiteObject(node.repository, node.of)
    case 'CheckRun':
      return checkRunObject(node.repository, node.of)
  }
}
