import { ancestors } from '../history.ts'
import { moveRef } from '../acts/refs.ts'
import { type Answer, type Call, commitNamed, file, ok, type Routes } from '../call.ts'
import { readBlob } from '../objects.ts'
import { notFound, refuse } from '../refusal.ts'
import { api } from '../shapes/repository.ts'
import { fullName, refNode } from '../names.ts'
import type { Repository } from '../state.ts'

type Given = Call & { readonly repository: Repository }

export const gitRoutes: Routes = {
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}': { needs: 'contents:read', answer: blob },
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}': { needs: 'contents:read', answer: tree },
  'GET /repos/{owner}/{repo}/git/ref/{ref}': {
    needs: 'contents:read',
    answer: (call) => ok(ref(call.repository, known(call))),
  },
  'GET /repos/{owner}/{repo}/git/matching-refs/{ref}': { needs: 'contents:read', answer: matching },
  'POST /repos/{owner}/{repo}/git/refs': { needs: 'contents:write', answer: createRef },
  'PATCH /repos/{owner}/{repo}/git/refs/{ref}': { needs: 'contents:write', answer: updateRef },
  'DELETE /repos/{owner}/{repo}/git/refs/{ref}': { needs: 'contents:write', answer: deleteRef },
}

/** base64 with the line ends that GitHub puts into it. */
export function wrapped(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{60}/g, '$&\n')
}

function blob(call: Given): Answer {
  const { repository, params } = call
  const id = params['file_sha'] ?? ''
  const bytes = readBlob(repository.objects, id)
  if (!bytes) throw notFound()
  const url = `${api}/repos/${fullName(repository)}/git/blobs/${id}`
  const size = bytes.length
  return file(call, bytes, { sha: id, node_id: `B_${id}`, size, url, content: wrapped(bytes), encoding: 'base64' })
}

/** At most 100,000 entries. */
function tree({ repository, params, query }: Given): Answer {
  const { objects } = repository
  const name = params['tree_sha'] ?? ''
  const id = objects.trees.has(name) ? name : (objects.commits.get(commitNamed(repository, name))?.tree ?? '')
  const url = `${api}/repos/${fullName(repository)}/git`
  function entry(path: string, mode: string, sha: string) {
    const type = mode === '40000' ? 'tree' : mode === '160000' ? 'commit' : 'blob'
    const size = objects.blobs.get(sha)?.length
    return {
      path,
      mode: mode.padStart(6, '0'),
      type,
      sha,
      url: `${url}/${type}s/${sha}`,
      ...(size === undefined ? {} : { size }),
    }
  }
  function walk(at: string, prefix: string): object[] {
    return (objects.trees.get(at)?.entries ?? []).flatMap(({ name: child, mode, id: sha }) => [
      entry(prefix + child, mode, sha),
      ...(query.has('recursive') && mode === '40000' ? walk(sha, `${prefix}${child}/`) : []),
    ])
  }
  const entries = walk(id, '')
  return ok({
    sha: id,
    url: `${url}/trees/${id}`,
    tree: entries.slice(0, 100_000),
    truncated: entries.length > 100_000,
  })
}

function known({ repository, params }: Given): string {
  const name = `refs/${(params['ref'] ?? '').replace(/^refs\//, '')}`
  if (!repository.refs.has(name)) throw notFound()
  return name
}

function ref(repository: Repository, name: string) {
  const sha = repository.refs.get(name) ?? ''
  const url = `${api}/repos/${fullName(repository)}/git`
  return {
    ref: name,
    node_id: refNode(repository, name),
    url: `${url}/${name}`,
    object: { sha, type: 'commit', url: `${url}/commits/${sha}` },
  }
}

function matching(call: Given): Answer {
  const prefix = `refs/${call.params['ref'] ?? ''}`
  return ok(
    [...call.repository.refs.keys()]
      .filter((name) => name.startsWith(prefix))
      .map((name) => ref(call.repository, name)),
  )
}

function createRef({ world, repository, body, user: by }: Given): Answer {
  const sent = body as { readonly ref: string; readonly sha: string }
  if (!/^refs\/.+\/.+/.test(sent.ref))
    throw refuse(422, 'Reference name must start with "refs/" and contain at least two slashes')
  if (repository.refs.has(sent.ref)) throw refuse(422, 'Reference already exists')
  if (!repository.objects.commits.has(sent.sha)) throw refuse(422, 'Object does not exist')
  moveRef(world, repository, sent.ref, sent.sha, by)
  return ok(ref(repository, sent.ref), 201)
}

function updateRef(call: Given): Answer {
  const { world, repository, user: by, params } = call
  const sent = call.body as { readonly sha: string; readonly force?: boolean }
  const name = `refs/${params['ref'] ?? ''}`
  const from = repository.refs.get(name)
  if (!from) throw refuse(422, 'Reference does not exist')
  if (!repository.objects.commits.has(sent.sha)) throw refuse(422, 'Object does not exist')
  if (!sent.force && !ancestors(repository.objects, sent.sha).includes(from))
    throw refuse(422, 'Update is not a fast forward')
  moveRef(world, repository, name, sent.sha, by)
  return ok(ref(repository, name))
}

function deleteRef({ world, repository, user: by, params }: Given): Answer {
  const name = `refs/${params['ref'] ?? ''}`
  if (!repository.refs.has(name)) throw refuse(422, 'Reference does not exist')
  moveRef(world, repository, name, undefined, by)
  return { status: 204 }
}

/** Leads to the loopback itself, as GitHub leads to codeload. */
