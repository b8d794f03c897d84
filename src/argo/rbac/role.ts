import type { Node } from '../../yaml/node.ts'
import { get, items, keyOf, pairs, text } from '../../yaml/query.ts'
import { isUnknown } from '../embedded.ts'
import type { Manifest } from '../manifest.ts'
import { aggregates, builtins } from './builtin.ts'
import { nearest } from './near.ts'
import { type Policy, policiesOf } from './policy.ts'

/** What a Role or ClusterRole allows, with all that it takes over from others. */
export interface Role {
  readonly kind: 'Role' | 'ClusterRole'
  readonly name: string
  readonly policies: readonly Policy[]
  /** Nothing for a role that every cluster has and no file writes. */
  readonly manifest: Manifest | undefined
  /** The objects that write its rules: itself, or those that it takes over. */
  readonly writers: ReadonlySet<Manifest>
}

/** A role's object, before anything is taken over. */
export interface RoleObject {
  readonly manifest: Manifest
  readonly namespace: string | undefined
}

/** The roles among the files, by `Kind/name`. */
export type Roles = ReadonlyMap<string, readonly RoleObject[]>

/**
 * The role of a kind and name as somebody who binds it sees it; nothing when it is not among the files and no
 * cluster has it by itself.
 */
export function roleNamed(
  kind: Role['kind'],
  name: string,
  namespace: string | undefined,
  from: Manifest,
  roles: Roles,
): Role | undefined {
  if (name === '' || isUnknown(name)) return undefined
  const [object] = nearest(roles.get(`${kind}/${name}`) ?? [], kind === 'Role' ? namespace : undefined, from)
  const builtin = kind === 'ClusterRole' ? builtins.get(name) : undefined
  if (!object && !builtin) return undefined
  const found = new Set<Policy>(builtin)
  if (object) collect(object.manifest, roles, found, new Set())
  for (const label of builtin ? (aggregates.get(name) ?? []) : [])
    for (const one of labelled(roles, from, (labels) => labels.get(label) === 'true'))
      collect(one, roles, found, new Set())
  const policies = [...found]
  const writers = new Set(policies.flatMap(({ written }) => written?.manifest ?? []))
  return { kind, name, policies, manifest: object?.manifest, writers }
}

/**
 * Adds the rules of a role. Of one with an `aggregationRule` the cluster overwrites the rules that are written: those of
 * every ClusterRole with the labels count (Kubernetes' "Aggregated ClusterRoles").
 */
function collect(manifest: Manifest, roles: Roles, found: Set<Policy>, seen: Set<Manifest>): void {
  if (seen.has(manifest) || seen.size >= most) return
  seen.add(manifest)
  const others = takenOver(manifest, roles)
  for (const policy of others ? [] : policiesOf(manifest)) found.add(policy)
  for (const other of others ?? []) collect(other, roles, found, seen)
}

/** No cluster has so many roles that take others over; what is beyond is not followed. */
const most = 200

const takers = new WeakMap<Roles, Map<Manifest, readonly Manifest[]>>()

/** What a role with an `aggregationRule` takes over; nothing for any other. */
function takenOver(manifest: Manifest, roles: Roles): readonly Manifest[] | undefined {
  const selectors = items(get(manifest.root, 'aggregationRule', 'clusterRoleSelectors'))
  if (selectors.length === 0) return undefined
  let known = takers.get(roles)
  if (!known) takers.set(roles, (known = new Map()))
  let others = known.get(manifest)
  if (!others) {
    if (known.size >= most) return []
    others = labelled(roles, manifest, (labels) =>
      selectors.slice(0, most).some((selector) => selects(selector, labels)),
    )
    known.set(manifest, others)
  }
  return others
}

function labelled(roles: Roles, from: Manifest, wanted: (labels: ReadonlyMap<string, string>) => boolean): Manifest[] {
  return [...roles].flatMap(([key, all]) =>
    key.startsWith('ClusterRole/')
      ? nearest(all, undefined, from).flatMap(({ manifest }) => (wanted(labelsOf(manifest)) ? manifest : []))
      : [],
  )
}

function labelsOf({ root }: Manifest): ReadonlyMap<string, string> {
  return new Map(
    pairs(get(root, 'metadata', 'labels')).map((entry) => [keyOf(entry) ?? '', text(entry.value) ?? ''] as const),
  )
}

/** A label selector: all of its labels and all of its expressions. An empty one selects everything. */
function selects(selector: Node, labels: ReadonlyMap<string, string>): boolean {
  return (
    pairs(get(selector, 'matchLabels')).every((entry) => labels.get(keyOf(entry) ?? '') === text(entry.value)) &&
    items(get(selector, 'matchExpressions')).every((expression) => fulfills(expression, labels))
  )
}

function fulfills(expression: Node, labels: ReadonlyMap<string, string>): boolean {
  const value = labels.get(text(get(expression, 'key')) ?? '')
  const values = items(get(expression, 'values')).map(text)
  switch (text(get(expression, 'operator'))) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return false
  }
}
