import type { Mapping, Node } from '../../yaml/node.ts'
import { once } from '../../yaml/once.ts'
import { get, items, mapping, text } from '../../yaml/query.ts'
import { isUnknown } from '../embedded.ts'
import { subjectNamespace } from '../kustomize/placement.ts'
import type { Manifest } from '../manifest.ts'
import { mayBe, namespaceOf } from './near.ts'
import type { Role } from './role.ts'

/** Who is given a role, and where. */
export interface Binding {
  readonly manifest: Manifest
  /** Nothing when it is not known. A ClusterRoleBinding has none: it counts everywhere. */
  readonly namespace: string | undefined
  readonly everywhere: boolean
  readonly role: { readonly kind: Role['kind']; readonly name: string; readonly at: Node }
  readonly subjects: readonly Subject[]
}

export interface Subject {
  readonly kind: 'ServiceAccount' | 'User' | 'Group'
  readonly name: string
  /** Of a ServiceAccount; nothing when it is not known. */
  readonly namespace: string | undefined
  readonly node: Mapping
}

/** A ServiceAccount, and the manifest that names it. */
export interface Account {
  readonly name: string
  /** Nothing when it is not known. */
  readonly namespace: string | undefined
  readonly from: Manifest
}

/** A RoleBinding or ClusterRoleBinding; nothing when it says no role. */
export const bindingOf = once((manifest: Manifest): Binding | undefined => {
  const { kind, root } = manifest
  const at = get(root, 'roleRef', 'name')
  const everywhere = kind === 'ClusterRoleBinding'
  if (!at || (!everywhere && kind !== 'RoleBinding')) return undefined
  const isRole = !everywhere && text(get(root, 'roleRef', 'kind')) === 'Role'
  const namespace = everywhere ? undefined : namespaceOf(manifest.namespace)
  return {
    manifest,
    namespace,
    everywhere,
    role: { kind: isRole ? 'Role' : 'ClusterRole', name: text(at) ?? '', at },
    subjects: items(get(root, 'subjects')).flatMap((item) => subjectOf(item, namespace, manifest) ?? []),
  }
})

/** A ServiceAccount may also be written as the user that it is for the API server. */
const accountUser = /^system:serviceaccount:([^:]+):([^:]+)$/

function subjectOf(item: Node, bound: string | undefined, binding: Manifest): Subject | undefined {
  const node = mapping(item)
  const name = text(get(node, 'name'))
  const kind = text(get(node, 'kind'))
  if (!node || name === undefined || isUnknown(name)) return undefined
  if (kind === 'ServiceAccount') return { kind, name, namespace: namespaceOf(home(node, name, binding)) ?? bound, node }
  if (kind !== 'User' && kind !== 'Group') return undefined
  const [, namespace, account] = accountUser.exec(name) ?? []
  if (kind === 'User' && account !== undefined) return { kind: 'ServiceAccount', name: account, namespace, node }
  return { kind, name, namespace: undefined, node }
}

function home(subject: Mapping, name: string, binding: Manifest): string | undefined {
  return subjectNamespace(binding, name, text(get(subject, 'namespace')))
}

const allAccounts = 'system:serviceaccounts'

/** Those of some groups that a ServiceAccount is in (Kubernetes' "Referring to subjects"). */
export function groupsOf({ namespace }: Pick<Account, 'namespace'>, among: readonly string[]): readonly string[] {
  return among.filter((name) => {
    if (name === allAccounts || name === 'system:authenticated') return true
    return name.startsWith(`${allAccounts}:`) && mayBe(name.slice(allAccounts.length + 1), namespace)
  })
}

/** The namespace whose ServiceAccounts a group has; nothing for other groups. */
export function namespaceOfGroup({ kind, name }: Subject): string | undefined {
  return kind === 'Group' && name.startsWith(`${allAccounts}:`) ? name.slice(allAccounts.length + 1) : undefined
}
