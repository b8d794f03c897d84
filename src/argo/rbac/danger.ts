import type { Node } from '../../yaml/node.ts'
import { oncePer } from '../../yaml/once.ts'
import { type DangerKind, dangerKinds, type DangerLabel, type Severity } from './danger-kind.ts'
import type { Bound } from './grant.ts'
import { type Act, allows, type Policy, wordIn } from './policy.ts'
import type { Role } from './role.ts'

/** A right that lets its holder do more than the role seems to say. */
export interface Danger extends Right {
  /** Who has it, and how. */
  readonly bound: Bound
}

/** The same, of a role, whoever has it. */
interface Right {
  readonly label: DangerLabel
  readonly severity: Severity
  /** What the holder may do, in words that follow "may". */
  readonly may: string
  readonly policy: Policy
  /** The verb that says so; nothing in a role that no file writes. */
  readonly at: Node | undefined
  readonly verb: string
  readonly resource: string
}

/** Where a binding makes a role count: in the whole cluster, where the controller runs, or elsewhere. */
type Reach = 'everywhere' | 'home' | 'namespace'

/**
 * The dangerous rights by some bindings, the worst first, each once.
 *
 * @param homes the namespaces in which a controller runs, as far as they are known
 */
export function dangers(all: readonly Bound[], homes: readonly string[]): readonly Danger[] {
  const found = new Map<string, Danger>()
  for (const bound of all) {
    for (const right of bound.role ? rightsOf(reachOf(bound, homes), bound.role) : []) {
      const same = found.get(right.label)
      if (!same || isWorse(right, same)) found.set(right.label, { ...right, bound })
    }
  }
  const admin = found.get('cluster-admin') ?? found.get('ns-admin')
  const sorted = [...found.values()].toSorted((a, b) => ranks.indexOf(a.severity) - ranks.indexOf(b.severity))
  // Who may do everything may do the rest; a right of the whole cluster is more than all rights of a namespace.
  return admin ? [...sorted.filter((one) => isWorse(one, admin)), admin] : sorted
}

const ranks: readonly Severity[] = ['critical', 'high', 'medium']

function isWorse(one: Right, other: Right): boolean {
  return ranks.indexOf(one.severity) < ranks.indexOf(other.severity)
}

function reachOf({ binding: { everywhere, namespace } }: Bound, homes: readonly string[]): Reach {
  if (everywhere) return 'everywhere'
  return namespace !== undefined && homes.includes(namespace) ? 'home' : 'namespace'
}

/** What a role makes possible, each label once: a role may have many rules, and many may have the role. */
const rightsOf = oncePer((reach: Reach, role: Role): readonly Right[] => {
  const found = new Map<string, Right>()
  for (const right of role.policies.flatMap((policy) => rightsBy(policy, role, reach))) {
    const same = found.get(right.label)
    if (!same || isWorse(right, same)) found.set(right.label, right)
  }
  return [...found.values()]
})

const everything: Act = { group: '*', resources: ['*'], verbs: ['*'] }

/** What one rule makes possible. */
function rightsBy(policy: Policy, role: Role, reach: Reach): readonly Right[] {
  const isAdmin = role.name === 'admin' && role.kind === 'ClusterRole' && !policy.written && reach !== 'everywhere'
  if (isAdmin || (allows(policy, everything) && policy.names.length === 0)) return [adminRight(policy, reach)]
  return dangerKinds.flatMap((kind) => {
    const severity = kind.severity[reach === 'everywhere' ? 0 : 1]
    if (severity === undefined || !isOpen(policy, kind) || (kind.where && reach === 'namespace')) return []
    const way = kind.acts.map((act) => allows(policy, act)).find((one) => one !== undefined)
    return way
      ? [{ label: kind.label, severity, may: kind.may, policy, at: wordIn(policy, 'verbs', way.verb), ...way }]
      : []
  })
}

function adminRight(policy: Policy, reach: Reach): Right {
  const everywhere = reach === 'everywhere'
  return {
    label: everywhere ? 'cluster-admin' : 'ns-admin',
    severity: everywhere ? 'critical' : 'high',
    may: 'do everything',
    policy,
    at: wordIn(policy, 'verbs', '*'),
    verb: '*',
    resource: '*',
  }
}

/** A rule for some objects only cannot make new ones, and is no way to all that are there. */
function isOpen({ names }: Policy, kind: DangerKind): boolean {
  return names.length === 0 || (kind.named?.(names) ?? false)
}
