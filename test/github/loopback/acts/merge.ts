import { merge } from '../history.ts'
import { writeCommit, writeTree } from '../objects.ts'
import { refuse } from '../refusal.ts'
import { now } from '../names.ts'
import type { Pull, Repository, User } from '../state.ts'
import type { World } from '../world.ts'
import { closePull } from './pulls.ts'
import { moveRef } from './refs.ts'

/** @throws Refusal 405 when it is closed or conflicts, 409 when the head moved */
export function mergePull(world: World, repository: Repository, pull: Pull, by: User, expected?: string): string {
  if (pull.state === 'closed' || pull.draft) throw refuse(405, 'Pull Request is not mergeable')
  if (expected && expected !== pull.head.sha)
    throw refuse(409, 'Head branch was modified. Review and try the merge again.')
  const sha = mergeCommit(repository, pull, by.login)
  pull.merged = { at: now(), by, sha }
  pull.base.sha = tipOfBase(repository, pull)
  closePull(world, repository, pull, by)
  moveRef(world, repository, `refs/heads/${pull.base.ref}`, sha, by)
  return sha
}

/** The commit of a merge, on no branch yet. @throws Refusal 405 when both sides changed one file */
export function mergeCommit(repository: Repository, pull: Pull, author: string): string {
  const { objects } = repository
  const base = tipOfBase(repository, pull)
  const files = merge(objects, base, pull.head.sha)
  if (!files) throw refuse(405, 'Pull Request is not mergeable')
  const message = `Merge pull request #${pull.number} from ${pull.head.ref}`
  const tree = writeTree(objects, files)
  return writeCommit(objects, { tree, parents: [base, pull.head.sha], message, author, verified: true, date: now() })
}

function tipOfBase({ refs }: Repository, { base }: Pull): string {
  return refs.get(`refs/heads/${base.ref}`) ?? base.sha
}
