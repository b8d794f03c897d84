import { moveRef } from '../acts/refs.ts'
import type { Call } from '../call.ts'
import { ancestors } from '../history.ts'
import type { Repository } from '../state.ts'
import { check, nodeOf, typed } from './errors.ts'
import { refObject } from './git.ts'

type Given<T> = { readonly input: T }

interface Update {
  readonly name: string
  readonly beforeOid?: string | null
  readonly afterOid: string
  readonly force?: boolean
}

const none = '0'.repeat(40)

/** Mutations of branches. */
export const refMutations = {
  createRef: ({ input }: Given<{ repositoryId: string; name: string; oid: string }>, call: Call) => {
    const { of: repository } = nodeOf(call, input.repositoryId, 'Repository')
    check(call, repository, 'contents:write')
    if (repository.refs.has(input.name)) {
      throw typed('UNPROCESSABLE', `A ref named "${input.name}" already exists in the repository.`)
    }
    checkCommit(repository, input.oid)
    moveRef(call.world, repository, input.name, input.oid, call.user)
    return { ref: refObject(repository, input.name) }
  },
  updateRef: ({ input }: Given<{ refId: string; oid: string; force?: boolean }>, call: Call) => {
    const { of: name, repository } = nodeOf(call, input.refId, 'Ref')
    check(call, repository, 'contents:write')
    move(call, repository, { name, afterOid: input.oid, force: input.force ?? false })
    return { ref: refObject(repository, name) }
  },
  /** All of them, or none. */
  updateRefs: ({ input }: Given<{ repositoryId: string; refUpdates: readonly Update[] }>, call: Call) => {
    const { of: repository } = nodeOf(call, input.repositoryId, 'Repository')
    check(call, repository, 'contents:write')
    for (const { name, beforeOid } of input.refUpdates) {
      const is = repository.refs.get(name) ?? none
      if (beforeOid && beforeOid !== is) throw typed('UNPROCESSABLE', `Ref cannot be updated: ${name} is at ${is}.`)
    }
    for (const update of input.refUpdates) move(call, repository, update)
    return {}
  },
  deleteRef: ({ input }: Given<{ refId: string }>, call: Call) => {
    const { of: name, repository } = nodeOf(call, input.refId, 'Ref')
    check(call, repository, 'contents:write')
    if (!repository.refs.has(name)) throw typed('UNPROCESSABLE', 'Reference does not exist')
    moveRef(call.world, repository, name, undefined, call.user)
    return {}
  },
}

function move(call: Call, repository: Repository, { name, afterOid, force = false }: Update): void {
  const from = repository.refs.get(name)
  if (afterOid === none) return moveRef(call.world, repository, name, undefined, call.user)
  checkCommit(repository, afterOid)
  if (from && !force && !ancestors(repository.objects, afterOid).includes(from))
    throw typed('UNPROCESSABLE', 'Update is not a fast forward')
  moveRef(call.world, repository, name, afterOid, call.user)
}

function checkCommit({ objects }: Repository, id: string): void {
  if (!objects.commits.has(id)) throw typed('UNPROCESSABLE', `No commit found for oid ${id}.`)
}
