import { filesOf, readBlob } from './objects.ts'
import { isOutdated } from './shapes/comment.ts'
import { fullName } from './names.ts'
import type { CheckRun, Comment, Issue, Pull, Repository, State } from './state.ts'

/** What people would see of everything, without ids, commit ids and times, so that two histories can be compared. */
export function snapshot(state: State) {
  return Object.fromEntries([...state.repositories.values()].map((one) => [fullName(one), repository(one)]))
}

function repository(given: Repository) {
  const { objects, pulls, issues, checks } = given
  const runs = checks.map((run) => ({ ...check(run), tree: objects.commits.get(run.sha)?.tree ?? null }))
  return {
    branches: branches(given),
    pulls: pulls.map((one) => pull(given, one)),
    issues: issues.map(conversation),
    // In the order of their words: two runs of one time may be made in either.
    checks: runs.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  }
}

/** Texts by path by branch; a mode that is not that of an ordinary file is before the text. */
function branches(given: Repository): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const heads = [...given.refs]
    .filter(([name]) => name.startsWith('refs/heads/'))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(heads.map(([name, sha]) => [name, texts(given, sha)]))
}

function texts({ objects }: Repository, sha: string): Readonly<Record<string, string>> {
  const files = [...filesOf(objects, sha)].map(([path, { mode, id }]) => {
    const text = readBlob(objects, id)?.toString('utf8') ?? id
    return [path, mode === '100644' ? text : `${mode} ${text}`] as const
  })
  return Object.fromEntries(files)
}

function conversation({ title, body, state, user, labels, comments }: Issue) {
  return { title, body, state, by: user.login, labels: labels.map(({ name }) => name), comments: comments.map(comment) }
}

function comment({ user, body, minimized, reactions }: Comment) {
  return {
    by: user.login,
    body,
    minimized: minimized ?? null,
    reactions: reactions.map((one) => `${one.user.login} ${one.content}`),
  }
}

function pull(given: Repository, one: Pull) {
  return {
    ...conversation(one),
    number: one.number,
    merged: one.merged !== undefined,
    draft: one.draft,
    head: `${fullName(one.head.repository)}:${one.head.ref}`,
    base: one.base.ref,
    reviews: one.reviews.map(({ user, body, state }) => ({ by: user.login, body, state })),
    threads: one.threads.map((thread) => ({
      ...{
        path: thread.path,
        line: thread.line,
        startLine: thread.startLine,
        resolved: thread.resolvedBy?.login ?? null,
      },
      ...{ outdated: isOutdated(given, one, thread), comments: thread.comments.map(comment) },
    })),
  }
}

function check({
  name,
  status,
  conclusion,
  externalId,
  title,
  summary,
  text: details,
  annotations,
  actions,
}: CheckRun) {
  return { name, status, conclusion, externalId, title, summary, text: details, annotations, actions }
}
