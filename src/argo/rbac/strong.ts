import type { Mapping } from '../../yaml/node.ts'
import { once, oncePer } from '../../yaml/once.ts'
import { groupBy } from '../group.ts'
import { homeNamespaces } from '../home.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import { type Use, uses } from './account.ts'
import type { Account } from './binding.ts'
import { type Danger, dangers } from './danger.ts'
import { bindings, boundTo } from './grant.ts'

/** An account that a manifest names, and what is dangerous about it, the worst first. */
export interface StrongUse {
  readonly use: Use
  readonly worst: Danger
  readonly dangers: readonly Danger[]
}

/** Where a manifest itself names an account with dangerous rights. */
export const strongUses = oncePer((manifest: Manifest, project: Project): readonly StrongUse[] => {
  if (bindings(project).length === 0) return []
  return uses(manifest, project).flatMap((use) => {
    if (use.at.manifest !== manifest) return []
    const all = dangersOf(use.account, project)
    return all[0] ? [{ use, worst: all[0], dangers: all }] : []
  })
})

/** The dangerous rights that were given to an account by its name, the worst first: not those of groups. */
export function dangersOf(account: Account, project: Project): readonly Danger[] {
  const own = boundTo(account, project).filter(({ subject }) => subject.kind === 'ServiceAccount')
  return own.length === 0 ? [] : dangers(own, homeNamespaces(project))
}

const shared = once((project: Project): ReadonlyMap<Mapping, readonly StrongUse[]> => {
  const strong = project.manifests.flatMap((manifest) => strongUses(manifest, project))
  return groupBy(strong, ({ worst }) => worst.bound.subject.node)
})

/** Every use of an account that has its worst right by a subject of a binding. */
export function usesOf(subject: Mapping, project: Project): readonly StrongUse[] {
  return shared(project).get(subject) ?? []
}
