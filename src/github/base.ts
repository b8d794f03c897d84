import { answer, type Repository, Refused, withTimeout } from './client.ts'

/** A file of a commit: the id of its contents, and its length in bytes. The contents of a symbolic link are a path. */
export interface Blob {
  readonly path: string
  readonly id: string
  readonly size: number
  readonly link?: true
}

/**
 * The newest commit that both histories have. 1 request.
 *
 * @param base a commit id
 * @param head a commit id; it may be of a fork, whose commits are readable through the repository it forks
 * @throws Refused
 */
export async function mergeBase({ client, owner, repo }: Repository, base: string, head: string): Promise<string> {
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}'
  const compared = client.request(route, withTimeout({ owner, repo, basehead: `${base}...${head}`, per_page: 1 }))
  return (await answer('the commit at which the pull request left its base', compared)).data.merge_base_commit.sha
}

/** A list of files that GitHub cut short: to ask again gives no more. */
export class TooManyFiles extends Refused {}

/**
 * The files of a commit. Submodules are left out. 1 request.
 *
 * @throws Refused | TooManyFiles above 100,000 entries or 7 MB
 */
export async function tree({ client, owner, repo }: Repository, commit: string): Promise<readonly Blob[]> {
  const route = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}'
  const listed = client.request(route, withTimeout({ owner, repo, tree_sha: commit, recursive: '1' }))
  const { data } = await answer('the list of files of the base', listed)
  if (data.truncated) throw new TooManyFiles('The repository has more files than GitHub lists at once.')
  return data.tree.flatMap(({ mode, path, sha, size = 0 }): Blob | [] => {
    if (mode === '120000') return { path, id: sha, size, link: true }
    return mode.startsWith('100') ? { path, id: sha, size } : []
  })
}
