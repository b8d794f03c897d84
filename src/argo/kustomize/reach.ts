import type { Manifest } from '../manifest.ts'
import { type Given, type ImageChange, type Kustomization, kustomizationOf } from './kustomization.ts'

/** That somebody builds a file: from where, and what becomes of the namespaces in it. */
export interface Build {
  /** The kustomization that is built: no other one takes it in. */
  readonly from: Kustomization
  /** The outermost namespace that is given on the way; nothing when none is. */
  readonly gives: Given | undefined
  /** The kustomizations on the way that change images, from the innermost. */
  readonly images: Images | undefined
  /** What is built last, and has the last word, has the lowest. */
  readonly rank: number
  /** It changes something else in the build. */
  readonly isPatch: boolean
}

/** What a kustomization does to images, before those that take it in. */
export interface Images {
  readonly own: ReadonlyMap<string, ImageChange>
  readonly outer: Images | undefined
}

/** The builds that a file is a part of, by its path. */
export type Reach = ReadonlyMap<string, readonly Build[]>

/** No repository has so many. A hostile one, of overlays that all take all in, must not cost more than reading it. */
const mostBuilds = 100_000

/** What the kustomizations among the files build; nothing is known where they are too many. */
export function reachOf(manifests: readonly Manifest[]): Reach {
  const all = manifests.flatMap((manifest) => kustomizationOf(manifest) ?? [])
  if (all.length === 0) return new Map()
  const byFolder = new Map(all.map((one) => [one.folder, one] as const))
  const taken = new Set(all.flatMap(({ takes }) => takes))
  const reach = new Map<string, Build[]>()
  let count = 0
  for (const from of all) {
    // A component is built by who takes it in.
    if (taken.has(from.folder) || from.manifest.kind === 'Component') continue
    for (const [path, build] of built(from, byFolder)) {
      if (++count > mostBuilds) return new Map()
      const builds = reach.get(path)
      if (builds) builds.push(build)
      else reach.set(path, [build])
    }
  }
  return reach
}

/**
 * The files that one build takes in, each once, and the kustomizations themselves. What lies further out comes first, and
 * in one kustomization what it generates and patches before its resources.
 */
function* built(
  from: Kustomization,
  byFolder: ReadonlyMap<string, Kustomization>,
): Generator<readonly [path: string, Build]> {
  const seen = new Set<string>()
  const next: (readonly [Kustomization, Given | undefined, Images | undefined])[] = [[from, undefined, undefined]]
  let rank = 0
  for (const [{ manifest, gives: own, takes, patches, images: changes }, outer, around] of next) {
    const gives = outer ?? own
    const images = changes.size > 0 ? { own: changes, outer: around } : around
    for (const path of [manifest.file.path, ...takes.toReversed()]) {
      if (seen.has(path)) continue
      seen.add(path)
      const inner = byFolder.get(path)
      if (inner) next.push([inner, gives, images])
      else yield [path, { from, gives, images, rank: rank++, isPatch: patches.has(path) }]
    }
  }
}
