import { follow, holds } from '../diff.ts'
import { filesOf, readBlob } from '../objects.ts'
import { fullName } from '../names.ts'
import type { Comment, Issue, Pull, Repository, Review, ReviewComment, Thread } from '../state.ts'
import { association, reactions } from './issue.ts'
import { filesOfPull } from './pull.ts'
import { api, site, user } from './repository.ts'

/** `issue-comment` */
export function comment(repository: Repository, on: Issue, given: Comment) {
  const full = fullName(repository)
  const url = `${api}/repos/${full}/issues/comments/${given.id}`
  return {
    url,
    html_url: `${site}/${full}/${'head' in on ? 'pull' : 'issues'}/${on.number}#issuecomment-${given.id}`,
    issue_url: `${api}/repos/${full}/issues/${on.number}`,
    id: given.id,
    node_id: given.node,
    user: user(given.user),
    created_at: given.created,
    updated_at: given.updated,
    body: given.body,
    author_association: association(repository, given.user),
    reactions: reactions(url),
    performed_via_github_app: null,
  }
}

/** `pull-request-review` */
export function review(repository: Repository, pull: Pull, given: Review) {
  const full = fullName(repository)
  const html = `${site}/${full}/pull/${pull.number}#pullrequestreview-${given.id}`
  const url = `${api}/repos/${full}/pulls/${pull.number}`
  return {
    id: given.id,
    node_id: given.node,
    user: user(given.user),
    body: given.body,
    state: given.state,
    html_url: html,
    pull_request_url: url,
    _links: { html: { href: html }, pull_request: { href: url } },
    ...(given.state === 'PENDING' ? {} : { submitted_at: given.submitted }),
    commit_id: given.commit,
    author_association: association(repository, given.user),
  }
}

/** Where the line of a thread is in the head of its pull request; nothing when it changed or left the diff. */
export function lineNow(repository: Repository, pull: Pull, thread: Thread): number | null {
  if (thread.line === null || thread.commit === pull.head.sha) return thread.line
  const file = filesOfPull(repository, pull).find(({ path }) => path === thread.path)
  if (!file) return null
  function text(commit: string) {
    const entry = filesOf(repository.objects, commit).get(thread.path)
    return entry ? (readBlob(repository.objects, entry.id)?.toString('utf8') ?? '') : ''
  }
  const line =
    thread.side === 'LEFT' ? thread.line : (follow(text(thread.commit), text(pull.head.sha), thread.line) ?? null)
  return line !== null && file.hunks?.some((hunk) => holds(hunk, line, thread.side)) ? line : null
}

export function isOutdated(repository: Repository, pull: Pull, thread: Thread): boolean {
  return thread.line !== null && lineNow(repository, pull, thread) === null
}

/** `pull-request-review-comment` */
export function reviewComment(repository: Repository, pull: Pull, thread: Thread, given: ReviewComment) {
  const full = fullName(repository)
  const url = `${api}/repos/${full}/pulls/comments/${given.id}`
  const html = `${site}/${full}/pull/${pull.number}#discussion_r${given.id}`
  const pullUrl = `${api}/repos/${full}/pulls/${pull.number}`
  const line = lineNow(repository, pull, thread)
  const shift =
    line === null || thread.line === null || thread.startLine === null ? null : thread.startLine + line - thread.line
  const first = thread.comments[0]
  return {
    url,
    pull_request_review_id: given.review.id,
    id: given.id,
    node_id: given.node,
    diff_hunk: thread.hunk,
    path: thread.path,
    commit_id: line === null ? thread.commit : pull.head.sha,
    original_commit_id: thread.commit,
    user: user(given.user),
    body: given.body,
    created_at: given.created,
    updated_at: given.updated,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: association(repository, given.user),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullUrl } },
    reactions: reactions(url),
    ...(thread.line === null
      ? {}
      : { start_line: shift, original_start_line: thread.startLine, line, original_line: thread.line }),
    start_side: thread.startLine === null ? null : thread.side,
    side: thread.side,
    subject_type: thread.line === null ? 'file' : 'line',
    position: line === null ? null : 1,
    original_position: 1,
    ...(first && first !== given ? { in_reply_to_id: first.id } : {}),
  }
}
