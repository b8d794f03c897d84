import type { Node } from '../../yaml/node.ts'
import { get, items, text } from '../../yaml/query.ts'
import { releaseNamespace } from '../chart-values.ts'
import { groupBy } from '../group.ts'
import { parseImage } from '../image.ts'
import { holdsWorkflow, type Manifest, podSpec } from '../manifest.ts'
import { namespaceOf } from '../rbac/near.ts'
import type { Kustomization } from './kustomization.ts'
import { type Build, type Images, type Reach, reachOf } from './reach.ts'

/** Manifests as they come to the cluster. */
export interface Placement {
  readonly manifests: readonly Manifest[]
  /** What becomes of a manifest: itself, where no kustomization does anything to it. */
  of(manifest: Manifest): Manifest
  /** The builds that a manifest is a part of; none where it is applied as it is, or elsewhere. */
  buildsOf(manifest: Manifest): readonly Build[]
}

/** Puts manifests into the namespaces that the kustomizations among them give, and values into those of their release. */
export function place(given: readonly Manifest[]): Placement {
  const reach = reachOf(given)
  function buildsOf({ file }: Manifest): readonly Build[] {
    return reach.get(file.path) ?? []
  }
  if (reach.size === 0 && !given.some(isReleased)) return { manifests: given, of: (manifest) => manifest, buildsOf }
  const context = { reach, named: groupBy(given, nameOf), become: new Map<Manifest, Manifest>() }
  const { become } = context
  // A patch goes where that goes which it patches, and what is inside of a manifest comes after it.
  const patches = given.filter((manifest) => buildsOf(manifest).some(({ isPatch }) => isPatch))
  const late = new Set(patches)
  for (const manifest of given) if (!late.has(manifest)) become.set(manifest, placed(manifest, context))
  for (const manifest of patches) become.set(manifest, placed(manifest, context))
  return {
    manifests: given.map((manifest) => become.get(manifest) ?? manifest),
    of: (manifest) => become.get(manifest) ?? manifest,
    buildsOf,
  }
}

/** Another text of a manifest that was placed, in the same place. */
export function placedLike(before: Manifest, after: Manifest, parent: Manifest | undefined): Manifest {
  const moves = moved.get(before)
  if (!moves && parent === after.parent) return after
  return copy(after, moves ?? { ...still, namespace: after.namespace }, parent)
}

interface Moves {
  readonly namespace: string | undefined
  /** Of a binding, the namespaces of ServiceAccounts, by the one that is written and their name. */
  readonly subjects: ReadonlyMap<string, string | undefined>
  /** The images of its containers, as they are written, that are given another tag or a digest wherever it is built. */
  readonly retagged: ReadonlySet<string>
  /** Whether it is a workflow, or a template of some, that every build lays over another object. */
  readonly isPatch: boolean
}

const still = { subjects: new Map<string, string | undefined>(), retagged: new Set<string>(), isPatch: false }

/** What Kustomize did to a manifest, by its copy. */
const moved = new WeakMap<Manifest, Moves>()

/**
 * The namespace of a ServiceAccount that a binding names. Kustomize changes it for accounts called `default`, and for
 * those that are built with the binding (Kustomize's namespace filter and its name references).
 */
export function subjectNamespace(binding: Manifest, name: string, written: string | undefined): string | undefined {
  const subjects = moved.get(binding)?.subjects
  const key = subjectKey(name, written)
  return subjects?.has(key) ? subjects.get(key) : written
}

/** Whether Kustomize puts another tag or a digest in the place of the one that a container of a manifest has. */
export function isRetagged(manifest: Manifest, reference: string): boolean {
  return moved.get(manifest)?.retagged.has(reference) === true
}

function subjectKey(name: string, namespace: string | undefined): string {
  return `${namespace ?? ''}/${name}`
}

/** Values that another object has for Argo's chart. */
function isReleased({ kind, parent }: Manifest): boolean {
  return kind === 'Values' && parent !== undefined
}

interface Context {
  readonly reach: Reach
  /** Manifests by kind and name. */
  readonly named: ReadonlyMap<string, readonly Manifest[]>
  readonly become: ReadonlyMap<Manifest, Manifest>
}

function nameOf({ kind, name }: Pick<Manifest, 'kind' | 'name'>): string {
  return `${kind}/${name}`
}

function placed(manifest: Manifest, context: Context): Manifest {
  const { reach, become } = context
  const { parent, kind, namespace } = manifest
  const holder = parent && (become.get(parent) ?? parent)
  if (holder && isReleased(manifest)) {
    const to =
      namespaceOf(releaseNamespace(holder.root)) ?? (holder.kind === 'HelmRelease' ? holder.namespace : undefined)
    return to === undefined && holder === parent ? manifest : copy(manifest, { ...still, namespace: to }, holder)
  }
  const builds = reach.get(manifest.file.path)
  if (!builds) return manifest
  // Kustomize does not look for objects in objects; a patch that a kustomization holds is for one of its own.
  if (parent && parent.kind !== 'Kustomization')
    return holder === parent ? manifest : copy(manifest, { ...still, namespace }, holder)
  const to = global.has(kind) ? namespace : (home(namespace, builds) ?? patchedHome(manifest, builds, context))
  const subjects = kind.endsWith('RoleBinding') ? subjectsOf(manifest, builds, context) : still.subjects
  const retagged = retaggedIn(manifest, builds, context)
  const isPatch = holdsWorkflow(kind) && builds.every((build) => build.isPatch)
  const moves = { namespace: to, subjects, retagged, isPatch }
  const isMoved = to !== namespace || subjects.size > 0 || retagged.size > 0 || isPatch
  return isMoved ? copy(manifest, moves, holder) : manifest
}

