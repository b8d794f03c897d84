import { commit, moveRef } from '../acts/refs.ts'
import { includes } from '../auth.ts'
import { type Call, repositoryNamed } from '../call.ts'
import { type Changes, filesOf } from '../objects.ts'
import type { Repository } from '../state.ts'
import { asGraphql, check, nodeOf, typed } from './errors.ts'
import { commitObject, refObject } from './git.ts'

interface Input {
  readonly branch: { readonly id?: string; readonly repositoryNameWithOwner?: string; readonly branchName?: string }
  readonly expectedHeadOid: string
  readonly message: { readonly headline: string; readonly body?: string }
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[]
    readonly deletions?: readonly { readonly path: string }[]
  }
}

/**
 * One signed commit on a branch that is still where the caller thinks it is.
 *
 * What is written becomes an ordinary file, whatever it was before: the mutation knows no modes (READMEs of
 * DataDog/commit-headless and pgaskin/push-signed-commits). That an executable file loses its bit is the worse of two
 * readings of those.
 */
export function createCommitOnBranch({ input }: { readonly input: Input }, call: Call) {
  const { repository, ref } = branchOf(call, input)
  check(call, repository, 'contents:write')
  const head = repository.refs.get(ref)
  if (!head) throw typed('NOT_FOUND', `No ref found named "${ref}".`)
  // The words are those of ministryofjustice/modernisation-platform#11985.
  if (head !== input.expectedHeadOid) {
    throw typed(
      'STALE_DATA',
      `Expected branch to point to "${input.expectedHeadOid}" but it did not.  Pull and try again.`,
    )
  }
  const changes = changesOf(call, repository, head, input)
  const { headline, body } = input.message
  const id = commit(repository, head, changes, {
    by: call.user,
    message: body ? `${headline}\n\n${body}` : headline,
    verified: true,
  })
  moveRef(call.world, repository, ref, id, call.user)
  return { commit: commitObject(repository, id), ref: refObject(repository, ref) }
}

function branchOf(call: Call, { branch: { id, repositoryNameWithOwner: name, branchName } }: Input) {
  if (id) {
    const { of: ref, repository } = nodeOf(call, id, 'Ref')
    return { repository, ref }
  }
  if (!name || !branchName) throw typed('UNPROCESSABLE', 'A branch needs an id, or a repository and a name.')
  return {
    repository: asGraphql(() => repositoryNamed(call.world, name)),
    ref: branchName.startsWith('refs/heads/') ? branchName : `refs/heads/${branchName}`,
  }
}

function changesOf(
  call: Call,
  repository: Repository,
  head: string,
  { fileChanges: { additions = [], deletions = [] } = {} }: Input,
): Changes {
  const files = filesOf(repository.objects, head)
  for (const { path } of [...additions, ...deletions]) checkPath(call, path)
  const missing = deletions.find(({ path }) => !files.has(path))
  if (missing)
    throw typed('UNPROCESSABLE', `A path was requested for deletion which does not exist as of commit oid \`${head}\``)
  return {
    ...Object.fromEntries(
      additions.map(({ path, contents }) => [path, { text: decode(path, contents), mode: '100644' }]),
    ),
    ...Object.fromEntries(deletions.map(({ path }) => [path, null])),
  }
}

function decode(path: string, contents: string): string {
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(contents))
    throw typed('UNPROCESSABLE', `The contents of ${path} are not base64.`)
  return Buffer.from(contents, 'base64').toString('utf8')
}

function checkPath({ actor }: Call, path: string): void {
  if (path.startsWith('/') || path.split('/').some((part) => ['', '.', '..', '.git'].includes(part))) {
    throw typed('UNPROCESSABLE', `The path ${path} is not valid.`)
  }
  if (
    !path.startsWith('.github/workflows/') ||
    actor.kind === 'app' ||
    !actor.installation ||
    includes(actor.permissions, 'workflows:write')
  )
    return
  throw typed(
    'FORBIDDEN',
    `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`,
  )
}
