import type { Blob } from './base.ts'
import { checkName } from './check.ts'
import { answer, isTooMuch, type Repository, withTimeout } from './client.ts'
import { type Last, withEarlier } from './earlier.ts'
import { fixPrefix } from './fix-pull.ts'
import { batchCount } from './texts.ts'

/** What a pull request does to one file. */
export interface ChangedFile {
  readonly path: string
  /** The path at the base, where the file was renamed. */
  readonly from: string
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged'
  /** The contents at the head; of a removed file those it had. */
  readonly id: string
  /** A unified diff without file header; none of what is binary or too large to show. */
  readonly patch: string | undefined
}

/** More than these GitHub does not list (pulls/list-files). */
export const mostFiles = 3000

/**
 * The files that a pull request changes. 1 request for each 100.
 *
 * @throws Refused
 */
export async function changedFiles(
  { client, owner, repo }: Repository,
  pull: number,
): Promise<{ readonly files: readonly ChangedFile[]; readonly head: string | undefined }> {
  const files: ChangedFile[] = []
  let head: string | undefined
  for (let page = 1; page <= mostFiles / 100; page++) {
    const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files'
    const asked = client.request(route, withTimeout({ owner, repo, pull_number: pull, per_page: 100, page }))
    const { data, headers } = await answer('the files of the pull request', asked)
    for (const { filename, previous_filename: from, status, sha, patch, contents_url: url } of data) {
      head ??= new URL(url).searchParams.get('ref') ?? undefined
      files.push({ path: filename, from: from ?? filename, status, id: sha ?? '', patch })
    }
    if (!headers.link?.includes('rel="next"')) break
  }
  return { files, head }
}

/** A remark of ours at a line, with those that answer it. */
export interface Thread {
  readonly id: string
  readonly isResolved: boolean
  /** Whether it was us who called it settled. */
  readonly resolvedByUs: boolean
  readonly path: string
  /** Of its first comment, which is ours. */
  readonly comment: string
  readonly body: string
  readonly isMinimized: boolean
}

/** What a review needs to know of a pull request, at one moment. */
export interface Pull {
  readonly number: number
  readonly id: string
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  readonly isDraft: boolean
  readonly head: string
  readonly headBranch: string
  readonly base: string
  readonly baseBranch: string
  /** Whether its head lies in another repository, where we may not write. */
  readonly isFork: boolean
  readonly threads: readonly Thread[]
  /** The bodies of our reviews. */
  readonly reviews: readonly string[]
  readonly defaultBranch: string
  /** Our check runs of the head, oldest first. */
  readonly checks: readonly Begun[]
  /** The contents of files of the default branch, by path; only of those that are there. */
  readonly settings: ReadonlyMap<string, string>
  /** Whether there are branches of fixes for it. */
  readonly hasFixes: boolean
  /** By id; nothing for what is binary, cut short or no file. */
  readonly texts: ReadonlyMap<string, string>
}

/** A check run that was begun, maybe by a process that has ended since. */
export interface Begun {
  readonly run: number
  /** What it is about, as `beginCheck` was told. */
  readonly job: string
  readonly isCompleted: boolean
  /** How many annotations it has. */
  readonly annotations: number
}

interface Comment {
  readonly id: string
  readonly body: string
  readonly viewerDidAuthor: boolean
  readonly isMinimized: boolean
}

interface Connection<Node> {
  readonly nodes: readonly Node[]
}

interface CheckRun {
  readonly databaseId: number
  readonly externalId: string | null
  readonly status: string
  readonly annotations: { readonly totalCount: number } | null
}

interface Suites {
  readonly checkSuites: Connection<{ readonly checkRuns: Connection<CheckRun> }>
}

interface ThreadNode {
  readonly id: string
  readonly isResolved: boolean
  readonly path: string
  readonly resolvedBy: { readonly login: string } | null
  readonly comments: Connection<Comment>
}

const reviewFields = 'id body viewerDidAuthor isMinimized'
const threadFields = `id isResolved path resolvedBy { login } comments(first: 1) { nodes { ${reviewFields} } }`

interface PullAnswer {
  readonly viewer: { readonly login: string }
  readonly repository: Readonly<Record<`${'s' | 'b'}${number}`, Text | null>> & {
    readonly defaultBranchRef: { readonly name: string } | null
    readonly head: Partial<Suites> | null
    readonly fixes: { readonly totalCount: number } | null
    readonly pullRequest: {
      readonly id: string
      readonly state: Pull['state']
      readonly isDraft: boolean
      readonly isCrossRepository: boolean
      readonly headRefOid: string
      readonly headRefName: string
      readonly baseRefOid: string
      readonly baseRefName: string
      readonly reviews: Last<Comment>
      readonly reviewThreads: Last<ThreadNode>
    }
  }
}

/**
 * A pull request, what we have said in it, and texts of files. 1 request, and 1 for each 100 reviews above 50 and
 * threads above 100: what was said long ago is not said again. Where that is too much for GitHub, 1 more, without texts.
 *
 * @param head the commit whose check runs of the App are asked for
 * @param settings paths of the default branch
 * @param blobs as many as one answer holds are read; who asks looks which are missing
 * @throws Refused
 */
