import { Refused, type Repository } from '../src/github/client.ts'

/**
 * Access to the API for the repository of this run. Octokit is loaded here and not before: most runs need none.
 *
 * @throws Refused when no token was given
 */
export async function connect(token: string | undefined, env: NodeJS.ProcessEnv): Promise<Repository> {
  const [owner, repo] = env['GITHUB_REPOSITORY']?.split('/') ?? []
  if (!token || !owner || !repo) throw new Refused('It is not in the checkout, and the input github-token is empty.')
  const { getOctokit } = await import('@actions/github')
  return { client: getOctokit(token), owner, repo }
}
