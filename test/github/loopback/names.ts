import type { Installation, NodeType, Repository, Role, State, User } from './state.ts'

const prefixes: Readonly<Record<NodeType, string>> = {
  User: 'U',
  Repository: 'R',
  Ref: 'REF',
  PullRequest: 'PR',
  Issue: 'I',
  Label: 'LA',
  IssueComment: 'IC',
  PullRequestReview: 'PRR',
  PullRequestReviewComment: 'PRRC',
  PullRequestReviewThread: 'PRRT',
  CheckSuite: 'CS',
  CheckRun: 'CR',
}

/** A number that nothing else has, and the GraphQL id that goes with it. */
export function newId(state: State, type: NodeType): { readonly id: number; readonly node: string } {
  state.ids += 1
  return { id: state.ids, node: `${prefixes[type]}_kwDO${Buffer.from(String(state.ids)).toString('base64url')}` }
}

export function refNode(repository: Repository, ref: string): string {
  return `REF_kwDO${Buffer.from(`${repository.id}:${ref}`).toString('base64url')}`
}

/** The time as GitHub writes it. */
export function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z')
}

export function userNamed(state: State, login: string, type?: User['type']): User {
  const known = state.users.get(login.toLowerCase())
  if (known) return known
  const kind = type ?? (login.endsWith('[bot]') ? 'Bot' : 'User')
  const user: User = { ...newId(state, 'User'), login, type: kind }
  state.users.set(login.toLowerCase(), user)
  state.nodes.set(user.node, { type: 'User', of: user })
  return user
}

export function botOf(state: State): User {
  return userNamed(state, `${state.app.slug}[bot]`)
}

export function fullName({ owner, name }: Repository): string {
  return `${owner.login}/${name}`
}

/** What a person may do in a repository: owners everything, and anybody may read what is public. */
export function roleOf(repository: Repository, user: User): Role {
  if (repository.owner === user || repository.owner.id === user.id) return 'admin'
  return repository.collaborators.get(user.login.toLowerCase()) ?? (repository.private ? 'none' : 'read')
}

export function installationOf(state: State, repository: Repository): Installation | undefined {
  return [...state.installations.values()].find(({ account, repositories }) => {
    return account.id === repository.owner.id && (repositories === 'all' || repositories.has(repository.id))
  })
}

/** The address that GitHub writes into commits for a login; without the brackets of a bot's, which validators refuse. */
export function emailOf(login: string): string {
  return `${login.replace('[bot]', '')}@users.noreply.github.com`
}
