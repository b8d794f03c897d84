import { once } from '../../yaml/once.ts'
import { get, text } from '../../yaml/query.ts'
import { allInstalled, type Installed } from '../installation.ts'
import { type Manifest, podSpec } from '../manifest.ts'
import type { Project } from '../project.ts'
import type { Subject } from './binding.ts'
import { mayBe, namespaceOf, nearest } from './near.ts'

/** A part of Argo, and the ServiceAccount that its pods have. */
interface Component {
  readonly part: Installed['part']
  /** Nothing in a patch that leaves it to another file. */
  readonly account: string | undefined
  readonly namespace: string | undefined
  readonly manifest: Manifest
  readonly runs: Installed
}

const components = once((project: Project): readonly Component[] =>
  allInstalled(project).map((runs) => ({
    part: runs.part,
    account: text(get(podSpec(runs.manifest), 'serviceAccountName')),
    namespace: namespaceOf(runs.manifest.namespace),
    manifest: runs.manifest,
    runs,
  })),
)

/** The names that Argo's own manifests and its Helm chart give to the accounts. */
const names: Readonly<Record<Installed['part'], RegExp>> = {
  controller: /^(?:argo|(?:.+-)?workflow-controller)$/,
  server: /^(?:(?:.+-)?argo-server|(?:.+-)?argo-workflows-server)$/,
}

/** Whether a subject is the ServiceAccount of a part of Argo: by its Deployment, else by its name. */
export function isComponent({ kind, name, namespace }: Subject, part: Installed['part'], project: Project): boolean {
  if (kind !== 'ServiceAccount') return false
  const told = components(project).some(
    (one) => one.part === part && one.account === name && mayBe(one.namespace, namespace),
  )
  return told || names[part].test(name)
}

/**
 * The containers that run as a subject, in the environment of the manifest that asks, and what overlays make of them: of a
 * base that several take in, each counts.
 */
export function runningAs(
  { name, namespace }: Subject,
  part: Installed['part'],
  from: Manifest,
  project: Project,
): readonly Installed[] {
  const all = components(project).filter(
    (one) =>
      one.part === part &&
      (one.account === name || (one.account === undefined && names[part].test(name))) &&
      project.builtTogether(one.manifest, from) !== false,
  )
  const own = nearest(all, namespace, from)
  const laid = all.filter(
    (one) =>
      !own.includes(one) &&
      own.some((base) => isLaidOver(one, base) && project.builtTogether(one.manifest, base.manifest)),
  )
  return [...own, ...laid].map(({ runs }) => runs)
}

/** Whether a patch gives the same object, which is not yet in a namespace of its own, another command line. */
function isLaidOver({ account, manifest, runs }: Component, base: Component): boolean {
  if (account !== undefined || base.namespace !== undefined || !(get(runs.node, 'args') ?? get(runs.node, 'command')))
    return false
  return manifest.kind === base.manifest.kind && manifest.name === base.manifest.name
}
