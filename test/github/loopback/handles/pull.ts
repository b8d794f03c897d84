import { mergePull } from '../acts/merge.ts'
import { closePull, editPull, reopenPull, setDraft } from '../acts/pulls.ts'
import { commit, moveRef } from '../acts/refs.ts'
import { reply, writeReview } from '../acts/reviews.ts'
import type { Changes } from '../objects.ts'
import { isOutdated } from '../shapes/comment.ts'
import { filesOfPull } from '../shapes/pull.ts'
import { userNamed } from '../names.ts'
import type { Pull, Repository, Thread } from '../state.ts'
import type { World } from '../world.ts'
import type { ChangedFile } from '../changes.ts'

/** A pull request, and what people do to it. */
export interface PullHandle {
  readonly state: Pull
  readonly number: number
  /** The commit at its head. */
  readonly head: string
  /** Pushes one more commit to its branch. Gives its id. */
  push(files: Changes, by?: string): string
  /** Replaces its commits by one on a base, as a rebase with a forced push does. Gives its id. */
  forcePush(files: Changes, by?: string): string
  close(by?: string): void
  reopen(by?: string): void
  /** Throws when it cannot be merged. Gives the id of the merge. */
  merge(by?: string): string
  ready(by?: string): void
  retarget(base: string, by?: string): void
  edit(changes: { title?: string; body?: string }, by?: string): void
  files(): readonly ChangedFile[]
  /** Texts of the conversation, oldest first. */
  comments(): readonly string[]
  /** Conversations on lines of the diff. */
  threads(): readonly {
    path: string
    line: number | null
    body: string
    resolved: boolean
    outdated: boolean
    minimized: boolean
    state: Thread
  }[]
  /** A person reviews it with one comment on a line. */
  review(path: string, line: number, body: string, by: string): void
  /** A person answers in a thread. */
  reply(thread: Thread, body: string, by: string): void
  /** A person resolves a thread. */
  resolve(thread: Thread, by: string): void
}

export function pullHandle(world: World, repository: Repository, pull: Pull): PullHandle {
  function person(login = 'ada') {
    return userNamed(world.state, login)
  }
  const from = pull.head.repository
  const branch = `refs/heads/${pull.head.ref}`
  function push(parent: string, files: Changes, by?: string) {
    const id = commit(from, parent, files, { by: person(by) })
    moveRef(world, from, branch, id, person(by))
    return id
  }
  return {
    state: pull,
    number: pull.number,
    get head() {
      return pull.head.sha
    },
    push: (files, by) => push(pull.head.sha, files, by),
    forcePush: (files, by) => push(repository.refs.get(`refs/heads/${pull.base.ref}`) ?? pull.base.sha, files, by),
    close: (by) => closePull(world, repository, pull, person(by)),
    reopen: (by) => reopenPull(world, repository, pull, person(by)),
    merge: (by) => mergePull(world, repository, pull, person(by)),
    ready: (by) => setDraft(world, repository, pull, false, person(by)),
    retarget: (base, by) => editPull(world, repository, pull, { base }, person(by)),
    edit: (changes, by) => editPull(world, repository, pull, changes, person(by)),
    files: () => filesOfPull(repository, pull),
    comments: () => pull.comments.filter(({ minimized }) => !minimized).map(({ body }) => body),
    threads: () =>
      pull.threads.map((thread) => ({
        ...{
          path: thread.path,
          line: thread.line,
          body: thread.comments[0]?.body ?? '',
          resolved: thread.resolvedBy !== null,
        },
        ...{
          outdated: isOutdated(repository, pull, thread),
          minimized: thread.comments[0]?.minimized !== undefined,
          state: thread,
        },
      })),
    review: (path, line, body, by) => {
      writeReview(world, repository, pull, {
        event: 'COMMENT',
        body: 'A look',
        comments: [{ path, line, body }],
        by: person(by),
      })
    },
    reply: (thread, body, by) => void reply(world, repository, pull, thread, body, person(by)),
    resolve: (thread, by) => {
      thread.resolvedBy = person(by)
    },
  }
}
