import type { Node } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, isNull, items, keyOf, pairs, text } from '../yaml/query.ts'
import { isUnknown } from './embedded.ts'
import { groupBy } from './group.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'

/** A NetworkPolicy, or another one's kind of it, whose rules are not looked into. */
interface Policies {
  readonly own: readonly Manifest[]
  readonly foreign: readonly Manifest[]
}

const policies = once((project: Project): Policies => {
  const byOwner = groupBy(
    project.manifests.filter(({ kind }) => kind.endsWith('NetworkPolicy')),
    ({ kind, root }) => (isKubernetes(kind, root) ? 'own' : 'foreign'),
  )
  return { own: byOwner.get('own') ?? [], foreign: byOwner.get('foreign') ?? [] }
})

/** Whether it is Kubernetes' own kind: Calico has one of this name too. */
export function isKubernetes(kind: string, root: Node): boolean {
  return kind === 'NetworkPolicy' && (text(get(root, 'apiVersion'))?.startsWith('networking.k8s.io/') ?? false)
}

/** The NetworkPolicies of a namespace; an unknown one may be any. */
export function policiesOf(namespace: string | undefined, project: Project): readonly Manifest[] {
  return policies(project).own.filter((policy) => mayBeIn(policy, namespace))
}

/** Whether a policy of Cilium, Calico or the cluster's administrator may be about a namespace. */
export function hasOtherPolicies(namespace: string | undefined, project: Project): boolean {
  return policies(project).foreign.some((policy) => mayBeIn(policy, namespace))
}

/** Whether a policy may be one of a namespace. */
export function mayBeIn(policy: Manifest, namespace: string | undefined): boolean {
  return policy.namespace === undefined || namespace === undefined || policy.namespace === namespace
}

/** Whether a policy is about traffic into, or out of, pods: into, where it does not say it. */
export function limits({ root }: Manifest, way: 'Ingress' | 'Egress'): boolean {
  const types = items(get(root, 'spec', 'policyTypes')).flatMap((item) => text(item) ?? [])
  if (types.length > 0) return types.includes(way)
  return way === 'Ingress' || !isNull(get(root, 'spec', 'egress'))
}

/** Whether a policy is about pods with some labels. What is put in later may be. */
export function selectsPods({ root }: Manifest, labels: Node | undefined): boolean {
  const selector = get(root, 'spec', 'podSelector')
  const fits = pairs(get(selector, 'matchLabels')).every((entry) => {
    const wanted = text(entry.value) ?? ''
    return isUnknown(wanted) || text(get(labels, keyOf(entry) ?? '')) === wanted
  })
  return fits && items(get(selector, 'matchExpressions')).every((one) => meets(one, labels))
}

function meets(expression: Node, labels: Node | undefined): boolean {
  const label = text(get(labels, text(get(expression, 'key')) ?? ''))
  const values = items(get(expression, 'values')).flatMap((item) => text(item) ?? [])
  switch (text(get(expression, 'operator'))) {
    case 'In':
      return label !== undefined && values.includes(label)
    case 'NotIn':
      return label === undefined || !values.includes(label)
    case 'Exists':
      return label !== undefined
    case 'DoesNotExist':
      return label === undefined
    default:
      return true
  }
}

/** Whether a rule of a policy lets everybody in. */
export function isForAll(rule: Node): boolean {
  const from = items(get(rule, 'from'))
  return from.length === 0 || from.some(isAnybody)
}

function isAnybody(peer: Node): boolean {
  const block = get(peer, 'ipBlock')
  if (block) return /^(?:0\.0\.0\.0|::)\/0$/.test(text(get(block, 'cidr')) ?? '') && isNull(get(block, 'except'))
  return peer.kind === 'mapping' && peer.pairs.length === 0
}

/** The ports of a rule, as numbers or names; none when it is about all. */
export function portsOf(rule: Node): readonly string[] {
  return items(get(rule, 'ports')).map((port) => text(get(port, 'port')) ?? '*')
}
