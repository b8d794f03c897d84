import type { Webhooks } from './webhooks.ts'
import { repositoryShape, user } from './shapes/repository.ts'
import { installationOf } from './names.ts'
import type { Repository, State, User } from './state.ts'

/** The state, and those who hear when it changes. */
export interface World {
  readonly state: State
  readonly hooks: Webhooks
}

/** Tells the App of an event in a repository, if it is installed there and listens. */
export function announce(
  { state, hooks }: World,
  event: string,
  repository: Repository,
  sender: User,
  fields: () => Readonly<Record<string, unknown>>,
): void {
  const installation = installationOf(state, repository)
  if (!hooks.listening || !installation || installation.suspended || !state.app.events.includes(event)) return
  const { owner } = repository
  hooks.deliver(event, installation.id, repository.id, {
    ...fields(),
    repository: repositoryShape(repository),
    ...(owner.type === 'Organization' ? { organization: organization(owner) } : {}),
    sender: user(sender),
    installation: { id: installation.id, node_id: `MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9u${installation.id}` },
  })
}

function organization(owner: User) {
  const url = `https://api.github.com/orgs/${owner.login}`
  const names = ['repos', 'events', 'hooks', 'issues', 'members', 'public_members']
  return {
    login: owner.login,
    id: owner.id,
    node_id: owner.node,
    url,
    ...Object.fromEntries(names.map((name) => [`${name}_url`, `${url}/${name}`])),
    avatar_url: `https://avatars.githubusercontent.com/u/${owner.id}?v=4`,
    description: null,
  }
}
