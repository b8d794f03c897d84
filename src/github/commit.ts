import { answer, type Repository, withTimeout } from './client.ts'
import { isRefusedAs, statusOf, typesOf, unless } from './refusal.ts'

/** A file as it is to be. Its mode becomes 100644, whatever it was. */
export interface Written {
  readonly path: string
  readonly text: string
}

export interface Message {
  /** Autolinks and closing words work in a commit message, so it holds no text of manifests. */
  readonly headline: string
  readonly body: string
}

/** Stands for no commit where one is asked for. */
const none = '0'.repeat(40)

/**
 * Makes a branch. 1 request.
 *
 * @returns `there` when there is one of this name; `forbidden` when the repository's rules do not let us
 * @throws Refused
 */
export async function createBranch(
  { client, owner, repo }: Repository,
  name: string,
  at: string,
): Promise<'made' | 'there' | 'forbidden'> {
  const route = 'POST /repos/{owner}/{repo}/git/refs'
  const asked = client.request(route, withTimeout({ owner, repo, ref: `refs/heads/${name}`, sha: at }))
  let isThere = false
  const made = await answer(
    'leave to make a branch',
    unless(asked, (error) => {
      isThere = /already exists/i.test(String(error))
      return statusOf(error) === 422
    }),
  )
  return made ? 'made' : isThere ? 'there' : 'forbidden'
}

/** Why there is no commit: the tip of the branch is another, or the repository's rules do not let us. */
export type Hindered = 'moved' | 'forbidden'

/**
 * Puts one commit on a branch, signed by GitHub and by the App. 1 request.
 *
 * @param onto what the tip of the branch must be
 * @returns its id, or why there is none
 * @throws Refused
 */
export async function commit(
  { client, owner, repo }: Repository,
  { branch, onto, message, files }: { branch: string; onto: string; message: Message; files: readonly Written[] },
): Promise<{ readonly id: string } | Hindered> {
  const mutation = `mutation($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: branch },
    expectedHeadOid: onto,
    message,
    fileChanges: {
      additions: files.map(({ path, text }) => ({ path, contents: Buffer.from(text).toString('base64') })),
    },
  }
  const asked = client.graphql<{ readonly createCommitOnBranch: { readonly commit: { readonly oid: string } } }>(
    mutation,
    withTimeout({ input }),
  )
  let hindered: Hindered = 'moved'
  const made = unless(asked, (error) => {
    if (isRefusedAs(error, 'STALE_DATA', 'NOT_FOUND')) return true
    hindered = 'forbidden'
    return isFinal(error)
  })
  const id = (await answer('leave to commit', made))?.createCommitOnBranch.commit.oid
  return id === undefined ? hindered : { id }
}

/**
 * Whether GitHub would refuse a document the next time too. Classic protection of branches and rulesets answer with
 * different types, which are not documented, and an error of GitHub's own has none.
 */
function isFinal(error: unknown): boolean {
  const types = typesOf(error)
  return types.length > 0 && types.every((type) => type !== '' && !passing.has(type))
}

const passing = new Set(['RATE_LIMITED', 'RATE_LIMIT', 'SERVICE_UNAVAILABLE', 'INTERNAL', 'TIMEOUT'])

/** What we need to know of a commit. */
export interface Commit {
  /** Made by `commit` above: by the App, with GitHub's signature. */
  readonly isOurs: boolean
  readonly parents: readonly string[]
  /** Ids of contents by path, of the first 300 files that it changed. */
  readonly files: ReadonlyMap<string, string>
}

/** GitHub lists no more files with a commit (repos/get-commit). */
export const mostListed = 300

/**
 * Reads a commit. 1 request.
 *
 * @param slug of the App
 * @throws Refused
 */
export async function readCommit({ client, owner, repo }: Repository, id: string, slug: string): Promise<Commit> {
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}'
  const { data } = await answer('a commit', client.request(route, withTimeout({ owner, repo, ref: id })))
  const { author, verification } = data.commit
  return {
    isOurs: author?.name === `${slug}[bot]` && verification?.verified === true,
    parents: data.parents.map(({ sha }) => sha),
    files: new Map((data.files ?? []).map(({ filename, sha }) => [filename, sha ?? ''])),
  }
}

/**
 * Whether a commit is a part of another's history. 1 request.
 *
 * @throws Refused
 */
export async function isWithin({ client, owner, repo }: Repository, old: string, newer: string): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}'
  const asked = client.request(route, withTimeout({ owner, repo, basehead: `${newer}...${old}`, per_page: 1 }))
  const compared = unless(asked, (error) => statusOf(error) === 404)
  return (await answer('what a branch holds', compared))?.data.ahead_by === 0
}

/**
 * The commit at the tip of a branch; nothing when there is no branch. 1 request.
 *
 * @throws Refused
 */
export async function tipOf({ client, owner, repo }: Repository, branch: string): Promise<string | undefined> {
  const route = 'GET /repos/{owner}/{repo}/git/ref/{ref}'
  const asked = client.request(route, withTimeout({ owner, repo, ref: `heads/${branch}` }))
  return (
    await answer(
      'a branch',
      unless(asked, (error) => statusOf(error) === 404),
    )
  )?.data.object.sha
}

/** A branch that is to point elsewhere, if it still points where we think. */
export interface Move {
  readonly branch: string
  readonly from: string
  /** Nothing to delete it. */
  readonly to: string | undefined
}

/**
 * Moves and deletes branches, all of them or none; false when one is not where it should be. 1 request.
 *
 * @param repositoryId in GraphQL
 * @throws Refused
 */
export async function moveBranches(
  repository: Repository,
  repositoryId: string,
  moves: readonly Move[],
): Promise<boolean> {
  // How GitHub says that a branch is elsewhere is not documented; these say something else.
  return move(repository, repositoryId, moves, (error) => {
    return typesOf(error).length > 0 && !isRefusedAs(error, 'FORBIDDEN', 'RATE_LIMITED')
  })
}

/**
 * Deletes a branch, if it still points there and the repository's rules let us. 1 request.
 *
 * @param repositoryId in GraphQL
 * @throws Refused
 */
export async function dropBranch(repository: Repository, repositoryId: string, branch: string, from: string) {
  await move(repository, repositoryId, [{ branch, from, to: undefined }], isFinal)
}

async function move(
  { client }: Repository,
  repositoryId: string,
  moves: readonly Move[],
  isExpected: (error: unknown) => boolean,
): Promise<boolean> {
  const mutation = 'mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }'
  const refUpdates = moves.map(({ branch, from, to }) => {
    return { name: `refs/heads/${branch}`, beforeOid: from, afterOid: to ?? none, force: true }
  })
  const asked = client.graphql(mutation, withTimeout({ input: { repositoryId, refUpdates } }))
  return (await answer('leave to move a branch', unless(asked, isExpected))) !== undefined
}
