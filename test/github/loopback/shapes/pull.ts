import { changedFiles, type ChangedFile } from '../changes.ts'
import { header, patch } from '../diff.ts'
import { commitsBetween, merge, mergeBase } from '../history.ts'
import { filesOf } from '../objects.ts'
import { fullName } from '../names.ts'
import type { Pull, Repository } from '../state.ts'
import { association, label } from './issue.ts'
import { api, repositoryShape, site, user } from './repository.ts'

/** What a pull request changes: from the commit where it left its base to its head, or to another of its commits. */
export function filesOfPull({ objects, refs }: Repository, pull: Pull, commit = pull.head.sha): readonly ChangedFile[] {
  const base = refs.get(`refs/heads/${pull.base.ref}`) ?? pull.base.sha
  const origin = mergeBase(objects, pull.merged ? pull.base.sha : base, commit) ?? ''
  return changedFiles(objects, filesOf(objects, origin), filesOf(objects, commit))
}

export function commitsOfPull({ objects, refs }: Repository, pull: Pull): readonly string[] {
  const base = refs.get(`refs/heads/${pull.base.ref}`) ?? pull.base.sha
  return commitsBetween(objects, pull.merged ? pull.base.sha : base, pull.head.sha)
}

/** `pull-request-simple` */
export function pullSimple(repository: Repository, pull: Pull) {
  const full = fullName(repository)
  const [url, issueUrl, html] = [
    `${api}/repos/${full}/pulls/${pull.number}`,
    `${api}/repos/${full}/issues/${pull.number}`,
    `${site}/${full}/pull/${pull.number}`,
  ]
  const links = {
    html_url: html,
    issue_url: issueUrl,
    comments_url: `${issueUrl}/comments`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/repos/${full}/pulls/comments{/number}`,
    commits_url: `${url}/commits`,
    statuses_url: `${api}/repos/${full}/statuses/${pull.head.sha}`,
  }
  return {
    url,
    id: pull.id,
    node_id: pull.node,
    ...links,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: user(pull.user),
    body: pull.body,
    created_at: pull.created,
    updated_at: pull.updated,
    closed_at: pull.closed,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: pull.labels.map((one) => label(repository, one)),
    milestone: null,
    draft: pull.draft,
    head: branch(pull.head.repository, pull.head.ref, pull.head.sha),
    base: branch(repository, pull.base.ref, pull.base.sha),
    _links: {
      self: { href: url },
      ...Object.fromEntries(Object.entries(links).map(([name, href]) => [linkName(name), { href }])),
    },
    author_association: association(repository, pull.user),
    auto_merge: null,
    active_lock_reason: null,
  }
}

function linkName(name: string): string {
  return name.replace('_url', '')
}

function branch(repository: Repository, ref: string, sha: string) {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: user(repository.owner),
    repo: repositoryShape(repository),
  }
}

/** `pull-request` */
export function pullShape(repository: Repository, pull: Pull) {
  const files = filesOfPull(repository, pull)
  function sum(of: 'additions' | 'deletions') {
    return files.reduce((total, file) => total + file[of], 0)
  }
  const base = repository.refs.get(`refs/heads/${pull.base.ref}`) ?? pull.base.sha
  const mergeable = pull.state === 'open' ? merge(repository.objects, base, pull.head.sha) !== undefined : null
  return {
    ...pullSimple(repository, pull),
    merged: pull.merged !== undefined,
    merged_by: pull.merged ? user(pull.merged.by) : null,
    mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? (pull.draft ? 'draft' : 'clean') : 'dirty',
    rebaseable: mergeable,
    comments: pull.comments.length,
    review_comments: pull.threads.reduce((total, { comments }) => total + comments.length, 0),
    maintainer_can_modify: false,
    commits: commitsOfPull(repository, pull).length,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: files.length,
  }
}

/** `pull-request-minimal`, as checks name their pull requests. */
export function pullMinimal(repository: Repository, pull: Pull) {
  const repo = { id: repository.id, url: `${api}/repos/${fullName(repository)}`, name: repository.name }
  return {
    id: pull.id,
    number: pull.number,
    url: `${repo.url}/pulls/${pull.number}`,
    head: { ref: pull.head.ref, sha: pull.head.sha, repo },
    base: { ref: pull.base.ref, sha: pull.base.sha, repo },
  }
}

/** No object has this id. */
const nowhere = '0'.repeat(40)

/** `diff-entry` */
export function fileShape(repository: Repository, commit: string, file: ChangedFile) {
  const [full, path] = [fullName(repository), file.path.split('/').map(encodeURIComponent).join('/')]
  const at = file.status === 'removed' ? '' : commit
  return {
    // The contract lets GitHub name no blob.
    sha: file.id === nowhere ? null : file.id,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${site}/${full}/blob/${at}/${path}`,
    raw_url: `${site}/${full}/raw/${at}/${path}`,
    contents_url: `${api}/repos/${full}/contents/${path}?ref=${commit}`,
    ...(file.previous ? { previous_filename: file.previous } : {}),
    ...(file.hunks && file.hunks.length > 0 ? { patch: patch(file.hunks) } : {}),
  }
}

/** The start of a hunk down to a line, as review comments carry it. */
export function hunkTo(file: ChangedFile, hunk: number): string {
  const found = file.hunks?.[hunk]
  return found ? [header(found), ...found.lines].join('\n') : ''
}