export async function readPull(
  repository: Repository,
  pull: number,
  of: { readonly head: string; readonly app: number },
  settings: readonly string[],
  blobs: readonly Pick<Blob, 'id'>[],
): Promise<Pull> {
  try {
    return await readWith(blobs.slice(0, batchCount), repository, pull, of, settings)
  } catch (error) {
    if (blobs.length === 0 || !isTooMuch(error)) throw error
    return readWith([], repository, pull, of, settings)
  }
}

async function readWith(
  chosen: readonly Pick<Blob, 'id'>[],
  repository: Repository,
  pull: number,
  { head, app }: { readonly head: string; readonly app: number },
  settings: readonly string[],
): Promise<Pull> {
  const { client, owner, repo } = repository
  const query = `query($owner: String!, $repo: String!, $pull: Int!, $head: GitObjectID!, $app: Int!, $check: String!, $fixes: String!, ${[
    ...settings.map((_, i) => `$s${i}: String!`),
    ...chosen.map((_, i) => `$b${i}: GitObjectID!`),
  ].join(', ')}) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    defaultBranchRef { name }
    fixes: refs(refPrefix: "refs/heads/", query: $fixes, first: 1) { totalCount }
    head: object(oid: $head) {
      ... on Commit {
        checkSuites(last: 5, filterBy: { appId: $app, checkName: $check }) {
          nodes { checkRuns(last: 20, filterBy: { checkName: $check }) { nodes { databaseId externalId status annotations(first: 1) { totalCount } } } }
        }
      }
    }
    pullRequest(number: $pull) {
      id state isDraft isCrossRepository headRefOid headRefName baseRefOid baseRefName
      reviews(last: 50) { nodes { ${reviewFields} } pageInfo { hasPreviousPage startCursor } }
      reviewThreads(last: 100) { nodes { ${threadFields} } pageInfo { hasPreviousPage startCursor } }
    }
${settings.map((_, i) => `    s${i}: object(expression: $s${i}) { ... on Blob { text isTruncated } }`).join('\n')}
${chosen.map((_, i) => `    b${i}: object(oid: $b${i}) { ... on Blob { text isTruncated isBinary } }`).join('\n')}
  }
}`
  const variables = {
    ...Object.fromEntries(settings.map((path, i) => [`s${i}`, `HEAD:${path}`])),
    ...Object.fromEntries(chosen.map(({ id }, i) => [`b${i}`, id])),
  }
  const asked = client.graphql<PullAnswer>(
    query,
    withTimeout({ owner, repo, pull, head, app, check: checkName, fixes: `${fixPrefix}pr-${pull}-`, ...variables }),
  )
  const { viewer, repository: told } = await answer('the pull request', asked)
  const { pullRequest: it } = told
  const reviews = await withEarlier(repository, pull, { list: 'reviews', fields: reviewFields }, it.reviews)
  const threads = await withEarlier(repository, pull, { list: 'reviewThreads', fields: threadFields }, it.reviewThreads)
  const runs = told.head?.checkSuites?.nodes.flatMap(({ checkRuns }) => checkRuns.nodes) ?? []
  return {
    number: pull,
    id: it.id,
    state: it.state,
    isDraft: it.isDraft,
    isFork: it.isCrossRepository,
    head: it.headRefOid,
    headBranch: it.headRefName,
    base: it.baseRefOid,
    baseBranch: it.baseRefName,
    reviews: reviews.filter(({ viewerDidAuthor }) => viewerDidAuthor).map(({ body }) => body),
    threads: threads.flatMap(({ id, isResolved, path, resolvedBy, comments }) => {
      const [first] = comments.nodes
      if (!first?.viewerDidAuthor) return []
      const { id: comment, body, isMinimized } = first
      const resolvedByUs = resolvedBy?.login === viewer.login
      return [{ id, isResolved, resolvedByUs, path, comment, body, isMinimized }]
    }),
    checks: runs.map(({ databaseId: run, externalId: job, status, annotations }) => ({
      run,
      job: job ?? '',
      isCompleted: status === 'COMPLETED',
      annotations: annotations?.totalCount ?? 0,
    })),
    hasFixes: (told.fixes?.totalCount ?? 0) > 0,
    defaultBranch: told.defaultBranchRef?.name ?? '',
    settings: textsOf(told, 's', settings),
    texts: textsOf(
      told,
      'b',
      chosen.map(({ id }) => id),
    ),
  }
}

interface Text {
  readonly text?: string | null
  readonly isTruncated?: boolean
  readonly isBinary?: boolean | null
}

function textsOf(
  parts: Readonly<Record<`${'s' | 'b'}${number}`, Text | null>>,
  prefix: 's' | 'b',
  names: readonly string[],
) {
  const found = new Map<string, string>()
  for (const [index, name] of names.entries()) {
    const blob = parts[`${prefix}${index}`]
    if (typeof blob?.text === 'string' && !blob.isTruncated && !blob.isBinary) found.set(name, blob.text)
  }
  return found
}
