import { ancestors, commitsBetween, mergeBase } from '../history.ts'
import { changedFiles } from '../changes.ts'
import { type Answer, type Call, commitNamed, file, ok, page, type Routes } from '../call.ts'
import { filesOf, readBlob } from '../objects.ts'
import { notFound, refuse } from '../refusal.ts'
import { commitShape } from '../shapes/commit.ts'
import { fileShape, pullSimple } from '../shapes/pull.ts'
import { api, fullRepository, site, user } from '../shapes/repository.ts'
import { fullName, roleOf } from '../names.ts'
import type { Repository } from '../state.ts'
import { wrapped } from './git.ts'

type Given = Call & { readonly repository: Repository }

export const repositoryRoutes: Routes = {
  'GET /repos/{owner}/{repo}': { needs: 'metadata:read', answer: ({ repository }) => ok(fullRepository(repository)) },
  'GET /repos/{owner}/{repo}/branches/{branch}': { needs: 'contents:read', answer: branch },
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': { needs: 'metadata:read', answer: permission },
  'GET /repos/{owner}/{repo}/commits/{ref}': { needs: 'contents:read', answer: commit },
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls': { needs: 'pull_requests:read', answer: pullsOf },
  'GET /repos/{owner}/{repo}/compare/{basehead}': { needs: 'contents:read', answer: compare },
  'GET /repos/{owner}/{repo}/contents/{path}': { needs: 'contents:read', answer: contents },
  'GET /repos/{owner}/{repo}/tarball/{ref}': { needs: 'contents:read', answer: tarball },
}

function branch({ repository, params }: Given): Answer {
  const name = params['branch'] ?? ''
  const sha = repository.refs.get(`refs/heads/${name}`)
  if (!sha) throw refuse(404, 'Branch not found')
  const url = `${api}/repos/${fullName(repository)}/branches/${name}`
  const links = { self: url, html: `${site}/${fullName(repository)}/tree/${name}` }
  const protection = { enabled: false, required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] } }
  return ok({
    name,
    commit: commitShape(repository, sha).whole,
    _links: links,
    protected: false,
    protection,
    protection_url: `${url}/protection`,
  })
}

function permission({ repository, params, world }: Given): Answer {
  const who = world.state.users.get((params['username'] ?? '').toLowerCase())
  if (!who) throw notFound()
  const role = roleOf(repository, who)
  const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role
  return ok({ permission, role_name: role, user: { ...user(who), role_name: role } })
}

function commit({ repository, params }: Given): Answer {
  const id = commitNamed(repository, params['ref'] ?? '')
  const parent = repository.objects.commits.get(id)?.parents[0] ?? ''
  const files = changedFiles(repository.objects, filesOf(repository.objects, parent), filesOf(repository.objects, id))
  const stats = { additions: 0, deletions: 0, total: 0 }
  return ok({
    ...commitShape(repository, id).whole,
    stats,
    files: files.slice(0, 300).map((file) => fileShape(repository, id, file)),
  })
}

function pullsOf(call: Given): Answer {
  const id = call.params['commit_sha'] ?? ''
  const { repository } = call
  const found = repository.pulls.filter(
    ({ head }) => head.repository.id === repository.id && ancestors(repository.objects, head.sha)[0] === id,
  )
  return page(
    call,
    found.map((pull) => pullSimple(repository, pull)),
  )
}

/** At most 300 files; `base...head` with the names of branches, commits, or `owner:branch`. */
function compare(call: Given): Answer {
  const { repository, params } = call
  const [base = '', head = ''] = (params['basehead'] ?? '')
    .split('...')
    .map((name) => commitNamed(repository, name.replace(/^[^:]+:/, '')))
  const origin = mergeBase(repository.objects, base, head)
  if (!origin) throw refuse(404, `No common ancestor between ${base} and ${head}.`)
  const ahead = commitsBetween(repository.objects, base, head)
  const behind = commitsBetween(repository.objects, head, base).length
  const files = changedFiles(repository.objects, filesOf(repository.objects, origin), filesOf(repository.objects, head))
  const url = `${api}/repos/${fullName(repository)}/compare/${base}...${head}`
  const html = url.replace(`${api}/repos`, site)
  const status = ahead.length > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical'
  function whole(id: string) {
    return commitShape(repository, id).whole
  }
  const part = page(call, ahead.map(whole), (commits) => ({
    ...{ url, html_url: html, permalink_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch`, status },
    ...{ base_commit: whole(base), merge_base_commit: whole(origin), commits },
    ...{ ahead_by: ahead.length, behind_by: behind, total_commits: ahead.length },
    files: files.slice(0, 300).map((file) => fileShape(repository, head, file)),
  }))
  return part
}

function contents(call: Given): Answer {
  const { repository, params, query } = call
  const path = (params['path'] ?? '').replace(/\/$/, '')
  const commitId = commitNamed(repository, query.get('ref') ?? repository.defaultBranch)
  const files = filesOf(repository.objects, commitId)
  const url = `${api}/repos/${fullName(repository)}/contents/${path}?ref=${commitId}`
  function shared(at: string, sha: string) {
    return {
      ...{ name: at.split('/').at(-1) ?? at, path: at, sha, url, html_url: url, download_url: null },
      git_url: `${api}/repos/${fullName(repository)}/git/blobs/${sha}`,
      _links: { self: url, git: url, html: url },
    }
  }
  let entry = files.get(path)
  // The endpoint follows symbolic links to files of the repository (spec: repos/get-content).
  if (entry?.mode === '120000')
    entry = files.get(readBlob(repository.objects, entry.id)?.toString('utf8') ?? '') ?? entry
  if (entry) {
    const bytes = readBlob(repository.objects, entry.id) ?? Buffer.alloc(0)
    const content =
      bytes.length > 1_048_576 ? { content: '', encoding: 'none' } : { content: wrapped(bytes), encoding: 'base64' }
    return file(call, bytes, { ...shared(path, entry.id), type: 'file', size: bytes.length, ...content })
  }
  const prefix = path === '' ? '' : `${path}/`
  const inside = [...files].filter(([at]) => at.startsWith(prefix))
  if (inside.length === 0) throw notFound()
  const direct = inside.filter(([at]) => !at.slice(prefix.length).includes('/'))
  return ok(
    direct.map(([at, { id }]) => ({
      ...shared(at, id),
      type: 'file',
      size: repository.objects.blobs.get(id)?.length ?? 0,
    })),
  )
}

function tarball({ repository, params, url }: Given): Answer {
  const id = commitNamed(repository, params['ref'] ?? '')
  return { status: 302, headers: { location: `${url.origin}/_codeload/${fullName(repository)}/${id}` } }
}
