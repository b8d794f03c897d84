import { fullName } from '../names.ts'
import type { Installation, Repository, State, User } from '../state.ts'

/** Payloads name GitHub itself, never the server that answers: who follows their links leaves the test. */
export const api = 'https://api.github.com'
export const site = 'https://github.com'

/** `simple-user` */
export function user({ id, node, login, type }: User) {
  const url = `${api}/users/${encodeURIComponent(login)}`
  const names = [
    'events',
    'followers',
    'following',
    'gists',
    'organizations',
    'received_events',
    'repos',
    'starred',
    'subscriptions',
  ]
  return {
    login,
    id,
    node_id: node,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: type === 'Bot' ? `${site}/apps/${login.replace('[bot]', '')}` : `${site}/${login}`,
    type,
    user_view_type: 'public',
    site_admin: false,
    ...Object.fromEntries(names.map((name) => [`${name}_url`, `${url}/${name}`])),
  }
}

const children = [
  'archive',
  'assignees',
  'blobs',
  'branches',
  'collaborators',
  'comments',
  'commits',
  'compare',
  'contents',
  'contributors',
  'deployments',
  'downloads',
  'events',
  'forks',
  'git_commits',
  'git_refs',
  'git_tags',
  'hooks',
  'issue_comment',
  'issue_events',
  'issues',
  'keys',
  'labels',
  'languages',
  'merges',
  'milestones',
  'notifications',
  'pulls',
  'releases',
  'stargazers',
  'statuses',
  'subscribers',
  'subscription',
  'tags',
  'teams',
  'trees',
]

/** `minimal-repository` */
export function minimalRepository(repository: Repository) {
  const full = fullName(repository)
  const url = `${api}/repos/${full}`
  return {
    id: repository.id,
    node_id: repository.node,
    name: repository.name,
    full_name: full,
    private: repository.private,
    owner: user(repository.owner),
    html_url: `${site}/${full}`,
    description: null,
    fork: repository.parent !== undefined,
    url,
    ...Object.fromEntries(children.map((name) => [`${name}_url`, `${url}/${name.replace('git_', 'git/')}`])),
  }
}

/** `repository`, as webhooks and pull requests hold it. */
export function repositoryShape(repository: Repository) {
  const full = fullName(repository)
  const open = [...repository.pulls, ...repository.issues].filter(({ state }) => state === 'open').length
  return {
    ...minimalRepository(repository),
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    pushed_at: '2026-01-01T00:00:00Z',
    git_url: `git://github.com/${full}.git`,
    ssh_url: `git@github.com:${full}.git`,
    clone_url: `${site}/${full}.git`,
    svn_url: `${site}/${full}`,
    ...{ homepage: null, size: 1, stargazers_count: 0, watchers_count: 0, language: null, has_issues: true },
    ...{ has_projects: false, has_downloads: true, has_wiki: false, has_pages: false, has_discussions: false },
    ...{ forks_count: 0, mirror_url: null, archived: false, disabled: false, license: null, allow_forking: true },
    ...{ is_template: false, web_commit_signoff_required: false, topics: [], forks: 0, watchers: 0 },
    visibility: repository.private ? 'private' : 'public',
    open_issues: open,
    open_issues_count: open,
    default_branch: repository.defaultBranch,
  }
}

/** `full-repository` */
export function fullRepository(repository: Repository) {
  const parent = repository.parent && repositoryShape(repository.parent)
  return {
    ...repositoryShape(repository),
    network_count: 0,
    subscribers_count: 0,
    ...(parent ? { parent, source: parent } : {}),
  }
}

/** `integration` */
export function app(state: State) {
  const { id, slug, permissions, events } = state.app
  return {
    id,
    slug,
    node_id: `A_kwDO${id}`,
    client_id: `Iv23li${id}`,
    owner: user(state.users.get('lynceus-maker') ?? [...state.users.values()][0] ?? unowned),
    name: slug,
    description: '',
    external_url: 'https://example.org',
    html_url: `${site}/apps/${slug}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions,
    events,
  }
}

const unowned: User = { id: 1, node: 'U_kwDO1', login: 'ghost', type: 'User' }

/** `installation` */
export function installation(state: State, given: Installation) {
  const { id, account } = given
  return {
    id,
    client_id: `Iv23li${state.app.id}`,
    account: user(account),
    repository_selection: given.repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${api}/app/installations/${id}/access_tokens`,
    repositories_url: `${api}/installation/repositories`,
    html_url: `${site}/organizations/${account.login}/settings/installations/${id}`,
    app_id: state.app.id,
    app_slug: state.app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: given.permissions,
    events: state.app.events,
    created_at: given.created,
    updated_at: given.created,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: given.suspended ? given.created : null,
  }
}

/** What installations say of a repository in their webhooks. */
export function installedRepository({ id, node, name, owner, private: hidden }: Repository) {
  return { id, node_id: node, name, full_name: `${owner.login}/${name}`, private: hidden }
}
