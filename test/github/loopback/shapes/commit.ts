import { emailOf, fullName } from '../names.ts'
import type { Repository } from '../state.ts'
import { api, site } from './repository.ts'

/** `commit`, and beside it the flat form that webhooks and check suites hold. */
export function commitShape(repository: Repository, id: string) {
  const commit = repository.objects.commits.get(id)
  if (!commit) throw new Error(`The loopback has no commit ${id} in ${fullName(repository)}.`)
  const url = `${api}/repos/${fullName(repository)}`
  const person = { name: commit.author, email: emailOf(commit.author), date: commit.date }
  const verification = {
    verified: commit.verified,
    reason: commit.verified ? 'valid' : 'unsigned',
    signature: commit.verified ? '-----BEGIN PGP SIGNATURE-----' : null,
    payload: null,
    verified_at: null,
  }
  const tree = { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` }
  return {
    simple: { tree: commit.tree, message: commit.message, timestamp: commit.date, author: person, committer: person },
    whole: {
      url: `${url}/commits/${id}`,
      sha: id,
      node_id: `C_kwDO${id.slice(0, 12)}`,
      html_url: `${site}/${fullName(repository)}/commit/${id}`,
      comments_url: `${url}/commits/${id}/comments`,
      commit: {
        url: `${url}/git/commits/${id}`,
        author: person,
        committer: person,
        message: commit.message,
        comment_count: 0,
        tree,
        verification,
      },
      author: null,
      committer: null,
      parents: commit.parents.map((parent) => ({
        sha: parent,
        url: `${url}/commits/${parent}`,
        html_url: `${site}/${fullName(repository)}/commit/${parent}`,
      })),
    },
  }
}
