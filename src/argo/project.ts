import type { Document } from '../yaml/document.ts'
import { get, items, mapping, text } from '../yaml/query.ts'
import { sourceAt } from '../yaml/source.ts'
import { parse } from '../yaml/tree.ts'
import { chartTags, chartValues } from './chart-values.ts'
import { controllerSettings, isControllerConfig } from './controller-config.ts'
import { folderOf } from './folder.ts'
import { groupBy } from './group.ts'
import { type Component, component, parseImage } from './image.ts'
import { argoImages, argoReleases } from './kustomize/argo-images.ts'
import { isRetagged, place, placedLike } from './kustomize/placement.ts'
import { type Manifest, podSpec } from './manifest.ts'
import { nearest } from './rbac/near.ts'
import { defaultsOf, type Environment, environments, environmentsOf, manifestsOf } from './serving.ts'
import type { Layer } from './setting.ts'
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
  /** The version of Argo that will run the manifests, when config, an image or the values of its chart say it. */
  readonly argoVersion: Version | undefined
  readonly chosen: Chosen
  /** The ids of all rules, also of those that are switched off: what an ignore may name. */
  readonly ruleIds: readonly string[]
  /**
   * The object of a kind and name in a namespace; an unknown namespace may be any.
   *
   * @param from the manifest that refers to it: of several, as in a repository with several environments, its folders
   *   tell which is meant, or none is
   */
  find(kind: string, name: string, namespace: string | undefined, from?: Manifest): Manifest | undefined
  /** What becomes of a manifest that was read: itself, or the same in the namespace that Kustomize puts it into. */
  placed(manifest: Manifest): Manifest
  /** Whether some kustomization builds one manifest with another; nothing where none builds the one, or the other. */
  builtTogether(one: Manifest, other: Manifest): boolean | undefined
  /** The project as it is for a manifest of it: without what is plainly of another environment. */
  seenBy(manifest: Manifest): Project
}

export interface Assumptions {
  readonly workflowDefaults?: unknown
  readonly argoVersion?: Version | undefined
  readonly chosen?: Chosen
  readonly ruleIds?: readonly string[]
}

/** What fixes may write that no file tells, since the user has chosen it. */
export interface Chosen {
  /** The ServiceAccount for pods that have none of their own. */
  readonly serviceAccountName?: string
  /** The ServiceAccount for Argo's executor in pods whose containers get no token. */
  readonly executorServiceAccountName?: string
}

export function project(given: readonly Manifest[], assume: Assumptions, documents: readonly Document[] = []): Project {
  const placement = place(given)
  const { manifests } = placement
  const configs = manifests.filter(({ root }) => isControllerConfig(root) && controllerSettings(root).size > 0)
  const all = environments(configs, placement)
  const assumed = assumedLayers(assume.workflowDefaults)
  const views = new Map<string, Project>()
  const whole: Project = {
    manifests,
    documents,
    configs,
    ...defaultsOf(all),
    ...(assumed && { defaults: assumed }),
    argoVersion: assume.argoVersion ?? versionOf(manifests),
    chosen: assume.chosen ?? {},
    ruleIds: assume.ruleIds ?? [],
    find: finder(manifests),
    placed: (manifest) => placement.of(manifest),
    builtTogether(one, other) {
      const [its, others] = [placement.buildsOf(one), placement.buildsOf(other)]
      if (its.length === 0 || others.length === 0) return undefined
      const roots = new Set(its.map(({ from }) => from))
      return others.some(({ from }) => roots.has(from))
    },
    seenBy(manifest) {
      if (all.length < 2 || all.length > mostEnvironments) return whole
      const own = among(manifest)
      if (own.length === all.length) return whole
      const key = own.map((one) => all.indexOf(one)).join(' ')
      let view = views.get(key)
      if (!view) views.set(key, (view = viewOf(own)))
      return view
    },
  }
  const known = new Map<Manifest, readonly Environment[]>()
  function among(manifest: Manifest): readonly Environment[] {
    let found = known.get(manifest)
    if (!found) known.set(manifest, (found = environmentsOf(manifest, all, placement, whole)))
    return found
  }
  function viewOf(own: readonly Environment[]): Project {
    const near = manifests.filter((manifest) => among(manifest).some((one) => own.includes(one)))
    return {
      ...whole,
      manifests: near,
      configs: configs.filter((config) => own.some((one) => one.configs.includes(config))),
      ...defaultsOf(own),
      ...(assumed && { defaults: assumed }),
      argoVersion: assume.argoVersion ?? versionOf(manifestsOf(own, near, placement)) ?? versionOf(near),
      find: finder(near),
    }
  }
  return whole
}

