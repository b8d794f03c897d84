import type { Objects } from './objects.ts'

export type Access = 'read' | 'write' | 'admin'
export type Permissions = Readonly<Record<string, Access>>
export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'

/** All that the loopback knows. Plain data, so that a copy of it can answer for the past. */
export interface State {
  readonly app: App
  readonly users: Map<string, User>
  readonly repositories: Map<string, Repository>
  readonly installations: Map<number, Installation>
  readonly tokens: Map<string, Token>
  /** What a GraphQL id stands for. */
  readonly nodes: Map<string, Node>
  ids: number
}

export interface App {
  readonly id: number
  readonly slug: string
  readonly permissions: Permissions
  readonly events: readonly string[]
}

export interface User {
  readonly id: number
  readonly node: string
  readonly login: string
  readonly type: 'User' | 'Bot' | 'Organization'
}

export interface Installation {
  readonly id: number
  readonly account: User
  permissions: Permissions
  /** Ids of repositories, or all of the account. */
  repositories: Set<number> | 'all'
  suspended: boolean
  readonly created: string
}

export interface Token {
  /** Who acts: a person, or the bot of an installation. */
  readonly user: User
  readonly installation?: Installation
  readonly permissions: Permissions
  readonly repositories: Set<number> | 'all'
  readonly expires: number
}

export interface Repository {
  readonly id: number
  readonly node: string
  readonly owner: User
  readonly name: string
  readonly private: boolean
  readonly defaultBranch: string
  readonly parent?: Repository
  readonly objects: Objects
  /** Commit ids by full name: `refs/heads/main`. */
  readonly refs: Map<string, string>
  readonly collaborators: Map<string, Role>
  readonly pulls: Pull[]
  readonly issues: Issue[]
  readonly labels: Label[]
  readonly suites: CheckSuite[]
  readonly checks: CheckRun[]
  numbers: number
}

export interface Issue {
  readonly id: number
  readonly node: string
  readonly number: number
  readonly user: User
  title: string
  body: string | null
  state: 'open' | 'closed'
  readonly labels: Label[]
  readonly comments: Comment[]
  readonly created: string
  updated: string
  closed: string | null
}

export interface Pull extends Issue {
  readonly head: { readonly repository: Repository; readonly ref: string; sha: string }
  readonly base: { ref: string; sha: string }
  readonly reviews: Review[]
  readonly threads: Thread[]
  draft: boolean
  merged?: { readonly at: string; readonly by: User; readonly sha: string }
}

export interface Label {
  readonly id: number
  readonly node: string
  readonly name: string
  readonly color: string
  readonly description: string | null
}

export interface Comment {
  readonly id: number
  readonly node: string
  readonly user: User
  body: string
  readonly created: string
  updated: string
  /** The classifier under which it is folded away. */
  minimized?: string
  readonly reactions: { readonly user: User; readonly content: string; readonly id: number }[]
}

export interface Review {
  readonly id: number
  readonly node: string
  readonly user: User
  body: string
  readonly state: 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'PENDING'
  readonly commit: string
  readonly submitted: string
}

export interface ReviewComment extends Comment {
  readonly review: Review
}

/** A conversation on lines of a diff. */
export interface Thread {
  readonly id: number
  readonly node: string
  readonly path: string
  /** The whole file, when there is no line. */
  readonly line: number | null
  readonly startLine: number | null
  readonly side: 'LEFT' | 'RIGHT'
  readonly commit: string
  readonly hunk: string
  readonly comments: ReviewComment[]
  resolvedBy: User | null
}

export interface CheckSuite {
  readonly id: number
  readonly node: string
  readonly sha: string
  readonly branch: string | null
  readonly created: string
}

export interface Annotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly start_column?: number
  readonly end_column?: number
  readonly annotation_level: 'notice' | 'warning' | 'failure'
  readonly message: string
  readonly title?: string
  readonly raw_details?: string
}

export interface CheckAction {
  readonly label: string
  readonly description: string
  readonly identifier: string
}

export interface CheckRun {
  readonly id: number
  readonly node: string
  readonly suite: CheckSuite
  readonly sha: string
  name: string
  status: string
  conclusion: string | null
  externalId: string | null
  detailsUrl: string | null
  started: string
  completed: string | null
  title: string | null
  summary: string | null
  text: string | null
  readonly annotations: Annotation[]
  actions: readonly CheckAction[]
}

/** What has an id in GraphQL, with what is needed to walk on from it. */
export type Node =
  | { readonly type: 'User'; readonly of: User }
  | { readonly type: 'Repository'; readonly of: Repository }
  | { readonly type: 'Ref'; readonly of: string; readonly repository: Repository }
  | { readonly type: 'PullRequest'; readonly of: Pull; readonly repository: Repository }
  | { readonly type: 'Issue'; readonly of: Issue; readonly repository: Repository }
  | { readonly type: 'Label'; readonly of: Label; readonly repository: Repository }
  | { readonly type: 'IssueComment'; readonly of: Comment; readonly on: Issue; readonly repository: Repository }
  | { readonly type: 'PullRequestReview'; readonly of: Review; readonly on: Pull; readonly repository: Repository }
  | {
      readonly type: 'PullRequestReviewComment'
      readonly of: ReviewComment
      readonly on: Thread
      readonly pull: Pull
      readonly repository: Repository
    }
  | {
      readonly type: 'PullRequestReviewThread'
      readonly of: Thread
      readonly on: Pull
      readonly repository: Repository
    }
  | { readonly type: 'CheckSuite'; readonly of: CheckSuite; readonly repository: Repository }
  | { readonly type: 'CheckRun'; readonly of: CheckRun; readonly repository: Repository }

export type NodeType = Node['type']
