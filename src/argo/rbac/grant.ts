import { once, oncePer } from '../../yaml/once.ts'
import { groupBy } from '../group.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import { type Account, type Binding, bindingOf, groupsOf, type Subject } from './binding.ts'
import { folderOf } from '../folder.ts'
import { mayBe, namespaceOf, nearest } from './near.ts'
import { type Act, allows } from './policy.ts'
import { type Role, roleNamed, type Roles } from './role.ts'

/** That a subject has a role, by a binding. */
export interface Bound {
  readonly binding: Binding
  readonly subject: Subject
  /** Nothing when it is not among the files. */
  readonly role: Role | undefined
}

/** What the files say about who may do what. */
interface Access {
  readonly bindings: readonly Binding[]
  readonly roles: Roles
  /** Each place that names a subject, by `Kind/name`. */
  readonly named: ReadonlyMap<string, readonly Naming[]>
  /** The groups of ServiceAccounts that are named. */
  readonly groups: readonly string[]
  readonly bound: Map<string, readonly Bound[]>
  readonly roleOf: Map<string, Role | undefined>
}

interface Naming {
  readonly binding: Binding
  readonly subject: Subject
  readonly manifest: Manifest
  readonly namespace: string | undefined
}

const access = once((project: Project): Access => read(project.manifests))

function read(manifests: readonly Manifest[]): Access {
  const roles = manifests.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole')
  const bindings = manifests.flatMap((manifest) => bindingOf(manifest) ?? [])
  const named = groupBy(
    bindings.flatMap((binding) =>
      binding.subjects.map((subject) => ({
        binding,
        subject,
        manifest: binding.manifest,
        namespace: subject.namespace,
      })),
    ),
    ({ subject: { kind, name } }) => `${kind}/${name}`,
  )
  return {
    bindings,
    roles: groupBy(
      roles.map((manifest) => ({ manifest, namespace: namespaceOf(manifest.namespace) })),
      ({ manifest: { kind, name } }) => `${kind}/${name}`,
    ),
    named,
    groups: [...named.keys()].flatMap((key) => (key.startsWith('Group/system:') ? key.slice(6) : [])),
    bound: new Map(),
    roleOf: new Map(),
  }
}

/** Every binding among the files. */
export function bindings(project: Project): readonly Binding[] {
  return access(project).bindings
}

/** The role that a binding gives; nothing when it is not among the files. */
export function roleOf({ role: { kind, name }, namespace, manifest }: Binding, project: Project): Role | undefined {
  const { roleOf: all, roles } = access(project)
  const key = `${kind}/${name}/${namespace ?? ''}/${folderOf(manifest)}`
  if (!all.has(key)) all.set(key, roleNamed(kind, name, namespace, manifest, roles))
  return all.get(key)
}

/** The roles that a ServiceAccount has, by its name and by the groups that it is in, and by which bindings. */
export function boundTo(account: Account, project: Project): readonly Bound[] {
  const { groups } = access(project)
  const keys = groupsOf(account, groups).map((name) => `Group/${name}`)
  return boundBy([`ServiceAccount/${account.name}`, ...keys], account, project)
}

/** The roles that any subject has. */
export function boundToSubject(subject: Subject, from: Manifest, project: Project): readonly Bound[] {
  const { kind, name, namespace } = subject
  return kind === 'ServiceAccount'
    ? boundTo({ name, namespace, from }, project)
    : boundBy([`${kind}/${name}`], { name, namespace: undefined, from }, project)
}

function boundBy(keys: readonly string[], account: Account, project: Project): readonly Bound[] {
  const { named, bound } = access(project)
  const present = keys.filter((key) => named.has(key))
  if (present.length === 0) return []
  const memo = `${present.join(' ')}/${account.namespace ?? ''}/${folderOf(account.from)}`
  let found = bound.get(memo)
  if (!found) {
    const candidates = present.flatMap((key) => named.get(key) ?? [])
    bound.set(memo, (found = fitting(candidates, account, project)))
  }
  return found
}

/** One that exists in several environments counts as the nearest has it. */
function fitting(candidates: readonly Naming[], account: Account, project: Project): Bound[] {
  const possible = candidates.filter(
    ({ subject }) => subject.kind !== 'ServiceAccount' || mayBe(subject.namespace, account.namespace),
  )
  const same = groupBy(possible, ({ manifest: { kind, name } }) => `${kind}/${name}`).values()
  return [...same].flatMap((group) =>
    environment(group, account).map(({ binding, subject }) => ({ binding, subject, role: roleOf(binding, project) })),
  )
}

/** Bindings of one name in several namespaces are several bindings. */
function environment(same: readonly Naming[], { namespace, from }: Account): readonly Naming[] {
  const near = new Set(nearest(same, namespace, from))
  const taken = new Set([...near].map(({ binding }) => binding.namespace))
  if (near.size === same.length || taken.has(undefined)) return [...near]
  const elsewhere = same.filter(
    (one) => !near.has(one) && one.binding.namespace !== undefined && !taken.has(one.binding.namespace),
  )
  return [...near, ...elsewhere]
}

/** Of so many who have one role the files tell enough. */
const mostHolders = 100

/** Who has the rules that a Role or ClusterRole writes, also by roles that take them over. */
export function holdersOf(role: Manifest, project: Project): readonly Bound[] {
  return holders(project).get(role) ?? []
}

const holders = once((project: Project): ReadonlyMap<Manifest, readonly Bound[]> => {
  const found = new Map<Manifest, Bound[]>()
  for (const binding of bindings(project)) {
    const role = roleOf(binding, project)
    for (const writer of role?.writers ?? []) {
      const its = found.get(writer) ?? []
      found.set(writer, its)
      for (const subject of binding.subjects.slice(0, mostHolders - its.length)) its.push({ binding, subject, role })
    }
  }
  return found
})

const allowing = oncePer((act: Act, role: Role): boolean =>
  role.policies.some((policy) => policy.names.length === 0 && allows(policy, act) !== undefined),
)

/** Whether a role allows an act on objects of any name. */
export function roleAllows(role: Role, act: Act): boolean {
  return allowing(act, role)
}

/** Whether the namespaces on the way to a right are all written, so that it is certain. */
export function isCertain({ binding, subject }: Bound, account: Pick<Account, 'namespace'>): boolean {
  const told = subject.kind === 'ServiceAccount' ? subject.namespace !== undefined : true
  return told && account.namespace !== undefined && (binding.everywhere || binding.namespace !== undefined)
}
