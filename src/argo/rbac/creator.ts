import { once } from '../../yaml/once.ts'
import type { Project } from '../project.ts'
import { type Binding, type Subject } from './binding.ts'
import { isComponent } from './component.ts'
import { dangerKinds } from './danger-kind.ts'
import { bindings, type Bound, boundToSubject, roleAllows, roleOf } from './grant.ts'
import { mayBe } from './near.ts'
import type { Act } from './policy.ts'
import { runsWorkflows } from './reach.ts'

/** Verbs that change what is there, or make it. */
export const writing = ['create', 'update', 'patch']

/** What makes the controller start pods. */
export const starts: Act = {
  group: 'argoproj.io',
  resources: ['workflows', 'cronworkflows', 'workflowtemplates', 'sensors'],
  verbs: writing,
}

/** Pods, or what Kubernetes makes pods of. */
const podCreates: readonly Act[] = dangerKinds.flatMap(({ label, acts }) => (label === 'pod-create' ? acts : []))

/** Whoever may start workflows where a binding counts, and may not create pods there. */
export const creators = once((project: Project): readonly Bound[] =>
  bindings(project).flatMap((binding) => [...creatorsBy(binding, project)]),
)

function* creatorsBy(binding: Binding, project: Project): Generator<Bound> {
  const role = roleOf(binding, project)
  if (!role || !roleAllows(role, starts)) return
  for (const subject of binding.subjects) {
    if (isAccountedFor(subject, project)) continue
    if (!mayCreatePods(rightsAt(binding, subject, project))) yield { binding, subject, role }
  }
}

/** Argo's own parts, accounts as which workflows run, and groups of the system, of which other rules speak. */
export function isAccountedFor(subject: Subject, project: Project): boolean {
  return (
    isComponent(subject, 'controller', project) ||
    isComponent(subject, 'server', project) ||
    (subject.kind === 'ServiceAccount' && runsWorkflows(subject, project)) ||
    (subject.kind === 'Group' && subject.name.startsWith('system:'))
  )
}

/** All that a subject may do where one of its bindings counts. */
export function rightsAt(binding: Binding, subject: Subject, project: Project): readonly Bound[] {
  return boundToSubject(subject, binding.manifest, project).filter(({ binding: other }) => meets(other, binding))
}

function meets(one: Binding, other: Binding): boolean {
  return one.everywhere || (!other.everywhere && mayBe(one.namespace, other.namespace))
}

export function mayCreatePods(all: readonly Bound[]): boolean {
  return all.some(({ role }) => role !== undefined && podCreates.some((act) => roleAllows(role, act)))
}
