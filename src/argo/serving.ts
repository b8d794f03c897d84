import type { Mapping } from '../yaml/node.ts'
import { oncePer } from '../yaml/once.ts'
import { get, mapping, scalar } from '../yaml/query.ts'
import { controllerSettings } from './controller-config.ts'
import { groupBy } from './group.ts'
import { flag, installed, isOn } from './installation.ts'
import type { Placement } from './kustomize/placement.ts'
import type { Kustomization } from './kustomize/kustomization.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'
import { sharedFolders } from './folder.ts'
import { namespaceOf } from './rbac/near.ts'
import type { Layer, Origin } from './setting.ts'

/** One controller's configuration, in all the pieces in which the files have it. */
export interface Environment {
  /** What has the last word first: a patch before what it patches. */
  readonly configs: readonly Manifest[]
  /** The kustomization that puts them together. */
  readonly from: Kustomization | undefined
  /** Where they are said to be. */
  readonly namespaces: ReadonlySet<string>
}

/**
 * The environments of some configurations: what one kustomization builds is one, and any other configuration is one for
 * itself.
 */
export function environments(configs: readonly Manifest[], placement: Placement): readonly Environment[] {
  const pieces = configs.flatMap((config) =>
    placement.buildsOf(config).map(({ from, rank }) => ({ config, from, rank })),
  )
  const alone = configs.filter((config) => placement.buildsOf(config).length === 0)
  return [
    ...alone.map((config) => environment([config], undefined)),
    ...[...groupBy(pieces, ({ from }) => from)].map(([from, those]) =>
      environment(
        those.toSorted((a, b) => a.rank - b.rank).map(({ config }) => config),
        from,
      ),
    ),
  ]
}

function environment(configs: readonly Manifest[], from: Kustomization | undefined): Environment {
  const namespaces = configs.flatMap(({ namespace }) => namespaceOf(namespace) ?? [])
  return { configs, from, namespaces: new Set(namespaces) }
}

/** Several controllers are several environments: a default counts when each of them gives it. */
function layerOfAll(
  all: readonly Environment[],
  origin: Origin,
  part: (config: Manifest) => Mapping | undefined,
): Layer[] {
  const given = all.flatMap((one) => partOf(one, part) ?? [])
  const [first] = given
  if (!first || given.length < all.length) return []
  const others = [...new Set(given.map(({ node }) => node))].filter((node) => node !== first.node)
  return [{ ...first, origin, ...(others.length > 0 && { others }) }]
}

/** A text of Kustomize replaces the one that it is laid over: with all in one, there is nothing left of what lies below. */
function partOf(
  { configs }: Environment,
  part: (config: Manifest) => Mapping | undefined,
): { readonly node: Mapping; readonly manifest: Manifest } | undefined {
  for (const manifest of configs) {
    const node = part(manifest)
    if (node) return { node, manifest }
    if (scalar(get(manifest.root, 'data', 'config'))) return undefined
  }
  return undefined
}

/**
 * The environments that a manifest may be in. The configuration of a controller is for all namespaces that it serves, so a
 * namespace or a folder alone tells nothing (docs/workflow-controller-configmap.md). What does: the kustomization that
 * builds both; the namespace of the controller itself, which there is in its own cluster; a controller that is bound to
 * another namespace; the folder, where several controllers would be at one place. Where nothing does, it may be in each.
 */
export function environmentsOf(
  manifest: Manifest,
  all: readonly Environment[],
  placement: Placement,
  project: Project,
): readonly Environment[] {
  const roots = new Set(placement.buildsOf(manifest).map(({ from }) => from))
  const built = all.filter(({ from }) => from && roots.has(from))
  const near = built.length > 0 && built.length === roots.size ? built : nearestOf(all, manifest)
  const own = placement.of(manifest)
  const namespace = namespaceOf(own.namespace) ?? namespaceOf(own.parent?.namespace)
  if (namespace === undefined) return near
  if (near.some(({ namespaces }) => namespaces.has(namespace)))
    return near.filter(({ namespaces }) => namespaces.size === 0 || namespaces.has(namespace))
  const serving = near.filter((one) => (boundTo(one, project) ?? namespace) === namespace)
  return serving.length > 0 ? serving : near
}

/**
 * Two configurations of one name in one namespace are of two clusters. Then the folders tell which is meant, where one is
 * nearer than the others: nobody keeps the objects of one cluster among those of another.
 */
function nearestOf(all: readonly Environment[], { file }: Manifest): readonly Environment[] {
  const places = new Set(all.flatMap(({ configs }) => configs.map(({ name, namespace }) => `${namespace}/${name}`)))
  if (all.length < 2 || places.size > 1 || all.some(({ namespaces }) => namespaces.size === 0)) return all
  const shares = all.map(({ configs }) => Math.max(...configs.map((one) => sharedFolders(one.file.path, file.path))))
  const most = Math.max(...shares)
  const found = all.filter((_, index) => shares[index] === most)
  return found.length === 1 ? found : all
}

/** The one namespace that a controller with `--namespaced` serves. */
const boundTo = oncePer(({ namespaces }: Environment, project: Project): string | undefined => {
  const [namespace] = namespaces
  if (namespace === undefined) return undefined
  const controllers = project.manifests
    .filter((manifest) => manifest.namespace === namespace)
    .flatMap((manifest) => installed(manifest, project))
    .filter(({ part }) => part === 'controller')
  const all = controllers.map((one) =>
    isOn(one, 'namespaced') ? (flag(one, 'managed-namespace')?.value ?? namespace) : undefined,
  )
  return new Set(all).size === 1 ? all[0] : undefined
})

/** The parts of a configuration that every workflow gets. */
export function defaultsOf(all: readonly Environment[]): Pick<Project, 'defaults' | 'mainContainer'> {
  return {
    defaults: layerOfAll(all, 'workflowDefaults', ({ spec }) => spec),
    mainContainer: layerOfAll(all, 'mainContainer', ({ root }) =>
      mapping(controllerSettings(root).get('maincontainer')?.value),
    ),
  }
}

/** The manifests that say what runs in some environments: built with their configurations, or in their namespaces. */
export function manifestsOf(
  all: readonly Environment[],
  manifests: readonly Manifest[],
  placement: Placement,
): readonly Manifest[] {
  const roots = new Set(all.map(({ from }) => from))
  const namespaces = new Set(all.flatMap((one) => [...one.namespaces]))
  return manifests.filter((manifest) => {
    const builds = placement.buildsOf(manifest)
    return builds.length > 0
      ? builds.some(({ from }) => roots.has(from))
      : manifest.namespace !== undefined && namespaces.has(manifest.namespace)
  })
}
