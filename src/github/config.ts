import { answer, type Repository, withTimeout } from './client.ts'
import { isRefusedAs, statusOf, unless } from './refusal.ts'

type Told = Readonly<Record<string, { readonly text?: string | null; readonly isTruncated?: boolean } | null>>

/**
 * The texts of files at the head of a repository that others may share, by path. 1 request.
 *
 * @returns nothing when there is no such repository, or the token may not read it: GitHub does not say which
 * @throws Refused when GitHub could not answer
 */
export async function sharedTexts(
  { client, owner, repo }: Repository,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  const query = `query($owner: String!, $repo: String!${paths.map((_, i) => `, $p${i}: String!`).join('')}) {
  repository(owner: $owner, name: $repo) {
${paths.map((_, i) => `    p${i}: object(expression: $p${i}) { ... on Blob { text isTruncated } }`).join('\n')}
  }
}`
  const expressions = Object.fromEntries(paths.map((path, i) => [`p${i}`, `HEAD:${path}`]))
  const asked = client.graphql<{ readonly repository: Told | null }>(
    query,
    withTimeout({ owner, repo, ...expressions }),
  )
  const told = (await answer('a shared config', unless(asked, isClosed)))?.repository
  if (!told) return undefined
  return new Map(
    paths.flatMap((path, i): [string, string][] => {
      const { text, isTruncated } = told[`p${i}`] ?? {}
      return typeof text === 'string' && !isTruncated ? [[path, text]] : []
    }),
  )
}

function isClosed(error: unknown): boolean {
  return isRefusedAs(error, 'NOT_FOUND', 'FORBIDDEN') || statusOf(error) === 404
}