function finder(manifests: readonly Manifest[]): Project['find'] {
  let byName: ReadonlyMap<string, readonly Manifest[]> | undefined
  return (kind, name, namespace, from) => {
    byName ??= groupBy(manifests, (one) => `${one.kind}/${one.name}`)
    const named = byName.get(`${kind}/${name}`) ?? []
    if (from && named.length > 1) return onlyOne(named, namespace, from)
    return (
      named.find((manifest) => manifest.namespace === namespace) ??
      named.find((manifest) => manifest.namespace === undefined || namespace === undefined)
    )
  }
}

/** Of several that are equally near the one in the folder of who asks; nothing where none of them is. */
function onlyOne(named: readonly Manifest[], namespace: string | undefined, from: Manifest): Manifest | undefined {
  const things = named.map((manifest) => ({ manifest, namespace: manifest.namespace }))
  const near = nearest(things, namespace, from).map(({ manifest }) => manifest)
  const beside = near.filter((manifest) => folderOf(manifest) === folderOf(from))
  const [found, ...others] = beside.length > 0 ? beside : near
  return others.every(({ file }) => file.path === found?.file.path) ? found : undefined
}

/** Each environment is looked at anew: where there are so many, they are looked at together. */
const mostEnvironments = 20

/**
 * The same with others in the place of some manifests. Only for manifests that say nothing about the installation:
 * no controller's configuration, none of Argo's Deployments.
 */
export function replaced(whole: Project, by: ReadonlyMap<Manifest, Manifest>): Project {
  const before = new Map<Manifest, Manifest>()
  const after = new Map<Manifest, Manifest>()
  const become = new Map<Manifest, Manifest>()
  for (const [old, one] of by) {
    const was = whole.placed(old)
    const is = placedLike(was, one, one.parent && (become.get(one.parent) ?? one.parent))
    before.set(one, old)
    after.set(was, is)
    become.set(one, is)
  }
  const views = new Map<Project, Project>()
  function viewOf(of: Project): Project {
    let view = views.get(of)
    if (!view) {
      view = {
        ...of,
        manifests: of.manifests.map((manifest) => after.get(manifest) ?? manifest),
        placed: (manifest) => become.get(manifest) ?? whole.placed(manifest),
        seenBy: (manifest) => viewOf(whole.seenBy(before.get(manifest) ?? manifest)),
        find(kind, name, namespace, from) {
          const found = of.find(kind, name, namespace, from)
          return found && (after.get(found) ?? found)
        },
      }
      views.set(of, view)
    }
    return view
  }
  return viewOf(whole)
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
 * The version that the images of Argo's own Deployments, and what Kustomize makes of them, name: the controller's before
 * the server's. Of several, which are several environments, the oldest: a manifest has to be good for each.
 */
function versionOf(manifests: readonly Manifest[]): Version | undefined {
  const versions = new Map<Component, Version>()
  for (const [part, tag] of manifests.flatMap(tagsOf)) {
    const version = parseVersion(tag)
    const other = versions.get(part)
    if (version && (!other || compareVersions(version, other) < 0)) versions.set(part, version)
  }
  return precedence.map((part) => versions.get(part)).find((version) => version !== undefined)
}

function tagsOf(manifest: Manifest): (readonly [Component, string])[] {
  const values = manifest.kind === 'Values' ? chartValues(manifest.root) : undefined
  if (values) return chartTags(values).flatMap(({ tag, parts }) => parts.map((part) => [part, tag.value] as const))
  if (manifest.kind !== 'Deployment')
    return [
      ...argoImages(manifest).map(({ part, reference }) => [part, parseImage(reference).tag ?? ''] as const),
      ...argoReleases(manifest).flatMap(({ tag, parts }) => parts.map((part) => [part, tag] as const)),
    ]
  return items(get(podSpec(manifest), 'containers')).flatMap((container) => {
    const reference = text(get(container, 'image')) ?? ''
    const image = parseImage(reference)
    const part = component(image)
    return part && !isRetagged(manifest, reference) ? [[part, image.tag ?? ''] as const] : []
  })
}
