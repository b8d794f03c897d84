import { answer, type Repository, withTimeout } from './client.ts'
import { isRefusedAs, statusOf, unless } from './refusal.ts'

/** An issue that we wrote. */
export interface Issue {
  readonly number: number
  readonly isOpen: boolean
  readonly body: string
}

/** An issue, and what we said below it. */
export interface Talk extends Issue {
  /** Those of its newest 100 comments that are ours. */
  readonly said: readonly string[]
}

interface IssueNode {
  readonly number: number
  readonly state: 'OPEN' | 'CLOSED'
  readonly body: string
  readonly viewerDidAuthor: boolean
}

const fields = 'number state body viewerDidAuthor'

/** So many pages are looked through. Nobody has as many of one App's issues, and what is kept changes from time to time. */
const mostPages = 5

/** Those of the App, oldest first. */
const byUs = 'filterBy: {createdBy: $by}, orderBy: {field: CREATED_AT, direction: ASC}'
/** Everybody's. Enterprise Cloud may give none for the login of an App (renovatebot/renovate#44730). */
const latest = 'orderBy: {field: UPDATED_AT, direction: DESC}'

/**
 * An issue that we wrote and that bears a mark, the oldest of them; one that is open before one that is closed. 1
 * request for each 100 issues that the App wrote; where none of them is it, 1 for each 100 of the 500 that changed last,
 * for whoever finds none will open another.
 *
 * @param slug of the App
 * @throws Refused
 */
export async function ownIssue(repository: Repository, slug: string, mark: string): Promise<Issue | undefined> {
  return (await markedAmong(repository, byUs, mark, `${slug}[bot]`)) ?? (await markedAmong(repository, latest, mark))
}

async function markedAmong(
  { client, owner, repo }: Repository,
  which: string,
  mark: string,
  by?: string,
): Promise<Issue | undefined> {
  const query = `query($owner: String!, $repo: String!, $after: String${by === undefined ? '' : ', $by: String!'}) {
  repository(owner: $owner, name: $repo) {
    issues(first: 100, after: $after, ${which}) {
      nodes { ${fields} }
      pageInfo { hasNextPage endCursor }
    }
  }
}`
  let closed: Issue | undefined
  let after: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const given = { owner, repo, after, ...(by !== undefined && { by }) }
    const asked: Promise<Listing> = client.graphql<Listing>(query, withTimeout(given))
    const { nodes, pageInfo } = (await answer('the issues', asked)).repository.issues
    const ours = nodes.flatMap((node) => own(node, mark)).toSorted((a, b) => a.number - b.number)
    const open = ours.find(({ isOpen }) => isOpen)
    if (open) return open
    closed ??= ours[0]
    if (!pageInfo.hasNextPage) break
    after = pageInfo.endCursor
  }
  return closed
}

interface Listing {
  readonly repository: {
    readonly issues: {
      readonly nodes: readonly IssueNode[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    }
  }
}

/** Others may write the mark, and we may write other issues: both have to be looked at. */
function own({ number, state, body, viewerDidAuthor }: IssueNode, mark: string): Issue | [] {
  return viewerDidAuthor && body.includes(mark) ? { number, isOpen: state === 'OPEN', body: lines(body) } : []
}

/** GitHub's own editor may send lines that end in a carriage return too. */
function lines(body: string): string {
  return body.replaceAll('\r\n', '\n')
}

/**
 * An issue that we wrote and that bears a mark, and its comments; nothing where it is anybody else's, or gone. 1 request.
 *
 * @throws Refused
 */
export async function readIssue(
  { client, owner, repo }: Repository,
  number: number,
  mark: string,
): Promise<Talk | undefined> {
  const query = `query($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    issue(number: $number) { ${fields} comments(last: 100) { nodes { body viewerDidAuthor } } }
  }
}`
  const asked = client.graphql<{ readonly repository: { readonly issue: IssueNode & Comments } }>(
    query,
    withTimeout({ owner, repo, number }),
  )
  const told = await answer(
    'an issue',
    unless(asked, (error) => isRefusedAs(error, 'NOT_FOUND')),
  )
  if (!told) return undefined
  const { comments, ...node } = told.repository.issue
  const said = comments.nodes.flatMap(({ body, viewerDidAuthor }) => (viewerDidAuthor ? [body] : []))
  return [own(node, mark)].flat().map((issue) => ({ ...issue, said }))[0]
}

interface Comments {
  readonly comments: { readonly nodes: readonly { readonly body: string; readonly viewerDidAuthor: boolean }[] }
}

/**
 * Opens an issue. 1 request.
 *
 * @returns false where the repository has no issues
 * @throws Refused
 */
export async function openIssue(
  { client, owner, repo }: Repository,
  said: { readonly title: string; readonly body: string },
): Promise<boolean> {
  const asked = client.request('POST /repos/{owner}/{repo}/issues', withTimeout({ owner, repo, ...said }))
  const made = unless(asked, (error) => statusOf(error) === 410)
  return (await answer('leave to open an issue', made)) !== undefined
}

/**
 * Changes the text of an issue. 1 request.
 *
 * @throws Refused
 */
export async function editIssue({ client, owner, repo }: Repository, number: number, body: string): Promise<void> {
  const route = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}'
  await answer(
    'leave to change an issue',
    client.request(route, withTimeout({ owner, repo, issue_number: number, body })),
  )
}
