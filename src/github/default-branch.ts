import { answer, type Repository, withTimeout } from './client.ts'

/** The branch that a repository shows, and files of it. */
export interface DefaultBranch {
  readonly name: string
  /** The commit at its tip. */
  readonly head: string
  /** By path; only of those that are there. */
  readonly texts: ReadonlyMap<string, string>
}

interface Part {
  readonly text?: string | null
  readonly isTruncated?: boolean
}

/**
 * The default branch, and texts of some of its files. 1 request.
 *
 * @returns nothing for an empty repository
 * @throws Refused
 */
export async function defaultBranch(
  { client, owner, repo }: Repository,
  paths: readonly string[],
): Promise<DefaultBranch | undefined> {
  const query = `query($owner: String!, $repo: String!${paths.map((_, i) => `, $p${i}: String!`).join('')}) {
  repository(owner: $owner, name: $repo) {
    defaultBranchRef { name target { oid } }
${paths.map((_, i) => `    p${i}: object(expression: $p${i}) { ... on Blob { text isTruncated } }`).join('\n')}
  }
}`
  const expressions = Object.fromEntries(paths.map((path, i) => [`p${i}`, `HEAD:${path}`]))
  const asked = client.graphql<{
    readonly repository: Readonly<Record<`p${number}`, Part | null>> & {
      readonly defaultBranchRef: { readonly name: string; readonly target: { readonly oid: string } } | null
    }
  }>(query, withTimeout({ owner, repo, ...expressions }))
  const { repository: told } = await answer('the default branch', asked)
  if (!told.defaultBranchRef) return undefined
  const { name, target } = told.defaultBranchRef
  const texts = paths.flatMap((path, i): [string, string][] => {
    const part = told[`p${i}`]
    return typeof part?.text === 'string' && !part.isTruncated ? [[path, part.text]] : []
  })
  return { name, head: target.oid, texts: new Map(texts) }
}
