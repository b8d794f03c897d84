import type { Mapping, Node } from '../../yaml/node.ts'
import { once } from '../../yaml/once.ts'
import { get, items, mapping, text } from '../../yaml/query.ts'
import type { Manifest } from '../manifest.ts'

/** One item of a role's `rules`: every verb on every resource of every group. */
export interface Policy {
  readonly groups: readonly string[]
  /** `pods`, or a part of them as `pods/exec`. */
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
  /** The objects that it is limited to; all when it is empty. */
  readonly names: readonly string[]
  /** Where it is written; nothing for a role that every cluster has. */
  readonly written?: { readonly manifest: Manifest; readonly node: Mapping }
}

/** A way to be able to do something: any of the verbs on any of the resources of a group. */
export interface Act {
  readonly group: string
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

/** The rules that a Role or ClusterRole writes itself. */
export const policiesOf = once((manifest: Manifest): readonly Policy[] =>
  items(get(manifest.root, 'rules')).flatMap((item) => read(item, manifest)),
)

function read(item: Node, manifest: Manifest): readonly Policy[] {
  const node = mapping(item)
  if (!node) return []
  return [
    {
      groups: texts(node, 'apiGroups'),
      resources: texts(node, 'resources'),
      verbs: texts(node, 'verbs'),
      names: texts(node, 'resourceNames'),
      written: { manifest, node },
    },
  ]
}

function texts(node: Mapping, key: string): string[] {
  // `""` is the group of Kubernetes itself, and no other empty text means anything.
  return items(get(node, key)).flatMap((item) => text(item) ?? [])
}

/** The verbs and resources by which a rule allows an act, as the rule writes them; nothing when it does not. */
export function allows(
  policy: Policy,
  { group, resources, verbs }: Act,
): { readonly verb: string; readonly resource: string } | undefined {
  if (!policy.groups.some((one) => one === '*' || one === group)) return undefined
  const verb = policy.verbs.find((one) => one === '*' || verbs.includes(one))
  const resource = policy.resources.find((one) => resources.some((wanted) => covers(one, wanted)))
  return verb === undefined || resource === undefined ? undefined : { verb, resource }
}

/** As the authorizer has it: `*` is everything, parts too, and a `*` before a part is that part of everything. */
function covers(written: string, wanted: string): boolean {
  if (written === '*' || written === wanted) return true
  const part = wanted.indexOf('/')
  return part >= 0 && written === `*${wanted.slice(part)}`
}

/** The node of a rule that says a word: an item of its `verbs`, `resources` or `apiGroups`; else the rule. */
export function wordIn({ written }: Policy, key: 'apiGroups' | 'resources' | 'verbs', word: string): Node | undefined {
  if (!written) return undefined
  return items(get(written.node, key)).find((item) => text(item) === word) ?? written.node
}
