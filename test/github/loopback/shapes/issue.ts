import { fullName, roleOf } from '../names.ts'
import type { Issue, Label, Pull, Repository, User } from '../state.ts'
import { api, site, user } from './repository.ts'

export function association(repository: Repository, who: User): string {
  if (repository.owner.id === who.id) return 'OWNER'
  return ['admin', 'maintain', 'write', 'triage'].includes(roleOf(repository, who)) ? 'COLLABORATOR' : 'NONE'
}

export function label(repository: Repository, { id, node, name, color, description }: Label) {
  const url = `${api}/repos/${fullName(repository)}/labels/${encodeURIComponent(name)}`
  return { id, node_id: node, url, name, color, description, default: false }
}

/** `issue`; of a pull request, with the key that says so. */
export function issueShape(repository: Repository, issue: Issue) {
  const full = fullName(repository)
  const url = `${api}/repos/${full}/issues/${issue.number}`
  const isPull = 'head' in issue
  const html = `${site}/${full}/${isPull ? 'pull' : 'issues'}/${issue.number}`
  return {
    url,
    repository_url: `${api}/repos/${full}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    id: issue.id,
    node_id: issue.node,
    number: issue.number,
    title: issue.title,
    user: user(issue.user),
    labels: issue.labels.map((one) => label(repository, one)),
    state: issue.state,
    state_reason: null,
    locked: false,
    active_lock_reason: null,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.created,
    updated_at: issue.updated,
    closed_at: issue.closed,
    author_association: association(repository, issue.user),
    body: issue.body,
    reactions: reactions(url),
    performed_via_github_app: null,
    ...(isPull
      ? {
          draft: (issue as Pull).draft,
          pull_request: {
            url: `${api}/repos/${full}/pulls/${issue.number}`,
            html_url: html,
            diff_url: `${html}.diff`,
            patch_url: `${html}.patch`,
            merged_at: null,
          },
        }
      : {}),
  }
}

export function reactions(url: string) {
  const none = { '+1': 0, '-1': 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 }
  return { url: `${url}/reactions`, total_count: 0, ...none }
}
