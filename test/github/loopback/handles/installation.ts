import { installation as shape, installedRepository, user } from '../shapes/repository.ts'
import type { Installation, Permissions, Repository } from '../state.ts'
import { userNamed } from '../names.ts'
import type { World } from '../world.ts'
import type { RepositoryHandle } from './repository.ts'

/** An installation of the App on an account, and what its owners do to it. All of it is told to the App. */
export interface InstallationHandle {
  readonly state: Installation
  readonly id: number
  /** Says that the App was installed just now. */
  announce(by?: string): void
  /** From all repositories to some, or from some to others. */
  select(repositories: readonly RepositoryHandle[], by?: string): void
  accept(permissions: Permissions, by?: string): void
  suspend(by?: string): void
  unsuspend(by?: string): void
  uninstall(by?: string): void
}

export function installationHandle(world: World, given: Installation): InstallationHandle {
  const { state, hooks } = world
  function tell(
    action: string,
    by = 'ada',
    fields: () => object = () => ({ repositories: mine().map(installedRepository) }),
    event = 'installation',
  ) {
    if (!hooks.listening) return
    hooks.deliver(event, given.id, null, {
      action,
      ...fields(),
      installation: shape(state, given),
      sender: user(userNamed(state, by)),
    })
  }
  function mine() {
    return covered(world, given)
  }
  return {
    state: given,
    id: given.id,
    announce: (by) => tell('created', by, () => ({ repositories: mine().map(installedRepository), requester: null })),
    select: (repositories, by) => {
      const before = mine()
      given.repositories = new Set(repositories.map((one) => one.state.id))
      const after = mine()
      const added = after.filter((one) => !before.includes(one)).map(installedRepository)
      const removed = before.filter((one) => !after.includes(one)).map(installedRepository)
      function fields() {
        return {
          repository_selection: 'selected',
          repositories_added: added,
          repositories_removed: removed,
          requester: null,
        }
      }
      if (added.length > 0)
        tell('added', by, () => ({ ...fields(), repositories_removed: [] }), 'installation_repositories')
      if (removed.length > 0)
        tell('removed', by, () => ({ ...fields(), repositories_added: [] }), 'installation_repositories')
    },
    accept: (permissions, by) => {
      given.permissions = permissions
      tell('new_permissions_accepted', by)
    },
    suspend: (by) => {
      given.suspended = true
      tell('suspend', by)
    },
    unsuspend: (by) => {
      given.suspended = false
      tell('unsuspend', by)
    },
    uninstall: (by) => {
      const was = mine()
      state.installations.delete(given.id)
      for (const [name, token] of state.tokens) if (token.installation?.id === given.id) state.tokens.delete(name)
      tell('deleted', by, () => ({ repositories: was.map(installedRepository) }))
    },
  }
}

function covered({ state }: World, { account, repositories }: Installation): readonly Repository[] {
  return [...state.repositories.values()].filter(({ owner, id }) => {
    return owner.id === account.id && (repositories === 'all' || repositories.has(id))
  })
}
