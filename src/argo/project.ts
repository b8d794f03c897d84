import type { Document } from '../yaml/document.ts'
import type { Mapping } from '../yaml/node.ts'
import { get, items, mapping, text } from '../yaml/query.ts'
import { sourceAt } from '../yaml/source.ts'
import { parse } from '../yaml/tree.ts'
import { controllerSettings, isControllerConfig } from './controller-config.ts'
import { groupBy } from './group.ts'
import { type Component, component, parseImage } from './image.ts'
import { type Manifest, podSpec } from './manifest.ts'
import type { Layer, Origin } from './setting.ts'
import { compareVersions, parseVersion, type Version } from './version.ts'

/** All manifests of one checkout together: who refers to whom, and what the controller gives to all. */
export interface Project {
  readonly manifests: readonly Manifest[]
  /** All documents, those among them that hold no object, such as patches. */
  readonly documents: readonly Document[]
  /** The configurations of the controller. One that sets nothing is left out: Kustomize patches fill such a base in. */
  readonly configs: readonly Manifest[]
  /** The controller's `workflowDefaults.spec`, as the lowest layer of every workflow; empty when none is known. */
  readonly defaults: readonly Layer[]
  /** The controller's `mainContainer`, as the lowest layer of every main container; empty when none is known. */
  readonly mainContainer: readonly Layer[]
  /** The version of Argo that will run the manifests, when config or an image says it. */
  readonly argoVersion: Version | undefined
  /** The object of a kind and name in a namespace; an unknown namespace may be any. */
  find(kind: string, name: string, namespace: string | undefined): Manifest | undefined
}

export interface Assumptions {
  readonly workflowDefaults?: unknown
  readonly argoVersion?: Version | undefined
}

export function project(
  manifests: readonly Manifest[],
  assume: Assumptions,
  documents: readonly Document[] = [],
): Project {
  let byName: ReadonlyMap<string, readonly Manifest[]> | undefined
  const configs = manifests.filter(({ root }) => isControllerConfig(root) && controllerSettings(root).size > 0)
  const assumed = assumedLayers(assume.workflowDefaults)
  return {
    manifests,
    documents,
    configs,
    defaults: assumed ?? layerOfAll(configs, 'workflowDefaults', ({ spec }) => spec),
    mainContainer: layerOfAll(configs, 'mainContainer', ({ root }) =>
      mapping(controllerSettings(root).get('maincontainer')?.value),
    ),
    argoVersion: assume.argoVersion ?? versionOf(manifests),
    find(kind, name, namespace) {
      byName ??= groupBy(manifests, ({ kind, name }) => `${kind}/${name}`)
      const named = byName.get(`${kind}/${name}`) ?? []
      return (
        named.find((manifest) => manifest.namespace === namespace) ??
        named.find((manifest) => manifest.namespace === undefined || namespace === undefined)
      )
    },
  }
}

/**
 * The same with others in the place of some manifests. Only for manifests that say nothing about the installation:
 * no controller's configuration, none of Argo's Deployments.
 */
export function replaced(whole: Project, by: ReadonlyMap<Manifest, Manifest>): Project {
  return {
    ...whole,
    manifests: whole.manifests.map((manifest) => by.get(manifest) ?? manifest),
    find(kind, name, namespace) {
      const found = whole.find(kind, name, namespace)
      return found && (by.get(found) ?? found)
    },
  }
}

/** Several controllers are several environments: a default counts when each of them gives it. */
function layerOfAll(
  configs: readonly Manifest[],
  origin: Origin,
  part: (config: Manifest) => Mapping | undefined,
): Layer[] {
  const [node, ...others] = configs.map(part).filter((found) => found !== undefined)
  const [manifest] = configs
  if (!manifest || !node || others.length + 1 < configs.length) return []
  return [{ node, origin, manifest, ...(others.length > 0 && { others }) }]
}

/** Defaults that the user states are read as if a ConfigMap held them. */
function assumedLayers(assumed: unknown): Layer[] | undefined {
  if (assumed === undefined) return undefined
  const text = JSON.stringify(assumed)
  const root = mapping(parse(sourceAt(text, 0)))
  const node = mapping(get(root, 'spec'))
  if (!root || !node) return []
  const manifest: Manifest = {
    file: { path: 'assume.workflowDefaults', text },
    kind: 'ConfigMap',
    name: '',
    namespace: undefined,
    root,
    spec: node,
    templated: false,
    partial: true,
    quoted: true,
    parent: undefined,
  }
  return [{ node, origin: 'workflowDefaults', manifest }]
}

const precedence: readonly Component[] = ['controller', 'server', 'executor']

/**
 * The version that the images of Argo's own Deployments name: the controller's before the server's. Of several, which
 * are several environments, the oldest: a manifest has to be good for each.
 */
function versionOf(manifests: readonly Manifest[]): Version | undefined {
  const versions = new Map<Component, Version>()
  for (const manifest of manifests) {
    if (manifest.kind !== 'Deployment') continue
    for (const container of items(get(podSpec(manifest), 'containers'))) {
      const image = parseImage(text(get(container, 'image')) ?? '')
      const part = component(image)
      const version = parseVersion(image.tag ?? '')
      const other = part && versions.get(part)
      if (part && version && (!other || compareVersions(version, other) < 0)) versions.set(part, version)
    }
  }
  return precedence.map((part) => versions.get(part)).find((version) => version !== undefined)
}
