import { typed } from './errors.ts'

export interface Slice {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
}

/** A page of a list. @throws GraphQLError without `first` or `last`, or above 100: GitHub refuses both */
export function connection<T>(items: readonly T[], { first, last, after, before }: Slice, name: string) {
  const size = first ?? last
  if (size === undefined || size === null) {
    throw typed(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    )
  }
  if (size > 100) {
    throw typed(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`,
    )
  }
  const start = after ? position(after) + 1 : 0
  const end = before ? position(before) : items.length
  const from = first === undefined || first === null ? Math.max(start, end - size) : start
  const to = first === undefined || first === null ? end : Math.min(end, start + size)
  const part = items.slice(from, to)
  return {
    totalCount: items.length,
    nodes: part,
    edges: part.map((node, i) => ({ node, cursor: cursor(from + i) })),
    pageInfo: {
      hasNextPage: to < items.length,
      hasPreviousPage: from > 0,
      startCursor: part.length > 0 ? cursor(from) : null,
      endCursor: part.length > 0 ? cursor(from + part.length - 1) : null,
    },
  }
}

function cursor(at: number): string {
  return Buffer.from(`cursor:v2:${at}`).toString('base64')
}

function position(cursorText: string): number {
  return Number(Buffer.from(cursorText, 'base64').toString().split(':')[2])
}
