import { GraphQLError } from 'graphql'
import { checkAllowed, checkVisible } from '../auth.ts'
import type { Call } from '../call.ts'
import { notAccessible, Refusal } from '../refusal.ts'
import type { Node, NodeType, Repository } from '../state.ts'

/** An error with the type that GitHub gives it, as `STALE_DATA`. */
export function typed(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } })
}

/** @throws GraphQLError `FORBIDDEN`, or `NOT_FOUND` for what may not be seen */
export function check({ actor }: Call, repository: Repository, ...wanted: readonly string[]): void {
  try {
    checkVisible(actor, repository)
    for (const one of wanted) checkAllowed(actor, repository, one)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.status === 404) throw typed('NOT_FOUND', 'Could not resolve to a Repository.')
    throw typed('FORBIDDEN', notAccessible)
  }
}

/** What a GraphQL id stands for. @throws GraphQLError `NOT_FOUND` */
export function nodeOf<T extends NodeType>(
  { world }: Call,
  id: string,
  ...types: readonly T[]
): Extract<Node, { type: T }> {
  const found = world.state.nodes.get(id)
  if (!found || !types.includes(found.type as T)) {
    throw typed('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
  }
  return found as Extract<Node, { type: T }>
}

/** Does what the REST API does, and says its refusals as GraphQL says them. */
export function asGraphql<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const detail = error.errors
      ?.map((one) => (typeof one === 'string' ? one : ((one as { message?: string }).message ?? '')))
      .join(', ')
    throw typed(error.status === 403 ? 'FORBIDDEN' : 'UNPROCESSABLE', detail || error.message)
  }
}
