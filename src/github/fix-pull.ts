import { answer, type Repository, withTimeout } from './client.ts'

/** Every branch of ours begins so; nobody else's is touched. */
export const fixPrefix = 'lynceus/fix/'

/** A pull request of ours from a branch of ours. */
export interface FixPull {
  readonly number: number
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  readonly branch: string
  /** The commit at its head. */
  readonly tip: string
  readonly body: string
}

/** A file of a commit, as a tree names it. */
export interface Entry {
  /** As git has it: 0o100644 for an ordinary file. */
  readonly mode: number
  readonly id: string
}

/** What there is when a fix is to be pushed. */
export interface Scene {
  /** In GraphQL. */
  readonly repositoryId: string
  /** The commit at the tip of the branch; nothing when there is no such branch. */
  readonly tip: string | undefined
  /** From the branch, whatever their state, then the newest others into the same base. */
  readonly pulls: readonly FixPull[]
  /** By path, of the head. */
  readonly entries: ReadonlyMap<string, Entry>
  /** Those of the labels that the repository has, as it spells them. */
  readonly labels: readonly string[]
}

/** What GitHub answers of a pull request that is asked for `pullFields`. */
export interface PullNode {
  readonly number: number
  readonly state: FixPull['state']
  readonly headRefName: string
  readonly headRefOid: string
  readonly body: string
  readonly viewerDidAuthor: boolean
  readonly isCrossRepository: boolean
}

type Pulls = { readonly nodes: readonly PullNode[] }

/** Folders by alias; empty for what is none. */
type Listings = Readonly<
  Record<`d${number}`, { readonly entries?: readonly { name: string; mode: number; oid: string }[] } | null>
>

/** By alias. */
type Labels = Readonly<Record<`l${number}`, { readonly name: string } | null>>

export const pullFields = 'number state headRefName headRefOid body viewerDidAuthor isCrossRepository'

/** Folders that one request lists. */
const perRequest = 50

/** What is looked at. */
export interface Looked {
  readonly branch: string
  readonly base: string
  /** A commit. */
  readonly head: string
  /** Of files of the head. */
  readonly paths: readonly string[]
  readonly labels: readonly string[]
}

/**
 * Looks at all that decides where a fix goes. 1 request for files in up to 50 folders.
 *
 * @throws Refused
 */
export async function lookAround(
  repository: Repository,
  { branch, base, head, paths, labels }: Looked,
): Promise<Scene> {
  const { client, owner, repo } = repository
  const folders = [...new Set(paths.map(folderOf))]
  const now = folders.slice(0, perRequest)
  const query = `query($owner: String!, $repo: String!, $ref: String!, $branch: String!, $base: String!${labels.map((_, i) => `, $l${i}: String!`).join('')}${declared(now)}) {
  repository(owner: $owner, name: $repo) {
    id
${labels.map((_, i) => `    l${i}: label(name: $l${i}) { name }`).join('\n')}
    ref(qualifiedName: $ref) { target { oid } }
    named: pullRequests(headRefName: $branch, last: 20) { nodes { ${pullFields} } }
    based: pullRequests(baseRefName: $base, states: [OPEN, CLOSED], last: 100) { nodes { ${pullFields} } }
${listed(now)}
  }
}`
  const named = Object.fromEntries(labels.map((name, i) => [`l${i}`, name]))
  const asked = client.graphql<{
    readonly repository: Listings &
      Labels & {
        readonly id: string
        readonly ref: { readonly target: { readonly oid: string } | null } | null
        readonly named: Pulls
        readonly based: Pulls
      }
  }>(query, withTimeout({ owner, repo, ref: `refs/heads/${branch}`, branch, base, ...named, ...places(head, now) }))
  const { repository: told } = await answer('the branches of fixes', asked)
  const entries = entriesIn(now, told)
  for (let from = perRequest; from < folders.length; from += perRequest)
    for (const [path, entry] of await list(repository, head, folders.slice(from, from + perRequest)))
      entries.set(path, entry)
  const pulls = [...told.named.nodes, ...told.based.nodes].filter(isOurs).map(fixPull)
  const found = labels.flatMap((_, i) => told[`l${i}`]?.name ?? [])
  return { repositoryId: told.id, tip: told.ref?.target?.oid, pulls, entries, labels: found }
}

async function list({ client, owner, repo }: Repository, head: string, folders: readonly string[]) {
  const query = `query($owner: String!, $repo: String!${declared(folders)}) {
  repository(owner: $owner, name: $repo) {
${listed(folders)}
  }
}`
  const asked = client.graphql<{ readonly repository: Listings }>(
    query,
    withTimeout({ owner, repo, ...places(head, folders) }),
  )
  return entriesIn(folders, (await answer('folders of a commit', asked)).repository)
}

function declared(folders: readonly string[]): string {
  return folders.map((_, i) => `, $d${i}: String!`).join('')
}

function listed(folders: readonly string[]): string {
  return folders
    .map((_, i) => `    d${i}: object(expression: $d${i}) { ... on Tree { entries { name mode oid } } }`)
    .join('\n')
}

function places(head: string, folders: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(folders.map((folder, i) => [`d${i}`, `${head}:${folder.slice(0, -1)}`]))
}

function entriesIn(folders: readonly string[], told: Listings): Map<string, Entry> {
  const found = new Map<string, Entry>()
  for (const [index, folder] of folders.entries()) {
    for (const { name, mode, oid } of told[`d${index}`]?.entries ?? []) found.set(folder + name, { mode, id: oid })
  }
  return found
}

/** With a slash at its end; empty for the top of the repository. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** Whether it is by us, from a branch of ours in the repository itself. */
export function isOurs({ viewerDidAuthor, isCrossRepository, headRefName }: PullNode): boolean {
  return viewerDidAuthor && !isCrossRepository && headRefName.startsWith(fixPrefix)
}

export function fixPull({ number, state, headRefName: branch, headRefOid: tip, body }: PullNode): FixPull {
  return { number, state, branch, tip, body }
}