/** Kinds without a namespace: those of the cluster, and those that never come there. */
const global = new Set(
  'Kustomization Component Values Namespace Node ClusterRole ClusterRoleBinding ClusterWorkflowTemplate CustomResourceDefinition PersistentVolume StorageClass PriorityClass RuntimeClass IngressClass GatewayClass MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding APIService'.split(
    ' ',
  ),
)

/** The namespace into which all builds put what says one, or none; nothing when they do not agree. */
function home(written: string | undefined, builds: readonly Build[]): string | undefined {
  const found = new Set(builds.map(({ gives }) => (gives ? gives.namespace : written)))
  return found.size === 1 ? [...found][0] : undefined
}

/** The namespace of what a patch without one is for. */
function patchedHome(patch: Manifest, builds: readonly Build[], { reach, named, become }: Context): string | undefined {
  if (patch.namespace !== undefined || builds.some(({ isPatch, gives }) => !isPatch || gives)) return undefined
  const roots = new Set(builds.map(({ from }) => from))
  const found = new Set<string | undefined>()
  for (const other of (named.get(nameOf(patch)) ?? []).slice(0, mostNamed)) {
    const theirs = reach.get(other.file.path) ?? []
    if (theirs.some(({ from, isPatch }) => !isPatch && roots.has(from))) found.add(become.get(other)?.namespace)
  }
  return found.size === 1 ? [...found][0] : undefined
}

function subjectsOf(
  { root }: Manifest,
  builds: readonly Build[],
  { reach, named }: Context,
): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>()
  for (const subject of items(get(root, 'subjects')).slice(0, mostNamed)) {
    const name = text(get(subject, 'name')) ?? ''
    const namespace = text(get(subject, 'namespace'))
    const ways =
      name === 'default'
        ? builds
        : waysOf(named.get(nameOf({ kind: 'ServiceAccount', name })) ?? [], namespace, builds, reach)
    const to = home(namespace, ways)
    if (ways.length > 0 && to !== namespace) found.set(subjectKey(name, namespace), to)
  }
  return found
}

/** Nobody names so many one by one, or has so many of one name. */
const mostNamed = 100

/** The builds of an account that are also those of its binding. */
function waysOf(
  accounts: readonly Manifest[],
  namespace: string | undefined,
  builds: readonly Build[],
  reach: Reach,
): readonly Build[] {
  const together = new Set(builds.map(({ from }) => from))
  return accounts
    .filter((account) => account.namespace === namespace)
    .slice(0, mostNamed)
    .flatMap((account) => reach.get(account.file.path) ?? [])
    .filter(({ from }) => together.has(from))
}

/** Kustomize looks into every list of containers (its legacy image filter); of ours, only those of pods matter. */
function retaggedIn(manifest: Manifest, builds: readonly Build[], context: Context): ReadonlySet<string> {
  if (builds.length > mostNamed || builds.some(({ isPatch }) => isPatch)) return still.retagged
  const own = containersOf(manifest)
  if (own.length === 0) return still.retagged
  const patches = patchesOf(manifest, builds, context)
  const found = own.flatMap((container) => {
    const [image, name] = [text(get(container, 'image')) ?? '', text(get(container, 'name')) ?? '']
    const { repository } = parseImage(image)
    return builds.every(({ from, images }) => retags(repository, images) || patches.get(from)?.has(name)) ? [image] : []
  })
  return found.length > 0 ? new Set(found) : still.retagged
}

function containersOf(manifest: Manifest): readonly Node[] {
  const spec = podSpec(manifest)
  return ['initContainers', 'containers'].flatMap((key) => items(get(spec, key))).slice(0, mostNamed)
}

/** The containers to which patches give an image, by what is built. */
function patchesOf(manifest: Manifest, builds: readonly Build[], { reach, named }: Context) {
  const roots = new Set(builds.map(({ from }) => from))
  const found = new Map<Kustomization, Set<string>>()
  for (const other of (named.get(nameOf(manifest)) ?? []).slice(0, mostNamed)) {
    const isInside = other.parent?.kind === 'Kustomization'
    const theirs = (reach.get(other.file.path) ?? []).filter(
      ({ from, isPatch }) => (isPatch || isInside) && roots.has(from),
    )
    if (theirs.length === 0) continue
    const names = containersOf(other).flatMap((one) => (get(one, 'image') ? (text(get(one, 'name')) ?? []) : []))
    for (const { from } of theirs.slice(0, mostNamed)) {
      const known = found.get(from) ?? new Set()
      for (const name of names) known.add(name)
      found.set(from, known)
    }
  }
  return found
}

/** Whether an image ends with another tag or a digest, whatever its name is by then. */
function retags(repository: string, images: Images | undefined): boolean {
  let name = repository
  for (let next = images, depth = 0; next && depth < deepest; next = next.outer, depth++) {
    const change = next.own.get(name)
    if (change?.newTag ?? change?.digest) return true
    name = change?.newName ?? name
  }
  return false
}

/** Nobody lays so many kustomizations over each other. */
const deepest = 20

/** What was made of a manifest before: what is known of it by then stays known. */
const copies = new WeakMap<Manifest, Map<string, Manifest>>()

function copy(manifest: Manifest, moves: Moves, parent: Manifest | undefined): Manifest {
  let known = copies.get(manifest)
  if (!known) copies.set(manifest, (known = new Map()))
  const { namespace, subjects, retagged, isPatch } = moves
  const key = JSON.stringify([namespace, [...subjects], [...retagged], isPatch])
  const old = known.get(key)
  if (old?.parent === parent && old) return old
  const made = { ...manifest, namespace, parent, partial: manifest.partial || isPatch }
  known.set(key, made)
  moved.set(made, moves)
  return made
}
