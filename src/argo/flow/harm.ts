import { oncePer } from '../../yaml/once.ts'
import { bool, get, text } from '../../yaml/query.ts'
import { groupBy } from '../group.ts'
import type { Manifest } from '../manifest.ts'
import { containerSetting, type Pod, pods, podSetting } from '../pod.ts'
import type { Project } from '../project.ts'
import { homeOf } from '../rbac/account.ts'
import { bindings } from '../rbac/grant.ts'
import { dangersOf } from '../rbac/strong.ts'
import { told } from '../rbac/trail.ts'
import type { Template } from '../template.ts'
import { mounts, volumeNamed } from '../volume.ts'
import { fedBy } from './event.ts'
import type { Source } from './source.ts'

const podsByTemplate = oncePer((manifest: Manifest, project: Project): ReadonlyMap<Template, readonly Pod[]> =>
  groupBy(pods(manifest, project), (pod) => pod.template),
)

/**
 * What makes it worse than elsewhere to run somebody's code in the pods of a template (catalogue 1.8.5), as words that
 * end "it runs …": a privileged container, the file system of the node, or a ServiceAccount with dangerous rights.
 *
 * @param template nothing for what all pods of the manifest have
 * @param manifest whose settings its pods have: the one that is submitted
 */
export function harmOf(template: Template | undefined, manifest: Manifest, project: Project): string | undefined {
  const all = template ? (podsByTemplate(manifest, project).get(template) ?? []) : pods(manifest, project)
  for (const pod of all) {
    const harm = ofPod(pod, project)
    if (harm !== undefined) return harm
  }
  return undefined
}

/**
 * The same for the pods of a template as those have them which an event submits that is a source of a value there.
 */
export function harmBy(
  { level, way: [first] }: Source,
  template: Template | undefined,
  project: Project,
): string | undefined {
  if (level !== 'event' || !first) return undefined
  const submitted = fedBy(first.manifest, project).find(({ at }) => at === first.at)?.manifest
  return submitted && harmOf(template, submitted, project)
}

const ofPod = oncePer((pod: Pod, project: Project): string | undefined => byContainers(pod) ?? byAccount(pod, project))

function byContainers(pod: Pod): string | undefined {
  if (pod.containers.some((one) => bool(containerSetting(one, 'securityContext', 'privileged')?.node) === true))
    return 'in a pod with a privileged container'
  for (const mount of pod.containers.flatMap(mounts)) {
    const path = text(get(volumeNamed(text(get(mount, 'name')) ?? '', pod)?.node, 'hostPath', 'path'))
    if (path !== undefined) return `in a pod that mounts \`${path}\` of the node`
  }
  return undefined
}

function byAccount(pod: Pod, project: Project): string | undefined {
  if (bindings(project).length === 0) return undefined
  const { manifest } = pod
  const name = text(podSetting(pod, 'serviceAccountName')?.node) ?? 'default'
  const dangers = dangersOf({ name, namespace: homeOf(manifest), from: manifest }, project)
  return dangers.some(({ severity }) => severity !== 'medium')
    ? `as the ServiceAccount \`${name}\`, which may ${told(dangers)}`
    : undefined
}
