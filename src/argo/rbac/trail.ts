import type { Node } from '../../yaml/node.ts'
import { once } from '../../yaml/once.ts'
import { get } from '../../yaml/query.ts'
import { groupBy } from '../group.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import type { Account } from './binding.ts'
import type { Danger } from './danger.ts'
import type { Bound } from './grant.ts'
import { namespaceOf, nearest } from './near.ts'

/** A place on the way from a ServiceAccount to what it may do. */
export interface Step {
  readonly at: Node
  readonly note: string
  readonly manifest: Manifest
  /** It leads on from the place that names the account, or that is one of its way. */
  readonly way?: 'from'
}

/** How a subject comes to a role: the subject in the binding, then the role. */
export function waysTo({ binding, subject, role }: Bound): readonly Step[] {
  const { manifest, role: reference, everywhere } = binding
  const where = everywhere ? 'everywhere' : binding.namespace === undefined ? '' : `in \`${binding.namespace}\``
  const given: Step = {
    at: get(subject.node, 'name') ?? subject.node,
    note: `${manifest.kind} \`${manifest.name}\` gives ${subject.kind} \`${subject.name}\` a role ${where}`.trimEnd(),
    manifest,
  }
  const named = role?.manifest ? get(role.manifest.root, 'metadata', 'name') : undefined
  const note = `${reference.kind} \`${reference.name}\``
  return [
    given,
    role?.manifest && named ? { at: named, note, manifest: role.manifest } : { at: reference.at, note, manifest },
  ]
}

/**
 * The way on from a place that names an account: the subject in the binding, the role, and the verb. What a built-in role
 * allows is written nowhere.
 */
export function trail({ bound, policy: { written }, at, verb, resource }: Danger): readonly Step[] {
  const act: Step[] = written && at ? [{ at, note: `May \`${verb}\` \`${resource}\``, manifest: written.manifest }] : []
  return [...waysTo(bound), ...act].map((step) => ({ ...step, way: 'from' }))
}

interface Declared {
  readonly manifest: Manifest
  readonly namespace: string | undefined
}

/** The ServiceAccounts among the files, by their names. */
const accountsOf = once((project: Project): ReadonlyMap<string, readonly Declared[]> => {
  const all = project.manifests
    .filter(({ kind }) => kind === 'ServiceAccount')
    .map((manifest) => ({ manifest, namespace: namespaceOf(manifest.namespace) }))
  return groupBy(all, ({ manifest }) => manifest.name)
})

/** The same with the account itself before it, where the files have it. */
export function trailOf({ name, namespace, from }: Account, worst: Danger, project: Project): readonly Step[] {
  const [own, ...others] = nearest(accountsOf(project).get(name) ?? [], namespace, from)
  const at = own && others.length === 0 ? get(own.manifest.root, 'metadata', 'name') : undefined
  const first: Step[] =
    own && at ? [{ at, note: `ServiceAccount \`${name}\``, manifest: own.manifest, way: 'from' }] : []
  return [...first, ...trail(worst)]
}

/** What dangerous rights allow and where, in words that follow "may". The worst comes first. */
export function told([worst, ...others]: readonly Danger[]): string {
  if (!worst) return 'do nothing dangerous'
  const { everywhere, namespace } = worst.bound.binding
  const alike = others.filter(({ bound }) => bound.binding.everywhere === everywhere)
  const words = [...new Set([worst, ...alike].map(({ may }) => may))]
  const shown = words.slice(0, 3)
  const rest = words.length - shown.length
  const where = everywhere ? 'every namespace' : namespace === undefined ? 'its namespace' : `\`${namespace}\``
  const last = rest > 0 ? `${rest} more such things` : shown.length > 1 ? shown.pop() : undefined
  return `${shown.join(', ')}${last === undefined ? '' : ` and ${last}`} in ${where}`
}
