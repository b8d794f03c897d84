import { get, text } from '../yaml/query.ts'
import { isControllerConfig } from './controller-config.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'

const label = 'pod-security.kubernetes.io/enforce'

/**
 * The Pod Security Standard that the namespace of a manifest holds its pods to, as far as the files say so
 * (https://kubernetes.io/docs/concepts/security/pod-security-admission/). Whatever breaks `baseline` breaks
 * `restricted` too. The namespace of a controller's configuration is not the one of its workflows.
 */
export function enforced({ namespace, root }: Manifest, project: Project): 'baseline' | 'restricted' | undefined {
  if (namespace === undefined || isControllerConfig(root)) return undefined
  const found = project.find('Namespace', namespace, undefined)
  const standard = text(get(found?.root, 'metadata', 'labels', label))
  return standard === 'baseline' || standard === 'restricted' ? standard : undefined
}

/** What comes of pods that break `baseline`, as a sentence behind others; nothing where no file says that it is enforced. */
export function refusal(manifest: Manifest, project: Project): string {
  const standard = enforced(manifest, project)
  if (standard === undefined) return ''
  return ` The namespace \`${manifest.namespace ?? ''}\` enforces the Pod Security Standard \`${standard}\`, so these pods will be refused.`
}
