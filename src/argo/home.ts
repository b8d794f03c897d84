import type { Span } from '../yaml/file.ts'
import { once } from '../yaml/once.ts'
import { get, pair } from '../yaml/query.ts'
import { isControllerConfig } from './controller-config.ts'
import { installed } from './installation.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'

/** Where a workflow controller runs. */
export interface Home {
  readonly namespace: string
  /** Whether a file says it; else it is the one in which Argo's own instructions put it. */
  readonly known: boolean
  /** The object that says it, and where. */
  readonly manifest: Manifest
  readonly at: Span
}

/** The namespaces of the controllers among the files, by their Deployments and ConfigMaps. */
export const homes = once(find)

/** Those of them that a file tells. */
export function homeNamespaces(project: Project): readonly string[] {
  return homes(project).flatMap((home) => (home.known ? home.namespace : []))
}

function find(project: Project): Home[] {
  const controllers = project.manifests.filter((manifest) => isController(manifest, project))
  const told = controllers.filter(({ namespace }) => namespace !== undefined)
  const byNamespace = new Map<string, Manifest>()
  for (const manifest of told.length > 0 ? told : controllers) {
    const namespace = manifest.namespace ?? 'argo'
    if (!byNamespace.has(namespace)) byNamespace.set(namespace, manifest)
  }
  return [...byNamespace].map(([namespace, manifest]) => ({
    namespace,
    known: manifest.namespace !== undefined,
    manifest,
    at: get(manifest.root, 'metadata', 'namespace') ?? pair(manifest.root, 'metadata')?.key ?? manifest.root,
  }))
}

function isController(manifest: Manifest, project: Project): boolean {
  // Values do not say into which namespace they go, but who holds them may.
  if (manifest.kind === 'Values') return manifest.namespace !== undefined
  if (manifest.parent && manifest.parent.kind !== 'Kustomization') return false
  return isControllerConfig(manifest.root) || installed(manifest, project).some(({ part }) => part === 'controller')
}
