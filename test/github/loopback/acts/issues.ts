import { refuse } from '../refusal.ts'
import { comment as commentShape } from '../shapes/comment.ts'
import { issueShape } from '../shapes/issue.ts'
import { newId, now } from '../names.ts'
import type { Comment, Issue, Label, Repository, User } from '../state.ts'
import { announce, type World } from '../world.ts'

/** GitHub refuses longer bodies of issues, pull requests, reviews and comments. Characters. */
const longestBody = 65_536

export const tooLong = `body is too long (maximum is ${longestBody} characters)`

export function isTooLong(body: string | null | undefined): boolean {
  return Array.from(body ?? '').length > longestBody
}

/** @throws Refusal 422 when a body is longer than GitHub takes */
export function checkBody(resource: string, body: string | null | undefined): void {
  if (!isTooLong(body)) return
  throw refuse(422, 'Validation Failed', [{ resource, code: 'unprocessable', field: 'data', message: tooLong }])
}

export function openIssue(
  world: World,
  repository: Repository,
  {
    title,
    body = null,
    labels = [],
    by,
  }: { readonly title: string; readonly body?: string | null; readonly labels?: readonly string[]; readonly by: User },
): Issue {
  checkBody('Issue', body)
  repository.numbers += 1
  const issue: Issue = {
    ...newId(world.state, 'Issue'),
    number: repository.numbers,
    ...{ title, body, user: by, state: 'open', created: now(), updated: now(), closed: null, comments: [] },
    labels: labels.map((name) => labelNamed(world, repository, name)),
  }
  repository.issues.push(issue)
  world.state.nodes.set(issue.node, { type: 'Issue', of: issue, repository })
  announce(world, 'issues', repository, by, () => ({ action: 'opened', issue: issueShape(repository, issue) }))
  return issue
}

export function editIssue(
  world: World,
  repository: Repository,
  issue: Issue,
  {
    title,
    body,
    state,
    labels,
  }: { title?: string; body?: string | null; state?: 'open' | 'closed'; labels?: readonly string[] },
  by: User,
): void {
  checkBody('Issue', body)
  const changes = {
    ...(title !== undefined && title !== issue.title ? { title: { from: issue.title } } : {}),
    ...(body !== undefined && body !== issue.body ? { body: { from: issue.body ?? '' } } : {}),
  }
  issue.title = title ?? issue.title
  issue.body = body === undefined ? issue.body : body
  issue.updated = now()
  if (labels) issue.labels.splice(0, Infinity, ...labels.map((name) => labelNamed(world, repository, name)))
  function tell(action: string, more: object = {}) {
    return announce(world, 'issues', repository, by, () => ({ action, ...more, issue: issueShape(repository, issue) }))
  }
  if (Object.keys(changes).length > 0) tell('edited', { changes })
  if (!state || state === issue.state) return
  issue.state = state
  issue.closed = state === 'closed' ? now() : null
  if (state === 'closed') tell('closed')
}

/** A label of the repository; GitHub makes one that is asked for and missing. */
export function labelNamed(world: World, repository: Repository, name: string): Label {
  const known = repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase())
  if (known) return known
  const label: Label = { ...newId(world.state, 'Label'), name, color: 'ededed', description: null }
  repository.labels.push(label)
  world.state.nodes.set(label.node, { type: 'Label', of: label, repository })
  return label
}

export function writeComment(world: World, repository: Repository, on: Issue, body: string, by: User): Comment {
  checkBody('IssueComment', body)
  if (body.trim() === '')
    throw refuse(422, 'Validation Failed', [{ resource: 'IssueComment', code: 'missing_field', field: 'body' }])
  const made: Comment = {
    ...newId(world.state, 'IssueComment'),
    user: by,
    body,
    created: now(),
    updated: now(),
    reactions: [],
  }
  on.comments.push(made)
  world.state.nodes.set(made.node, { type: 'IssueComment', of: made, on, repository })
  announce(world, 'issue_comment', repository, by, () => {
    return { action: 'created', issue: issueShape(repository, on), comment: commentShape(repository, on, made) }
  })
  return made
}

export function editComment(
  world: World,
  repository: Repository,
  on: Issue,
  given: Comment,
  body: string,
  by: User,
): void {
  checkBody('IssueComment', body)
  const changes = { body: { from: given.body } }
  given.body = body
  given.updated = now()
  announce(world, 'issue_comment', repository, by, () => {
    return {
      action: 'edited',
      changes,
      issue: issueShape(repository, on),
      comment: commentShape(repository, on, given),
    }
  })
}
