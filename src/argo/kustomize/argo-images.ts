import type { Scalar } from '../../yaml/node.ts'
import { get, items, scalar } from '../../yaml/query.ts'
import { type Component, component, parseImage } from '../image.ts'
import type { Manifest } from '../manifest.ts'
import { kustomizationOf } from './kustomization.ts'

/** A tag or digest that a kustomization gives to an image of Argo. */
export interface ArgoImage {
  readonly part: Component
  /** With the name that the image has then. */
  readonly reference: string
  readonly at: Scalar
}

/** A release of Argo whose own manifests a kustomization takes in. */
export interface ArgoRelease {
  readonly tag: string
  /** The address that names it. */
  readonly at: Scalar
  /** The parts whose images have its tag still. */
  readonly parts: readonly Component[]
}

const address =
  /argoproj\/argo-workflows(?:\.git)?(?:\/releases\/download\/|\/|[^\s#]*[?&]ref=)(v\d+\.\d+\.\d+(?:-rc\d+)?)(?=[/&]|$)/

/** Those of a manifest that is a kustomization (Kustomize, "remote build"; docs/installation.md). */
export function argoReleases(manifest: Manifest): readonly ArgoRelease[] {
  if (!kustomizationOf(manifest)) return []
  const changed = new Set(argoImages(manifest).map(({ part }) => part))
  const parts = (['controller', 'server', 'executor'] as const).filter((part) => !changed.has(part))
  return ['resources', 'bases', 'components'].flatMap((field) =>
    items(get(manifest.root, field)).flatMap((item) => {
      const at = scalar(item)
      const tag = at && address.exec(at.value)?.[1]
      return at && tag !== undefined && parts.length > 0 ? [{ tag, at, parts }] : []
    }),
  )
}

/** Those of a manifest that is a kustomization. */
export function argoImages(manifest: Manifest): readonly ArgoImage[] {
  const changes = kustomizationOf(manifest)?.images.values() ?? []
  return [...changes].flatMap(({ name, newName = name, newTag, digest }): ArgoImage[] => {
    const part = component(parseImage(newName)) ?? component(parseImage(name))
    const at = newTag ?? digest
    if (!part || !at) return []
    const reference = `${newName}${newTag ? `:${newTag.value}` : ''}${digest ? `@${digest.value}` : ''}`
    return [{ part, reference, at }]
  })
}
