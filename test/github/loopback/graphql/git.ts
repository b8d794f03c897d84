import { commitNamed } from '../call.ts'
import { filesOf, readBlob } from '../objects.ts'
import { Refusal } from '../refusal.ts'
import { site } from '../shapes/repository.ts'
import { fullName, refNode } from '../names.ts'
import type { Repository, User } from '../state.ts'
import { connection, type Slice } from './connection.ts'

/** GraphQL cuts texts here, at exactly so many bytes (sveltia/sveltia-cms#950). */
const longestText = 512_000

/** A person or bot. GraphQL names a bot without the `[bot]` that REST adds. */
export function actor({ id, node, login, type }: User) {
  const name = type === 'Bot' ? login.replace('[bot]', '') : login
  return {
    ...{ __typename: type, id: node, databaseId: id, login: name, name },
    avatarUrl: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    resourcePath: type === 'Bot' ? `/apps/${name}` : `/${name}`,
    url: `${site}/${type === 'Bot' ? 'apps/' : ''}${name}`,
  }
}

export function refObject(repository: Repository, name: string): object | null {
  const sha = repository.refs.get(name)
  if (!sha) return null
  const short = name.replace(/^refs\/(heads|tags)\//, '')
  return {
    ...{
      __typename: 'Ref',
      id: refNode(repository, name),
      name: short,
      prefix: name.slice(0, name.length - short.length),
    },
    target: () => commitObject(repository, sha),
    repository: () => ({ type: 'Repository', of: repository }),
    associatedPullRequests: ({ states, ...asked }: Slice & { states?: readonly string[] | null }) => {
      const found = repository.pulls.filter((pull) => {
        const state = pull.merged ? 'MERGED' : pull.state.toUpperCase()
        const isHead = pull.head.repository.id === repository.id && pull.head.ref === short
        return isHead && (states?.includes(state) ?? true)
      })
      return connection(
        found.map((of) => ({ type: 'PullRequest', of, repository })),
        asked,
        'associatedPullRequests',
      )
    },
  }
}

/** By id, or by an expression such as `main:path/to/file`; nothing when there is none. */
export function gitObject(
  repository: Repository,
  { oid, expression }: { oid?: string; expression?: string },
): object | null {
  const { objects } = repository
  if (oid)
    return objects.commits.has(oid)
      ? commitObject(repository, oid)
      : (blobObject(repository, oid) ?? treeObject(repository, oid))
  const [revision = '', path] = (expression ?? '').split(/:(.*)/s)
  const commit = named(repository, revision)
  if (!commit) return null
  if (path === undefined) return commitObject(repository, commit)
  const entry = filesOf(objects, commit).get(path)
  if (entry) return blobObject(repository, entry.id)
  const tree = path
    .split('/')
    .filter(Boolean)
    .reduce<string | undefined>(
      (at, name) => objects.trees.get(at ?? '')?.entries.find((one) => one.name === name)?.id,
      objects.commits.get(commit)?.tree,
    )
  return tree ? treeObject(repository, tree) : null
}

function named(repository: Repository, revision: string): string | undefined {
  try {
    return commitNamed(repository, revision)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function shared(repository: Repository, oid: string, kind: string) {
  const path = `/${fullName(repository)}/${kind}/${oid}`
  return {
    ...{ id: `${kind}_${oid}`, oid, abbreviatedOid: oid.slice(0, 7), commitResourcePath: path, commitUrl: site + path },
    repository: () => ({ type: 'Repository', of: repository }),
  }
}

function blobObject(repository: Repository, oid: string): object | null {
  const bytes = readBlob(repository.objects, oid)
  if (!bytes) return null
  const isBinary = bytes.includes(0)
  return {
    __typename: 'Blob',
    ...shared(repository, oid, 'blob'),
    ...{ byteSize: bytes.length, isBinary, isTruncated: bytes.length > longestText },
    text: isBinary ? null : bytes.subarray(0, longestText).toString('utf8'),
  }
}

function treeObject(repository: Repository, oid: string): object | null {
  const tree = repository.objects.trees.get(oid)
  if (!tree) return null
  const entries = tree.entries.map(({ name, mode, id }) => ({
    ...{
      name,
      path: name,
      mode: Number.parseInt(mode, 8),
      oid: id,
      type: mode === '40000' ? 'tree' : mode === '160000' ? 'commit' : 'blob',
    },
    size: repository.objects.blobs.get(id)?.length ?? 0,
    object: () => blobObject(repository, id) ?? treeObject(repository, id),
  }))
  return { __typename: 'Tree', ...shared(repository, oid, 'tree'), entries }
}

export function commitObject(repository: Repository, oid: string): object | null {
  const commit = repository.objects.commits.get(oid)
  if (!commit) return null
  const [headline = '', ...body] = commit.message.split('\n')
  const path = `/${fullName(repository)}/commit/${oid}`
  return {
    __typename: 'Commit',
    ...shared(repository, oid, 'commit'),
    ...{
      message: commit.message,
      messageHeadline: headline,
      messageBody: body.join('\n').trim(),
      url: site + path,
      resourcePath: path,
    },
    ...{ authoredDate: commit.date, committedDate: commit.date, committedViaWeb: commit.verified },
    tree: () => treeObject(repository, commit.tree),
    checkSuites: (asked: Slice & { filterBy?: { checkName?: string } }) => {
      const { checkName } = asked.filterBy ?? {}
      const runs = repository.checks.filter(({ sha, name }) => sha === oid && (!checkName || name === checkName))
      const suites = new Map(runs.map(({ suite }) => [suite.id, suite]))
      return connection(
        [...suites.values()].map((of) => ({ type: 'CheckSuite', of, repository })),
        asked,
        'checkSuites',
      )
    },
    associatedPullRequests: (asked: Slice) => {
      const found = repository.pulls.filter(({ head }) => head.sha === oid)
      return connection(
        found.map((of) => ({ type: 'PullRequest', of, repository })),
        asked,
        'associatedPullRequests',
      )
    },
  }
}
