import { once } from '../../yaml/once.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import { homeOf, uses } from './account.ts'
import type { Account, Binding, Subject } from './binding.ts'
import type { Danger } from './danger.ts'
import { bindings } from './grant.ts'
import { mayBe } from './near.ts'
import { dangersOf } from './strong.ts'

/** A ServiceAccount that whoever starts workflows in its namespace can act as. */
export interface Reachable {
  readonly account: Account
  readonly dangers: readonly Danger[]
}

/** The ServiceAccounts among the files that have dangerous rights, each once. */
const strongAccounts = once((project: Project): readonly Reachable[] => [...find(project)])

function* find(project: Project): Generator<Reachable> {
  const seen = new Set<string>()
  for (const binding of bindings(project)) {
    for (const { kind, name, namespace } of binding.subjects) {
      const key = `${namespace ?? ''}/${name}`
      if (kind !== 'ServiceAccount' || seen.has(key)) continue
      seen.add(key)
      const account: Account = { name, namespace, from: binding.manifest }
      const dangers = dangersOf(account, project)
      if (dangers.length > 0) yield { account, dangers }
    }
  }
}

/** The strong accounts that workflows can have which somebody starts by a binding: of its namespace, or of all. */
export function reachable({ everywhere, namespace }: Binding, project: Project): readonly Reachable[] {
  return strongAccounts(project).filter(({ account }) => everywhere || mayBe(account.namespace, namespace))
}

/** Whether workflows among the files run as a ServiceAccount. */
export function runsWorkflows({ name, namespace }: Subject, project: Project): boolean {
  return usersOf(project).some((one) => one.name === name && mayBe(one.namespace, namespace))
}

const usersOf = once((project: Project): readonly Pick<Account, 'name' | 'namespace'>[] =>
  project.manifests.flatMap((manifest) => namesIn(manifest, project)),
)

function namesIn(manifest: Manifest, project: Project): Pick<Account, 'name' | 'namespace'>[] {
  if (!manifest.spec) return []
  return uses(manifest, project).map(({ account: { name } }) => ({ name, namespace: homeOf(manifest) }))
}
