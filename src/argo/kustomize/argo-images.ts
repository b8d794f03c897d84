import type { Scalar } from '../../yaml/node.ts'
import { get, items, scalar, text } from '../../yaml/query.ts'
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

/** A release of Argo whose own manifests are taken in. */
export interface ArgoRelease {
  readonly tag: string
  /** The text that names it. */
  readonly at: Scalar
  /** The parts whose images have its tag still. */
  readonly parts: readonly Component[]
}

const all: readonly Component[] = ['controller', 'server', 'executor']
const release = String.raw`(?:refs\/tags\/)?(v\d+\.\d+\.\d+(?:-rc\d+)?)`
const repository = String.raw`argoproj\/argo-workflows(?:\.git)?`
/** An address that is meant is shorter. */
const longest = 2000
const address = new RegExp(
  String.raw`${repository}(?:\/(?:releases\/download|raw|blob|tree)\/|\/|[^\s#]*[?&](?:ref|version)=)${release}(?=[/&]|$)`,
)

/** Those of a kustomization (Kustomize, "remote build"; docs/installation.md), and of an application of Argo CD. */
export function argoReleases(manifest: Manifest): readonly ArgoRelease[] {
  if (manifest.kind === 'Application' || manifest.kind === 'ApplicationSet') return ofApplication(manifest)
  if (!kustomizationOf(manifest)) return []
  const changed = new Set(argoImages(manifest).map(({ part }) => part))
  const parts = all.filter((part) => !changed.has(part))
  return ['resources', 'bases', 'components'].flatMap((field) =>
    items(get(manifest.root, field)).flatMap((item) => {
      const at = scalar(item)
      const tag = at && address.exec(at.value.slice(0, longest))?.[1]
      return at && tag !== undefined && parts.length > 0 ? [{ tag, at, parts }] : []
    }),
  )
}

/** Sources that are Argo's repository; one whose images are changed in place tells nothing. */
function ofApplication({ root }: Manifest): readonly ArgoRelease[] {
  const spec = get(root, 'spec', 'template', 'spec') ?? get(root, 'spec')
  return [get(spec, 'source'), ...items(get(spec, 'sources'))].flatMap((source) => {
    const at = scalar(get(source, 'targetRevision'))
    const tag = at && new RegExp(`^${release}$`).exec(at.value)?.[1]
    const isArgo = new RegExp(`${repository}/?$`).test((text(get(source, 'repoURL')) ?? '').slice(0, longest))
    const changed = items(get(source, 'kustomize', 'images')).length > 0
    return at && tag !== undefined && isArgo && !changed ? [{ tag, at, parts: all }] : []
  })
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
